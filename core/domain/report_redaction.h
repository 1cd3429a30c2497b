/* Copies of what a report says and shows that may leave the case: passages of the text covered, places of a picture painted
 * over. Each is sealed with the key of the case and says who made it, when and for whom; what it was made of stays sealed. */
#ifndef AZ_DOMAIN_REPORT_REDACTION_H
#define AZ_DOMAIN_REPORT_REDACTION_H

#include "domain/redaction.h"
#include "domain/report.h"

struct az_redacted {
	int64_t id, made_at, maker_id;
	int64_t blob_id, of_blob; /* of a picture; 0: a text */
	int64_t hazard_id;        /* into which it went; 0: none */
	const char *purpose, *maker;
	struct az_text sealed;
	const char *body; /* of a text, opened */
};

/* For whom a copy is made. */
extern const struct anze_choice az_redaction_purposes[];
extern const size_t az_redaction_purpose_count;

/* Those of a report that is open (report->key), newest last; none of one that is shut. Bodies are not opened. */
enum az_result az_redacted_list(struct az_ctx *ctx, const struct az_report *report, struct az_redacted **rows,
				size_t *count) AZ_CHECKED;

/* One of them, opened. AZ_NOT_FOUND, AZ_INTERNAL "secret.damaged", AZ_DENIED "secret.locked". */
enum az_result az_redacted_find(struct az_ctx *ctx, const struct az_report *report, int64_t id,
				struct az_redacted *out) AZ_CHECKED;

/* Keeps a copy of the text. AZ_CONFLICT "redaction.full". */
enum az_result az_redact_text(struct az_ctx *ctx, const struct az_report *report, const char *purpose, const char *body,
			      int64_t *id) AZ_CHECKED;

#define AZ_REDACTION_PAGES 100 /* a cleaned copy has no more (AZ_CLEAN_PAGES) */

/* Can a copy be made of this file: of a picture (page 0), of a page of a document? AZ_CONFLICT "redaction.no_picture" (it is
 * neither), "report_file.not_yet", "report_file.none". */
enum az_result az_redaction_takes(struct az_ctx *ctx, const struct az_report_file *file, int64_t page) AZ_CHECKED;

/* Makes a copy of a picture's cleaned copy, or (page from 1) of one page of a document's as a picture, in the sandbox, and keeps
 * it. Without places only a page. AZ_CONFLICT as above, "redaction.failed", "redaction.full"; AZ_NOT_FOUND: it has no such
 * page. */
enum az_result az_redact_picture(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				 int64_t page, const char *purpose, const struct az_place *places, size_t count,
				 int64_t *id) AZ_CHECKED;

/* How many pages the cleaned copy of a document has, and one of them as a JPEG in the arena. AZ_CONFLICT as above. */
enum az_result az_redaction_pages(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				  int64_t *count) AZ_CHECKED;
enum az_result az_redaction_page(struct az_ctx *ctx, const struct az_report *report, const struct az_report_file *file,
				 int64_t page, struct az_text *out) AZ_CHECKED;

/* Puts a picture's copy that was made for a hazard into one that the report led to: a file of its own there, which whoever sees
 * the hazard sees. Once a copy. AZ_NOT_FOUND: no such hazard; AZ_CONFLICT "redaction.not_for_hazard", "redaction.attached",
 * "hazard.photos_full", "report_link.not_proved". */
enum az_result az_redaction_attach(struct az_ctx *ctx, const struct az_report *report, int64_t id,
				   const char *hazard_no) AZ_CHECKED;

/* Removes one: its content is gone, the trail says that it was there. */
enum az_result az_redacted_discard(struct az_ctx *ctx, const struct az_report *report, int64_t id) AZ_CHECKED;

/* Removes all of a case, when its time is over. Within a transaction. */
enum az_result az_redacted_remove(struct az_ctx *ctx, int64_t report_id) AZ_CHECKED;

#endif
