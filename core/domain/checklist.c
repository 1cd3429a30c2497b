/* Reading checklists: versions, their items, the plugin's baseline. */
#include "domain/checklist.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/checklist_private.h"
#include "domain/site.h"
#include "plugin/condition.h"
#include "plugin/plugin.h"
#include "store/db.h"

#define PUBLISHED_MAX 2000 /* codes that one sector ever published */
#define PARTS_MAX ((size_t)AZ_CHECKLIST_ITEMS_MAX * AZ_BASIS_MAX)

/* ---- versions ---- */

static const struct az_column version_columns[] = {
	AZ_INT_OF(struct az_checklist_version, id),
	AZ_TEXT_OF(struct az_checklist_version, sector),
	AZ_TEXT_OF(struct az_checklist_version, county),
	AZ_TEXT_OF(struct az_checklist_version, state),
	AZ_INT_OF(struct az_checklist_version, number),
	AZ_DAY_OF(struct az_checklist_version, effective_from),
	AZ_TEXT_OF(struct az_checklist_version, plugin_version),
	AZ_INT_OF(struct az_checklist_version, based_on),
	AZ_INT_OF(struct az_checklist_version, based_on_number),
	AZ_INT_OF(struct az_checklist_version, baseline_id),
	AZ_INT_OF(struct az_checklist_version, baseline_known),
	AZ_INT_OF(struct az_checklist_version, merged_from),
	AZ_TEXT_OF(struct az_checklist_version, merged_plugin),
	AZ_INT_OF(struct az_checklist_version, revision),
	AZ_TEXT_OF(struct az_checklist_version, note),
	AZ_TEXT_OF(struct az_checklist_version, maker),
	AZ_TEXT_OF(struct az_checklist_version, editor),
	AZ_TEXT_OF(struct az_checklist_version, authority_zh),
	AZ_TEXT_OF(struct az_checklist_version, authority_en),
	AZ_TIME_OF(struct az_checklist_version, created_at),
	AZ_TIME_OF(struct az_checklist_version, changed_at),
	AZ_TIME_OF(struct az_checklist_version, published_at),
	AZ_INT_OF(struct az_checklist_version, proposer_id),
	AZ_TIME_OF(struct az_checklist_version, proposed_at),
	AZ_TEXT_OF(struct az_checklist_version, proposer),
	AZ_TEXT_OF(struct az_checklist_version, returner),
	AZ_TIME_OF(struct az_checklist_version, returned_at),
	AZ_TEXT_OF(struct az_checklist_version, returned_reason),
	AZ_INT_OF(struct az_checklist_version, items),
	AZ_INT_OF(struct az_checklist_version, majors),
};
const struct az_row_map az_checklist_version_map = AZ_ROW_MAP(version_columns, struct az_checklist_version);

/* Of a published version nobody's name is said but the authority's. */
#define SELECT_PUBLISHED                                                                                               \
	"SELECT v.id, v.sector, v.county, v.state, v.number, v.effective_from, v.plugin_version, v.based_on, v.baseline_id, " \
	AZ_CHECKLIST_BASELINE_KNOWN "v.revision, v.note, "                                                                                         \
	"u.name_zh AS authority_zh, u.name_en AS authority_en, v.created_at, v.changed_at, v.published_at, "           \
	AZ_COUNT_CHECKLIST_ITEMS "FROM checklist_version v LEFT JOIN authority u ON u.id = v.authority_id "

enum az_result az_checklist_versions(struct az_ctx *ctx, const char *sector, const char *county, az_day today,
                                     struct az_checklist_version **rows, size_t *count)
{
	AZ_TRY(az_db_rows(ctx,
	                  AZ_QUERY(SELECT_PUBLISHED
	                           "WHERE v.sector = ? AND v.county = ? AND v.state = 'published' "
	                           "ORDER BY v.number DESC LIMIT 500",
	                           az_str(sector), az_str(county)),
	                  &az_checklist_version_map, rows, count, AZ_CHECKLIST_VERSIONS_MAX));
	az_checklist_stand(*rows, *count, today);
	return AZ_OK;
}

/* ---- items ---- */

static const struct az_column item_columns[] = {
	AZ_INT_OF(struct az_checklist_item, id),
	AZ_INT_OF(struct az_checklist_item, version_id),
	AZ_TEXT_OF(struct az_checklist_item, code),
	AZ_INT_OF(struct az_checklist_item, position),
	AZ_INT_OF(struct az_checklist_item, own),
	AZ_INT_OF(struct az_checklist_item, own_number),
	AZ_INT_OF(struct az_checklist_item, retired),
	AZ_TEXT_OF(struct az_checklist_item, retired_reason),
	AZ_INT_OF(struct az_checklist_item, changed),
	AZ_TEXT_OF(struct az_checklist_item, category),
	AZ_TEXT_OF(struct az_checklist_item, question_zh),
	AZ_TEXT_OF(struct az_checklist_item, question_en),
	AZ_TEXT_OF(struct az_checklist_item, guidance_zh),
	AZ_TEXT_OF(struct az_checklist_item, guidance_en),
	AZ_TEXT_OF(struct az_checklist_item, major),
	AZ_TEXT_OF(struct az_checklist_item, condition_zh),
	AZ_TEXT_OF(struct az_checklist_item, condition_en),
	AZ_TEXT_OF(struct az_checklist_item, frequency),
	AZ_TEXT_OF(struct az_checklist_item, frequency_note_zh),
	AZ_TEXT_OF(struct az_checklist_item, frequency_note_en),
	AZ_INT_OF(struct az_checklist_item, weight),
	AZ_INT_OF(struct az_checklist_item, mandatory),
	AZ_INT_OF(struct az_checklist_item, photo),
	AZ_TEXT_OF(struct az_checklist_item, answer),
	AZ_TEXT_OF(struct az_checklist_item, unit),
	AZ_INT_OF(struct az_checklist_item, minimum),
	AZ_INT_OF(struct az_checklist_item, maximum),
	AZ_INT_OF(struct az_checklist_item, scale),
	AZ_TEXT_OF(struct az_checklist_item, relevant),
};
static const struct az_row_map item_map = AZ_ROW_MAP(item_columns, struct az_checklist_item);

static const struct az_column basis_columns[] = {
	AZ_INT_OF(struct az_checklist_basis, item_id),       AZ_INT_OF(struct az_checklist_basis, position),
	AZ_TEXT_OF(struct az_checklist_basis, document),     AZ_TEXT_OF(struct az_checklist_basis, clause),
	AZ_DAY_OF(struct az_checklist_basis, in_force_from), AZ_DAY_OF(struct az_checklist_basis, in_force_to),
	AZ_INT_OF(struct az_checklist_basis, verified),
};
static const struct az_row_map basis_map = AZ_ROW_MAP(basis_columns, struct az_checklist_basis);

static const struct az_column choice_columns[] = {
	AZ_INT_OF(struct az_checklist_choice, item_id),   AZ_INT_OF(struct az_checklist_choice, position),
	AZ_TEXT_OF(struct az_checklist_choice, code),     AZ_TEXT_OF(struct az_checklist_choice, label_zh),
	AZ_TEXT_OF(struct az_checklist_choice, label_en), AZ_INT_OF(struct az_checklist_choice, complies),
};
static const struct az_row_map choice_map = AZ_ROW_MAP(choice_columns, struct az_checklist_choice);

/* A list is put in order here: the server would write these wide rows into a table for it, which costs it more than to read
 * them. */
static int by_place(int64_t item, int64_t position, int64_t other_item, int64_t other_position)
{
	if (item != other_item)
		return item < other_item ? -1 : 1;
	return (position > other_position) - (position < other_position);
}

static int items_by_place(const void *a, const void *b)
{
	const struct az_checklist_item *one = a, *other = b;
	return by_place(one->position, one->id, other->position, other->id);
}

static int bases_by_place(const void *a, const void *b)
{
	const struct az_checklist_basis *one = a, *other = b;
	return by_place(one->item_id, one->position, other->item_id, other->position);
}

static int choices_by_place(const void *a, const void *b)
{
	const struct az_checklist_choice *one = a, *other = b;
	return by_place(one->item_id, one->position, other->item_id, other->position);
}

static int items_by_id(const void *a, const void *b)
{
	const struct az_checklist_item *const *one = a, *const *other = b;
	return ((*one)->id > (*other)->id) - ((*one)->id < (*other)->id);
}

/* Basis and choices are sorted by item, so each item gets a piece of the array. */
static void hand_out(struct az_arena *arena, struct az_checklist_list *list, struct az_checklist_basis *basis,
                     size_t basis_count, struct az_checklist_choice *choices, size_t choice_count)
{
	struct az_checklist_item **items = AZ_NEW_ARRAY(arena, list->count + 1, struct az_checklist_item *);
	for (size_t i = 0; i < list->count; i++)
		items[i] = &list->items[i];
	qsort(items, list->count, sizeof *items, items_by_id);
	if (basis_count > 0)
		qsort(basis, basis_count, sizeof *basis, bases_by_place);
	if (choice_count > 0)
		qsort(choices, choice_count, sizeof *choices, choices_by_place);
	for (size_t i = 0, b = 0, c = 0; i < list->count; i++) {
		struct az_checklist_item *item = items[i];
		for (; b < basis_count && basis[b].item_id <= item->id; b++)
			if (basis[b].item_id == item->id && item->basis_count++ == 0)
				item->basis = &basis[b];
		for (; c < choice_count && choices[c].item_id <= item->id; c++)
			if (choices[c].item_id == item->id && item->choice_count++ == 0)
				item->choices = &choices[c];
	}
}

#define SELECT_ITEM                                                                                                    \
	"SELECT i.id, i.version_id, i.code, i.position, i.own, i.own_number, i.retired, i.retired_reason, i.changed, i.category, i.question_zh, "      \
	"i.question_en, i.guidance_zh, i.guidance_en, i.major, i.condition_zh, i.condition_en, i.frequency, "          \
	"i.frequency_note_zh, i.frequency_note_en, i.weight, i.mandatory, i.photo, i.answer, i.unit, i.minimum, "      \
	"i.maximum, i.scale, i.relevant FROM checklist_item i "
#define SELECT_BASIS                                                                                                   \
	"SELECT b.item_id, b.position, b.document, b.clause, b.in_force_from, b.in_force_to, b.verified "              \
	"FROM checklist_basis b JOIN checklist_item i ON i.id = b.item_id "
#define SELECT_CHOICE                                                                                                  \
	"SELECT c.item_id, c.position, c.code, c.label_zh, c.label_en, c.complies "                                                \
	"FROM checklist_choice c JOIN checklist_item i ON i.id = c.item_id "

#define OF_VERSION "WHERE i.version_id = ?"

enum az_result az_checklist_items(struct az_ctx *ctx, int64_t version_id, struct az_checklist_list *list)
{
	struct az_checklist_basis *basis;
	struct az_checklist_choice *choices;
	size_t basis_count, choice_count;
	AZ_TRY(az_db_rows(ctx, AZ_QUERY(SELECT_ITEM OF_VERSION, az_int(version_id)), &item_map, &list->items, &list->count,
	                  AZ_CHECKLIST_ITEMS_MAX));
	AZ_TRY(az_db_rows(ctx, AZ_QUERY(SELECT_BASIS OF_VERSION, az_int(version_id)), &basis_map, &basis, &basis_count,
	                  PARTS_MAX));
	AZ_TRY(az_db_rows(ctx, AZ_QUERY(SELECT_CHOICE OF_VERSION, az_int(version_id)), &choice_map, &choices,
	                  &choice_count, PARTS_MAX));
	if (list->count > 0)
		qsort(list->items, list->count, sizeof list->items[0], items_by_place);
	hand_out(ctx->arena, list, basis, basis_count, choices, choice_count);
	return AZ_OK;
}

static enum az_result read_fixed(struct az_ctx *reader, int64_t version_id, const void **out)
{
	struct az_checklist_list *list = AZ_NEW(reader->arena, struct az_checklist_list);
	*out = list;
	return az_checklist_items(reader, version_id, list);
}

enum az_result az_checklist_fixed_items(struct az_ctx *ctx, int64_t version_id, struct az_checklist_list *list)
{
	static const char kind[] = "checklist";
	const void *found;
	AZ_TRY(az_db_constant(ctx, kind, version_id, read_fixed, &found));
	const struct az_checklist_list *kept = found;
	list->items = AZ_NEW_ARRAY(ctx->arena, kept->count + 1, struct az_checklist_item);
	list->count = kept->count;
	memcpy(list->items, kept->items, kept->count * sizeof list->items[0]);
	return AZ_OK;
}

enum az_result az_checklist_clash_items(struct az_ctx *ctx, int64_t draft_id, struct az_checklist_list *list)
{
	return az_db_rows(ctx,
			  AZ_QUERY(SELECT_ITEM
				   "JOIN (SELECT before_id AS item_id FROM checklist_clash WHERE version_id = ? UNION "
				   "SELECT city_id FROM checklist_clash WHERE version_id = ? UNION "
				   "SELECT plugin_id FROM checklist_clash WHERE version_id = ?) k ON k.item_id = i.id",
				   az_int(draft_id), az_int(draft_id), az_int(draft_id)),
			  &item_map, &list->items, &list->count, 3 * PARTS_MAX);
}

/* Of a code in several published versions the row of the latest. */
#define LAST_PUBLISHED                                                                                                 \
	"JOIN checklist_version v ON v.id = i.version_id WHERE v.sector = ? AND v.county = ? AND v.state = 'published' " \
	"AND v.number = (SELECT MAX(w.number) FROM checklist_item k JOIN checklist_version w ON w.id = k.version_id "  \
	"WHERE w.sector = v.sector AND w.county = v.county AND w.state = 'published' AND k.code = i.code) "

enum az_result az_checklist_published(struct az_ctx *ctx, const char *sector, const char *county,
                                      struct az_checklist_list *list)
{
	struct az_checklist_choice *choices;
	size_t choice_count;
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY(SELECT_ITEM LAST_PUBLISHED, az_str(sector), az_str(county)),
		&item_map, &list->items, &list->count, PUBLISHED_MAX));
	AZ_TRY(az_db_rows(
		ctx,
		AZ_QUERY(SELECT_CHOICE LAST_PUBLISHED, az_str(sector), az_str(county)),
		&choice_map, &choices, &choice_count, PARTS_MAX));
	hand_out(ctx->arena, list, NULL, 0, choices, choice_count);
	return AZ_OK;
}

/* ---- the baseline ---- */

static const char *text_or_empty(const char *s)
{
	return s == NULL ? "" : s;
}

static az_day day_or_none(const char *s)
{
	az_day day;
	return s != NULL && az_day_parse(s, &day) ? day : AZ_DAY_NONE;
}

/* As the core prints it, so that two spellings of one condition are no difference. The loader has read it before. */
static const char *relevant_text(struct az_arena *arena, const char *relevant)
{
	struct az_condition *condition;
	struct az_condition_fault fault;
	if (relevant == NULL || az_condition_parse(arena, relevant, &condition, &fault) != AZ_OK)
		return "";
	return az_condition_text(condition);
}

static void take_parts(struct az_arena *arena, const struct anze_item *from, struct az_checklist_item *item)
{
	item->basis_count = from->basis_count;
	item->basis = AZ_NEW_ARRAY(arena, from->basis_count + 1, struct az_checklist_basis);
	for (size_t i = 0; i < from->basis_count; i++)
		item->basis[i] = (struct az_checklist_basis){
			.document = from->basis[i].document,
			.clause = text_or_empty(from->basis[i].clause),
			.in_force_from = day_or_none(from->basis[i].in_force_from),
			.in_force_to = day_or_none(from->basis[i].in_force_to),
			.verified = from->basis[i].verified == 1,
		};
	item->choice_count = from->choice_count;
	item->choices = AZ_NEW_ARRAY(arena, from->choice_count + 1, struct az_checklist_choice);
	for (size_t i = 0; i < from->choice_count; i++)
		item->choices[i] = (struct az_checklist_choice){
			.code = from->choices[i].code,
			.label_zh = text_or_empty(from->choices[i].label.zh),
			.label_en = text_or_empty(from->choices[i].label.en),
			.complies = i < from->compliant_count,
		};
}

static void take_item(struct az_arena *arena, const struct anze_item *from, struct az_checklist_item *item)
{
	*item = (struct az_checklist_item){
		.code = from->code,
		.retired_reason = "",
		.category = from->category,
		.question_zh = text_or_empty(from->question.zh),
		.question_en = text_or_empty(from->question.en),
		.guidance_zh = text_or_empty(from->guidance.zh),
		.guidance_en = text_or_empty(from->guidance.en),
		.major = az_major_name(from->major),
		.condition_zh = text_or_empty(from->major_condition.zh),
		.condition_en = text_or_empty(from->major_condition.en),
		.frequency = az_frequency_name(from->frequency),
		.frequency_note_zh = text_or_empty(from->frequency_note.zh),
		.frequency_note_en = text_or_empty(from->frequency_note.en),
		.weight = from->weight,
		/* What is a major hazard by law is not for a city to leave out, whatever its flags say. */
		.mandatory = (from->flags & ANZE_ITEM_MANDATORY) != 0 || from->major == ANZE_MAJOR_YES,
		.photo = (from->flags & ANZE_ITEM_PHOTO) != 0,
		.answer = az_answer_name(from->answer),
		.unit = text_or_empty(from->unit),
		.minimum = from->min,
		.maximum = from->max,
		.scale = from->scale,
		.relevant = relevant_text(arena, from->relevant),
	};
	take_parts(arena, from, item);
}

void az_checklist_baseline(struct az_arena *arena, const struct anze_plugin *plugin, struct az_checklist_list *list)
{
	list->count = plugin->item_count;
	list->items = AZ_NEW_ARRAY(arena, plugin->item_count + 1, struct az_checklist_item);
	for (size_t i = 0; i < plugin->item_count; i++) {
		take_item(arena, &plugin->items[i], &list->items[i]);
		list->items[i].position = (int64_t)i + 1;
	}
}

enum az_result az_checklist_plugin(struct az_ctx *ctx, const char *sector, const struct anze_plugin **plugin)
{
	*plugin = az_plugins_find(ctx->site->plugins, sector);
	if (*plugin != NULL)
		return AZ_OK;
	const struct az_sector *known = az_sector_of(ctx->site, sector);
	const char *name = known == NULL ? sector : ctx->language == AZ_EN ? known->name.en : known->name.zh;
	for (size_t i = 0; i < az_plugins_count(ctx->site->plugins); i++) {
		const struct az_plugin *expected = az_plugins_at(ctx->site->plugins, i);
		if (strcmp(expected->sector, sector) != 0 || expected->fault_key == NULL)
			continue;
		/* What the operator is to do is no matter of the public's. */
		bool hush = ctx->actor == NULL && expected->state == AZ_PLUGIN_ASIDE;
		return az_refuse(ctx, AZ_CONFLICT, hush ? "plugin.fault.resting" : expected->fault_key, name,
		                 expected->fault_args[1], text_or_empty(expected->fault_args[2]), NULL);
	}
	return AZ_NOT_FOUND;
}

/* ---- who may read what on the desk ---- */

enum az_result az_checklist_readable(struct az_ctx *ctx, const char *sector, const char *county)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t number = 0;
	if (ctx->actor == NULL)
		return AZ_NOT_FOUND;
	/* The city's checklist has no county: it is the reader's own one that the scope is asked about. */
	az_build_add(build, AZ_QUERY("SELECT COUNT(*) AS number FROM (SELECT code AS sector, ? AS county, ? AS zone "
	                             "FROM sector WHERE code = ?) s WHERE 1 = 1",
	                             az_str(county[0] == '\0' ? ctx->actor->county : county), az_str(ctx->actor->zone),
	                             az_str(sector)));
	az_scope_add(ctx, build, AZ_SCOPE_TERRITORY);
	AZ_TRY(az_db_number(ctx, &build->query, &number));
	return number == 1 ? AZ_OK : AZ_NOT_FOUND;
}

const char *az_checklist_county(const struct az_ctx *ctx)
{
	return ctx->actor == NULL || ctx->actor->county == NULL ? "" : ctx->actor->county;
}

enum az_result az_checklist_writes(struct az_ctx *ctx, const char *sector, const char *county)
{
	if (strcmp(county, az_checklist_county(ctx)) != 0)
		return AZ_NOT_FOUND;
	if (county[0] != '\0' && ctx->actor->zone != NULL && ctx->actor->zone[0] != '\0')
		return AZ_NOT_FOUND; /* what a county adds holds in all of it */
	return az_scope_writes(ctx, sector, county);
}

enum az_result az_checklist_draft(struct az_ctx *ctx, const char *sector, const char *county,
                                  struct az_checklist_version *draft)
{
	AZ_TRY(az_checklist_readable(ctx, sector, county));
	return az_db_row(ctx,
	                 AZ_QUERY(AZ_SELECT_CHECKLIST_VERSION
	                          "WHERE v.sector = ? AND v.county = ? AND v.state IN ('draft', 'review')",
	                          az_str(sector), az_str(county)),
	                 &az_checklist_version_map, draft);
}
