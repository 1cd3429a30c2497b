/* Shared by the report*.c of this directory only: the row of a report. */
#ifndef AZ_DOMAIN_REPORT_PRIVATE_H
#define AZ_DOMAIN_REPORT_PRIVATE_H

#include "domain/report.h"
#include "store/db.h"

extern const struct az_row_map az_report_map;

/* The states in which an authority owes something, and those in which an answer is still to be found. */
#define AZ_REPORT_OPEN "'received', 'transferred', 'verifying', 'extending', 'paused'"

/* Is the newest message of `s`, or of a case that is handled together with it, its reporter's? */
#define AZ_REPORT_UNANSWERED                                                                                           \
	"(s.unanswered = 1 OR EXISTS (SELECT 1 FROM report f WHERE f.merged_into = s.id AND f.unanswered = 1))"

/* LEFT: each report has both, and a plan that began with the few divisions read all reports of each. */
#define AZ_SELECT_REPORT                                                                                               \
	"SELECT s.id, s.kind, s.sector, s.county, d.name_zh AS county_zh, d.name_en AS county_en, s.authority_id, "    \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, s.subject_type, s.door, s.wish, s.state, s.outcome, "     \
	"s.submitted_at, s.receipt_kept_at, s.accept_from, s.accept_by, s.decide_by, s.feedback_by, s.closed_on, s.paused_from, "     \
	"s.paused_until, s.pause_why, s.extension_why, s.extension_days, s.extension_asked, s.ground, s.maker_id, "    \
	"s.named, s.handler_id, h.name AS handler, s.merged_into, c.sealed, s.due_on AS due, "                          \
	AZ_REPORT_UNANSWERED " AS unanswered "                                                                         \
	"FROM report s LEFT JOIN report_content c ON c.report_id = s.id LEFT JOIN division d ON d.code = s.county "    \
	"LEFT JOIN authority u ON u.id = s.authority_id LEFT JOIN account h ON h.id = s.handler_id "

#endif
