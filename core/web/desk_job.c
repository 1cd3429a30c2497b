/* Jobs at the desk: asking for one, watching it, stopping it. */
#include "domain/job.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/enterprise.h"
#include "domain/file_clean.h"
#include "web/web.h"

#define LIST_ROWS 50

enum { SECTOR, ASK_FIELDS };
#define ALL "all" /* every industry; no sector has a code in small letters */
static const struct anze_field ask_fields[] = {
	[SECTOR] = {.name = "sector", .type = ANZE_CHOICE, .flags = ANZE_REQUIRED | ANZE_LIST},
};
static const struct az_form ask_form = {"job_ask", ask_fields, ASK_FIELDS};

enum { REASON, STOP_FIELDS };
static const struct anze_field stop_fields[] = {
	[REASON] = {.name = "reason", .type = ANZE_TEXT, .max = 200},
};
static const struct az_form stop_form = {"job_stop", stop_fields, STOP_FIELDS};

/* ---- words ---- */

static const char *number(struct az_exchange *x, int64_t value)
{
	return az_format(x->ctx->arena, "%lld", (long long)value);
}

static const char *territory(struct az_exchange *x, const struct az_job *job)
{
	if (job->county[0] == '\0')
		return az_text(x->page, "job.whole_city", NULL);
	const char *county = az_pick(x->page, job->county_zh, job->county_en);
	return job->zone[0] == '\0' ? county
				    : az_text(x->page, "enterprise.place", county,
					      az_pick(x->page, job->zone_zh, job->zone_en), NULL);
}

static void put_job(struct az_exchange *x, struct _hdf *node, const struct az_job *job)
{
	int64_t of = job->total > 0 ? job->total : 1, done = job->done < of ? job->done : of;
	const char *family = az_format(x->ctx->arena, "job.kind.%s", job->kind);
	bool open = job->open == 1;
	az_set(node, "href", az_format(x->ctx->arena, "/desk/jobs/%lld", (long long)job->id));
	az_set(node, "title", az_text(x->page, family, NULL));
	az_set(node, "sector",
	       job->sector[0] == '\0' ? az_text(x->page, "job.all_sectors", NULL) : az_sector_text(x, job->sector));
	az_set(node, "place", territory(x, job));
	az_set(node, "state", job->state);
	az_set_code(x->page, node, "state_text", "job.state", job->state);
	az_set(node, "who", job->asker[0] == '\0' ? az_code_text(x->page, "job.cause", job->cause) : job->asker);
	az_set(node, "organisation", az_pick(x->page, job->authority_zh, job->authority_en));
	az_set_instant(node, "asked_at", job->asked_at);
	az_set_instant(node, "started_at", job->started_at);
	az_set_instant(node, "ended_at", job->ended_at);
	az_set_flag(node, "open", open);
	az_set_int(node, "done", done);
	az_set_int(node, "total", of);
	az_set_text(x->page, node, "percent", "job.percent", number(x, done * 100 / of), NULL);
	if (open && job->total == 0)
		az_set_text(x->page, node, "progress", "job.not_begun", NULL);
	else
		az_set_text(x->page, node, "progress", az_format(x->ctx->arena, "job.progress.%s", job->kind), number(x, job->done),
		            number(x, job->total), number(x, job->found), NULL);
	if (job->failure[0] != '\0')
		az_set_code(x->page, node, "failure", "job.failure", job->failure);
}

/* ---- asking ---- */

/* One's own sectors; for the city's coordinator all of them, together or one by one. None: the actor asks for nothing.
 */
static enum az_result put_choices(struct az_exchange *x, struct az_form_data *form, size_t *count)
{
	const struct az_site *site = x->web->site;
	struct anze_choice *choices;
	*count = 0;
	if (!(x->ctx->roles & (AZ_ROLE_REGULATOR | AZ_ROLE_CITY)))
		return AZ_OK;
	if (x->ctx->roles & AZ_ROLE_CITY) {
		const char *all = az_text(x->page, "job.all_sectors", NULL);
		choices = AZ_NEW_ARRAY(x->ctx->arena, site->sector_count + 1, struct anze_choice);
		choices[(*count)++] = (struct anze_choice){ALL, {all, all}};
		for (size_t i = 0; i < site->sector_count; i++)
			choices[(*count)++] = site->sector_choices[i];
	} else {
		AZ_TRY(az_enterprise_own_sectors(x->ctx, &choices, count));
	}
	az_form_choices(form, SECTOR, choices, *count);
	if (*count == 1 && !form->submitted)
		az_form_preset(form, SECTOR, choices[0].code);
	return AZ_OK;
}

/* Whether strangers' files are checked, for those who operate the portal. */
static enum az_result put_scanner(struct az_exchange *x)
{
	int64_t waiting;
	if (!(x->ctx->roles & AZ_ROLE_ADMIN))
		return AZ_OK;
	AZ_TRY(az_file_waiting(x->ctx, &waiting));
	if (x->web->site->settings->clamd[0] == '\0')
		az_set_text(x->page, x->page->data, "Scanner", "job_scan.none", NULL);
	else
		az_set_text(x->page, x->page->data, "Scanner", "job_scan.some", number(x, waiting), NULL);
	return AZ_OK;
}

static enum az_result show_list(struct az_exchange *x, struct az_form_data *form)
{
	struct az_job *rows;
	size_t count, choices;
	AZ_TRY(put_choices(x, form, &choices));
	AZ_TRY(put_scanner(x));
	if (form->submitted)
		az_form_check(form);
	if (choices > 0)
		az_exchange_draw(x, form, "/desk/jobs", "job_ask.submit");
	AZ_TRY(az_job_list(x->ctx, &rows, &count, LIST_ROWS));
	for (size_t i = 0; i < count; i++)
		put_job(x, az_append(x->page->data, "Jobs"), &rows[i]);
	return az_page_show(x->page, "desk/jobs", "job.list_title");
}

static enum az_result list(struct az_exchange *x)
{
	return show_list(x, az_exchange_form(x, &ask_form));
}

static enum az_result ask(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	size_t choices;
	int64_t id;
	bool anew;
	AZ_TRY(put_choices(x, form, &choices));
	az_form_check(form);
	if (az_form_has_errors(form))
		return show_list(x, form);
	const char *sector = form->values[SECTOR].text;
	AZ_TRY(az_job_ask_own(x->ctx, "reclassify", strcmp(sector, ALL) == 0 ? "" : sector, &id, &anew));
	return az_page_redirect(x->page, "/desk/jobs/%lld?done=job_%s", (long long)id, anew ? "asked" : "open_already");
}

/* ---- one job ---- */

static enum az_result find(struct az_exchange *x, struct az_job *job)
{
	int64_t id;
	if (!az_parse_int(x->request->params[0], 1, INT64_MAX, &id))
		return AZ_NOT_FOUND;
	return az_job_find(x->ctx, id, job);
}

static enum az_result show(struct az_exchange *x, const struct az_job *job, struct az_form_data *form)
{
	struct az_flow_row row = {.id = job->id, .state = job->state};
	const struct az_step *offered[4];
	struct az_audit_row *trail;
	size_t count;
	put_job(x, az_node(x->page->data, "Job"), job);
	if (az_flow_offered(x->ctx, &az_job_flow, &row, offered, 4) > 0 && strcmp(offered[0]->action, "stop") == 0) {
		az_exchange_draw(x, form, az_format(x->ctx->arena, "/desk/jobs/%lld/stop", (long long)job->id),
				 "job_stop.submit");
		az_set_flag(x->page->data, "Form.grave", true);
	}
	AZ_TRY(az_audit_of(x->ctx, "job", job->id, &trail, &count));
	az_exchange_trail(x, "Job.trail", trail, count);
	return az_page_show(x->page, "desk/job", "job.title");
}

static enum az_result page(struct az_exchange *x)
{
	struct az_job job;
	AZ_TRY(find(x, &job));
	return show(x, &job, az_exchange_form(x, &stop_form));
}

static enum az_result stop(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	struct az_job job;
	AZ_TRY(find(x, &job));
	if (az_form_has_errors(form))
		return show(x, &job, form);
	enum az_result result = az_job_stop(x->ctx, job.id, form->values[REASON].text);
	if (result == AZ_CONFLICT) /* it ended in the same moment; the page says how */
		return az_page_redirect(x->page, "/desk/jobs/%lld?done=job_ended_already", (long long)job.id);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk/jobs/%lld?done=job_stopped", (long long)job.id);
}

#define WATCHERS (AZ_ROLE_REGULATOR | AZ_ROLE_CITY | AZ_ROLE_ADMIN)

static const struct az_route routes[] = {
	{AZ_GET, "/desk/jobs", list, WATCHERS, NULL, "desk", 0},
	{AZ_POST, "/desk/jobs", ask, AZ_ROLE_REGULATOR | AZ_ROLE_CITY, &ask_form, "desk", 0},
	{AZ_GET, "/desk/jobs/{id}", page, WATCHERS, NULL, "desk", 0},
	{AZ_POST, "/desk/jobs/{id}/stop", stop, WATCHERS, &stop_form, "desk", 0},
};
const struct az_route_table az_desk_job_routes = AZ_ROUTES(routes);
