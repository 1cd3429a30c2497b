/* An enterprise's class as it is kept: its colour and since when, the visits
 * that are owed, and what became another by which rule. */
#include "domain/classification.h"

#include "base/text.h"
#include "web/desk_enterprise.h"

#define YEAR 365 /* days insured where no policy is known */

static const char *const colour_tags[] = {[ANZE_COLOUR_NONE] = "grey",
					  [ANZE_BLUE] = "blue",
					  [ANZE_YELLOW] = "amber",
					  [ANZE_ORANGE] = "amber",
					  [ANZE_RED] = "red"};

void az_enterprise_colour(struct az_exchange *x, struct _hdf *node, int64_t colour)
{
	bool coloured = colour > ANZE_COLOUR_NONE && colour <= ANZE_RED;
	az_set(node, "tag", colour_tags[coloured ? colour : ANZE_COLOUR_NONE]);
	if (coloured)
		az_set(node, "colour",
		       az_text(x->page, az_format(x->ctx->arena, "enterprise.colour.%d", (int)colour), NULL));
}

static void put_visits(struct az_exchange *x, const struct az_enterprise_room *room, enum anze_colour colour)
{
	struct anze_service service = {.colour = colour, .days_insured = YEAR};
	struct az_results results;
	az_enterprise_minimum_service(x->ctx, room->plugin, &room->enterprise, room->held, room->held_count,
				      room->today, &service, &results);
	for (size_t i = 0; i < results.count; i++) {
		const struct anze_result *visits = &results.rows[i];
		struct _hdf *row = az_append(x->page->data, "Visits");
		az_set(row, "label", az_plugin_text(&visits->label, x->ctx->language));
		az_set(row, "value", az_plugin_text(&visits->value_text, x->ctx->language));
		az_set(row, "explanation", az_plugin_text(&visits->explanation, x->ctx->language));
		az_set(row, "rule", visits->rule);
		az_set_flag(row, "unverified", visits->verified == 0);
	}
}

static const char *value_text(struct az_exchange *x, const char *zh, const char *en)
{
	const char *text = az_pick(x->page, zh, en);
	return text[0] == '\0' ? az_text(x->page, "enterprise.no_value", NULL) : text;
}

static enum az_result put_changes(struct az_exchange *x, const struct az_enterprise_room *room)
{
	struct az_class_change *rows;
	size_t count;
	AZ_TRY(az_class_changes(x->ctx, room->enterprise.id, room->sector->code, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Changes");
		az_set(row, "label", az_pick(x->page, rows[i].label_zh, rows[i].label_en));
		az_set(row, "from", value_text(x, rows[i].from_zh, rows[i].from_en));
		az_set(row, "to", value_text(x, rows[i].to_zh, rows[i].to_en));
		az_set(row, "rule", rows[i].rule);
		az_set(row, "version", rows[i].plugin_version);
		az_set_instant(row, "at", rows[i].at);
		az_set(row, "cause",
		       az_text(x->page, rows[i].job_id == 0 ? "enterprise.by_profile" : "enterprise.by_job", NULL));
	}
	return AZ_OK;
}

/* "按 2026-11-24 的规则计算，行业插件 1.3.0 版", with the colour. */
static void put_computed(struct az_exchange *x, const struct az_class *class)
{
	struct _hdf *node = az_node(x->page->data, "Class");
	char day[AZ_DAY_TEXT];
	az_day_print(class->computed_on, day);
	az_enterprise_colour(x, node, class->colour);
	az_set_text(x->page, node, "computed", "enterprise.computed", az_copy(x->ctx->arena, day),
		    class->plugin_version, NULL);
}

enum az_result az_enterprise_put_kept(struct az_exchange *x, const struct az_enterprise_room *room)
{
	struct az_class_result *rows;
	struct az_class class;
	size_t count;
	AZ_TRY(put_changes(x, room));
	AZ_TRY(az_class_find(x->ctx, room->enterprise.id, room->sector->code, &class));
	if (class.computed_on == AZ_DAY_NONE)
		return AZ_OK;
	put_computed(x, &class);
	AZ_TRY(az_class_results(x->ctx, room->enterprise.id, room->sector->code, &rows, &count));
	for (size_t i = 0; i < count; i++) {
		struct _hdf *row = az_append(x->page->data, "Kept");
		az_set(row, "label", az_pick(x->page, rows[i].label_zh, rows[i].label_en));
		az_set(row, "value", az_pick(x->page, rows[i].value_zh, rows[i].value_en));
		az_set(row, "rule", rows[i].rule);
		az_set_day(row, "since", rows[i].computed_on);
		az_enterprise_colour(x, row, rows[i].colour);
	}
	return AZ_OK;
}

enum az_result az_enterprise_put_class(struct az_exchange *x, const struct az_enterprise_room *room,
				       const struct az_results *results, bool major_open)
{
	struct az_class class;
	struct _hdf *node = az_node(x->page->data, "Class");
	AZ_TRY(az_class_find(x->ctx, room->enterprise.id, room->sector->code, &class));
	AZ_TRY(put_changes(x, room));
	if (class.computed_on != AZ_DAY_NONE) {
		put_computed(x, &class);
		az_set_flag(node, "differs", class.colour != (int64_t)az_class_colour(results->rows, results->count));
	}
	put_visits(x, room, major_open ? ANZE_RED : (enum anze_colour) class.colour);
	return AZ_OK;
}
