/* What a report says, sealed. Each case has a key of its own; that is wrapped for
 * the ring of the competent authority's handlers and for the receipt. Content,
 * messages and files are sealed with it, each bound to its row, so that nothing
 * can be moved to another case. Kind, place division, sector, state and clocks
 * stay readable: routing, queues and statistics never need the key. */
#ifndef AZ_DOMAIN_REPORT_SECRET_H
#define AZ_DOMAIN_REPORT_SECRET_H

#include "base/ctx.h"
#include "base/secret.h"
#include "base/text.h"

struct az_report;
struct az_report_new;
struct az_report_message;

/* A new key for a new case. Within the transaction that files it. */
enum az_result az_report_key_make(struct az_ctx *ctx, int64_t report_id, int64_t authority_id,
                                  const unsigned char receipt[AZ_RECEIPT_BYTES], struct az_secret_key *key) AZ_CHECKED;

/* Wraps it for the handlers of one more authority (transfer, sharing), by somebody who can open the case. Within a
 * transaction; again does no harm. */
enum az_result az_report_key_share(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

/* Takes an authority's wrap away, also one for a ring of its that was replaced. Within a transaction. */
enum az_result az_report_key_unshare(struct az_ctx *ctx, int64_t report_id, int64_t authority_id) AZ_CHECKED;

/* The key, for whoever acts. AZ_DENIED "secret.locked" when nobody has wrapped it for him yet, AZ_INTERNAL
 * "secret.damaged" when a wrap was changed where it lies. */
enum az_result az_report_key_open(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key **key) AZ_CHECKED;

/* The key, for who holds the receipt. Same results. */
enum az_result az_report_key_of_receipt(struct az_ctx *ctx, int64_t report_id,
                                        const unsigned char receipt[AZ_RECEIPT_BYTES],
                                        const struct az_secret_key **key) AZ_CHECKED;

/* Opens what the rows of a query brought along (report->sealed): one query for all of them. What does not open is left
 * shut, with key NULL: a list is shown without it. */
enum az_result az_report_open_all(struct az_ctx *ctx, struct az_report *reports, size_t count) AZ_CHECKED;

/* Opens one with its key; AZ_INTERNAL "secret.damaged". */
enum az_result az_report_open(struct az_ctx *ctx, struct az_report *report, const struct az_secret_key *key) AZ_CHECKED;

/* Writes the content of a new report. */
enum az_result az_report_content_put(struct az_ctx *ctx, int64_t report_id, const struct az_report_new *report,
                                     const struct az_secret_key *key) AZ_CHECKED;

/* Writes a message, and opens one that was read. Whose it is, of which case and when belongs to what is sealed. */
enum az_result az_report_message_put(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                     bool from_reporter, const char *body) AZ_CHECKED;
enum az_result az_report_message_open(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                      struct az_report_message *message) AZ_CHECKED;

/* The key that wraps those of a case's files, made of the case's own. */
const struct az_secret_key *az_report_file_key(struct az_arena *arena, const struct az_secret_key *key);

/* Claims files that were staged sealed, for a case: with the report itself (0) or with a message. Within a transaction. */
struct az_form_file;
enum az_result az_report_files_put(struct az_ctx *ctx, int64_t report_id, int64_t message_id,
                                   const struct az_form_file *files, size_t count,
                                   const struct az_secret_key *key) AZ_CHECKED;

/* Seals what was filed before there were keys, and removes the tables in which it lay; *count of such reports. */
enum az_result az_report_seal_old(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

#endif
