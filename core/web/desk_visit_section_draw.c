/* A section of a visit: the form is drawn from the version's items. */
#include <string.h>

#include "base/text.h"
#include "web/checklist.h"
#include "web/desk_visit_section.h"

#define TOGETHER (30 * AZ_MINUTE) /* somebody who saved this short ago is probably still at it */

void az_section_preset(struct az_exchange *x, struct az_form_data *data, size_t first,
		       const struct az_visit_answer *answer)
{
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

bool az_section_lists(const struct az_form_data *data, size_t field, const char *code)
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
	for (size_t i = 0; i < az_section_here(form)->count; i++)
		if (az_visit_depends(x->ctx->arena, item->item, az_section_item(form, i)->item))
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
	const struct section_form *form = az_section_of(data);
	const struct az_visit_item *item = az_section_item(form, i);
	const struct az_checklist_item *asked = item->item;
	size_t first = FIRST + i * PER_ITEM;
	bool number = strcmp(asked->answer, "number") == 0, clash = az_section_lists(data, CLASHED, asked->code);
	struct _hdf *head = field_node(x, first + NUMBER), *answer = field_node(x, first + ANSWER);
	struct _hdf *remark = field_node(x, first + REMARK), *keep = field_node(x, first + KEEP);
	struct _hdf *photos = field_node(x, first + PHOTOS), *drop = field_node(x, first + DROP);
	az_set(head, "begins", asked->code);
	az_set(head, "question", az_pick(x->page, asked->question_zh, asked->question_en));
	az_set(head, "guidance", az_pick(x->page, asked->guidance_zh, asked->guidance_en));
	az_set(head, "limits", az_visit_limits_text(x, asked));
	az_set_flag(head, "major", strcmp(asked->major, "yes") == 0);
	az_set_flag(head, "conditional", strcmp(asked->major, "conditional") == 0);
	az_set(head, "condition", az_pick(x->page, asked->condition_zh, asked->condition_en));
	put_basis(x, head, asked, form->sheet->visit.begun_on);
	az_visit_put_county(x, head, &form->sheet->visit, asked, i == 0 ? NULL : az_section_item(form, i - 1)->item);
	/* A visit is filled in any order, so nothing is marked as optional; what may be left out is said once above. */
	az_set_flag(head, "required", true);
	az_set_flag(head, "number", number);
	az_set(answer, "code", asked->code);
	az_set(answer, "question", az_pick(x->page, asked->question_zh, asked->question_en));
	az_set_flag(answer, "answer", true);
	az_set_flag(answer, "required", true);
	az_set_flag(answer, "second", number);
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
	const struct section_form *form = az_section_of(data);
	const char *codes = "";
	for (size_t i = 0; i < az_section_here(form)->count; i++)
		if (!az_section_item(form, i)->asked && depends_here(x, form, az_section_item(form, i)))
			codes = az_format(x->ctx->arena, "%s%s%s", codes, codes[0] == '\0' ? "" : " ",
					  az_section_item(form, i)->item->code);
	data->values[UNSEEN].raw = codes;
}

static void put_not_asked(struct az_exchange *x, const struct section_form *form)
{
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		const struct az_visit_item *item = az_section_item(form, i);
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
	if (visit->revision == 0 || visit->editor_id == x->ctx->account_id || !az_visit_may_fill(x, visit) ||
	    x->ctx->now - visit->changed_at > TOGETHER)
		return;
	az_instant_print(visit->changed_at, when);
	az_set_text(x->page, x->page->data, "Other", "visit.other", visit->editor, when, NULL);
}

/* Both answers of what two people answered otherwise, and by whom the one is that is there. */
static void put_theirs(struct az_exchange *x, const struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	for (size_t i = 0; i < az_section_here(form)->count; i++) {
		const struct az_visit_item *item = az_section_item(form, i);
		struct az_visit_answer mine;
		if (!az_section_lists(data, CLASHED, item->item->code))
			continue;
		az_section_answer(data, FIRST + i * PER_ITEM, item, &mine);
		struct _hdf *row = az_append(x->page->data, "Theirs");
		az_set(row, "code", item->item->code);
		az_set(row, "theirs", az_visit_answer_text(x, item->item, &item->answer));
		az_set(row, "theirs_remark", item->answer.remark);
		az_set(row, "mine", az_visit_answer_text(x, item->item, &mine));
		az_set(row, "mine_remark", mine.remark);
		az_set(row, "who", item->answer.account);
		az_set_instant(row, "at", item->answer.at);
	}
}

static void put_place(struct az_exchange *x, const struct section_form *form)
{
	const char *path = az_visit_path(x, &form->sheet->visit);
	az_set(x->page->data, "Section.title", az_visit_section_text(x, az_section_here(form)));
	az_set_text(x->page, x->page->data, "Section.number", "visit.section_number",
		    az_format(x->ctx->arena, "%zu", form->index + 1),
		    az_format(x->ctx->arena, "%zu", form->sheet->section_count), NULL);
	az_set_flag(x->page->data, "Section.empty", az_section_here(form)->asked == 0);
	int most = x->web->site->settings->upload_mib;
	az_set(x->page->data, "Section.most", az_format(x->ctx->arena, "%lld", (long long)most << 20));
	az_set_text(x->page, x->page->data, "Section.large", "visit.photos_large", az_format(x->ctx->arena, "%d", most),
		    NULL);
	if (form->index > 0)
		az_set(x->page->data, "Section.previous", az_format(x->ctx->arena, "%s/%zu", path, form->index));
	if (form->index + 1 < form->sheet->section_count)
		az_set(x->page->data, "Section.next", az_format(x->ctx->arena, "%s/%zu", path, form->index + 2));
}

enum az_result az_section_show(struct az_exchange *x, struct az_form_data *data)
{
	const struct section_form *form = az_section_of(data);
	const char *action = az_format(x->ctx->arena, "%s/%zu", az_visit_path(x, &form->sheet->visit), form->index + 1);
	int status = x->page->status;
	AZ_TRY(az_visit_weigh(x->ctx, form->sheet));
	set_unseen(x, data);
	az_exchange_draw(x, data, action, "visit.save_next");
	for (size_t i = 0; i < az_section_here(form)->count; i++)
		put_around(x, data, i);
	put_not_asked(x, form);
	put_theirs(x, data);
	put_other(x, &form->sheet->visit);
	az_visit_put_score(x, form->sheet);
	put_place(x, form);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/visit_section", NULL);
}
