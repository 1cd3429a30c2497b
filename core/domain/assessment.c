/* Self-assessment reports: finding them, and the draft that an insurer works on. */
#include "domain/assessment.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/rule.h"
#include "domain/site.h"
#include "store/blob.h"
#include "store/db.h"

#define YEARS_BACK 4
#define VALUES_MAX 500
#define ROWS_MAX 500

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_assessment, id),         AZ_INT_OF(struct az_assessment, insurer_id),
	AZ_TEXT_OF(struct az_assessment, insurer),   AZ_TEXT_OF(struct az_assessment, uscc),
	AZ_INT_OF(struct az_assessment, year),       AZ_TEXT_OF(struct az_assessment, state),
	AZ_INT_OF(struct az_assessment, version),    AZ_INT_OF(struct az_assessment, revision),
	AZ_TIME_OF(struct az_assessment, filed_at),  AZ_INT_OF(struct az_assessment, score),
	AZ_INT_OF(struct az_assessment, self_score), AZ_TEXT_OF(struct az_assessment, grade),
};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_assessment);

#define SELECT_ASSESSMENT                                                                                              \
	"SELECT s.id, s.insurer_id, i.name AS insurer, i.uscc, s.year, s.state, s.version, s.revision, v.filed_at, "   \
	"v.score, v.self_score, v.grade FROM assessment s JOIN insurer i ON i.id = s.insurer_id "                      \
	"LEFT JOIN assessment_version v ON v.assessment_id = s.id AND v.revision = s.revision WHERE 1 = 1"

/* ---- finding ---- */

az_day az_assessment_due(const struct az_ctx *ctx, int64_t year)
{
	az_day end = az_assessment_rule_day(year);
	const struct az_rule_number *days = az_rule_number(ctx->site->rules, "assessment.due_days", end);
	return days == NULL ? AZ_DAY_NONE : end + (az_day)days->value;
}

static bool is_insurer(const struct az_ctx *ctx)
{
	return ctx->actor != NULL && ctx->actor->insurer_id != 0;
}

static void set_due(const struct az_ctx *ctx, struct az_assessment *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		rows[i].due = az_assessment_due(ctx, rows[i].year);
}

enum az_result az_assessment_find(struct az_ctx *ctx, int64_t id, struct az_assessment *out)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_ASSESSMENT " AND s.id = ?", az_int(id)));
	az_scope_add(ctx, build, AZ_SCOPE_INSURER);
	if (!is_insurer(ctx))
		az_build_add(build, AZ_QUERY(" AND s.revision > 0"));
	AZ_TRY(az_db_row(ctx, &build->query, &map, out));
	set_due(ctx, out, 1);
	return AZ_OK;
}

enum az_result az_assessment_own(struct az_ctx *ctx, struct az_assessment **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build, AZ_QUERY(SELECT_ASSESSMENT));
	az_scope_add(ctx, build, AZ_SCOPE_INSURER);
	if (!is_insurer(ctx))
		az_build_add(build, AZ_QUERY(" AND 1 = 0"));
	az_build_add(build, AZ_QUERY(" ORDER BY s.year DESC"));
	AZ_TRY(az_db_rows(ctx, &build->query, &map, rows, count, ROWS_MAX));
	set_due(ctx, *rows, *count);
	return AZ_OK;
}

enum az_result az_assessment_of_year(struct az_ctx *ctx, int64_t year, struct az_assessment **rows, size_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	az_build_add(build,
		     AZ_QUERY("SELECT a.id, s.insurer_id, s.insurer, s.uscc, a.state, a.revision, v.filed_at, v.score, "
			      "v.self_score, v.grade FROM (SELECT id AS insurer_id, name AS insurer, uscc, active "
			      "FROM insurer) s LEFT JOIN assessment a ON a.insurer_id = s.insurer_id AND a.year = ? "
			      "AND a.revision > 0 LEFT JOIN assessment_version v ON v.assessment_id = a.id "
			      "AND v.revision = a.revision WHERE (s.active = 1 OR a.id IS NOT NULL)",
			      az_int(year)));
	az_scope_add(ctx, build, AZ_SCOPE_INSURER);
	az_build_add(build, AZ_QUERY(" ORDER BY s.insurer"));
	AZ_TRY(az_db_rows(ctx, &build->query, &map, rows, count, ROWS_MAX));
	for (size_t i = 0; i < *count; i++)
		(*rows)[i].year = year;
	set_due(ctx, *rows, *count);
	return AZ_OK;
}

enum az_result az_assessment_waiting(struct az_ctx *ctx, int64_t *count)
{
	struct az_build *build = AZ_NEW(ctx->arena, struct az_build);
	int64_t last_year = 0;
	bool owes = is_insurer(ctx) && az_assessment_years(ctx, &last_year, 1) == 1;
	az_build_add(build, AZ_QUERY("SELECT CAST(COALESCE(SUM(s.state = 'filed' AND ? = 1), 0) + "
	                             "COALESCE(SUM(s.state IN ('draft', 'returned') AND ? = 1), 0) + "
	                             "(? = 1 AND COALESCE(SUM(s.year = ?), 0) = 0) AS SIGNED) AS number "
	                             "FROM assessment s WHERE 1 = 1",
	                             az_int(az_assessment_decides(ctx)), az_int(is_insurer(ctx)), az_int(owes),
	                             az_int(last_year)));
	az_scope_add(ctx, build, AZ_SCOPE_INSURER);
	return az_db_number(ctx, &build->query, count);
}

size_t az_assessment_years(const struct az_ctx *ctx, int64_t *years, size_t max)
{
	int year, month, day;
	size_t count = 0;
	az_day_split(az_day_at(ctx->now), &year, &month, &day);
	for (int i = 1; i <= YEARS_BACK && count < max && year - i >= AZ_ASSESSMENT_FIRST_YEAR; i++)
		years[count++] = year - i;
	return count;
}

enum az_result az_assessment_acknowledged(struct az_ctx *ctx, struct az_assessment **rows, size_t *count)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT a.insurer_id, a.year, v.grade FROM assessment a JOIN assessment_version v "
			 "ON v.assessment_id = a.id AND v.revision = a.revision WHERE a.state = 'acknowledged' "
			 "AND a.year = (SELECT MAX(b.year) FROM assessment b WHERE b.insurer_id = a.insurer_id "
			 "AND b.state = 'acknowledged')"),
		&map, rows, count, ROWS_MAX);
}

/* ---- beginning ---- */

struct beginning {
	int64_t year, id;
};

static enum az_result begin(struct az_ctx *ctx, void *arg)
{
	struct beginning *beginning = arg;
	struct az_outcome outcome;
	enum az_result found =
		az_db_number(ctx,
			     AZ_QUERY("SELECT id AS number FROM assessment WHERE insurer_id = ? AND year = ?",
				      az_int(ctx->actor->insurer_id), az_int(beginning->year)),
			     &beginning->id);
	if (found != AZ_NOT_FOUND)
		return found;
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO assessment (insurer_id, year, state, created_at) VALUES (?, ?, 'draft', ?)",
			 az_int(ctx->actor->insurer_id), az_int(beginning->year), az_time(ctx->now)),
		&outcome));
	beginning->id = outcome.id;
	return az_audit(ctx, "assessment", outcome.id, "begin", "", "draft", "");
}

enum az_result az_assessment_begin(struct az_ctx *ctx, int64_t year, int64_t *id)
{
	struct beginning beginning = {year, 0};
	int64_t years[YEARS_BACK];
	size_t count = az_assessment_years(ctx, years, YEARS_BACK);
	bool open = false;
	for (size_t i = 0; i < count; i++)
		open = open || years[i] == year;
	if (!is_insurer(ctx))
		return AZ_DENIED;
	if (!open)
		return az_refuse(ctx, AZ_INVALID, "assessment.year_not_open", NULL);
	enum az_result result = az_tx(ctx, begin, &beginning);
	if (result == AZ_CONFLICT) /* two clicks at once: the other one made it */
		result = az_tx(ctx, begin, &beginning);
	*id = beginning.id;
	return result;
}

/* ---- values ---- */

static const struct az_column value_columns[] = {AZ_TEXT_OF(struct az_assessment_value, name),
						 AZ_INT_OF(struct az_assessment_value, number),
						 AZ_TEXT_OF(struct az_assessment_value, text)};
static const struct az_row_map value_map = AZ_ROW_MAP(value_columns, struct az_assessment_value);

enum az_result az_assessment_draft_values(struct az_ctx *ctx, int64_t id, struct az_assessment_values *out)
{
	return az_db_rows(
		ctx,
		AZ_QUERY("SELECT name, number, text FROM assessment_value WHERE assessment_id = ? ORDER BY name",
			 az_int(id)),
		&value_map, &out->rows, &out->count, VALUES_MAX);
}

enum az_result az_assessment_version_values(struct az_ctx *ctx, int64_t version_id, struct az_assessment_values *out)
{
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT name, number, text FROM assessment_version_value WHERE version_id = ? "
				   "ORDER BY name",
				   az_int(version_id)),
			  &value_map, &out->rows, &out->count, VALUES_MAX);
}

enum az_result az_assessment_section_version(struct az_ctx *ctx, int64_t id, const char *section, int64_t *version)
{
	*version = 0;
	enum az_result result = az_db_number(
		ctx,
		AZ_QUERY("SELECT version AS number FROM assessment_section WHERE assessment_id = ? AND section = ?",
			 az_int(id), az_str(section)),
		version);
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}

/* ---- saving ---- */

struct saving {
	int64_t id, version;
	const struct az_assessment_section *section;
	const struct az_form_data *data;
};

/* The report, locked, and still open for changes: its own insurer's, a draft or returned. */
static enum az_result lock_open(struct az_ctx *ctx, int64_t id, struct az_assessment *out)
{
	AZ_TRY(az_db_row(
		ctx,
		AZ_QUERY("SELECT id, state, version FROM assessment WHERE id = ? AND insurer_id = ? FOR UPDATE",
			 az_int(id), az_int(ctx->actor->insurer_id)),
		&map, out));
	if (strcmp(out->state, "draft") != 0 && strcmp(out->state, "returned") != 0)
		return az_refuse(ctx, AZ_CONFLICT, "assessment.closed", NULL);
	return AZ_OK;
}

static bool same(const struct anze_field *field, const struct az_form_value *value,
		 const struct az_assessment_value *stored)
{
	if (!value->given || stored == NULL)
		return !value->given && stored == NULL;
	return az_assessment_is_number(field) ? value->number == stored->number
					      : strcmp(value->text, stored->text) == 0;
}

static bool all_same(const struct saving *saving, const struct az_assessment_values *stored)
{
	const struct az_form *form = saving->section->form;
	for (size_t i = 1; i < form->count; i++)
		if (!same(&form->fields[i], &saving->data->values[i],
			  az_assessment_value_of(stored, form->fields[i].name)))
			return false;
	return true;
}

static enum az_result put_value(struct az_ctx *ctx, int64_t id, const struct anze_field *field,
				const struct az_form_value *value)
{
	bool number = az_assessment_is_number(field);
	if (!value->given)
		return az_db_exec(ctx,
				  AZ_QUERY("DELETE FROM assessment_value WHERE assessment_id = ? AND name = ?",
					   az_int(id), az_str(field->name)),
				  NULL);
	return az_db_exec(
		ctx,
		AZ_QUERY("REPLACE INTO assessment_value (assessment_id, name, number, text) VALUES (?, ?, ?, ?)",
			 az_int(id), az_str(field->name), number ? az_int(value->number) : az_null(),
			 number ? az_null() : az_str(value->text)),
		NULL);
}

/* The draft has changed: whoever is about to file what they read before is told. */
static enum az_result touch(struct az_ctx *ctx, const struct az_assessment *assessment, const char *action)
{
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE assessment SET version = version + 1 WHERE id = ?", az_int(assessment->id)),
			  NULL));
	return az_audit(ctx, "assessment", assessment->id, action, assessment->state, assessment->state, "");
}

static enum az_result save(struct az_ctx *ctx, void *arg)
{
	const struct saving *saving = arg;
	const struct az_form *form = saving->section->form;
	struct az_assessment assessment = {0};
	struct az_assessment_values stored;
	int64_t version;
	AZ_TRY(lock_open(ctx, saving->id, &assessment));
	AZ_TRY(az_assessment_section_version(ctx, saving->id, saving->section->code, &version));
	AZ_TRY(az_assessment_draft_values(ctx, saving->id, &stored));
	if (version > 0 && all_same(saving, &stored))
		return AZ_OK; /* sent twice, or nothing was changed */
	if (version != saving->version)
		return az_refuse(ctx, AZ_CONFLICT, "assessment.newer", NULL);
	for (size_t i = 1; i < form->count; i++)
		AZ_TRY(put_value(ctx, saving->id, &form->fields[i], &saving->data->values[i]));
	AZ_TRY(az_db_exec(
		ctx,
		AZ_QUERY("REPLACE INTO assessment_section (assessment_id, section, version, saved_at, account_id) "
			 "VALUES (?, ?, ?, ?, ?)",
			 az_int(saving->id), az_str(saving->section->code), az_int(version + 1), az_time(ctx->now),
			 az_int(ctx->account_id)),
		NULL));
	return touch(ctx, &assessment, "save");
}

enum az_result az_assessment_save(struct az_ctx *ctx, int64_t id, const struct az_assessment_section *section,
				  const struct az_form_data *data, int64_t version)
{
	struct saving saving = {id, version, section, data};
	return is_insurer(ctx) ? az_tx(ctx, save, &saving) : AZ_NOT_FOUND;
}

/* ---- attachments ---- */

static const struct az_column file_columns[] = {
	AZ_INT_OF(struct az_assessment_file, blob_id), AZ_INT_OF(struct az_assessment_file, size),
	AZ_TEXT_OF(struct az_assessment_file, name), AZ_TEXT_OF(struct az_assessment_file, type)};
static const struct az_row_map file_map = AZ_ROW_MAP(file_columns, struct az_assessment_file);

enum az_result az_assessment_files(struct az_ctx *ctx, int64_t id, int64_t version_id, struct az_assessment_file **rows,
				   size_t *count)
{
	if (version_id != 0)
		return az_db_rows(ctx,
				  AZ_QUERY("SELECT f.blob_id, b.size, b.name, b.type FROM assessment_version_file f "
					   "JOIN assessment_version v ON v.id = f.version_id JOIN blob_file b "
					   "ON b.id = f.blob_id WHERE f.version_id = ? AND v.assessment_id = ? "
					   "ORDER BY f.blob_id",
					   az_int(version_id), az_int(id)),
				  &file_map, rows, count, AZ_ASSESSMENT_FILES);
	return az_db_rows(ctx,
			  AZ_QUERY("SELECT f.blob_id, b.size, b.name, b.type FROM assessment_file f JOIN blob_file b "
				   "ON b.id = f.blob_id WHERE f.assessment_id = ? ORDER BY f.blob_id",
				   az_int(id)),
			  &file_map, rows, count, AZ_ASSESSMENT_FILES);
}

struct attaching {
	int64_t id, blob_id;
	const struct az_form_file *files;
	size_t count;
};

static enum az_result attach(struct az_ctx *ctx, void *arg)
{
	const struct attaching *attaching = arg;
	struct az_assessment assessment = {0};
	int64_t there;
	AZ_TRY(lock_open(ctx, attaching->id, &assessment));
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM assessment_file WHERE assessment_id = ?",
				     az_int(attaching->id)),
			    &there));
	if (there + (int64_t)attaching->count > AZ_ASSESSMENT_FILES)
		return az_refuse(ctx, AZ_INVALID, "assessment.files_too_many",
				 az_format(ctx->arena, "%d", AZ_ASSESSMENT_FILES), NULL);
	for (size_t i = 0; i < attaching->count; i++) {
		AZ_TRY(az_blob_claim(ctx, attaching->files[i].blob_id));
		AZ_TRY(az_db_exec(ctx,
				  AZ_QUERY("INSERT INTO assessment_file (assessment_id, blob_id) VALUES (?, ?)",
					   az_int(attaching->id), az_int(attaching->files[i].blob_id)),
				  NULL));
	}
	return touch(ctx, &assessment, "attach");
}

enum az_result az_assessment_attach(struct az_ctx *ctx, int64_t id, const struct az_form_file *files, size_t count)
{
	struct attaching attaching = {id, 0, files, count};
	if (!is_insurer(ctx))
		return AZ_NOT_FOUND;
	return count == 0 ? az_refuse(ctx, AZ_INVALID, "assessment.files_none", NULL) : az_tx(ctx, attach, &attaching);
}

static enum az_result detach(struct az_ctx *ctx, void *arg)
{
	const struct attaching *attaching = arg;
	struct az_assessment assessment = {0};
	struct az_outcome outcome;
	int64_t frozen;
	AZ_TRY(lock_open(ctx, attaching->id, &assessment));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("DELETE FROM assessment_file WHERE assessment_id = ? AND blob_id = ?",
				   az_int(attaching->id), az_int(attaching->blob_id)),
			  &outcome));
	if (outcome.rows == 0)
		return AZ_NOT_FOUND;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT COUNT(*) AS number FROM assessment_version_file WHERE blob_id = ?",
				     az_int(attaching->blob_id)),
			    &frozen));
	if (frozen == 0) /* what was filed once stays readable in its version */
		AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM blob_file WHERE id = ?", az_int(attaching->blob_id)),
				  NULL));
	return touch(ctx, &assessment, "detach");
}

enum az_result az_assessment_detach(struct az_ctx *ctx, int64_t id, int64_t blob_id)
{
	struct attaching attaching = {id, blob_id, NULL, 0};
	return is_insurer(ctx) ? az_tx(ctx, detach, &attaching) : AZ_NOT_FOUND;
}

enum az_result az_assessment_holds(struct az_ctx *ctx, const struct az_assessment *assessment, int64_t blob_id)
{
	int64_t held;
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT (SELECT COUNT(*) FROM assessment_version_file f JOIN assessment_version v "
				     "ON v.id = f.version_id WHERE v.assessment_id = ? AND f.blob_id = ?) + "
				     "(SELECT COUNT(*) FROM assessment_file WHERE ? = 1 AND assessment_id = ? "
				     "AND blob_id = ?) AS number",
				     az_int(assessment->id), az_int(blob_id), az_int(is_insurer(ctx)),
				     az_int(assessment->id), az_int(blob_id)),
			    &held));
	return held > 0 ? AZ_OK : AZ_NOT_FOUND;
}
