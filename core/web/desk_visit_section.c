/* Storing what was filled in of a section of a visit. Whatever comes afterwards, a plugin's judgement before all, may
 * fail: what was typed is there. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "web/desk_visit_section.h"

bool az_section_drawn(const struct az_form_data *data, size_t first)
{
	return data->values[first + REMARK].sent > 0;
}

void az_section_answer(const struct az_form_data *data, size_t first, const struct az_visit_item *item,
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
	} else if (strcmp(item->item->answer, "number") == 0 && number->given && number->valid) {
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
	if (az_section_lists(data, CLASHED, item->item->code) && !data->values[first + KEEP].given)
		az_form_error(data, first + KEEP, "visit.keep_needed", NULL);
}

/* On to the next page; back to this one when an answer has brought up a question on it. */
static enum az_result go_on(struct az_exchange *x, const struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	struct az_visit_sheet after;
	const char *path = az_visit_path(x, &form->sheet->visit);
	struct az_visit visit;
	AZ_TRY(az_visit_find(x->ctx, x->request->params[0], &visit));
	AZ_TRY(az_visit_open(x->ctx, &visit, &after));
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		size_t at = az_section_here(form)->items[i];
		bool seen = az_section_drawn(data, FIRST + i * PER_ITEM) &&
			    !az_section_lists(data, UNSEEN, after.items[at].item->code);
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
	const struct section_form *form = az_section_of(data);
	struct az_buffer out;
	struct az_json json;
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		struct az_visit_item *item = az_section_item(form, i);
		if (az_section_drawn(data, FIRST + i * PER_ITEM))
			az_section_answer(data, FIRST + i * PER_ITEM, item, &item->answer);
	}
	AZ_TRY(az_visit_weigh(x->ctx, form->sheet));
	az_buffer_init(&out, x->ctx->arena);
	az_json_begin(&json, &out);
	az_json_object(&json);
	az_json_key(&json, "hidden");
	az_json_array(&json);
	for (size_t i = 0; i < az_section_here(form)->count; i++)
		if (!az_section_item(form, i)->asked)
			az_json_string(&json, az_section_item(form, i)->item->code);
	az_json_close(&json);
	az_json_close(&json);
	return az_answer(x, "application/json", NULL, az_buffer_text(&out));
}

/* Files that were sent, and those that are there and were ticked, of the items that the page had. */
static void read_photos(struct az_exchange *x, const struct az_form_data *data, struct az_visit_save *work)
{
	const struct section_form *form = az_section_of(data);
	struct az_visit_photo *removed =
		AZ_NEW_ARRAY(x->ctx->arena, form->sheet->photo_count + 1, struct az_visit_photo);
	work->added = AZ_NEW_ARRAY(x->ctx->arena, az_section_here(form)->count * AZ_FORM_FILES_MAX + 1,
				   struct az_visit_photo);
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		const struct az_form_value *values = &data->values[FIRST + i * PER_ITEM];
		const char *code = az_section_item(form, i)->item->code;
		for (size_t f = 0; f < values[PHOTOS].file_count; f++)
			work->added[work->added_count++] =
				(struct az_visit_photo){.item = code, .blob_id = values[PHOTOS].files[f].blob_id};
		for (size_t c = 0; c < values[DROP].chosen_count && work->removed_count < form->sheet->photo_count;
		     c++) {
			struct az_visit_photo photo = {.item = code};
			if (az_parse_int(values[DROP].chosen[c], 1, INT64_MAX, &photo.blob_id))
				removed[work->removed_count++] = photo;
		}
	}
	work->removed = removed;
	work->token = x->request->form_token;
}

/* ---- what is stored, and what is not ---- */

/* Can what was typed for the item not be stored as it is? A photo that was not taken is no reason. */
static bool is_faulty(const struct az_form_data *data, size_t first)
{
	static const size_t typed[] = {ANSWER, NUMBER, REMARK, KEEP};
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		if (data->values[first + typed[i]].error.key != NULL)
			return true;
	return false;
}

/* What the page had and what can be stored of it, whatever is wrong elsewhere on it. */
static void read_answers(const struct az_form_data *data, struct az_visit_answer *answers, struct az_visit_save *work)
{
	const struct section_form *form = az_section_of(data);
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		size_t first = FIRST + i * PER_ITEM;
		bool theirs = az_section_lists(data, CLASHED, az_section_item(form, i)->item->code) &&
			      strcmp(data->values[first + KEEP].text, "theirs") == 0;
		if (az_section_drawn(data, first) && !theirs && !is_faulty(data, first))
			az_section_answer(data, first, az_section_item(form, i), &answers[work->count++]);
	}
}

static bool is_clash(const struct az_visit_save *work, const char *code)
{
	for (size_t c = 0; c < work->clash_count; c++)
		if (strcmp(work->answers[work->clashes[c]].item, code) == 0)
			return true;
	return false;
}

static void add_code(struct az_exchange *x, const char **codes, const char *code)
{
	*codes = az_format(x->ctx->arena, "%s%s%s", *codes, (*codes)[0] == '\0' ? "" : " ", code);
}

/* The page goes on from what is there now: what was stored, and what a colleague has changed and the person has not.
 * What was not stored stays as it was typed, and what two people answered otherwise is to be decided. */
static enum az_result catch_up(struct az_exchange *x, struct az_form_data *data, const struct az_visit_save *work)
{
	const struct section_form *form = az_section_of(data);
	struct az_visit_answer *now = AZ_NEW_ARRAY(x->ctx->arena, form->sheet->count + 1, struct az_visit_answer);
	const char *clashed = "";
	AZ_TRY(az_visit_answers_at(x->ctx, form->sheet, INT32_MAX, now));
	for (size_t i = 0; i < form->sheet->count; i++)
		form->sheet->items[i].answer = now[i];
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		size_t first = FIRST + i * PER_ITEM;
		const struct az_visit_item *item = az_section_item(form, i);
		const char *code = item->item->code;
		bool faulty = is_faulty(data, first), clash = is_clash(work, code);
		if (clash || (faulty && az_section_lists(data, CLASHED, code)))
			add_code(x, &clashed, code);
		if (clash) /* also where it was decided once: it was changed again */
			data->values[first + KEEP].raw = "";
		if (faulty || clash)
			continue;
		for (size_t f = NUMBER; f <= REMARK; f++) {
			data->values[first + f].sent = 0;
			data->values[first + f].raw = "";
		}
		az_section_preset(x, data, first, &item->answer);
		data->values[first + KEEP].raw = "";
	}
	data->values[CLASHED].raw = clashed;
	data->values[SEEN].raw = az_format(x->ctx->arena, "%lld", (long long)work->revision);
	return AZ_OK;
}

/* The photos of a page whose answers clashed are stored with the rest. */
static void drop_photos(struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		data->values[FIRST + i * PER_ITEM + PHOTOS].file_count = 0;
		data->values[FIRST + i * PER_ITEM + DROP].chosen_count = 0;
	}
}

/* ---- a script's ---- */

static const char *keep_text(struct az_exchange *x, const struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	const char *faulty = "", *clashed = data->values[CLASHED].raw;
	char now[AZ_INSTANT_TEXT];
	az_instant_print(x->ctx->now, now);
	const char *time = az_copy(x->ctx->arena, strchr(now, ' ') + 1);
	for (size_t i = 0; i < az_section_here(form)->count; i++)
		if (is_faulty(data, FIRST + i * PER_ITEM))
			add_code(x, &faulty, az_section_item(form, i)->item->code);
	return clashed[0] != '\0'  ? az_text(x->page, "visit.kept_clash", time, clashed, NULL)
	       : faulty[0] != '\0' ? az_text(x->page, "visit.kept_faulty", time, faulty, NULL)
				   : az_text(x->page, "visit.kept", time, NULL);
}

/* What a colleague has said meanwhile to what the person has not touched, as the fields that show it; those that still
 * hold what was sent (catch_up) are the person's. */
static void put_fields(const struct az_form_data *data, const struct az_visit_save *work, int64_t self,
		       struct az_json *json)
{
	const struct section_form *form = az_section_of(data);
	az_json_key(json, "fields");
	az_json_object(json);
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		const struct az_visit_answer *there = &az_section_item(form, i)->answer;
		size_t first = FIRST + i * PER_ITEM;
		if (there->revision <= work->seen || there->account_id == self || data->values[first + REMARK].sent > 0)
			continue;
		for (size_t f = NUMBER; f <= REMARK; f++)
			az_json_put_string(json, data->form->fields[first + f].name, data->values[first + f].raw);
	}
	az_json_close(json);
}

/* How it went, for the script that saves while a section is filled in. No plugin is asked here: the script must hear
 * that its answers are stored. {"told": "...", "seen": "7", "clashed": "MIN-06", "fields": {"a_min_07": "yes"}}; `seen`
 * is missing when nothing was stored. */
static enum az_result tell_kept(struct az_exchange *x, const struct az_form_data *data,
				const struct az_visit_save *work, bool stored)
{
	struct az_buffer out;
	struct az_json json;
	az_buffer_init(&out, x->ctx->arena);
	az_json_begin(&json, &out);
	az_json_object(&json);
	if (stored) {
		az_json_put_string(&json, "told", keep_text(x, data));
		az_json_put_string(&json, "seen", data->values[SEEN].raw);
		az_json_put_string(&json, "clashed", data->values[CLASHED].raw);
		put_fields(data, work, x->ctx->account_id, &json);
	} else {
		az_json_put_string(&json, "told", az_problem_text(x, &x->ctx->problem));
	}
	az_json_close(&json);
	return az_answer(x, "application/json", NULL, az_buffer_text(&out));
}

/* ---- saving ---- */

/* An item that has too many photos says so and lets those go that came now: a page's list of them has no way to take
 * one out. */
static void refuse_photos(struct az_exchange *x, struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	const struct az_problem *problem = &x->ctx->problem;
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		if (!az_streq(az_section_item(form, i)->item->code, problem->args[0]))
			continue;
		size_t field = FIRST + i * PER_ITEM + PHOTOS;
		az_form_error(data, field, "visit.photos_again", problem->args[1], NULL);
		data->values[field].file_count = 0;
		return;
	}
	data->general = *problem;
}

/* With their photos; without them where those are refused, so that the answers are not lost with them. */
static enum az_result store(struct az_exchange *x, struct az_form_data *data, struct az_visit_save *work)
{
	int64_t id = az_section_of(data)->sheet->visit.id;
	enum az_result result = az_visit_save(x->ctx, id, work);
	if (result != AZ_INVALID || work->added_count + work->removed_count == 0)
		return result;
	refuse_photos(x, data);
	work->added_count = work->removed_count = 0;
	return az_visit_save(x->ctx, id, work);
}

static enum az_result save(struct az_exchange *x)
{
	struct az_form_data *data = x->request->form;
	const struct section_form *form = az_section_of(data);
	size_t count = az_section_here(form)->count;
	struct az_visit_answer *answers = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct az_visit_answer);
	struct az_visit_save work = {.answers = answers};
	if (strcmp(data->values[GO].text, "probe") == 0)
		return probe(x, data);
	work.along = strcmp(data->values[GO].text, "keep") == 0;
	for (size_t i = 0; i < count; i++)
		check_item(data, FIRST + i * PER_ITEM, az_section_item(form, i));
	if (!az_parse_int(data->values[SEEN].text, 0, INT32_MAX, &work.seen))
		return AZ_INVALID;
	read_answers(data, answers, &work);
	bool photos = !az_form_has_errors(data) && !work.along;
	if (photos)
		read_photos(x, data, &work);
	enum az_result result = store(x, data, &work);
	bool stored = result == AZ_OK || work.clash_count > 0;
	if (stored && (az_form_has_errors(data) || work.along || work.clash_count > 0))
		AZ_TRY(catch_up(x, data, &work));
	if (work.along && (stored || result == AZ_CONFLICT))
		return tell_kept(x, data, &work, stored);
	if (az_exchange_refused(x, result, data)) {
		if (stored && photos)
			drop_photos(data);
		x->page->status = result == AZ_CONFLICT ? 409 : 0;
		return az_section_show(x, data);
	}
	AZ_TRY(result);
	if (!az_form_has_errors(data))
		return go_on(x, data);
	az_set_flag(x->page->data, "Section.kept", true);
	return az_section_show(x, data);
}

static enum az_result page(struct az_exchange *x)
{
	struct section_form *made;
	AZ_TRY(az_visit_section_form(x, &made));
	if (!az_visit_may_fill(x, &made->sheet->visit))
		return az_page_redirect(x->page, "%s", az_visit_path(x, &made->sheet->visit));
	struct az_form_data *data = az_form_new(x->ctx->arena, &made->form);
	az_form_preset(data, SEEN, az_format(x->ctx->arena, "%lld", (long long)made->sheet->visit.revision));
	for (size_t i = 0; i < az_section_here(made)->count; i++)
		az_section_preset(x, data, FIRST + i * PER_ITEM, &az_section_item(made, i)->answer);
	return az_section_show(x, data);
}

static enum az_result form_of(struct az_exchange *x, const struct az_form **form)
{
	struct section_form *made;
	AZ_TRY(az_visit_section_form(x, &made));
	*form = &made->form;
	return AZ_OK;
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/visits/{no}/{section}", page, AZ_VISITORS, NULL, "desk", 0},
	{AZ_POST, "/desk/visits/{no}/{section}", save, AZ_VISITORS, &az_form_of_table, "desk", AZ_ROUTE_UPLOAD},
};
const struct az_route_table az_desk_visit_section_routes = AZ_ROUTES_WITH_FORMS(routes, form_of);
