/* From the bytes of a body to the values of a form. */
#include "server/body.h"

#include <string.h>

#include "base/buffer.h"
#include "base/text.h"

#define READ_SIZE 16384
#define HEADER_MAX 4096
#define PARTS_MAX 400

enum target { TARGET_NONE, TARGET_TOKEN, TARGET_FIELD, TARGET_FILE, TARGET_KEPT };

struct reading {
	struct az_request *request;
	struct az_form_data *data;
	const struct az_body_hooks *hooks;
	struct az_buffer value;
	enum target target;
	size_t field;
	bool trusted; /* a genuine token has been seen */
	size_t typed, typed_most; /* bytes of fields so far, which stay in memory; 0: no limit of their own */
	struct az_problem *problem;
};

/* "<field>_kept" belongs to the file field that it names. */
static int kept_field(const struct az_form *form, const char *name)
{
	size_t n = strlen(name);
	char base[64];
	if (n <= 5 || n >= sizeof base || strcmp(name + n - 5, "_kept") != 0)
		return -1;
	memcpy(base, name, n - 5);
	base[n - 5] = '\0';
	int field = az_form_index(form, base);
	return field >= 0 && form->fields[field].type == ANZE_FILE ? field : -1;
}

static enum az_result begin(void *self, const char *name, const char *filename, const char *type)
{
	struct reading *reading = self;
	const struct az_form *form = reading->data->form;
	int field = az_form_index(form, name);
	int kept = kept_field(form, name);
	(void)type; /* the sender's word; the content decides */
	reading->target = TARGET_NONE;
	reading->value.n = 0;
	if (strcmp(name, "csrf") == 0 && filename == NULL) {
		reading->target = TARGET_TOKEN;
		return AZ_OK;
	}
	if (!reading->trusted)
		return AZ_DENIED; /* the token comes first in every form of ours */
	if (kept >= 0 && filename == NULL) {
		reading->target = TARGET_KEPT;
		reading->field = (size_t)kept;
	} else if (field >= 0 && form->fields[field].type == ANZE_FILE) {
		if (filename == NULL || filename[0] == '\0')
			return AZ_OK; /* an input that was left empty */
		if (az_utf8_check(filename, strlen(filename)) != strlen(filename)) {
			reading->problem->key = "http.not_utf8";
			return AZ_INVALID;
		}
		reading->target = TARGET_FILE;
		reading->field = (size_t)field;
		return reading->hooks->file_begin(reading->hooks->self, reading->field, filename);
	} else if (field >= 0 && filename == NULL) {
		reading->target = TARGET_FIELD;
		reading->field = (size_t)field;
	}
	return AZ_OK;
}

static enum az_result data(void *self, const char *p, size_t n)
{
	struct reading *reading = self;
	if (reading->target == TARGET_FILE)
		return reading->hooks->file_data(reading->hooks->self, p, n);
	if (reading->target == TARGET_NONE)
		return AZ_OK;
	reading->typed += n;
	if (reading->typed_most != 0 && reading->typed > reading->typed_most)
		return AZ_TOO_LARGE;
	az_buffer_add(&reading->value, p, n);
	return AZ_OK;
}

static enum az_result end_kept(struct reading *reading, const char *token)
{
	struct az_form_file file = {0};
	AZ_TRY(reading->hooks->kept(reading->hooks->self, reading->field, token, &file));
	return file.blob_id == 0 ? AZ_OK : az_form_take_file(reading->data, reading->field, &file);
}

static enum az_result end_file(struct reading *reading)
{
	struct az_form_file file = {0};
	AZ_TRY(reading->hooks->file_end(reading->hooks->self, &file));
	return file.blob_id == 0 ? AZ_OK : az_form_take_file(reading->data, reading->field, &file);
}

static enum az_result end(void *self)
{
	struct reading *reading = self;
	const char *p = reading->value.n == 0 ? "" : reading->value.p;
	size_t n = reading->value.n;
	if (reading->target == TARGET_NONE)
		return AZ_OK;
	if (reading->target == TARGET_FILE)
		return end_file(reading);
	if (az_utf8_check(p, n) != n) {
		reading->problem->key = "http.not_utf8";
		return AZ_INVALID;
	}
	const char *text = az_copy_n(reading->request->arena, p, n);
	switch (reading->target) {
	case TARGET_TOKEN:
		AZ_TRY(reading->hooks->token(reading->hooks->self, text));
		reading->trusted = true;
		return AZ_OK;
	case TARGET_KEPT:
		return end_kept(reading, text);
	default:
		return az_form_take(reading->data, reading->field, text, n);
	}
}

static enum az_result pump(struct az_request *request, struct az_part_parser *parser)
{
	char *buffer = az_alloc(request->arena, READ_SIZE);
	size_t left = request->content_length;
	while (left > 0) {
		long got = request->read(request->stream, buffer, left < READ_SIZE ? left : READ_SIZE);
		if (got <= 0)
			return AZ_INVALID; /* the peer promised more than it sent */
		left -= (size_t)got;
		AZ_TRY(az_part_feed(parser, buffer, (size_t)got));
	}
	return az_part_finish(parser);
}

enum az_result az_body_parts(struct az_request *request, const struct az_body_limits *limits, struct az_part_sink sink,
                             const char **fault)
{
	struct az_part_limits part_limits = {PARTS_MAX, HEADER_MAX, limits->field, limits->file};
	*fault = "";
	if (request->content_length > limits->body)
		return AZ_TOO_LARGE;
	struct az_part_parser *parser =
		az_part_parser_new(request->arena, request->content_type, &part_limits, sink);
	if (parser == NULL) {
		*fault = "the content type is neither of a form's two";
		return AZ_INVALID;
	}
	enum az_result result = pump(request, parser);
	if (result != AZ_OK) {
		const char *said = az_part_fault(parser);
		*fault = said == NULL ? "" : said;
	}
	return result;
}

enum az_result az_body_read(struct az_request *request, struct az_form_data *form, const struct az_body_hooks *hooks,
                            const struct az_body_limits *limits, const char **fault, struct az_problem *problem)
{
	struct reading reading = {.request = request,
	                          .data = form,
	                          .hooks = hooks,
	                          .problem = problem,
	                          .typed_most = limits->fields};
	struct az_part_sink sink = {begin, data, end, &reading};
	az_buffer_init(&reading.value, request->arena);
	AZ_TRY(az_body_parts(request, limits, sink, fault));
	form->submitted = true;
	return reading.trusted ? AZ_OK : AZ_DENIED;
}
