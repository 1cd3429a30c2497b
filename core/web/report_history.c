/* What happened to a report, for its reporter: days, and authorities instead of persons. */
#include <string.h>

#include "domain/audit.h"
#include "web/report_draw.h"
#include "web/report_track.h"

/* What a reporter is told of the trail; what an office only reads or notes is none of it. */
static bool is_told(const char *action)
{
	static const char *const told[] = {"accept",
					   "refuse",
					   "transfer",
					   "move_up",
					   "ask_extension",
					   "approve_extension",
					   "refuse_extension",
					   "take_back_extension",
					   "pause", "end_pause",
					   "resume",
					   "conclude",
					   "feed_back",
					   "dispute",
					   "reopen",
					   "uphold",
					   "unmerge",
					   "merge",
					   "withdraw",
					   "archive"};
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
		if (strcmp(told[i], action) == 0)
			return true;
	return false;
}

static void put_event(struct az_exchange *x, const struct az_audit_row *row)
{
	struct _hdf *node = az_append(x->page->data, "Report.history");
	az_set_day(node, "on", az_day_at(row->at));
	az_set_code(x->page, node, "what", "track_history", row->action);
	az_set(node, "authority", az_pick(x->page, row->authority_zh, row->authority_en));
	if (strcmp(row->action, "conclude") == 0 && row->reason[0] != '\0')
		az_set_code(x->page, node, "outcome", "report.outcome", row->reason);
}

/* Whoever looked at the name and contact: each look, not only that it was allowed. */
static void put_look(struct az_exchange *x, const struct az_audit_row *row)
{
	struct _hdf *node = az_append(x->page->data, "Report.looks");
	az_set_day(node, "on", az_day_at(row->at));
	az_set(node, "authority", az_pick(x->page, row->authority_zh, row->authority_en));
}

enum az_result az_report_put_history(struct az_exchange *x, const struct az_report *own)
{
	struct az_audit_row *rows;
	size_t count;
	int64_t merged_at = 0;
	AZ_TRY(az_audit_of(x->ctx, "report", own->id, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		if (strcmp(rows[i].action, "identity") == 0)
			put_look(x, &rows[i]);
		if (is_told(rows[i].action))
			put_event(x, &rows[i]);
		if (strcmp(rows[i].action, "merge") == 0)
			merged_at = rows[i].at;
	}
	if (own->merged_into == 0)
		return AZ_OK;
	/* From then on what happens to the case that leads happens to this one; what its own reporter does, does not.
	 */
	AZ_TRY(az_audit_of(x->ctx, "report", own->merged_into, &rows, &count));
	for (size_t i = 0; i < count; i++)
		if (rows[i].at >= merged_at && is_told(rows[i].action) && rows[i].authority_zh != NULL &&
		    rows[i].authority_zh[0] != '\0')
			put_event(x, &rows[i]);
	return AZ_OK;
}
