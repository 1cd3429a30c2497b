/* Writing the register of enterprises: entering, changing. */
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "domain/actor.h"
#include "domain/audit.h"
#include "domain/enterprise_private.h"
#include "domain/name_gram.h"
#include "domain/site.h"
#include "store/db.h"

#define GRAMS_A_STATEMENT 20

/* ---- rows ---- */

static enum az_result put_grams(struct az_ctx *ctx, int64_t id, const char *folded)
{
	int64_t grams[AZ_NAME_GRAMS_MAX];
	size_t count = az_name_grams(folded, grams, AZ_NAME_GRAMS_MAX);
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM enterprise_gram WHERE enterprise_id = ?", az_int(id)), NULL));
	for (size_t first = 0; first < count; first += GRAMS_A_STATEMENT) {
		struct az_build build = {0}; /* not in the arena: a sheet has many rows */
		az_build_add(&build, AZ_QUERY("INSERT INTO enterprise_gram (gram, enterprise_id) VALUES (?, ?)",
		                              az_int(grams[first]), az_int(id)));
		for (size_t i = first + 1; i < count && i < first + GRAMS_A_STATEMENT; i++)
			az_build_add(&build, AZ_QUERY(", (?, ?)", az_int(grams[i]), az_int(id)));
		AZ_TRY(az_db_exec(ctx, &build.query, NULL));
	}
	return AZ_OK;
}

static const char *or_null(const char *s)
{
	return s == NULL || s[0] == '\0' ? NULL : s;
}

enum az_result az_enterprise_insert(struct az_ctx *ctx, const struct az_enterprise_entry *entry, int64_t *id)
{
	const char *folded = az_name_fold(ctx->arena, entry->name);
	struct az_outcome outcome;
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO enterprise (name, name_folded, uscc, county, zone, size, active, keeper_id) "
	                           "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
	                           az_str(entry->name), az_str(folded), az_str(entry->uscc), az_str(entry->county),
	                           az_str(or_null(entry->zone)), az_str(entry->size), az_int(entry->active),
	                           az_ref(ctx->actor == NULL ? 0 : ctx->actor->authority_id)),
	                  &outcome));
	*id = outcome.id;
	return put_grams(ctx, *id, folded);
}

enum az_result az_enterprise_update(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry, bool renamed)
{
	const char *folded = az_name_fold(ctx->arena, entry->name);
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE enterprise SET name = ?, name_folded = ?, uscc = ?, county = ?, zone = ?, "
	                           "size = ?, active = ?, version = version + 1 WHERE id = ?",
	                           az_str(entry->name), az_str(folded), az_str(entry->uscc), az_str(entry->county),
	                           az_str(or_null(entry->zone)), az_str(entry->size), az_int(entry->active), az_int(id)),
	                  NULL));
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("UPDATE enterprise_sector SET county = ?, zone = ? WHERE enterprise_id = ?",
	                           az_str(entry->county), az_str(or_null(entry->zone)), az_int(id)),
	                  NULL));
	return renamed ? put_grams(ctx, id, folded) : AZ_OK;
}

enum az_result az_enterprise_add_sectors(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry,
                                         int64_t *added)
{
	struct az_outcome outcome;
	*added = 0;
	for (size_t i = 0; i < entry->sector_count; i++) {
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO enterprise_sector (enterprise_id, sector, county, zone) "
		                           "SELECT e.id, ?, e.county, e.zone FROM enterprise e WHERE e.id = ? AND NOT EXISTS "
		                           "(SELECT 1 FROM enterprise_sector l WHERE l.enterprise_id = e.id AND l.sector = ?)",
		                           az_str(entry->sectors[i]), az_int(id), az_str(entry->sectors[i])),
		                  &outcome));
		*added += outcome.rows;
	}
	return AZ_OK;
}

/* ---- what the actor may ---- */

static enum az_result check_place(struct az_ctx *ctx, const struct az_enterprise_entry *entry)
{
	const char *zone = ctx->actor == NULL ? "" : ctx->actor->zone;
	for (size_t i = 0; i < entry->sector_count; i++)
		AZ_TRY(az_scope_writes(ctx, entry->sectors[i], entry->county));
	if (zone[0] != '\0' && !az_streq(zone, entry->zone))
		return az_refuse(ctx, AZ_INVALID, "enterprise.other_zone", NULL);
	return AZ_OK;
}

/* A code that somebody else entered at the same moment. */
static enum az_result taken(struct az_ctx *ctx, enum az_result result)
{
	return result == AZ_CONFLICT && ctx->problem.key == NULL
	               ? az_refuse(ctx, AZ_CONFLICT, "enterprise.code_taken", NULL)
	               : result;
}

/* ---- entering ---- */

static enum az_result join(struct az_ctx *ctx, const struct az_enterprise_entry *entry, az_enterprise_note *note, int64_t id)
{
	int64_t same_county, added;
	AZ_TRY(az_db_number(
		ctx,
		AZ_QUERY("SELECT county = ? AS number FROM enterprise WHERE id = ?", az_str(entry->county), az_int(id)),
		&same_county));
	if (same_county != 1)
		return az_refuse(ctx, AZ_CONFLICT, "enterprise.other_county", NULL);
	AZ_TRY(az_enterprise_add_sectors(ctx, id, entry, &added));
	if (added == 0)
		return az_refuse(ctx, AZ_CONFLICT, "enterprise.code_taken", NULL);
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("UPDATE enterprise SET version = version + 1 WHERE id = ?", az_int(id)), NULL));
	return note(ctx, "enterprise", id, "join", "", "", entry->sectors[0]);
}

enum az_result az_enterprise_take_in(struct az_ctx *ctx, const struct az_enterprise_entry *entry, az_enterprise_note *note,
                                   int64_t *id, bool *joined)
{
	int64_t added;
	if (entry->sector_count == 0)
		return az_refuse(ctx, AZ_INVALID, "enterprise.no_sector", NULL);
	AZ_TRY(check_place(ctx, entry));
	enum az_result found = az_db_number(
		ctx, AZ_QUERY("SELECT id AS number FROM enterprise WHERE uscc = ? FOR UPDATE", az_str(entry->uscc)), id);
	*joined = found == AZ_OK;
	if (*joined)
		return join(ctx, entry, note, *id);
	if (found != AZ_NOT_FOUND)
		return found;
	AZ_TRY(az_enterprise_insert(ctx, entry, id));
	AZ_TRY(az_enterprise_add_sectors(ctx, *id, entry, &added));
	return note(ctx, "enterprise", *id, "create", "", "", "");
}

struct entering {
	const struct az_enterprise_entry *entry;
	int64_t id;
	bool joined;
};

static enum az_result enter(struct az_ctx *ctx, void *arg)
{
	struct entering *job = arg;
	return az_enterprise_take_in(ctx, job->entry, az_audit, &job->id, &job->joined);
}

enum az_result az_enterprise_create(struct az_ctx *ctx, const struct az_enterprise_entry *entry, int64_t *id, bool *joined)
{
	struct entering job = {entry, 0, false};
	AZ_TRY(taken(ctx, az_tx(ctx, enter, &job)));
	*id = job.id;
	*joined = job.joined;
	return AZ_OK;
}

/* ---- changing ---- */

struct changing {
	const struct az_enterprise *before;
	const struct az_enterprise_entry *entry;
	bool shared; /* also what all authorities share */
	const struct anze_choice *own;
	size_t own_count;
	az_enterprise_note *note;
};

static bool wanted(const struct az_enterprise_entry *entry, const char *sector)
{
	for (size_t i = 0; i < entry->sector_count; i++)
		if (strcmp(entry->sectors[i], sector) == 0)
			return true;
	return false;
}

/* The actor's own sectors as they are to be; others' are not touched. */
static enum az_result put_sectors(struct az_ctx *ctx, const struct changing *job)
{
	int64_t left, added;
	for (size_t i = 0; i < job->own_count; i++)
		if (!wanted(job->entry, job->own[i].code))
			AZ_TRY(az_db_exec(ctx,
			                  AZ_QUERY("DELETE FROM enterprise_sector WHERE enterprise_id = ? AND sector = ?",
			                           az_int(job->before->id), az_str(job->own[i].code)),
			                  NULL));
	AZ_TRY(az_enterprise_add_sectors(ctx, job->before->id, job->entry, &added));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT COUNT(*) AS number FROM enterprise_sector WHERE enterprise_id = ?",
	                             az_int(job->before->id)),
	                    &left));
	return left > 0 ? AZ_OK : az_refuse(ctx, AZ_INVALID, "enterprise.no_sector", NULL);
}

static const char *add_difference(struct az_ctx *ctx, const char *so_far, const char *before, const char *after)
{
	if (az_streq(before, after))
		return so_far;
	return az_format(ctx->arena, "%s%s%s → %s", so_far, so_far[0] == '\0' ? "" : "; ", before[0] == '\0' ? "-" : before,
	                 after[0] == '\0' ? "-" : after);
}

/* The actor's own sectors, as they were and as they are to be. */
static const char *own_sectors(struct az_ctx *ctx, const struct changing *job, bool after)
{
	const char *text = "";
	for (size_t i = 0; i < job->own_count; i++) {
		const char *code = job->own[i].code;
		if (after ? wanted(job->entry, code) : az_enterprise_has(job->before, code))
			text = az_format(ctx->arena, "%s%s%s", text, text[0] == '\0' ? "" : " ", code);
	}
	return text;
}

/* "old → new" of what changed, for the record. */
static const char *differences(struct az_ctx *ctx, const struct changing *job)
{
	const struct az_enterprise *before = job->before;
	const struct az_enterprise_entry *after = job->entry;
	const char *text = "";
	if (job->shared) {
		text = add_difference(ctx, text, before->name, after->name);
		text = add_difference(ctx, text, before->uscc, after->uscc);
		text = add_difference(ctx, text, before->county, after->county);
		text = add_difference(ctx, text, before->zone, after->zone);
		text = add_difference(ctx, text, before->size, after->size);
	}
	return add_difference(ctx, text, own_sectors(ctx, job, false), own_sectors(ctx, job, true));
}

bool az_enterprise_differs(const struct az_enterprise *before, const struct az_enterprise_entry *entry)
{
	return !az_streq(before->name, entry->name) || !az_streq(before->uscc, entry->uscc) ||
	       !az_streq(before->county, entry->county) || !az_streq(before->zone, entry->zone) ||
	       !az_streq(before->size, entry->size) || (before->active != 0) != entry->active;
}

static enum az_result put_shared(struct az_ctx *ctx, const struct changing *job)
{
	if (job->shared)
		return az_enterprise_update(ctx, job->before->id, job->entry,
		                            strcmp(job->before->name, job->entry->name) != 0);
	return az_db_exec(ctx,
	                  AZ_QUERY("UPDATE enterprise SET version = version + 1 WHERE id = ?", az_int(job->before->id)),
	                  NULL);
}

/* May another authority be its keeper from now on? */
static bool moves(struct az_ctx *ctx, const struct changing *job)
{
	return !az_streq(own_sectors(ctx, job, false), own_sectors(ctx, job, true)) ||
	       (job->shared && (!az_streq(job->before->county, job->entry->county) ||
	                        !az_streq(job->before->zone, job->entry->zone)));
}

static enum az_result change(struct az_ctx *ctx, void *arg)
{
	const struct changing *job = arg;
	int64_t version;
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT version AS number FROM enterprise WHERE id = ? FOR UPDATE",
	                             az_int(job->before->id)),
	                    &version));
	if (version != job->entry->version)
		return az_refuse(ctx, AZ_CONFLICT, "enterprise.changed_meanwhile", NULL);
	AZ_TRY(put_shared(ctx, job));
	AZ_TRY(put_sectors(ctx, job));
	if (moves(ctx, job))
		AZ_TRY(az_enterprise_settle_keeper(ctx, job->before->id));
	bool was = job->before->active != 0;
	const char *action = !job->shared || was == job->entry->active ? "change" : was ? "close" : "reopen";
	return job->note(ctx, "enterprise", job->before->id, action, "", "", differences(ctx, job));
}

/* May the actor change this one at all, and may it be as it is to be? */
static enum az_result may_change(struct az_ctx *ctx, const struct changing *job)
{
	struct az_enterprise_keeper keeper;
	if (!job->shared)
		return az_enterprise_writes_any(ctx, job->before);
	AZ_TRY(az_enterprise_keeps(ctx, job->before, &keeper));
	return check_place(ctx, job->entry);
}

enum az_result az_enterprise_alter(struct az_ctx *ctx, const struct az_enterprise *before,
                                   const struct az_enterprise_entry *entry, bool shared, const struct anze_choice *own,
                                   size_t own_count, az_enterprise_note *note)
{
	struct changing job = {before, entry, shared, own, own_count, note};
	AZ_TRY(shared ? check_place(ctx, entry) : az_enterprise_writes_any(ctx, before));
	return change(ctx, &job);
}

static enum az_result change_found(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry, bool shared)
{
	struct az_enterprise before;
	struct anze_choice *own;
	struct changing job = {&before, entry, shared, NULL, 0, az_audit};
	AZ_TRY(az_enterprise_find(ctx, id, &before));
	AZ_TRY(az_enterprise_own_sectors(ctx, &own, &job.own_count));
	job.own = own;
	AZ_TRY(may_change(ctx, &job));
	return taken(ctx, az_tx(ctx, change, &job));
}

enum az_result az_enterprise_change(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry)
{
	return change_found(ctx, id, entry, true);
}

enum az_result az_enterprise_change_sectors(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry)
{
	return change_found(ctx, id, entry, false);
}
