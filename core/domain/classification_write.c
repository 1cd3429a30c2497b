/* Writing classes: only what differs, many rows a statement. */
#include <string.h>

#include "base/arena.h"
#include "domain/classification_private.h"
#include "store/db.h"

#define TEXT_MAX 200 /* characters of a column */
#define CODE_MAX 80

/* A result that is kept. */
struct kept {
	int64_t enterprise_id, colour;
	const char *sector, *code, *value, *value_zh, *value_en, *label_zh, *label_en, *rule;
};
static const struct az_column columns[] = {
	AZ_INT_OF(struct kept, enterprise_id), AZ_INT_OF(struct kept, colour),    AZ_TEXT_OF(struct kept, sector),
	AZ_TEXT_OF(struct kept, code),         AZ_TEXT_OF(struct kept, value),    AZ_TEXT_OF(struct kept, value_zh),
	AZ_TEXT_OF(struct kept, value_en),     AZ_TEXT_OF(struct kept, label_zh), AZ_TEXT_OF(struct kept, label_en),
	AZ_TEXT_OF(struct kept, rule),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct kept);

/* Rows for one statement, growing. */
struct rows {
	struct az_arena *arena;
	size_t columns, count, room;
	struct az_value *values;
};

static struct az_value *new_row(struct rows *rows)
{
	if (rows->count == rows->room) {
		size_t room = rows->room == 0 ? 64 : rows->room * 2;
		struct az_value *larger = AZ_NEW_ARRAY(rows->arena, room * rows->columns, struct az_value);
		if (rows->count > 0)
			memcpy(larger, rows->values, rows->count * rows->columns * sizeof larger[0]);
		rows->values = larger;
		rows->room = room;
	}
	return rows->values + rows->count++ * rows->columns;
}

enum { RESULT_COLUMNS = 12, GONE_COLUMNS = 3, CHANGE_COLUMNS = 16, CLASS_COLUMNS = 6 };

struct write {
	struct az_ctx *ctx;
	struct az_class_writing *writing;
	char day[AZ_DAY_TEXT];
	struct rows results, gone, changes, classes;
	const struct kept *kept; /* of all pairs, ascending; the next one */
	size_t kept_count;
};

static struct az_value clipped(struct write *write, const char *text)
{
	return az_str(strlen(text) <= TEXT_MAX ? text : az_utf8_clip(write->ctx->arena, text, TEXT_MAX - 1));
}

static void put_result(struct write *write, const struct az_class_pair *pair, const struct anze_result *result)
{
	const struct az_value row[RESULT_COLUMNS] = {
		az_int(pair->enterprise_id),
		az_str(pair->sector),
		az_str(result->code),
		az_int((int64_t)result->colour),
		az_str(az_utf8_clip(write->ctx->arena, result->value, CODE_MAX - 1)),
		clipped(write, result->value_text.zh),
		clipped(write, result->value_text.en),
		clipped(write, result->label.zh),
		clipped(write, result->label.en),
		clipped(write, result->rule),
		az_str(pair->plugin_version),
		az_date(write->writing->day)};
	memcpy(new_row(&write->results), row, sizeof row);
}

/* `before` or `after` NULL: there was, or is, none. */
static void put_change(struct write *write, const struct az_class_pair *pair, const struct kept *before,
		       const struct anze_result *after)
{
	const struct az_value row[CHANGE_COLUMNS] = {az_int(pair->enterprise_id),
						     az_str(pair->sector),
						     az_str(after != NULL ? after->code : before->code),
						     clipped(write, after != NULL ? after->label.zh : before->label_zh),
						     clipped(write, after != NULL ? after->label.en : before->label_en),
						     az_str(before == NULL ? "" : before->value_zh),
						     az_str(before == NULL ? "" : before->value_en),
						     az_int(before == NULL ? 0 : before->colour),
						     clipped(write, after == NULL ? "" : after->value_text.zh),
						     clipped(write, after == NULL ? "" : after->value_text.en),
						     az_int(after == NULL ? 0 : (int64_t)after->colour),
						     clipped(write, after != NULL ? after->rule : before->rule),
						     az_str(pair->plugin_version),
						     az_date(write->writing->day),
						     az_time(write->ctx->now),
						     az_ref(write->writing->job_id)};
	memcpy(new_row(&write->changes), row, sizeof row);
}

static const struct kept *find_kept(const struct kept *kept, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(kept[i].code, code) == 0)
			return &kept[i];
	return NULL;
}

static const struct anze_result *find_result(const struct az_class_pair *pair, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(pair->results[i].code, code) == 0)
			return &pair->results[i];
	return NULL;
}

static bool same_value(const struct kept *kept, const struct anze_result *result)
{
	return kept->colour == (int64_t)result->colour && strcmp(kept->value, result->value) == 0;
}

/* True when a value became another, so that there is something to tell. */
static bool compare(struct write *write, const struct az_class_pair *pair, const struct kept *kept, size_t kept_count)
{
	size_t before = write->changes.count;
	for (size_t i = 0; i < pair->result_count; i++) {
		const struct anze_result *result = &pair->results[i];
		if (strlen(result->code) > CODE_MAX || find_result(pair, i, result->code) != NULL)
			continue; /* no code to keep it by: too long, or the second of its name */
		const struct kept *old = find_kept(kept, kept_count, result->code);
		put_result(write, pair, result);
		if (pair->kept != 0 && (old == NULL || !same_value(old, result)))
			put_change(write, pair, old, result);
	}
	for (size_t i = 0; i < kept_count; i++) {
		if (find_result(pair, pair->result_count, kept[i].code) != NULL)
			continue;
		const struct az_value row[GONE_COLUMNS] = {az_int(pair->enterprise_id), az_str(pair->sector),
							   az_str(kept[i].code)};
		memcpy(new_row(&write->gone), row, sizeof row);
		put_change(write, pair, &kept[i], NULL);
	}
	return write->changes.count > before;
}

/* The kept rows of this pair, which stand where the pairs before have left off. */
static size_t take_kept(struct write *write, const struct az_class_pair *pair, const struct kept **first)
{
	size_t count = 0;
	while (write->kept_count > 0 &&
	       az_class_order(write->kept->enterprise_id, write->kept->sector, pair->enterprise_id, pair->sector) < 0) {
		write->kept++;
		write->kept_count--;
	}
	*first = write->kept;
	while (count < write->kept_count && az_class_order(write->kept[count].enterprise_id, write->kept[count].sector,
							   pair->enterprise_id, pair->sector) == 0)
		count++;
	return count;
}

static void put_pair(struct write *write, const struct az_class_pair *pair)
{
	const struct az_value row[CLASS_COLUMNS] = {
		az_int(pair->enterprise_id),   az_str(pair->sector),
		az_int((int64_t)pair->colour), az_bytes(pair->fingerprint, sizeof pair->fingerprint),
		az_str(pair->plugin_version),  az_date(write->writing->day)};
	memcpy(new_row(&write->classes), row, sizeof row);
	if (!pair->differs)
		return;
	const struct kept *kept;
	size_t count = take_kept(write, pair, &kept);
	bool told = compare(write, pair, kept, count);
	if (told || (pair->kept == 0 && pair->result_count > 0))
		write->writing->changed++;
}

/* Those kept of the pairs that differ and were classified before; all that lie between the first and the last of them.
 */
static enum az_result read_kept(struct write *write)
{
	const struct az_class_pair *first = NULL, *last = NULL;
	for (size_t i = 0; i < write->writing->count; i++) {
		const struct az_class_pair *pair = &write->writing->pairs[i];
		if (!pair->differs || pair->kept == 0)
			continue;
		first = first == NULL ? pair : first;
		last = pair;
	}
	if (first == NULL)
		return AZ_OK;
	return az_db_rows(
		write->ctx,
		AZ_QUERY("SELECT enterprise_id, sector, code, colour, value, value_zh, value_en, label_zh, label_en, "
			 "rule FROM enterprise_result WHERE enterprise_id BETWEEN ? AND ? "
			 "ORDER BY enterprise_id, sector, code",
			 az_int(first->enterprise_id), az_int(last->enterprise_id)),
		&map, &write->kept, &write->kept_count, SIZE_MAX);
}

static enum az_result send(struct write *write)
{
	struct az_ctx *ctx = write->ctx;
	AZ_TRY(az_db_exec_rows(
		ctx,
		AZ_QUERY("INSERT INTO enterprise_class (enterprise_id, sector, colour, fingerprint, "
			 "plugin_version, computed_on) VALUES (?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
			 "colour = VALUES(colour), fingerprint = VALUES(fingerprint), "
			 "plugin_version = VALUES(plugin_version), computed_on = VALUES(computed_on)"),
		write->classes.values, write->classes.count));
	AZ_TRY(az_db_exec_rows(
		ctx, AZ_QUERY("DELETE FROM enterprise_result WHERE enterprise_id = ? AND sector = ? AND code = ?"),
		write->gone.values, write->gone.count));
	AZ_TRY(az_db_exec_rows(
		ctx,
		AZ_QUERY("INSERT INTO enterprise_result (enterprise_id, sector, code, colour, value, value_zh, "
			 "value_en, label_zh, label_en, rule, plugin_version, computed_on) "
			 "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE "
			 "plugin_version = IF(value = VALUES(value) AND colour = VALUES(colour), "
			 "plugin_version, VALUES(plugin_version)), "
			 "computed_on = IF(value = VALUES(value) AND colour = VALUES(colour), computed_on, "
			 "VALUES(computed_on)), colour = VALUES(colour), value = VALUES(value), "
			 "value_zh = VALUES(value_zh), value_en = VALUES(value_en), "
			 "label_zh = VALUES(label_zh), label_en = VALUES(label_en), rule = VALUES(rule)"),
		write->results.values, write->results.count));
	return az_db_exec_rows(
		ctx,
		AZ_QUERY("INSERT INTO enterprise_change (enterprise_id, sector, code, label_zh, label_en, "
			 "from_zh, from_en, from_colour, to_zh, to_en, to_colour, rule, plugin_version, "
			 "changed_on, at, job_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
		write->changes.values, write->changes.count);
}

enum az_result az_class_write(struct az_ctx *ctx, struct az_class_writing *writing)
{
	struct az_arena *arena = ctx->arena;
	struct write write = {.ctx = ctx,
			      .writing = writing,
			      .results = {.arena = arena, .columns = RESULT_COLUMNS},
			      .gone = {.arena = arena, .columns = GONE_COLUMNS},
			      .changes = {.arena = arena, .columns = CHANGE_COLUMNS},
			      .classes = {.arena = arena, .columns = CLASS_COLUMNS}};
	AZ_TRY(read_kept(&write));
	for (size_t i = 0; i < writing->count; i++)
		if (writing->pairs[i].computed)
			put_pair(&write, &writing->pairs[i]);
	return send(&write);
}
