/* The figures of a self-assessment and what follows from them: eighteen
 * indicators, the score, its deductions and the grade. Pure: no database, no
 * clock. All weights, targets, limits and grades are dated numbers of the rules
 * (conf/rules/assessment.conf). */
#ifndef AZ_DOMAIN_ASSESSMENT_SCORE_H
#define AZ_DOMAIN_ASSESSMENT_SCORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "domain/rule.h"

/* Every figure that is computed with; its name is that of its field and of its
 * stored value. Counts, or fen where it is money; fabricated is 0 or 1, self_score
 * hundredths of a point. */
/* clang-format off */
#define AZ_FIGURES(figure) \
	figure(MANAGERS, "managers") \
	figure(MANAGERS_TRAINED, "managers_trained") \
	figure(QUALIFIED_STAFF, "qualified_staff") \
	figure(INSURED_UNITS, "insured_units") \
	figure(PREMIUM, "premium") \
	figure(TASKS_DUE, "tasks_due") \
	figure(TASKS_DUE_ARCHIVED, "tasks_due_archived") \
	figure(TASKS_ARCHIVED, "tasks_archived") \
	figure(TASKS_ON_TIME, "tasks_on_time") \
	figure(UNITS_SERVED, "units_served") \
	figure(UNITS_FULFILLED, "units_fulfilled") \
	figure(CATEGORY_1, "category_1") \
	figure(CATEGORY_2, "category_2") \
	figure(CATEGORY_3, "category_3") \
	figure(CATEGORY_4, "category_4") \
	figure(CATEGORY_5, "category_5") \
	figure(CATEGORY_6, "category_6") \
	figure(CATEGORY_7, "category_7") \
	figure(SECTOR_MIN, "sector_min") \
	figure(SECTOR_CHE, "sector_che") \
	figure(SECTOR_CON, "sector_con") \
	figure(SECTOR_TRA, "sector_tra") \
	figure(SECTOR_AGR, "sector_agr") \
	figure(SECTOR_ENE, "sector_ene") \
	figure(SECTOR_OTHER, "sector_other") \
	figure(VISITS, "visits") \
	figure(VISITS_IDLE, "visits_idle") \
	figure(HAZARDS_FOUND, "hazards_found") \
	figure(HAZARDS_DUE, "hazards_due") \
	figure(HAZARDS_CLOSED, "hazards_closed") \
	figure(MAJOR_FOUND, "major_found") \
	figure(MAJOR_HANDLED, "major_handled") \
	figure(QUARTER_1, "quarter_1") \
	figure(QUARTER_2, "quarter_2") \
	figure(QUARTER_3, "quarter_3") \
	figure(QUARTER_4, "quarter_4") \
	figure(FEE_BUDGET, "fee_budget") \
	figure(FEE_SPENT, "fee_spent") \
	figure(FEE_DISALLOWED, "fee_disallowed") \
	figure(TASKS_REVISITED, "tasks_revisited") \
	figure(RATINGS, "ratings") \
	figure(RATING_SUM, "rating_sum") \
	figure(COMPLAINTS, "complaints") \
	figure(COMPLAINTS_ON_TIME, "complaints_on_time") \
	figure(CLAIMS_CLOSED, "claims_closed") \
	figure(CLAIMS_ON_TIME, "claims_on_time") \
	figure(RECORDS_DUE, "records_due") \
	figure(RECORDS_ACCEPTED, "records_accepted") \
	figure(ARCHIVES, "archives") \
	figure(ARCHIVES_COMPLETE, "archives_complete") \
	figure(SANCTIONS_1, "sanctions_1") \
	figure(SANCTIONS_2, "sanctions_2") \
	figure(SANCTIONS_3, "sanctions_3") \
	figure(SANCTIONS_4, "sanctions_4") \
	figure(FABRICATED, "fabricated") \
	figure(SELF_SCORE, "self_score")
/* clang-format on */

#define AZ_FIGURE_ENUM(id, name) AZ_FIGURE_##id,
/* clang-format off */
enum az_figure {
	AZ_FIGURES(AZ_FIGURE_ENUM)
	AZ_FIGURE_COUNT,
	AZ_FIGURE_NONE = AZ_FIGURE_COUNT
};
/* clang-format on */
#undef AZ_FIGURE_ENUM

extern const char *const az_figure_names[AZ_FIGURE_COUNT];
enum az_figure az_figure_of(const char *name); /* AZ_FIGURE_NONE when it is none */

struct az_figures {
	int64_t number[AZ_FIGURE_COUNT];
	bool given[AZ_FIGURE_COUNT];
};

#define AZ_INDICATORS 18

enum az_indicator_state {
	AZ_INDICATOR_MISSING = 0,    /* a figure is not there yet */
	AZ_INDICATOR_NOT_APPLICABLE, /* divides by zero, or no rule was in force: its weight goes to the others */
	AZ_INDICATOR_JUDGED
};

enum az_indicator_flag {
	AZ_FLAG_NONE = 0,
	AZ_FLAG_ABOVE_CAP,   /* K12 */
	AZ_FLAG_BELOW_FLOOR, /* K12 */
	AZ_FLAG_IDLE_VISITS  /* K08: nearly all visits found nothing */
};

/* One line of the result. All members are int64_t so that a frozen version reads them back by a row map. */
struct az_indicator {
	int64_t position; /* 0 for K01 ... 17 for K18 */
	int64_t state;    /* enum az_indicator_state */
	int64_t numerator, denominator;
	int64_t value;  /* basis points; K08 and K14: hundredths (of hazards a visit, of persons for 100 enterprises) */
	int64_t target; /* in the unit of value; -1: none */
	int64_t weight; /* hundredths of a point, by the rule */
	int64_t share;  /* the weight after redistribution; all of them add up to 10000, or are 0 */
	int64_t points; /* hundredths of a point, 0..share */
	int64_t met;    /* 1: the target is reached, exactly */
	int64_t flag;   /* enum az_indicator_flag */
};

struct az_assessment_score {
	struct az_indicator indicators[AZ_INDICATORS];
	bool complete; /* no figure is missing */
	bool fabricated;
	int64_t earned;    /* sum of points, hundredths */
	int64_t deduction; /* hundredths */
	int64_t score;     /* earned less deduction, 0..10000; 0 when a record was fabricated */
	const char *grade; /* "excellent", "good", "pass", "fail"; "" while incomplete */
};

/* How an indicator is read, for the pages. */
enum az_indicator_kind {
	AZ_INDICATOR_AT_LEAST, /* full points at the target, below it in proportion */
	AZ_INDICATOR_AT_MOST,  /* full points up to the target, beyond it less in proportion */
	AZ_INDICATOR_WITHIN,   /* full points between floor and cap */
	AZ_INDICATOR_INFO      /* counts for nothing */
};

struct az_indicator_rule {
	const char *code;    /* "K01" */
	const char *section; /* code of the section that asks for its numerator */
	enum az_indicator_kind kind;
	bool money;   /* numerator and denominator are fen */
	bool percent; /* its value is a percentage */
};
extern const struct az_indicator_rule az_indicator_rules[AZ_INDICATORS];

/* The day whose rules judge the report about a year. */
az_day az_assessment_rule_day(int64_t year);

/* Computes everything by the rules of that day. */
void az_assessment_compute(const struct az_rules *rules, az_day day, const struct az_figures *figures,
			   struct az_assessment_score *out);

/* Gives each judged indicator its share of 100 points: its weight, and pro rata what those that are not applicable
 * leave. In hundredths; the largest remainders get what rounding leaves, so that the shares add up. */
void az_assessment_redistribute(struct az_indicator indicators[AZ_INDICATORS]);

/* The grade of a score in hundredths; "" when the rules hold no grades. */
const char *az_assessment_grade(const struct az_rules *rules, az_day day, int64_t score);

/* Is the self-score so far from the computed one that it must be explained? More than the gap, not at it. */
bool az_assessment_needs_explanation(const struct az_rules *rules, az_day day, int64_t self_score, int64_t score);

/* Figures that contradict each other: `part` is more than `times` the `whole`. */
struct az_contradiction {
	enum az_figure part, whole;
	int64_t times;
};
extern const struct az_contradiction az_contradictions[];
extern const size_t az_contradiction_count;
/* Does it hold for these figures (both given, part > times * whole)? */
bool az_contradicts(const struct az_contradiction *pair, const struct az_figures *figures);

/* The services archived, broken down: each breakdown must add up to them. */
struct az_breakdown {
	const char *code; /* "category", "sector" */
	enum az_figure first, last;
};
#define AZ_BREAKDOWNS 2
extern const struct az_breakdown az_breakdowns[AZ_BREAKDOWNS];
/* True, too, while a figure is missing. */
bool az_breakdown_adds_up(const struct az_breakdown *breakdown, const struct az_figures *figures, int64_t *sum);

#endif
