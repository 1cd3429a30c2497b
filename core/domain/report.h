/* Reports: what citizens say about insurers, agencies, enterprises, authorities.
 * What routes a case, what it says, who sent it and its files are kept in tables
 * of their own. Nothing of the reporter's address is kept anywhere. */
#ifndef AZ_DOMAIN_REPORT_H
#define AZ_DOMAIN_REPORT_H

#include "base/clock.h"
#include "base/secret.h"
#include "domain/flow.h"
#include "form/form.h"

struct az_report {
	int64_t id;
	const char *kind, *sector, *county, *county_zh, *county_en;
	int64_t authority_id;
	const char *authority_zh, *authority_en;
	const char *subject_type;
	const char *door, *wish; /* codes: a likely refusal that was told before it was sent; "transfer", "here" */
	const char *state, *outcome;
	int64_t submitted_at, receipt_kept_at; /* kept: when the reporter said so; 0: not yet */
	az_day accept_from; /* came in, or was transferred to who leads it now */
	az_day accept_by, decide_by, feedback_by;
	az_day closed_on; /* refused or fed back: from then on it can be disputed */
	az_day paused_from, paused_until;
	const char *pause_why, *extension_why, *ground; /* codes of the lists below; "" : none */
	int64_t extension_days, extension_asked;
	int64_t maker_id; /* whose request or conclusion another person checks */
	int64_t handler_id; /* whose case it is; 0: nobody's yet */
	const char *handler;
	az_day due; /* of the term that runs in this state; AZ_DAY_NONE: none runs */
	int64_t merged_into; /* the leading case (domain/report_duplicate.h); 0: it is handled for itself */
	int64_t named; /* there is an identity: a name with a contact, or a contact alone */
	int64_t files;
	int64_t unanswered; /* the newest message is the reporter's, or that of one whose report is handled together with it */
	/* content: sealed as it lies (domain/report_secret.h), then opened, with what opened it; key NULL: still shut, and
	 * the texts are NULL */
	struct az_text sealed;
	const struct az_secret_key *key;
	bool no_files; /* just stored, without any */
	const char *subject_name, *happened_on, *place, *story;
	const char *subject_ref; /* "enterprise-17", "insurer-3": chosen from a register (domain/subject.h); "": described */
	/* identity: only put here by az_identity_show */
	const char *name, *contact;
};

struct az_report_message {
	int64_t id, from_reporter, at;
	const char *authority_zh, *authority_en; /* whose person wrote it; "": the reporter */
	struct az_text sealed;
	const char *body; /* opened */
};

struct az_report_file {
	int64_t blob_id, size;
	const char *name, *type, *sha256;
	int64_t message_id; /* that it came with; 0: with the report itself */
	az_day added_on;    /* AZ_DAY_NONE likewise */
	/* Its cleaned copy: it is there; it is being made; or why there is none ("" in the files of earlier years too). */
	int64_t copied, waiting;
	const char *unclean;
	/* What ClamAV said: clean, found, unable; "" nothing, it was not asked. What was found, and when it was asked. */
	const char *scan, *scan_name;
	int64_t scanned_at;
};

/* What a citizen sends. */
struct az_report_new {
	const char *kind, *sector, *county, *subject_type, *subject_name;
	int64_t subject_id; /* found in a register (domain/subject.h); 0: described */
	const char *door, *wish; /* the likely refusal that was told, and what is wished all the same; "": none */
	const char *happened_on, *place, *story;
	const char *name, *contact; /* "": anonymous */
	const struct az_form_file *files;
	size_t file_count;
	const char *token; /* of the form: one submission, however often it is sent */
	const unsigned char *spent; /* what its sender gave while many come in (domain/flood.h); NULL: nothing was asked for */
};

/* Files a report; sent twice with one token it is the same report and the same
 * receipt. `stored` is the report as az_report_by_receipt reads it; of a new one without files only what its receipt says,
 * id, submitted_at and key, and nothing is read back. AZ_INVALID with the key of az_route_refusal
 * (domain/report_route.h) when no authority takes it. */
enum az_result az_report_submit(struct az_ctx *ctx, const struct az_report_new *report, char receipt[AZ_RECEIPT_TEXT],
                                struct az_report *stored) AZ_CHECKED;

/* Was a report filed with this token already? */
enum az_result az_report_submitted(struct az_ctx *ctx, const char *token, bool *known) AZ_CHECKED;

/* The report that a receipt opens, and its key; AZ_NOT_FOUND for any other. Content included, identity never. */
enum az_result az_report_by_receipt(struct az_ctx *ctx, const char *receipt, struct az_report *report) AZ_CHECKED;

/* "R2026-000123" and back; AZ_NOT_FOUND when it is none. Found, it is opened; report->key is NULL when nobody has wrapped
 * its key for whoever acts yet. */
const char *az_report_no(struct az_arena *arena, const struct az_report *report);
enum az_result az_report_find(struct az_ctx *ctx, const char *no, struct az_report *report) AZ_CHECKED; /* in scope */

/* Both sides' messages, oldest first, of a report that is open (report->key): none of one that is shut. Its files,
 * likewise. */
enum az_result az_report_messages(struct az_ctx *ctx, const struct az_report *report, struct az_report_message **rows,
                                  size_t *count) AZ_CHECKED;
enum az_result az_report_files(struct az_ctx *ctx, const struct az_report *report, struct az_report_file **rows,
                               size_t *count) AZ_CHECKED;

/* One of them; AZ_NOT_FOUND for any other, AZ_DENIED "secret.locked" without the key of the case. */
enum az_result az_report_file_find(struct az_ctx *ctx, const struct az_report *report, int64_t blob_id,
                                   struct az_report_file *out) AZ_CHECKED;

/* Records that a file was opened as it came, instead of its cleaned copy, and why. */
enum az_result az_report_file_original(struct az_ctx *ctx, const struct az_report *report,
                                       const char *reason) AZ_CHECKED;

/* What a handler does: the flow's steps. `detail` of the input is this. */
struct az_report_step {
	const char *message; /* to the reporter; for `note`, to those who handle it */
	const char *outcome; /* for `conclude` */
	const char *ground;  /* for `refuse` */
	const char *why;     /* for `ask_extension` and `pause`: told to the reporter */
	int64_t to_authority; /* for `transfer`, `share`, `unshare`, `bar`, `move_up` */
	int64_t into;         /* for `merge`: the case that leads */
	int64_t days;         /* for `ask_extension` */
	az_day until;         /* for `pause` */
	bool by_receipt;      /* the reporter does it */
};
extern const struct az_flow az_report_flow;

/* What a report can be about. */
extern const struct anze_choice az_report_kinds[];
extern const size_t az_report_kind_count;
extern const struct anze_choice az_report_outcomes[];
extern const size_t az_report_outcome_count;

/* Why a report is refused (each has a text that names the right door), extended, paused. */
extern const struct anze_choice az_report_grounds[], az_report_extension_whys[], az_report_pause_whys[];
extern const size_t az_report_ground_count, az_report_extension_why_count, az_report_pause_why_count;

/* Lets the terms run again of cases whose pause is over (the portal's jobs, each hour); how many there were. */
enum az_result az_report_end_pauses(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Before the conclusion; while an authority owes something; and while its reporter can write: always but after withdrawing it. */
bool az_report_state_open(const char *state);
bool az_report_state_waiting(const char *state);
bool az_report_state_takes_words(const char *state);

/* May what was told on this day still be disputed? */
bool az_report_disputable(const struct az_ctx *ctx, az_day closed_on);

/* Until when acceptance is decided of what came in on a day; AZ_DAY_NONE where no rule or no calendar tells. */
az_day az_report_accept_by(struct az_ctx *ctx, az_day from);

#endif
