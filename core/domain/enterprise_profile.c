/* Recording the profile, and asking the plugin about it. */
#include "domain/enterprise_profile.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/checklist.h"
#include "domain/classification.h"
#include "domain/site.h"
#include "store/db.h"

#define PROFILE_MAX 50000 /* rows of one enterprise in one sector that a page reads */

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_profile_value, id),           AZ_TEXT_OF(struct az_profile_value, field),
	AZ_INT_OF(struct az_profile_value, row),          AZ_TEXT_OF(struct az_profile_value, value),
	AZ_DAY_OF(struct az_profile_value, valid_from),   AZ_TIME_OF(struct az_profile_value, recorded_at),
	AZ_TEXT_OF(struct az_profile_value, account),     AZ_TEXT_OF(struct az_profile_value, authority_zh),
	AZ_TEXT_OF(struct az_profile_value, authority_en),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_profile_value);

enum az_result az_profile_all(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
                              struct az_profile_value **rows, size_t *count)
{
	return az_db_rows(ctx,
	                  AZ_QUERY("SELECT id, field, `row`, value, valid_from, recorded_at FROM enterprise_profile "
	                           "WHERE enterprise_id = ? AND sector = ? ORDER BY field, `row`, valid_from, id",
	                           az_int(enterprise_id), az_str(sector)),
	                  &map, rows, count, PROFILE_MAX);
}

enum az_result az_profile_history(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, int64_t before,
                                  struct az_profile_value **rows, size_t *count, bool *more)
{
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY("SELECT p.id, p.field, p.`row`, p.value, p.valid_from, p.recorded_at, "
	                           "a.name AS account, u.name_zh AS authority_zh, u.name_en AS authority_en "
	                           "FROM enterprise_profile p LEFT JOIN account a ON a.id = p.account_id "
	                           "LEFT JOIN authority u ON u.id = a.authority_id "
	                           "WHERE p.enterprise_id = ? AND p.sector = ? AND (? = 0 OR p.id < ?) ORDER BY p.id DESC LIMIT ?",
	                           az_int(enterprise_id), az_str(sector), az_int(before), az_int(before),
	                           az_int(AZ_PROFILE_HISTORY + 1)),
	                  &map, rows, count, AZ_PROFILE_HISTORY + 1));
	*more = *count > AZ_PROFILE_HISTORY;
	*count -= *more;
	return AZ_OK;
}

int64_t az_profile_seen(const struct az_profile_value *rows, size_t count)
{
	int64_t last = 0;
	for (size_t i = 0; i < count; i++)
		if (rows[i].id > last)
			last = rows[i].id;
	return last;
}

/* ---- recording ---- */

struct recording {
	const struct az_enterprise *enterprise;
	const struct az_profile_edit *edit;
};

/* The label of "registered" or of "substances.quantity", for a sentence. */
static const char *label_of(struct az_ctx *ctx, const char *sector, const char *name)
{
	const struct anze_plugin *plugin = az_plugins_find(ctx->site->plugins, sector);
	size_t n = strcspn(name, ".");
	for (size_t i = 0; plugin != NULL && i < plugin->field_count; i++)
		if (strncmp(plugin->fields[i].name, name, n) == 0 && plugin->fields[i].name[n] == '\0')
			return az_plugin_text(&plugin->fields[i].label, ctx->language);
	return name;
}

/* A change that lies before a later one would not show, and nobody would know why. */
static enum az_result check_later(struct az_ctx *ctx, const struct recording *job, const struct az_profile_change *change)
{
	struct az_profile_value later;
	char day[AZ_DAY_TEXT];
	enum az_result found = az_db_row(
		ctx,
		AZ_QUERY("SELECT id, valid_from FROM enterprise_profile WHERE enterprise_id = ? AND sector = ? AND field = ? "
	                 "AND `row` = ? AND valid_from > ? ORDER BY valid_from DESC LIMIT 1",
	                 az_int(job->enterprise->id), az_str(job->edit->sector), az_str(change->field), az_int(change->row),
	                 az_date(job->edit->valid_from)),
		&map, &later);
	if (found != AZ_OK)
		return found == AZ_NOT_FOUND ? AZ_OK : found;
	az_day_print(later.valid_from, day);
	return az_refuse(ctx, AZ_INVALID, "enterprise.later_value", label_of(ctx, job->edit->sector, change->field),
	                 az_copy(ctx->arena, day), NULL);
}

/* The number of a new row; 0 for changes of what is there. */
static enum az_result find_row(struct az_ctx *ctx, const struct recording *job, int64_t *row)
{
	const struct anze_field *table = job->edit->new_row_of;
	struct az_profile_value *rows;
	const struct az_profile_value *held;
	size_t count, held_count, in_use;
	int64_t last = 0;
	*row = 0;
	if (table == NULL)
		return AZ_OK;
	AZ_TRY(az_profile_all(ctx, job->enterprise->id, job->edit->sector, &rows, &count));
	az_profile_on(ctx->arena, rows, count, az_day_at(ctx->now), &held, &held_count);
	(void)az_profile_rows(ctx->arena, held, held_count, table, &in_use);
	if ((int64_t)in_use >= table->max)
		return az_refuse(ctx, AZ_INVALID, "enterprise.rows_full",
		                 az_format(ctx->arena, "%lld", (long long)table->max), NULL);
	size_t n = strlen(table->name);
	for (size_t i = 0; i < count; i++)
		if (strncmp(rows[i].field, table->name, n) == 0 && rows[i].field[n] == '.' && rows[i].row > last)
			last = rows[i].row;
	*row = last + 1;
	return AZ_OK;
}

static enum az_result insert_changes(struct az_ctx *ctx, const struct recording *job)
{
	const struct az_profile_edit *edit = job->edit;
	int64_t new_row;
	AZ_TRY(find_row(ctx, job, &new_row));
	for (size_t i = 0; i < edit->count; i++) {
		struct az_profile_change change = edit->changes[i];
		if (new_row != 0)
			change.row = new_row;
		AZ_TRY(check_later(ctx, job, &change));
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, "
		                           "valid_from, recorded_at, account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		                           az_int(job->enterprise->id), az_str(edit->sector), az_str(change.field),
		                           az_int(change.row), az_str(change.value[0] == '\0' ? NULL : change.value),
		                           az_date(edit->valid_from), az_time(ctx->now), az_ref(ctx->account_id)),
		                  NULL));
	}
	return AZ_OK;
}

static enum az_result record(struct az_ctx *ctx, void *arg)
{
	const struct recording *job = arg;
	const struct az_profile_edit *edit = job->edit;
	int64_t locked, last = 0;
	char day[AZ_DAY_TEXT];
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT id AS number FROM enterprise WHERE id = ? FOR UPDATE",
	                             az_int(job->enterprise->id)),
	                    &locked));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COALESCE(MAX(id), 0) AS number FROM enterprise_profile "
	                             "WHERE enterprise_id = ? AND sector = ?",
	                             az_int(job->enterprise->id), az_str(edit->sector)),
	                    &last));
	if (last != edit->seen)
		return az_refuse(ctx, AZ_CONFLICT, "enterprise.changed_meanwhile", NULL);
	AZ_TRY(insert_changes(ctx, job));
	AZ_TRY(az_class_one(ctx, job->enterprise->id, edit->sector));
	az_day_print(edit->valid_from, day);
	return az_audit(ctx, "enterprise_profile", job->enterprise->id, "record", "", "",
	                az_format(ctx->arena, "%s, %s, %zu", edit->sector, day, edit->count));
}

enum az_result az_profile_record(struct az_ctx *ctx, const struct az_enterprise *enterprise,
                                 const struct az_profile_edit *edit)
{
	struct recording job = {enterprise, edit};
	AZ_TRY(az_enterprise_writes(ctx, enterprise, edit->sector));
	if (edit->count == 0)
		return az_refuse(ctx, AZ_INVALID, "enterprise.nothing_changed", NULL);
	return az_tx(ctx, record, &job);
}

/* ---- checking ---- */

/* The row of a table that the change is about; 0: none is. A new one comes last. */
static int64_t row_of(const struct az_profile_value *held, size_t count, const struct az_profile_edit *edit)
{
	int64_t last = 0;
	if (edit->new_row_of == NULL)
		return edit->count == 0 ? 0 : edit->changes[0].row;
	for (size_t i = 0; i < count; i++)
		last = held[i].row > last ? held[i].row : last;
	return last + 1;
}

static struct az_profile_value *changed(struct az_arena *arena, const struct az_profile_value *held, size_t count,
                                        const struct az_profile_edit *edit, int64_t row, size_t *out_count)
{
	struct az_profile_value *values = AZ_NEW_ARRAY(arena, count + edit->count + 1, struct az_profile_value);
	size_t n = 0;
	for (size_t i = 0; i < count; i++) {
		bool replaced = false;
		for (size_t c = 0; c < edit->count; c++)
			replaced = replaced ||
			           (held[i].row == row && strcmp(held[i].field, edit->changes[c].field) == 0);
		if (!replaced)
			values[n++] = held[i];
	}
	for (size_t c = 0; c < edit->count; c++)
		if (edit->changes[c].value[0] != '\0')
			values[n++] = (struct az_profile_value){
				.field = edit->changes[c].field, .row = row, .value = edit->changes[c].value};
	*out_count = n;
	return values;
}

static void check_values(struct az_ctx *ctx, const struct anze_plugin *plugin, const struct az_profile_value *values,
                         size_t count, struct az_results *faults)
{
	struct anze_facts facts;
	az_profile_facts(ctx->arena, plugin->fields, plugin->field_count, values, count, az_day_at(ctx->now), &facts);
	az_plugin_faults(ctx->site->plugins, plugin, ctx->arena, &facts, faults);
}

static bool says(const struct az_results *faults, const char *code)
{
	for (size_t i = 0; i < faults->count; i++)
		if (strcmp(faults->rows[i].code, code) == 0)
			return true;
	return false;
}

static bool changes_field(const struct az_profile_edit *edit, const char *field)
{
	for (size_t c = 0; c < edit->count; c++)
		if (strcmp(edit->changes[c].field, field) == 0)
			return true;
	return false;
}

/* "driving.from.3" as "driving.from" and 3; 0 without a row. */
static const char *place_of(struct az_arena *arena, const char *code, int64_t *index)
{
	const char *dot = strrchr(code, '.');
	*index = 0;
	if (dot == NULL || !az_parse_int(dot + 1, 1, INT32_MAX, index))
		return code;
	return az_copy_n(arena, code, (size_t)(dot - code));
}

/* Which of the table's rows, from 1, has this number. */
static int64_t index_of_row(struct az_ctx *ctx, const struct anze_plugin *plugin, const struct az_profile_value *values,
                            size_t count, const char *table, int64_t row)
{
	size_t rows, n = strcspn(table, ".");
	for (size_t i = 0; i < plugin->field_count; i++) {
		const struct anze_field *field = &plugin->fields[i];
		if (field->type != ANZE_TABLE || strncmp(field->name, table, n) != 0 || field->name[n] != '\0')
			continue;
		const int64_t *numbers = az_profile_rows(ctx->arena, values, count, field, &rows);
		for (size_t r = 0; r < rows; r++)
			if (numbers[r] == row)
				return (int64_t)r + 1;
	}
	return 0;
}

void az_profile_check(struct az_ctx *ctx, const struct anze_plugin *plugin, const struct az_profile_value *held,
                      size_t held_count, const struct az_profile_edit *edit, struct az_results *faults)
{
	struct az_results before, after;
	size_t count, kept = 0;
	*faults = (struct az_results){0};
	if (edit->count == 0)
		return;
	int64_t row = row_of(held, held_count, edit), index;
	const struct az_profile_value *values = changed(ctx->arena, held, held_count, edit, row, &count);
	check_values(ctx, plugin, held, held_count, &before);
	check_values(ctx, plugin, values, count, &after);
	int64_t edited = row == 0 ? 0 : index_of_row(ctx, plugin, values, count, edit->changes[0].field, row);
	for (size_t i = 0; i < after.count; i++) {
		struct anze_result *fault = &after.rows[i];
		const char *field = place_of(ctx->arena, fault->code, &index);
		bool stood = says(&before, fault->code) && !changes_field(edit, field);
		if (stood || index != edited ||
		    (row != 0 && strncmp(field, edit->changes[0].field, strcspn(field, ".") + 1) != 0))
			continue;
		fault->code = row == 0 ? field : strchr(field, '.') + 1;
		after.rows[kept++] = *fault;
	}
	*faults = (struct az_results){after.rows, kept};
}

/* ---- classifying ---- */

void az_profile_classify(struct az_ctx *ctx, struct az_arena *arena, const struct anze_plugin *plugin,
                         const struct az_profile_value *rows, size_t row_count, az_day day, struct az_results *results)
{
	const struct az_profile_value *held;
	struct anze_facts facts;
	size_t held_count;
	az_profile_on(arena, rows, row_count, day, &held, &held_count);
	az_profile_facts(arena, plugin->fields, plugin->field_count, held, held_count, day, &facts);
	az_plugin_classify(ctx->site->plugins, plugin, arena, &facts, results);
}

enum az_result az_enterprise_classify(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, az_day day,
                                      struct az_results *results)
{
	const struct anze_plugin *plugin;
	struct az_profile_value *rows;
	size_t row_count;
	*results = (struct az_results){0};
	AZ_TRY(az_checklist_plugin(ctx, sector, &plugin));
	AZ_TRY(az_profile_all(ctx, enterprise_id, sector, &rows, &row_count));
	az_profile_classify(ctx, ctx->arena, plugin, rows, row_count, day, results);
	return AZ_OK;
}

void az_enterprise_minimum_service(struct az_ctx *ctx, const struct anze_plugin *plugin,
                                   const struct az_enterprise *enterprise, const struct az_profile_value *held,
                                   size_t held_count, az_day day, const struct anze_service *service,
                                   struct az_results *results)
{
	struct anze_service own = *service;
	struct anze_facts facts;
	own.large = strcmp(enterprise->size, "large") == 0 || strcmp(enterprise->size, "medium") == 0;
	az_profile_facts(ctx->arena, plugin->fields, plugin->field_count, held, held_count, day, &facts);
	az_plugin_minimum_service(ctx->site->plugins, plugin, ctx->arena, &facts, &own, results);
}
