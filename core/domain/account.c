/* Accounts and sessions. */
#include "domain/account.h"

#include <string.h>

#include "base/arena.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/account_key.h"
#include "domain/audit.h"
#include "domain/key_renewal.h"
#include "domain/key_ring.h"
#include "domain/site.h"

#define TOKEN_BYTES 32
#define FAILURES_BEFORE_LOCK 10 /* then each further one doubles the wait */
#define LOCK_FIRST AZ_MINUTE
#define LOCK_LAST AZ_HOUR
#define SEEN_EVERY AZ_MINUTE /* how exactly the last page is remembered */

static const struct {
	const char *name;
	uint32_t bit;
} role_names[] = {
	{"handler", AZ_ROLE_HANDLER},     {"regulator", AZ_ROLE_REGULATOR},
	{"insurance-regulator", AZ_ROLE_INSURANCE_REGULATOR},
	{"insurer", AZ_ROLE_INSURER},     {"agency", AZ_ROLE_AGENCY},
	{"auditor", AZ_ROLE_AUDITOR},     {"admin", AZ_ROLE_ADMIN},
	{"city", AZ_ROLE_CITY},           {"payer", AZ_ROLE_PAYER},
};

uint32_t az_role_parse(const char *name)
{
	for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++)
		if (strcmp(role_names[i].name, name) == 0)
			return role_names[i].bit;
	return 0;
}

const char *az_role_name(uint32_t role)
{
	for (size_t i = 0; i < sizeof role_names / sizeof role_names[0]; i++)
		if (role_names[i].bit == role)
			return role_names[i].name;
	return "";
}

struct account_row {
	int64_t id, roles, failures, locked_until;
	const char *password_hash;
};

static const struct az_column account_columns[] = {
	AZ_INT_OF(struct account_row, id),
	AZ_INT_OF(struct account_row, roles),
	AZ_INT_OF(struct account_row, failures),
	AZ_TIME_OF(struct account_row, locked_until),
	AZ_TEXT_OF(struct account_row, password_hash),
};
static const struct az_row_map account_map = AZ_ROW_MAP(account_columns, struct account_row);

static int64_t lock_time(int64_t failures)
{
	int64_t wait = LOCK_FIRST;
	if (failures < FAILURES_BEFORE_LOCK)
		return 0;
	for (int64_t i = FAILURES_BEFORE_LOCK; i < failures && wait < LOCK_LAST; i++)
		wait *= 2;
	return wait < LOCK_LAST ? wait : LOCK_LAST;
}

static enum az_result note_failure(struct az_ctx *ctx, void *arg)
{
	const int64_t *id = arg;
	struct account_row row = {0};
	/* Counted under a lock: tries that come at once must not hide behind each other. */
	AZ_TRY(az_db_row(ctx, AZ_QUERY("SELECT id, failures FROM account WHERE id = ? FOR UPDATE", az_int(*id)),
	                 &account_map, &row));
	int64_t wait = lock_time(row.failures + 1);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE account SET failures = failures + 1, locked_until = ? WHERE id = ?",
	                           wait == 0 ? az_null() : az_time(ctx->now + wait), az_int(*id)),
	                  NULL));
	return az_audit(ctx, "account", *id, "sign_in_failed", "", "", "");
}

struct session {
	const struct account_row *row;
	unsigned char token_hash[AZ_SECRET_HASH];
	unsigned char sealed_key[AZ_SESSION_KEY];
	size_t sealed_size; /* 0: an account without keys */
};

static enum az_result note_success(struct az_ctx *ctx, void *arg)
{
	const struct session *session = arg;
	const struct az_settings *settings = ctx->site->settings;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE account SET failures = 0, locked_until = NULL WHERE id = ?",
	                           az_int(session->row->id)),
	                  NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, "
	                           "sealed_key) VALUES (?, ?, ?, ?, ?, ?)",
	                           az_bytes(session->token_hash, AZ_SECRET_HASH), az_int(session->row->id),
	                           az_time(ctx->now), az_time(ctx->now),
	                           az_time(ctx->now + settings->session_hours * AZ_HOUR),
	                           session->sealed_size == 0 ? az_null()
	                                                     : az_bytes(session->sealed_key, session->sealed_size)),
	                  NULL));
	ctx->account_id = session->row->id;
	return az_audit(ctx, "account", session->row->id, "sign_in", "", "", "");
}

static void hash_token(const struct az_ctx *ctx, const char *token, unsigned char out[AZ_SECRET_HASH])
{
	az_secret_hash(&ctx->site->session_key, "session", token, strlen(token), out);
}

struct first_key {
	int64_t account_id;
	const char *password;
	struct az_secret_pair *pair;
};

static enum az_result make_key(struct az_ctx *ctx, void *arg)
{
	const struct first_key *first = arg;
	return az_account_key_make(ctx, first->account_id, first->password, first->pair);
}

/* The account's own keys, by the password that was right; an account from before there were any gets them now. */
static enum az_result open_keys(struct az_ctx *ctx, const struct account_row *row, const char *password,
                                struct az_keys **keys)
{
	*keys = NULL;
	if (!((uint32_t)row->roles & AZ_ROLES_WITH_KEYS))
		return AZ_OK;
	struct az_keys *found = az_keys_new(ctx->arena, row->id);
	enum az_result result = az_account_key_open(ctx, row->id, password, &found->own);
	if (result == AZ_NOT_FOUND) {
		struct first_key first = {row->id, password, &found->own};
		result = az_tx(ctx, make_key, &first);
	}
	if (result == AZ_OK)
		*keys = found;
	return result == AZ_INTERNAL ? AZ_OK : result; /* damaged: the person comes in, and reads why cases stay shut */
}

static enum az_result refuse_locked(struct az_ctx *ctx, const struct account_row *row)
{
	if (row->locked_until <= ctx->now)
		return AZ_OK;
	return az_refuse(ctx, AZ_DENIED, "login.locked",
	                 az_format(ctx->arena, "%lld",
	                           (long long)((row->locked_until - ctx->now + AZ_MINUTE - 1) / AZ_MINUTE)),
	                 NULL);
}

enum az_result az_account_sign_in(struct az_ctx *ctx, const char *login, const char *password, const char **token)
{
	struct account_row row = {0};
	enum az_result found =
		az_db_row(ctx,
	                  AZ_QUERY("SELECT id, roles, failures, locked_until, password_hash FROM account "
	                           "WHERE login = ? AND active = 1",
	                           az_str(login)),
	                  &account_map, &row);
	if (found != AZ_OK && found != AZ_NOT_FOUND)
		return found;
	if (found == AZ_OK)
		AZ_TRY(refuse_locked(ctx, &row));
	/* An unknown login takes as long as a wrong password, so that neither can be told from the other. */
	if (!az_password_verify(found == AZ_OK ? row.password_hash : NULL, password)) {
		if (found == AZ_OK)
			AZ_TRY(az_tx(ctx, note_failure, &row.id));
		return az_refuse(ctx, AZ_DENIED, "login.wrong", NULL);
	}
	unsigned char random[TOKEN_BYTES];
	struct session session = {.row = &row};
	az_secret_random(random, sizeof random);
	*token = az_base64url(ctx->arena, random, sizeof random);
	hash_token(ctx, *token, session.token_hash);
	struct az_keys *keys;
	AZ_TRY(open_keys(ctx, &row, password, &keys));
	if (keys != NULL) {
		az_account_key_hold(ctx, *token, &keys->own, session.sealed_key);
		session.sealed_size = sizeof session.sealed_key;
	}
	AZ_TRY(az_tx(ctx, note_success, &session));
	if (keys == NULL)
		return AZ_OK;
	AZ_TRY(az_ring_share(ctx, keys));
	return az_rewrap_some(ctx, keys);
}

struct resumed {
	struct az_actor actor;
	int64_t seen_at, expires_at;
	struct az_text sealed_key;
};

#define ACTOR_INT(member) {#member, AZ_COLUMN_INT, offsetof(struct resumed, actor.member)}
#define ACTOR_TEXT(member) {#member, AZ_COLUMN_TEXT, offsetof(struct resumed, actor.member)}
static const struct az_column actor_columns[] = {
	ACTOR_INT(account_id),   ACTOR_TEXT(login),        ACTOR_TEXT(name),
	ACTOR_INT(roles),        ACTOR_INT(authority_id),  ACTOR_TEXT(authority_kind),
	ACTOR_TEXT(authority_zh), ACTOR_TEXT(authority_en), ACTOR_TEXT(county),
	ACTOR_TEXT(zone),        ACTOR_INT(insurer_id),    ACTOR_TEXT(insurer),
	ACTOR_INT(agency_id),    ACTOR_TEXT(agency),
	AZ_TIME_OF(struct resumed, seen_at),
	AZ_TIME_OF(struct resumed, expires_at),
	AZ_BYTES_OF(struct resumed, sealed_key),
};
static const struct az_row_map actor_map = AZ_ROW_MAP(actor_columns, struct resumed);

static enum az_result touch(struct az_ctx *ctx, const unsigned char *token_hash)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE session SET seen_at = ? WHERE token_hash = ?", az_time(ctx->now),
	                           az_bytes(token_hash, AZ_SECRET_HASH)),
	                  NULL);
}

static bool is_over(const struct az_ctx *ctx, const struct resumed *row)
{
	return ctx->now >= row->expires_at ||
	       ctx->now - row->seen_at > ctx->site->settings->session_idle_minutes * AZ_MINUTE;
}

enum az_result az_session_ended(struct az_ctx *ctx, const char *token, int64_t *account_id, const char **binder)
{
	unsigned char token_hash[AZ_SECRET_HASH];
	struct resumed row = {0};
	hash_token(ctx, token, token_hash);
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT a.id AS account_id, t.seen_at, t.expires_at FROM session t "
	                          "JOIN account a ON a.id = t.account_id WHERE t.token_hash = ? AND a.active = 1",
	                          az_bytes(token_hash, sizeof token_hash)),
	                 &actor_map, &row));
	if (!is_over(ctx, &row))
		return AZ_NOT_FOUND;
	*account_id = row.actor.account_id;
	*binder = az_hex(ctx->arena, token_hash, sizeof token_hash);
	return AZ_OK;
}

enum az_result az_session_resume(struct az_ctx *ctx, const char *token)
{
	unsigned char token_hash[AZ_SECRET_HASH];
	struct resumed *row = AZ_NEW(ctx->arena, struct resumed);
	hash_token(ctx, token, token_hash);
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT a.id AS account_id, a.login, a.name, a.roles, a.authority_id, "
	                          "u.kind AS authority_kind, u.name_zh AS authority_zh, u.name_en AS authority_en, "
	                          "u.county, u.zone, a.insurer_id, i.name AS insurer, a.agency_id, g.name AS agency, "
	                          "t.seen_at, t.expires_at, t.sealed_key FROM session t JOIN account a ON a.id = t.account_id "
	                          "LEFT JOIN authority u ON u.id = a.authority_id "
	                          "LEFT JOIN insurer i ON i.id = a.insurer_id "
	                          "LEFT JOIN agency g ON g.id = a.agency_id "
	                          "WHERE t.token_hash = ? AND a.active = 1",
	                          az_bytes(token_hash, sizeof token_hash)),
	                 &actor_map, row));
	if (is_over(ctx, row))
		return AZ_NOT_FOUND;
	if (ctx->now - row->seen_at > SEEN_EVERY)
		AZ_TRY(touch(ctx, token_hash));
	row->actor.keys = az_account_key_resume(ctx, token, row->actor.account_id, row->sealed_key);
	row->actor.session_binder = az_hex(ctx->arena, token_hash, sizeof token_hash);
	ctx->actor = &row->actor;
	ctx->roles = (uint32_t)row->actor.roles;
	ctx->account_id = row->actor.account_id;
	return AZ_OK;
}

static enum az_result end_session(struct az_ctx *ctx, void *arg)
{
	const unsigned char *token_hash = arg;
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM session WHERE token_hash = ?", az_bytes(token_hash, AZ_SECRET_HASH)),
	                  &outcome));
	return outcome.rows == 0 ? AZ_OK : az_audit(ctx, "account", ctx->account_id, "sign_out", "", "", "");
}

enum az_result az_session_end(struct az_ctx *ctx, const char *token)
{
	unsigned char token_hash[AZ_SECRET_HASH];
	hash_token(ctx, token, token_hash);
	return az_tx(ctx, end_session, token_hash);
}

enum az_result az_session_sweep(struct az_ctx *ctx)
{
	return az_db_exec(ctx, AZ_QUERY("DELETE FROM session WHERE expires_at < ? LIMIT 1000", az_time(ctx->now)), NULL);
}

static enum az_result find_id(struct az_ctx *ctx, const struct az_query *query, const char *code, int64_t *id)
{
	*id = 0;
	return code == NULL ? AZ_OK : az_db_number(ctx, query, id);
}

static enum az_result add_account(struct az_ctx *ctx, void *arg)
{
	const struct az_account_new *account = arg;
	int64_t authority, insurer, agency;
	char hash[AZ_PASSWORD_TEXT];
	struct az_outcome outcome;
	AZ_TRY(find_id(ctx, AZ_QUERY("SELECT id AS number FROM authority WHERE code = ?", az_str(account->authority)),
	               account->authority, &authority));
	AZ_TRY(find_id(ctx, AZ_QUERY("SELECT id AS number FROM insurer WHERE uscc = ?", az_str(account->insurer)),
	               account->insurer, &insurer));
	AZ_TRY(find_id(ctx, AZ_QUERY("SELECT id AS number FROM agency WHERE uscc = ?", az_str(account->agency)),
	               account->agency, &agency));
	AZ_TRY(az_password_hash(account->password, hash));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO account (login, name, password_hash, roles, authority_id, insurer_id, "
	                           "agency_id) VALUES (?, ?, ?, ?, ?, ?, ?)",
	                           az_str(account->login), az_str(account->name), az_str(hash), az_int(account->roles),
	                           az_ref(authority), az_ref(insurer), az_ref(agency)),
	                  &outcome));
	if ((uint32_t)account->roles & AZ_ROLES_WITH_KEYS) {
		struct az_secret_pair pair;
		AZ_TRY(az_account_key_make(ctx, outcome.id, account->password, &pair));
		az_secret_wipe(&pair, sizeof pair);
	}
	return az_audit(ctx, "account", outcome.id, "add", "", "", "");
}

enum az_result az_account_add(struct az_ctx *ctx, const struct az_account_new *account)
{
	struct az_account_new copy = *account;
	return az_tx(ctx, add_account, &copy);
}

/* ---- another password ---- */

struct changing {
	const struct account_row *row;
	const char *next, *action;
	unsigned char token_hash[AZ_SECRET_HASH]; /* of the session that stays; of none: zeros */
	const struct az_secret_pair *pair;        /* NULL: new ones */
};

static enum az_result change_keys(struct az_ctx *ctx, const struct changing *changing)
{
	struct az_secret_pair made;
	if (!((uint32_t)changing->row->roles & AZ_ROLES_WITH_KEYS))
		return AZ_OK;
	if (changing->pair != NULL)
		return az_account_key_reseal(ctx, changing->row->id, changing->next, changing->pair);
	AZ_TRY(az_account_key_make(ctx, changing->row->id, changing->next, &made));
	az_secret_wipe(&made, sizeof made);
	return AZ_OK;
}

static enum az_result change(struct az_ctx *ctx, void *arg)
{
	const struct changing *changing = arg;
	char hash[AZ_PASSWORD_TEXT];
	AZ_TRY(az_password_hash(changing->next, hash));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE account SET password_hash = ?, failures = 0, locked_until = NULL WHERE id = ?",
	                           az_str(hash), az_int(changing->row->id)),
	                  NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("DELETE FROM session WHERE account_id = ? AND token_hash <> ?",
	                           az_int(changing->row->id), az_bytes(changing->token_hash, AZ_SECRET_HASH)),
	                  NULL));
	AZ_TRY(change_keys(ctx, changing));
	return az_audit(ctx, "account", changing->row->id, changing->action, "", "", "");
}

enum az_result az_account_password_change(struct az_ctx *ctx, const char *token, const char *now, const char *next)
{
	struct account_row row = {0};
	struct changing changing = {.row = &row, .next = next, .action = "password_change"};
	AZ_TRY(az_db_row(ctx,
	                 AZ_QUERY("SELECT id, roles, failures, locked_until, password_hash FROM account WHERE id = ?",
	                          az_int(ctx->account_id)),
	                 &account_map, &row));
	AZ_TRY(refuse_locked(ctx, &row));
	if (!az_password_verify(row.password_hash, now)) {
		AZ_TRY(az_tx(ctx, note_failure, &row.id));
		return az_refuse(ctx, AZ_DENIED, "login.wrong_now", NULL);
	}
	hash_token(ctx, token, changing.token_hash);
	changing.pair = ctx->actor->keys == NULL ? NULL : &ctx->actor->keys->own;
	return az_tx(ctx, change, &changing);
}

enum az_result az_account_password_reset(struct az_ctx *ctx, const char *login, const char *next)
{
	struct account_row row = {0};
	struct changing changing = {.row = &row, .next = next, .action = "password_reset"};
	AZ_TRY(az_db_row(ctx, AZ_QUERY("SELECT id, roles FROM account WHERE login = ?", az_str(login)), &account_map, &row));
	return az_tx(ctx, change, &changing);
}
