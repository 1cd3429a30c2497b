/* From a request to an answer: find the route, check session, role, token, form
 * and size, call the handler, render, or show why not. A handler cannot forget
 * any of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/log.h"
#include "base/secret.h"
#include "base/text.h"
#include "domain/account.h"
#include "domain/demo.h"
#include "domain/assessment.h"
#include "domain/checklist.h"
#include "domain/hazard.h"
#include "domain/jobs.h"
#include "domain/key_giving.h"
#include "domain/list.h"
#include "domain/measure.h"
#include "domain/report_desk.h"
#include "domain/report_identity.h"
#include "domain/report_reward.h"
#include "domain/visit.h"
#include "server/token.h"
#include "server/worker.h"
#include "store/db.h"
#include "web/exchange.h"

#define SHIFT_KEPT 1000 /* ms that a worker trusts the demonstration's clock */

/* ---- finding a route ---- */

/* Matches path against pattern; the segments for {names} go to params. */
static bool matches(struct az_request *request, const char *pattern)
{
	const char *path = request->path;
	size_t count = 0;
	while (*pattern != '\0') {
		if (*pattern == '{') {
			size_t n = strcspn(path, "/");
			if (n == 0 || count == AZ_PATH_PARAMS)
				return false;
			request->params[count++] = az_copy_n(request->arena, path, n);
			path += n;
			pattern = strchr(pattern, '}') + 1;
			/* What follows a name in the pattern (".csv") must close the segment. */
			size_t rest = strcspn(pattern, "/");
			if (rest > 0) {
				char *param = az_copy(request->arena, request->params[count - 1]);
				size_t length = strlen(param);
				if (length <= rest || strncmp(param + length - rest, pattern, rest) != 0)
					return false;
				param[length - rest] = '\0';
				request->params[count - 1] = param;
				pattern += rest;
			}
		} else if (*pattern++ != *path++) {
			return false;
		}
	}
	return *path == '\0';
}

/* `methods`: those of all routes with this path, for a request whose own is not among them. */
static const struct az_route *find_route(struct az_request *request, unsigned *methods,
                                         const struct az_route_table **table)
{
	*methods = 0;
	*table = NULL;
	for (size_t t = 0; t < az_route_table_count; t++)
		for (size_t i = 0; i < az_route_tables[t]->count; i++) {
			const struct az_route *route = &az_route_tables[t]->routes[i];
			if (!matches(request, route->path))
				continue;
			if (route->methods & request->method) {
				*table = az_route_tables[t];
				return route;
			}
			*methods |= route->methods;
		}
	return NULL;
}

/* ---- answers ---- */

static void common_data(struct az_exchange *x)
{
	struct _hdf *data = x->page->data;
	const struct az_actor *actor = x->ctx->actor;
	bool english = x->ctx->language == AZ_EN;
	az_set(data, "Page.lang", english ? "en" : "zh-CN");
	az_set(data, "Page.other_lang", english ? "zh" : "en");
	if (x->request->path != NULL) {
		az_set(data, "Page.path", x->request->path);
		az_set(data, "Page.lang_back",
		       az_url_encode(x->ctx->arena,
		                     x->request->query[0] == '\0'
		                             ? x->request->path
		                             : az_format(x->ctx->arena, "%s?%s", x->request->path, x->request->query)));
	}
	az_set(data, "Page.asset", x->web->asset);
	az_set(data, "Page.request_id", x->ctx->request_id);
	az_set(data, "Page.section", x->route == NULL ? "" : x->route->section);
	az_set_flag(data, "Page.demo", x->web->site->settings->demonstration);
	az_set(data, "Page.city", az_pick(x->page, x->web->site->settings->city_zh, x->web->site->settings->city_en));
	if (actor != NULL) {
		az_set(data, "User.name", actor->name);
		az_set(data, "User.organisation",
		       actor->authority_id != 0 ? az_pick(x->page, actor->authority_zh, actor->authority_en)
		       : actor->insurer_id != 0 ? actor->insurer
		                                : actor->agency);
		az_set(data, "User.csrf", az_exchange_token(x, "/logout"));
	}
}

/* The desk's navigation: who sees which room. */
static const struct {
	const char *href, *key;
	uint32_t roles;
	enum az_result (*waiting)(struct az_ctx *ctx, int64_t *count); /* how much waits there; NULL: nothing ever does */
} desk_rooms[] = {
	{"/desk", "desk.home", AZ_SIGNED_IN, NULL},
	{"/desk/reports", "desk.reports", AZ_ROLE_HANDLER, az_report_waiting},
	{"/desk/rewards", "desk.rewards", AZ_ROLE_HANDLER | AZ_ROLE_PAYER, az_reward_waiting},
	{"/desk/reply-templates", "desk.reply_templates", AZ_ROLE_HANDLER, NULL},
	{"/desk/identities", "desk.identities", AZ_ROLE_CITY, az_identity_waiting},
	{"/desk/keys", "desk.keys", AZ_ROLE_HANDLER | AZ_ROLE_CITY | AZ_ROLE_ADMIN, az_key_waiting},
	{"/desk/enterprises", "desk.enterprises", AZ_ROLE_REGULATOR, NULL},
	{"/desk/visits", "desk.visits", AZ_ROLE_INSURER | AZ_ROLE_AGENCY | AZ_ROLE_REGULATOR, az_visit_waiting},
	{"/desk/hazards", "desk.hazards", AZ_ROLE_INSURER | AZ_ROLE_AGENCY | AZ_ROLE_REGULATOR, az_hazard_waiting},
	{"/desk/checklists", "desk.checklists", AZ_ROLE_REGULATOR, az_checklist_waiting},
	{"/desk/assessments", "desk.assessments",
         AZ_ROLE_INSURER | AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR, az_assessment_waiting},
	{"/desk/measures", "desk.measures", AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_INSURER,
         az_measure_waiting},
	{"/desk/rules", "desk.rules", AZ_ROLE_REGULATOR | AZ_ROLE_INSURANCE_REGULATOR, NULL},
	{"/desk/jobs", "desk.jobs", AZ_ROLE_REGULATOR | AZ_ROLE_CITY | AZ_ROLE_ADMIN, NULL},
	{"/desk/audit", "desk.audit", AZ_ROLE_AUDITOR, NULL},
	{"/desk/password", "desk.password", AZ_SIGNED_IN, NULL},
};

/* A menu without a number is better than no page: a fault here stays silent, and an error page does not ask at all. */
static void put_waiting(struct az_exchange *x, size_t room, struct _hdf *entry)
{
	int64_t count = 0;
	if (desk_rooms[room].waiting == NULL || x->page->status >= 500 ||
	    desk_rooms[room].waiting(x->ctx, &count) != AZ_OK || count == 0)
		return;
	az_set(entry, "count", az_list_count_text(x->ctx->arena, count));
	az_set_text(x->page, entry, "waiting", "desk.waiting", az_list_count_text(x->ctx->arena, count), NULL);
}

static void desk_navigation(struct az_exchange *x)
{
	if (x->ctx->actor == NULL || x->route == NULL || !az_streq(x->route->section, "desk"))
		return;
	for (size_t i = 0; i < sizeof desk_rooms / sizeof desk_rooms[0]; i++) {
		if (!(desk_rooms[i].roles & x->ctx->roles))
			continue;
		size_t n = strlen(desk_rooms[i].href);
		bool here = strncmp(x->request->path, desk_rooms[i].href, n) == 0 &&
		            (x->request->path[n] == '\0' || (i > 0 && x->request->path[n] == '/'));
		struct _hdf *entry = az_append(x->page->data, "Nav.desk");
		az_set(entry, "href", desk_rooms[i].href);
		az_set_text(x->page, entry, "text", desk_rooms[i].key, NULL);
		az_set(entry, "about",
		       az_view_find(x->web->view, x->ctx->language,
		                    az_format(x->ctx->arena, "%s_about", desk_rooms[i].key)));
		az_set_flag(entry, "current", here);
		put_waiting(x, i, entry);
	}
}

static void header(struct az_exchange *x, const char *name, const char *value)
{
	az_response_header(x->response, name, value);
}

static void finish_headers(struct az_exchange *x)
{
	bool cacheable = x->page->cacheable && x->ctx->actor == NULL && x->response->status == 200 &&
	                 x->request->method == AZ_GET;
	header(x, "Content-Language", x->ctx->language == AZ_EN ? "en" : "zh-CN");
	if (cacheable) {
		/* Good until this second ends, so that a decision shows within one second. */
		header(x, "X-Accel-Expires",
		       az_format(x->ctx->arena, "@%lld", (long long)(az_clock_real() / 1000)));
		header(x, "Cache-Control", "no-cache");
		header(x, "Vary", "Cookie");
	} else {
		header(x, "Cache-Control", "no-store");
	}
}

static enum az_result render(struct az_exchange *x)
{
	struct az_buffer out;
	const char *done = az_request_query(x->request, "done");
	az_buffer_init(&out, x->ctx->arena);
	common_data(x);
	desk_navigation(x);
	if (done[0] != '\0' && strspn(done, "abcdefghijklmnopqrstuvwxyz_") == strlen(done))
		az_set(x->page->data, "Page.notice",
		       az_view_find(x->web->view, x->ctx->language, az_format(x->ctx->arena, "notice.%s", done)));
	AZ_TRY(az_page_render(x->page, &out));
	x->response->status = x->page->status == 0 ? 200 : x->page->status;
	x->response->content_type = "text/html; charset=utf-8";
	x->response->body = az_buffer_text(&out);
	return AZ_OK;
}

static void plain_fault(struct az_exchange *x)
{
	/* The error page itself cannot be rendered: the last words, in both languages, without any template. */
	x->response->status = 500;
	x->response->content_type = "text/html; charset=utf-8";
	const char *text = az_format(x->ctx->arena,
	                             "<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>500</title>"
	                             "</head><body><h1>500</h1><p>%s</p></body></html>\n",
	                             x->ctx->request_id);
	x->response->body = az_text_of(text);
}

static int status_of(enum az_result result)
{
	static const int statuses[] = {[AZ_OK] = 200,        [AZ_INVALID] = 400,   [AZ_NOT_FOUND] = 404,
	                               [AZ_DENIED] = 403,    [AZ_CONFLICT] = 409,  [AZ_TOO_LARGE] = 413,
	                               [AZ_BUSY] = 503,      [AZ_UNAVAILABLE] = 503, [AZ_INTERNAL] = 500};
	return statuses[result];
}

/* The family of texts of a status. Where nobody signs in, a form is refused because its mark did not come along. */
static const char *texts_of(const struct az_exchange *x, int status)
{
	bool form = status == 403 && x->route != NULL && (x->route->roles & AZ_ANYBODY) != 0 && x->request->method == AZ_POST;
	return form ? "http.403_form" : az_format(x->ctx->arena, "http.%d", status);
}

static void error_page(struct az_exchange *x, int status)
{
	char key[40];
	const char *texts = texts_of(x, status);
	struct az_page *page = x->page;
	x->response->header_count = 0;
	x->response->stream = NULL;
	az_page_free(page);
	az_page_init(page, x->ctx, x->web->view);
	page->status = status;
	AZ_TEMPLATE_NAMED("public/error");
	page->template = az_named;
	az_set_int(page->data, "Error.status", status);
	static const char *const parts[] = {"title", "text", "advice"};
	for (size_t i = 0; i < 3; i++) {
		az_print(key, sizeof key, "%s.%s", texts, parts[i]);
		az_set(page->data, az_format(x->ctx->arena, "Error.%s", parts[i]), az_text(page, key, NULL));
	}
	if (x->ctx->problem.key != NULL)
		az_set(page->data, "Error.text", az_problem_text(x, &x->ctx->problem));
	az_set(page->data, "Error.request_id", x->ctx->request_id);
	az_set(page->data, "Page.title", az_text(page, az_format(x->ctx->arena, "%s.title", texts), NULL));
	if (render(x) != AZ_OK)
		plain_fault(x);
	if (status == 503)
		header(x, "Retry-After", "5");
	finish_headers(x);
}

/* ---- checks ---- */

const struct az_form az_form_of_table = {"", NULL, 0};

static void resume_session(struct az_exchange *x, enum az_result *result)
{
	const char *token = az_request_cookie(x->request, AZ_COOKIE_SESSION);
	if (token == NULL || token[0] == '\0')
		return;
	enum az_result resumed = az_session_resume(x->ctx, token);
	if (resumed == AZ_OK)
		x->binder = x->ctx->actor->session_binder;
	else if (resumed != AZ_NOT_FOUND)
		*result = resumed;
}

/* A demonstration's clock can be shifted; it is read at most once a second. */
static void read_clock(struct az_exchange *x)
{
	struct az_web *web = x->web;
	int64_t now = az_clock_monotonic();
	int64_t shift;
	if ((web->shift_read == 0 || now - web->shift_read >= SHIFT_KEPT) && az_demo_shift(x->ctx, &shift) == AZ_OK) {
		web->shift = shift;
		web->shift_read = now;
	}
	x->ctx->now += web->shift;
}

static bool may(const struct az_exchange *x)
{
	return (x->route->roles & AZ_ANYBODY) != 0 || (x->route->roles & x->ctx->roles) != 0;
}

/* Has the address a page of its own, to go to where its form cannot be sent? */
static bool has_page(struct az_request *request)
{
	const struct az_route_table *table;
	unsigned methods;
	request->method = AZ_GET;
	bool found = find_route(request, &methods, &table) != NULL;
	request->method = AZ_POST;
	return found;
}

static enum az_result go_to_login(struct az_exchange *x)
{
	if (x->request->method == AZ_POST)
		return az_login_over(x, has_page(x->request) ? x->request->path : "/desk");
	const char *next = x->request->query[0] == '\0'
	                           ? x->request->path
	                           : az_format(x->ctx->arena, "%s?%s", x->request->path, x->request->query);
	return az_page_redirect(x->page, "/login?next=%s", az_url_encode(x->ctx->arena, next));
}

static enum az_result run(struct az_exchange *x)
{
	enum az_result session = AZ_OK;
	const struct az_route_table *table;
	unsigned methods;
	x->route = find_route(x->request, &methods, &table);
	if (x->route == NULL) {
		if (methods != 0)
			x->page->status = 405;
		return AZ_NOT_FOUND;
	}
	if (!(x->route->flags & AZ_ROUTE_NO_DATABASE)) {
		read_clock(x);
		resume_session(x, &session);
		AZ_TRY(session);
	}
	if (!may(x))
		return x->ctx->actor == NULL ? go_to_login(x) : AZ_DENIED;
	if (x->binder == NULL)
		x->binder = az_request_cookie(x->request, AZ_COOKIE_FORM);
	if (x->request->method == AZ_POST) {
		const struct az_form *form = x->route->form;
		enum az_result known = form == &az_form_of_table ? table->form_of(x, &form) : AZ_OK;
		if (known != AZ_OK && known != AZ_NOT_FOUND)
			return known;
		/* Also where there is no such form the token is judged first. */
		AZ_TRY(az_upload_form(x, known == AZ_OK ? form : &az_form_of_table));
		AZ_TRY(known);
		az_form_check(x->request->form);
	}
	x->page->cacheable = (x->route->flags & AZ_ROUTE_CACHED) != 0;
	return x->route->handler(x);
}

/* One thing done, one row in the trail. What was done stands, so a fault of this kind is the log's to tell; the tests
 * read there, too, which route left a row. */
static void check_trail(const struct az_exchange *x)
{
	if (x->route == NULL || x->request->method != AZ_POST)
		return;
	bool wrong = x->ctx->audited > (x->route->flags & AZ_ROUTE_SILENT ? 0U : 1U);
	az_log(wrong ? AZ_LOG_ERROR : AZ_LOG_DEBUG, wrong ? "request.trail" : "request.write", "route=%s status=%d rows=%u",
	       x->route->path, x->response->status, x->ctx->audited);
}

static void deliver(struct az_exchange *x, enum az_result result)
{
	if (result == AZ_OK && x->response->status != 0) { /* the handler answered by itself */
		finish_headers(x);
		return;
	}
	if (result == AZ_OK && x->page->redirect != NULL) {
		x->response->status = 303;
		x->response->content_type = "text/plain; charset=utf-8";
		header(x, "Location", x->page->redirect);
		finish_headers(x);
		return;
	}
	if (result == AZ_OK)
		result = render(x);
	if (result == AZ_OK)
		finish_headers(x);
	else
		error_page(x, result == AZ_NOT_FOUND && x->page->status == 405 ? 405 : status_of(result));
	if (x->response->status == 405) {
		const struct az_route_table *table;
		unsigned methods;
		(void)find_route(x->request, &methods, &table);
		header(x, "Allow", methods == AZ_POST ? "POST" : methods == AZ_GET ? "GET, HEAD" : "GET, HEAD, POST");
	}
}

/* The cookie's; a form may be sent with ?lang=en to come back in the other language with what was typed. */
static void choose_language(struct az_exchange *x)
{
	struct az_request *request = x->request;
	const char *kept = request->cookies == NULL ? NULL : az_request_cookie(request, AZ_COOKIE_LANGUAGE);
	const char *asked = request->path != NULL && request->method == AZ_POST ? az_request_query(request, "lang") : "";
	if (strcmp(asked, "zh") == 0 || strcmp(asked, "en") == 0) {
		az_exchange_cookie(x, AZ_COOKIE_LANGUAGE, asked, "/", false, AZ_LANGUAGE_AGE);
		kept = asked;
	}
	x->ctx->language = kept != NULL && strcmp(kept, "en") == 0 ? AZ_EN : AZ_ZH;
}

/* Text that people may see in an answer to a body that was not read is better than a connection cut off: nginx has
 * already taken the whole body, so nothing has to be drained here. */
static void answer(void *self, struct az_request *request, struct az_response *response)
{
	struct az_web *web = self;
	/* In the arena, not here: an answer that is streamed still needs them when this function has returned. */
	struct az_exchange *x = AZ_NEW(request->arena, struct az_exchange);
	struct az_ctx *ctx = AZ_NEW(request->arena, struct az_ctx);
	*ctx = (struct az_ctx){.arena = request->arena, .db = web->db, .site = web->site, .now = az_clock_real()};
	*x = (struct az_exchange){.web = web, .ctx = ctx, .request = request, .response = response};
	x->page = AZ_NEW(request->arena, struct az_page);
	az_print(ctx->request_id, sizeof ctx->request_id, "%s", request->id);
	az_plugins_look(web->site->plugins); /* the same for the whole request */
	enum az_result result = AZ_INVALID;
	choose_language(x);
	az_page_init(x->page, ctx, web->view);
	if (request->path != NULL) {
		result = run(x);
	} else {
		request->query = "";
		if (request->not_utf8)
			ctx->problem.key = "http.not_utf8";
	}
	if (!az_db_settle(web->db))
		result = AZ_INTERNAL;
	deliver(x, result);
	check_trail(x);
	az_page_free(x->page);
}

/* ---- the life of a worker ---- */

static const char *asset_version(const struct az_settings *settings)
{
	static char version[24];
	char path[4096];
	struct stat file;
	if (az_print(path, sizeof path, "%s/css/anze.css", settings->htdocs) && stat(path, &file) == 0)
		az_print(version, sizeof version, "%llx",
		         (unsigned long long)file.st_mtim.tv_sec ^ (unsigned long long)file.st_size << 32);
	return version;
}

static void *start(void *self, struct az_board *board, struct az_slot *slot)
{
	const struct az_web_base *base = self;
	const struct az_settings *settings = base->settings;
	struct az_db_settings database;
	struct az_web *web = calloc(1, sizeof *web);
	if (web == NULL)
		abort();
	web->board = board;
	web->asset = asset_version(settings);
	web->site = az_site_load(settings);
	web->view = base->view;
	if (web->site == NULL || !az_settings_database(settings, &database))
		return NULL;
	az_plugins_guard(web->site->plugins, &board->plugins, &slot->inside);
	web->db = az_db_new(&database);
	if (az_db_connect(web->db) != AZ_OK)
		az_log(AZ_LOG_WARNING, "worker.database", "not there yet; each request tries again");
	return web;
}

static void stop(void *self)
{
	struct az_web *web = self;
	az_db_free(web->db);
	az_site_free(web->site);
	free(web);
}

static void jobs(void *self, struct az_board *board, const volatile int *stop_flag)
{
	const struct az_web_base *base = self;
	az_jobs_run(base->settings, &board->plugins, &board->jobs.inside, stop_flag);
}

struct az_app az_web_app(struct az_web_base *base)
{
	az_upload_prepare();
	return (struct az_app){.start = start, .answer = answer, .stop = stop, .jobs = jobs, .base = base};
}
