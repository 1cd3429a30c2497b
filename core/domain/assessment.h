/* The insurer's annual self-assessment report (AQ 9010-2019, chapter 8; the
 * notice, 4(7)): one for each insurer and year. The insurer works on a draft
 * section by section, files it, and each filing freezes a version with its
 * figures, texts, attachments and computed score; the regulator acknowledges the
 * version or returns it with comments. */
#ifndef AZ_DOMAIN_ASSESSMENT_H
#define AZ_DOMAIN_ASSESSMENT_H

#include "base/clock.h"
#include "domain/assessment_score.h"
#include "domain/flow.h"
#include "form/form.h"

#define AZ_ASSESSMENT_FILES 5
#define AZ_ASSESSMENT_FIRST_YEAR 2020 /* AQ 9010-2019 is in force since 2020-02-01 */

struct az_assessment {
	int64_t id, insurer_id;
	const char *insurer, *uscc;
	int64_t year;
	const char *state; /* "draft", "filed", "acknowledged", "returned"; "": none was filed (lists of a year) */
	int64_t version;   /* changes of the draft */
	int64_t revision;  /* filings */
	int64_t filed_at, score, self_score; /* of the last filing; hundredths of a point */
	const char *grade;
	az_day due;
};

/* ---- the form ---- */

/* Needed before filing; a draft is saved without it. Beside the flags of anze/field.h. */
#define AZ_NEEDED_TO_FILE 0x100U

/* A section of the report; the first field of its form is the hidden "version" that the page was drawn from. */
struct az_assessment_section {
	const char *code; /* "basic", also its address and the part after the dot of its form's name */
	const struct az_form *form;
};
#define AZ_ASSESSMENT_SECTIONS 12
extern const struct az_assessment_section az_assessment_sections[AZ_ASSESSMENT_SECTIONS];
extern const struct az_form az_assessment_basic, az_assessment_underwriting, az_assessment_plan, az_assessment_service,
	az_assessment_hazard, az_assessment_activity, az_assessment_fee, az_assessment_feedback, az_assessment_claim,
	az_assessment_data, az_assessment_problem, az_assessment_result;

/* NULL when there is no such section. */
const struct az_assessment_section *az_assessment_section_of(const char *code);

/* Is the field held as a number (else as a text)? */
bool az_assessment_is_number(const struct anze_field *field);

struct az_assessment_value {
	const char *name;
	int64_t number;
	const char *text;
};
struct az_assessment_values {
	struct az_assessment_value *rows; /* by name */
	size_t count;
};
const struct az_assessment_value *az_assessment_value_of(const struct az_assessment_values *values, const char *name);
void az_assessment_figures(const struct az_assessment_values *values, struct az_figures *out);

enum az_section_state { AZ_SECTION_EMPTY = 0, AZ_SECTION_BEGUN, AZ_SECTION_COMPLETE };
enum az_section_state az_assessment_section_state(const struct az_assessment_section *section,
						  const struct az_assessment_values *values);

/* What stands between a draft and its filing, or is worth a second look. */
enum az_finding_kind {
	AZ_FINDING_MISSING,                     /* a needed field is empty */
	AZ_FINDING_OVER,                        /* `field` is more than `times` the `other` */
	AZ_FINDING_SUM,                         /* a breakdown, `other`, does not add up to the services archived */
	AZ_FINDING_FILES,                       /* too few attachments */
	AZ_FINDING_EXPLAIN,                     /* the self-score is far from the computed one and nobody says why */
	AZ_FINDING_ALERTS,                      /* those below do not prevent filing */
	AZ_FINDING_PREMIUM = AZ_FINDING_ALERTS, /* more spent than premium received */
	AZ_FINDING_CAP,                         /* K12 above the cap */
	AZ_FINDING_FLOOR,
	AZ_FINDING_IDLE,      /* nearly all visits found nothing */
	AZ_FINDING_BUDGET,    /* more spent than budgeted */
	AZ_FINDING_DISALLOWED /* spent on what it may not be spent on */
};
struct az_finding {
	enum az_finding_kind kind;
	const struct az_assessment_section *section; /* NULL for attachments */
	const char *field, *other; /* names; NULL when none; `other` of a sum is the breakdown's code */
	int64_t times, number;     /* `number`: the sum, or how many attachments are needed */
};
#define AZ_FINDINGS_MAX 160

/* All findings, those that prevent filing first; *blocking of them. Pure. */
void az_assessment_findings(const struct az_rules *rules, az_day day, const struct az_assessment_values *values,
			    const struct az_assessment_score *score, size_t files,
			    struct az_finding out[AZ_FINDINGS_MAX], size_t *count, size_t *blocking);

/* ---- finding ---- */

/* Until which day the report about a year is due; AZ_DAY_NONE when no rule says. */
az_day az_assessment_due(const struct az_ctx *ctx, int64_t year);

/* A report in scope. Others than its insurer see it once it was filed. AZ_NOT_FOUND otherwise. */
enum az_result az_assessment_find(struct az_ctx *ctx, int64_t id, struct az_assessment *out) AZ_CHECKED;

/* The insurer's own reports, newest year first. */
enum az_result az_assessment_own(struct az_ctx *ctx, struct az_assessment **rows, size_t *count) AZ_CHECKED;

/* For a regulator: each insurer with its report about that year, if one was filed. */
enum az_result az_assessment_of_year(struct az_ctx *ctx, int64_t year, struct az_assessment **rows,
				     size_t *count) AZ_CHECKED;

/* How many reports wait for the actor: an insurer's own that it began, that were returned to it, or that it owes for the
 * year that ended last; filed ones for those who may decide. */
enum az_result az_assessment_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Years of which a report can be begun: those that have ended, newest first, at most `max`. */
size_t az_assessment_years(const struct az_ctx *ctx, int64_t *years, size_t max);

/* The last acknowledged report of each insurer, by insurer id; for the public page. Only insurer_id, year, grade. */
enum az_result az_assessment_acknowledged(struct az_ctx *ctx, struct az_assessment **rows, size_t *count) AZ_CHECKED;

/* ---- the draft ---- */

/* Begins the report about a year, or finds the one that is there. */
enum az_result az_assessment_begin(struct az_ctx *ctx, int64_t year, int64_t *id) AZ_CHECKED;

enum az_result az_assessment_draft_values(struct az_ctx *ctx, int64_t id, struct az_assessment_values *out) AZ_CHECKED;
enum az_result az_assessment_section_version(struct az_ctx *ctx, int64_t id, const char *section,
					     int64_t *version) AZ_CHECKED; /* 0: never saved */

/* Saves a section. AZ_CONFLICT "assessment.closed" when the report is not open for changes any more,
 * "assessment.newer" when somebody saved the section since `version` was drawn (and it says something else). */
enum az_result az_assessment_save(struct az_ctx *ctx, int64_t id, const struct az_assessment_section *section,
				  const struct az_form_data *data, int64_t version) AZ_CHECKED;

struct az_assessment_file {
	int64_t blob_id, size;
	const char *name, *type;
};
/* The draft's attachments (version_id 0), or a version's. */
enum az_result az_assessment_files(struct az_ctx *ctx, int64_t id, int64_t version_id, struct az_assessment_file **rows,
				   size_t *count) AZ_CHECKED;
/* AZ_INVALID "assessment.files_too_many" above AZ_ASSESSMENT_FILES. */
enum az_result az_assessment_attach(struct az_ctx *ctx, int64_t id, const struct az_form_file *files,
				    size_t count) AZ_CHECKED;
enum az_result az_assessment_detach(struct az_ctx *ctx, int64_t id, int64_t blob_id) AZ_CHECKED;
/* May the actor read this file of a report that is in scope? AZ_NOT_FOUND otherwise. */
enum az_result az_assessment_holds(struct az_ctx *ctx, const struct az_assessment *assessment,
				   int64_t blob_id) AZ_CHECKED;

/* ---- versions ---- */

struct az_assessment_version {
	int64_t id, revision, filed_at;
	const char *filer;
	int64_t earned, deduction, score, self_score, fabricated;
	const char *grade, *outcome, *comments;
	int64_t decided_at;
	const char *decider, *authority_zh, *authority_en;
};
/* Newest first. */
enum az_result az_assessment_versions(struct az_ctx *ctx, int64_t id, struct az_assessment_version **rows,
				      size_t *count) AZ_CHECKED;
enum az_result az_assessment_version_values(struct az_ctx *ctx, int64_t version_id,
					    struct az_assessment_values *out) AZ_CHECKED;
/* The frozen indicators and score of a version. */
enum az_result az_assessment_version_score(struct az_ctx *ctx, const struct az_assessment_version *version,
					   struct az_assessment_score *out) AZ_CHECKED;

/* ---- the flow ---- */

/* `detail` of a step's input: what the person had before them. AZ_CONFLICT "assessment.newer_draft" or
 * "assessment.newer_version" when that is not the last any more; filing what is incomplete is AZ_INVALID
 * "assessment.not_ready". */
struct az_assessment_step {
	int64_t version;  /* of the draft, for `file` */
	int64_t revision; /* of the filed version, for `acknowledge` and `return` */
};
extern const struct az_flow az_assessment_flow;

/* May the actor decide on filed reports at all? The city's bodies; a county's bureau only reads. */
bool az_assessment_decides(const struct az_ctx *ctx);

#endif
