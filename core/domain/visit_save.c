/* Filling a visit: what a page sent, against what it had shown and what is there now. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/audit.h"
#include "domain/visit_private.h"
#include "store/db.h"

#define ALONG (10 * AZ_MINUTE) /* what one person saves within it while filling in is one row in the trail */

struct saving {
	int64_t id;
	struct az_visit_save *save;
};

enum az_result az_visit_lock_open(struct az_ctx *ctx, int64_t id, struct az_visit *out)
{
	int64_t locked;
	AZ_TRY(az_db_number(ctx, AZ_QUERY("SELECT id AS number FROM visit WHERE id = ? FOR UPDATE", az_int(id)),
			    &locked));
	AZ_TRY(az_visit_load(ctx, id, out));
	if (!az_visit_is_own(ctx, out))
		return AZ_NOT_FOUND;
	if (strcmp(out->state, "draft") != 0)
		return az_refuse(ctx, AZ_CONFLICT, "visit.closed", NULL);
	return AZ_OK;
}

/* NULL stands for nothing said. */
static bool same(const struct az_visit_answer *a, const struct az_visit_answer *b)
{
	static const struct az_visit_answer nothing = {"", "", 0, "", "", 0, 0, 0, ""};
	a = a == NULL ? &nothing : a;
	b = b == NULL ? &nothing : b;
	return strcmp(a->answer, b->answer) == 0 && strcmp(a->remark, b->remark) == 0 &&
	       (strcmp(a->answer, "number") != 0 || a->number == b->number) &&
	       (strcmp(a->answer, "choice") != 0 || strcmp(a->choice, b->choice) == 0);
}

static enum az_result put(struct az_ctx *ctx, int64_t id, int64_t revision, const struct az_visit_answer *answer)
{
	bool number = strcmp(answer->answer, "number") == 0, choice = strcmp(answer->answer, "choice") == 0;
	return az_db_exec(
		ctx,
		AZ_QUERY("INSERT INTO visit_answer (visit_id, item, revision, answer, number, choice, remark, at, "
			 "account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
			 az_int(id), az_str(answer->item), az_int(revision), az_str(answer->answer),
			 number ? az_int(answer->number) : az_null(), az_str(choice ? answer->choice : ""),
			 az_str(answer->remark), az_time(ctx->now), az_int(ctx->account_id)),
		NULL);
}

static enum az_result mark(struct az_ctx *ctx, int64_t id, int64_t revision)
{
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE visit SET revision = ?, changed_at = ?, editor_id = ? WHERE id = ?",
				   az_int(revision), az_time(ctx->now), az_int(ctx->account_id), az_int(id)),
			  NULL);
}

enum az_result az_visit_touch(struct az_ctx *ctx, int64_t id, int64_t revision, const char *action)
{
	AZ_TRY(mark(ctx, id, revision));
	return az_audit(ctx, "visit", id, action, "draft", "draft", "");
}

/* Has the trail a row for this person's filling in already? Who said what and when stands with each answer anyway. */
static bool goes_on(const struct az_ctx *ctx, const struct az_visit *visit)
{
	return visit->revision > 0 && visit->editor_id == ctx->account_id && ctx->now - visit->changed_at < ALONG;
}

/* Three sides of each answer: what the page had shown, what it sent, what is there now. What the person did not touch
 * stays as it is now; what only they touched is written; where somebody else did too, and not to the same, nobody is
 * overwritten. What a person has said before, on another page or just before this, gives way to what the person says
 * now. */
static enum az_result save(struct az_ctx *ctx, void *arg)
{
	struct saving *saving = arg;
	struct az_visit_save *save = saving->save;
	struct az_visit visit = {0};
	struct az_visit_answer *shown, *now;
	size_t shown_count, now_count, written = 0;
	AZ_TRY(az_visit_lock_open(ctx, saving->id, &visit));
	AZ_TRY(az_visit_said(ctx, saving->id, save->seen, &shown, &shown_count));
	AZ_TRY(az_visit_said(ctx, saving->id, visit.revision, &now, &now_count));
	save->clashes = AZ_NEW_ARRAY(ctx->arena, save->count + 1, size_t);
	save->clash_count = 0;
	for (size_t i = 0; i < save->count; i++) {
		const struct az_visit_answer *mine = &save->answers[i];
		const struct az_visit_answer *before = az_visit_said_of(shown, shown_count, mine->item);
		const struct az_visit_answer *there = az_visit_said_of(now, now_count, mine->item);
		if (same(mine, there) || same(mine, before))
			continue;
		if (there != NULL && there->revision > save->seen && there->account_id != ctx->account_id) {
			save->clashes[save->clash_count++] = i;
			continue;
		}
		AZ_TRY(put(ctx, saving->id, visit.revision + 1, mine));
		written++;
	}
	AZ_TRY(az_visit_photos_put(ctx, saving->id, save, &written));
	save->revision = visit.revision + (written > 0);
	if (written == 0)
		return AZ_OK;
	return save->along && goes_on(ctx, &visit) ? mark(ctx, saving->id, save->revision)
						   : az_visit_touch(ctx, saving->id, save->revision, "save");
}

enum az_result az_visit_save(struct az_ctx *ctx, int64_t id, struct az_visit_save *work)
{
	struct saving saving = {id, work};
	AZ_TRY(az_tx(ctx, save, &saving));
	return work->clash_count > 0 ? az_refuse(ctx, AZ_CONFLICT, "visit.clash", NULL) : AZ_OK;
}
