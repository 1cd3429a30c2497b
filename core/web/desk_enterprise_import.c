/* A regulator's sheet of enterprises: checked, shown what it would do, taken over. */
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/text.h"
#include "domain/division.h"
#include "domain/enterprise_sheet.h"
#include "web/desk_enterprise.h"
#include "web/exchange.h"

#define ROOM "/desk/enterprises/import"
#define LINES_SHOWN 200

enum { FILE_FIELD, UPLOAD_FIELDS, SEEN = UPLOAD_FIELDS, APPLY_FIELDS };
static const struct anze_field fields[] = {
	[FILE_FIELD] = {"sheet", ANZE_FILE, ANZE_REQUIRED, .max = 1},
	[SEEN] = {"seen", ANZE_HIDDEN, ANZE_REQUIRED, .max = 64},
};
static const struct az_form upload_form = {"enterprise_import", fields, UPLOAD_FIELDS};
static const struct az_form apply_form = {"enterprise_import", fields, APPLY_FIELDS};

/* ---- the words of a sheet ---- */

/* The list that is given out for reading comes back as well as the one for importing: its headings, and names for
 * codes, in either language. */
struct words {
	struct az_exchange *x;
	struct anze_choice *own, *counties, *zones, sizes[AZ_ENTERPRISE_SIZES], active[2];
	size_t own_count, county_count, zone_count; /* of the first three; `own`: the sectors that the actor keeps */
};

static struct anze_text both(struct az_exchange *x, const char *key)
{
	const char *zh = az_view_find(x->web->view, AZ_ZH, key), *en = az_view_find(x->web->view, AZ_EN, key);
	return (struct anze_text){zh == NULL ? "" : zh, en == NULL ? "" : en};
}

static bool says(const struct anze_text *text, const char *typed)
{
	return strcmp(text->zh, typed) == 0 || strcasecmp(text->en, typed) == 0;
}

static const char *heading(struct words *words, const char *text)
{
	for (size_t i = 0; i < AZ_SHEET_FIELDS; i++) {
		const char *name = az_enterprise_sheet.fields[i].name;
		struct anze_text label = both(words->x, az_format(words->x->ctx->arena, "enterprise.%s", name));
		if (strcasecmp(name, text) == 0 || says(&label, text))
			return name;
	}
	struct anze_text colour = both(words->x, "enterprise.colour_title");
	return says(&colour, text) ? "" : text; /* computed: not taken back */
}

static const char *code_of(const struct anze_choice *choices, size_t count, const char *text)
{
	for (size_t i = 0; i < count; i++)
		if (says(&choices[i].label, text))
			return choices[i].code;
	return text;
}

/* The length of a sector's code or name at the beginning of a text; 0. */
static size_t sector_at(const struct az_sector *sector, const char *text)
{
	const char *const names[] = {sector->name.zh, sector->name.en, sector->code};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		size_t n = strlen(names[i]);
		if (n > 0 && strncasecmp(names[i], text, n) == 0)
			return n;
	}
	return 0;
}

/* The length of a sign that may stand between two sectors; 0: it is none. */
static size_t separator_at(const char *text)
{
	static const uint32_t separators[] = {' ', ',', ';', '/', 0x3001, 0xff0c, 0xff1b}; /* and the Chinese ones */
	size_t at = 0;
	uint32_t point = az_utf8_next(text, strlen(text), &at);
	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
		if (separators[i] == point)
			return at;
	return 0;
}

/* "矿山、危险化学品" as "MIN CHE"; what is none stays, and is refused by its name. */
static const char *sector_codes(struct words *words, struct az_arena *arena, const char *text)
{
	const struct az_site *site = words->x->web->site;
	struct az_buffer out;
	az_buffer_init(&out, arena);
	while (*text != '\0') {
		size_t n = separator_at(text);
		if (n > 0) {
			text += n;
			continue;
		}
		if (out.n > 0)
			az_buffer_add_char(&out, ' ');
		const char *code = NULL;
		for (size_t i = 0; i < site->sector_count && n == 0; i++) {
			n = sector_at(&site->sectors[i], text);
			code = site->sectors[i].code;
		}
		if (n > 0) {
			az_buffer_add_text(&out, code);
			text += n;
		} else {
			for (; *text != '\0' && separator_at(text) == 0; text++)
				az_buffer_add_char(&out, *text);
		}
	}
	return out.p;
}

static const char *meaning(void *self, struct az_arena *arena, const struct anze_field *field, const char *text)
{
	struct words *words = self;
	if (field == NULL)
		return heading(words, text);
	switch (field - az_enterprise_sheet.fields) {
	case AZ_SHEET_COUNTY:
		return code_of(words->counties, words->county_count, text);
	case AZ_SHEET_ZONE:
		return code_of(words->zones, words->zone_count, text);
	case AZ_SHEET_SECTORS:
		return sector_codes(words, arena, text);
	case AZ_SHEET_SIZE:
		return code_of(words->sizes, AZ_ENTERPRISE_SIZES, text);
	case AZ_SHEET_ACTIVE:
		return code_of(words->active, 2, text);
	default:
		return text;
	}
}

static enum az_result load_words(struct az_exchange *x, struct words *words, struct az_sheet_words *out)
{
	AZ_TRY(az_division_choices(x->ctx, &words->counties, &words->county_count));
	AZ_TRY(az_zone_choices(x->ctx, &words->zones, &words->zone_count));
	for (size_t i = 0; i < AZ_ENTERPRISE_SIZES; i++)
		words->sizes[i] = (struct anze_choice){
			az_enterprise_sizes[i].code,
			both(x, az_format(x->ctx->arena, "enterprise.size.%s", az_enterprise_sizes[i].code))};
	words->active[0] = (struct anze_choice){"yes", both(x, "common.yes")};
	words->active[1] = (struct anze_choice){"no", both(x, "common.no")};
	*out = (struct az_sheet_words){meaning, words};
	return AZ_OK;
}

/* ---- the page ---- */

static void put_codes(struct az_exchange *x, const char *path, const struct anze_choice *choices, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, path);
		az_set(row, "code", choices[i].code);
		az_set(row, "label", az_pick(x->page, choices[i].label.zh, choices[i].label.en));
	}
}

/* Keepers of enterprises alone; others see no such page. */
static enum az_result enter(struct az_exchange *x, struct words *words, struct az_sheet_words *out)
{
	*words = (struct words){.x = x};
	AZ_TRY(az_enterprise_own_sectors(x->ctx, &words->own, &words->own_count));
	if (words->own_count == 0)
		return AZ_NOT_FOUND;
	AZ_TRY(load_words(x, words, out));
	put_codes(x, "Codes.sectors", words->own, words->own_count);
	for (size_t i = 0; i < words->county_count; i++)
		if (x->ctx->actor->county[0] == '\0' || strcmp(x->ctx->actor->county, words->counties[i].code) == 0)
			put_codes(x, "Codes.counties", &words->counties[i], 1);
	put_codes(x, "Codes.zones", words->zones, words->zone_count);
	put_codes(x, "Codes.sizes", words->sizes, AZ_ENTERPRISE_SIZES);
	return AZ_OK;
}

static enum az_result show(struct az_exchange *x, int status)
{
	az_set_text(x->page, x->page->data, "Import.rows_most", "enterprise_import.rows_most",
		    az_format(x->ctx->arena, "%d", AZ_ENTERPRISE_SHEET_ROWS), NULL);
	if (status != 0)
		x->page->status = status;
	return az_page_show(x->page, "desk/enterprise_import", "enterprise_import.title");
}

static enum az_result show_upload(struct az_exchange *x, struct az_form_data *form)
{
	int status = x->page->status;
	az_exchange_draw(x, az_form_again(x, form, &upload_form), ROOM, "enterprise_import.submit");
	az_set_flag(x->page->data, "Import.upload", true);
	return show(x, status);
}

static enum az_result upload_page(struct az_exchange *x)
{
	struct az_sheet_words sheet;
	struct words words;
	AZ_TRY(enter(x, &words, &sheet));
	return show_upload(x, az_exchange_form(x, &upload_form));
}

/* ---- what is wrong with a sheet ---- */

static enum az_result show_faults(struct az_exchange *x, const struct az_form_data *form, const struct az_sheet *sheet)
{
	size_t all = sheet->fault_count + sheet->more;
	struct az_form_data *again = az_form_new(x->ctx->arena, &upload_form);
	for (size_t i = 0; i < sheet->fault_count; i++) {
		const struct az_sheet_fault *fault = &sheet->faults[i];
		struct _hdf *row = az_append(x->page->data, "Faults");
		if (fault->row != 0)
			az_set_text(x->page, row, "row", "enterprise_import.row_at",
				    az_format(x->ctx->arena, "%zu", fault->row), NULL);
		az_set(row, "column", fault->column);
		az_set(row, "value", fault->value);
		az_set(row, "reason", az_problem_text(x, &fault->reason));
	}
	az_set_text(x->page, x->page->data, "Import.faults_title",
		    all == 1 ? "checklist_sheet.fault_title" : "checklist_sheet.faults_title",
		    az_format(x->ctx->arena, "%zu", all), NULL);
	if (sheet->more > 0)
		az_set_text(x->page, x->page->data, "Import.more", "checklist_sheet.more",
			    az_format(x->ctx->arena, "%zu", sheet->fault_count), NULL);
	az_set(x->page->data, "Import.name", form->values[FILE_FIELD].files[0].name);
	x->page->status = 422;
	return show_upload(x, again);
}

/* ---- what a sheet would do ---- */

static const char *const outcomes[AZ_ENTERPRISE_OUTCOMES] = {"new", "joined", "changed", "same"};

static const char *choice_text(struct az_exchange *x, const struct anze_choice *choices, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(choices[i].code, code) == 0)
			return az_pick(x->page, choices[i].label.zh, choices[i].label.en);
	return code[0] == '\0' ? az_text(x->page, "enterprise.no_value", NULL) : code;
}

static void put_difference(struct az_exchange *x, struct _hdf *row, const char *key, const char *before,
			   const char *after)
{
	if (strcmp(before, after) == 0)
		return;
	struct _hdf *part = az_append(row, "parts");
	az_set(part, "label", az_text(x->page, key, NULL));
	az_set(part, "before", before);
	az_set(part, "after", after);
}

/* The names of the sectors of an entry, beside those of `others`. */
static const char *sectors_text(struct words *words, const char *others, const struct az_enterprise_entry *entry)
{
	struct az_enterprise all = {.sectors = others};
	for (size_t i = 0; i < entry->sector_count; i++)
		all.sectors = az_format(words->x->ctx->arena, "%s %s", all.sectors, entry->sectors[i]);
	const char *text = az_enterprise_sector_names(words->x, &all);
	return text[0] == '\0' ? az_text(words->x->page, "enterprise.no_value", NULL) : text;
}

static bool is_own(const struct words *words, const char *sector)
{
	for (size_t i = 0; i < words->own_count; i++)
		if (strcmp(words->own[i].code, sector) == 0)
			return true;
	return false;
}

/* The sectors of other authorities, which stay whatever the sheet says. */
static const char *others_sectors(struct words *words, const struct az_enterprise *before)
{
	const struct az_site *site = words->x->web->site;
	const char *others = "";
	for (size_t i = 0; i < site->sector_count; i++)
		if (az_enterprise_has(before, site->sectors[i].code) && !is_own(words, site->sectors[i].code))
			others = az_format(words->x->ctx->arena, "%s %s", others, site->sectors[i].code);
	return others;
}

static void put_line(struct words *words, const struct az_enterprise_line *line)
{
	struct az_exchange *x = words->x;
	const struct az_enterprise *before = &line->before;
	const struct az_enterprise_entry *entry = &line->entry;
	const char *yes = az_text(x->page, "common.yes", NULL), *no = az_text(x->page, "common.no", NULL);
	struct _hdf *row = az_append(x->page->data, "Lines");
	az_set_int(row, "row", (int64_t)line->row);
	az_set(row, "name", entry->name);
	az_set(row, "code", entry->uscc);
	az_set(row, "outcome", outcomes[line->outcome]);
	if (line->outcome != AZ_ENTERPRISE_CHANGED) {
		az_set(row, "county", choice_text(x, words->counties, words->county_count, entry->county));
		az_set(row, "sectors", sectors_text(words, "", entry));
		return;
	}
	put_difference(x, row, "enterprise.name", before->name, entry->name);
	put_difference(x, row, "enterprise.county",
		       choice_text(x, words->counties, words->county_count, before->county),
		       choice_text(x, words->counties, words->county_count, entry->county));
	put_difference(x, row, "enterprise.zone", choice_text(x, words->zones, words->zone_count, before->zone),
		       choice_text(x, words->zones, words->zone_count, entry->zone));
	put_difference(x, row, "enterprise.sectors", az_enterprise_sector_names(x, before),
		       sectors_text(words, others_sectors(words, before), entry));
	put_difference(x, row, "enterprise.size", choice_text(x, words->sizes, AZ_ENTERPRISE_SIZES, before->size),
		       choice_text(x, words->sizes, AZ_ENTERPRISE_SIZES, entry->size));
	put_difference(x, row, "enterprise.active", before->active != 0 ? yes : no, entry->active ? yes : no);
}

static enum az_result show_look(struct words *words, struct az_form_data *form,
				const struct az_enterprise_import *import)
{
	struct az_exchange *x = words->x;
	const struct az_form_file *file = &form->values[FILE_FIELD].files[0];
	const char *action = ROOM "/apply";
	int status = x->page->status;
	for (size_t i = 0; i < AZ_ENTERPRISE_OUTCOMES; i++)
		az_set_int(x->page->data, az_format(x->ctx->arena, "Import.%s", outcomes[i]),
			   (int64_t)import->counts[i]);
	for (size_t i = 0; i < import->line_count && i < LINES_SHOWN; i++)
		put_line(words, &import->lines[i]);
	if (import->line_count > LINES_SHOWN)
		az_set_text(x->page, x->page->data, "Import.more", "enterprise_import.more",
			    az_format(x->ctx->arena, "%d", LINES_SHOWN),
			    az_format(x->ctx->arena, "%zu", import->line_count), NULL);
	az_set_flag(x->page->data, "Import.good", true);
	az_set_flag(x->page->data, "Import.any", import->line_count > 0);
	az_set(x->page->data, "Import.name", file->name);
	az_set(x->page->data, "Import.action", action);
	az_set(x->page->data, "Import.token", az_exchange_token(x, action));
	az_set(x->page->data, "Import.kept", az_upload_proof(x, file));
	az_set(x->page->data, "Import.seen", import->seen);
	az_exchange_draw(x, form, action, "enterprise_import.apply");
	return show(x, status);
}

static enum az_result look(struct words *words, const struct az_sheet_words *sheet, struct az_form_data *form,
			   struct az_text bytes)
{
	struct az_enterprise_import *import = AZ_NEW(words->x->ctx->arena, struct az_enterprise_import);
	AZ_TRY(az_enterprise_import_look(words->x->ctx, sheet, bytes, import));
	if (import->sheet.fault_count > 0)
		return show_faults(words->x, form, &import->sheet);
	return show_look(words, form, import);
}

/* What both posts begin with: the file, when there is one; else `*shown`, the page that asks for it. */
static enum az_result open_sheet(struct az_exchange *x, struct words *words, struct az_sheet_words *sheet,
				 struct az_text *bytes, bool *shown)
{
	struct az_form_data *form = x->request->form;
	AZ_TRY(enter(x, words, sheet));
	*shown = az_form_has_errors(form) || form->values[FILE_FIELD].file_count != 1;
	if (*shown)
		return show_upload(x, form);
	return az_upload_bytes(x, &form->values[FILE_FIELD].files[0], AZ_ENTERPRISE_SHEET_BYTES, bytes);
}

static enum az_result check(struct az_exchange *x)
{
	struct az_sheet_words sheet;
	struct words words;
	struct az_text bytes;
	bool shown;
	AZ_TRY(open_sheet(x, &words, &sheet, &bytes, &shown));
	return shown ? AZ_OK : look(&words, &sheet, x->request->form, bytes);
}

static enum az_result apply(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_enterprise_import *import = AZ_NEW(x->ctx->arena, struct az_enterprise_import);
	struct az_sheet_words sheet;
	struct words words;
	struct az_text bytes;
	bool shown;
	AZ_TRY(open_sheet(x, &words, &sheet, &bytes, &shown));
	if (shown)
		return AZ_OK;
	enum az_result result = az_enterprise_import_apply(x->ctx, &sheet, bytes, form->values[SEEN].text, import);
	if (result == AZ_INVALID &&
	    import->sheet.fault_count > 0) /* it had none when it was looked at: the register is another */
		return show_faults(x, form, &import->sheet);
	if (az_exchange_refused(x, result, form)) {
		x->page->status = 409;
		return look(&words, &sheet, form, bytes);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/enterprises?done=enterprise_imported");
}

#define TAKES_CSV (AZ_ROUTE_UPLOAD | AZ_ROUTE_CSV)
static const struct az_route routes[] = {
	{AZ_GET, "/desk/enterprises/import", upload_page, AZ_ROLE_REGULATOR, NULL, "desk", TAKES_CSV},
	{AZ_POST, "/desk/enterprises/import", check, AZ_ROLE_REGULATOR, &upload_form, "desk",
	 TAKES_CSV | AZ_ROUTE_SILENT},
	{AZ_POST, "/desk/enterprises/import/apply", apply, AZ_ROLE_REGULATOR, &apply_form, "desk", TAKES_CSV},
};
const struct az_route_table az_desk_enterprise_import_routes = AZ_ROUTES(routes);
