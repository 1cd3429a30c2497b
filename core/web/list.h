/* A declared list (domain/list.h) as a page: tabs with their numbers, a table, the
 * way to the next page; and the same columns as a file. A page declares its
 * columns once and a function that says what stands in them. */
#ifndef AZ_WEB_LIST_H
#define AZ_WEB_LIST_H

#include "domain/list.h"
#include "web/web.h"

#define AZ_LIST_COLUMNS 12
#define AZ_CELL_TAGS 4

struct az_list_column {
	const char *code; /* of the file's column */
	const char *key;  /* of its heading in the catalogue */
};

/* What stands in one column of a row. Texts live in the request's arena; NULL: nothing. */
struct az_cell {
	const char *text;
	const char *href; /* where the text leads */
	bool date;        /* does not wrap */
	struct {
		const char *tone, *text; /* as of the macro `tag` */
	} tags[AZ_CELL_TAGS];
	size_t tag_count;
};

struct az_list_page {
	const struct az_list *list;
	const char *path;         /* "/desk/hazards" */
	const char *group_family; /* of the groups' texts: "hazard.group" */
	const struct az_list_column *columns;
	size_t column_count;
	/* Fills the cells of a row, one a column, in their order; the first names the row. */
	void (*cells)(struct az_exchange *x, const void *row, struct az_cell *cells);
};

void az_cell_tag(struct az_cell *cell, const char *tone, const char *text);
void az_cell_day(struct az_exchange *x, struct az_cell *cell, az_day day);
void az_cell_instant(struct az_exchange *x, struct az_cell *cell, int64_t instant);

/* Reads what the address asks, and puts "Tabs", "Columns", "Rows" with their cells, "Filters" (what a list is narrowed to) and
 * "Pager" on the page. AZ_NOT_FOUND for an address that no list has. *question and *first (the first row; NULL: there is
 * none) may be NULL. */
enum az_result az_list_show(struct az_exchange *x, const struct az_list_page *page, struct az_list_question *question,
                            const void **first) AZ_CHECKED;

/* Appends the groups with their numbers and addresses to a node: for the desk. */
enum az_result az_list_put_counts(struct az_exchange *x, const struct az_list_page *page, const char *node) AZ_CHECKED;

/* All rows that the address asks for, as a file in the page's language. */
enum az_result az_list_csv(struct az_exchange *x, const struct az_list_page *page, const char *filename) AZ_CHECKED;
enum az_result az_list_json(struct az_exchange *x, const struct az_list_page *page) AZ_CHECKED;

#endif
