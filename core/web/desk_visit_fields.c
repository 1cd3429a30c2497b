/* The fields of a section of a visit: its form is made from the version's items. */
#include <string.h>

#include "base/text.h"
#include "web/desk_visit_section.h"
#include "web/exchange.h"

#define REMARK_MAX 500
#define NUMBER_LEAST (-1000000000000)

/* "MIN-06" in lower case with underscores, after what it is of the item. */
static const char *field_name(struct az_exchange *x, const char *what, const char *code)
{
	char *name = az_format(x->ctx->arena, "%s_%s", what, code);
	for (char *at = name; *at != '\0'; at++)
		if (*at >= 'A' && *at <= 'Z')
			*at = (char)(*at - 'A' + 'a');
		else if (*at == '-')
			*at = '_';
	return name;
}

const char *az_visit_choice_code(struct az_exchange *x, const char *code)
{
	return az_format(x->ctx->arena, "c.%s", code);
}

static void set_answers(struct az_exchange *x, const struct az_checklist_item *item, struct anze_field *field)
{
	static const char *const yes_no[] = {"yes", "no"}, *const others[] = {"not_applicable", "not_checked"};
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, item->choice_count + 4, struct anze_choice);
	size_t n = 0;
	for (size_t i = 0; strcmp(item->answer, "yes_no") == 0 && i < 2; i++)
		choices[n++] = (struct anze_choice){
			yes_no[i], az_visit_words(x, az_format(x->ctx->arena, "visit.answer.%s", yes_no[i]))};
	for (size_t i = 0; strcmp(item->answer, "choice") == 0 && i < item->choice_count; i++)
		choices[n++] = (struct anze_choice){az_visit_choice_code(x, item->choices[i].code),
						    {item->choices[i].label_zh, item->choices[i].label_en}};
	for (size_t i = 0; i < 2; i++)
		choices[n++] = (struct anze_choice){
			others[i], az_visit_words(x, az_format(x->ctx->arena, "visit.answer.%s", others[i]))};
	field->choices = choices;
	field->choice_count = n;
}

/* The photos that are there already, to be ticked for removal. */
static void set_photos(struct az_exchange *x, const struct az_visit_sheet *sheet, const char *code,
		       struct anze_field *field)
{
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, sheet->photo_count + 1, struct anze_choice);
	size_t n = 0;
	for (size_t i = 0; i < sheet->photo_count; i++) {
		const struct az_visit_photo *photo = &sheet->photos[i];
		if (strcmp(photo->item, code) != 0)
			continue;
		const char *label =
			az_text(x->page, "visit.photo_remove", photo->name, az_size_text(x->page, photo->size), NULL);
		choices[n++] = (struct anze_choice){az_format(x->ctx->arena, "%lld", (long long)photo->blob_id),
						    {label, label}};
	}
	field->choices = choices;
	field->choice_count = n;
}

/* What may be added: how many, how large, how large together, of which kinds. */
static struct anze_text photo_limits(struct az_exchange *x)
{
	const struct az_settings *settings = x->web->site->settings;
	const char *text = az_text(x->page, "visit.photo_limits", az_format(x->ctx->arena, "%d", AZ_VISIT_PHOTOS),
				   az_format(x->ctx->arena, "%d", settings->file_mib),
				   az_format(x->ctx->arena, "%d", settings->upload_mib), az_upload_kind(x->route)->text,
				   NULL);
	return (struct anze_text){text, text};
}

static void add_item(struct az_exchange *x, const struct az_visit_sheet *sheet, const struct az_checklist_item *item,
		     struct anze_field *fields)
{
	static const struct anze_choice sides[] = {{"theirs", {0}}, {"mine", {0}}};
	struct anze_choice *keep = AZ_NEW_ARRAY(x->ctx->arena, 2, struct anze_choice);
	bool number = strcmp(item->answer, "number") == 0;
	for (size_t i = 0; i < 2; i++)
		keep[i] = (struct anze_choice){
			sides[i].code, az_visit_words(x, az_format(x->ctx->arena, "visit.keep.%s", sides[i].code))};
	fields[ANSWER] =
		(struct anze_field){.name = field_name(x, "a", item->code),
				    .type = ANZE_CHOICE,
				    .flags = number ? ANZE_LIST : 0,
				    .label = number ? az_visit_words(x, "visit.no_number")
						    : (struct anze_text){item->question_zh, item->question_en}};
	set_answers(x, item, &fields[ANSWER]);
	/* What the limits forbid is to be written down as well: it fails. */
	fields[NUMBER] = (struct anze_field){.name = field_name(x, "n", item->code),
					     .type = number ? ANZE_DECIMAL : ANZE_HIDDEN,
					     .flags = ANZE_NARROW,
					     .min = number && item->minimum < 0 ? NUMBER_LEAST : 0,
					     .max = number ? (item->minimum < 0 ? -NUMBER_LEAST : 0) : 1,
					     .scale = (uint32_t)item->scale,
					     .unit = number ? item->unit : NULL,
					     .label = {item->question_zh, item->question_en}};
	fields[REMARK] = (struct anze_field){.name = field_name(x, "r", item->code),
					     .type = ANZE_LONG_TEXT,
					     .max = REMARK_MAX,
					     .label = az_visit_words(x, "visit.remark")};
	fields[PHOTOS] =
		(struct anze_field){.name = field_name(x, "p", item->code),
				    .type = ANZE_FILE,
				    .max = AZ_VISIT_PHOTOS,
				    .hint = photo_limits(x),
				    .label = az_visit_words(x, item->photo ? "visit.photo_needed" : "visit.photo")};
	fields[DROP] = (struct anze_field){.name = field_name(x, "d", item->code),
					   .type = ANZE_CHOICES,
					   .label = az_visit_words(x, "visit.photos")};
	set_photos(x, sheet, item->code, &fields[DROP]);
	fields[KEEP] = (struct anze_field){.name = field_name(x, "k", item->code),
					   .type = ANZE_CHOICE,
					   .label = az_visit_words(x, "visit.keep_which"),
					   .choices = keep,
					   .choice_count = 2};
}

const struct section_form *az_section_of(const struct az_form_data *data)
{
	return (const struct section_form *)(const void *)data->form;
}

const struct az_visit_section *az_section_here(const struct section_form *form)
{
	return &form->sheet->sections[form->index];
}

struct az_visit_item *az_section_item(const struct section_form *form, size_t i)
{
	return &form->sheet->items[az_section_here(form)->items[i]];
}

enum az_result az_visit_section_form(struct az_exchange *x, struct section_form **out)
{
	struct section_form *made = AZ_NEW(x->ctx->arena, struct section_form);
	struct az_visit visit;
	int64_t number;
	made->sheet = AZ_NEW(x->ctx->arena, struct az_visit_sheet);
	AZ_TRY(az_visit_find(x->ctx, x->request->params[0], &visit));
	az_visit_put(x, &visit);
	AZ_TRY(az_visit_read(x->ctx, &visit, made->sheet));
	if (!az_visit_is_own(x->ctx, &visit) ||
	    !az_parse_int(x->request->params[1], 1, (int64_t)made->sheet->section_count, &number))
		return AZ_NOT_FOUND;
	made->index = (size_t)number - 1;
	const struct az_visit_section *section = az_section_here(made);
	size_t count = FIRST + section->count * PER_ITEM;
	struct anze_field *fields = AZ_NEW_ARRAY(x->ctx->arena, count, struct anze_field);
	fields[SEEN] = (struct anze_field){.name = "seen",
					   .type = ANZE_HIDDEN,
					   .flags = ANZE_REQUIRED,
					   .max = 12,
					   .label = az_visit_words(x, "visit.seen")};
	fields[CLASHED] = (struct anze_field){
		.name = "clashed", .type = ANZE_HIDDEN, .max = 400, .label = az_visit_words(x, "visit.seen")};
	fields[GO] = (struct anze_field){
		.name = "go", .type = ANZE_HIDDEN, .max = 10, .label = az_visit_words(x, "visit.seen")};
	fields[UNSEEN] = (struct anze_field){
		.name = "unseen", .type = ANZE_HIDDEN, .max = 400, .label = az_visit_words(x, "visit.seen")};
	for (size_t i = 0; i < section->count; i++)
		add_item(x, made->sheet, az_section_item(made, i)->item, &fields[FIRST + i * PER_ITEM]);
	made->form = (struct az_form){"visit_section", fields, count};
	*out = made;
	return AZ_OK;
}
