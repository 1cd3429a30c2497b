/* Filling a section of a visit: the form is drawn from the version's items. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "web/checklist.h"
#include "web/desk_visit_section.h"

#define TOGETHER (30 * AZ_MINUTE) /* somebody who saved this short ago is probably still at it */

static const struct section_form *form_here(const struct az_form_data *data)
{
	return (const struct section_form *)(const void *)data->form;
}

static enum az_result form_of(struct az_exchange *x, const struct az_form **form)
{
	struct section_form *made;
	AZ_TRY(az_visit_section_form(x, &made));
	*form = &made->form;
	return AZ_OK;
}

static const struct az_visit_item *item_at(const struct section_form *form, size_t i)
{
	return &form->sheet.items[form->section->items[i]];
}

/* ---- drawing ---- */

static void preset_item(struct az_exchange *x, struct az_form_data *data, size_t first,
			const struct az_visit_item *item)
{
	const struct az_visit_answer *answer = &item->answer;
	if (strcmp(answer->answer, "number") == 0)
		az_form_preset_number(data, first + NUMBER, answer->number);
	else if (strcmp(answer->answer, "choice") == 0)
		az_form_preset(data, first + ANSWER, az_visit_choice_code(x, answer->choice));
	else
		az_form_preset(data, first + ANSWER, answer->answer);
	az_form_preset(data, first + REMARK, answer->remark);
}

static struct _hdf *field_node(struct az_exchange *x, size_t field)
{
	return az_node(x->page->data, az_format(x->ctx->arena, "Form.fields.%zu", field));
}

/* Is the code among those that a hidden field lists, with a space between? */
static bool is_among(const struct az_form_data *data, size_t field, const char *code)
{
	const char *all = data->values[field].raw;
	size_t n = strlen(code);
	for (const char *at = all; *at != '\0'; at += strcspn(at, " "), at += *at == ' ')
		if (strncmp(at, code, n) == 0 && (at[n] == ' ' || at[n] == '\0'))
			return true;
	return false;
}

/* Does the item come and go with an answer on its own page? Then it is there, hidden, for a script to show. */
static bool depends_here(struct az_exchange *x, const struct section_form *form, const struct az_visit_item *item)
{
	for (size_t i = 0; i < form->section->count; i++)
		if (az_visit_depends(x->ctx->arena, item->item, item_at(form, i)->item))
			return true;
	return false;
}

static void put_basis(struct az_exchange *x, struct _hdf *node, const struct az_checklist_item *item, az_day day)
{
	for (size_t i = 0; i < item->basis_count; i++)
		if (az_checklist_basis_on(&item->basis[i], day)) {
			struct _hdf *row = az_append(node, "basis");
			az_set(row, "text",
			       az_format(x->ctx->arena, "%s %s", item->basis[i].document, item->basis[i].clause));
			az_set_flag(row, "unverified", !item->basis[i].verified);
		}
}

/* What stands around an item's fields: its question and what the law says before the first, and how each is drawn. */
static void put_around(struct az_exchange *x, const struct az_form_data *data, size_t i)
{
	const struct section_form *form = form_here(data);
	const struct az_visit_item *item = item_at(form, i);
	const struct az_checklist_item *asked = item->item;
	size_t first = FIRST + i * PER_ITEM;
	bool number = strcmp(asked->answer, "number") == 0, clash = is_among(data, CLASHED, asked->code);
	struct _hdf *head = field_node(x, first + ANSWER), *box = field_node(x, first + NUMBER);
	struct _hdf *remark = field_node(x, first + REMARK), *keep = field_node(x, first + KEEP);
	struct _hdf *photos = field_node(x, first + PHOTOS), *drop = field_node(x, first + DROP);
	az_set(head, "begins", asked->code);
	az_set(head, "question", az_pick(x->page, asked->question_zh, asked->question_en));
	az_set(head, "guidance", az_pick(x->page, asked->guidance_zh, asked->guidance_en));
	az_set(head, "limits", az_visit_limits_text(x, asked));
	az_set_flag(head, "major", strcmp(asked->major, "yes") == 0);
	az_set_flag(head, "conditional", strcmp(asked->major, "conditional") == 0);
	az_set(head, "condition", az_pick(x->page, asked->condition_zh, asked->condition_en));
	put_basis(x, head, asked, form->sheet.visit.begun_on);
	az_visit_put_county(x, head, &form->sheet.visit, asked, i == 0 ? NULL : item_at(form, i - 1)->item);
	/* A visit is filled in any order, so nothing is marked as optional; what may be left out is said once above. */
	az_set_flag(head, "required", true);
	az_set_flag(head, "second", number);
	az_set_flag(box, "required", true);
	az_set_flag(box, "number", number);
	az_set_flag(remark, "remark", true);
	az_set_flag(remark, "open",
		    data->values[first + REMARK].raw[0] != '\0' || item->photos > 0 || asked->photo ||
			    data->values[first + PHOTOS].file_count > 0 ||
			    data->values[first + PHOTOS].error.key != NULL);
	az_set_flag(photos, "photos", true);
	az_set_flag(photos, "required", asked->photo != 0);
	az_set_flag(drop, "drop", true);
	az_set_flag(drop, "any", item->photos > 0);
	az_set_flag(drop, "required", true);
	az_set(remark, "rows", "3");
	az_set_flag(keep, "keep", true);
	az_set_flag(keep, "clash", clash);
	az_set_flag(keep, "required", true);
	az_set_flag(keep, "ends", true);
	bool conditional = depends_here(x, form, item);
	az_set_flag(head, "conditional_here", conditional);
	az_set_flag(head, "hidden", conditional && !item->asked);
	az_set_flag(head, "skipped", !conditional && !item->asked);
}

/* Which items the page has without showing them. */
static void set_unseen(struct az_exchange *x, struct az_form_data *data)
{
	const struct section_form *form = form_here(data);
	const char *codes = "";
	for (size_t i = 0; i < form->section->count; i++)
		if (!item_at(form, i)->asked && depends_here(x, form, item_at(form, i)))
			codes = az_format(x->ctx->arena, "%s%s%s", codes, codes[0] == '\0' ? "" : " ",
					  item_at(form, i)->item->code);
	data->values[UNSEEN].raw = codes;
}

static void put_not_asked(struct az_exchange *x, const struct section_form *form)
{
	for (size_t i = 0; i < form->section->count; i++) {
		const struct az_visit_item *item = item_at(form, i);
		if (item->asked)
			continue;
		struct _hdf *row = az_append(x->page->data, "NotAsked");
		az_set(row, "code", item->item->code);
		az_set(row, "question", az_pick(x->page, item->item->question_zh, item->item->question_en));
		az_set(row, "answer", az_visit_answer_text(x, item->item, &item->answer));
	}
}

/* Somebody else at the same visit is told: who, and when they saved last. */
static void put_other(struct az_exchange *x, const struct az_visit *visit)
{
	char when[AZ_INSTANT_TEXT];
	if (visit->revision == 0 || visit->editor_id == x->ctx->account_id ||
	    x->ctx->now - visit->changed_at > TOGETHER)
		return;
	az_instant_print(visit->changed_at, when);
	az_set_text(x->page, x->page->data, "Other", "visit.other", visit->editor, when, NULL);
}

static enum az_result show(struct az_exchange *x, struct az_form_data *data)
{
	const struct section_form *form = form_here(data);
	const char *path = az_visit_path(x, &form->sheet.visit);
	const char *action = az_format(x->ctx->arena, "%s/%zu", path, form->index + 1);
	int status = x->page->status;
	set_unseen(x, data);
	az_exchange_draw(x, data, action, "visit.save_next");
	for (size_t i = 0; i < form->section->count; i++)
		put_around(x, data, i);
	put_not_asked(x, form);
	put_other(x, &form->sheet.visit);
	az_visit_put_score(x, &form->sheet);
	az_set(x->page->data, "Section.title", az_visit_section_text(x, form->section));
	az_set_text(x->page, x->page->data, "Section.number", "visit.section_number",
		    az_format(x->ctx->arena, "%zu", form->index + 1),
		    az_format(x->ctx->arena, "%zu", form->sheet.section_count), NULL);
	az_set_flag(x->page->data, "Section.empty", form->section->asked == 0);
	if (form->index > 0)
		az_set(x->page->data, "Section.previous", az_format(x->ctx->arena, "%s/%zu", path, form->index));
	if (form->index + 1 < form->sheet.section_count)
		az_set(x->page->data, "Section.next", az_format(x->ctx->arena, "%s/%zu", path, form->index + 2));
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/visit_section", NULL);
}

static enum az_result page(struct az_exchange *x)
{
	struct section_form *made;
	AZ_TRY(az_visit_section_form(x, &made));
	if (!az_visit_may_fill(x, &made->sheet.visit))
		return az_page_redirect(x->page, "%s", az_visit_path(x, &made->sheet.visit));
	struct az_form_data *data = az_form_new(x->ctx->arena, &made->form);
	az_form_preset(data, SEEN, az_format(x->ctx->arena, "%lld", (long long)made->sheet.visit.revision));
	for (size_t i = 0; i < made->section->count; i++)
		preset_item(x, data, FIRST + i * PER_ITEM, item_at(made, i));
	return show(x, data);
}

/* ---- saving ---- */

/* Was the item on the page that was sent? Its remark's box is sent whether or not something stands in it. */
static bool was_drawn(const struct az_form_data *data, size_t first)
{
	return data->values[first + REMARK].sent > 0;
}

static void read_item(const struct az_form_data *data, size_t first, const struct az_visit_item *item,
		      struct az_visit_answer *out)
{
	const struct az_form_value *answer = &data->values[first + ANSWER], *number = &data->values[first + NUMBER];
	*out = (struct az_visit_answer){.item = item->item->code,
					.answer = answer->text,
					.choice = "",
					.remark = data->values[first + REMARK].text};
	if (strncmp(answer->text, "c.", 2) == 0) {
		out->answer = "choice";
		out->choice = answer->text + 2;
	} else if (strcmp(item->item->answer, "number") == 0 && number->given) {
		out->answer = "number";
		out->number = number->number;
	}
}

/* What only several fields together show to be wrong. */
static void check_item(struct az_form_data *data, size_t first, const struct az_visit_item *item)
{
	if (strcmp(item->item->answer, "number") == 0 && data->values[first + NUMBER].given &&
	    data->values[first + ANSWER].given)
		az_form_error(data, first + ANSWER, "visit.number_and_reason", NULL);
	if (is_among(data, CLASHED, item->item->code) && !data->values[first + KEEP].given)
		az_form_error(data, first + KEEP, "visit.keep_needed", NULL);
}

/* Both values of what two people answered, and the choice between them; all else was saved. Sent again it is compared
 * with what is there now. */
static enum az_result show_clash(struct az_exchange *x, struct az_form_data *data, const struct az_visit_save *save)
{
	const struct section_form *form = form_here(data);
	struct az_visit_answer *now = AZ_NEW_ARRAY(x->ctx->arena, form->sheet.count + 1, struct az_visit_answer);
	const char *codes = "";
	AZ_TRY(az_visit_answers_at(x->ctx, &form->sheet, INT32_MAX, now));
	for (size_t c = 0; c < save->clash_count; c++) {
		const struct az_visit_answer *mine = &save->answers[save->clashes[c]];
		for (size_t i = 0; i < form->sheet.count; i++) {
			const struct az_checklist_item *item = form->sheet.items[i].item;
			if (strcmp(item->code, mine->item) != 0)
				continue;
			struct _hdf *row = az_append(x->page->data, "Theirs");
			az_set(row, "code", item->code);
			az_set(row, "theirs", az_visit_answer_text(x, item, &now[i]));
			az_set(row, "theirs_remark", now[i].remark);
			az_set(row, "mine", az_visit_answer_text(x, item, mine));
			az_set(row, "mine_remark", mine->remark);
			az_set(row, "who", now[i].account);
			az_set_instant(row, "at", now[i].at);
		}
		codes = az_format(x->ctx->arena, "%s%s%s", codes, codes[0] == '\0' ? "" : " ", mine->item);
	}
	data->values[CLASHED].raw = codes;
	data->values[SEEN].raw = az_format(x->ctx->arena, "%lld", (long long)save->revision);
	for (size_t i = 0; i < form->section->count; i++) {
		struct az_form_value *values = &data->values[FIRST + i * PER_ITEM];
		values[KEEP].raw = "";
		values[PHOTOS].file_count = 0; /* saved with the rest */
		values[DROP].chosen_count = 0;
	}
	x->page->status = 409;
	return show(x, data);
}

/* On to the next page; back to this one when an answer has brought up a question on it. */
static enum az_result go_on(struct az_exchange *x, const struct az_form_data *data)
{
	const struct section_form *form = form_here(data);
	struct az_visit_sheet after;
	const char *path = az_visit_path(x, &form->sheet.visit);
	struct az_visit visit;
	AZ_TRY(az_visit_find(x->ctx, x->request->params[0], &visit));
	AZ_TRY(az_visit_open(x->ctx, &visit, &after));
	for (size_t i = 0; i < form->section->count; i++) {
		size_t at = form->section->items[i];
		bool seen =
			was_drawn(data, FIRST + i * PER_ITEM) && !is_among(data, UNSEEN, after.items[at].item->code);
		if (after.items[at].asked && !after.items[at].answered && !seen)
			return az_page_redirect(x->page, "%s/%zu?done=visit_more", path, form->index + 1);
	}
	size_t next = form->index + 1;
	while (next < after.section_count && after.sections[next].asked == 0)
		next++;
	if (strcmp(data->values[GO].text, "leave") == 0 || next == after.section_count)
		return az_page_redirect(x->page, "%s?done=visit_saved", path);
	return az_page_redirect(x->page, "%s/%zu?done=visit_saved", path, next + 1);
}

/* What would be asked on this page if what is typed were saved: {"hidden": ["MIN-07"]}, for a script. Nothing is. */
static enum az_result probe(struct az_exchange *x, const struct az_form_data *data)
{
	const struct section_form *form = form_here(data);
	struct az_buffer out;
	struct az_json json;
	for (size_t i = 0; i < form->section->count; i++) {
		size_t first = FIRST + i * PER_ITEM;
		if (was_drawn(data, first))
			read_item(data, first, item_at(form, i), &form->sheet.items[form->section->items[i]].answer);
	}
	az_visit_judge(x->ctx->arena, &form->sheet.facts, form->sheet.items, form->sheet.count);
	az_buffer_init(&out, x->ctx->arena);
	az_json_begin(&json, &out);
	az_json_object(&json);
	az_json_key(&json, "hidden");
	az_json_array(&json);
	for (size_t i = 0; i < form->section->count; i++)
		if (!item_at(form, i)->asked)
			az_json_string(&json, item_at(form, i)->item->code);
	az_json_close(&json);
	az_json_close(&json);
	return az_answer(x, "application/json", NULL, az_buffer_text(&out));
}

/* Files that were sent, and those that are there and were ticked, of the items that the page had. */
static void read_photos(struct az_exchange *x, const struct az_form_data *data, struct az_visit_save *work)
{
	const struct section_form *form = form_here(data);
	struct az_visit_photo *removed =
		AZ_NEW_ARRAY(x->ctx->arena, form->sheet.photo_count + 1, struct az_visit_photo);
	work->added = AZ_NEW_ARRAY(x->ctx->arena, form->section->count * AZ_FORM_FILES_MAX + 1, struct az_visit_photo);
	for (size_t i = 0; i < form->section->count; i++) {
		const struct az_form_value *values = &data->values[FIRST + i * PER_ITEM];
		const char *code = item_at(form, i)->item->code;
		for (size_t f = 0; f < values[PHOTOS].file_count; f++)
			work->added[work->added_count++] =
				(struct az_visit_photo){.item = code, .blob_id = values[PHOTOS].files[f].blob_id};
		for (size_t c = 0; c < values[DROP].chosen_count && work->removed_count < form->sheet.photo_count;
		     c++) {
			struct az_visit_photo photo = {.item = code};
			if (az_parse_int(values[DROP].chosen[c], 1, INT64_MAX, &photo.blob_id))
				removed[work->removed_count++] = photo;
		}
	}
	work->removed = removed;
	work->token = x->request->form_token;
}

static enum az_result save(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	const struct section_form *form = form_here(data);
	struct az_visit_answer *answers = AZ_NEW_ARRAY(x->ctx->arena, form->section->count + 1, struct az_visit_answer);
	struct az_visit_save work = {.answers = answers};
	if (strcmp(data->values[GO].text, "probe") == 0)
		return probe(x, data);
	for (size_t i = 0; i < form->section->count; i++)
		check_item(data, FIRST + i * PER_ITEM, item_at(form, i));
	if (az_form_has_errors(data))
		return show(x, data);
	if (!az_parse_int(data->values[SEEN].text, 0, INT32_MAX, &work.seen))
		return AZ_INVALID;
	for (size_t i = 0; i < form->section->count; i++) {
		size_t first = FIRST + i * PER_ITEM;
		bool theirs = is_among(data, CLASHED, item_at(form, i)->item->code) &&
			      strcmp(data->values[first + KEEP].text, "theirs") == 0;
		if (was_drawn(data, first) && !theirs)
			read_item(data, first, item_at(form, i), &answers[work.count++]);
	}
	read_photos(x, data, &work);
	enum az_result result = az_visit_save(x->ctx, form->sheet.visit.id, &work);
	if (az_exchange_refused(x, result, data)) {
		if (work.clash_count > 0)
			return show_clash(x, data, &work);
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return show(x, data);
	}
	AZ_TRY(result);
	return go_on(x, data);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/visits/{no}/{section}", page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/{section}", save, AZ_VISITORS, &az_form_of_table, "desk", AZ_ROUTE_UPLOAD},
};
const struct az_route_table az_desk_visit_section_routes = AZ_ROUTES_WITH_FORMS(routes, form_of);
