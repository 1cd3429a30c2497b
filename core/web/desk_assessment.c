/* Self-assessments at the desk: the lists, what was filed, and the regulator's decision. */
#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "web/desk_assessment.h"

#define YEARS_MAX 8
#define READERS (AZ_ROLE_INSURER | AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)
#define DECIDERS (AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR)

enum { YEAR, BEGIN_FIELDS };
static const struct anze_field begin_fields[] = {
	[YEAR] = {"year", ANZE_CHOICE, ANZE_REQUIRED, .max = 0},
};
static const struct az_form begin_form = {"assessment_begin", begin_fields, BEGIN_FIELDS};

enum { ACTION, COMMENTS, REVISION, ACT_FIELDS };
static const struct anze_field act_fields[] = {
	[ACTION] = {"action", ANZE_CHOICE, ANZE_REQUIRED, .max = 0},
	[COMMENTS] = {"comments", ANZE_LONG_TEXT, 0, .max = 4000},
	[REVISION] = {"revision", ANZE_HIDDEN, ANZE_REQUIRED, .max = 12},
};
static const struct az_form act_form = {"assessment_act", act_fields, ACT_FIELDS};

/* ---- shared ---- */

enum az_result az_assessment_exchange(struct az_exchange *x, struct az_assessment *out)
{
	int64_t id;
	*out = (struct az_assessment){0};
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	AZ_TRY(az_assessment_find(x->ctx, id, out));
	az_assessment_put(x, az_node(x->page->data, "Assessment"), out);
	return AZ_OK;
}

bool az_assessment_is_open(const struct az_assessment *assessment)
{
	return strcmp(assessment->state, "draft") == 0 || strcmp(assessment->state, "returned") == 0;
}

static const char *tone_of(const char *state)
{
	static const struct {
		const char *state, *tone;
	} tones[] = {{"filed", "blue"}, {"acknowledged", "green"}, {"returned", "amber"}, {"overdue", "red"}};
	for (size_t i = 0; i < sizeof tones / sizeof tones[0]; i++)
		if (strcmp(tones[i].state, state) == 0)
			return tones[i].tone;
	return "grey";
}

void az_assessment_put(struct az_exchange *x, struct _hdf *node, const struct az_assessment *assessment)
{
	const char *state = assessment->state == NULL ? "" : assessment->state;
	az_day today = az_day_at(x->ctx->now);
	bool waiting = state[0] == '\0' || strcmp(state, "draft") == 0; /* what was returned has been filed before */
	bool overdue = waiting && assessment->due != AZ_DAY_NONE && today > assessment->due;
	if (state[0] == '\0')
		state = overdue ? "overdue" : "none";
	az_set_int(node, "year", assessment->year);
	az_set(node, "insurer", assessment->insurer);
	az_set(node, "state", state);
	az_set(node, "tone", tone_of(state));
	az_set_code(x->page, node, "state_text", "assessment.state", state);
	az_set_day(node, "due", assessment->due);
	az_set_flag(node, "overdue", overdue);
	if (overdue)
		az_set_text(x->page, node, "overdue_text", "assessment.overdue",
			    az_format(x->ctx->arena, "%d", today - assessment->due), NULL);
	if (assessment->id != 0)
		az_set(node, "href", az_format(x->ctx->arena, "/desk/assessments/%lld", (long long)assessment->id));
	if (assessment->revision > 0) {
		az_set_instant(node, "filed_at", assessment->filed_at);
		az_set_int(node, "revision", assessment->revision);
		az_set(node, "score", az_assessment_points(x, assessment->score));
		az_set(node, "self_score", az_assessment_points(x, assessment->self_score));
		az_set_code(x->page, node, "grade_text", "assessment.grade", assessment->grade);
	}
	az_set_text(x->page, node, "title", "assessment.title_of",
		    az_format(x->ctx->arena, "%lld", (long long)assessment->year), NULL);
}

void az_assessment_put_files(struct az_exchange *x, const char *node, const struct az_assessment *assessment,
			     const struct az_assessment_file *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, node);
		az_set(row, "name", files[i].name);
		az_set(row, "size", az_size_text(x->page, files[i].size));
		az_set_int(row, "id", files[i].blob_id);
		az_set(row, "href",
		       az_format(x->ctx->arena, "/desk/assessments/%lld/files/%lld", (long long)assessment->id,
				 (long long)files[i].blob_id));
	}
}

void az_assessment_put_versions(struct az_exchange *x, const struct az_assessment *assessment,
				const struct az_assessment_version *versions, size_t count, int64_t current)
{
	for (size_t i = 0; i < count; i++) {
		const struct az_assessment_version *version = &versions[i];
		const char *outcome = version->outcome[0] == '\0' ? "filed" : version->outcome;
		struct _hdf *row = az_append(x->page->data, "Versions");
		az_set_text(x->page, row, "title", "assessment.version",
			    az_format(x->ctx->arena, "%lld", (long long)version->revision), NULL);
		az_set_flag(row, "current", version->revision == current);
		az_set_flag(row, "latest", i == 0);
		az_set(row, "href",
		       az_format(x->ctx->arena, "/desk/assessments/%lld/versions/%lld", (long long)assessment->id,
				 (long long)version->revision));
		az_set_instant(row, "filed_at", version->filed_at);
		az_set(row, "filer", version->filer);
		az_set(row, "tone", tone_of(outcome));
		az_set_code(x->page, row, "outcome", "assessment.state", outcome);
		az_set_flag(row, "returned", strcmp(outcome, "returned") == 0);
		az_set(row, "score", az_assessment_points(x, version->score));
		az_set_code(x->page, row, "grade", "assessment.grade", version->grade);
		az_set(row, "comments", version->comments);
		az_set_instant(row, "decided_at", version->decided_at);
		az_set(row, "decider", version->decider);
		az_set(row, "authority", az_pick(x->page, version->authority_zh, version->authority_en));
	}
}

/* ---- lists ---- */

static enum az_result show_own(struct az_exchange *x, struct az_form_data *form)
{
	struct az_assessment *rows;
	size_t count;
	int64_t years[YEARS_MAX];
	size_t year_count = az_assessment_years(x->ctx, years, YEARS_MAX), open = 0;
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, YEARS_MAX, struct anze_choice);
	AZ_TRY(az_assessment_own(x->ctx, &rows, &count));
	for (size_t i = 0; i < count; i++)
		az_assessment_put(x, az_append(x->page->data, "Rows"), &rows[i]);
	for (size_t i = 0; i < year_count; i++) {
		bool begun = false;
		for (size_t j = 0; j < count; j++)
			begun = begun || rows[j].year == years[i];
		if (begun)
			continue;
		const char *year = az_format(x->ctx->arena, "%lld", (long long)years[i]);
		char due[AZ_DAY_TEXT] = "";
		az_day day = az_assessment_due(x->ctx, years[i]);
		if (day != AZ_DAY_NONE)
			az_day_print(day, due);
		const char *label = az_text(x->page, "assessment_begin.option", year, due, NULL);
		choices[open++] = (struct anze_choice){year, {label, label}};
	}
	az_form_choices(form, YEAR, choices, open);
	if (open > 0) {
		if (form->values[YEAR].raw[0] == '\0')
			az_form_preset(form, YEAR, choices[0].code);
		az_exchange_draw(x, form, "/desk/assessments", "assessment_begin.submit");
	}
	return az_page_show(x->page, "desk/assessment_own", "assessment.own_title");
}

static bool in_filter(const struct az_assessment *row, const char *filter)
{
	const char *state = row->state[0] == '\0' ? "missing" : row->state;
	return filter[0] == '\0' || strcmp(filter, state) == 0;
}

static enum az_result show_year(struct az_exchange *x)
{
	static const char *const filters[] = {"", "filed", "returned", "acknowledged", "missing"};
	const char *filter = az_request_query(x->request, "state"), *wanted = az_request_query(x->request, "year");
	struct az_assessment *rows;
	size_t count;
	int64_t years[YEARS_MAX], year;
	size_t year_count = az_assessment_years(x->ctx, years, YEARS_MAX);
	bool known = false;
	year = year_count > 0 ? years[0] : AZ_ASSESSMENT_FIRST_YEAR;
	if (wanted[0] != '\0' && !az_parse_int(wanted, AZ_ASSESSMENT_FIRST_YEAR, 2199, &year))
		return AZ_NOT_FOUND;
	AZ_TRY(az_assessment_of_year(x->ctx, year, &rows, &count));
	for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
		struct _hdf *tab = az_append(x->page->data, "Tabs");
		int64_t in = 0;
		for (size_t j = 0; j < count; j++)
			in += in_filter(&rows[j], filters[i]);
		az_set(tab, "href",
		       az_format(x->ctx->arena, "/desk/assessments?year=%lld%s%s", (long long)year,
				 filters[i][0] == '\0' ? "" : "&state=", filters[i]));
		az_set_code(x->page, tab, "text", "assessment.filter", filters[i][0] == '\0' ? "all" : filters[i]);
		az_set_int(tab, "count", in);
		az_set_flag(tab, "current", strcmp(filters[i], filter) == 0);
		known = known || strcmp(filters[i], filter) == 0;
	}
	if (!known)
		return AZ_NOT_FOUND;
	for (size_t i = 0; i < count; i++)
		if (in_filter(&rows[i], filter))
			az_assessment_put(x, az_append(x->page->data, "Rows"), &rows[i]);
	for (size_t i = 0; i < year_count; i++) {
		struct _hdf *option = az_append(x->page->data, "Years");
		az_set_int(option, "code", years[i]);
		az_set_int(option, "label", years[i]);
		az_set_flag(option, "checked", years[i] == year);
	}
	az_set(x->page->data, "Filter.state", filter);
	az_set_text(x->page, x->page->data, "Heading", "assessment.title_of",
		    az_format(x->ctx->arena, "%lld", (long long)year), NULL);
	az_set_day(x->page->data, "Due", az_assessment_due(x->ctx, year));
	return az_page_show(x->page, "desk/assessment_list", "assessment.list_title");
}

static enum az_result list(struct az_exchange *x)
{
	if (x->ctx->actor->insurer_id != 0)
		return show_own(x, az_exchange_form(x, &begin_form));
	return show_year(x);
}

static enum az_result begin(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	int64_t year = 0, id = 0;
	/* The list of years is for choosing; the domain decides which may be begun. */
	bool number = az_parse_int(form->values[YEAR].raw, 0, 9999, &year);
	enum az_result result = number ? az_assessment_begin(x->ctx, year, &id) : AZ_OK;
	if (!number)
		az_form_refuse(form, "assessment.year_not_open", NULL);
	if (!number || az_exchange_refused(x, result, form)) {
		AZ_TRY(show_own(x, form));
		x->page->status = 422;
		return AZ_OK;
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/assessments/%lld", (long long)id);
}

/* ---- one report ---- */

/* The steps that this person may take are the choices of one form; to be set before it is checked and drawn. */
static void set_actions(struct az_exchange *x, const struct az_assessment *assessment, struct az_form_data *form)
{
	const struct az_step *offered[4];
	struct az_flow_row row = {assessment->id, assessment->state, 0, 0};
	size_t count =
		az_assessment_decides(x->ctx) ? az_flow_offered(x->ctx, &az_assessment_flow, &row, offered, 4) : 0;
	struct anze_choice *choices = AZ_NEW_ARRAY(x->ctx->arena, count + 1, struct anze_choice);
	for (size_t i = 0; i < count; i++)
		choices[i].code = offered[i]->action;
	az_form_choices(form, ACTION, choices, count);
	if (!form->submitted)
		az_form_preset(form, REVISION, az_format(x->ctx->arena, "%lld", (long long)assessment->revision));
}

/* The steps; who saved which section when is the insurer's own work. */
static void put_trail(struct az_exchange *x, const struct az_audit_row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(rows[i].from_state, rows[i].to_state) != 0)
			az_exchange_trail(x, "Trail", &rows[i], 1);
}

static enum az_result show_version(struct az_exchange *x, const struct az_assessment *assessment, int64_t revision,
				   struct az_form_data *form)
{
	struct az_assessment_version *versions;
	struct az_assessment_values values;
	struct az_assessment_score score;
	struct az_assessment_file *files;
	struct az_figures figures;
	struct az_audit_row *trail;
	size_t count, file_count, trail_count, at = 0;
	AZ_TRY(az_assessment_versions(x->ctx, assessment->id, &versions, &count));
	while (at < count && versions[at].revision != revision)
		at++;
	if (at == count)
		return AZ_NOT_FOUND;
	AZ_TRY(az_assessment_version_values(x->ctx, versions[at].id, &values));
	AZ_TRY(az_assessment_version_score(x->ctx, &versions[at], &score));
	AZ_TRY(az_assessment_files(x->ctx, assessment->id, versions[at].id, &files, &file_count));
	AZ_TRY(az_audit_of(x->ctx, "assessment", assessment->id, &trail, &trail_count));
	az_assessment_figures(&values, &figures);
	az_assessment_put_score(x, assessment->year, &score, &figures, versions[at].self_score);
	struct az_finding *findings = AZ_NEW_ARRAY(x->ctx->arena, AZ_FINDINGS_MAX, struct az_finding);
	size_t found, blocking;
	az_assessment_findings(x->web->site->rules, az_assessment_rule_day(assessment->year), &values, &score,
			       file_count, findings, &found, &blocking);
	az_assessment_put_findings(x, assessment, findings + blocking, found - blocking, 0);
	az_assessment_put_values(x, &values);
	az_assessment_put_files(x, "Files", assessment, files, file_count);
	az_assessment_put_versions(x, assessment, versions, count, revision);
	az_set_int(x->page->data, "Version.at", (int64_t)at);
	az_set_flag(x->page->data, "Version.old", revision != assessment->revision);
	put_trail(x, trail, trail_count);
	if (revision == assessment->revision && (form->submitted || form->values[ACTION].choice_count > 0))
		az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/assessments/%lld", (long long)assessment->id),
				 "assessment_act.submit");
	return az_page_show(x->page, "desk/assessment", "assessment.list_title");
}

static enum az_result page(struct az_exchange *x)
{
	struct az_assessment assessment;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (x->ctx->actor->insurer_id != 0 && az_assessment_is_open(&assessment))
		return az_assessment_tasks(x, &assessment);
	struct az_form_data *form = az_exchange_form(x, &act_form);
	set_actions(x, &assessment, form);
	return show_version(x, &assessment, assessment.revision, form);
}

static enum az_result version_page(struct az_exchange *x)
{
	struct az_assessment assessment;
	int64_t revision;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (!az_parse_int(x->request->params[1], 1, INT32_MAX, &revision))
		return AZ_NOT_FOUND;
	struct az_form_data *form = az_exchange_form(x, &act_form);
	set_actions(x, &assessment, form);
	return show_version(x, &assessment, revision, form);
}

static enum az_result act(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_assessment assessment;
	struct az_assessment_step detail = {0};
	AZ_TRY(az_assessment_exchange(x, &assessment));
	set_actions(x, &assessment, form);
	if (form->values[ACTION].choice_count == 0) { /* decided meanwhile, or not this body's to decide */
		form->general = (struct az_problem){
			az_assessment_decides(x->ctx) ? "flow.moved" : "assessment.city_only", {NULL}};
		AZ_TRY(show_version(x, &assessment, assessment.revision, form));
		x->page->status = az_assessment_decides(x->ctx) ? 409 : 403;
		return AZ_OK;
	}
	az_form_check(form);
	const char *action = form->values[ACTION].text;
	if (strcmp(action, "return") == 0 && !form->values[COMMENTS].given)
		az_form_error(form, COMMENTS, "assessment_act.comments_needed", NULL);
	if (az_form_has_errors(form))
		return show_version(x, &assessment, assessment.revision, form);
	if (!az_parse_int(form->values[REVISION].text, 1, INT32_MAX, &detail.revision))
		return AZ_INVALID;
	struct az_step_input input = {form->values[COMMENTS].text, &detail};
	enum az_result result = az_flow_apply(x->ctx, &az_assessment_flow, assessment.id, action, &input);
	if (az_exchange_refused(x, result, form)) {
		form->values[REVISION].raw = az_format(x->ctx->arena, "%lld", (long long)assessment.revision);
		return show_version(x, &assessment, assessment.revision, form);
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/assessments/%lld?done=assessment_%s", (long long)assessment.id, action);
}

static enum az_result file(struct az_exchange *x)
{
	struct az_assessment assessment;
	int64_t blob;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (!az_parse_int(x->request->params[1], 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	AZ_TRY(az_assessment_holds(x->ctx, &assessment, blob));
	return az_answer_blob(x, blob);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/assessments", list, READERS, NULL, "desk", 0},
	{AZ_POST, "/desk/assessments", begin, AZ_ROLE_INSURER, &begin_form, "desk", 0},
	{AZ_GET, "/desk/assessments/{id}", page, READERS, NULL, "desk", 0},
	{AZ_POST, "/desk/assessments/{id}", act, DECIDERS, &act_form, "desk", 0},
	{AZ_GET, "/desk/assessments/{id}/versions/{revision}", version_page, READERS, NULL, "desk", 0},
	{AZ_GET, "/desk/assessments/{id}/files/{file}", file, READERS, NULL, "desk", 0},
};
const struct az_route_table az_desk_assessment_routes = AZ_ROUTES(routes);
