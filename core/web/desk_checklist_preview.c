/* A draft as the inspector will see it: the questions as a visit's page draws them. */
#include <string.h>

#include "base/text.h"
#include "web/desk_checklist.h"
#include "web/desk_visit.h"

static void put_option(struct az_exchange *x, struct _hdf *node, const char *code, const char *label)
{
	struct _hdf *option = az_append(node, "options");
	az_set(option, "code", code);
	az_set(option, "label", label);
	(void)x;
}

static void put_options(struct az_exchange *x, struct _hdf *node, const struct az_checklist_item *item)
{
	static const char *const yes_no[] = {"yes", "no"}, *const others[] = {"not_applicable", "not_checked"};
	for (size_t i = 0; strcmp(item->answer, "yes_no") == 0 && i < ANZE_COUNT(yes_no); i++)
		put_option(x, node, yes_no[i], az_code_text(x->page, "visit.answer", yes_no[i]));
	for (size_t i = 0; strcmp(item->answer, "choice") == 0 && i < item->choice_count; i++)
		put_option(x, node, item->choices[i].code,
		           az_pick(x->page, item->choices[i].label_zh, item->choices[i].label_en));
	for (size_t i = 0; i < ANZE_COUNT(others); i++)
		put_option(x, node, others[i], az_code_text(x->page, "visit.answer", others[i]));
}

void az_checklist_put_preview(struct az_exchange *x, struct _hdf *node, const struct az_checklist_list *list,
                              const struct az_checklist_item *item, az_day day)
{
	bool number = strcmp(item->answer, "number") == 0;
	az_checklist_put_item(x, node, list, item, day);
	az_set(node, "begins", item->code);
	az_set(node, "name", az_format(x->ctx->arena, "preview-%s", item->code));
	az_set(node, "label", az_pick(x->page, item->question_zh, item->question_en));
	az_set(node, "limits", az_visit_limits_text(x, item));
	az_set(node, "type", number ? "decimal" : "choice");
	az_set_flag(node, "number", number);
	az_set_flag(node, "photo", item->photo != 0);
	if (number)
		az_set(node, "unit", item->unit);
	else
		put_options(x, node, item);
}

static enum az_result page(struct az_exchange *x)
{
	struct az_checklist_room room;
	const char *last = "";
	AZ_TRY(az_checklist_open(x, &room));
	if (!room.has_draft)
		return AZ_NOT_FOUND;
	const char *name = room.name;
	az_set_text(x->page, x->page->data, "Page.title", "checklist_preview.title", name, NULL);
	az_set_text(x->page, x->page->data, "Preview.title", "checklist_preview.title", name, NULL);
	az_set(x->page->data, "Preview.draft", az_format(x->ctx->arena, "/desk/checklists/%s/draft", room.path));
	for (size_t i = 0; i < room.whole.count; i++) {
		const struct az_checklist_item *item = &room.whole.items[i];
		if (item->retired)
			continue;
		struct _hdf *row = az_append(x->page->data, "Items");
		az_checklist_put_preview(x, row, &room.whole, item, room.today);
		az_set_flag(row, "new_category", strcmp(last, item->category) != 0);
		/* A county's items follow the city's of their category. */
		az_set_flag(row, "new_county", item->county != NULL && (i == 0 || item[-1].county == NULL ||
		                                                        strcmp(last, item->category) != 0));
		last = item->category;
	}
	return az_page_show(x->page, "desk/checklist_preview", NULL);
}

static const struct az_route routes[] = {
	{AZ_GET, "/desk/checklists/{sector}/draft/preview", page, AZ_ROLE_REGULATOR, NULL, "desk", 0},
};
const struct az_route_table az_desk_checklist_preview_routes = AZ_ROUTES(routes);
