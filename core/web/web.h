/* What every page's handler sees: one exchange, the tables of routes, the few
 * helpers that all of them need. */
#ifndef AZ_WEB_WEB_H
#define AZ_WEB_WEB_H

#include "base/ctx.h"
#include "domain/actor.h"
#include "domain/site.h"
#include "form/form.h"
#include "server/board.h"
#include "server/request.h"
#include "view/form_draw.h"
#include "view/page.h"

struct az_route;

/* What a worker keeps from one request to the next. */
struct az_web {
	struct az_site *site;
	struct az_view *view;
	struct az_db *db;
	const struct az_board *board;
	const char *asset; /* changes when the style sheet does */
	int64_t shift;     /* of a demonstration's clock, in ms */
	int64_t shift_read; /* monotonic: when it was read */
};

struct az_exchange {
	struct az_web *web;
	struct az_ctx *ctx;
	struct az_request *request;
	struct az_response *response;
	struct az_page *page;
	const struct az_route *route;
	const char *binder; /* what form tokens are bound to; NULL until there is one */
};

/* A handler shows a page (az_page_show), redirects (az_page_redirect), or answers
 * by itself (az_answer). Session, roles, token, size and form were checked before. */
typedef enum az_result az_handler(struct az_exchange *x);

#define AZ_ANYBODY 0x80000000U  /* no sign-in needed */
#define AZ_SIGNED_IN AZ_ROLES_ALL /* any role */

#define AZ_ROUTE_CACHED 1U /* the same for all who are not signed in: nginx may keep it until this second ends */
#define AZ_ROUTE_UPLOAD 2U /* takes files: the larger body limit */
#define AZ_ROUTE_NO_DATABASE 4U /* answers without one */
#define AZ_ROUTE_SHEET 8U /* its files are workbooks, not pictures and PDF; with AZ_ROUTE_UPLOAD */
#define AZ_ROUTE_SEALED 16U /* its files are kept sealed: whoever claims them brings the key; with AZ_ROUTE_UPLOAD */
#define AZ_ROUTE_SILENT 32U /* a POST that changes nothing anybody answers for: it leaves no row in the audit trail */
#define AZ_ROUTE_CSV 64U /* its files are CSV; with AZ_ROUTE_UPLOAD */
#define AZ_ROUTE_PATIENT 128U /* a form that was open too long comes back with what was typed: its handler shows a form with errors again */

struct az_route {
	unsigned methods; /* bits of enum az_method */
	const char *path; /* "/desk/reports/{no}": each {name} takes one segment, in order into request->params */
	az_handler *handler;
	uint32_t roles; /* who may: AZ_ANYBODY, or bits of enum az_role; 0 is refused by `make lint` */
	const struct az_form *form; /* of a POST; NULL: none is read; &az_form_of_table: the table's form_of tells */
	const char *section;        /* for the navigation: "home", "report", ..., "desk" */
	uint32_t flags;             /* AZ_ROUTE_* */
};

struct az_route_table {
	const struct az_route *routes;
	size_t count;
	/* The form of a POST whose fields are known only with its address: those that an industry's plugin or a checklist
	 * declares. Asked before the body is read; whatever it looks at beyond the address, it looks at in the actor's
	 * scope. AZ_NOT_FOUND: no such page. */
	enum az_result (*form_of)(struct az_exchange *x, const struct az_form **form);
};

/* Stands in a row whose form the table's form_of gives. */
extern const struct az_form az_form_of_table;

#define AZ_ROUTES(routes) {routes, sizeof(routes) / sizeof((routes)[0]), NULL}
#define AZ_ROUTES_WITH_FORMS(routes, form_of) {routes, sizeof(routes) / sizeof((routes)[0]), form_of}

/* One table a file of web/; listed in web/routes.c. */
extern const struct az_route_table *const az_route_tables[];
extern const size_t az_route_table_count;

/* What is made once in the master: the workers that it forks share its memory. */
struct az_web_base {
	struct az_settings *settings;
	struct az_view *view; /* parsed once: each of some fifty trees holds the frame and the macros */
};

/* The application for the workers (server/worker.h). */
struct az_app;
struct az_app az_web_app(struct az_web_base *base);

/* ---- helpers ---- */

/* The form of this request: what was sent when it was sent, else an empty one. */
struct az_form_data *az_exchange_form(struct az_exchange *x, const struct az_form *form);

/* Draws a form at "Form" that posts to `action`. Its token is bound to the session, or to a cookie made now. */
void az_exchange_draw(struct az_exchange *x, const struct az_form_data *data, const char *action,
                      const char *submit_key);
void az_exchange_draw_at(struct az_exchange *x, const char *node, const struct az_form_data *data, const char *action,
                         const char *submit_key);
/* A form that is asked a page at a time, with the person at a place of it. */
void az_exchange_draw_place(struct az_exchange *x, const char *node, const struct az_form_data *data,
                            const struct az_form_place *place, const char *action, const char *submit_key);

/* A token for a form that posts to `action`, as a text for a hidden field "csrf". */
const char *az_exchange_token(struct az_exchange *x, const char *action);

/* Turns a refusal of the domain (AZ_INVALID, AZ_DENIED, AZ_CONFLICT with a problem) into an error of the form, so that it is shown again with
 * what was typed. True when it was one; then draw the form. */
bool az_exchange_refused(struct az_exchange *x, enum az_result result, struct az_form_data *data);

/* Answers with bytes instead of a page. `filename` NULL: shown, else offered for saving. */
enum az_result az_answer(struct az_exchange *x, const char *type, const char *filename, struct az_text body);

/* Answers with a stored file, decrypted as it goes out. */
enum az_result az_answer_blob(struct az_exchange *x, int64_t blob_id);

/* The same for a sealed one, with the key that wraps its own. */
enum az_result az_answer_sealed(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key);

/* The same, to be shown by the browser: only what the portal itself made. */
enum az_result az_answer_sealed_shown(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key);

/* The same with the cleaned copy of such a file, to be shown by the browser. */
enum az_result az_answer_copy(struct az_exchange *x, int64_t blob_id, const struct az_secret_key *key);

/* When something happened: to the minute for authorities, only the day for everybody else. What an insurer, an agency or the
 * public sees may stem from a report, and a time of day could tell whose it was. */
void az_exchange_moment(struct az_exchange *x, struct _hdf *node, const char *path, int64_t instant);

/* Puts rows of the audit trail below a node: at, who, what, reason. */
struct az_audit_row;
void az_exchange_trail(struct az_exchange *x, const char *node, const struct az_audit_row *rows, size_t count);

/* Until when a report is kept, or that it was removed: told to both sides. */
enum az_result az_exchange_keeping(struct az_exchange *x, int64_t report_id);

/* A problem in the words of the person at the page. */
const char *az_problem_text(struct az_exchange *x, const struct az_problem *problem);

/* Sectors' and divisions' names for a page. */
const char *az_sector_text(struct az_exchange *x, const char *code);

#endif
