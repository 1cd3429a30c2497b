/* A draft that was merged with a new baseline: what came in by itself, what a person decides. */
#include "web/desk_checklist.h"
#include "web/desk_checklist_merge.h"

#include <string.h>

#include "base/text.h"

/* The form's fields: the draft's revision, then one a clash, and behind it a box where keeping the city's words asks for one.
 * A body may have 400. */
enum { REVISION, FIRST };
#define CLASHES_SHOWN 190

struct merge_form {
	struct az_form form; /* first: a form is known by its address */
	struct az_checklist_room room;
	struct az_checklist_clash *clashes;
	size_t count;
	size_t *fields, *boxes; /* of each clash: where its fields stand; boxes 0: it has none */
	bool cut; /* there are more than a page has */
};

static struct merge_form *form_here(const struct az_form_data *data)
{
	return (struct merge_form *)(void *)(uintptr_t)data->form;
}

/* ---- the fields ---- */

static struct anze_text words(const char *text)
{
	return (struct anze_text){text, text};
}

/* The sides that may be chosen. What the law forbids is not among them. */
static void set_choices(struct az_exchange *x, const struct merge_form *made, const struct az_checklist_clash *clash,
			struct anze_field *field)
{
	const struct az_checklist_item *now = az_checklist_item_of(&made->room.items, clash->code);
	const struct az_checklist_item *baseline = az_checklist_item_of(&made->room.baseline, clash->code);
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, 3, struct anze_choice);
	const char *family = clash->plugin == NULL ? "checklist_merge.gone_choice" : "checklist_merge.choice";
	struct az_problem problem;
	size_t n = 0;
	if (az_checklist_may_keep(x->ctx->arena, made->room.today, clash, baseline, &problem))
		choices[n++].code = "city";
	choices[n++].code = "plugin";
	if (now != NULL && az_checklist_is_third(clash, now))
		choices[n++].code = "draft";
	for (size_t i = 0; i < n; i++)
		choices[i].label = words(az_code_text(x->page, family, choices[i].code));
	field->choices = choices;
	field->choice_count = n;
}

static struct anze_field field_of(struct az_exchange *x, const struct merge_form *made,
				  const struct az_checklist_clash *clash)
{
	struct anze_field field = {
		.name = az_checklist_clash_name(x, clash),
		.type = ANZE_CHOICE,
		.label = words(az_text(x->page, "checklist_merge.field_of", clash->code,
				       az_code_text(x->page, "checklist_merge.field", az_merge_field_name(clash->field)),
				       NULL)),
	};
	set_choices(x, made, clash, &field);
	return field;
}

/* With which a person says that the city's words still ask for all that the clause demands. */
static bool has_box(struct az_exchange *x, const struct merge_form *made, const struct az_checklist_clash *clash)
{
	const struct az_checklist_item *baseline = az_checklist_item_of(&made->room.baseline, clash->code);
	struct az_problem problem;
	return az_checklist_keep_asks(clash, baseline) &&
	       az_checklist_may_keep(x->ctx->arena, made->room.today, clash, baseline, &problem);
}

static struct anze_field box_of(struct az_exchange *x, const struct az_checklist_clash *clash)
{
	return (struct anze_field){
		.name = az_format(x->ctx->arena, "%s_said", az_checklist_clash_name(x, clash)),
		.type = ANZE_CHECK,
		.label = words(az_text(x->page, "checklist_merge.said", clash->code, NULL)),
	};
}

static void make_fields(struct az_exchange *x, struct merge_form *made)
{
	struct anze_field *fields = AZ_NEW_ARRAY(x->ctx->arena, FIRST + 2 * made->count, struct anze_field);
	size_t n = FIRST;
	made->fields = AZ_NEW_ARRAY(x->ctx->arena, made->count + 1, size_t);
	made->boxes = AZ_NEW_ARRAY(x->ctx->arena, made->count + 1, size_t);
	fields[REVISION] = (struct anze_field){.name = "revision",
					       .type = ANZE_HIDDEN,
					       .flags = ANZE_REQUIRED,
					       .max = 20,
					       .label = words(az_text(x->page, "checklist_merge.revision", NULL))};
	for (size_t i = 0; i < made->count; i++) {
		made->fields[i] = n;
		fields[n++] = field_of(x, made, &made->clashes[i]);
		if (!has_box(x, made, &made->clashes[i]))
			continue;
		made->boxes[i] = n;
		fields[n++] = box_of(x, &made->clashes[i]);
	}
	made->form = (struct az_form){"checklist_merge", fields, n};
}

/* What is open comes first where a page cannot have all. */
static enum az_result find_clashes(struct az_exchange *x, struct merge_form *made)
{
	struct az_checklist_clash *all;
	size_t count;
	AZ_TRY(az_checklist_clashes(x->ctx, made->room.draft.id, &all, &count));
	made->clashes = all;
	made->count = count;
	made->cut = count > CLASHES_SHOWN;
	if (!made->cut)
		return AZ_OK;
	made->clashes = AZ_NEW_ARRAY(x->ctx->arena, CLASHES_SHOWN, struct az_checklist_clash);
	made->count = 0;
	for (int decided = 0; decided < 2; decided++)
		for (size_t i = 0; i < count && made->count < CLASHES_SHOWN; i++)
			if ((all[i].choice != AZ_MERGE_OPEN) == (decided != 0))
				made->clashes[made->count++] = all[i];
	return AZ_OK;
}

static enum az_result form_of(struct az_exchange *x, const struct az_form **form)
{
	struct merge_form *made = AZ_NEW(x->ctx->arena, struct merge_form);
	AZ_TRY(az_checklist_open_draft(x, &made->room));
	AZ_TRY(find_clashes(x, made));
	make_fields(x, made);
	*form = &made->form;
	return AZ_OK;
}

/* ---- the page ---- */

static void put_clash(struct az_exchange *x, const struct merge_form *made, size_t i)
{
	const struct az_checklist_clash *clash = &made->clashes[i];
	struct _hdf *node = az_node(x->page->data, az_format(x->ctx->arena, "Form.fields.%zu", made->fields[i]));
	const struct az_checklist_item *now = az_checklist_item_of(&made->room.items, clash->code);
	const struct az_checklist_item *baseline = az_checklist_item_of(&made->room.baseline, clash->code);
	struct az_problem problem;
	az_set_flag(node, "clash", true);
	az_set_flag(node, "boxed", made->boxes[i] != 0);
	az_checklist_put_clash(x, node, &made->room, clash);
	if (now != NULL && az_checklist_is_third(clash, now))
		az_checklist_put_side(x, az_node(node, "third"), &made->room, clash, now);
	if (clash->plugin == NULL && clash->before != NULL) {
		/* It was in both lists, so nothing stands but what the city changed in it. */
		const struct az_checklist_change ours = {AZ_CHECKLIST_CHANGED, clash->before, clash->city,
							 az_checklist_compare(clash->before, clash->city), false, NULL};
		az_checklist_put_changes(x, az_format(x->ctx->arena, "Form.fields.%zu.ours", made->fields[i]), NULL, &ours, 1);
	}
	if (!az_checklist_may_keep(x->ctx->arena, made->room.today, clash, baseline, &problem))
		az_set(node, "forbidden", az_problem_text(x, &problem));
}

static enum az_result show(struct az_exchange *x, struct az_form_data *form)
{
	const struct merge_form *made = form_here(form);
	const struct az_checklist_room *room = &made->room;
	const char *draft = az_format(x->ctx->arena, "/desk/checklists/%s/draft", room->path);
	int status = x->page->status;
	az_exchange_draw(x, form, az_format(x->ctx->arena, "%s/merge", draft), "checklist_merge.submit");
	for (size_t i = 0; i < made->count; i++)
		put_clash(x, made, i);
	AZ_TRY(az_checklist_put_merge(x, room));
	az_set_flag(x->page->data, "Merge.cut", made->cut);
	az_set_flag(x->page->data, "Draft.editable", room->may_write && room->plugin != NULL && !room->in_review);
	az_set(x->page->data, "Draft.href", draft);
	az_set_text(x->page, x->page->data, "Page.title", "checklist_merge.title",
		    room->name, NULL);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/checklist_merge", NULL);
}

static enum az_result page(struct az_exchange *x)
{
	struct merge_form *made = AZ_NEW(x->ctx->arena, struct merge_form);
	AZ_TRY(az_checklist_open(x, &made->room));
	if (!made->room.has_draft)
		return az_page_redirect(x->page, "/desk/checklists/%s", made->room.path);
	AZ_TRY(find_clashes(x, made));
	make_fields(x, made);
	struct az_form_data *form = az_form_new(x->ctx->arena, &made->form);
	az_checklist_preset_revision(x, &made->room, form, REVISION);
	for (size_t i = 0; i < made->count; i++)
		if (made->clashes[i].choice != AZ_MERGE_OPEN)
			az_form_preset(form, made->fields[i], az_merge_choice_name(made->clashes[i].choice));
	return show(x, form);
}

static size_t read_decisions(const struct merge_form *made, const struct az_form_data *form,
			     struct az_checklist_decision *decisions)
{
	static const enum az_merge_choice choices[] = {AZ_MERGE_CITY, AZ_MERGE_PLUGIN, AZ_MERGE_DRAFT};
	size_t count = 0;
	for (size_t i = 0; i < made->count; i++)
		for (size_t c = 0; c < ANZE_COUNT(choices); c++)
			if (strcmp(form->values[made->fields[i]].text, az_merge_choice_name(choices[c])) == 0)
				decisions[count++] = (struct az_checklist_decision){
					made->clashes[i].id, choices[c],
					made->boxes[i] != 0 && form->values[made->boxes[i]].number != 0};
	return count;
}

/* What was refused is said at its clash; what holds for the whole draft above the form. */
static void move_refusal(struct az_exchange *x, struct az_form_data *form, int64_t which)
{
	const struct merge_form *made = form_here(form);
	const struct az_problem problem = form->general;
	for (size_t i = 0; i < made->count; i++) {
		if (made->clashes[i].id != which)
			continue;
		bool unsaid = made->boxes[i] != 0 && strcmp(problem.key, "checklist.say_demanded") == 0;
		form->general = (struct az_problem){0};
		az_checklist_field_problem(x, form, unsaid ? made->boxes[i] : made->fields[i], &problem);
	}
}

static enum az_result decide(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct merge_form *made = form_here(form);
	struct az_checklist_decision *decisions =
		AZ_NEW_ARRAY(x->ctx->arena, made->count + 1, struct az_checklist_decision);
	int64_t which = 0;
	if (az_form_has_errors(form))
		return show(x, form);
	size_t count = read_decisions(made, form, decisions);
	enum az_result result = az_checklist_decide_clashes(
		x->ctx, made->room.sector->code, az_checklist_revision(form, REVISION), decisions, count, &which);
	if (az_exchange_refused(x, result, form)) {
		if (which != 0)
			move_refusal(x, form, which);
		AZ_TRY(az_checklist_try_again(x, &made->room, form, REVISION, result));
		return show(x, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/checklists/%s/draft/merge?done=checklist_decided",
				made->room.path);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/merge", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
	{AZ_POST, "/desk/checklists/{sector}/draft/merge", decide, AZ_ROLE_REGULATOR, &az_form_of_table, "desk", 0},
};
const struct az_route_table az_desk_checklist_merge_routes = AZ_ROUTES_WITH_FORMS(routes, form_of);
