/* Risk of points and of the enterprise in four colours, and the visits that
 * follow from it. The factors of LEC are held times ten, so that 0.5 is the
 * whole number 5 and D = L × E × C is exact in thousandths. */
#ifndef AZ_COMMON_RISK_H
#define AZ_COMMON_RISK_H

#include <anze/plugin.h>

/* L × E × C from the codes of the lists ("0.5"); -1 when one of them is not on its list. In thousandths. */
int64_t az_lec(const char *likelihood, const char *exposure, const char *consequence);
/* D > 320 red, > 160 orange, > 70 yellow, else blue. */
enum anze_colour az_lec_colour(int64_t thousandths);
/* L × S, each 1 to 5: 20 and above red, 15 orange, 9 yellow, else blue; none outside 1 to 5. */
enum anze_colour az_matrix_colour(int64_t likelihood, int64_t severity);

enum anze_colour az_worse(enum anze_colour a, enum anze_colour b);
/* "red"; "" for ANZE_COLOUR_NONE. */
const char *az_colour_value(enum anze_colour colour);
struct anze_text az_colour_text(enum anze_colour colour);

/* The facts that every industry asks for, as the last AZ_RISK_FIELD_COUNT
 * entries of its fields. `accident_12_months`, `risk_lec`, `risk_matrix`. */
#define AZ_RISK_FIELD_COUNT 3
extern const struct anze_choice az_accident_choices[5];
extern const struct anze_field az_lec_columns[5];
extern const struct anze_field az_matrix_columns[4];
#define AZ_RISK_FIELDS                                                                                                 \
	{                                                                                                              \
		.name = "accident_12_months",                                                                          \
		.type = ANZE_CHOICE,                                                                                   \
		.label = {"近12个月内发生的生产安全事故（按最高等级）",                                                \
			  "Work accidents of the last 12 months, by the highest grade"},                               \
		.choices = az_accident_choices,                                                                        \
		.choice_count = ANZE_COUNT(az_accident_choices),                                                       \
	},                                                                                                             \
		{                                                                                                      \
			.name = "risk_lec",                                                                            \
			.type = ANZE_TABLE,                                                                            \
			.max = 60,                                                                                     \
			.label = {"风险点（LEC法）", "Risk points by the LEC method"},                                 \
			.hint = {"D = L × E × C。只用方法表中的取值。",                                                \
				 "D = L × E × C. Only the values of the method's lists."},                             \
			.columns = az_lec_columns,                                                                     \
			.column_count = ANZE_COUNT(az_lec_columns),                                                    \
		},                                                                                                     \
	{                                                                                                              \
		.name = "risk_matrix", .type = ANZE_TABLE, .max = 60,                                                  \
		.label = {"风险点（风险矩阵法）", "Risk points by the risk matrix"},                                   \
		.hint = {"R = L × S，各取1至5。", "R = L × S, each from 1 to 5."}, .columns = az_matrix_columns,       \
		.column_count = ANZE_COUNT(az_matrix_columns),                                                         \
	}

/* Something that an industry found and that colours the whole enterprise. A result over several parts is the worst of
 * those that are known: what cannot be determined yet may make it worse, never better. */
struct az_risk_part {
	enum anze_colour colour; /* none: it says nothing */
	struct anze_text what;   /* "重大危险源三级" */
	struct anze_text open;   /* what of it cannot be determined yet: "单元 B"; {NULL, NULL} or "": nothing */
};

/* Adds one result a risk point ("risk_lec.1", "risk_matrix.1", ...), "accident_colour" and
 * "enterprise_colour", the worst of all of them and of `parts`; each only when
 * the facts carry it. Where something is open and the worst is not red, the enterprise's colour says in words that it
 * is the least. `first` is the index of accident_12_months. Returns the worst. */
enum anze_colour az_risk_classify(const struct anze_facts *facts, size_t first, const struct az_risk_part *parts,
				  size_t part_count, const struct anze_out *out);

/* Results on their way out: those that are red, since the facts are a situation that a published list calls a major
 * hazard, are counted in. The parts of classify write to `.out`, az_risk_classify gets `.part` and the plain out. */
struct az_reds {
	struct anze_out out;
	const struct anze_out *to;
	struct az_risk_part part;
};
void az_reds_begin(struct az_reds *reds, const struct anze_out *out);

/* Visits a year by colour and size, and what they must contain: results
 * "visits", "visits.S3", "visits.S5". Below a year ceil(visits × days / 365), at least 1. */
void az_minimum_service(const struct anze_facts *facts, const struct anze_service *service, struct anze_out *out);

#endif
