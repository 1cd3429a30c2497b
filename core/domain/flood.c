#include "domain/flood.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"
#include "domain/site.h"
#include "store/db.h"

#define GOOD_FOR AZ_HOUR
#define NONCE 16
#define PREFIX "00" /* one attempt in 256 is good */
#define WINDOW (10 * AZ_MINUTE)
#define WORK_MAX 2000

/* ---- when ---- */

/* Did the report that stands so many places behind the newest come in a moment ago? */
static enum az_result is_flooded(struct az_ctx *ctx, bool *on)
{
	int64_t ago;
	enum az_result result = az_db_number(ctx,
	                                     AZ_QUERY("SELECT TIMESTAMPDIFF(SECOND, submitted_at, ?) AS number FROM report "
	                                              "ORDER BY id DESC LIMIT 1 OFFSET ?",
	                                              az_time(ctx->now), az_int(ctx->site->settings->flood_reports - 1)),
	                                     &ago);
	*on = result == AZ_OK && ago * 1000 < WINDOW;
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

enum az_result az_flood_on(struct az_ctx *ctx, bool *on)
{
	const char *proof = ctx->site->settings->flood_proof;
	*on = strcmp(proof, "always") == 0;
	return strcmp(proof, "auto") == 0 ? is_flooded(ctx, on) : AZ_OK;
}

/* ---- the challenge ---- */

/* The parameters that matter, as they are signed. */
struct challenge {
	const char *nonce, *salt, *cost, *expires; /* hexadecimal, and decimal digits */
};

static const char *sign(struct az_ctx *ctx, const struct challenge *challenge)
{
	unsigned char mac[AZ_SECRET_HASH];
	const char *text = az_format(ctx->arena, "%s|%s|%s|%s|%s", PREFIX, challenge->nonce, challenge->salt, challenge->cost,
	                             challenge->expires);
	az_secret_hash(&ctx->site->form_key, "flood", text, strlen(text), mac);
	return az_hex(ctx->arena, mac, sizeof mac);
}

static const char *random_hex(struct az_ctx *ctx)
{
	unsigned char random[NONCE];
	az_secret_random(random, sizeof random);
	return az_hex(ctx->arena, random, sizeof random);
}

static const char *write_challenge(struct az_ctx *ctx, int64_t expires)
{
	struct az_buffer out;
	struct az_json json;
	int cost = ctx->site->settings->flood_cost;
	struct challenge challenge = {random_hex(ctx), random_hex(ctx), az_format(ctx->arena, "%d", cost),
	                              az_format(ctx->arena, "%lld", (long long)expires)};
	az_buffer_init(&out, ctx->arena);
	az_json_begin(&json, &out);
	az_json_object(&json);
	az_json_key(&json, "parameters");
	az_json_object(&json);
	az_json_put_string(&json, "algorithm", "PBKDF2/SHA-256");
	az_json_put_string(&json, "nonce", challenge.nonce);
	az_json_put_string(&json, "salt", challenge.salt);
	az_json_put_int(&json, "cost", cost);
	az_json_put_int(&json, "keyLength", 32);
	az_json_put_string(&json, "keyPrefix", PREFIX);
	az_json_put_int(&json, "expiresAt", expires);
	az_json_close(&json);
	az_json_put_string(&json, "signature", sign(ctx, &challenge));
	az_json_close(&json);
	return az_copy_n(ctx->arena, out.p, out.n);
}

/* ---- the question ---- */

struct question {
	int64_t expires; /* s */
	unsigned char first, second, nonce[NONCE];
};
#define QUESTION_BYTES (8 + 2 + NONCE)
#define QUESTION_MAC 16

static void pack(const struct question *question, unsigned char out[QUESTION_BYTES])
{
	memcpy(out, &question->expires, 8);
	out[8] = question->first;
	out[9] = question->second;
	memcpy(out + 10, question->nonce, NONCE);
}

void az_flood_task_make(struct az_ctx *ctx, struct az_flood_task *out)
{
	unsigned char bytes[QUESTION_BYTES + AZ_SECRET_HASH];
	struct question question = {.expires = (az_clock_real() + GOOD_FOR) / 1000};
	question.first = (unsigned char)(1 + randombytes_uniform(9));
	question.second = (unsigned char)(1 + randombytes_uniform(9));
	az_secret_random(question.nonce, NONCE);
	pack(&question, bytes);
	az_secret_hash(&ctx->site->form_key, "flood.sum", bytes, QUESTION_BYTES, bytes + QUESTION_BYTES);
	*out = (struct az_flood_task){.challenge = write_challenge(ctx, question.expires),
	                              .question = az_base64url(ctx->arena, bytes, QUESTION_BYTES + QUESTION_MAC),
	                              .first = question.first,
	                              .second = question.second};
}

/* ---- what came back ---- */

static void name_spent(struct az_ctx *ctx, const unsigned char nonce[NONCE], unsigned char spent[AZ_SECRET_HASH])
{
	az_secret_hash(&ctx->site->form_key, "flood.spent", nonce, NONCE, spent);
}

static enum az_flood_word check_sum(struct az_ctx *ctx, const char *text, const char *sum,
                                    unsigned char spent[AZ_SECRET_HASH])
{
	unsigned char *bytes, mac[AZ_SECRET_HASH];
	struct question question;
	size_t n;
	int64_t given;
	if (!az_base64url_decode(ctx->arena, text, &bytes, &n) || n != QUESTION_BYTES + QUESTION_MAC)
		return AZ_FLOOD_SUM;
	az_secret_hash(&ctx->site->form_key, "flood.sum", bytes, QUESTION_BYTES, mac);
	if (!az_secret_equal(mac, bytes + QUESTION_BYTES, QUESTION_MAC))
		return AZ_FLOOD_SUM;
	memcpy(&question.expires, bytes, 8);
	if (question.expires * 1000 < az_clock_real())
		return AZ_FLOOD_OLD;
	if (!az_parse_int(sum, 0, 99, &given) || given != bytes[8] + bytes[9])
		return AZ_FLOOD_SUM;
	name_spent(ctx, bytes + 10, spent);
	return AZ_FLOOD_GOOD;
}

/* The value behind the first "name": of a text that the widget wrote as JSON: hexadecimal digits, in quotes or not; "" when
 * there is none. Whatever else the text says, what is taken out of it is judged by its signature. */
static const char *value_of(struct az_ctx *ctx, const char *text, const char *name)
{
	const char *key = az_format(ctx->arena, "\"%s\":", name);
	const char *at = strstr(text, key);
	if (at == NULL)
		return "";
	at += strlen(key);
	at += *at == '"';
	return az_copy_n(ctx->arena, at, strspn(at, "0123456789abcdef"));
}

/* base64 as browsers write it, which is not the one of addresses. */
static const char *decode(struct az_ctx *ctx, const char *base64)
{
	size_t n = strlen(base64), decoded;
	char *text = az_copy_n(ctx->arena, base64, n);
	unsigned char *bytes;
	if (n > WORK_MAX)
		return "";
	while (n > 0 && text[n - 1] == '=')
		text[--n] = '\0';
	for (size_t i = 0; i < n; i++)
		text[i] = text[i] == '+' ? '-' : text[i] == '/' ? '_' : text[i];
	if (!az_base64url_decode(ctx->arena, text, &bytes, &decoded))
		return "";
	return az_copy_n(ctx->arena, (const char *)bytes, decoded);
}

static bool take_hex(const char *digits, unsigned char out[NONCE])
{
	size_t n;
	return strlen(digits) == (size_t)NONCE * 2 && sodium_hex2bin(out, NONCE, digits, (size_t)NONCE * 2, NULL, &n, NULL) == 0 && n == NONCE;
}

/* PBKDF2-HMAC-SHA-256 (RFC 8018, 5.2), its first block. */
static void derive(const unsigned char *password, size_t password_n, const unsigned char salt[NONCE], int64_t rounds,
                   unsigned char out[crypto_auth_hmacsha256_BYTES])
{
	static const unsigned char block[4] = {0, 0, 0, 1};
	crypto_auth_hmacsha256_state keyed, state;
	unsigned char u[crypto_auth_hmacsha256_BYTES];
	crypto_auth_hmacsha256_init(&keyed, password, password_n);
	state = keyed;
	crypto_auth_hmacsha256_update(&state, salt, NONCE);
	crypto_auth_hmacsha256_update(&state, block, sizeof block);
	crypto_auth_hmacsha256_final(&state, u);
	memcpy(out, u, sizeof u);
	for (int64_t i = 1; i < rounds; i++) {
		state = keyed;
		crypto_auth_hmacsha256_update(&state, u, sizeof u);
		crypto_auth_hmacsha256_final(&state, u);
		for (size_t j = 0; j < sizeof u; j++)
			out[j] ^= u[j];
	}
}

/* Does the counter solve it? The signature was good, so the cost is one that we asked for. */
static bool solves(const unsigned char nonce[NONCE], const unsigned char salt[NONCE], int64_t cost, int64_t counter)
{
	unsigned char password[NONCE + 4], key[crypto_auth_hmacsha256_BYTES];
	memcpy(password, nonce, NONCE);
	for (size_t i = 0; i < 4; i++)
		password[NONCE + i] = (unsigned char)(counter >> (24 - 8 * i));
	derive(password, sizeof password, salt, cost, key);
	return key[0] == 0; /* PREFIX */
}

static enum az_flood_word check_work(struct az_ctx *ctx, const char *work, unsigned char spent[AZ_SECRET_HASH])
{
	const char *text = decode(ctx, work);
	struct challenge challenge = {value_of(ctx, text, "nonce"), value_of(ctx, text, "salt"), value_of(ctx, text, "cost"),
	                              value_of(ctx, text, "expiresAt")};
	const char *given = value_of(ctx, text, "signature"), *good = sign(ctx, &challenge);
	unsigned char nonce[NONCE], salt[NONCE];
	int64_t cost, expires, counter;
	if (strlen(given) != strlen(good) || !az_secret_equal(given, good, strlen(good)) || !take_hex(challenge.nonce, nonce) ||
	    !take_hex(challenge.salt, salt) || !az_parse_int(challenge.cost, 1, INT32_MAX, &cost) ||
	    !az_parse_int(challenge.expires, 0, INT64_MAX / 1000, &expires) ||
	    !az_parse_int(value_of(ctx, text, "counter"), 0, UINT32_MAX, &counter))
		return AZ_FLOOD_WRONG;
	if (expires * 1000 < az_clock_real())
		return AZ_FLOOD_OLD;
	if (!solves(nonce, salt, cost, counter))
		return AZ_FLOOD_WRONG;
	name_spent(ctx, nonce, spent);
	return AZ_FLOOD_GOOD;
}

enum az_flood_word az_flood_check(struct az_ctx *ctx, const char *work, const char *question, const char *sum,
                                  unsigned char spent[AZ_SECRET_HASH])
{
	if (work[0] != '\0')
		return check_work(ctx, work, spent);
	if (sum[0] != '\0')
		return check_sum(ctx, question, sum, spent);
	return AZ_FLOOD_NONE;
}

/* ---- once ---- */

enum az_result az_flood_spend(struct az_ctx *ctx, const unsigned char *spent)
{
	int64_t known;
	if (spent == NULL)
		return AZ_OK;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM flood_spent WHERE hash = ?",
	                             az_bytes(spent, AZ_SECRET_HASH)),
	                    &known));
	if (known > 0)
		return az_refuse(ctx, AZ_INVALID, "flood.spent", NULL);
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO flood_spent (hash, until_at) VALUES (?, ?)", az_bytes(spent, AZ_SECRET_HASH),
	                           az_time(az_clock_real() + GOOD_FOR)),
	                  NULL);
}

enum az_result az_flood_sweep(struct az_ctx *ctx)
{
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM flood_spent WHERE until_at < ? LIMIT 10000", az_time(az_clock_real())), NULL);
}
