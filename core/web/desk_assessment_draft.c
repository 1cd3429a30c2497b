/* The insurer's side: the task list, the sections, the attachments, filing. */
#include <string.h>

#include "base/text.h"
#include "web/desk_assessment.h"

enum { VERSION }; /* the first field of each section */

enum { FILES, ATTACH_FIELDS };
static const struct anze_field attach_fields[] = {
	[FILES] = {"files", ANZE_FILE, ANZE_REQUIRED, .max = AZ_ASSESSMENT_FILES},
};
static const struct az_form attach_form = {"assessment_attach", attach_fields, ATTACH_FIELDS};

static const struct anze_field detach_fields[] = {{"file", ANZE_HIDDEN, ANZE_REQUIRED, .max = 20}};
static const struct az_form detach_form = {"assessment_detach", detach_fields, 1};

enum { DRAFT, DECLARED, FILE_FIELDS };
static const struct anze_field file_fields[] = {
	[DRAFT] = {"draft", ANZE_HIDDEN, ANZE_REQUIRED, .max = 12},
	[DECLARED] = {"declared", ANZE_CHECK, ANZE_REQUIRED, .max = 0},
};
static const struct az_form file_form = {"assessment_file", file_fields, FILE_FIELDS};

static const char *address(struct az_exchange *x, const struct az_assessment *assessment, const char *rest)
{
	return az_format(x->ctx->arena, "/desk/assessments/%lld%s%s", (long long)assessment->id,
			 rest[0] == '\0' ? "" : "/", rest);
}

/* What the draft holds now. */
struct draft {
	struct az_assessment_values values;
	struct az_assessment_file *files;
	size_t file_count;
	struct az_figures figures;
	struct az_assessment_score score;
	struct az_finding *findings;
	size_t finding_count, blocking;
};

static enum az_result read_draft(struct az_exchange *x, const struct az_assessment *assessment, struct draft *out)
{
	az_day day = az_assessment_rule_day(assessment->year);
	AZ_TRY(az_assessment_draft_values(x->ctx, assessment->id, &out->values));
	AZ_TRY(az_assessment_files(x->ctx, assessment->id, 0, &out->files, &out->file_count));
	out->findings = AZ_NEW_ARRAY(x->ctx->arena, AZ_FINDINGS_MAX, struct az_finding);
	az_assessment_figures(&out->values, &out->figures);
	az_assessment_compute(x->web->site->rules, day, &out->figures, &out->score);
	az_assessment_findings(x->web->site->rules, day, &out->values, &out->score, out->file_count, out->findings,
			       &out->finding_count, &out->blocking);
	return AZ_OK;
}

/* ---- the task list ---- */

static size_t problems_of(const struct draft *draft, const struct az_assessment_section *section)
{
	size_t count = 0;
	for (size_t i = 0; i < draft->blocking; i++)
		count += draft->findings[i].section == section && draft->findings[i].kind != AZ_FINDING_MISSING;
	return count;
}

static void put_task(struct az_exchange *x, const char *title, const char *href, const char *tone, const char *state)
{
	struct _hdf *row = az_append(x->page->data, "Tasks");
	az_set(row, "title", title);
	az_set(row, "href", href);
	az_set(row, "tone", tone);
	az_set_code(x->page, row, "state", "assessment.task", state);
}

static void put_sections(struct az_exchange *x, const struct az_assessment *assessment, const struct draft *draft)
{
	static const char *const names[] = {"empty", "begun", "complete"};
	static const char *const tones[] = {"grey", "blue", "green"};
	size_t complete = 0;
	for (size_t i = 0; i < AZ_ASSESSMENT_SECTIONS; i++) {
		const struct az_assessment_section *section = &az_assessment_sections[i];
		enum az_section_state state = az_assessment_section_state(section, &draft->values);
		bool wrong = problems_of(draft, section) > 0;
		complete += state == AZ_SECTION_COMPLETE && !wrong;
		put_task(x,
			 az_format(x->ctx->arena, "%zu. %s", i + 1, az_code_text(x->page, "assessment", section->code)),
			 address(x, assessment, section->code), wrong ? "red" : tones[state],
			 wrong ? "wrong" : names[state]);
	}
	bool lacks = false;
	for (size_t i = 0; i < draft->blocking; i++)
		lacks = lacks || draft->findings[i].kind == AZ_FINDING_FILES;
	enum az_section_state files = !lacks                  ? AZ_SECTION_COMPLETE
				      : draft->file_count > 0 ? AZ_SECTION_BEGUN
							      : AZ_SECTION_EMPTY;
	complete += !lacks;
	put_task(x, az_text(x->page, "assessment_attach.task", NULL), address(x, assessment, "files"), tones[files],
		 names[files]);
	az_set_text(x->page, x->page->data, "Progress", "assessment.progress",
		    az_format(x->ctx->arena, "%zu", complete),
		    az_format(x->ctx->arena, "%d", AZ_ASSESSMENT_SECTIONS + 1), NULL);
	az_set_flag(x->page->data, "Ready", draft->blocking == 0);
	az_set(x->page->data, "Review", address(x, assessment, "review"));
}

enum az_result az_assessment_tasks(struct az_exchange *x, const struct az_assessment *assessment)
{
	struct draft draft;
	struct az_assessment_version *versions;
	size_t count;
	AZ_TRY(read_draft(x, assessment, &draft));
	AZ_TRY(az_assessment_versions(x->ctx, assessment->id, &versions, &count));
	put_sections(x, assessment, &draft);
	az_assessment_put_versions(x, assessment, versions, count, 0);
	return az_page_show(x->page, "desk/assessment_tasks", "assessment.own_title");
}

/* An open report of this insurer; one that is filed is shown instead. */
static enum az_result open_report(struct az_exchange *x, struct az_assessment *out, bool *open)
{
	AZ_TRY(az_assessment_exchange(x, out));
	*open = az_assessment_is_open(out);
	return *open ? AZ_OK : az_page_redirect(x->page, "/desk/assessments/%lld", (long long)out->id);
}

/* ---- a section ---- */

static const struct az_assessment_section *section_here(const struct az_exchange *x)
{
	return az_assessment_section_of(strrchr(x->request->path, '/') + 1);
}

static void preset(struct az_form_data *form, const struct az_assessment_values *values)
{
	for (size_t i = 1; i < form->form->count; i++) {
		const struct anze_field *field = &form->form->fields[i];
		const struct az_assessment_value *value = az_assessment_value_of(values, field->name);
		if (value == NULL)
			continue;
		if (az_assessment_is_number(field))
			az_form_preset_number(form, i, value->number);
		else
			az_form_preset(form, i, value->text);
	}
}

static enum az_result show_section(struct az_exchange *x, const struct az_assessment *assessment,
				   const struct az_assessment_section *section, struct az_form_data *form)
{
	struct draft draft;
	struct _hdf *data = x->page->data;
	AZ_TRY(read_draft(x, assessment, &draft));
	az_exchange_draw(x, form, address(x, assessment, section->code), "assessment.save");
	for (size_t i = 1; i < section->form->count; i++)
		az_set_flag(data, az_format(x->ctx->arena, "Form.fields.%zu.required", i),
			    (section->form->fields[i].flags & AZ_NEEDED_TO_FILE) != 0);
	az_set_code(x->page, data, "Section.title", "assessment", section->code);
	az_set(data, "Section.about",
	       az_view_find(x->web->view, x->ctx->language,
			    az_format(x->ctx->arena, "assessment.%s.about", section->code)));
	az_set_text(x->page, data, "Section.number", "assessment.section_number",
		    az_format(x->ctx->arena, "%lld", (long long)(section - az_assessment_sections) + 1),
		    az_format(x->ctx->arena, "%d", AZ_ASSESSMENT_SECTIONS), NULL);
	for (size_t i = 0; i < AZ_INDICATORS; i++)
		if (strcmp(az_indicator_rules[i].section, section->code) == 0)
			az_assessment_put_indicator(x, az_append(data, "Indicators"), assessment->year,
						    &draft.score.indicators[i]);
	if (section->form == &az_assessment_result) {
		az_set_flag(data, "Score.shown", true);
		az_assessment_put_score(x, assessment->year, &draft.score, &draft.figures, -1);
	}
	return az_page_show(x->page, "desk/assessment_section",
			    az_format(x->ctx->arena, "assessment.%s", section->code));
}

static enum az_result section_page(struct az_exchange *x)
{
	const struct az_assessment_section *section = section_here(x);
	struct az_assessment assessment;
	struct az_assessment_values values;
	int64_t version;
	bool open;
	AZ_TRY(open_report(x, &assessment, &open));
	if (!open)
		return AZ_OK;
	AZ_TRY(az_assessment_draft_values(x->ctx, assessment.id, &values));
	AZ_TRY(az_assessment_section_version(x->ctx, assessment.id, section->code, &version));
	struct az_form_data *form = az_exchange_form(x, section->form);
	preset(form, &values);
	az_form_preset(form, VERSION, az_format(x->ctx->arena, "%lld", (long long)version));
	return show_section(x, &assessment, section, form);
}

/* What contradicts itself within this form is refused next to its field; figures of other sections wait for the
 * review, or nobody could correct the first of two. */
static void check_together(struct az_exchange *x, struct az_form_data *form)
{
	struct az_figures figures = {0};
	int64_t sum;
	for (size_t i = 1; i < form->form->count; i++) {
		enum az_figure figure = az_figure_of(form->form->fields[i].name);
		if (figure == AZ_FIGURE_NONE || !form->values[i].given || !form->values[i].valid)
			continue;
		figures.number[figure] = form->values[i].number;
		figures.given[figure] = true;
	}
	for (size_t i = 0; i < az_contradiction_count; i++) {
		const struct az_contradiction *pair = &az_contradictions[i];
		int field = az_form_index(form->form, az_figure_names[pair->part]);
		if (field < 0 || !az_contradicts(pair, &figures))
			continue;
		const char *other = az_assessment_label(x, az_figure_names[pair->whole]);
		if (pair->times == 1)
			az_form_error(form, (size_t)field, "assessment.over", other, NULL);
		else
			az_form_error(form, (size_t)field, "assessment.over_times", other,
				      az_format(x->ctx->arena, "%lld", (long long)pair->times), NULL);
	}
	int archived = az_form_index(form->form, "tasks_archived");
	for (size_t i = 0; archived >= 0 && i < AZ_BREAKDOWNS; i++)
		if (!az_breakdown_adds_up(&az_breakdowns[i], &figures, &sum))
			az_form_error(form, (size_t)archived,
				      az_format(x->ctx->arena, "assessment.sum.%s", az_breakdowns[i].code),
				      az_format(x->ctx->arena, "%lld", (long long)sum), NULL);
}

/* What somebody else has saved meanwhile, beside what was typed here. */
static enum az_result put_theirs(struct az_exchange *x, const struct az_assessment *assessment,
				 const struct az_assessment_section *section, struct az_form_data *form)
{
	struct az_assessment_values values;
	int64_t version;
	AZ_TRY(az_assessment_draft_values(x->ctx, assessment->id, &values));
	AZ_TRY(az_assessment_section_version(x->ctx, assessment->id, section->code, &version));
	for (size_t i = 1; i < section->form->count; i++) {
		const struct anze_field *field = &section->form->fields[i];
		const struct az_assessment_value *theirs = az_assessment_value_of(&values, field->name);
		struct az_assessment_value mine = {field->name, form->values[i].number, form->values[i].text};
		const char *left = theirs == NULL ? "" : az_assessment_value_text(x, field, theirs);
		const char *right = !form->values[i].given ? "" : az_assessment_value_text(x, field, &mine);
		if (strcmp(left, right) == 0)
			continue;
		struct _hdf *row = az_append(x->page->data, "Theirs");
		az_set(row, "label", az_assessment_label(x, field->name));
		az_set(row, "theirs", left);
		az_set(row, "mine", right);
	}
	/* Sent again as it stands, it replaces the other's, now that it was read. */
	form->values[VERSION].raw = az_format(x->ctx->arena, "%lld", (long long)version);
	return AZ_OK;
}

static enum az_result section_save(struct az_exchange *x)
{
	const struct az_assessment_section *section = section_here(x);
	struct az_form_data *form = x->request->form;
	struct az_assessment assessment;
	int64_t version = 0;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (!az_form_has_errors(form))
		check_together(x, form);
	if (az_form_has_errors(form))
		return show_section(x, &assessment, section, form);
	if (!az_parse_int(form->values[VERSION].text, 0, INT32_MAX, &version))
		return AZ_INVALID;
	enum az_result result = az_assessment_save(x->ctx, assessment.id, section, form, version);
	if (az_exchange_refused(x, result, form)) {
		AZ_TRY(put_theirs(x, &assessment, section, form));
		AZ_TRY(show_section(x, &assessment, section, form));
		x->page->status = 409;
		return AZ_OK;
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/assessments/%lld?done=assessment_saved", (long long)assessment.id);
}

/* ---- attachments ---- */

static enum az_result show_files(struct az_exchange *x, const struct az_assessment *assessment,
				 struct az_form_data *form)
{
	struct az_assessment_file *files;
	size_t count;
	const char *action = address(x, assessment, "files/remove");
	AZ_TRY(az_assessment_files(x->ctx, assessment->id, 0, &files, &count));
	az_assessment_put_files(x, "Files", assessment, files, count);
	az_set(x->page->data, "Remove.action", action);
	az_set(x->page->data, "Remove.token", az_exchange_token(x, action));
	if (count < AZ_ASSESSMENT_FILES)
		az_exchange_draw(x, form, address(x, assessment, "files"), "assessment_attach.submit");
	return az_page_show(x->page, "desk/assessment_files", "assessment_attach.title");
}

static enum az_result files_page(struct az_exchange *x)
{
	struct az_assessment assessment;
	bool open;
	AZ_TRY(open_report(x, &assessment, &open));
	return open ? show_files(x, &assessment, az_exchange_form(x, &attach_form)) : AZ_OK;
}

static enum az_result files_add(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_assessment assessment;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (az_form_has_errors(form))
		return show_files(x, &assessment, form);
	enum az_result result =
		az_assessment_attach(x->ctx, assessment.id, form->values[FILES].files, form->values[FILES].file_count);
	if (az_exchange_refused(x, result, form))
		return show_files(x, &assessment, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/assessments/%lld/files?done=assessment_attached",
				(long long)assessment.id);
}

static enum az_result files_remove(struct az_exchange *x)
{
	struct az_assessment assessment;
	int64_t blob;
	AZ_TRY(az_assessment_exchange(x, &assessment));
	if (!az_parse_int(x->request->form->values[0].raw, 1, INT64_MAX, &blob))
		return AZ_NOT_FOUND;
	AZ_TRY(az_assessment_detach(x->ctx, assessment.id, blob));
	return az_page_redirect(x->page, "/desk/assessments/%lld/files?done=assessment_detached",
				(long long)assessment.id);
}

/* ---- filing ---- */

static enum az_result show_review(struct az_exchange *x, const struct az_assessment *assessment,
				  struct az_form_data *form)
{
	struct draft draft;
	AZ_TRY(read_draft(x, assessment, &draft));
	bool self = draft.figures.given[AZ_FIGURE_SELF_SCORE];
	az_assessment_put_findings(x, assessment, draft.findings, draft.finding_count, draft.blocking);
	az_assessment_put_score(x, assessment->year, &draft.score, &draft.figures,
				self ? draft.figures.number[AZ_FIGURE_SELF_SCORE] : -1);
	az_assessment_put_values(x, &draft.values);
	az_assessment_put_files(x, "Files", assessment, draft.files, draft.file_count);
	if (draft.blocking == 0 || form->submitted)
		az_exchange_draw(x, form, address(x, assessment, "review"), "assessment_file.submit");
	return az_page_show(x->page, "desk/assessment_review", "assessment_file.title");
}

static void preset_draft(struct az_exchange *x, const struct az_assessment *assessment, struct az_form_data *form)
{
	form->values[DRAFT].raw = az_format(x->ctx->arena, "%lld", (long long)assessment->version);
}

static enum az_result review_page(struct az_exchange *x)
{
	struct az_assessment assessment;
	bool open;
	AZ_TRY(open_report(x, &assessment, &open));
	if (!open)
		return AZ_OK;
	struct az_form_data *form = az_exchange_form(x, &file_form);
	preset_draft(x, &assessment, form);
	return show_review(x, &assessment, form);
}

static enum az_result file_report(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_assessment assessment;
	struct az_assessment_step detail = {0};
	bool open;
	AZ_TRY(open_report(x, &assessment, &open));
	if (!open) /* sent twice, or a colleague has filed it: either way the report says so */
		return AZ_OK;
	if (az_form_has_errors(form))
		return show_review(x, &assessment, form);
	if (!az_parse_int(form->values[DRAFT].text, 0, INT32_MAX, &detail.version))
		return AZ_INVALID;
	struct az_step_input input = {"", &detail};
	enum az_result result = az_flow_apply(x->ctx, &az_assessment_flow, assessment.id, "file", &input);
	if (az_exchange_refused(x, result, form)) {
		preset_draft(x, &assessment, form);
		AZ_TRY(show_review(x, &assessment, form));
		x->page->status = result == AZ_CONFLICT ? 409 : 422;
		return AZ_OK;
	}
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/assessments/%lld?done=assessment_filed", (long long)assessment.id);
}

#define SECTION(code)                                                                                                  \
	{AZ_GET, "/desk/assessments/{id}/" #code, section_page, AZ_ROLE_INSURER, NULL, "desk", 0},                     \
	{                                                                                                              \
		AZ_POST, "/desk/assessments/{id}/" #code, section_save, AZ_ROLE_INSURER, &az_assessment_##code,        \
			"desk", 0                                                                                      \
	}

static const struct az_route routes[] = {
	SECTION(basic),
	SECTION(underwriting),
	SECTION(plan),
	SECTION(service),
	SECTION(hazard),
	SECTION(activity),
	SECTION(fee),
	SECTION(feedback),
	SECTION(claim),
	SECTION(data),
	SECTION(problem),
	SECTION(result),
	{AZ_GET, "/desk/assessments/{id}/files", files_page, AZ_ROLE_INSURER, NULL, "desk", 0},
	{AZ_POST, "/desk/assessments/{id}/files", files_add, AZ_ROLE_INSURER, &attach_form, "desk", AZ_ROUTE_UPLOAD},
	{AZ_POST, "/desk/assessments/{id}/files/remove", files_remove, AZ_ROLE_INSURER, &detach_form, "desk", 0},
	{AZ_GET, "/desk/assessments/{id}/review", review_page, AZ_ROLE_INSURER, NULL, "desk", 0},
	{AZ_POST, "/desk/assessments/{id}/review", file_report, AZ_ROLE_INSURER, &file_form, "desk", 0},
};
const struct az_route_table az_desk_assessment_draft_routes = AZ_ROUTES(routes);
