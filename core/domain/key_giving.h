/* Who waits for a ring of keys. An account that is new, was enabled again, came to the authority or had its password
 * reset may hold the ring and does not. It is given by a person who holds it and says so, never as a side effect of
 * signing in: whoever makes accounts could otherwise make one and read with it. Or it is refused, which stays until a
 * colleague gives it after all. Each is a row of the trail, with the account's login as its reason. */
#ifndef AZ_DOMAIN_KEY_GIVING_H
#define AZ_DOMAIN_KEY_GIVING_H

#include "base/ctx.h"
#include "base/text.h"

struct az_key_wait {
	int64_t ring_id, authority_id;      /* 0: custody of identities, which is of no authority */
	int64_t account_id, roles, made_at; /* made_at: of its keys; others since, and it is another wait */
	int64_t since_at, refused_at;       /* refused_at 0: not refused */
	const char *login, *name;
	const char *why;                         /* "add", "password_reset", "enable", "roles", "move"; "": not known */
	const char *authority_zh, *authority_en; /* whose ring it is; "" for custody */
	const char *refuser, *reason;
	struct az_text public_key;
};

/* Those who wait for a ring that whoever acts holds; all of them for an administrator. At most 200. */
enum az_result az_key_waits(struct az_ctx *ctx, struct az_key_wait **rows, size_t *count) AZ_CHECKED;

/* Whoever acts waits for these. */
enum az_result az_key_own_waits(struct az_ctx *ctx, struct az_key_wait **rows, size_t *count) AZ_CHECKED;

/* For the desk's first page: whose turn to decide is whoever acts; for an administrator, who was refused. */
enum az_result az_key_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Who could give a ring: the names of those who hold it, at most 20, with commas between them; "" when nobody can. */
enum az_result az_key_givers(struct az_ctx *ctx, int64_t ring_id, const char **names) AZ_CHECKED;

/* One that whoever acts may decide on. AZ_NOT_FOUND: it does not wait, or the ring is not his. */
enum az_result az_key_wait_find(struct az_ctx *ctx, int64_t ring_id, int64_t account_id,
				struct az_key_wait *wait) AZ_CHECKED;

/* The decision, on what was shown: AZ_CONFLICT "key_giving.moved" when somebody was faster or the account has other
 * keys than those of `made_at`. AZ_DENIED "key_giving.shut": this session cannot open the ring itself. */
enum az_result az_key_give(struct az_ctx *ctx, const struct az_key_wait *wait) AZ_CHECKED;
enum az_result az_key_refuse(struct az_ctx *ctx, const struct az_key_wait *wait, const char *reason) AZ_CHECKED;

/* A ring for which something is sealed and that no living account can open. */
struct az_key_lost {
	int64_t ring_id, authority_id, reports, identities;
	int64_t recoverable, former; /* the recovery key of today opens it; one that was replaced does */
	const char *authority_zh, *authority_en, *authority;
	const char *logins; /* of those who may hold it, at most some, with spaces between them */
};

/* Of whoever acts: where he may hold it; all for an administrator and for the operator. At most 64. */
enum az_result az_key_lost(struct az_ctx *ctx, struct az_key_lost **rows, size_t *count) AZ_CHECKED;

/* Who comes to open what is still sealed for rings that were replaced, once it is sealed for those in their place: nobody
 * but these accounts decides on it any more, so it is told before. */
struct az_key_heir {
	int64_t authority_id; /* 0: custody of identities */
	const char *authority_zh, *logins; /* with spaces between them; "": nobody yet */
};
enum az_result az_key_heirs(struct az_ctx *ctx, struct az_key_heir **rows, size_t *count) AZ_CHECKED;

#endif
