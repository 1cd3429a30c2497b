/* Texts that an authority keeps for its replies to reporters, its own ones and the
 * city's for all. They hold places ("{number}") that are filled in when one is
 * taken. Nothing is sent by itself: what a template gives stands in the reply's
 * field, where a handler reads and changes it. */
#ifndef AZ_DOMAIN_REPLY_TEMPLATE_H
#define AZ_DOMAIN_REPLY_TEMPLATE_H

#include <anze/field.h>

#include "domain/list.h"

struct az_reply_template {
	int64_t id, authority_id; /* 0: the city's, for all */
	const char *title;
	const char *action; /* the step of the report's flow that it is for; "": any */
	const char *body;
	int64_t active, version, changed_at;
	const char *account; /* who changed it last */
};

/* Rows are struct az_reply_template. Groups: "own", "city", "retired". */
extern const struct az_list az_reply_template_list;

/* One that the actor's authority may take; AZ_NOT_FOUND otherwise. */
enum az_result az_reply_template_find(struct az_ctx *ctx, int64_t id, struct az_reply_template *out) AZ_CHECKED;

/* May the actor change it? The city's are for who coordinates. */
bool az_reply_template_may_change(const struct az_ctx *ctx, const struct az_reply_template *one);

/* Those that may be taken now, the own ones first. */
enum az_result az_reply_template_offered(struct az_ctx *ctx, struct az_reply_template **rows, size_t *count) AZ_CHECKED;

/* Writes a new one (id 0) or changes one that was found; `version` is what the person has read. *id of it. AZ_DENIED
 * "reply_template.role"; AZ_CONFLICT "reply_template.changed" with who: somebody else changed it meanwhile. */
enum az_result az_reply_template_save(struct az_ctx *ctx, const struct az_reply_template *one, int64_t *id) AZ_CHECKED;

/* A place: what it is called in each language, and what stands there; NULL: nothing is known, the place stays. */
struct az_reply_place {
	const char *names[AZ_LANGUAGES];
	const char *value;
};

/* The text with its places filled in. Pure. */
const char *az_reply_fill(struct az_arena *arena, const char *body, const struct az_reply_place *places, size_t count);

/* The name of the first place in a text that is among those (known) or is not; NULL: there is none. */
const char *az_reply_place_in(struct az_arena *arena, const char *body, const struct az_reply_place *places, size_t count,
                              bool known);

#endif
