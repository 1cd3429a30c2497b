/* The engine of the lists. */
#include "domain/list.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

/* ---- the question ---- */

static const struct az_list_group *find_group(const struct az_list *list, const char *code)
{
	for (size_t i = 0; i < list->group_count; i++)
		if (strcmp(list->groups[i].code, code) == 0)
			return &list->groups[i];
	return NULL;
}

static bool read_filter(const struct az_list_filter *filter, const char *value, int64_t *id)
{
	if (filter->codes == NULL)
		return az_parse_int(value, 1, INT64_MAX, id);
	for (size_t i = 0; i < filter->code_count; i++)
		if (strcmp(filter->codes[i], value) == 0)
			return true;
	return false;
}

enum az_result az_list_read(const struct az_list *list, const char *(*value)(const void *self, const char *name),
                            const void *self, struct az_list_question *question)
{
	const char *group = value(self, "group"), *page = value(self, "page"), *meant = list->groups[0].code;
	*question = (struct az_list_question){.named = group[0] != '\0'};
	for (size_t i = 0; i < list->filter_count; i++) {
		const struct az_list_filter *filter = &list->filters[i];
		question->values[i] = value(self, filter->name);
		if (question->values[i][0] == '\0')
			continue;
		if (!read_filter(filter, question->values[i], &question->ids[i]))
			return AZ_NOT_FOUND;
		if (filter->group_of != NULL)
			meant = filter->group_of(question->values[i]);
	}
	question->group = find_group(list, question->named ? group : meant);
	if (question->group == NULL || (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &question->beyond)))
		return AZ_NOT_FOUND;
	return AZ_OK;
}

struct az_list_question az_list_group(const struct az_list *list, const char *code)
{
	struct az_list_question question = {.group = find_group(list, code), .named = true};
	for (size_t i = 0; i < list->filter_count; i++)
		question.values[i] = "";
	if (question.group == NULL) {
		az_log(AZ_LOG_ERROR, "list.group", "no list has the group %s", code);
		abort(); /* a code of ours that was mistyped */
	}
	return question;
}

/* ---- the query ---- */

static void narrow(struct az_ctx *ctx, struct az_build *build, const struct az_list *list, const struct az_query *head,
                   const struct az_list_question *question)
{
	az_build_add(build, head);
	list->scope(ctx, build);
	if (question->group->where != NULL)
		az_build_add(build, question->group->where);
	if (question->group->add != NULL)
		question->group->add(ctx, build);
	for (size_t i = 0; i < list->filter_count; i++)
		if (question->values[i][0] != '\0')
			list->filters[i].add(build, question->values[i], question->ids[i]);
}

static struct az_build *ordered(struct az_ctx *ctx, const struct az_list *list,
                                const struct az_list_question *question)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	bool oldest = question->group->oldest_first;
	narrow(ctx, build, list, list->select, question);
	/* Said on the first page, too: with a range of ids, MariaDB follows an index in their order and stops at the limit. */
	az_build_add(build, oldest                  ? AZ_QUERY(" AND s.id > ?", az_int(question->beyond))
	                    : question->beyond != 0 ? AZ_QUERY(" AND s.id < ?", az_int(question->beyond))
	                                            : AZ_QUERY(" AND s.id < ?", az_int(INT64_MAX)));
	az_build_add(build, oldest ? AZ_QUERY(" ORDER BY s.id") : AZ_QUERY(" ORDER BY s.id DESC"));
	return build;
}

enum az_result az_list_rows(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                            void *rows, size_t *count, size_t max)
{
	struct az_build *build = ordered(ctx, list, question);
	void *found;
	az_build_add(build, AZ_QUERY(" LIMIT ?", az_int((int64_t)max)));
	AZ_TRY(az_db_rows(ctx, &build->query, list->map, rows, count, max));
	memcpy(&found, rows, sizeof found); /* the caller's pointer, whatever it points to */
	return list->open == NULL ? AZ_OK : list->open(ctx, found, *count);
}

enum az_result az_list_count(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                             int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM ("));
	narrow(ctx, build, list, list->find, question);
	az_build_add(build, AZ_QUERY(" LIMIT ?) q", az_int(AZ_LIST_COUNTED)));
	return az_db_number(ctx, &build->query, count);
}

const char *az_list_count_text(struct az_arena *arena, int64_t count)
{
	return count < AZ_LIST_COUNTED ? az_format(arena, "%lld", (long long)count)
	                               : az_format(arena, "%d+", AZ_LIST_COUNTED - 1);
}

enum az_result az_list_each(struct az_ctx *ctx, const struct az_list *list, const struct az_list_question *question,
                            enum az_result (*each)(void *self, const void *row), void *self)
{
	return az_db_each(ctx, &ordered(ctx, list, question)->query, list->map, each, self);
}

int64_t az_list_id(const struct az_list *list, const void *row)
{
	int64_t id = 0;
	for (size_t i = 0; i < list->map->count; i++)
		if (strcmp(list->map->columns[i].name, "id") == 0)
			memcpy(&id, (const char *)row + list->map->columns[i].offset, sizeof id);
	return id;
}
