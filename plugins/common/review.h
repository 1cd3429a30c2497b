/* What the facts say about a filled checklist, the same way in every industry. */
#ifndef AZ_COMMON_REVIEW_H
#define AZ_COMMON_REVIEW_H

#include <anze/plugin.h>

#include "explain.h"

/* A result of classify that answers an item: with this value the item fails. */
struct az_link {
	const char *result; /* "tailings_freeboard"; "live_work" stands for its rows "live_work.1", ... too */
	const char *bad;    /* "short" */
	const char *item;   /* "MIN-11" */
};

struct az_review {
	const struct az_link *links;
	size_t link_count;
	/* What no condition of the items can say: do the facts put the item into its scope? 1 yes, or nothing speaks
	 * against it; 0 no; -1 they do not say. NULL: the conditions say it all. */
	int (*decides)(const struct anze_facts *facts, size_t item);
	/* A conditional item failed: is it major? 1 yes, 0 no, with the reason in *why; -1 a person decides. May be
	 * NULL. */
	int (*major)(const struct anze_facts *facts, const char *item, const struct anze_out *out,
		     struct anze_text *why);
};

/* Adds, of the items concerned, with their codes in place of X:
 * "profile:X"        answered although outside the profile ("outside"), or called not applicable though inside
 * ("inside") "number:X"         the answer and its number or choice contradict each other ("complies", "fails")
 * "contradiction:X"  called compliant or not applicable, but the facts say that it fails
 * "unchecked:X"      not checked, and the facts say that it fails
 * "major:X"          a failed conditional item is major ("yes") or not ("no")
 * and "findings_colour", red, when a major item failed. */
void az_review(const struct anze_facts *facts, const struct anze_answer_value *answers, const struct az_review *rules,
	       const struct anze_out *out);

/* The index of the item with this code in this plugin; its item_count when there is none. */
size_t az_item(const char *code);

#endif
