/* Visits: a person of an insurer, of an agency or of the sector's regulator fills
 * a checklist at an enterprise. A visit keeps the version that was in force on the
 * day it began, and with it the version of what the enterprise's county adds. It is a draft until both parties were heard about the result
 * (signed, or a refusal to sign with its reason), or abandoned with a reason. A
 * trial is a visit by a checklist's draft: it raises no hazards and does not
 * count. */
#ifndef AZ_DOMAIN_VISIT_H
#define AZ_DOMAIN_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "domain/enterprise.h"
#include "domain/flow.h"
#include "domain/hazard.h"
#include "domain/list.h"
#include "domain/visit_judge.h"
#include "form/form.h"

enum az_visit_kind {
	AZ_VISIT_SERVICE = 0, /* of an insurer or an agency */
	AZ_VISIT_INSPECTION,  /* of the regulator */
	AZ_VISIT_TRIAL        /* of a checklist's draft, by its regulator */
};
const char *az_visit_kind_name(enum az_visit_kind kind); /* "service", "inspection", "trial" */

struct az_visit {
	int64_t id;
	const char *kind, *state; /* "draft", "signed", "finished" (a trial), "abandoned" */
	int64_t enterprise_id;
	const char *enterprise, *uscc;
	const char *sector, *county, *county_zh, *county_en;
	int64_t version_id, version_number, version_revision; /* number 0: a draft */
	int64_t county_version_id, county_version_number;     /* what its county adds; id 0: nothing, number 0: a draft */
	int64_t insurer_id, agency_id, authority_id;
	const char *insurer, *agency, *authority_zh, *authority_en;
	az_day begun_on;
	int64_t begun_at, maker_id;
	const char *maker;
	int64_t revision, changed_at, editor_id;
	const char *editor;
	/* Of a closed one. */
	int64_t closed_at, good_weight, judged_weight, asked, complies, fails, not_applicable, not_checked, majors,
		incomplete;
	const char *incomplete_reason;
	const char *inspector_name, *inspector_position, *party_name, *party_position;
	int64_t party_signed;
	const char *refusal;
};

/* "V2026-000012". */
const char *az_visit_no(struct az_arena *arena, const struct az_visit *visit);

/* ---- beginning ---- */

/* The enterprise with this code in this sector, for whoever may begin a visit there: an insurer's or agency's person
 * anywhere in the city, a regulator in its own county and sectors. AZ_NOT_FOUND otherwise. */
enum az_result az_visit_enterprise(struct az_ctx *ctx, const char *uscc, const char *sector,
				   struct az_enterprise *out) AZ_CHECKED;

/* The drafts of the actor's own organisation at the enterprise in the sector that somebody else began, newest first; trials left
 * out. At most AZ_VISIT_UNDERWAY of them. */
#define AZ_VISIT_UNDERWAY 20
enum az_result az_visit_underway(struct az_ctx *ctx, int64_t enterprise_id, const char *sector, struct az_visit **rows,
				 size_t *count) AZ_CHECKED;

struct az_visit_new {
	enum az_visit_kind kind; /* az_visit_kind_of says which one an actor's visit is; a trial is asked for */
	int64_t enterprise_id;
	const char *sector;
	int64_t version_id, revision; /* a trial: the draft (of the actor's own list) and its revision; else not looked at */
	const char *token;            /* of the form: one visit, however often it is sent */
};

/* The kind of an actor's own visits. */
enum az_visit_kind az_visit_kind_of(const struct az_ctx *ctx);

/* Begins a visit; *no is its number. AZ_NOT_FOUND: not the actor's to begin. AZ_CONFLICT "visit.no_version": no version
 * of the sector's checklist is in force; "visit.draft_moved": the draft has another revision. */
enum az_result az_visit_start(struct az_ctx *ctx, const struct az_visit_new *visit, const char **no) AZ_CHECKED;

/* The newest revision of a checklist's draft of which a trial was finished; -1 when there is none. */
enum az_result az_visit_trial_last(struct az_ctx *ctx, int64_t version_id, int64_t *revision) AZ_CHECKED;

/* How many visits, trials apart, are being filled in by a version of the sector's checklist (0: by any of them), in a county
 * ("" : in all). A number alone, whoever asks: what a new version touches is the regulator's to know, not whose visits they
 * are. */
enum az_result az_visit_open_count(struct az_ctx *ctx, const char *sector, const char *county, int64_t version_id,
				   int64_t *count) AZ_CHECKED;

/* ---- finding; what is out of scope is not there ---- */

/* An insurer and an agency see their own, a regulator its own and what others have closed in its county and sectors. */
enum az_result az_visit_find(struct az_ctx *ctx, const char *no, struct az_visit *out) AZ_CHECKED;

/* Rows are struct az_visit, newest first, trials among them. Groups: "open", "closed". Narrowed by "enterprise", an id. */
extern const struct az_list az_visit_list;

/* How many drafts of the actor's own organisation there are. */
enum az_result az_visit_waiting(struct az_ctx *ctx, int64_t *count) AZ_CHECKED;

/* Does the visit belong to the actor's own organisation? Only then it is filled, signed, abandoned. */
bool az_visit_is_own(const struct az_ctx *ctx, const struct az_visit *visit);

/* ---- the whole of it ---- */

#define AZ_VISIT_PHOTOS 6 /* of one item */

struct az_visit_photo {
	const char *item;
	int64_t blob_id, size;
	const char *name, *type;
};

struct az_visit_sheet {
	struct az_visit visit;
	struct az_visit_facts facts;
	struct az_visit_item *items; /* in use, in their order */
	size_t count;
	struct az_visit_section *sections;
	size_t section_count;
	struct anze_result *findings; /* of the plugin's review */
	size_t finding_count;
	struct az_visit_score score;
	struct az_visit_photo *photos; /* by item, oldest first */
	size_t photo_count;
	struct az_hazard *hazards; /* noted so far, or raised */
	size_t hazard_count;
	const char **grades; /* of the items: "major", "general", "undecided", "" (did not fail) */
};

/* What is stored of a visit that was found: items with their answers, sections, photos, hazards. Nothing is judged, and no
 * plugin is asked, so that what is sent can be stored whatever a plugin does: no item counts as asked, and facts, findings,
 * grades and score are empty. */
enum az_result az_visit_read(struct az_ctx *ctx, const struct az_visit *visit, struct az_visit_sheet *out) AZ_CHECKED;

/* Judges what was read: a draft as it stands, a closed one as it was frozen. */
enum az_result az_visit_weigh(struct az_ctx *ctx, struct az_visit_sheet *sheet) AZ_CHECKED;

/* Everything of a visit that was found: read and judged. */
enum az_result az_visit_open(struct az_ctx *ctx, const struct az_visit *visit, struct az_visit_sheet *out) AZ_CHECKED;

/* How many major hazards it found: items that are one by themselves, by the plugin's finding, or as a person decided. The one
 * number of them, while it is filled in and after it was closed. */
int64_t az_visit_majors(const struct az_visit_sheet *sheet);

/* The answers as a page that was drawn at this revision has shown them: into `answers`, one an item, "" where there was
 * none. */
enum az_result az_visit_answers_at(struct az_ctx *ctx, const struct az_visit_sheet *sheet, int64_t revision,
				   struct az_visit_answer *answers) AZ_CHECKED;

/* ---- filling ---- */

struct az_visit_save {
	int64_t seen;                          /* the visit's revision when the page was drawn */
	const struct az_visit_answer *answers; /* item, answer, number, choice, remark */
	size_t count;
	struct az_visit_photo *added; /* item and blob_id, staged; added once, however often this token is sent */
	size_t added_count;
	const struct az_visit_photo *removed; /* item and blob_id */
	size_t removed_count;
	const char *token; /* of the form */
	bool along;        /* a script's, while the page is filled in: one of a row, which has one row in the trail */
	/* Given back: answers that somebody else has changed meanwhile to something else, by their place in `answers`.
	 * They were not saved; all others were. */
	size_t *clashes;
	size_t clash_count;
	int64_t revision; /* what the visit has now */
};

/* May the actor read this file of a visit that was found? AZ_NOT_FOUND otherwise. */
enum az_result az_visit_holds(struct az_ctx *ctx, const struct az_visit *visit, int64_t blob_id) AZ_CHECKED;

/* Saves what differs from what the page has shown. AZ_NOT_FOUND: not one's own. AZ_INVALID "visit.photos_many" above
 * AZ_VISIT_PHOTOS of an item: nothing is saved. AZ_CONFLICT "visit.closed"; and, with the rest saved, "visit.clash"
 * when clash_count > 0. */
enum az_result az_visit_save(struct az_ctx *ctx, int64_t id, struct az_visit_save *save) AZ_CHECKED;

/* ---- the flow ---- */

/* `detail` of the steps "sign" and "finish". */
struct az_visit_closing {
	int64_t revision; /* what the person has read */
	const char *inspector_name, *inspector_position, *party_name, *party_position;
	bool party_signed;
	const char *refusal;           /* needed when the enterprise did not sign */
	const char *incomplete_reason; /* needed when the visit is incomplete */
};
extern const struct az_flow az_visit_flow;

/* Is this one of the portal's own checks before signing: the share that may be left unchecked, in basis points. */
int64_t az_visit_limit(const struct az_ctx *ctx, az_day day);

#endif
