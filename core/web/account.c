/* Signing in and out; the desk's first page. */
#include "domain/account.h"

#include <string.h>

#include "base/text.h"
#include "domain/demo.h"
#include "web/carry.h"
#include "web/exchange.h"

#define NEXT_MAX 500

enum { NAME, PASSWORD, NEXT, CARRIED, LOGIN_FIELDS };

static const struct anze_field login_fields[] = {
	[NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED | ANZE_AUTOCOMPLETE, .max = 40},
	[PASSWORD] = {.name = "password", .type = ANZE_PASSWORD, .flags = ANZE_REQUIRED | ANZE_AUTOCOMPLETE, .max = 256},
	[NEXT] = {.name = "next", .type = ANZE_HIDDEN, .max = NEXT_MAX},
	[CARRIED] = {.name = "carried", .type = ANZE_HIDDEN, .max = AZ_CARRY_TEXT},
};
static const struct az_form login_form = {"login", login_fields, LOGIN_FIELDS};

static const struct az_form logout_form = {"logout", NULL, 0};

/* Only a path of the desk: nobody is sent elsewhere by a link that he followed to the sign-in. */
static const char *next_of(struct az_exchange *x, const char *next)
{
	bool desk = strncmp(next, "/desk", 5) == 0 && strchr("/?", next[5]) != NULL;
	const char *path = desk ? az_exchange_path(x, next, "/desk") : "/desk";
	return strlen(path) <= NEXT_MAX ? path : "/desk";
}

static enum az_result show_login(struct az_exchange *x, struct az_form_data *form)
{
	az_exchange_draw(x, form, "/login", "login.submit");
	az_set_flag(x->page->data, "Login.carried", form->values[CARRIED].raw[0] != '\0');
	if (x->web->site->settings->demonstration) {
		az_set(x->page->data, "Demo.password", AZ_DEMO_PASSWORD);
		for (size_t i = 0; i < az_demo_account_count; i++) {
			struct _hdf *row = az_append(x->page->data, "Demo.signins");
			az_set(row, "name", az_demo_accounts[i].account.login);
			az_set_text(x->page, row, "text", az_demo_accounts[i].text_key, NULL);
		}
	}
	return az_page_show(x->page, "account/login", "login.page_title");
}

enum az_result az_login_over(struct az_exchange *x, const char *next)
{
	const char *sealed;
	bool files;
	AZ_TRY(az_carry_pack(x, &sealed, &files));
	struct az_form_data *form = az_form_new(x->ctx->arena, &login_form);
	az_form_preset(form, NEXT, next_of(x, next));
	az_form_preset(form, CARRIED, sealed);
	az_exchange_binder_of(x, "/login");
	az_set_flag(x->page->data, "Login.over", true);
	az_set_flag(x->page->data, "Login.files", sealed != NULL && files);
	az_set_flag(x->page->data, "Page.once", true); /* a link would lose what was typed */
	AZ_TRY(show_login(x, form));
	x->page->status = 403;
	az_set(x->page->data, "Page.title", az_text(x->page, "login.expired", NULL));
	return AZ_OK;
}

static enum az_result login_page(struct az_exchange *x)
{
	struct az_form_data *form = az_exchange_form(x, &login_form);
	const char *next = next_of(x, az_request_query(x->request, "next"));
	if (x->ctx->actor != NULL)
		return az_page_redirect(x->page, "%s", next);
	az_form_preset(form, NEXT, next);
	return show_login(x, form);
}

/* What was typed before the session was over, for the one who typed it. */
static enum az_result show_carried(struct az_exchange *x, const char *token, const char *sealed)
{
	AZ_TRY(az_session_resume(x->ctx, token));
	x->binder = x->ctx->actor->session_binder;
	enum az_result drawn = az_carry_draw(x, sealed);
	if (drawn == AZ_NOT_FOUND)
		return az_page_redirect(x->page, "/desk?done=not_carried");
	AZ_TRY(drawn);
	az_set(x->page->data, "Form.cancel", "/desk");
	az_set_flag(x->page->data, "Page.once", true); /* a link would lose what was typed */
	return az_page_show(x->page, "account/carried", "carried.title");
}

static enum az_result login(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const char *token = NULL;
	if (az_form_has_errors(form))
		return show_login(x, form);
	enum az_result result = az_account_sign_in(x->ctx, form->values[NAME].text, form->values[PASSWORD].text, &token);
	if (az_exchange_refused(x, result, form))
		return show_login(x, form);
	AZ_TRY(result);
	az_exchange_cookie(x, AZ_COOKIE_SESSION, token, "/", false, -1);
	if (form->values[CARRIED].given)
		return show_carried(x, token, form->values[CARRIED].text);
	return az_page_redirect(x->page, "%s", next_of(x, form->values[NEXT].text));
}

static enum az_result logout(struct az_exchange *x)
{
	const char *token = az_request_cookie(x->request, AZ_COOKIE_SESSION);
	if (token != NULL)
		AZ_TRY(az_session_end(x->ctx, token));
	az_exchange_cookie(x, AZ_COOKIE_SESSION, "", "/", false, 0);
	return az_page_redirect(x->page, "/?done=signed_out");
}

/* ---- another password ---- */

enum { NOW, NEW, AGAIN, PASSWORD_FIELDS };
static const struct anze_field password_fields[] = {
	[NOW] = {.name = "now", .type = ANZE_PASSWORD, .flags = ANZE_REQUIRED, .max = 256},
	[NEW] = {.name = "new", .type = ANZE_PASSWORD, .flags = ANZE_REQUIRED, .min = AZ_PASSWORD_LEAST, .max = 254},
	[AGAIN] = {.name = "again", .type = ANZE_PASSWORD, .flags = ANZE_REQUIRED, .max = 254},
};
static const struct az_form password_form = {"password", password_fields, PASSWORD_FIELDS};

static enum az_result show_password(struct az_exchange *x, struct az_form_data *form)
{
	az_exchange_draw(x, form, "/desk/password", "password.submit");
	return az_page_show(x->page, "account/password", "password.title");
}

static enum az_result password_page(struct az_exchange *x)
{
	return show_password(x, az_exchange_form(x, &password_form));
}

static enum az_result password_change(struct az_exchange *x)
{
	struct az_form_data *form = x->request->form;
	const struct az_form_value *values = form->values;
	if (values[NEW].valid && values[AGAIN].valid && !az_streq(values[NEW].text, values[AGAIN].text))
		az_form_error(form, AGAIN, "password.differs", NULL);
	if (az_form_has_errors(form))
		return show_password(x, form);
	enum az_result result = az_account_password_change(
		x->ctx, az_request_cookie(x->request, AZ_COOKIE_SESSION), values[NOW].text, values[NEW].text);
	if (az_exchange_refused(x, result, form))
		return show_password(x, form);
	AZ_TRY(result);
	return az_page_redirect(x->page, "/desk?done=password_change");
}

static const struct az_route routes[] = {
	{AZ_GET, "/login", login_page, AZ_ANYBODY, NULL, "login", 0},
	{AZ_POST, "/login", login, AZ_ANYBODY, &login_form, "login", 0},
	{AZ_GET, "/desk/password", password_page, AZ_SIGNED_IN, NULL, "desk", 0},
	{AZ_POST, "/desk/password", password_change, AZ_SIGNED_IN, &password_form, "desk", 0},
	{AZ_POST, "/logout", logout, AZ_SIGNED_IN, &logout_form, "", 0},
};
const struct az_route_table az_account_routes = AZ_ROUTES(routes);
