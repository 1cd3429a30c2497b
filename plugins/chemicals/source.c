/* Major hazard sources: S = Σ q/Q, R = α Σ β q/Q, exact at the limits. */
#include "facts.h"
#include "substance.h"

#define STANDARD "GB 18218-2018"
#define PLACES 9 /* shown of S and R: a sum just below a limit must not look like it */

/* A unit while its rows are read. */
struct unit {
	const char *name;
	size_t number;            /* 1 for the first that appears */
	struct az_ratio sum;      /* Σ q/Q of the rows that are complete */
	struct az_ratio weighted; /* Σ β q/Q */
	size_t missing;           /* rows without a quantity or a class */
	uint32_t sum_verified, weighted_verified;
	struct anze_text sum_terms, weighted_terms; /* only when told */
	struct anze_text unused;                    /* substances that the standard names, given with a class */
};

static const struct alpha {
	int64_t people; /* at least */
	uint32_t tenfold;
	struct anze_text text, band;
} alphas[] = {
	{100, 20, {"2.0", "2.0"}, {"≥100人", "100 people or more"}},
	{50, 15, {"1.5", "1.5"}, {"50至99人", "50 to 99 people"}},
	{30, 12, {"1.2", "1.2"}, {"30至49人", "30 to 49 people"}},
	{1, 10, {"1.0", "1.0"}, {"1至29人", "1 to 29 people"}},
	{0, 5, {"0.5", "0.5"}, {"0人", "nobody"}},
};

static const struct alpha *alpha_of(const struct anze_facts *facts)
{
	size_t i = 0;
	if (!az_given(facts, PEOPLE_OUTSIDE))
		return NULL;
	while (i + 1 < ANZE_COUNT(alphas) && az_value(facts, PEOPLE_OUTSIDE) < alphas[i].people)
		i++;
	return &alphas[i];
}

static const char *text_of(const struct anze_fact *cell)
{
	return cell->given && cell->text ? cell->text : "";
}

/* One row's terms go into its unit; with `out` their texts too. */
static void add_row(struct unit *unit, const struct anze_fact *cells, const struct anze_out *out)
{
	size_t index = 0;
	const struct substance *substance = find_substance(text_of(&cells[SUBSTANCE]), &index);
	const struct hazard_class *class = find_class(text_of(&cells[CLASS]));
	bool by_class = substance && (substance->critical == 0 || substance->beta == 0);
	if (!substance || (by_class && !class) || !cells[QUANTITY].given) {
		unit->missing++;
		return;
	}
	struct az_ratio critical =
		substance->critical ? az_ratio(substance->critical, 2) : az_ratio(class->critical, 0);
	uint32_t beta = substance->beta ? substance->beta : class->beta;
	struct az_ratio share = az_ratio_divide(az_ratio(cells[QUANTITY].number, QUANTITY_SCALE), critical);
	uint32_t verified = substance->critical ? substance->critical_verified : class->critical_verified;
	unit->sum = az_ratio_add(unit->sum, share);
	unit->weighted = az_ratio_add(unit->weighted, az_ratio_multiply(az_ratio(beta, 1), share));
	unit->sum_verified &= verified;
	unit->weighted_verified &= verified & substance->beta_verified;
	if (!out)
		return;
	if (!by_class && class)
		unit->unused = az_join(out, unit->unused, AZ_TEXT("、", ", "), substance_choices[index].label);
	const char *own_name = text_of(&cells[NAME]);
	struct anze_text name = own_name[0]       ? AZ_SAME(own_name)
				: substance->beta ? substance_choices[index].label
						  : class_choices[0].label;
	if (!own_name[0] && !substance->beta)
		for (size_t i = 0; i < CLASS_COUNT; i++)
			if (strcmp(class->code, class_choices[i].code) == 0)
				name = class_choices[i].label;
	struct anze_text term =
		az_tell(out, "{0}/{1}", "{0}/{1}", az_number(out, cells[QUANTITY].number, QUANTITY_SCALE),
			az_ratio_text(out, critical));
	unit->sum_terms =
		az_join(out, unit->sum_terms, AZ_SAME(" + "), az_tell(out, "{0}（{1}）", "{0} ({1})", term, name));
	unit->weighted_terms = az_join(out, unit->weighted_terms, AZ_SAME(" + "),
				       az_tell(out, "{0} × {1}", "{0} × {1}", az_number(out, beta, 1), term));
}

static const struct anze_fact *row_at(const struct anze_fact_table *table, size_t row)
{
	return table->cells + row * SUBSTANCE_COLUMNS;
}

static bool first_of_unit(const struct anze_fact_table *table, size_t row)
{
	for (size_t i = 0; i < row; i++)
		if (strcmp(text_of(&row_at(table, i)[UNIT]), text_of(&row_at(table, row)[UNIT])) == 0)
			return false;
	return true;
}

/* The unit that begins at `row`, from all its rows. */
static struct unit read_unit(const struct anze_fact_table *table, size_t row, const struct anze_out *out)
{
	struct unit unit = {
		.name = text_of(&row_at(table, row)[UNIT]),
		.sum = az_ratio(0, 0),
		.weighted = az_ratio(0, 0),
		.sum_verified = 1,
		.weighted_verified = 1,
		.sum_terms = {"", ""},
		.weighted_terms = {"", ""},
		.unused = {"", ""},
	};
	for (size_t i = row; i < table->rows; i++)
		if (strcmp(text_of(&row_at(table, i)[UNIT]), unit.name) == 0)
			add_row(&unit, row_at(table, i), out);
	return unit;
}

/* 1 reaches 1; 0 stays below; -1 not known, because rows are missing. */
static int is_source(const struct unit *unit)
{
	struct az_ratio one = az_ratio(1, 0);
	if (!az_ratio_comparable(unit->sum, one))
		return -1;
	if (az_ratio_compare(unit->sum, one) >= 0)
		return 1;
	return unit->missing > 0 ? -1 : 0;
}

/* A source and how bad it is: exactly, or at least, while rows or the people outside are missing. */
struct grade {
	int number; /* R ≥ 100, 50, 10: grades 1, 2, 3; below 4. 0: not known to be a source */
	bool exact;
	const struct alpha *alpha; /* by which it was computed: without the people outside the smallest */
	struct az_ratio r;
};

static struct grade grade_of(const struct unit *unit, const struct alpha *alpha)
{
	static const int64_t limits[] = {100, 50, 10};
	const struct alpha *used = alpha ? alpha : &alphas[ANZE_COUNT(alphas) - 1];
	struct grade grade = {0, false, used, az_ratio(0, 0)};
	if (is_source(unit) != 1)
		return grade;
	grade.number = 1;
	grade.exact = alpha && unit->missing == 0;
	grade.r = az_ratio_multiply(az_ratio(used->tenfold, 1), unit->weighted);
	for (size_t i = 0; i < ANZE_COUNT(limits); i++) {
		bool comparable = az_ratio_comparable(grade.r, az_ratio(limits[i], 0));
		grade.exact = grade.exact && comparable;
		if (!comparable || az_ratio_compare(grade.r, az_ratio(limits[i], 0)) < 0)
			grade.number++;
	}
	grade.exact = grade.exact || grade.number == 1; /* none is worse */
	return grade;
}

static const struct anze_text grade_texts[] = {
	{"", ""}, {"一级", "grade 1"}, {"二级", "grade 2"}, {"三级", "grade 3"}, {"四级", "grade 4"},
};
static const char *const grade_values[] = {"", "1", "2", "3", "4"};
static const char *const least_values[] = {"", "1", "at_least_2", "at_least_3", "at_least_4"};
static const enum anze_colour grade_colours[] = {ANZE_COLOUR_NONE, ANZE_RED, ANZE_RED, ANZE_ORANGE, ANZE_YELLOW};

/* "三级", or "至少三级". */
static struct anze_text grade_text(const struct anze_out *out, int number, bool exact)
{
	return exact ? grade_texts[number] : az_tell(out, "至少{0}", "at least {0}", grade_texts[number]);
}

static struct anze_text unit_name(const struct unit *unit, const struct anze_out *out)
{
	return unit->name[0] ? AZ_SAME(unit->name) : az_number(out, (int64_t)unit->number, 0);
}

static struct anze_text unit_label(const struct unit *unit, const struct anze_out *out, const char *zh, const char *en)
{
	return az_tell(out, "{0}：{1}", "{0}: {1}", unit_name(unit, out), AZ_TEXT(zh, en));
}

static void tell_source(const struct unit *unit, const struct anze_out *out)
{
	int source = is_source(unit);
	struct anze_text why = az_tell(out, "S = Σ q/Q = {0} {1} {2} 1", "S = Σ q/Q = {0} {1} {2} 1", unit->sum_terms,
				       az_ratio_is(out, unit->sum, PLACES), AZ_SAME(source == 1 ? "≥" : "<"));
	if (unit->sum_terms.zh[0] == '\0' || !az_ratio_known(unit->sum))
		why = AZ_TEXT("没有可以计算的数据", "There is nothing to compute from");
	if (unit->missing > 0)
		why = az_tell(out, "{0}；另有{1}行缺少数量或类别，未计入",
			      "{0}; left out for want of a quantity or a class: {1}", why,
			      az_number(out, (int64_t)unit->missing, 0));
	if (unit->unused.zh[0])
		why = az_tell(
			out, "{0}；{1}在标准中列名，按列名取值，所选类别未采用，请核对",
			"{0}; the standard names {1}, so its own figures hold and the class that was chosen is not "
			"used: please check",
			why, unit->unused);
	az_add(out, &(struct anze_result){
			    .code = az_code(out, "source", unit->number),
			    .label = unit_label(unit, out, "是否构成重大危险源", "major hazard source"),
			    .value = source == 1   ? "yes"
				     : source == 0 ? "no"
						   : "incomplete",
			    .value_text = source == 1   ? AZ_TEXT("构成重大危险源", "a major hazard source")
					  : source == 0 ? AZ_TEXT("不构成重大危险源", "none")
							: AZ_TEXT("资料不全，无法判断", "cannot be told yet"),
			    .explanation = why,
			    .rule = STANDARD,
			    .verified = source >= 0 ? unit->sum_verified : 0,
		    });
}

static void tell_grade(const struct unit *unit, const struct alpha *alpha, const struct grade *grade,
		       const struct anze_out *out)
{
	struct anze_text text = grade_text(out, grade->number, grade->exact);
	struct anze_text why =
		az_tell(out, "R = α × Σ(β × q/Q) = {0} × ({1}) {2} → {3}（≥100一级，≥50二级，≥10三级，<10四级）",
			"R = α × Σ(β × q/Q) = {0} × ({1}) {2} → {3} (100 and above grade 1, 50 grade 2, 10 "
			"grade 3, below grade 4)",
			grade->alpha->text, unit->weighted_terms, az_ratio_is(out, grade->r, PLACES), text);
	if (!alpha)
		why = az_tell(out, "{0}；厂外人数未填，α按最小值", "{0}; people outside not given, so the smallest α",
			      why);
	if (unit->missing > 0)
		why = az_tell(out, "{0}；另有{1}行缺少数量或类别，未计入",
			      "{0}; left out for want of a quantity or a class: {1}", why,
			      az_number(out, (int64_t)unit->missing, 0));
	az_add(out, &(struct anze_result){
			    .code = az_code(out, "grade", unit->number),
			    .label = unit_label(unit, out, "重大危险源分级", "grade of the major hazard source"),
			    .value = (grade->exact ? grade_values : least_values)[grade->number],
			    .value_text = text,
			    .explanation = why,
			    .rule = STANDARD,
			    .verified = grade->exact ? unit->weighted_verified : 0,
			    .colour = grade_colours[grade->number],
		    });
}

static void tell_alpha(const struct anze_facts *facts, const struct alpha *alpha, const struct anze_out *out)
{
	az_add(out, &(struct anze_result){
			    .code = "alpha",
			    .label = {"厂外暴露人员修正系数α", "Factor α for people outside"},
			    .value = alpha->text.zh,
			    .value_text = alpha->text,
			    .explanation = az_tell(out, "厂界外500 m范围内{0}人，属{1}：α = {2}",
						   "{0} people within 500 m outside the boundary, so {1}: α = {2}",
						   az_number(out, az_value(facts, PEOPLE_OUTSIDE), 0), alpha->band,
						   alpha->text),
			    .rule = "《危险化学品重大危险源监督管理暂行规定》（原安全监管总局令第40号）附件1",
			    .verified = 1,
		    });
}

/* Reads all units; tells about them when there is an `out`. The grade is the worst of the units that are known to be
 * sources: what is missing elsewhere can only make it worse. */
static struct sources read_sources(const struct anze_facts *facts, const struct anze_out *out)
{
	struct sources sources = {SOURCE_UNKNOWN, 0, true, {"", ""}};
	const struct anze_fact_table *table = facts->tables ? &facts->tables[SUBSTANCES] : NULL;
	const struct alpha *alpha = alpha_of(facts);
	bool all_below = true;
	size_t number = 0;
	if (!table || table->rows == 0 || facts->day < AZ_DATE(2019, 3, 1)) /* before this edition */
		return sources;
	for (size_t row = 0; row < table->rows; row++) {
		if (!first_of_unit(table, row))
			continue;
		struct unit unit = read_unit(table, row, out);
		unit.number = ++number;
		int source = is_source(&unit);
		struct grade grade = grade_of(&unit, alpha);
		bool open = source < 0 || (source == 1 && !grade.exact);
		all_below = all_below && source == 0;
		sources.exact = sources.exact && !open;
		if (source == 1)
			sources.state = SOURCE_SOME;
		if (grade.number > 0 && (sources.grade == 0 || grade.number < sources.grade))
			sources.grade = grade.number;
		if (out && open)
			sources.open = az_join(out, sources.open, AZ_TEXT("、", ", "),
					       az_tell(out, "单元{0}", "unit {0}", unit_name(&unit, out)));
		if (out)
			tell_source(&unit, out);
		if (out && grade.number > 0)
			tell_grade(&unit, alpha, &grade, out);
	}
	if (all_below)
		sources.state = SOURCE_NONE;
	sources.exact = sources.exact || sources.grade == 1; /* none is worse */
	if (out && alpha)
		tell_alpha(facts, alpha, out);
	return sources;
}

struct sources chemicals_sources(const struct anze_facts *facts)
{
	return read_sources(facts, NULL);
}

static void tell_highest(const struct sources *sources, const struct anze_out *out)
{
	struct anze_text text = grade_text(out, sources->grade, sources->exact);
	struct anze_text why =
		az_tell(out, "各单元中等级最高者：{0}；颜色：一、二级红，三级橙，四级黄",
			"The highest of all units: {0}; colours: grades 1 and 2 red, 3 orange, 4 yellow", text);
	if (!sources->exact)
		why = az_tell(out, "{0}；{1}还不能判定，可能更高", "{0}; not determined yet, and perhaps higher: {1}",
			      why, sources->open);
	az_add(out, &(struct anze_result){
			    .code = "source_grade",
			    .label = {"企业重大危险源最高等级", "Highest grade of a major hazard source"},
			    .value = (sources->exact ? grade_values : least_values)[sources->grade],
			    .value_text = text,
			    .explanation = why,
			    .rule = STANDARD,
			    .verified = 0,
			    .colour = grade_colours[sources->grade],
		    });
}

/* No source is known, and not all units are known to be none. */
static void tell_undetermined(const struct sources *sources, const struct anze_out *out)
{
	az_add(out, &(struct anze_result){
			    .code = "source_grade",
			    .label = {"企业重大危险源最高等级", "Highest grade of a major hazard source"},
			    .value = "incomplete",
			    .value_text = {"资料不全，还不能判定", "cannot be told yet"},
			    .explanation = az_tell(out, "{0}缺少数量或类别", "A quantity or a class is missing: {0}",
						   sources->open),
			    .rule = STANDARD,
			    .verified = 0,
		    });
}

struct sources chemicals_tell_sources(const struct anze_facts *facts, const struct anze_out *out)
{
	struct sources sources = read_sources(facts, out);
	if (sources.state == SOURCE_NONE)
		az_add(out, &(struct anze_result){
				    .code = "source_grade",
				    .label = {"企业重大危险源最高等级", "Highest grade of a major hazard source"},
				    .value = "none",
				    .value_text = {"无重大危险源", "no major hazard source"},
				    .explanation = {"所有单元S均小于1", "S stays below 1 in every unit"},
				    .rule = STANDARD,
				    .verified = 0,
			    });
	else if (sources.grade > 0)
		tell_highest(&sources, out);
	else if (sources.open.zh[0])
		tell_undetermined(&sources, out);
	return sources;
}
