/* Shared by dispatch.c and upload.c only. */
#ifndef AZ_WEB_EXCHANGE_H
#define AZ_WEB_EXCHANGE_H

#include "server/body.h"
#include "web/web.h"

/* Loads libmagic's table, once: in the master, so that all workers share its memory. */
void az_upload_prepare(void);

/* Reads and checks the body of a POST into x->request->form, which is of `form`; files go to the
 * database, staged. AZ_DENIED: the token is missing or another's; AZ_INVALID
 * with problem "http.token_old": it is too old. */
enum az_result az_upload_form(struct az_exchange *x, const struct az_form *form) AZ_CHECKED;

/* A staged file's proof for the hidden field "<field>_kept". */
const char *az_upload_proof(void *exchange, const struct az_form_file *file);

/* A stored file whole, decrypted, in the arena; AZ_INVALID when it has more than `most` bytes. */
enum az_result az_upload_bytes(struct az_exchange *x, const struct az_form_file *file, size_t most,
                               struct az_text *out) AZ_CHECKED;

/* The cookie that form tokens of people who are not signed in are bound to; made
 * now when there is none. */
const char *az_exchange_binder(struct az_exchange *x);
/* The same for a form that posts to another part of the portal than the request's: a new one, for that path. */
const char *az_exchange_binder_of(struct az_exchange *x, const char *path);

/* The answer to a POST whose session is over: the sign-in with what was typed carried along (web/carry.h), and with where to go
 * then: `next`. */
enum az_result az_login_over(struct az_exchange *x, const char *next) AZ_CHECKED;

/* Sets a cookie as the settings want it (secure_cookies). */
void az_exchange_cookie(struct az_exchange *x, const char *name, const char *value, const char *path, bool strict,
                        long max_age);

/* A path of ours that a link carried along ("back", "next"), fit for a Location header, or `otherwise`: never another
 * host's, whatever a browser makes of its slashes, tabs and line ends. */
const char *az_exchange_path(struct az_exchange *x, const char *path, const char *otherwise);

/* How long a form's token is good for. */
#define AZ_FORM_AGE (12 * AZ_HOUR)

#define AZ_COOKIE_SESSION "anze_session"
#define AZ_COOKIE_FORM "anze_form"
#define AZ_COOKIE_LANGUAGE "anze_lang"
#define AZ_LANGUAGE_AGE (365L * 86400)

/* A file that was looked at first is taken over by a second form, which has nothing but what a page kept for it. When that is
 * gone, this is the first form again, with the reason; a form of the first stays itself. */
struct az_form_data *az_form_again(struct az_exchange *x, struct az_form_data *form, const struct az_form *first);

/* The files that a route takes. */
struct az_media_ends;
struct az_upload_kind {
	uint32_t flag;      /* AZ_ROUTE_* of the routes; 0: all others */
	const char *types;  /* media types by content, with commas between */
	const char *accept; /* for the page: what a browser offers to choose */
	const char *text;   /* for people */
	uint64_t most;      /* bytes; 0: as the settings have it */
	/* Can the content be of the one type above? NULL: libmagic tells the type. */
	bool (*looks)(const struct az_media_ends *ends);
};
const struct az_upload_kind *az_upload_kind(const struct az_route *route);

#endif
