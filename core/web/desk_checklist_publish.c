/* A draft is proposed for publication with its day, or discarded. What becomes of the proposal stands in
 * desk_checklist_review.c. */
#include "web/desk_checklist_merge.h"

#include "base/text.h"
#include "domain/visit.h"

enum { EFFECTIVE, NOTE, REVISION, PROPOSE_FIELDS };
static const struct anze_field propose_fields[] = {
	[EFFECTIVE] = {"effective", ANZE_DATE, ANZE_REQUIRED | ANZE_NARROW, .max = 0},
	[NOTE] = {"note", ANZE_LONG_TEXT, 0, .max = 500},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form propose_form = {"checklist_propose", propose_fields, PROPOSE_FIELDS};

enum { DISCARD_REVISION, DISCARD_FIELDS };
static const struct anze_field discard_fields[] = {
	[DISCARD_REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20},
};
static const struct az_form discard_form = {"checklist_discard", discard_fields, DISCARD_FIELDS};

static enum az_result put_open_visits(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                      int64_t version_id, int64_t all)
{
	struct az_checklist_visit *rows;
	size_t count;
	AZ_TRY(az_checklist_open_visits(x->ctx, sector->code, county, version_id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Visits");
		az_set(row, "no", rows[i].no);
		az_set(row, "enterprise", rows[i].enterprise);
		if (rows[i].readable)
			az_set(row, "href", az_format(x->ctx->arena, "/desk/visits/%s", rows[i].no));
	}
	if (all > (int64_t)count)
		az_set_text(x->page, x->page->data, "Checklist.visits_more", "desk_checklist.visits_more",
		            az_format(x->ctx->arena, "%lld", (long long)all - (long long)count), NULL);
	return AZ_OK;
}

enum az_result az_checklist_put_visits(struct az_exchange *x, const struct az_sector *sector, const char *county,
                                       int64_t version_id)
{
	int64_t count;
	AZ_TRY(az_visit_open_count(x->ctx, sector->code, county, version_id, &count));
	az_set_text(x->page, x->page->data, "Checklist.visits",
	            count == 0 ? "desk_checklist.visits_none" : "desk_checklist.visits_open",
	            az_format(x->ctx->arena, "%lld", (long long)count), NULL);
	return count == 0 ? AZ_OK : put_open_visits(x, sector, county, version_id, count);
}

enum az_result az_checklist_put_decision(struct az_exchange *x, const struct az_checklist_room *room,
                                         const char *title_key)
{
	struct az_checklist_list before = room->baseline;
	struct az_checklist_change *changes;
	size_t count;
	const struct az_checklist_beside beside = {&room->baseline, &room->whole};
	int64_t last = room->version_count == 0 ? 0 : room->versions[0].number;
	const char *name = room->name;
	const char *draft = az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path);
	if (last != 0)
		AZ_TRY(az_checklist_items(x->ctx, room->versions[0].id, &before));
	az_checklist_differences(x->ctx->arena, &before, &room->items, &changes, &count);
	az_checklist_put_changes(x, "Changes", &beside, changes, count);
	az_checklist_put_changes_title(x, room, last);
	AZ_TRY(az_checklist_put_visits(x, room->sector, room->county, 0));
	AZ_TRY(az_checklist_put_touched(x, room));
	AZ_TRY(az_checklist_put_lapsed(x, room));
	az_set_flag(x->page->data, "Draft.first", last == 0 && room->county[0] == '\0');
	az_set(x->page->data, "Draft.href", draft);
	az_set_text(x->page, x->page->data, "Page.title", title_key, name, NULL);
	az_set_text(x->page, x->page->data, "Draft.title", title_key, name, NULL);
	return AZ_OK;
}

static enum az_result show_propose(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	int status = x->page->status;
	AZ_TRY(az_checklist_put_decision(x, room, "desk_checklist.propose_title"));
	AZ_TRY(az_checklist_put_merge_line(x, room));
	az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/checklists/%s/draft/propose", room->path),
	                 "checklist_propose.submit");
	az_set(x->page->data, "Form.cancel",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_propose", NULL);
}

/* What was proposed before is offered again, unless its day is over. */
static enum az_result propose_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	struct az_form_data *form = az_exchange_form(x, &propose_form);
	az_day day = room.today;
	if (room.version_count > 0 && room.versions[0].effective_from > day)
		day = room.versions[0].effective_from;
	if (room.draft.effective_from != AZ_DAY_NONE && room.draft.effective_from > day)
		day = room.draft.effective_from;
	az_form_preset_number(form, EFFECTIVE, day);
	az_form_preset(form, NOTE, room.draft.note);
	az_checklist_preset_revision(x, &room, form, REVISION);
	return show_propose(x, &room, form);
}

static enum az_result propose(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	AZ_TRY(az_checklist_open_draft(x, &room));
	if (az_form_has_errors(form))
		return show_propose(x, &room, form);
	struct az_checklist_publication publication = {
		.effective_from = (az_day)form->values[EFFECTIVE].number,
		.note = form->values[NOTE].text,
		.revision = az_checklist_revision(form, REVISION),
	};
	enum az_result result = az_checklist_propose(x->ctx, room.sector->code, &publication);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, &room, form, REVISION, result));
		return show_propose(x, &room, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft?done=checklist_proposed", room.path);
}

static enum az_result show_discard(struct az_exchange *x, const struct az_checklist_room *room, struct az_form_data *form)
{
	int status = x->page->status;
	AZ_TRY(az_checklist_put_decision(x, room, "desk_checklist.discard_title"));
	az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/checklists/%s/draft/discard", room->path),
	                 "checklist_discard.submit");
	az_set(x->page->data, "Form.cancel",
	       az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path));
	az_set_flag(x->page->data, "Form.grave", true);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_discard", NULL);
}

/* A draft can be given up also while the plugin is missing. */
static enum az_result open_any_draft(struct az_exchange *x, struct az_checklist_room *room)
{
	AZ_TRY(az_checklist_open(x, room));
	if (!room->may_write)
		return AZ_NOT_FOUND;
	if (room->in_review)
		return az_refuse(x->ctx, AZ_CONFLICT, "checklist.in_review", NULL);
	return room->has_draft ? AZ_OK : az_refuse(x->ctx, AZ_CONFLICT, "checklist.no_draft", NULL);
}

static enum az_result discard_page(struct az_exchange *x)
{
	struct az_checklist_room room;
	AZ_TRY(open_any_draft(x, &room));
	struct az_form_data *form = az_exchange_form(x, &discard_form);
	az_checklist_preset_revision(x, &room, form, DISCARD_REVISION);
	return show_discard(x, &room, form);
}

static enum az_result discard(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_checklist_room room;
	AZ_TRY(open_any_draft(x, &room));
	if (az_form_has_errors(form))
		return show_discard(x, &room, form);
	enum az_result result =
		az_checklist_discard(x->ctx, room.sector->code, az_checklist_revision(form, DISCARD_REVISION));
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(az_checklist_try_again(x, &room, form, DISCARD_REVISION, result));
		return show_discard(x, &room, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s?done=checklist_discarded", room.path);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/propose", propose_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/propose", propose, AZ_ROLE_REGULATOR, &propose_form, "desk", 0},
	{AZ_GET, "/desk/checklists/{sector}/draft/discard", discard_page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/discard", discard, AZ_ROLE_REGULATOR, &discard_form, "desk", 0},
};
const struct az_route_table az_desk_checklist_publish_routes = AZ_ROUTES(routes);
