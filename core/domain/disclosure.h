/* What is public: commendations, exposures and blacklist entries, each a
 * snapshot made in the transaction of the decision. An entry whose term is over
 * or that was annulled is found nowhere: not in the list, not by its number, not
 * in a download. */
#ifndef AZ_DOMAIN_DISCLOSURE_H
#define AZ_DOMAIN_DISCLOSURE_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/ctx.h"
#include "store/db.h"

struct az_disclosure {
	int64_t id, measure_id;
	const char *kind; /* commendation, exposure, blacklist */
	const char *subject_type, *subject_name, *uscc, *sector;
	const char *authority_zh, *authority_en;
	const char *ground_zh, *ground_en, *basis_zh, *basis_en;
	const char *document, *body;
	az_day decided_on, until_on; /* until_on: the last day; AZ_DAY_NONE: no term */
	int64_t published_at;
};

extern const char *const az_disclosure_kinds[];
extern const size_t az_disclosure_kind_count;

/* Writes an entry and its grams; to be called inside the decision's transaction. id, published_at are set here. */
enum az_result az_disclosure_publish(struct az_ctx *ctx, struct az_disclosure *entry) AZ_CHECKED;

/* Ends the entry of a measure, if there is one; inside the annulment's transaction. */
enum az_result az_disclosure_annul(struct az_ctx *ctx, int64_t measure_id) AZ_CHECKED;

/* What is asked for. Filled by az_disclosure_ask. */
struct az_disclosure_filter {
	const char *kind; /* "": all */
	const char *code; /* a code or how it begins; "" */
	const char *name; /* a fragment, folded; "" */
	bool code_wrong;  /* 18 characters that are no code: the check character does not fit */
};

/* Reads what people typed: a text of four characters or more that begins with a digit and has only letters and
 * digits is a code, everything else a part of a name. AZ_NOT_FOUND for an unknown kind. */
enum az_result az_disclosure_ask(struct az_ctx *ctx, const char *kind, const char *q,
                                 struct az_disclosure_filter *out) AZ_CHECKED;

/* Newest first, below an id (0: from the newest); without `body`. */
enum az_result az_disclosure_list(struct az_ctx *ctx, const struct az_disclosure_filter *filter, int64_t before,
                                  struct az_disclosure **rows, size_t *count, size_t max) AZ_CHECKED;

/* The newest of all kinds, for the first page. */
enum az_result az_disclosure_latest(struct az_ctx *ctx, size_t max, struct az_disclosure **rows,
                                    size_t *count) AZ_CHECKED;

/* Hands on every entry that the filter matches, newest first, in flat memory (see az_db_each); at most `max`, 0: all. */
enum az_result az_disclosure_each(struct az_ctx *ctx, const struct az_disclosure_filter *filter, int64_t max,
                                  enum az_result (*each)(void *self, const void *entry), void *self) AZ_CHECKED;

/* "D2026-000012" and back; AZ_NOT_FOUND when there is none, or it has ended. */
const char *az_disclosure_no(struct az_arena *arena, const struct az_disclosure *entry);
enum az_result az_disclosure_find(struct az_ctx *ctx, const char *no, struct az_disclosure *entry) AZ_CHECKED;

/* The number of a measure's entry, ended or not; "" when it has none. */
enum az_result az_disclosure_of_measure(struct az_ctx *ctx, int64_t measure_id, const char **no) AZ_CHECKED;

/* The last day of a term of months that begins to run on the day after `day` (Civil Code, art. 201, 202): the same day of
 * that month, or its last day where the month is shorter. */
az_day az_term_end(az_day day, int months);

#endif
