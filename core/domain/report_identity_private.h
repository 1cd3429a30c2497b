/* What the files of the identities share: the words about a request, sealed twice. */
#ifndef AZ_DOMAIN_REPORT_IDENTITY_PRIVATE_H
#define AZ_DOMAIN_REPORT_IDENTITY_PRIVATE_H

#include "domain/report_identity.h"

enum az_identity_word { AZ_IDENTITY_REASON, AZ_IDENTITY_DECISION };

/* One text for both sides; empty: that side gets none. */
struct az_identity_sealed {
	struct az_text for_case, for_custody;
};

/* Seals a text of a request (its report_id, asker_id and asked_at tell which). `answer_key` from before its time is
 * empty, and so is what is then sealed for the case. */
enum az_result az_identity_words_seal(struct az_ctx *ctx, const struct az_identity_request *request,
				      enum az_identity_word which, const char *text,
				      struct az_identity_sealed *out) AZ_CHECKED;

/* The public half of the case's pair for such texts. */
void az_identity_answer_key(struct az_ctx *ctx, const struct az_secret_key *key, unsigned char out[AZ_SECRET_KEY]);

/* Opens reason and decision of requests of a case, with its key (NULL: they stay shut), or by the ring of custody that
 * whoever acts holds. What does not open is left out, and request->shut says so. */
void az_identity_words_open(struct az_ctx *ctx, const struct az_secret_key *key, struct az_identity_request *rows,
			    size_t count);
void az_identity_words_open_custody(struct az_ctx *ctx, struct az_identity_request *rows, size_t count);

/* Wraps what is sealed for a ring of custody for the one in its place. Within a transaction. */
struct az_ring_public;
struct az_secret_pair;
enum az_result az_identity_words_rewrap(struct az_ctx *ctx, int64_t report_id, const struct az_secret_pair *pair,
					const struct az_ring_public *to) AZ_CHECKED;

/* A request as it lies in the database; and those of a report, locked with its identity, so that none is missed. */
enum az_result az_identity_request_row(struct az_ctx *ctx, int64_t id, struct az_identity_request *request) AZ_CHECKED;
enum az_result az_identity_requests_locked(struct az_ctx *ctx, int64_t report_id, struct az_identity_request **rows,
					   size_t *count) AZ_CHECKED;

#endif
