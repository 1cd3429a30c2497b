/* Reports at a steady rate while handlers work, and look-ups by the receipts that came back.
 *
 *   load PORT SECONDS RATE SENDERS HANDLERS FIRST_ID
 *
 * A report is due at its moment whether or not the one before it is done, and its time runs from that moment to the
 * receipt, with the form fetched in between: what waits for its turn is not left out. One in ten carries a photo of about
 * 1 MiB; one in twenty is sent again as a browser's retry would, and must come back with the same receipt. A handler opens
 * the queue beyond FIRST_ID, a case of it, and accepts it, once a second.
 *
 * Prints "report rate=... failed=... sent=... distinct=... again=... differing=...", "desk count=... failed=..." and
 * "lookup rate=... failed=...". */
#include <gd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "crew.h"
#include "report_form.h"

#define RECEIPT 20
#define HANDS_MAX 64
#define LOOKUPS 500
#define PHOTO_EVERY 10
#define AGAIN_EVERY 20
#define DESK_EVERY 1000000 /* us */
#define GIVEN_UP 30000000 /* us after the end: what a portal that cannot keep up has not taken by then has failed */

struct person {
	struct visitor visitor;
	char (*receipts)[RECEIPT];
	size_t count, room, again, differing, desk, desk_failed;
};

static char *photo;
static int photo_bytes;
static size_t senders;
static double rate, seconds;
static char queue_path[80];

/* A picture as a phone makes it: of some megapixels, with noise, so that it does not get small. */
static void make_photo(void)
{
	gdImagePtr image = gdImageCreateTrueColor(1600, 1200);
	if (image == NULL)
		abort();
	for (int y = 0; y < gdImageSY(image); y++)
		for (int x = 0; x < gdImageSX(image); x++)
			gdImageSetPixel(image, x, y, gdTrueColor(x * 255 / 1600, y * 255 / 1200, rand() & 0x7f));
	photo = gdImageJpegPtr(image, &photo_bytes, 85);
	gdImageDestroy(image);
	if (photo == NULL)
		abort();
}

static void wait_until(int64_t us)
{
	int64_t left = us - now_us();
	if (left > 0)
		usleep((useconds_t)left);
}

static void keep(struct person *person, const char *receipt)
{
	if (person->count == person->room) {
		person->room = person->room == 0 ? 256 : person->room * 2;
		person->receipts = realloc(person->receipts, person->room * RECEIPT);
		if (person->receipts == NULL)
			abort();
	}
	memcpy(person->receipts[person->count++], receipt, RECEIPT);
}

/* Sends one form; false unless a receipt came back. */
static bool send_one(struct person *person, const char *token, bool with_photo, char receipt[RECEIPT])
{
	return send_form(&person->visitor, token, photo, (size_t)photo_bytes, with_photo ? 1 : 0) == 200 &&
	       between(person->visitor.http.body, "id=\"receipt\">", '<', receipt, RECEIPT);
}

static void report(struct hand *hand, size_t number, int64_t due)
{
	struct person *person = hand->self;
	char token[TOKEN_MAX], receipt[RECEIPT], second[RECEIPT];
	bool with_photo = number % PHOTO_EVERY == 0;
	if (!fetch_form(&person->visitor, token) || !send_one(person, token, with_photo, receipt)) {
		hand->failed++;
		return;
	}
	times_add(&hand->times, now_us() - due);
	keep(person, receipt);
	if (number % AGAIN_EVERY != 0)
		return;
	person->again++;
	if (!send_one(person, token, with_photo, second) || strcmp(receipt, second) != 0)
		person->differing++;
}

static void send_reports(struct hand *hand)
{
	int64_t start = hand->until - (int64_t)(seconds * 1e6);
	for (size_t number = hand->number; (double)number < rate * seconds; number += senders) {
		int64_t due = start + (int64_t)((double)number * 1e6 / rate);
		wait_until(due);
		if (now_us() < hand->until + GIVEN_UP)
			report(hand, number, due);
		else
			hand->failed++;
	}
}

/* ---- handlers ---- */

static int post(struct visitor *visitor, const char *path, const char *body)
{
	char request[4096];
	int n = snprintf(request, sizeof request,
	                 "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: %s\r\nContent-Type: "
	                 "application/x-www-form-urlencoded\r\nContent-Length: %zu\r\n\r\n%s",
	                 path, visitor->cookie, strlen(body), body);
	return http_ask(&visitor->http, request, (size_t)n);
}

static int get(struct visitor *visitor, const char *path)
{
	size_t n;
	char *request = http_get_text(path, visitor->cookie, &n);
	int status = http_ask(&visitor->http, request, n);
	free(request);
	return status;
}

/* The token of the form that posts to `path`, in the page that came last. */
static bool token_of(struct visitor *visitor, const char *path, char token[TOKEN_MAX])
{
	char action[120];
	snprintf(action, sizeof action, "action=\"%s\"", path);
	const char *form = strstr(visitor->http.body, action);
	return form != NULL && between(form, "name=\"csrf\" value=\"", '"', token, TOKEN_MAX);
}

static void sign_in(struct person *person, const char *login)
{
	struct visitor *visitor = &person->visitor;
	char token[TOKEN_MAX], body[600];
	if (get(visitor, "/login") != 200 || !token_of(visitor, "/login", token) ||
	    !between(visitor->http.answer, "Set-Cookie: ", ';', visitor->cookie, COOKIE_MAX)) {
		fputs("load: no sign-in page\n", stderr);
		exit(1);
	}
	snprintf(body, sizeof body, "csrf=%s&name=%s&password=anze-demo", token, login);
	if (post(visitor, "/login", body) != 303 ||
	    !between(strstr(visitor->http.answer, "anze_session=") == NULL ? "" : strstr(visitor->http.answer, "anze_session="),
	             "anze_session=", ';', token, TOKEN_MAX)) {
		fprintf(stderr, "load: %s cannot sign in\n", login);
		exit(1);
	}
	snprintf(visitor->cookie, COOKIE_MAX, "anze_session=%s", token);
}

/* The case that stands at a place of the queue's page. */
static bool case_of(const char *page, unsigned place, char path[64])
{
	char no[32];
	for (const char *at = page; (at = strstr(at, "href=\"/desk/reports/R")) != NULL; at++)
		if (place-- == 0 && between(at, "href=\"/desk/reports/", '"', no, sizeof no)) {
			snprintf(path, 64, "/desk/reports/%s", no);
			return true;
		}
	return false;
}

static void handle_one(struct person *person, unsigned place)
{
	struct visitor *visitor = &person->visitor;
	char path[64], token[TOKEN_MAX], body[600];
	int status = get(visitor, queue_path);
	if (status == 200 && case_of(visitor->http.body, place, path)) {
		status = get(visitor, path);
		if (status == 200 && token_of(visitor, path, token)) {
			snprintf(body, sizeof body, "csrf=%s&action=accept&message=&outcome=&ground=&why=", token);
			status = post(visitor, path, body);
		}
	}
	/* 409 and 422: a colleague was faster. */
	if (status == 200 || status == 303 || status == 409 || status == 422)
		person->desk++;
	else
		person->desk_failed++;
}

static void handle(struct hand *hand)
{
	int64_t due = now_us() + rand() % DESK_EVERY;
	for (unsigned turn = (unsigned)hand->number; due < hand->until; due += DESK_EVERY, turn++) {
		wait_until(due);
		handle_one(hand->self, turn % 10);
	}
}

static void work(struct hand *hand)
{
	if (hand->number < senders)
		send_reports(hand);
	else
		handle(hand);
}

/* ---- looking up ---- */

static struct person *all;

static void look_up(struct hand *hand)
{
	struct visitor visitor;
	char token[TOKEN_MAX], body[600];
	visitor_init(&visitor, *(int *)hand->self, 0, 0);
	for (size_t i = 0; i < LOOKUPS && now_us() < hand->until; i++) {
		const struct person *person = &all[i % senders];
		if (person->count == 0)
			continue;
		if (get(&visitor, "/report/track") != 200 || !token_of(&visitor, "/report/track", token)) {
			hand->failed++;
			continue;
		}
		between(visitor.http.answer, "Set-Cookie: ", ';', visitor.cookie, COOKIE_MAX);
		snprintf(body, sizeof body, "csrf=%s&receipt=%s", token, person->receipts[i / senders % person->count]);
		int64_t began = now_us();
		if (post(&visitor, "/report/track", body) == 200 && strstr(visitor.http.body, "/report/track/message") != NULL)
			times_add(&hand->times, now_us() - began);
		else
			hand->failed++;
	}
}

static int by_text(const void *a, const void *b)
{
	return memcmp(a, b, RECEIPT);
}

/* What all of them kept, and how many of them differ. */
static void print_reports(const struct crew_result *result)
{
	size_t count = 0, distinct = 0, again = 0, differing = 0;
	char(*receipts)[RECEIPT] = NULL;
	for (size_t i = 0; i < senders; i++) {
		receipts = realloc(receipts, (count + all[i].count + 1) * RECEIPT);
		if (receipts == NULL)
			abort();
		memcpy(receipts + count, all[i].receipts == NULL ? "" : (const char *)all[i].receipts, all[i].count * RECEIPT);
		count += all[i].count;
		again += all[i].again;
		differing += all[i].differing;
	}
	qsort(receipts, count, RECEIPT, by_text);
	for (size_t i = 0; i < count; i++)
		distinct += i == 0 || memcmp(receipts[i], receipts[i - 1], RECEIPT) != 0;
	printf("report sent=%zu distinct=%zu again=%zu differing=%zu photo=%d ", count, distinct, again, differing, photo_bytes);
	crew_print(result);
	free(receipts);
}

int main(int argc, char **argv)
{
	static const char *const logins[] = {"construction", "construction2"};
	if (argc != 7) {
		fputs("usage: load PORT SECONDS RATE SENDERS HANDLERS FIRST_ID\n", stderr);
		return 2;
	}
	int port = (int)number_of(argv[1], 65535);
	seconds = atof(argv[2]);
	rate = atof(argv[3]);
	senders = number_of(argv[4], HANDS_MAX / 2);
	size_t handlers = number_of(argv[5], HANDS_MAX / 2), desk = 0, desk_failed = 0;
	void *selves[HANDS_MAX];
	snprintf(queue_path, sizeof queue_path, "/desk/reports?page=%zu", number_of(argv[6], (size_t)-1));
	make_photo();
	all = calloc(senders + handlers, sizeof *all);
	if (all == NULL || senders == 0)
		abort();
	for (size_t i = 0; i < senders + handlers; i++) {
		visitor_init(&all[i].visitor, port, i < senders ? (size_t)photo_bytes : 0, 1);
		if (i >= senders)
			sign_in(&all[i], logins[i % 2]);
		selves[i] = &all[i];
	}
	struct crew_result reports = crew_run(senders + handlers, seconds, selves, work);
	print_reports(&reports);
	for (size_t i = senders; i < senders + handlers; i++) {
		desk += all[i].desk;
		desk_failed += all[i].desk_failed;
	}
	printf("desk count=%zu failed=%zu\n", desk, desk_failed);
	selves[0] = &port;
	struct crew_result lookups = crew_run(1, 60, selves, look_up);
	printf("lookup ");
	crew_print(&lookups);
	return 0;
}
