/* What a report says, sealed. */
#include "domain/report_secret.h"

#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "domain/key_ring.h"
#include "domain/report.h"
#include "domain/report_secret_private.h"
#include "domain/site.h"
#include "store/db.h"

#define TOGETHER 50 /* reports opened with one query: its arguments are bounded */
#define RINGS_A_CASE 16

/* ---- bytes ---- */

struct az_text az_report_pack(struct az_ctx *ctx, const char *const *texts, size_t count)
{
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		n += strlen(texts[i]) + 1;
	char *packed = az_alloc(ctx->arena, n), *at = packed;
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(texts[i]) + 1;
		memcpy(at, texts[i], length);
		at += length;
	}
	return (struct az_text){packed, n};
}

bool az_report_unpack(struct az_text packed, const char **texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *end = memchr(packed.p, '\0', packed.n);
		if (end == NULL)
			return false;
		texts[i] = packed.p;
		packed.n -= (size_t)(end + 1 - packed.p);
		packed.p = end + 1;
	}
	return packed.n == 0;
}

struct az_text az_report_seal(struct az_ctx *ctx, const struct az_secret_key *key, const struct az_secret_about *about,
                              struct az_text plain)
{
	unsigned char *sealed = az_alloc(ctx->arena, plain.n + AZ_SEALED_MORE);
	az_secret_seal(key, about, plain.p, plain.n, sealed);
	return (struct az_text){(const char *)sealed, plain.n + AZ_SEALED_MORE};
}

enum az_result az_report_damaged(struct az_ctx *ctx, int64_t report_id, const char *what)
{
	az_log(AZ_LOG_ERROR, "secret.damaged", "report=%lld %s does not open: changed where it lies",
	       (long long)report_id, what);
	(void)az_refuse(ctx, AZ_INTERNAL, "secret.damaged", NULL);
	return AZ_INTERNAL;
}

enum az_result az_report_unseal(struct az_ctx *ctx, const struct az_secret_key *key,
                                const struct az_secret_about *about, struct az_text sealed, struct az_text *plain)
{
	if (sealed.n < AZ_SEALED_MORE)
		return az_report_damaged(ctx, about->row, about->purpose);
	/* One byte more, which stays zero: a text that came without its end has one. */
	unsigned char *out = az_alloc(ctx->arena, sealed.n - AZ_SEALED_MORE + 1);
	if (!az_secret_open(key, about, sealed.p, sealed.n, out))
		return az_report_damaged(ctx, about->row, about->purpose);
	*plain = (struct az_text){(const char *)out, sealed.n - AZ_SEALED_MORE};
	return AZ_OK;
}

/* ---- the key of a case ---- */

static struct az_secret_about about_key(int64_t report_id)
{
	return (struct az_secret_about){"report.key", report_id, 0, 0};
}

/* Another hash than the one that finds the case (domain/report.c), of which nothing leads here. */
static void receipt_key(const struct az_ctx *ctx, const unsigned char receipt[AZ_RECEIPT_BYTES],
                        struct az_secret_key *key)
{
	az_secret_hash(&ctx->site->session_key, "receipt.key", receipt, AZ_RECEIPT_BYTES, key->bytes);
}

static void instance_key(const struct az_ctx *ctx, struct az_secret_key *key)
{
	az_secret_hash(&ctx->site->file_key, "report.key", "", 0, key->bytes);
}

#define PUT_WRAP "INSERT IGNORE INTO report_key (report_id, holder, holder_id, sealed) VALUES (?, ?, ?, ?)"

static enum az_result put_wrap(struct az_ctx *ctx, int64_t report_id, const char *holder, int64_t holder_id,
                               const void *sealed, size_t n)
{
	/* A case that is shared twice with one authority is wrapped for it once. */
	return az_db_exec(ctx,
	                  AZ_QUERY(PUT_WRAP, az_int(report_id), az_str(holder), az_int(holder_id), az_bytes(sealed, n)),
	                  NULL);
}

static enum az_result box_for_ring(struct az_ctx *ctx, int64_t report_id, int64_t authority_id,
                                   const struct az_secret_key *key, int64_t *ring_id, unsigned char boxed[AZ_WRAPPED_KEY])
{
	struct az_ring_public ring;
	struct az_secret_about about = about_key(report_id);
	AZ_TRY(az_ring_of_authority(ctx, authority_id, &ring));
	az_ring_box(ctx, &ring, &about, key->bytes, AZ_SECRET_KEY, boxed);
	*ring_id = ring.id;
	return AZ_OK;
}

enum az_result az_report_wrap_for_ring(struct az_ctx *ctx, int64_t report_id, int64_t authority_id,
                                    const struct az_secret_key *key)
{
	unsigned char boxed[AZ_WRAPPED_KEY];
	int64_t ring_id;
	AZ_TRY(box_for_ring(ctx, report_id, authority_id, key, &ring_id, boxed));
	return put_wrap(ctx, report_id, "ring", ring_id, boxed, sizeof boxed);
}

static enum az_result wrap_with(struct az_ctx *ctx, int64_t report_id, const char *holder,
                                const struct az_secret_key *by, const struct az_secret_key *key)
{
	struct az_secret_about about = about_key(report_id);
	unsigned char sealed[AZ_SECRET_KEY + AZ_SEALED_MORE];
	az_secret_seal(by, &about, key->bytes, AZ_SECRET_KEY, sealed);
	return put_wrap(ctx, report_id, holder, 0, sealed, sizeof sealed);
}

enum az_result az_report_key_make(struct az_ctx *ctx, int64_t report_id, int64_t authority_id,
                                  const unsigned char receipt[AZ_RECEIPT_BYTES], struct az_secret_key *key)
{
	struct az_secret_key by;
	struct az_secret_about about = about_key(report_id);
	unsigned char boxed[AZ_WRAPPED_KEY], sealed[AZ_SECRET_KEY + AZ_SEALED_MORE];
	int64_t ring_id;
	az_secret_random(key->bytes, sizeof key->bytes);
	AZ_TRY(box_for_ring(ctx, report_id, authority_id, key, &ring_id, boxed));
	receipt_key(ctx, receipt, &by);
	az_secret_seal(&by, &about, key->bytes, AZ_SECRET_KEY, sealed);
	az_secret_wipe(&by, sizeof by);
	return az_db_exec(ctx,
	                  AZ_QUERY(PUT_WRAP ", (?, ?, ?, ?)", az_int(report_id), az_str("ring"), az_int(ring_id),
	                           az_bytes(boxed, sizeof boxed), az_int(report_id), az_str("receipt"), az_int(0),
	                           az_bytes(sealed, sizeof sealed)),
	                  NULL);
}

enum az_result az_report_key_share(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	const struct az_secret_key *key;
	AZ_TRY(az_report_key_open(ctx, report_id, &key));
	return az_report_wrap_for_ring(ctx, report_id, authority_id, key);
}

struct wrap {
	int64_t report_id, holder_id;
	struct az_text sealed;
};
static const struct az_column wrap_columns[] = {AZ_INT_OF(struct wrap, report_id), AZ_INT_OF(struct wrap, holder_id),
                                                AZ_BYTES_OF(struct wrap, sealed)};
static const struct az_row_map wrap_map = AZ_ROW_MAP(wrap_columns, struct wrap);

/* AZ_NOT_FOUND: wrapped for a ring that the actor does not hold. */
static enum az_result unwrap(struct az_ctx *ctx, const struct wrap *wrap, const struct az_secret_key **key)
{
	const struct az_secret_pair *pair;
	struct az_secret_about about = about_key(wrap->report_id);
	AZ_TRY(az_ring_open(ctx, wrap->holder_id, &pair));
	struct az_secret_key *opened = AZ_NEW(ctx->arena, struct az_secret_key);
	if (wrap->sealed.n != AZ_WRAPPED_KEY ||
	    !az_secret_unbox(pair, &about, wrap->sealed.p, wrap->sealed.n, ctx->arena, opened->bytes))
		return az_report_damaged(ctx, wrap->report_id, "a ring's wrap");
	*key = opened;
	return AZ_OK;
}

enum az_result az_report_key_open(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key **key)
{
	struct wrap *wraps;
	size_t count;
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT report_id, holder_id, sealed FROM report_key WHERE report_id = ? "
	                           "AND holder = 'ring' LIMIT 16",
	                           az_int(report_id)),
	                  &wrap_map, &wraps, &count, RINGS_A_CASE));
	for (size_t i = 0; i < count; i++) {
		enum az_result result = unwrap(ctx, &wraps[i], key);
		if (result != AZ_NOT_FOUND)
			return result;
	}
	return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
}

enum az_result az_report_key_rewrap(struct az_ctx *ctx, int64_t report_id, int64_t ring_id,
                                    const struct az_secret_pair *pair, const struct az_ring_public *to)
{
	struct wrap wrap = {0};
	struct az_secret_about about = about_key(report_id);
	struct az_secret_key key;
	unsigned char boxed[AZ_WRAPPED_KEY];
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT report_id, holder_id, sealed FROM report_key WHERE report_id = ? "
	                          "AND holder = 'ring' AND holder_id = ? FOR UPDATE",
	                          az_int(report_id), az_int(ring_id)),
	                 &wrap_map, &wrap));
	if (wrap.sealed.n != AZ_WRAPPED_KEY ||
	    !az_secret_unbox(pair, &about, wrap.sealed.p, wrap.sealed.n, ctx->arena, key.bytes))
		return az_report_damaged(ctx, report_id, "a ring's wrap");
	az_ring_box(ctx, to, &about, key.bytes, AZ_SECRET_KEY, boxed);
	az_secret_wipe(&key, sizeof key);
	AZ_TRY(put_wrap(ctx, report_id, "ring", to->id, boxed, sizeof boxed));
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM report_key WHERE report_id = ? AND holder = 'ring' AND holder_id = ?",
	                           az_int(report_id), az_int(ring_id)),
	                  NULL);
}

enum az_result az_report_key_unshare(struct az_ctx *ctx, int64_t report_id, int64_t authority_id)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM report_key WHERE report_id = ? AND holder = 'ring' AND holder_id IN "
	                           "(SELECT id FROM key_ring WHERE authority_id = ?)",
	                           az_int(report_id), az_int(authority_id)),
	                  NULL);
}

static enum az_result open_wrap(struct az_ctx *ctx, int64_t report_id, const char *holder,
                                const struct az_secret_key *by, const struct az_secret_key **key)
{
	struct wrap wrap = {0};
	struct az_secret_about about = about_key(report_id);
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT report_id, holder_id, sealed FROM report_key WHERE report_id = ? AND holder = ?",
	                          az_int(report_id), az_str(holder)),
	                 &wrap_map, &wrap));
	struct az_secret_key *opened = AZ_NEW(ctx->arena, struct az_secret_key);
	if (wrap.sealed.n != AZ_SECRET_KEY + AZ_SEALED_MORE ||
	    !az_secret_open(by, &about, wrap.sealed.p, wrap.sealed.n, opened->bytes))
		return az_report_damaged(ctx, report_id, "the receipt's wrap");
	*key = opened;
	return AZ_OK;
}

enum az_result az_report_key_kept(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key **key)
{
	struct az_secret_key by;
	instance_key(ctx, &by);
	enum az_result result = open_wrap(ctx, report_id, "instance", &by, key);
	az_secret_wipe(&by, sizeof by);
	return result;
}

enum az_result az_report_key_keep(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key)
{
	struct az_secret_key by;
	instance_key(ctx, &by);
	enum az_result result = wrap_with(ctx, report_id, "instance", &by, key);
	az_secret_wipe(&by, sizeof by);
	return result;
}

struct taking {
	int64_t report_id;
	const struct az_secret_key *by;
	const struct az_secret_key *key;
};

/* A case from before there were keys: the receipt is only known now. */
static enum az_result take_over(struct az_ctx *ctx, void *arg)
{
	struct taking *taking = arg;
	enum az_result result = az_report_key_kept(ctx, taking->report_id, &taking->key);
	if (result == AZ_NOT_FOUND)
		return az_refuse(ctx, AZ_DENIED, "secret.locked", NULL);
	AZ_TRY(result);
	AZ_TRY(wrap_with(ctx, taking->report_id, "receipt", taking->by, taking->key));
	return az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM report_key WHERE report_id = ? AND holder = 'instance'",
	                           az_int(taking->report_id)),
	                  NULL);
}

enum az_result az_report_key_of_receipt(struct az_ctx *ctx, int64_t report_id,
                                        const unsigned char receipt[AZ_RECEIPT_BYTES],
                                        const struct az_secret_key **key)
{
	struct az_secret_key by;
	receipt_key(ctx, receipt, &by);
	enum az_result result = open_wrap(ctx, report_id, "receipt", &by, key);
	if (result == AZ_NOT_FOUND) {
		struct taking taking = {report_id, &by, NULL};
		result = az_tx(ctx, take_over, &taking);
		*key = taking.key;
	}
	az_secret_wipe(&by, sizeof by);
	return result;
}

/* ---- content ---- */

static struct az_secret_about about_content(int64_t report_id)
{
	return (struct az_secret_about){"report.content", report_id, 0, 0};
}

enum az_result az_report_open(struct az_ctx *ctx, struct az_report *report, const struct az_secret_key *key)
{
	struct az_secret_about about = about_content(report->id);
	const char *texts[5] = {"", "", "", "", ""};
	struct az_text plain;
	report->key = key;
	if (report->sealed.n == 0)
		return AZ_OK; /* nothing is left of it */
	AZ_TRY(az_report_unseal(ctx, key, &about, report->sealed, &plain));
	/* One text fewer before enterprises could be found in their register. */
	if (!az_report_unpack(plain, texts, 5) && !az_report_unpack(plain, texts, 4))
		return az_report_damaged(ctx, report->id, "the content");
	report->subject_name = texts[0];
	report->happened_on = texts[1];
	report->place = texts[2];
	report->story = texts[3];
	report->subject_ref = texts[4];
	return AZ_OK;
}

enum az_result az_report_content_put(struct az_ctx *ctx, int64_t report_id, const struct az_report_new *report,
                                     const struct az_secret_key *key)
{
	const char *const texts[] = {report->subject_name, report->happened_on, report->place, report->story,
	                             report->subject_id == 0 ? ""
	                                                     : az_format(ctx->arena, "%s-%lld", report->subject_type,
	                                                                 (long long)report->subject_id)};
	struct az_secret_about about = about_content(report_id);
	struct az_text sealed = az_report_seal(ctx, key, &about, az_report_pack(ctx, texts, 5));
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_content (report_id, sealed) VALUES (?, ?)", az_int(report_id),
	                           az_bytes(sealed.p, sealed.n)),
	                  NULL);
}

static void open_with(struct az_ctx *ctx, struct az_report *reports, size_t count, const struct wrap *wrap)
{
	struct az_problem before = ctx->problem;
	for (size_t i = 0; i < count; i++) {
		const struct az_secret_key *key;
		if (reports[i].id != wrap->report_id || reports[i].key != NULL)
			continue;
		if (unwrap(ctx, wrap, &key) != AZ_OK || az_report_open(ctx, &reports[i], key) != AZ_OK)
			reports[i].key = NULL; /* logged; the list goes on without it */
	}
	ctx->problem = before;
}

enum az_result az_report_open_all(struct az_ctx *ctx, struct az_report *reports, size_t count)
{
	for (size_t from = 0; from < count; from += TOGETHER) {
		size_t some = count - from < TOGETHER ? count - from : TOGETHER;
		struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
		struct wrap *wraps;
		size_t wrap_count;
		az_build_add(build, AZ_QUERY("SELECT report_id, holder_id, sealed FROM report_key "
		                             "WHERE holder = 'ring' AND report_id IN (0"));
		for (size_t i = 0; i < some; i++)
			az_build_add(build, AZ_QUERY(", ?", az_int(reports[from + i].id)));
		az_build_add(build, AZ_QUERY(") LIMIT 800"));
		AZ_TRY(az_db_rows(ctx, &build->query, &wrap_map, &wraps, &wrap_count, TOGETHER * RINGS_A_CASE));
		for (size_t i = 0; i < wrap_count; i++)
			open_with(ctx, reports + from, some, &wraps[i]);
	}
	return AZ_OK;
}

/* ---- messages ---- */

static struct az_secret_about about_message(int64_t report_id, bool from_reporter, int64_t at)
{
	return (struct az_secret_about){"report.message", report_id, from_reporter, at};
}

enum az_result az_report_message_seal(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                  const struct az_report_message *message, int64_t account_id)
{
	struct az_secret_about about = about_message(report_id, message->from_reporter != 0, message->at);
	struct az_text sealed = az_report_seal(ctx, key, &about, az_text_of(message->body));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO report_message (report_id, from_reporter, sealed, at, account_id) "
	                           "VALUES (?, ?, ?, ?, ?)",
	                           az_int(report_id), az_int(message->from_reporter), az_bytes(sealed.p, sealed.n),
	                           az_time(message->at), az_ref(account_id)),
	                  NULL));
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE report SET unanswered = ? WHERE id = ?", az_int(message->from_reporter),
	                           az_int(report_id)),
	                  NULL);
}

enum az_result az_report_message_put(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                     bool from_reporter, const char *body)
{
	struct az_report_message message = {.from_reporter = from_reporter, .at = ctx->now, .body = body};
	return az_report_message_seal(ctx, report_id, key, &message, from_reporter ? 0 : ctx->account_id);
}

enum az_result az_report_message_open(struct az_ctx *ctx, int64_t report_id, const struct az_secret_key *key,
                                      struct az_report_message *message)
{
	struct az_secret_about about = about_message(report_id, message->from_reporter != 0, message->at);
	struct az_text plain;
	AZ_TRY(az_report_unseal(ctx, key, &about, message->sealed, &plain));
	message->body = plain.p;
	return AZ_OK;
}
