/* Who handles a case: the authority that leads it (report.authority_id) and those
 * that share it, each with a wrap of the case's key for its handlers; and the
 * authorities that it is about, which never see it. What they write to each other
 * is a note: the reporter does not see it. */
#ifndef AZ_DOMAIN_REPORT_PARTY_H
#define AZ_DOMAIN_REPORT_PARTY_H

#include "base/ctx.h"
#include "base/secret.h"
#include "domain/report.h"
#include "domain/report_route.h"

struct az_party {
	int64_t authority_id;
	const char *name_zh, *name_en;
	int64_t leads;
};

/* Writes who handles a new case and who is barred from it, and wraps its key for those that share it. Within the
 * transaction that files it. */
enum az_result az_report_parties_put(struct az_ctx *ctx, int64_t report_id, const struct az_routing *route,
                                     const struct az_secret_key *key) AZ_CHECKED;

/* Who handles it: the one that leads first. Whom it is about is for the handlers alone. */
enum az_result az_report_parties(struct az_ctx *ctx, int64_t report_id, struct az_party **rows, size_t *count) AZ_CHECKED;
enum az_result az_report_barred(struct az_ctx *ctx, int64_t report_id, struct az_party **rows, size_t *count) AZ_CHECKED;

/* Lets an authority take part or lead, or takes it out: its row and its wrap. Within a transaction. */
enum az_result az_report_party_add(struct az_ctx *ctx, int64_t report_id, int64_t authority_id, bool leads) AZ_CHECKED;
enum az_result az_report_party_drop(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

/* Bars an authority: it handles the case no more, and its wrap is gone. Within a transaction. */
enum az_result az_report_bar(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

/* What a handler who says that the case is about an authority does: "bar", the case stays where it is, or "move_up", it
 * goes to the authority above. AZ_INVALID "report.barred_already"; AZ_CONFLICT "report.nobody_above_us": it is about the
 * one that leads it, and nobody here stands above. */
enum az_result az_report_bar_action(struct az_ctx *ctx, const struct az_report *report, int64_t authority_id,
                                    const char **action) AZ_CHECKED;

/* A note among those who handle a case. */
struct az_report_note {
	int64_t account_id, at;
	const char *account, *authority_zh, *authority_en;
	struct az_text sealed;
	const char *body; /* opened */
};

/* Oldest first, of a report that is open (report->key): none of one that is shut. */
enum az_result az_report_notes(struct az_ctx *ctx, const struct az_report *report, struct az_report_note **rows,
                               size_t *count) AZ_CHECKED;

/* Authorities as choices of a form: to which a case can be transferred and with which it can be shared (those that have a
 * handler and that it is not about), those that share it, and those that it may be about. */
enum az_result az_report_transfer_choices(struct az_ctx *ctx, const struct az_report *report,
                                          struct anze_choice **choices, size_t *count) AZ_CHECKED;
enum az_result az_report_share_choices(struct az_ctx *ctx, const struct az_report *report, struct anze_choice **choices,
                                       size_t *count) AZ_CHECKED;
enum az_result az_report_unshare_choices(struct az_ctx *ctx, const struct az_report *report,
                                         struct anze_choice **choices, size_t *count) AZ_CHECKED;
enum az_result az_report_subject_choices(struct az_ctx *ctx, const struct az_report *report,
                                         struct anze_choice **choices, size_t *count) AZ_CHECKED;

#endif
