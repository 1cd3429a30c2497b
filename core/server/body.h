/* A request's body into a form: fields by the declaration, files handed on
 * piece by piece. */
#ifndef AZ_SERVER_BODY_H
#define AZ_SERVER_BODY_H

#include "form/form.h"
#include "server/multipart.h"
#include "server/request.h"

/* What the application does with what arrives. */
struct az_body_hooks {
	/* The field "csrf": before any file, or the body is refused. AZ_OK when it is genuine. */
	enum az_result (*token)(void *self, const char *token);
	/* A file of a field: begin, data, end. `end` fills in what was stored, or leaves blob_id 0 for a file that was
	 * dropped (empty, or of a kind that is not taken: then it has set the field's error). */
	enum az_result (*file_begin)(void *self, size_t field, const char *name);
	enum az_result (*file_data)(void *self, const char *p, size_t n);
	enum az_result (*file_end)(void *self, struct az_form_file *out);
	/* A file that arrived with an earlier try: the hidden field "<field>_kept". */
	enum az_result (*kept)(void *self, size_t field, const char *token, struct az_form_file *out);
	void *self;
};

struct az_body_limits {
	size_t body;  /* bytes of the whole body */
	size_t field; /* bytes of one field */
	size_t file;  /* bytes of one file */
	size_t fields; /* bytes of all fields that are no files; 0: as many as the body has */
};

/* Reads the body into `data`. AZ_INVALID: malformed, cut short, not UTF-8 (*fault says what, for the log; `problem` of a
 * missing UTF-8 is "http.not_utf8"); AZ_TOO_LARGE; AZ_DENIED: no genuine token; else a hook's word. Nothing is validated
 * beyond that: az_form_check is the caller's next step. */
enum az_result az_body_read(struct az_request *request, struct az_form_data *data, const struct az_body_hooks *hooks,
                            const struct az_body_limits *limits, const char **fault,
                            struct az_problem *problem) AZ_CHECKED;

/* The parts of a body as they come, for whoever knows no form of it. AZ_INVALID, AZ_TOO_LARGE as above, else the sink's word. */
enum az_result az_body_parts(struct az_request *request, const struct az_body_limits *limits, struct az_part_sink sink,
                             const char **fault) AZ_CHECKED;

#endif
