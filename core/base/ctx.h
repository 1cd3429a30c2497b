/* Who acts, on what, when, in which language: the first argument of every
 * function of the domain. One a request; nothing of it outlives the request. */
#ifndef AZ_BASE_CTX_H
#define AZ_BASE_CTX_H

#include <stddef.h>
#include <stdint.h>

#include "base/result.h"

struct az_arena;
struct az_db;
struct az_actor;
struct az_site;

enum az_language { AZ_ZH = 0, AZ_EN, AZ_LANGUAGES };

#define AZ_PROBLEM_ARGS 4

/* What to tell the person: a catalogue key and its arguments {0}, {1}, ... */
struct az_problem {
	const char *key;                   /* NULL: nothing to tell beyond the result */
	const char *args[AZ_PROBLEM_ARGS]; /* in the arena or static; NULL when unused */
};

struct az_ctx {
	struct az_arena *arena;
	struct az_db *db;
	const struct az_site *site;   /* what the process loaded: rules, plugins, settings (domain/site.h) */
	const struct az_actor *actor; /* who acts and in which scope (domain/actor.h); NULL: the public */
	uint32_t roles;               /* bits of enum az_role of the actor; 0: the public */
	int64_t account_id;           /* 0: the public */
	int64_t now;                  /* milliseconds since 1970-01-01 UTC, with a demonstration's shift */
	enum az_language language;
	unsigned audited;    /* rows of the audit trail that stand for what was done in this context */
	char request_id[17]; /* 16 hexadecimal digits, in the log and on error pages */
	struct az_problem problem;
};

/* Records what to tell the person and returns `result`, so that a refusal is
 * one line: return az_refuse(ctx, AZ_CONFLICT, "report.not_open", NULL); The
 * arguments after the key are strings, closed with NULL, at most AZ_PROBLEM_ARGS. */
enum az_result az_refuse(struct az_ctx *ctx, enum az_result result, const char *key, ...)
	__attribute__((sentinel));

#endif
