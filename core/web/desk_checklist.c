/* The desk of a checklist: the sectors, one sector, its draft. */
#include "web/desk_checklist_merge.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/visit.h"

enum { FROM, START_FIELDS };
static const struct anze_field start_fields[] = {
	[FROM] = {"from", ANZE_CHOICE, ANZE_REQUIRED, .choices = NULL},
};
static const struct az_form start_form = {"checklist_start", start_fields, START_FIELDS};

enum { CODE, ACT, PLACE, ACT_REVISION, ACT_FIELDS };
static const struct anze_choice acts[] = {
	[AZ_CHECKLIST_RESTORE] = {"restore", {0}},
	[AZ_CHECKLIST_UP] = {"up", {0}},
	[AZ_CHECKLIST_DOWN] = {"down", {0}},
	[AZ_CHECKLIST_MOVE] = {"move", {0}},
};
static const struct anze_field act_fields[] = {
	[CODE] = {"code", ANZE_TEXT, ANZE_REQUIRED, .max = 20},
	[ACT] = {"act", ANZE_CHOICE, ANZE_REQUIRED, .choices = acts, .choice_count = ANZE_COUNT(acts)},
	[PLACE] = {"place", ANZE_INTEGER, ANZE_NARROW, .min = 1, .max = AZ_CHECKLIST_ITEMS_MAX},
	[ACT_REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form act_form = {"checklist_act", act_fields, ACT_FIELDS};

/* ---- opening ---- */

enum az_result az_checklist_open(struct az_exchange *x, struct az_checklist_room *room)
{
	struct az_checklist_whose whose;
	AZ_TRY(az_checklist_find_list(x, 0, &whose));
	*room = (struct az_checklist_room){.sector = whose.sector,
	                                   .county = whose.county,
	                                   .county_name = whose.county_name,
	                                   .path = whose.path,
	                                   .name = whose.name,
	                                   .today = az_day_at(x->ctx->now)};
	const char *code = room->sector->code;
	AZ_TRY(az_checklist_readable(x->ctx, code, room->county));
	enum az_result writes = az_checklist_writes(x->ctx, code, room->county);
	if (writes != AZ_OK && writes != AZ_NOT_FOUND)
		return writes;
	room->may_write = writes == AZ_OK;
	AZ_TRY(az_checklist_versions(x->ctx, code, room->county, room->today, &room->versions, &room->version_count));
	az_checklist_put_title(x, room->sector, room->county, room->county_name);
	az_set(x->page->data, "Checklist.fault", az_checklist_fault(x, code, &room->plugin));
	enum az_result found = az_checklist_draft(x->ctx, code, room->county, &room->draft);
	room->has_draft = found == AZ_OK;
	room->in_review = room->has_draft && strcmp(room->draft.state, "review") == 0;
	if (found == AZ_OK)
		found = az_checklist_load_draft(x, room);
	if (found != AZ_OK && found != AZ_NOT_FOUND)
		return found;
	az_set(x->page->data, "Checklist.compare", az_checklist_changes_href(x, room->sector, room->county, true));
	az_set_flag(x->page->data, "Checklist.may_write", room->may_write);
	if (room->plugin != NULL && room->county[0] == '\0')
		az_checklist_baseline(x->ctx->arena, room->plugin, &room->baseline);
	return AZ_OK;
}

enum az_result az_checklist_open_draft(struct az_exchange *x, struct az_checklist_room *room)
{
	const struct anze_plugin *plugin;
	AZ_TRY(az_checklist_open(x, room));
	if (!room->may_write)
		return AZ_NOT_FOUND;
	if (room->in_review)
		return az_refuse(x->ctx, AZ_CONFLICT, "checklist.in_review", NULL);
	AZ_TRY(az_checklist_plugin(x->ctx, room->sector->code, &plugin));
	return room->has_draft ? AZ_OK : az_refuse(x->ctx, AZ_CONFLICT, "checklist.no_draft", NULL);
}

static const char *number_text(struct az_exchange *x, int64_t number)
{
	return az_format(x->ctx->arena, "%lld", (long long)number);
}

int64_t az_checklist_revision(const struct az_form_data *form, size_t revision_field)
{
	int64_t revision;
	return az_parse_int(form->values[revision_field].text, 0, INT64_MAX, &revision) ? revision : -1;
}

void az_checklist_preset_revision(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form,
                                  size_t revision_field)
{
	az_form_preset(form, revision_field, number_text(x, room->draft.revision));
}

enum az_result az_checklist_try_again(struct az_exchange *x, struct az_checklist_room *room, struct az_form_data *form,
                                      size_t revision_field, enum az_result refusal)
{
	if (refusal == AZ_CONFLICT) {
		enum az_result found = az_checklist_draft(x->ctx, room->sector->code, room->county, &room->draft);
		if (found == AZ_NOT_FOUND)
			return refusal; /* nothing to try again on: the error page says so */
		AZ_TRY(found);
		AZ_TRY(az_checklist_load_draft(x, room));
		x->page->status = 409;
		form->values[revision_field].raw = number_text(x, room->draft.revision);
	}
	return AZ_OK;
}

/* ---- all sectors ---- */

/* What became of the sector's plugin; true when it is there. */
static bool put_plugin(struct az_exchange *x, struct _hdf *row, const char *code)
{
	const struct anze_plugin *plugin = NULL;
	const char *fault = az_checklist_fault(x, code, &plugin);
	az_set(row, "fault", fault);
	if (plugin != NULL)
		az_set_text(x->page, row, "plugin", "desk_checklist.plugin_good", plugin->version,
		            number_text(x, (int64_t)plugin->item_count), NULL);
	return plugin != NULL;
}

const char *az_checklist_draft_by(struct az_exchange *x, const struct az_checklist_version *draft)
{
	char when[AZ_INSTANT_TEXT];
	if (draft->proposer_id != 0) {
		az_instant_print(draft->proposed_at, when);
		return az_text(x->page, "desk_checklist.proposed_by", draft->proposer, when, NULL);
	}
	az_instant_print(draft->changed_at, when);
	return az_text(x->page, "desk_checklist.draft_by", draft->editor, when, NULL);
}

/* Whether the plugin's baseline is another one than the draft, or what was published last, stands on. */
static enum az_result put_ahead(struct az_exchange *x, struct _hdf *row, const struct az_checklist_version *list)
{
	const struct anze_plugin *plugin = az_plugins_find(x->web->site->plugins, list->sector);
	bool stands = true;
	if (plugin != NULL)
		AZ_TRY(az_checklist_stands(x->ctx, list, plugin, &stands));
	az_set_flag(row, "ahead", !stands);
	return AZ_OK;
}

static enum az_result put_sector(struct az_exchange *x, const struct az_sector *sector)
{
	struct az_checklist_version *versions, draft = {0};
	size_t count;
	enum az_result readable = az_checklist_readable(x->ctx, sector->code, "");
	if (readable == AZ_NOT_FOUND)
		return AZ_OK;
	AZ_TRY(readable);
	enum az_result writes = az_checklist_writes(x->ctx, sector->code, "");
	AZ_TRY(az_checklist_versions(x->ctx, sector->code, "", az_day_at(x->ctx->now), &versions, &count));
	enum az_result found = az_checklist_draft(x->ctx, sector->code, "", &draft);
	if (found != AZ_OK && found != AZ_NOT_FOUND)
		return found;
	const struct az_checklist_version *version = az_checklist_in_force(versions, count);
	struct _hdf *row = az_append(x->page->data, "Sectors");
	az_set(row, "name", az_pick(x->page, sector->name.zh, sector->name.en));
	az_set(row, "href", az_format(x->ctx->arena, "/desk/checklists/%s", sector->path));
	az_set_flag(row, "may_write", writes == AZ_OK);
	AZ_TRY(az_checklist_put_own_county(x, row, sector));
	if (put_plugin(x, row, sector->code) || version != NULL)
		az_set(row, "version", az_checklist_name(x, version == NULL ? 0 : version->number));
	if (version != NULL)
		az_set_day(row, "from", version->effective_from);
	if (found == AZ_OK)
		az_set(row, "draft", az_checklist_draft_by(x, &draft));
	return found == AZ_OK || count > 0 ? put_ahead(x, row, found == AZ_OK ? &draft : versions) : AZ_OK;
}

static enum az_result all_sectors(struct az_exchange *x)
{
	for (size_t i = 0; i < x->web->site->sector_count; i++)
		AZ_TRY(put_sector(x, &x->web->site->sectors[i]));
	return az_page_show(x->page, "desk/checklists", "desk_checklist.title");
}

/* ---- one sector ---- */

static struct anze_choice labelled(const char *code, const char *label)
{
	return (struct anze_choice){code, {label, label}};
}

/* What a draft can begin from: what is in force, what is to come, the baseline; the draft itself on a new baseline. */
static void set_sources(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, room->version_count + 2, struct anze_choice);
	size_t count = 0;
	for (size_t i = 0; i < room->version_count; i++) {
		const struct az_checklist_version *version = &room->versions[i];
		char day[AZ_DAY_TEXT];
		if (version->standing != AZ_CHECKLIST_COMING && version->standing != AZ_CHECKLIST_IN_FORCE)
			continue;
		bool coming = version->standing == AZ_CHECKLIST_COMING;
		az_day_print(version->effective_from, day);
		const char *number = number_text(x, version->number);
		choices[count++] = labelled(number, az_text(x->page,
		                                            coming ? "checklist_start.version_coming"
		                                                   : "checklist_start.version_in_force",
		                                            number, day, NULL));
	}
	choices[count++] = labelled("baseline", az_text(x->page,
	                                                room->county[0] == '\0' ? "checklist_start.from.baseline"
	                                                                        : "checklist_county.from_nothing",
	                                                NULL));
	if (room->has_draft && room->county[0] == '\0')
		choices[count++] = labelled("draft", az_text(x->page, "checklist_merge.take_over", NULL));
	az_form_choices(form, FROM, choices, count);
	az_form_preset(form, FROM, choices[0].code);
}

void az_checklist_put_proposal(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct _hdf *node = az_node(x->page->data, "Proposal");
	const struct az_checklist_version *draft = &room->draft;
	az_set(node, "href", az_format(x->ctx->arena, "/desk/checklists/%s/draft/review", room->path));
	az_set(node, "proposer", draft->proposer);
	az_set_instant(node, "proposed_at", draft->proposed_at);
	az_set_day(node, "effective", draft->effective_from);
	az_set(node, "note", draft->note);
	az_set_flag(node, "own", draft->proposer_id == x->ctx->account_id);
}

static void put_returned(struct az_exchange *x, const struct az_checklist_version *draft)
{
	char when[AZ_INSTANT_TEXT];
	if (draft->returned_at == 0)
		return;
	az_instant_print(draft->returned_at, when);
	az_set_text(x->page, x->page->data, "Returned.title", "desk_checklist.returned_by", draft->returner, when, NULL);
	az_set(x->page->data, "Returned.reason", draft->returned_reason);
}

static void put_draft_summary(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct _hdf *node = az_node(x->page->data, "Draft");
	az_set(node, "href", az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path));
	az_set(node, "editor", room->draft.editor);
	az_set_instant(node, "changed_at", room->draft.changed_at);
	az_set(node, "maker", room->draft.maker);
	az_set(node, "based_on",
	       room->county[0] != '\0' && room->draft.based_on_number == 0
	               ? az_text(x->page, "checklist_county.from_nothing", NULL)
	               : az_checklist_name(x, room->draft.based_on_number));
	az_set_int(node, "items", room->draft.items);
	az_set_int(node, "revision", room->draft.revision);
	az_set_code(x->page, node, "state", "checklist.state", room->draft.state);
	az_set(node, "colour", room->in_review ? "amber" : "blue");
	if (room->in_review)
		az_checklist_put_proposal(x, room);
	put_returned(x, &room->draft);
}

static enum az_result show_sector(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	const struct az_checklist_version *version = az_checklist_in_force(room->versions, room->version_count);
	int status = x->page->status;
	az_set_text(x->page, x->page->data, "Page.title", "desk_checklist.sector_title", room->name, NULL);
	put_plugin(x, az_node(x->page->data, "Checklist"), room->sector->code);
	if (version != NULL || (room->plugin != NULL && room->county[0] == '\0'))
		az_set(x->page->data, "Checklist.version", az_checklist_name(x, version == NULL ? 0 : version->number));
	az_checklist_put_versions(x, "Versions", room->sector, room->versions, room->version_count, 0);
	AZ_TRY(az_checklist_put_merge(x, room));
	AZ_TRY(az_checklist_put_counties(x, room));
	AZ_TRY(az_checklist_put_lapsed(x, room));
	if (room->county[0] != '\0')
		az_set(x->page->data, "Checklist.city", az_format(x->ctx->arena, "/desk/checklists/%s", room->sector->path));
	if (room->has_draft)
		put_draft_summary(x, room);
	if (room->may_write && room->plugin != NULL && !room->in_review)
		az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path),
		                 "checklist_start.submit");
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_sector", NULL);
}

static enum az_result sector_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open(x, &room));
	struct az_form_data *form = az_exchange_form(x, &start_form);
	set_sources(x, &room, form);
	return show_sector(x, &room, form);
}

static enum az_result start(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	int64_t number = 0;
	enum az_checklist_source source = AZ_CHECKLIST_FROM_VERSION;
	AZ_TRY(az_checklist_open(x, &room));
	if (!room.may_write)
		return AZ_NOT_FOUND;
	set_sources(x, &room, form);
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_sector(x, &room, form);
	if (strcmp(form->values[FROM].text, "baseline") == 0)
		source = AZ_CHECKLIST_FROM_BASELINE;
	else if (strcmp(form->values[FROM].text, "draft") == 0)
		source = AZ_CHECKLIST_FROM_DRAFT;
	else if (!az_parse_int(form->values[FROM].text, 1, INT32_MAX, &number))
		return AZ_INVALID;
	enum az_result result = az_checklist_start(x->ctx, room.sector->code, source, number);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show_sector(x, &room, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_started", room.path);
}

/* ---- the draft ---- */

void az_checklist_put_changes_title(struct az_exchange *x, const struct az_checklist_room *room, int64_t last)
{
	bool first = room->county[0] != '\0' && last == 0;
	az_set_text(x->page, x->page->data, "Checklist.changes_title",
	            first ? "checklist_county.changes_first" : "desk_checklist.changes_title", az_checklist_name(x, last),
	            NULL);
}

static enum az_result put_changes(struct az_exchange *x, const struct az_checklist_room *room)
{
	struct az_checklist_list before = room->baseline;
	struct az_checklist_change *changes;
	size_t count;
	const struct az_checklist_beside beside = {&room->baseline, &room->whole};
	int64_t number = room->version_count == 0 ? 0 : room->versions[0].number;
	if (number != 0)
		AZ_TRY(az_checklist_items(x->ctx, room->versions[0].id, &before));
	az_checklist_differences(x->ctx->arena, &before, &room->items, &changes, &count);
	az_checklist_put_changes(x, "Changes", &beside, changes, count);
	az_checklist_put_changes_title(x, room, number);
	return AZ_OK;
}

/* A county's condition that the city's list of today does not bear. */
static void put_lapsed(struct az_exchange *x, struct _hdf *row, const struct az_checklist_room *room,
                       const struct az_checklist_item *item)
{
	const struct az_checklist_item *placed = az_checklist_item_of(&room->whole, item->code);
	if (placed != NULL && placed->lapsed != NULL)
		az_set_text(x->page, row, "lapsed", "checklist_county.lapsed_draft", NULL);
}

/* What of an item is still to be decided after a merge stands on a page of its own. */
static void put_undecided(struct az_exchange *x, struct _hdf *row, const struct az_checklist_room *room,
			  const struct az_checklist_clash *clashes, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (clashes[i].choice == AZ_MERGE_OPEN && strcmp(clashes[i].code, code) == 0)
			az_set(row, "undecided",
			       az_format(x->ctx->arena, "/desk/checklists/%s/draft/merge#%s-title", room->path,
					 az_checklist_clash_name(x, &clashes[i])));
}

/* The error of a place stands in its item's row, where the summary's link leads. */
static void put_place_error(struct az_exchange *x, struct _hdf *row, const struct az_form_data *form, const char *code)
{
	bool wrong = form->values[PLACE].error.key != NULL && strcmp(form->values[CODE].text, code) == 0;
	az_set(row, "place_id", wrong ? "place" : az_format(x->ctx->arena, "place-%s", code));
	az_set_flag(row, "place_wrong", wrong);
	if (wrong)
		az_set(row, "place", form->values[PLACE].raw);
}

static enum az_result put_draft_items(struct az_exchange *x, const struct az_checklist_room *room,
                                      const struct az_form_data *form)
{
	struct _hdf *last = NULL;
	int64_t place = 0;
	struct az_checklist_clash *clashes;
	size_t count;
	AZ_TRY(az_checklist_clashes(x->ctx, room->draft.id, &clashes, &count));
	for (size_t i = 0; i < room->items.count; i++) {
		const struct az_checklist_item *item = &room->items.items[i];
		struct _hdf *row = az_append(x->page->data, item->retired ? "Retired" : "Items");
		az_checklist_put_item(x, row, &room->whole, item, room->today);
		az_checklist_put_law_words(x, row, &room->baseline, item);
		put_lapsed(x, row, room, item);
		put_undecided(x, row, room, clashes, count, item->code);
		az_set(row, "edit",
		       az_format(x->ctx->arena, "/desk/checklists/%s/draft/%s/%s", room->path,
		                 item->own ? "own" : "items", item->code));
		if (item->retired)
			continue;
		az_set(row, "retire", az_format(x->ctx->arena, "/desk/checklists/%s/draft/items/%s/retire", room->path, item->code));
		az_set_flag(row, "first", last == NULL);
		az_set_int(row, "place", ++place);
		put_place_error(x, row, form, item->code);
		last = row;
	}
	if (last != NULL)
		az_set_flag(last, "last", true);
	return AZ_OK;
}

/* Whether the draft was tried as it stands: without that it cannot be proposed. */
static enum az_result put_trial(struct az_exchange *x, const struct az_checklist_room *room)
{
	static const char *const keys[] = {"none", "done", "before"};
	int64_t tried;
	AZ_TRY(az_visit_trial_last(x->ctx, room->draft.id, &tried));
	bool done = tried == room->draft.revision;
	struct _hdf *node = az_node(x->page->data, "Trial");
	az_set_code(x->page, node, "text", "desk_checklist.trial_state", keys[done ? 1 : tried < 0 ? 0 : 2]);
	az_set(node, "colour", done ? "green" : "amber");
	az_set_flag(node, "done", done);
	az_set(node, "href", az_format(x->ctx->arena, "/desk/checklists/%s/draft/trial", room->path));
	return AZ_OK;
}

static enum az_result show_draft(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	struct az_audit_row *trail;
	size_t count;
	int status = x->page->status;
	const char *act = az_format(x->ctx->arena, "/desk/checklists/%s/draft/act", room->path);
	az_set_text(x->page, x->page->data, "Page.title", "desk_checklist.draft_title",
	            room->name, NULL);
	put_draft_summary(x, room);
	AZ_TRY(put_draft_items(x, room, form));
	az_checklist_put_city(x, room);
	AZ_TRY(put_trial(x, room));
	AZ_TRY(az_checklist_put_merge_line(x, room));
	AZ_TRY(az_checklist_put_lapsed(x, room));
	if (room->plugin != NULL || room->version_count > 0 || room->county[0] != '\0')
		AZ_TRY(put_changes(x, room));
	if (room->may_write && room->plugin != NULL && !room->in_review)
		az_set_flag(x->page->data, "Draft.editable", true);
	AZ_TRY(az_audit_of(x->ctx, "checklist", room->draft.id, &trail, &count));
	az_exchange_trail(x, "Trail", trail, count);
	az_exchange_draw(x, form, act, "checklist_discard.submit"); /* its token is that of every row's buttons */
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_draft", NULL);
}

static enum az_result draft_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open(x, &room));
	if (!room.has_draft)
		return az_page_redirect(x->page, "/desk/checklists/%s", room.path);
	return show_draft(x, &room, az_exchange_form(x, &act_form));
}

/* A place is one of those that there are. */
static void check_place(const struct az_checklist_room *room, struct az_form_data *form)
{
	int64_t count = 0;
	for (size_t i = 0; i < room->items.count; i++)
		count += !room->items.items[i].retired;
	if (!form->values[PLACE].given)
		az_form_error(form, PLACE, "error.required", NULL);
	else if (form->values[PLACE].number > count)
		az_form_error(form, PLACE, "checklist.place_range", az_format(form->arena, "%lld", (long long)count), NULL);
}

static enum az_result act(struct az_exchange *x)
{
	static const char *const done[] = {"restored", "moved", "moved", "moved"};
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	if (strcmp(form->values[ACT].text, "move") == 0)
		check_place(&room, form);
	if (az_form_has_errors(form))
		return show_draft(x, &room, form);
	size_t which = 0;
	while (strcmp(acts[which].code, form->values[ACT].text) != 0)
		which++;
	enum az_result result =
		az_checklist_act_on(x->ctx, room.sector->code, az_checklist_revision(form, ACT_REVISION),
	                            form->values[CODE].text, (enum az_checklist_act)which, form->values[PLACE].number);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, &room, form, ACT_REVISION, result));
		return show_draft(x, &room, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_%s#%s", room.path, done[which],
	                        az_url_encode(x->ctx->arena, form->values[CODE].text));
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists", all_sectors, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}", sector_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft", draft_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft", start, AZ_ROLE_REGULATOR, &start_form, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/act", act, AZ_ROLE_REGULATOR, &act_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_routes = AZ_ROUTES(routes);
