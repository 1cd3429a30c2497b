/* What changed in a checklist, in plain words. */
#include "web/checklist.h"

#include <string.h>

#include "base/text.h"
#include "base/text_difference.h"

/* ---- sentences ---- */

/* One below a change: what it is about, and then the words or the values. */
static struct _hdf *put_line(struct az_exchange *x, struct _hdf *row, const char *key, const char *about)
{
	struct _hdf *line = az_append(row, "fields");
	az_set_text(x->page, line, "name", az_format(x->ctx->arena, "checklist.changed.%s", key), about, NULL);
	return line;
}

static const char *or_none(struct az_exchange *x, const char *text)
{
	return text[0] == '\0' ? az_text(x->page, "common.none", NULL) : text;
}

/* "every quarter → every month"; nothing when both say the same. */
static void put_value(struct az_exchange *x, struct _hdf *row, const char *key, const char *about, const char *before,
		      const char *after)
{
	if (strcmp(before, after) == 0)
		return;
	struct _hdf *line = put_line(x, row, key, about);
	az_set(line, "before", or_none(x, before));
	az_set(line, "after", or_none(x, after));
}

static void put_number(struct az_exchange *x, struct _hdf *row, const char *key, int64_t before, int64_t after)
{
	put_value(x, row, key, NULL, az_format(x->ctx->arena, "%lld", (long long)before),
		  az_format(x->ctx->arena, "%lld", (long long)after));
}

void az_checklist_put_pieces(struct az_exchange *x, struct _hdf *node, const char *before, const char *after)
{
	static const char *const kinds[] = {NULL, "deleted", "inserted"};
	struct az_text_piece *pieces;
	size_t count;
	az_text_differences(x->ctx->arena, before, after, &pieces, &count);
	for (size_t i = 0; i < count; i++) {
		struct _hdf *piece = az_append(node, "pieces");
		az_set(piece, "text", pieces[i].text);
		if (pieces[i].kind != AZ_TEXT_SAME)
			az_set_flag(piece, kinds[pieces[i].kind], true);
		az_set_flag(piece, "instead",
			    i > 0 && pieces[i].kind == AZ_TEXT_INSERTED && pieces[i - 1].kind == AZ_TEXT_DELETED);
	}
}

/* A text with its deleted and inserted words. */
static void put_words(struct az_exchange *x, struct _hdf *row, const char *key, const char *language,
		      const char *before, const char *after)
{
	if (strcmp(before, after) == 0)
		return;
	struct _hdf *line = put_line(x, row, key, NULL);
	az_set(line, "language", language);
	az_checklist_put_pieces(x, line, before, after);
}

/* The page's own language first. */
static void put_both(struct az_exchange *x, struct _hdf *row, const char *key, const char *before_zh,
		     const char *after_zh, const char *before_en, const char *after_en)
{
	const char *other = az_format(x->ctx->arena, "%s_other", key);
	if (x->ctx->language == AZ_EN) {
		put_words(x, row, key, NULL, before_en, after_en);
		put_words(x, row, other, "zh-CN", before_zh, after_zh);
	} else {
		put_words(x, row, key, NULL, before_zh, after_zh);
		put_words(x, row, other, "en", before_en, after_en);
	}
}

static const char *yes_no(struct az_exchange *x, bool yes)
{
	return az_text(x->page, yes ? "common.yes" : "common.no", NULL);
}

/* ---- the fields ---- */

typedef void put_field(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
		       const struct az_checklist_item *b);

static void put_question(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			 const struct az_checklist_item *b)
{
	bool zh = strcmp(a->question_zh, b->question_zh) != 0, en = strcmp(a->question_en, b->question_en) != 0;
	put_both(x, row, "question", a->question_zh, b->question_zh, a->question_en, b->question_en);
	if (zh != en)
		put_line(x, row, zh ? "only_zh" : "only_en", NULL);
}

static void put_guidance(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			 const struct az_checklist_item *b)
{
	put_both(x, row, "guidance", a->guidance_zh, b->guidance_zh, a->guidance_en, b->guidance_en);
}

static void put_category(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			 const struct az_checklist_item *b)
{
	put_value(x, row, "category", NULL, az_checklist_category_text(x, a->category),
		  az_checklist_category_text(x, b->category));
}

static void put_major(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
		      const struct az_checklist_item *b)
{
	put_value(x, row, "major", NULL, az_code_text(x->page, "checklist.major", a->major),
		  az_code_text(x->page, "checklist.major", b->major));
	put_both(x, row, "condition", a->condition_zh, b->condition_zh, a->condition_en, b->condition_en);
}

static void put_frequency(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			  const struct az_checklist_item *b)
{
	put_value(x, row, "frequency", NULL, az_code_text(x->page, "checklist.frequency", a->frequency),
		  az_code_text(x->page, "checklist.frequency", b->frequency));
	put_both(x, row, "frequency_note", a->frequency_note_zh, b->frequency_note_zh, a->frequency_note_en,
		 b->frequency_note_en);
}

static void put_weight(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
		       const struct az_checklist_item *b)
{
	put_number(x, row, "weight", a->weight, b->weight);
}

static const char *when_asked(struct az_exchange *x, const struct az_checklist_list *whole,
			      const struct az_checklist_item *item)
{
	return item->relevant[0] == '\0' ? az_text(x->page, "checklist.always_asked", NULL)
					  : az_checklist_relevant_text(x, whole, item);
}

/* `whole`: the list whose choices it may name; NULL: it is not at hand. */
static void put_relevant(struct az_exchange *x, struct _hdf *row, const struct az_checklist_list *whole,
			 const struct az_checklist_change *change)
{
	if (change->fields & AZ_CHECKLIST_RELEVANT)
		put_value(x, row, "relevant", NULL, when_asked(x, whole, change->before),
			  when_asked(x, whole, change->after));
}

/* ---- how it is answered ---- */

static const char *limit(struct az_exchange *x, const struct az_checklist_item *item, int64_t value)
{
	return strcmp(item->answer, "number") == 0
		       ? az_format(x->ctx->arena, "%s %s", az_checklist_limit_text(x, value, item->scale), item->unit)
		       : "";
}

static const char *label(struct az_exchange *x, const struct az_checklist_choice *choice)
{
	return choice == NULL ? "" : az_pick(x->page, choice->label_zh, choice->label_en);
}

static void put_choice(struct az_exchange *x, struct _hdf *row, const struct az_checklist_choice *a,
		       const struct az_checklist_choice *b)
{
	if (a == NULL || b == NULL) {
		az_set(put_line(x, row, a == NULL ? "choice_added" : "choice_removed", NULL),
		       a == NULL ? "added" : "removed", label(x, a == NULL ? b : a));
		return;
	}
	put_both(x, row, "choice", a->label_zh, b->label_zh, a->label_en, b->label_en);
	put_value(x, row, "complies", label(x, b), yes_no(x, a->complies != 0), yes_no(x, b->complies != 0));
}

static void put_answer(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
		       const struct az_checklist_item *b)
{
	struct az_checklist_choice_pair *pairs;
	size_t count;
	put_value(x, row, "answer", NULL, az_code_text(x->page, "checklist.answer_kind", a->answer),
		  az_code_text(x->page, "checklist.answer_kind", b->answer));
	put_value(x, row, "minimum", NULL, limit(x, a, a->minimum), limit(x, b, b->minimum));
	put_value(x, row, "maximum", NULL, limit(x, a, a->maximum), limit(x, b, b->maximum));
	if (strcmp(a->answer, b->answer) == 0)
		put_number(x, row, "scale", a->scale, b->scale);
	put_value(x, row, "photo", NULL, yes_no(x, a->photo != 0), yes_no(x, b->photo != 0));
	az_checklist_choice_pairs(x->ctx->arena, a, b, &pairs, &count);
	for (size_t i = 0; i < count; i++)
		put_choice(x, row, pairs[i].before, pairs[i].after);
}

/* ---- what it rests on ---- */

static const char *day_text(struct az_exchange *x, az_day day)
{
	char text[AZ_DAY_TEXT] = "";
	if (day != AZ_DAY_NONE)
		az_day_print(day, text);
	return az_copy(x->ctx->arena, text);
}

static void put_basis(struct az_exchange *x, struct _hdf *row, const struct az_checklist_basis *a,
		      const struct az_checklist_basis *b)
{
	if (a == NULL || b == NULL) {
		az_set(put_line(x, row, a == NULL ? "basis_added" : "basis_removed", NULL),
		       a == NULL ? "added" : "removed", az_checklist_basis_text(x, a == NULL ? b : a));
		return;
	}
	const char *text = az_checklist_basis_text(x, b);
	if (strcmp(a->document, b->document) != 0)
		put_value(x, row, "basis", NULL, az_checklist_basis_text(x, a), text);
	else
		put_value(x, row, "clause", b->document, a->clause, b->clause);
	put_value(x, row, "basis_from", text, day_text(x, a->in_force_from), day_text(x, b->in_force_from));
	put_value(x, row, "basis_to", text, day_text(x, a->in_force_to), day_text(x, b->in_force_to));
	put_value(x, row, "verified", text, yes_no(x, a->verified != 0), yes_no(x, b->verified != 0));
}

static void put_all_basis(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			  const struct az_checklist_item *b)
{
	struct az_checklist_basis_pair *pairs;
	size_t count;
	az_checklist_basis_pairs(x->ctx->arena, a, b, &pairs, &count);
	for (size_t i = 0; i < count; i++)
		put_basis(x, row, pairs[i].before, pairs[i].after);
}

static void put_mandatory(struct az_exchange *x, struct _hdf *row, const struct az_checklist_item *a,
			  const struct az_checklist_item *b)
{
	put_value(x, row, "mandatory", NULL, yes_no(x, a->mandatory != 0), yes_no(x, b->mandatory != 0));
}

static const struct {
	enum az_checklist_field field;
	put_field *put;
} fields[] = {
	{AZ_CHECKLIST_QUESTION, put_question},   {AZ_CHECKLIST_GUIDANCE, put_guidance},
	{AZ_CHECKLIST_CATEGORY, put_category},   {AZ_CHECKLIST_MAJOR, put_major},
	{AZ_CHECKLIST_FREQUENCY, put_frequency}, {AZ_CHECKLIST_WEIGHT, put_weight},
	{AZ_CHECKLIST_ANSWER, put_answer},       {AZ_CHECKLIST_BASIS, put_all_basis},
	{AZ_CHECKLIST_MANDATORY, put_mandatory},
};

/* ---- changes ---- */

#define KINDS 5
static const char *const kinds[KINDS] = {"added", "changed", "retired", "restored", "moved"};

static void put_law_line(struct _hdf *node, const char *language, const char *text)
{
	struct _hdf *line = az_append(node, "law");
	az_set(line, "language", language);
	az_set(line, "text", text);
}

void az_checklist_put_law_words(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *baseline,
				const struct az_checklist_item *item)
{
	const struct az_checklist_item *due = item->own ? NULL : az_checklist_item_of(baseline, item->code);
	bool english = x->ctx->language == AZ_EN;
	if (due == NULL || !due->mandatory)
		return;
	bool zh = strcmp(due->question_zh, item->question_zh) != 0, en = strcmp(due->question_en, item->question_en) != 0;
	if (english ? en : zh)
		put_law_line(node, NULL, english ? due->question_en : due->question_zh);
	if (!zh && !en)
		return;
	for (size_t i = 0; i < due->basis_count; i++)
		if (az_checklist_basis_on(&due->basis[i], az_day_at(x->ctx->now)))
			az_set(az_append(node, "law_basis"), "text", az_checklist_basis_text(x, &due->basis[i]));
	if (english ? zh : en)
		put_law_line(node, english ? "zh-CN" : "en", english ? due->question_zh : due->question_en);
}

/* Of what changed, the words of the baseline; of what comes or goes, all. */
static void put_beside(struct az_exchange *x, struct _hdf *row, const struct az_checklist_beside *beside,
		       const struct az_checklist_change *change)
{
	const struct az_checklist_item *item = change->after == NULL ? change->before : change->after;
	bool whole = change->kind != AZ_CHECKLIST_CHANGED && change->kind != AZ_CHECKLIST_MOVED;
	if (change->kind != AZ_CHECKLIST_RETIRED)
		az_checklist_put_law_words(x, row, beside->baseline, item);
	if (whole)
		az_checklist_put_item(x, az_node(row, "item"), beside->whole, item, az_day_at(x->ctx->now));
	else
		az_set_flag(row, "mandatory", item->mandatory != 0);
}

static void put_change(struct az_exchange *x, struct _hdf *row, const struct az_checklist_beside *beside,
		       const struct az_checklist_change *change)
{
	static const char *const colours[KINDS] = {"green", "blue", "amber", "green", "violet"};
	const struct az_checklist_item *item = change->after == NULL ? change->before : change->after;
	az_set_code(x->page, row, "kind", "checklist.change", kinds[change->kind]);
	az_set(row, "colour", colours[change->kind]);
	az_set(row, "code", item->code);
	az_set(row, "question", az_pick(x->page, item->question_zh, item->question_en));
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		if (change->fields & (int64_t)fields[i].field)
			fields[i].put(x, row, change->before, change->after);
	put_relevant(x, row, beside == NULL ? NULL : beside->whole, change);
	if (change->moved)
		az_set_text(x->page, az_append(row, "fields"), "name",
			    change->next == NULL ? "checklist.changed.moved_last" : "checklist.changed.moved",
			    change->next == NULL ? NULL : change->next->code, NULL);
	if (beside != NULL)
		put_beside(x, row, beside, change);
}

void az_checklist_put_changes(struct az_exchange *x, const char *path, const struct az_checklist_beside *beside,
			      const struct az_checklist_change *changes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		put_change(x, az_append(x->page->data, path), beside, &changes[i]);
}

const char *az_checklist_changes_count(struct az_exchange *x, const struct az_checklist_change *changes, size_t count)
{
	const char *text = "";
	for (size_t kind = 0; kind < KINDS; kind++) {
		long long of_kind = 0;
		for (size_t i = 0; i < count; i++)
			of_kind += changes[i].kind == (enum az_checklist_change_kind)kind;
		if (of_kind == 0)
			continue;
		const char *one = az_text(x->page, az_format(x->ctx->arena, "checklist.changes_of.%s", kinds[kind]),
					  az_format(x->ctx->arena, "%lld", of_kind), NULL);
		text = text[0] == '\0' ? one : az_text(x->page, "checklist.joined", text, one, NULL);
	}
	return count == 0 ? az_text(x->page, "checklist.no_changes", NULL) : text;
}
