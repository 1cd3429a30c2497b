/* A checklist in words: items, versions. */
#include "web/desk_checklist.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"

static const struct {
	enum az_checklist_field field;
	const char *key;
} fields[] = {
	{AZ_CHECKLIST_QUESTION, "question"}, {AZ_CHECKLIST_GUIDANCE, "guidance"},   {AZ_CHECKLIST_CATEGORY, "category"},
	{AZ_CHECKLIST_MAJOR, "major"},       {AZ_CHECKLIST_FREQUENCY, "frequency"}, {AZ_CHECKLIST_WEIGHT, "weight"},
	{AZ_CHECKLIST_ANSWER, "answer"},     {AZ_CHECKLIST_RELEVANT, "relevant"}, {AZ_CHECKLIST_BASIS, "basis"},
	{AZ_CHECKLIST_MANDATORY, "mandatory"},
};
#define FIELDS (sizeof fields / sizeof fields[0])

const struct az_sector *az_checklist_sector(struct az_exchange *x, size_t param)
{
	return az_sector_by_path(x->web->site, x->request->params[param]);
}

void az_checklist_put_title(struct az_exchange *x, const struct az_sector *sector, const char *county,
                            const char *county_name)
{
	const char *name = az_checklist_list_name(x, sector, county_name);
	az_set_text(x->page, x->page->data, "Checklist.title", "checklist.page_title", name, NULL);
	az_set_text(x->page, x->page->data, "Page.title", "checklist.page_title", name, NULL);
	az_set(x->page->data, "Checklist.sector", name);
	az_set(x->page->data, "Checklist.href", az_checklist_public_href(x, sector, county, ""));
	az_set(x->page->data, "Checklist.desk",
	       az_format(x->ctx->arena, "/desk/checklists/%s", az_checklist_list_path(x, sector, county)));
	if (county_name == NULL)
		return;
	az_set(x->page->data, "Checklist.county", county_name);
	az_set_text(x->page, x->page->data, "Checklist.county_title", "checklist_county.title", county_name, NULL);
}

const char *az_checklist_name(struct az_exchange *x, int64_t number)
{
	if (number == 0)
		return az_text(x->page, "checklist.baseline", NULL);
	return az_text(x->page, "checklist.version_name", az_format(x->ctx->arena, "%lld", (long long)number), NULL);
}

const char *az_checklist_fault(struct az_exchange *x, const char *sector, const struct anze_plugin **plugin)
{
	const char *text = NULL;
	if (az_checklist_plugin(x->ctx, sector, plugin) != AZ_OK && x->ctx->problem.key != NULL)
		text = az_problem_text(x, &x->ctx->problem);
	x->ctx->problem = (struct az_problem){0};
	return text;
}

/* ---- parts of an item as text ---- */

static const char *joined(struct az_exchange *x, const char *text, const char *more)
{
	return text[0] == '\0' ? more : az_text(x->page, "checklist.joined", text, more, NULL);
}

static const char *field_name(struct az_exchange *x, size_t i)
{
	return az_text(x->page, az_format(x->ctx->arena, "checklist.field_%s", fields[i].key), NULL);
}

static const char *field_names(struct az_exchange *x, int64_t set)
{
	const char *text = "";
	for (size_t i = 0; i < FIELDS; i++)
		if (set & (int64_t)fields[i].field)
			text = joined(x, text, field_name(x, i));
	return text;
}

const char *az_checklist_limit_text(struct az_exchange *x, int64_t value, int64_t scale)
{
	char *text = az_alloc(x->ctx->arena, AZ_DEC_TEXT);
	az_dec_print_grouped(az_dec_of(value, (uint32_t)scale), text);
	return text;
}

static const char *choice_text(struct az_exchange *x, const struct az_checklist_choice *choice)
{
	const char *label = az_pick(x->page, choice->label_zh, choice->label_en);
	return choice->complies ? az_text(x->page, "checklist.choice_good", label, NULL) : label;
}

static const char *answer_text(struct az_exchange *x, const struct az_checklist_item *item)
{
	const char *text;
	if (strcmp(item->answer, "number") == 0) {
		text = az_text(x->page, "checklist.answer_number", az_checklist_limit_text(x, item->minimum, item->scale),
		               az_checklist_limit_text(x, item->maximum, item->scale), item->unit, NULL);
	} else if (strcmp(item->answer, "choice") == 0) {
		const char *all = "";
		for (size_t i = 0; i < item->choice_count; i++)
			all = joined(x, all, choice_text(x, &item->choices[i]));
		text = az_text(x->page, "checklist.answer_choice", all, NULL);
	} else {
		text = az_text(x->page, "checklist.answer_yes_no", NULL);
	}
	return item->photo ? joined(x, text, az_text(x->page, "checklist.photo", NULL)) : text;
}

/* By the plugin of its sector, when there is one: published versions stay readable without. */
const char *az_checklist_relevant_text(struct az_exchange *x, const struct az_checklist_list *list,
                                       const struct az_checklist_item *item)
{
	const char *sector = az_copy_n(x->ctx->arena, item->code, strcspn(item->code, "-"));
	return az_checklist_condition_words(x, az_plugins_find(x->web->site->plugins, sector), list, item->relevant);
}

static const char *frequency_text(struct az_exchange *x, const struct az_checklist_item *item)
{
	const char *text = az_code_text(x->page, "checklist.frequency", item->frequency);
	const char *note = az_pick(x->page, item->frequency_note_zh, item->frequency_note_en);
	return note[0] == '\0' ? text : az_text(x->page, "checklist.noted", text, note, NULL);
}

const char *az_checklist_category_text(struct az_exchange *x, const char *category)
{
	return az_text(x->page, "checklist.category_named", category,
	               az_code_text(x->page, "checklist.category", category), NULL);
}

const char *az_checklist_basis_text(struct az_exchange *x, const struct az_checklist_basis *basis)
{
	return basis->clause[0] == '\0' ? basis->document
	                                : az_format(x->ctx->arena, "%s %s", basis->document, basis->clause);
}

/* ---- an item ---- */

static void put_basis(struct az_exchange *x, struct _hdf *node, const struct az_checklist_basis *basis)
{
	struct _hdf *row = az_append(node, "basis");
	az_set(row, "text", az_checklist_basis_text(x, basis));
	az_set_day(row, "from", basis->in_force_from);
	az_set_day(row, "to", basis->in_force_to);
	az_set_flag(row, "unverified", !basis->verified);
}

/* An item has many parts and most items few of them: what is empty is not there, as the templates ask for it. More than ten
 * children also cost a node of the page's data a table of its own. */
static void put_said(struct _hdf *node, const char *path, const char *text)
{
	if (text[0] != '\0')
		az_set(node, path, text);
}

void az_checklist_put_item(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *list,
                           const struct az_checklist_item *item, az_day day)
{
	az_set(node, "code", item->code);
	az_set(node, "category_text", az_checklist_category_text(x, item->category));
	az_set(node, "question", az_pick(x->page, item->question_zh, item->question_en));
	put_said(node, "guidance", az_pick(x->page, item->guidance_zh, item->guidance_en));
	az_set_flag(node, "major", strcmp(item->major, "yes") == 0);
	az_set_flag(node, "conditional", strcmp(item->major, "conditional") == 0);
	if (strcmp(item->major, "no") != 0)
		az_set_code(x->page, node, "major_text", "checklist.major", item->major);
	put_said(node, "condition", az_pick(x->page, item->condition_zh, item->condition_en));
	az_set(node, "frequency", frequency_text(x, item));
	az_set_int(node, "weight", item->weight);
	if (item->photo || strcmp(item->answer, "yes_no") != 0)
		az_set(node, "answer", answer_text(x, item));
	put_said(node, "relevant", item->relevant[0] == '\0' ? "" : az_checklist_relevant_text(x, list, item));
	az_set_flag(node, "mandatory", item->mandatory != 0);
	az_set_flag(node, "own", item->own != 0 && item->county == NULL);
	az_set_flag(node, "of_county", item->county != NULL);
	if (item->retired)
		put_said(node, "retired_reason", item->retired_reason);
	if (item->lapsed != NULL)
		az_set_text(x->page, node, "lapsed", "checklist_county.lapsed", NULL);
	if (item->changed)
		az_set_text(x->page, node, "adjusted", "checklist.adjusted", field_names(x, item->changed), NULL);
	for (size_t i = 0; i < item->basis_count; i++)
		if (az_checklist_basis_on(&item->basis[i], day))
			put_basis(x, node, &item->basis[i]);
}

/* ---- versions ---- */

void az_checklist_put_versions(struct az_exchange *x, const char *path, const struct az_sector *sector,
                               const struct az_checklist_version *versions, size_t count, int64_t current)
{
	static const char *const names[] = {"coming", "in_force", "past", "replaced"};
	static const char *const colours[] = {"blue", "green", "past", "past"};
	for (size_t i = 0; i < count; i++) {
		const struct az_checklist_version *version = &versions[i];
		struct _hdf *row = az_append(x->page->data, path);
		az_set(row, "name", az_checklist_name(x, version->number));
		az_set(row, "href",
		       az_checklist_public_href(x, sector, version->county,
		                                az_format(x->ctx->arena, "/%lld", (long long)version->number)));
		az_set_flag(row, "current", version->number == current);
		az_set_day(row, "from", version->effective_from);
		if (version->standing != AZ_CHECKLIST_REPLACED)
			az_set_day(row, "to", version->effective_to);
		az_set(row, "colour", colours[version->standing]);
		az_set_code(x->page, row, "standing", "checklist.standing", names[version->standing]);
		az_set_instant(row, "published_at", version->published_at);
		az_set(row, "authority", az_pick(x->page, version->authority_zh, version->authority_en));
		az_set_int(row, "items", version->items);
	}
}
