/* What changed from one list to another. */
#include "domain/checklist.h"

#include <string.h>

#include "base/arena.h"

static bool in_use(const struct az_checklist_item *item)
{
	return item != NULL && !item->retired;
}

/* ---- order ---- */

/* An item that is in use in both lists. */
struct standing {
	struct az_checklist_change *change;
	const struct az_checklist_item *item; /* in `after` */
	size_t before;                        /* its place in the earlier order */
	size_t length, from;                  /* of the longest row of items in their old order that ends here */
};

/* The fewest items that, put elsewhere, make the new order of the old one: all but the longest row that kept its order.
 * Of several such rows the one whose items stand last: of two that changed places the one that went up is told. */
static void mark_moved(struct standing *rows, size_t count)
{
	size_t best = 0;
	for (size_t i = 0; i < count; i++) {
		rows[i].length = 1;
		rows[i].from = i;
		for (size_t k = 0; k < i; k++)
			if (rows[k].before < rows[i].before && rows[k].length + 1 >= rows[i].length) {
				rows[i].length = rows[k].length + 1;
				rows[i].from = k;
			}
		if (rows[i].length >= rows[best].length)
			best = i;
	}
	for (size_t i = 0; i < count; i++)
		rows[i].change->moved = true;
	for (size_t i = best, last = count; i != last; i = rows[i].from) {
		rows[i].change->moved = false;
		last = i;
	}
	for (size_t i = 0; i + 1 < count; i++)
		if (rows[i].change->moved)
			rows[i].change->next = rows[i + 1].item;
}

static size_t place_of(const struct az_checklist_list *list, const char *code)
{
	size_t place = 0;
	while (strcmp(list->items[place].code, code) != 0)
		place++;
	return place;
}

static void find_moved(struct az_arena *arena, const struct az_checklist_list *before,
		       struct az_checklist_change *changes, size_t count)
{
	struct standing *rows = AZ_NEW_ARRAY(arena, count + 1, struct standing);
	size_t n = 0;
	for (size_t i = 0; i < count; i++)
		if (in_use(changes[i].before) && in_use(changes[i].after))
			rows[n++] = (struct standing){.change = &changes[i],
						      .item = changes[i].after,
						      .before = place_of(before, changes[i].after->code)};
	if (n > 0)
		mark_moved(rows, n);
}

/* ---- items ---- */

/* What became of an item; of one that is as before, or that nobody saw in use, nothing. */
static bool tell(struct az_checklist_change *change)
{
	const struct az_checklist_item *before = change->before, *after = change->after;
	if (before != NULL && after != NULL)
		change->fields = az_checklist_compare(before, after);
	if (in_use(after) && before == NULL)
		change->kind = AZ_CHECKLIST_ADDED;
	else if (in_use(after) && !in_use(before))
		change->kind = AZ_CHECKLIST_RESTORED;
	else if (in_use(after))
		change->kind = change->fields != 0 ? AZ_CHECKLIST_CHANGED : AZ_CHECKLIST_MOVED;
	else if (in_use(before))
		change->kind = AZ_CHECKLIST_RETIRED;
	else
		return false;
	if (change->kind == AZ_CHECKLIST_RETIRED)
		change->fields = 0; /* it is gone, whatever else was written into it */
	return change->kind != AZ_CHECKLIST_MOVED || change->moved;
}

void az_checklist_differences(struct az_arena *arena, const struct az_checklist_list *before,
			      const struct az_checklist_list *after, struct az_checklist_change **changes,
			      size_t *count)
{
	struct az_checklist_change *all =
		AZ_NEW_ARRAY(arena, before->count + after->count + 1, struct az_checklist_change);
	size_t n = 0, kept = 0;
	for (size_t i = 0; i < after->count; i++, n++)
		all[n] = (struct az_checklist_change){.before = az_checklist_item_of(before, after->items[i].code),
						      .after = &after->items[i]};
	for (size_t i = 0; i < before->count; i++)
		if (az_checklist_item_of(after, before->items[i].code) == NULL)
			all[n++] = (struct az_checklist_change){.before = &before->items[i]};
	find_moved(arena, before, all, n);
	for (size_t i = 0; i < n; i++)
		if (tell(&all[i]))
			all[kept++] = all[i];
	*changes = all;
	*count = kept;
}

/* ---- what an item rests on, what it offers ---- */

static bool same(const char *a, const char *b)
{
	return strcmp(a, b) == 0;
}

static bool same_basis(const struct az_checklist_basis *a, const struct az_checklist_basis *b)
{
	return same(a->document, b->document) && same(a->clause, b->clause) && a->in_force_from == b->in_force_from &&
	       a->in_force_to == b->in_force_to && a->verified == b->verified;
}

/* Closest first: the same row, the same clause, the same document, and at last whatever is left. */
static bool basis_fits(const struct az_checklist_basis *a, const struct az_checklist_basis *b, int closeness)
{
	switch (closeness) {
	case 0:
		return same_basis(a, b);
	case 1:
		return same(a->document, b->document) && same(a->clause, b->clause);
	case 2:
		return same(a->document, b->document);
	default:
		return true;
	}
}

void az_checklist_basis_pairs(struct az_arena *arena, const struct az_checklist_item *before,
			      const struct az_checklist_item *after, struct az_checklist_basis_pair **pairs,
			      size_t *count)
{
	size_t n = 0;
	struct az_checklist_basis_pair *out =
		AZ_NEW_ARRAY(arena, before->basis_count + after->basis_count + 1, struct az_checklist_basis_pair);
	const struct az_checklist_basis **match =
		AZ_NEW_ARRAY(arena, after->basis_count + 1, const struct az_checklist_basis *);
	bool *taken = AZ_NEW_ARRAY(arena, before->basis_count + 1, bool);
	for (int closeness = 0; closeness < 4; closeness++)
		for (size_t i = 0; i < after->basis_count; i++)
			for (size_t k = 0; match[i] == NULL && k < before->basis_count; k++)
				if (!taken[k] && basis_fits(&before->basis[k], &after->basis[i], closeness)) {
					match[i] = &before->basis[k];
					taken[k] = true;
				}
	for (size_t i = 0; i < after->basis_count; i++)
		if (match[i] == NULL || !same_basis(match[i], &after->basis[i]))
			out[n++] = (struct az_checklist_basis_pair){match[i], &after->basis[i]};
	for (size_t k = 0; k < before->basis_count; k++)
		if (!taken[k])
			out[n++] = (struct az_checklist_basis_pair){&before->basis[k], NULL};
	*pairs = out;
	*count = n;
}

static const struct az_checklist_choice *choice_of(const struct az_checklist_item *item, const char *code)
{
	for (size_t i = 0; i < item->choice_count; i++)
		if (same(item->choices[i].code, code))
			return &item->choices[i];
	return NULL;
}

static bool same_choice(const struct az_checklist_choice *a, const struct az_checklist_choice *b)
{
	return same(a->label_zh, b->label_zh) && same(a->label_en, b->label_en) && a->complies == b->complies;
}

void az_checklist_choice_pairs(struct az_arena *arena, const struct az_checklist_item *before,
			       const struct az_checklist_item *after, struct az_checklist_choice_pair **pairs,
			       size_t *count)
{
	size_t n = 0;
	struct az_checklist_choice_pair *out =
		AZ_NEW_ARRAY(arena, before->choice_count + after->choice_count + 1, struct az_checklist_choice_pair);
	for (size_t i = 0; i < after->choice_count; i++) {
		const struct az_checklist_choice *old = choice_of(before, after->choices[i].code);
		if (old == NULL || !same_choice(old, &after->choices[i]))
			out[n++] = (struct az_checklist_choice_pair){old, &after->choices[i]};
	}
	for (size_t i = 0; i < before->choice_count; i++)
		if (choice_of(after, before->choices[i].code) == NULL)
			out[n++] = (struct az_checklist_choice_pair){&before->choices[i], NULL};
	*pairs = out;
	*count = n;
}
