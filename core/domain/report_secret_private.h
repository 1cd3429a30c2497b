/* What the files of a report's secrets share. */
#ifndef AZ_DOMAIN_REPORT_SECRET_PRIVATE_H
#define AZ_DOMAIN_REPORT_SECRET_PRIVATE_H

#include "base/ctx.h"
#include "base/secret.h"
#include "base/text.h"

/* Texts one after the other, each with its end: none of them holds a NUL. And back; false when they are not `count`. */
struct az_text az_report_pack(struct az_ctx *ctx, const char *const *texts, size_t count);
bool az_report_unpack(struct az_text packed, const char **texts, size_t count) AZ_CHECKED;

struct az_text az_report_seal(struct az_ctx *ctx, const struct az_secret_key *key, const struct az_secret_about *about,
                              struct az_text plain);

/* AZ_INTERNAL "secret.damaged", with a line in the log; about->row is the report. The text has an end. */
enum az_result az_report_unseal(struct az_ctx *ctx, const struct az_secret_key *key,
                                const struct az_secret_about *about, struct az_text sealed,
                                struct az_text *plain) AZ_CHECKED;
enum az_result az_report_damaged(struct az_ctx *ctx, int64_t report_id, const char *what) AZ_CHECKED;

struct az_report_message;

/* What finds the case of a receipt. */
void az_report_receipt_hash(const struct az_ctx *ctx, const unsigned char receipt[AZ_RECEIPT_BYTES],
                            unsigned char out[AZ_SECRET_HASH]);

enum az_result az_report_wrap_for_ring(struct az_ctx *ctx, int64_t report_id, int64_t authority_id,
                                       const struct az_secret_key *key) AZ_CHECKED;
enum az_result az_report_message_seal(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                      const struct az_report_message *message, int64_t account_id) AZ_CHECKED;

/* The key that the instance keeps for a case from before there were keys; AZ_NOT_FOUND when it keeps none. */
enum az_result az_report_key_kept(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key **key) AZ_CHECKED;
enum az_result az_report_key_keep(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key) AZ_CHECKED;

/* What is wrapped for a ring is wrapped for the one in its place, by its secret key. Within a transaction; AZ_INTERNAL
 * "secret.damaged", AZ_NOT_FOUND: it was not wrapped for that ring. */
struct az_ring_public;
struct az_secret_pair;
enum az_result az_report_key_rewrap(struct az_ctx *ctx, int64_t report_id, int64_t ring_id,
                                    const struct az_secret_pair *pair, const struct az_ring_public *to) AZ_CHECKED;
enum az_result az_report_identity_rewrap(struct az_ctx *ctx, int64_t report_id, const struct az_secret_pair *pair,
                                         const struct az_ring_public *to) AZ_CHECKED;

#endif
