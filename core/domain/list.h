/* A list, declared once: from where its rows come, who sees them, the groups that
 * stand above it as tabs, what it can be narrowed to. The declaration gives the
 * rows of a page, their number for a menu or the desk, and all of them for a file.
 *
 * A query names the listed table `s`; its map has a column "id", by which pages
 * follow one another. Pieces begin with " AND ". */
#ifndef AZ_DOMAIN_LIST_H
#define AZ_DOMAIN_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/db.h"

#define AZ_LIST_FILTERS 4
#define AZ_LIST_COUNTED 1000 /* a count ends here: nobody acts on whether it is more */

struct az_list_group {
	const char *code;
	const struct az_query *where; /* NULL: what `add` says alone */
	/* What depends on who asks and when; NULL: nothing does. */
	void (*add)(const struct az_ctx *ctx, struct az_build *build);
	bool oldest_first; /* what comes first is due first; else the newest come first */
};

struct az_list_filter {
	const char *name;         /* of the address's parameter */
	const char *const *codes; /* what it may be; NULL: an id */
	size_t code_count;
	void (*add)(struct az_build *build, const char *code, int64_t id);
	const char *(*group_of)(const char *code); /* the group in which it is meant where none is asked for; NULL: the first */
};

struct az_list {
	const struct az_query *select, *find; /* end with a WHERE that is true; `find` selects 1 of each row */
	const struct az_row_map *map;
	void (*scope)(const struct az_ctx *ctx, struct az_build *build);
	const struct az_list_group *groups; /* the first is shown where none is asked for */
	size_t group_count;
	const struct az_list_filter *filters;
	size_t filter_count;
	/* Opens what lies sealed in the rows of a page; NULL: nothing does. */
	enum az_result (*open)(struct az_ctx *ctx, void *rows, size_t count);
};

/* What is asked of a list. */
struct az_list_question {
	const struct az_list_group *group;
	bool named;                         /* the group was asked for by its name */
	const char *values[AZ_LIST_FILTERS]; /* "": not narrowed */
	int64_t ids[AZ_LIST_FILTERS];
	int64_t beyond; /* the last row's id of the page before; 0: from the top */
};

/* Reads a question from parameters by their names: "group", the filters' own, "page"; `value` gives "" for what is not
 * there. AZ_NOT_FOUND when one of them says what no list has. */
enum az_result az_list_read(const struct az_list *list, const char *(*value)(const void *self, const char *name),
                            const void *self, struct az_list_question *question) AZ_CHECKED;

/* The question for a group, by its code, which the list must have. */
struct az_list_question az_list_group(const struct az_list *list, const char *code);

/* At most `max` rows in their order, in the actor's scope; opened. */
enum az_result az_list_rows(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                            void *rows, size_t *count, size_t max) AZ_CHECKED;

/* How many there are in all, on whatever page, up to AZ_LIST_COUNTED. */
enum az_result az_list_count(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                             int64_t *count) AZ_CHECKED;

/* A count as people read it: "12", or "999+". */
const char *az_list_count_text(struct az_arena *arena, int64_t count);

/* All of them, row by row, as they lie (sealed texts stay shut): for files of any length. */
enum az_result az_list_each(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                            enum az_result (*each)(void *self, const void *row), void *self) AZ_CHECKED;

/* The id of a row of this list. */
int64_t az_list_id(const struct az_list *list, const void *row);

#endif
