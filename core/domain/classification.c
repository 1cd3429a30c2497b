/* Classifying enterprises, many in one transaction. The profiles are read as
 * one stream in the order of the pairs; what a plugin computes is compared by a
 * fingerprint, and only what differs is kept and written. */
#include <string.h>

#include "base/arena.h"
#include "domain/actor.h"
#include "domain/classification_private.h"
#include "domain/enterprise_profile.h"
#include "domain/site.h"
#include "store/db.h"

#define BATCH 1000                    /* pairs of one transaction: some 50 ms */
#define ONE_MEMORY ((size_t)64 << 20) /* what one enterprise's profile and results may take */

/* ---- reading ---- */

static const struct az_column class_columns[] = {
	AZ_INT_OF(struct az_class, colour),
	AZ_TEXT_OF(struct az_class, plugin_version),
	AZ_DAY_OF(struct az_class, computed_on),
};
static const struct az_row_map class_map = AZ_ROW_MAP(class_columns, struct az_class);

enum az_result az_class_find(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, struct az_class *out)
{
	*out = (struct az_class){.plugin_version = "", .computed_on = AZ_DAY_NONE};
	enum az_result result = az_db_row(ctx,
					  AZ_QUERY("SELECT colour, plugin_version, computed_on FROM enterprise_class "
						   "WHERE enterprise_id = ? AND sector = ?",
						   az_int(enterprise_id), az_str(sector)),
					  &class_map, out);
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

enum az_result az_class_results(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
				struct az_class_result **rows, size_t *count)
{
	static const struct az_column columns[] = {
		AZ_INT_OF(struct az_class_result, colour),    AZ_TEXT_OF(struct az_class_result, code),
		AZ_TEXT_OF(struct az_class_result, label_zh), AZ_TEXT_OF(struct az_class_result, label_en),
		AZ_TEXT_OF(struct az_class_result, value_zh), AZ_TEXT_OF(struct az_class_result, value_en),
		AZ_TEXT_OF(struct az_class_result, rule),     AZ_TEXT_OF(struct az_class_result, plugin_version),
		AZ_DAY_OF(struct az_class_result, computed_on),
	};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_class_result);
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT code, colour, value_zh, value_en, label_zh, label_en, rule, plugin_version, "
				   "computed_on FROM enterprise_result WHERE enterprise_id = ? AND sector = ? "
				   "ORDER BY code = 'enterprise_colour' DESC, code LIMIT ?",
				   az_int(enterprise_id), az_str(sector), az_int(AZ_RESULTS_MAX)),
			  &map, rows, count, AZ_RESULTS_MAX);
}

static const struct az_column change_columns[] = {
	AZ_INT_OF(struct az_class_change, id),          AZ_TIME_OF(struct az_class_change, at),
	AZ_INT_OF(struct az_class_change, from_colour), AZ_INT_OF(struct az_class_change, to_colour),
	AZ_INT_OF(struct az_class_change, job_id),      AZ_TEXT_OF(struct az_class_change, code),
	AZ_TEXT_OF(struct az_class_change, label_zh),   AZ_TEXT_OF(struct az_class_change, label_en),
	AZ_TEXT_OF(struct az_class_change, from_zh),    AZ_TEXT_OF(struct az_class_change, from_en),
	AZ_TEXT_OF(struct az_class_change, to_zh),      AZ_TEXT_OF(struct az_class_change, to_en),
	AZ_TEXT_OF(struct az_class_change, rule),       AZ_TEXT_OF(struct az_class_change, plugin_version),
	AZ_DAY_OF(struct az_class_change, changed_on),
};
static const struct az_row_map change_map = AZ_ROW_MAP(change_columns, struct az_class_change);

enum az_result az_class_changes(struct az_ctx *ctx, int64_t enterprise_id, const char *sector,
				struct az_class_change **rows, size_t *count)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT id, at, code, label_zh, label_en, from_zh, from_en, from_colour, to_zh, to_en, "
			 "to_colour, rule, plugin_version, changed_on, job_id FROM enterprise_change "
			 "WHERE enterprise_id = ? AND sector = ? ORDER BY id DESC LIMIT ?",
			 az_int(enterprise_id), az_str(sector), az_int(AZ_CLASS_CHANGES)),
		&change_map, rows, count, AZ_CLASS_CHANGES);
}

/* ---- the pairs of a batch ---- */

static void add_scope(struct az_build *build, const struct az_class_scope *scope)
{
	if (scope->sector[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.sector = ?", az_str(scope->sector)));
	if (scope->county[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.county = ?", az_str(scope->county)));
	if (scope->zone[0] != '\0')
		az_build_add(build, AZ_QUERY(" AND s.zone = ?", az_str(scope->zone)));
}

enum az_result az_class_count(struct az_ctx *ctx, const struct az_class_scope *scope, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM enterprise_sector s WHERE 1 = 1"));
	add_scope(build, scope);
	return az_db_number(ctx, &build->query, count);
}

static const struct az_column pair_columns[] = {
	AZ_INT_OF(struct az_class_pair, enterprise_id),
	AZ_TEXT_OF(struct az_class_pair, sector),
	AZ_INT_OF(struct az_class_pair, kept),
	AZ_INT_OF(struct az_class_pair, kept_colour),
	AZ_BYTES_OF(struct az_class_pair, kept_fingerprint),
};
static const struct az_row_map pair_map = AZ_ROW_MAP(pair_columns, struct az_class_pair);

/* By the index that is in the order asked for: with another the database would read, and lock, all before it sorts
 * them. */
static void select_pairs(struct az_build *build, const char *sector)
{
	az_build_add(build,
		     AZ_QUERY("SELECT s.enterprise_id, s.sector, c.enterprise_id IS NOT NULL AS kept, "
			      "c.colour AS kept_colour, c.fingerprint AS kept_fingerprint FROM enterprise_sector s "));
	az_build_add(build,
		     sector[0] == '\0' ? AZ_QUERY("FORCE INDEX (PRIMARY)") : AZ_QUERY("FORCE INDEX (by_sector)"));
	az_build_add(build, AZ_QUERY(" LEFT JOIN enterprise_class c ON c.enterprise_id = s.enterprise_id AND "
				     "c.sector = s.sector WHERE"));
}

/* Locked, so that a profile which is changed meanwhile is either seen whole or classified after us. */
static enum az_result lock_pairs(struct az_ctx *ctx, const struct az_class_scope *scope, struct az_class_batch *batch,
				 struct az_class_pair **pairs, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_pairs(build, scope->sector);
	az_build_add(build, AZ_QUERY(" s.enterprise_id > ?", az_int(batch->after)));
	add_scope(build, scope);
	/* A sector that is given is not named in the order: it would be sorted then. */
	az_build_add(build, scope->sector[0] == '\0' ? AZ_QUERY(" ORDER BY s.enterprise_id, s.sector")
						     : AZ_QUERY(" ORDER BY s.enterprise_id"));
	az_build_add(build, AZ_QUERY(" LIMIT ? FOR UPDATE", az_int(BATCH)));
	AZ_TRY(az_db_rows(ctx, &build->query, &pair_map, pairs, count, BATCH));
	batch->finished = *count < BATCH;
	/* The last enterprise may have further sectors behind the limit: it is left to the next batch. */
	if (!batch->finished)
		for (int64_t last = (*pairs)[*count - 1].enterprise_id; (*pairs)[*count - 1].enterprise_id == last;)
			(*count)--;
	return AZ_OK;
}

int az_class_order(int64_t enterprise_a, const char *sector_a, int64_t enterprise_b, const char *sector_b)
{
	if (enterprise_a != enterprise_b)
		return enterprise_a < enterprise_b ? -1 : 1;
	return strcmp(sector_a, sector_b);
}

/* ---- computing ---- */

/* What the stream of profile rows is read into. */
struct stream {
	struct az_ctx *ctx;
	struct az_arena *scratch; /* of the pair at hand */
	az_day day;
	struct az_class_pair *pairs;
	size_t count, at;              /* the pair whose rows come now */
	struct az_profile_value *rows; /* of it, in the scratch */
	size_t row_count, room;
};

struct stream_row {
	int64_t enterprise_id;
	const char *sector;
	struct az_profile_value value;
};

#define VALUE_OF(kind, member)                                                                                         \
	{                                                                                                              \
#member, kind, offsetof(struct stream_row, value.member)                                               \
	}
static const struct az_column stream_columns[] = {
	AZ_INT_OF(struct stream_row, enterprise_id),
	AZ_TEXT_OF(struct stream_row, sector),
	VALUE_OF(AZ_COLUMN_INT, id),
	VALUE_OF(AZ_COLUMN_TEXT, field),
	VALUE_OF(AZ_COLUMN_INT, row),
	VALUE_OF(AZ_COLUMN_TEXT, value),
	VALUE_OF(AZ_COLUMN_DAY, valid_from),
};
static const struct az_row_map stream_map = AZ_ROW_MAP(stream_columns, struct stream_row);

enum anze_colour az_class_colour(const struct anze_result *results, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(results[i].code, "enterprise_colour") == 0)
			return results[i].colour;
	return ANZE_COLOUR_NONE;
}

static const char *or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

/* Of everything that is kept, with the texts' lengths so that no two lists look alike. No secret is hashed here. */
static void fingerprint(struct stream *stream, struct az_class_pair *pair)
{
	static const struct az_secret_key no_key;
	size_t n = 0, room = 0;
	for (size_t i = 0; i < pair->result_count; i++) {
		const struct anze_result *result = &pair->results[i];
		room += strlen(result->code) + strlen(or_empty(result->value)) + strlen(or_empty(result->rule)) +
			strlen(or_empty(result->value_text.zh)) + strlen(or_empty(result->label.zh)) + 16;
	}
	char *text = az_alloc(stream->scratch, room + 1);
	for (size_t i = 0; i < pair->result_count; i++) {
		const struct anze_result *result = &pair->results[i];
		const char *parts[] = {result->code, or_empty(result->value), or_empty(result->rule),
				       or_empty(result->value_text.zh), or_empty(result->label.zh)};
		for (size_t part = 0; part < sizeof parts / sizeof parts[0]; part++) {
			size_t length = strlen(parts[part]) + 1; /* with the end of each */
			memcpy(text + n, parts[part], length);
			n += length;
		}
		text[n++] = (char)('0' + (int)result->colour);
	}
	az_secret_hash(&no_key, "class", text, n, pair->fingerprint);
}

static struct anze_text keep_text(struct az_arena *arena, const struct anze_text *text)
{
	return (struct anze_text){az_copy(arena, or_empty(text->zh)), az_copy(arena, or_empty(text->en))};
}

/* The scratch is emptied for the next pair, so what is to be written moves to the request's memory. */
static void keep_results(struct az_arena *arena, struct az_class_pair *pair)
{
	struct anze_result *kept = AZ_NEW_ARRAY(arena, pair->result_count + 1, struct anze_result);
	for (size_t i = 0; i < pair->result_count; i++) {
		kept[i] = pair->results[i];
		kept[i].code = az_copy(arena, kept[i].code);
		kept[i].value = az_copy(arena, or_empty(kept[i].value));
		kept[i].rule = az_copy(arena, or_empty(kept[i].rule));
		kept[i].label = keep_text(arena, &pair->results[i].label);
		kept[i].value_text = keep_text(arena, &pair->results[i].value_text);
	}
	pair->results = kept;
}

static void compute(struct stream *stream)
{
	struct az_class_pair *pair = &stream->pairs[stream->at++];
	struct az_results results;
	az_plugins_look(stream->ctx->site->plugins);
	const struct anze_plugin *plugin = az_plugins_find(stream->ctx->site->plugins, pair->sector);
	if (plugin != NULL) {
		az_profile_classify(stream->ctx, stream->scratch, plugin, stream->rows, stream->row_count, stream->day,
				    &results);
		pair->results = results.rows;
		pair->result_count = results.count;
		fingerprint(stream, pair);
		pair->computed = true;
		pair->plugin_version = plugin->version;
		pair->colour = az_class_colour(pair->results, pair->result_count);
		pair->differs = pair->kept == 0 || pair->kept_fingerprint.n != sizeof pair->fingerprint ||
				memcmp(pair->kept_fingerprint.p, pair->fingerprint, sizeof pair->fingerprint) != 0;
		if (pair->differs)
			keep_results(stream->ctx->arena, pair);
	}
	az_arena_reset(stream->scratch);
	stream->rows = NULL;
	stream->row_count = stream->room = 0;
}

static void add_row(struct stream *stream, const struct az_profile_value *value)
{
	if (stream->row_count == stream->room) {
		size_t room = stream->room == 0 ? 32 : stream->room * 2;
		struct az_profile_value *larger = AZ_NEW_ARRAY(stream->scratch, room, struct az_profile_value);
		if (stream->row_count > 0)
			memcpy(larger, stream->rows, stream->row_count * sizeof larger[0]);
		stream->rows = larger;
		stream->room = room;
	}
	struct az_profile_value *row = &stream->rows[stream->row_count++];
	*row = *value;
	row->field = az_copy(stream->scratch, value->field);
	row->value = az_copy(stream->scratch, value->value);
}

static enum az_result take_row(void *self, const void *from)
{
	struct stream *stream = self;
	const struct stream_row *row = from;
	while (stream->at < stream->count) {
		const struct az_class_pair *pair = &stream->pairs[stream->at];
		int order = az_class_order(pair->enterprise_id, pair->sector, row->enterprise_id, row->sector);
		if (order >= 0) {
			if (order == 0)
				add_row(stream, &row->value);
			return AZ_OK;
		}
		compute(stream); /* all of its rows, or none, have come */
	}
	return AZ_OK;
}

/* From the first pair to the last, ended by the key that the rows are stored by. */
static enum az_result stream_profiles(struct stream *stream, const char *sector)
{
	struct az_build *build = AZ_NEW(stream->ctx->arena, struct az_build);
	az_build_add(
		build,
		AZ_QUERY("SELECT p.enterprise_id, p.sector, p.id, p.field, p.`row`, p.value, p.valid_from "
			 "FROM enterprise_profile p FORCE INDEX (PRIMARY) WHERE p.enterprise_id BETWEEN ? AND ?",
			 az_int(stream->pairs[0].enterprise_id),
			 az_int(stream->pairs[stream->count - 1].enterprise_id)));
	if (sector[0] != '\0') /* LIKE: with an equality the database no longer sees that the index is in this order */
		az_build_add(build, AZ_QUERY(" AND p.sector LIKE ?", az_str(sector)));
	az_build_add(build, AZ_QUERY(" ORDER BY p.enterprise_id, p.sector, p.field, p.`row`, p.valid_from, p.id"));
	AZ_TRY(az_db_each(stream->ctx, &build->query, &stream_map, take_row, stream));
	while (stream->at < stream->count)
		compute(stream);
	return AZ_OK;
}

static enum az_result classify(struct az_ctx *ctx, const char *sector, struct az_class_writing *writing)
{
	struct stream stream = {.ctx = ctx,
				.scratch = az_arena_new(ONE_MEMORY),
				.day = writing->day,
				.pairs = writing->pairs,
				.count = writing->count};
	enum az_result result = stream_profiles(&stream, sector);
	az_arena_free(stream.scratch);
	AZ_TRY(result);
	return az_class_write(ctx, writing);
}

enum az_result az_class_run(struct az_ctx *ctx, const struct az_class_scope *scope, int64_t job_id,
			    struct az_class_batch *batch)
{
	struct az_class_writing writing = {.job_id = job_id, .day = az_day_at(ctx->now)};
	batch->looked = batch->changed = 0;
	AZ_TRY(lock_pairs(ctx, scope, batch, &writing.pairs, &writing.count));
	if (writing.count == 0)
		return AZ_OK;
	AZ_TRY(classify(ctx, scope->sector, &writing));
	batch->after = writing.pairs[writing.count - 1].enterprise_id;
	batch->looked = (int64_t)writing.count;
	batch->changed = writing.changed;
	return AZ_OK;
}

enum az_result az_class_one(struct az_ctx *ctx, int64_t enterprise_id, const char *sector)
{
	struct az_class_pair pair = {0};
	struct az_class_writing writing = {.day = az_day_at(ctx->now), .pairs = &pair, .count = 1};
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	select_pairs(build, "");
	az_build_add(build, AZ_QUERY(" s.enterprise_id = ? AND s.sector = ? FOR UPDATE", az_int(enterprise_id),
				     az_str(sector)));
	AZ_TRY(az_db_row(ctx, &build->query, &pair_map, &pair));
	return classify(ctx, sector, &writing);
}
