/* Why an identity was asked for and refused: what people type there can tell who it is, so it is sealed like messages.
 * Who decides has no key of the case, and who has the case no custody: each text is sealed once for each side. */
#include "base/arena.h"
#include "base/log.h"
#include "domain/key_ring.h"
#include "domain/report_identity_private.h"
#include "store/db.h"

/* The same for both sides: which text of which request. */
static struct az_secret_about about(const struct az_identity_request *request, enum az_identity_word which)
{
	if (which == AZ_IDENTITY_REASON)
		return (struct az_secret_about){"identity.reason", request->report_id, request->asker_id,
						request->asked_at};
	return (struct az_secret_about){"identity.answer", request->report_id, request->asker_id, request->asked_at};
}

/* Whoever decides seals for the case without having its key, so the case has a pair for it. */
static void case_pair(const struct az_secret_key *key, struct az_secret_pair *pair)
{
	unsigned char secret[AZ_SECRET_KEY];
	az_secret_hash(key, "identity.words", "", 0, secret);
	az_secret_pair_of(secret, pair);
	az_secret_wipe(secret, sizeof secret);
}

void az_identity_answer_key(struct az_ctx *ctx, const struct az_secret_key *key, unsigned char out[AZ_SECRET_KEY])
{
	struct az_secret_pair pair;
	(void)ctx;
	case_pair(key, &pair);
	for (size_t i = 0; i < AZ_SECRET_KEY; i++)
		out[i] = pair.open[i];
	az_secret_wipe(&pair, sizeof pair);
}

/* ---- sealing ---- */

static struct az_text box(struct az_ctx *ctx, struct az_text public_key, const struct az_secret_about *which,
			  struct az_text plain)
{
	if (public_key.n != AZ_SECRET_KEY)
		return (struct az_text){NULL, 0};
	unsigned char *out = az_alloc(ctx->arena, plain.n + AZ_BOXED_MORE);
	az_secret_box((const unsigned char *)public_key.p, which, plain.p, plain.n, ctx->arena, out);
	return (struct az_text){(const char *)out, plain.n + AZ_BOXED_MORE};
}

/* Of the ring of the outer seal, so that both are always of one and the same. Locked against being replaced meanwhile.
 */
static enum az_result custody_key(struct az_ctx *ctx, int64_t report_id, struct az_ring_public *ring)
{
	static const struct az_column columns[] = {AZ_INT_OF(struct az_ring_public, id),
						   AZ_BYTES_OF(struct az_ring_public, public_key)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_ring_public);
	*ring = (struct az_ring_public){0, {NULL, 0}};
	enum az_result result = az_db_row(ctx,
					  AZ_QUERY("SELECT r.id, r.public_key FROM report_identity i JOIN key_ring r "
						   "ON r.id = i.ring_id WHERE i.report_id = ? LOCK IN SHARE MODE",
						   az_int(report_id)),
					  &map, ring);
	return result == AZ_NOT_FOUND ? AZ_OK : result; /* what the report said was removed */
}

enum az_result az_identity_words_seal(struct az_ctx *ctx, const struct az_identity_request *request,
				      enum az_identity_word which, const char *text, struct az_identity_sealed *out)
{
	struct az_secret_about bound = about(request, which);
	struct az_ring_public ring;
	AZ_TRY(custody_key(ctx, request->report_id, &ring));
	out->for_case = box(ctx, request->answer_key, &bound, az_text_of(text));
	out->for_custody = box(ctx, ring.public_key, &bound, az_text_of(text));
	return AZ_OK;
}

/* ---- opening ---- */

/* NULL: it does not open. */
static const char *unbox(struct az_ctx *ctx, const struct az_secret_pair *pair, const struct az_secret_about *bound,
			 struct az_text sealed)
{
	if (sealed.n < AZ_BOXED_MORE)
		return NULL;
	unsigned char *out = az_alloc(ctx->arena, sealed.n - AZ_BOXED_MORE + 1); /* its end stays zero */
	if (az_secret_unbox(pair, bound, sealed.p, sealed.n, ctx->arena, out))
		return (const char *)out;
	az_log(AZ_LOG_ERROR, "secret.damaged", "report=%lld %s does not open: changed where it lies",
	       (long long)bound->row, bound->purpose);
	return NULL;
}

static void open_word(struct az_ctx *ctx, const struct az_secret_pair *pair, struct az_identity_request *request,
		      enum az_identity_word which, struct az_text sealed, const char **out)
{
	struct az_secret_about bound = about(request, which);
	if (sealed.n == 0)
		return; /* none, or in the clear from before */
	const char *text = pair == NULL ? NULL : unbox(ctx, pair, &bound, sealed);
	if (text != NULL)
		*out = text;
	else
		request->shut = true;
}

static void open_one(struct az_ctx *ctx, const struct az_secret_pair *pair, struct az_identity_request *request,
		     bool custody)
{
	open_word(ctx, pair, request, AZ_IDENTITY_REASON, custody ? request->custody_reason : request->sealed_reason,
		  &request->reason);
	open_word(ctx, pair, request, AZ_IDENTITY_DECISION,
		  custody ? request->custody_decision : request->sealed_decision, &request->decision);
}

void az_identity_words_open(struct az_ctx *ctx, const struct az_secret_key *key, struct az_identity_request *rows,
			    size_t count)
{
	struct az_secret_pair pair;
	if (key != NULL)
		case_pair(key, &pair);
	for (size_t i = 0; i < count; i++)
		open_one(ctx, key == NULL ? NULL : &pair, &rows[i], false);
	if (key != NULL)
		az_secret_wipe(&pair, sizeof pair);
}

void az_identity_words_open_custody(struct az_ctx *ctx, struct az_identity_request *rows, size_t count)
{
	struct az_problem before = ctx->problem;
	for (size_t i = 0; i < count; i++) {
		const struct az_secret_pair *pair;
		bool held = rows[i].ring_id != 0 && az_ring_open(ctx, rows[i].ring_id, &pair) == AZ_OK;
		open_one(ctx, held ? pair : NULL, &rows[i], true);
	}
	ctx->problem = before; /* a list is shown without what does not open */
}

/* ---- for another ring ---- */

static struct az_text rebox(struct az_ctx *ctx, const struct az_secret_pair *pair, const struct az_ring_public *to,
			    const struct az_secret_about *bound, struct az_text sealed)
{
	const char *text = unbox(ctx, pair, bound, sealed);
	return text == NULL ? sealed : box(ctx, to->public_key, bound, az_text_of(text));
}

enum az_result az_identity_words_rewrap(struct az_ctx *ctx, int64_t report_id, const struct az_secret_pair *pair,
					const struct az_ring_public *to)
{
	struct az_identity_request *rows;
	size_t count;
	AZ_TRY(az_identity_requests_locked(ctx, report_id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct az_secret_about reason = about(&rows[i], AZ_IDENTITY_REASON);
		struct az_secret_about decision = about(&rows[i], AZ_IDENTITY_DECISION);
		struct az_text one = rows[i].custody_reason, two = rows[i].custody_decision;
		if (one.n > 0)
			one = rebox(ctx, pair, to, &reason, one);
		if (two.n > 0)
			two = rebox(ctx, pair, to, &decision, two);
		AZ_TRY(az_db_exec(
			ctx,
			AZ_QUERY("UPDATE report_identity_request SET custody_reason = ?, custody_decision = ? "
				 "WHERE id = ?",
				 one.n == 0 ? az_null() : az_bytes(one.p, one.n),
				 two.n == 0 ? az_null() : az_bytes(two.p, two.n), az_int(rows[i].id)),
			NULL));
	}
	return AZ_OK;
}
