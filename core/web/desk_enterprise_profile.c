/* An enterprise in one sector: what follows from its profile, the profile as a
 * form that the sector's plugin declares, the history of every answer. */
#include "web/desk_enterprise.h"

#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "domain/hazard.h"
#include "web/checklist.h"

#define FIRST_DAY (-7397) /* 1949-10-01: no enterprise here is older, so an earlier day is a slip */
#define SEEN "seen-row" /* with a hyphen, which no field of a plugin can have */

/* ---- opening ---- */

enum az_result az_enterprise_enter(struct az_exchange *x, struct az_enterprise_room *room)
{
	*room = (struct az_enterprise_room){.sector = az_checklist_sector(x, 1), .today = az_day_at(x->ctx->now)};
	if (room->sector == NULL)
		return AZ_NOT_FOUND;
	const char *code = room->sector->code;
	AZ_TRY(az_enterprise_open(x, code, &room->enterprise));
	if (!az_enterprise_has(&room->enterprise, code))
		return AZ_NOT_FOUND;
	enum az_result writes = az_enterprise_writes(x->ctx, &room->enterprise, code);
	if (writes != AZ_OK && writes != AZ_NOT_FOUND)
		return writes;
	room->may_write = writes == AZ_OK;
	az_set(x->page->data, "Profile.fault", az_checklist_fault(x, code, &room->plugin));
	room->words = az_plugins_words(x->web->site->plugins, code);
	az_set(x->page->data, "Profile.sector", az_pick(x->page, room->sector->name.zh, room->sector->name.en));
	az_set_flag(x->page->data, "Profile.may_write", room->may_write);
	room->path = az_format(x->ctx->arena, "/desk/enterprises/%lld/%s", (long long)room->enterprise.id, room->sector->path);
	AZ_TRY(az_profile_all(x->ctx, room->enterprise.id, code, &room->rows, &room->row_count));
	az_profile_on(x->ctx->arena, room->rows, room->row_count, room->today, &room->held, &room->held_count);
	return AZ_OK;
}

/* ---- the form at request ---- */

static struct anze_text in_words(struct az_exchange *x, const char *key)
{
	const char *text = az_text(x->page, key, NULL);
	return (struct anze_text){text, text};
}

/* Radios cannot be cleared again, so an answer that may be left out is chosen from a list. */
static struct anze_field drawable(struct az_exchange *x, const struct anze_field *field)
{
	struct anze_field out = *field;
	if (field->flags & ANZE_REQUIRED)
		return out;
	if (field->type == ANZE_YES_NO) {
		struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, 2, struct anze_choice);
		choices[0] = (struct anze_choice){"yes", in_words(x, "common.yes")};
		choices[1] = (struct anze_choice){"no", in_words(x, "common.no")};
		out.type = ANZE_CHOICE;
		out.choices = choices;
		out.choice_count = 2;
	}
	if (out.type == ANZE_CHOICE)
		out.flags |= ANZE_LIST;
	return out;
}

struct az_form *az_profile_form(struct az_exchange *x, const char *day, const struct anze_field *fields, size_t count)
{
	struct az_form *form = AZ_NEW(x->ctx->arena, struct az_form);
	struct anze_field *own = AZ_NEW_ARRAY(x->ctx->arena, count + 2, struct anze_field);
	char *key = az_copy(x->ctx->arena, day);
	key[strcspn(key, "-")] = '_'; /* the catalogue's names take no hyphen */
	for (size_t i = 0; i < count; i++)
		own[i] = drawable(x, &fields[i]);
	own[count] = (struct anze_field){
		.name = day,
		.type = ANZE_DATE,
		.flags = ANZE_REQUIRED | ANZE_NARROW,
		.min = FIRST_DAY,
		.max = az_day_at(x->ctx->now),
		.label = in_words(x, az_format(x->ctx->arena, "enterprise.%s", key)),
		.hint = in_words(x, az_format(x->ctx->arena, "enterprise.%s_hint", key)),
	};
	own[count + 1] = (struct anze_field){.name = SEEN,
	                                     .type = ANZE_HIDDEN,
	                                     .flags = ANZE_REQUIRED,
	                                     .max = 20,
	                                     .label = in_words(x, "enterprise.seen")};
	*form = (struct az_form){"profile", own, count + 2};
	return form;
}

static void set_seen(struct az_form_data *form, const struct az_enterprise_room *room)
{
	int64_t seen = az_profile_seen(room->rows, room->row_count);
	form->values[form->form->count - 1].raw = az_format(form->arena, "%lld", (long long)seen);
}

void az_profile_preset(struct az_form_data *form, const struct az_enterprise_room *room)
{
	az_form_preset_number(form, form->form->count - 2, room->today);
	set_seen(form, room);
}

void az_profile_typed(const struct az_form_data *form, struct az_profile_edit *edit)
{
	edit->valid_from = (az_day)form->values[form->form->count - 2].number;
	if (!az_parse_int(form->values[form->form->count - 1].text, 0, INT64_MAX, &edit->seen))
		edit->seen = -1;
}

void az_profile_try_again(struct az_exchange *x, struct az_form_data *form, const struct az_enterprise_room *room,
                          enum az_result refusal)
{
	if (refusal != AZ_CONFLICT)
		return;
	x->page->status = 409;
	set_seen(form, room);
}

bool az_profile_faulty(struct az_exchange *x, const struct az_enterprise_room *room, struct az_form_data *form,
                       const struct az_profile_edit *edit)
{
	struct az_results faults;
	az_profile_check(x->ctx, room->plugin, room->held, room->held_count, edit, &faults);
	for (size_t i = 0; i < faults.count; i++) {
		int field = az_form_index(form->form, faults.rows[i].code);
		if (field >= 0)
			az_form_error(form, (size_t)field, "enterprise.fault",
			              az_plugin_text(&faults.rows[i].explanation, x->ctx->language), NULL);
	}
	return az_form_has_errors(form);
}

/* The plugin's fields without its tables, which have pages of their own. */
static const struct anze_field *plain_fields(struct az_exchange *x, const struct anze_plugin *plugin, size_t *count)
{
	struct anze_field *fields = AZ_NEW_ARRAY(x->ctx->arena, plugin->field_count + 1, struct anze_field);
	*count = 0;
	for (size_t i = 0; i < plugin->field_count; i++)
		if (plugin->fields[i].type != ANZE_TABLE)
			fields[(*count)++] = plugin->fields[i];
	return fields;
}

static enum az_result profile_form(struct az_exchange *x, const struct az_form **form)
{
	const struct az_sector *sector = az_checklist_sector(x, 1);
	const struct anze_plugin *plugin = sector == NULL ? NULL : az_plugins_find(x->web->site->plugins, sector->code);
	size_t count;
	if (plugin == NULL)
		return AZ_NOT_FOUND;
	const struct anze_field *fields = plain_fields(x, plugin, &count);
	*form = az_profile_form(x, "valid-from", fields, count);
	return AZ_OK;
}

/* ---- words ---- */

static const char *with_unit(struct az_exchange *x, const char *value, const char *unit)
{
	return unit == NULL ? value : az_format(x->ctx->arena, "%s %s", value, az_code_text(x->page, "unit", unit));
}

const char *az_profile_text(struct az_exchange *x, const struct anze_field *field, const char *value)
{
	if (value[0] == '\0')
		return az_text(x->page, "enterprise.not_given", NULL);
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i].code, value) == 0)
			return az_plugin_text(&field->choices[i].label, x->ctx->language);
	switch (field->type) {
	case ANZE_YES_NO:
		return az_text(x->page, strcmp(value, "yes") == 0 ? "common.yes" : "common.no", NULL);
	case ANZE_MONEY:
		return with_unit(x, value, "yuan");
	case ANZE_PERCENT:
		return az_format(x->ctx->arena, "%s%%", value);
	default:
		return with_unit(x, value, field->unit);
	}
}

/* ---- the page ---- */

static void put_result(struct az_exchange *x, const struct anze_result *result)
{
	struct _hdf *row = az_append(x->page->data, "Results");
	enum az_language language = x->ctx->language;
	az_set(row, "code", result->code);
	az_set(row, "label", az_plugin_text(&result->label, language));
	az_set(row, "value", az_plugin_text(&result->value_text, language));
	az_set(row, "explanation", az_plugin_text(&result->explanation, language));
	az_set(row, "rule", result->rule);
	az_set_flag(row, "unverified", result->verified == 0);
	az_enterprise_colour(x, row, (int64_t)result->colour);
}

/* The enterprise's colour while a visit's major hazard is open: it stands in place of what the profile alone gives. */
static void put_red(struct az_exchange *x, int64_t majors)
{
	const char *count = az_text(x->page, "hazard.count_major", az_format(x->ctx->arena, "%lld", (long long)majors), NULL);
	const char *label = az_text(x->page, "hazard.colour", NULL), *rule = az_text(x->page, "hazard.colour_rule", NULL);
	put_result(x, &(struct anze_result){.code = "enterprise_colour",
	                                    .label = {label, label},
	                                    .value = "red",
	                                    .value_text = {count, count},
	                                    .explanation = {az_text(x->page, "hazard.makes_red", NULL),
	                                                    az_text(x->page, "hazard.makes_red", NULL)},
	                                    .rule = rule,
	                                    .colour = ANZE_RED});
}

static bool is_colour(const struct anze_result *result)
{
	return strcmp(result->code, "enterprise_colour") == 0;
}

static enum az_result put_results(struct az_exchange *x, const struct az_enterprise_room *room)
{
	struct az_results results;
	struct az_hazard_count open;
	az_set_flag(x->page->data, "Profile.no_classes", room->plugin->classify == NULL);
	AZ_TRY(az_enterprise_classify(x->ctx, room->enterprise.id, room->sector->code, room->today, &results));
	AZ_TRY(az_hazard_open(x->ctx, room->enterprise.id, room->sector->code, &open));
	if (open.major > 0)
		put_red(x, open.major);
	for (size_t i = 0; i < results.count && open.major == 0; i++)
		if (is_colour(&results.rows[i])) /* what all of them come to stands first */
			put_result(x, &results.rows[i]);
	for (size_t i = 0; i < results.count; i++)
		if (!is_colour(&results.rows[i]))
			put_result(x, &results.rows[i]);
	return az_enterprise_put_class(x, room, &results, open.major > 0);
}

static void put_tables(struct az_exchange *x, const struct az_enterprise_room *room)
{
	for (size_t i = 0; i < room->plugin->field_count; i++) {
		const struct anze_field *table = &room->plugin->fields[i];
		size_t count;
		if (table->type != ANZE_TABLE)
			continue;
		(void)az_profile_rows(x->ctx->arena, room->held, room->held_count, table, &count);
		struct _hdf *row = az_append(x->page->data, "Tables");
		az_set(row, "label", az_plugin_text(&table->label, x->ctx->language));
		az_set(row, "href", az_format(x->ctx->arena, "%s/%s", room->path, table->name));
		az_set_text(x->page, row, "rows", "enterprise.rows", az_format(x->ctx->arena, "%zu", count), NULL);
	}
}

static void put_values(struct az_exchange *x, const struct az_enterprise_room *room)
{
	for (size_t i = 0; i < room->words->field_count; i++) {
		const struct anze_field *field = &room->words->fields[i];
		const char *value = az_profile_value_of(room->held, room->held_count, field->name, 0);
		if (field->type == ANZE_TABLE || (room->plugin == NULL && value[0] == '\0')) /* nothing is asked then */
			continue;
		struct _hdf *row = az_append(x->page->data, "Values");
		az_set(row, "label", az_plugin_text(&field->label, x->ctx->language));
		az_set(row, "value", az_profile_text(x, field, value));
	}
}

/* The field of "registered" or "substances.quantity"; NULL when the plugin no longer asks it. */
static const struct anze_field *field_of(const struct anze_field *fields, size_t count, const char *name)
{
	size_t n = strcspn(name, ".");
	for (size_t i = 0; i < count; i++) {
		if (strncmp(fields[i].name, name, n) != 0 || fields[i].name[n] != '\0')
			continue;
		return name[n] == '.' ? field_of(fields[i].columns, fields[i].column_count, name + n + 1) : &fields[i];
	}
	return NULL;
}

static const char *history_label(struct az_exchange *x, const struct az_enterprise_room *room,
                                 const struct az_profile_value *entry)
{
	const struct anze_plugin *plugin = room->words;
	const struct anze_field *field =
		plugin == NULL ? NULL : field_of(plugin->fields, plugin->field_count, entry->field);
	const char *label = field == NULL ? entry->field : az_plugin_text(&field->label, x->ctx->language);
	if (entry->row == 0 || field == NULL)
		return label;
	const char *name = az_copy_n(x->ctx->arena, entry->field, strcspn(entry->field, "."));
	const struct anze_field *table = field_of(plugin->fields, plugin->field_count, name);
	return az_text(x->page, "enterprise.cell", az_plugin_text(&table->label, x->ctx->language),
	               az_format(x->ctx->arena, "%lld", (long long)entry->row), label, NULL);
}

static enum az_result put_history(struct az_exchange *x, const struct az_enterprise_room *room)
{
	const char *page = az_request_query(x->request, "history");
	struct az_profile_value *rows;
	int64_t before = 0;
	size_t count;
	bool more;
	if (page[0] != '\0' && !az_parse_int(page, 1, INT64_MAX, &before))
		return AZ_NOT_FOUND;
	AZ_TRY(az_profile_history(x->ctx, room->enterprise.id, room->sector->code, before, &rows, &count, &more));
	if (before != 0)
		az_set(x->page->data, "Pager.first", az_format(x->ctx->arena, "%s#history", room->path));
	if (more)
		az_set(x->page->data, "Pager.next",
		       az_format(x->ctx->arena, "%s?history=%lld#history", room->path, (long long)rows[count - 1].id));
	for (size_t i = 0; i < count; i++) {
		const struct anze_field *field =
			room->words == NULL ? NULL
					    : field_of(room->words->fields, room->words->field_count, rows[i].field);
		struct _hdf *row = az_append(x->page->data, "History");
		az_set(row, "label", history_label(x, room, &rows[i]));
		if (rows[i].value[0] == '\0')
			az_set(row, "value", az_text(x->page, "enterprise.taken_away", NULL));
		else
			az_set(row, "value", field == NULL ? rows[i].value : az_profile_text(x, field, rows[i].value));
		az_set_day(row, "valid_from", rows[i].valid_from);
		az_set_instant(row, "recorded_at", rows[i].recorded_at);
		az_set(row, "who", rows[i].account[0] == '\0' ? az_text(x->page, "enterprise.operator", NULL) : rows[i].account);
		az_set(row, "organisation", az_pick(x->page, rows[i].authority_zh, rows[i].authority_en));
	}
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, const struct az_enterprise_room *room, struct az_form_data *form)
{
	int status = x->page->status;
	AZ_TRY(put_history(x, room));
	if (room->plugin != NULL) {
		az_set_flag(x->page->data, "Profile.no_fields", room->plugin->field_count == 0);
		AZ_TRY(put_results(x, room));
		put_tables(x, room);
	} else {
		AZ_TRY(az_enterprise_put_kept(x, room));
	}
	if (room->words != NULL)
		put_values(x, room);
	if (form != NULL)
		az_exchange_draw(x, form, room->path, "enterprise.record");
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_profile", NULL);
}

static enum az_result page(struct az_exchange *x)
{
	struct az_enterprise_room room;
	AZ_TRY(az_enterprise_enter(x, &room));
	if (room.plugin == NULL || !room.may_write || room.plugin->field_count == 0)
		return show(x, &room, NULL);
	const struct az_form *declared;
	AZ_TRY(profile_form(x, &declared));
	struct az_form_data *form = az_form_new(x->ctx->arena, declared);
	for (size_t i = 0; i + 2 < form->form->count; i++)
		az_form_preset(form, i, az_profile_value_of(room.held, room.held_count, form->form->fields[i].name, 0));
	az_profile_preset(form, &room);
	return show(x, &room, form);
}

/* What the person changed: what differs from what holds today, which is what the form showed. */
static void collect(struct az_exchange *x, const struct az_enterprise_room *room, const struct az_form_data *form,
                    struct az_profile_edit *edit)
{
	struct az_profile_change *changes = AZ_NEW_ARRAY(x->ctx->arena, form->form->count, struct az_profile_change);
	for (size_t i = 0; i + 2 < form->form->count; i++) {
		const char *name = form->form->fields[i].name;
		if (strcmp(form->values[i].text, az_profile_value_of(room->held, room->held_count, name, 0)) != 0)
			changes[edit->count++] = (struct az_profile_change){name, 0, form->values[i].text};
	}
	edit->changes = changes;
}

static enum az_result record(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise_room room;
	AZ_TRY(az_enterprise_enter(x, &room));
	if (!room.may_write || room.plugin == NULL)
		return AZ_NOT_FOUND;
	if (az_form_has_errors(form))
		return show(x, &room, form);
	struct az_profile_edit edit = {.sector = room.sector->code};
	collect(x, &room, form, &edit);
	az_profile_typed(form, &edit);
	if (az_profile_faulty(x, &room, form, &edit))
		return show(x, &room, form);
	enum az_result result = az_profile_record(x->ctx, &room.enterprise, &edit);
	if (az_exchange_refused(x, result, form)) {
		az_profile_try_again(x, form, &room, result);
		return show(x, &room, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "%s?done=profile_recorded", room.path);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises/{id}/{sector}", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/enterprises/{id}/{sector}", record, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
};
const struct az_route_table az_desk_enterprise_profile_routes = AZ_ROUTES_WITH_FORMS(routes, profile_form);
