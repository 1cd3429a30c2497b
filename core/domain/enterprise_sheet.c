/* The register of enterprises as a sheet. */
#include "domain/enterprise_sheet.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/secret.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/enterprise_private.h"
#include "domain/site.h"
#include "store/db.h"

static const struct anze_field fields[] = {
	[AZ_SHEET_NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 2, .max = 80},
	[AZ_SHEET_CODE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},
	[AZ_SHEET_COUNTY] = {.name = "county", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 40},
	[AZ_SHEET_ZONE] = {.name = "zone", .type = ANZE_TEXT, .max = 40},
	[AZ_SHEET_SECTORS] = {.name = "sectors", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 80},
	[AZ_SHEET_SIZE] = {.name = "size",
			   .type = ANZE_CHOICE,
			   .flags = ANZE_REQUIRED,
			   .choices = az_enterprise_sizes,
			   .choice_count = AZ_ENTERPRISE_SIZES},
	[AZ_SHEET_ACTIVE] = {.name = "active", .type = ANZE_YES_NO},
};
const struct az_form az_enterprise_sheet = {"register_enterprise", fields, AZ_SHEET_FIELDS};

/* ---- a row ---- */

static bool good(const struct az_form_data *row, size_t field)
{
	return row->values[field].error.key == NULL;
}

/* "MIN CHE" as an array. */
static void read_sectors(struct az_arena *arena, const struct az_form_data *row, struct az_enterprise_entry *entry)
{
	const char **codes = AZ_NEW_ARRAY(arena, 80, const char *);
	char *rest, *list = az_copy(arena, row->values[AZ_SHEET_SECTORS].text);
	for (char *code = strtok_r(list, " ", &rest); code != NULL; code = strtok_r(NULL, " ", &rest))
		codes[entry->sector_count++] = code;
	entry->sectors = codes;
}

/* The entry, as far as its fields are good. */
static void read_entry(struct az_arena *arena, const struct az_form_data *row, struct az_enterprise_entry *entry)
{
	const struct az_form_value *values = row->values;
	*entry = (struct az_enterprise_entry){
		.name = values[AZ_SHEET_NAME].text,
		.uscc = values[AZ_SHEET_CODE].text,
		.county = values[AZ_SHEET_COUNTY].text,
		.zone = values[AZ_SHEET_ZONE].text,
		.size = values[AZ_SHEET_SIZE].text,
		.active = !values[AZ_SHEET_ACTIVE].given || values[AZ_SHEET_ACTIVE].number == 1,
	};
	read_sectors(arena, row, entry);
}

/* "XYZ QQQ": those of a list that are none of the portal's. */
static const char *unknown_sectors(struct az_ctx *ctx, const struct az_enterprise_entry *entry)
{
	const char *unknown = "";
	for (size_t i = 0; i < entry->sector_count; i++)
		if (az_sector_of(ctx->site, entry->sectors[i]) == NULL)
			unknown = az_format(ctx->arena, "%s%s%s", unknown, unknown[0] == '\0' ? "" : " ",
					    entry->sectors[i]);
	return unknown;
}

enum az_result az_enterprise_judge(struct az_ctx *ctx, struct az_form_data *row)
{
	struct az_enterprise_entry entry;
	int64_t found;
	read_entry(ctx->arena, row, &entry);
	if (good(row, AZ_SHEET_COUNTY)) {
		AZ_TRY(az_db_number(
			ctx,
			AZ_QUERY("SELECT COUNT(*) AS number FROM division WHERE code = ? AND city_level = 0",
				 az_str(entry.county)),
			&found));
		if (found == 0)
			az_form_error(row, AZ_SHEET_COUNTY, "register.unknown_division", entry.county, NULL);
	}
	if (good(row, AZ_SHEET_ZONE) && entry.zone[0] != '\0') {
		AZ_TRY(az_db_number(
			ctx,
			AZ_QUERY("SELECT COUNT(*) AS number FROM functional_zone WHERE code = ?", az_str(entry.zone)),
			&found));
		if (found == 0)
			az_form_error(row, AZ_SHEET_ZONE, "enterprise.unknown_zone", entry.zone, NULL);
	}
	const char *unknown = unknown_sectors(ctx, &entry);
	if (good(row, AZ_SHEET_SECTORS) && unknown[0] != '\0')
		az_form_error(row, AZ_SHEET_SECTORS, "register.unknown_sector", unknown, NULL);
	return AZ_OK;
}

static enum az_result find_by_code(struct az_ctx *ctx, const char *uscc, int64_t *id)
{
	return az_db_number(
		ctx, AZ_QUERY("SELECT id AS number FROM enterprise WHERE uscc = ? FOR UPDATE", az_str(uscc)), id);
}

/* ---- the operator's ---- */

enum az_result az_enterprise_put(struct az_ctx *ctx, struct az_form_data *row)
{
	struct az_enterprise_entry entry;
	int64_t id, added;
	read_entry(ctx->arena, row, &entry);
	enum az_result found = find_by_code(ctx, entry.uscc, &id);
	if (found == AZ_NOT_FOUND)
		found = az_enterprise_insert(ctx, &entry, &id);
	else if (found == AZ_OK)
		found = az_enterprise_update(ctx, id, &entry, true);
	AZ_TRY(found);
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM enterprise_sector WHERE enterprise_id = ?", az_int(id)), NULL));
	AZ_TRY(az_enterprise_add_sectors(ctx, id, &entry, &added));
	AZ_TRY(az_enterprise_settle_keeper(ctx, id));
	return az_audit_also(ctx, "enterprise", id, "import", "", "", "");
}

/* ---- a regulator's ---- */

struct importing {
	struct az_ctx *ctx; /* of the request: what is kept lies in its memory */
	struct az_ctx row;  /* the same with the memory of the row at hand */
	const struct az_sheet_words *words;
	struct az_text bytes;
	const char *seen; /* NULL: only a look */
	struct az_enterprise_import *out;
	struct anze_choice *own;
	size_t own_count;
	const char **codes; /* of the rows so far */
	size_t code_count;
	struct az_enterprise_line line; /* of the row at hand */
	bool known, shared;             /* the actor sees it; and changes what all authorities share */
	const char *county;             /* that was asked about last, and whether it is the actor's */
	enum az_result place;
};

static bool is_own(const struct importing *job, const char *sector)
{
	for (size_t i = 0; i < job->own_count; i++)
		if (strcmp(job->own[i].code, sector) == 0)
			return true;
	return false;
}

/* Keeps the actor's own sectors of the entry. What others keep may stand there, as the sheet that was given out has it;
 * "" when that is all, else those that may not. */
static const char *keep_own(const struct importing *job, const struct az_enterprise *before,
			    struct az_enterprise_entry *entry)
{
	const char **own = AZ_NEW_ARRAY(job->row.arena, entry->sector_count + 1, const char *), *others = "";
	size_t count = 0;
	for (size_t i = 0; i < entry->sector_count; i++) {
		const char *sector = entry->sectors[i];
		if (is_own(job, sector))
			own[count++] = sector;
		else if (before == NULL || !az_enterprise_has(before, sector))
			others = az_format(job->row.arena, "%s%s%s", others, others[0] == '\0' ? "" : " ", sector);
	}
	entry->sectors = own;
	entry->sector_count = count;
	return others;
}

static bool same_sectors(const struct importing *job, const struct az_enterprise *before,
			 const struct az_enterprise_entry *entry)
{
	for (size_t i = 0; i < job->own_count; i++) {
		bool has = false;
		for (size_t s = 0; s < entry->sector_count; s++)
			has = has || strcmp(entry->sectors[s], job->own[i].code) == 0;
		if (has != az_enterprise_has(before, job->own[i].code))
			return false;
	}
	return true;
}

/* ---- what is wrong with a row ---- */

/* The same code in an earlier row. */
static void judge_code(struct importing *job, struct az_form_data *row)
{
	const char *code = row->values[AZ_SHEET_CODE].text;
	if (!good(row, AZ_SHEET_CODE))
		return;
	for (size_t i = 0; i < job->code_count; i++)
		if (strcmp(job->codes[i], code) == 0)
			az_form_error(row, AZ_SHEET_CODE, "enterprise_import.code_twice", NULL);
	job->codes[job->code_count++] = az_copy(job->ctx->arena, code);
}

/* Where the actor may enter one: in the own county, and a zone's bureau in its zone. */
static enum az_result judge_place(struct importing *job, struct az_form_data *row)
{
	const struct az_actor *actor = job->ctx->actor;
	const struct az_enterprise_entry *entry = &job->line.entry;
	if (good(row, AZ_SHEET_COUNTY)) {
		enum az_result own = job->place;
		if (job->county == NULL || strcmp(job->county, entry->county) != 0) { /* else as in the row before */
			own = job->place = az_scope_writes(&job->row, job->own[0].code, entry->county);
			job->county = az_copy(job->ctx->arena, entry->county);
		}
		if (own == AZ_NOT_FOUND) /* seen, or to be entered, but another authority's */
			az_form_error(row, AZ_SHEET_COUNTY, "enterprise_import.not_own", NULL);
		else if (own != AZ_OK)
			return own;
	}
	if (good(row, AZ_SHEET_ZONE) && actor->zone[0] != '\0' && strcmp(actor->zone, entry->zone) != 0)
		az_form_error(row, AZ_SHEET_ZONE, "enterprise.other_zone", NULL);
	return AZ_OK;
}

/* What all authorities share and another one keeps stays as it is: every column that would change it says so. */
static enum az_result judge_shared(struct importing *job, struct az_form_data *row)
{
	const struct az_enterprise *before = &job->line.before;
	const struct az_enterprise_entry *entry = &job->line.entry;
	const bool differs[AZ_SHEET_FIELDS] = {
		[AZ_SHEET_NAME] = strcmp(before->name, entry->name) != 0,
		[AZ_SHEET_COUNTY] = strcmp(before->county, entry->county) != 0,
		[AZ_SHEET_ZONE] = strcmp(before->zone, entry->zone) != 0,
		[AZ_SHEET_SIZE] = strcmp(before->size, entry->size) != 0,
		[AZ_SHEET_ACTIVE] = (before->active != 0) != entry->active,
	};
	struct az_enterprise_keeper keeper;
	job->shared = false;
	if (!az_enterprise_differs(before, entry))
		return AZ_OK; /* whoever keeps it */
	enum az_result keeps = az_enterprise_keeps(&job->row, before, &keeper);
	job->shared = keeps == AZ_OK;
	if (keeps != AZ_DENIED)
		return keeps == AZ_NOT_FOUND ? AZ_OK : keeps; /* its place says that it is another's */
	const char *name = job->ctx->language == AZ_EN ? keeper.name_en : keeper.name_zh;
	job->row.problem = (struct az_problem){0}; /* said at the fields */
	for (size_t i = 0; i < AZ_SHEET_FIELDS; i++)
		if (differs[i] && good(row, i))
			az_form_error(row, i, "enterprise_import.kept_elsewhere", name, NULL);
	return AZ_OK;
}

/* Reads the row into job->line, with everything that is wrong with it at its fields. */
static enum az_result judge(void *self, struct az_form_data *row, size_t number)
{
	struct importing *job = self;
	struct az_enterprise_line *line = &job->line;
	int64_t id;
	*line = (struct az_enterprise_line){.row = number};
	job->row = *job->ctx;
	job->row.arena = row->arena;
	AZ_TRY(az_enterprise_judge(&job->row, row));
	read_entry(row->arena, row, &line->entry);
	judge_code(job, row);
	AZ_TRY(judge_place(job, row));
	enum az_result found = good(row, AZ_SHEET_CODE) ? find_by_code(&job->row, line->entry.uscc, &id) : AZ_NOT_FOUND;
	if (found == AZ_OK)
		found = az_enterprise_find(&job->row, id, &line->before);
	job->known = found == AZ_OK;
	if (job->known)
		found = judge_shared(job, row);
	const char *others = keep_own(job, job->known ? &line->before : NULL, &line->entry);
	if (others[0] != '\0' && good(row, AZ_SHEET_SECTORS))
		az_form_error(row, AZ_SHEET_SECTORS, "enterprise_import.not_own_sector", others, NULL);
	return found == AZ_NOT_FOUND ? AZ_OK : found;
}

/* ---- what a good row does ---- */

/* One that the actor sees. */
static enum az_result put_known(struct importing *job)
{
	struct az_enterprise_line *line = &job->line;
	bool same =
		!az_enterprise_differs(&line->before, &line->entry) && same_sectors(job, &line->before, &line->entry);
	line->entry.version = line->before.version;
	line->outcome = same ? AZ_ENTERPRISE_SAME : AZ_ENTERPRISE_CHANGED;
	return same ? AZ_OK
		    : az_enterprise_alter(&job->row, &line->before, &line->entry, job->shared, job->own, job->own_count,
					  az_audit_also);
}

/* One that is new to the actor: nobody keeps it, or others do. */
static enum az_result put_unknown(struct importing *job)
{
	bool joined;
	int64_t id;
	AZ_TRY(az_enterprise_take_in(&job->row, &job->line.entry, az_audit_also, &id, &joined));
	job->line.outcome = joined ? AZ_ENTERPRISE_JOINED : AZ_ENTERPRISE_NEW;
	return AZ_OK;
}

/* Which column a refusal of the register is about. */
static size_t column_of(const char *key)
{
	static const struct {
		const char *key;
		size_t field;
	} columns[] = {{"enterprise.other_county", AZ_SHEET_COUNTY},
		       {"enterprise.other_zone", AZ_SHEET_ZONE},
		       {"enterprise.no_sector", AZ_SHEET_SECTORS}};
	for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
		if (strcmp(columns[i].key, key) == 0)
			return columns[i].field;
	return AZ_SHEET_CODE;
}

/* What a row does is kept when its memory goes. */
static void keep_line(struct az_arena *arena, struct az_enterprise_line *line)
{
	const char **sectors = AZ_NEW_ARRAY(arena, line->entry.sector_count + 1, const char *);
	struct az_enterprise *before = &line->before;
	struct az_enterprise_entry *entry = &line->entry;
	const char **texts[] = {&before->name, &before->county, &before->zone,  &before->size, &before->sectors,
				&entry->name,  &entry->uscc,    &entry->county, &entry->zone,  &entry->size};
	for (size_t i = 0; i < line->entry.sector_count; i++)
		sectors[i] = az_copy(arena, line->entry.sectors[i]);
	line->entry.sectors = sectors;
	if (line->outcome != AZ_ENTERPRISE_CHANGED)
		*before = (struct az_enterprise){.version = before->version};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		*texts[i] = *texts[i] == NULL ? "" : az_copy(arena, *texts[i]);
}

/* A refusal as an error of the row; anything else stays as it is. */
static enum az_result refused(struct importing *job, struct az_form_data *row, enum az_result result)
{
	const char *key = job->row.problem.key;
	if (result == AZ_NOT_FOUND) /* seen, or to be entered, but another authority's */
		az_form_error(row, AZ_SHEET_COUNTY, "enterprise_import.not_own", NULL);
	else if (result == AZ_CONFLICT && key == NULL) /* somebody enters it at this moment */
		az_form_error(row, AZ_SHEET_CODE, "enterprise.code_taken", NULL);
	else if ((result == AZ_CONFLICT || result == AZ_INVALID) && key != NULL)
		az_form_error(row, column_of(key), key, NULL);
	else
		return result;
	return AZ_INVALID;
}

static enum az_result take(void *self, struct az_form_data *row, size_t number)
{
	struct importing *job = self;
	struct az_enterprise_import *out = job->out;
	struct az_enterprise_line *line = &out->lines[out->line_count];
	(void)number; /* judged */
	enum az_result result = refused(job, row, job->known ? put_known(job) : put_unknown(job));
	*line = job->line;
	if (result == AZ_OK) {
		out->counts[line->outcome]++;
		if (line->outcome != AZ_ENTERPRISE_SAME) {
			keep_line(job->ctx->arena, line);
			out->line_count++;
		}
	}
	return result;
}

/* All that the sheet does, in one value: what was seen is compared with what would be done. */
static const char *seal(struct az_ctx *ctx, const struct az_enterprise_import *out)
{
	unsigned char hash[AZ_SECRET_HASH];
	struct az_buffer text;
	az_buffer_init(&text, ctx->arena);
	for (size_t i = 0; i < out->line_count; i++) {
		const struct az_enterprise_line *line = &out->lines[i];
		const struct az_enterprise_entry *entry = &line->entry;
		az_buffer_addf(&text, "%zu\t%d\t%lld\t%s\t%s\t%s\t%s\t%s\t%d", line->row, (int)line->outcome,
			       (long long)line->before.version, entry->name, entry->uscc, entry->county, entry->zone,
			       entry->size, entry->active);
		for (size_t s = 0; s < entry->sector_count; s++)
			az_buffer_addf(&text, "\t%s", entry->sectors[s]);
		az_buffer_add_char(&text, '\n');
	}
	az_secret_hash(&ctx->site->form_key, "enterprise_sheet", text.p, text.n, hash);
	return az_hex(ctx->arena, hash, sizeof hash);
}

static enum az_result import(struct az_ctx *ctx, void *arg)
{
	struct importing *job = arg;
	const struct az_sheet_reader reader = {.form = &az_enterprise_sheet,
					       .rows_max = AZ_ENTERPRISE_SHEET_ROWS,
					       .words = job->words,
					       .judge = judge,
					       .take = take,
					       .self = job};
	struct az_enterprise_import *out = job->out;
	job->code_count = 0;
	*out = (struct az_enterprise_import){.lines = out->lines};
	AZ_TRY(az_sheet_read(ctx, &reader, job->bytes, &out->sheet));
	if (out->sheet.fault_count > 0)
		return AZ_INVALID;
	out->seen = seal(ctx, out);
	if (job->seen == NULL)
		return AZ_INVALID; /* only a look: what it would do is undone */
	if (strcmp(job->seen, out->seen) != 0)
		return az_refuse(ctx, AZ_CONFLICT, "enterprise_import.changed_meanwhile", NULL);
	return az_audit(ctx, "register", 0, "import", "", "",
			az_format(ctx->arena, "%zu + %zu + %zu", out->counts[AZ_ENTERPRISE_NEW],
				  out->counts[AZ_ENTERPRISE_JOINED], out->counts[AZ_ENTERPRISE_CHANGED]));
}

static enum az_result run(struct az_ctx *ctx, struct importing *job)
{
	job->ctx = ctx;
	job->out->lines = AZ_NEW_ARRAY(ctx->arena, AZ_ENTERPRISE_SHEET_ROWS + 1, struct az_enterprise_line);
	job->codes = AZ_NEW_ARRAY(ctx->arena, AZ_ENTERPRISE_SHEET_ROWS + 1, const char *);
	AZ_TRY(az_enterprise_own_sectors(ctx, &job->own, &job->own_count));
	return az_tx(ctx, import, job);
}

enum az_result az_enterprise_import_look(struct az_ctx *ctx, const struct az_sheet_words *words, struct az_text bytes,
					 struct az_enterprise_import *out)
{
	struct importing job = {.words = words, .bytes = bytes, .out = out};
	enum az_result result = run(ctx, &job);
	return result == AZ_INVALID ? AZ_OK : result;
}

enum az_result az_enterprise_import_apply(struct az_ctx *ctx, const struct az_sheet_words *words, struct az_text bytes,
					  const char *seen, struct az_enterprise_import *out)
{
	struct importing job = {.words = words, .bytes = bytes, .seen = seen, .out = out};
	return run(ctx, &job);
}
