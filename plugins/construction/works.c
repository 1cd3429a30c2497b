/* 危大 and 超危大 by the thresholds of 建办质〔2018〕31号, annexes 1 and 2. */
#include "construction.h"
#include "explain.h"

static const struct az_cited rule = {
	"关于实施《危险性较大的分部分项工程安全管理规定》有关问题的通知（建办质〔2018〕31号）", 0};
#define IN_FORCE 17683 /* 2018-06-01 */

/* A figure of a work and where it counts; in hundredths, 0 where the annex has no
 * such threshold. Reached is enough: 以上 includes the number itself. */
struct limit {
	size_t column;
	int64_t high_risk, expert_review;
};

/* A kind of work: all rows of a table, or those of one choice in its second column. */
struct kind {
	size_t table;
	const char *choice;
	enum con_level any; /* whatever its size */
	size_t flag;        /* column with a yes/no that makes it high-risk; 0: none */
	struct limit limits[4];
};

static const struct kind kinds[] = {
	{CON_PITS, NULL, CON_ORDINARY, 2, {{1, 300, 500}}},
	{CON_FORMWORK, NULL, CON_ORDINARY, 5, {{1, 500, 800}, {2, 1000, 1800}, {3, 1000, 1500}, {4, 1500, 2000}}},
	{CON_SUPPORTS, NULL, CON_HIGH_RISK, 0, {{1, 0, 700}}},
	{CON_LIFTING, NULL, CON_ORDINARY, 0, {{1, 1000, 10000}}},
	{CON_CRANES, NULL, CON_HIGH_RISK, 0, {{1, 0, 30000}, {2, 0, 20000}, {3, 0, 20000}}},
	{CON_SCAFFOLDS, "ground", CON_ORDINARY, 0, {{2, 2400, 5000}}},
	{CON_SCAFFOLDS, "climbing", CON_HIGH_RISK, 0, {{2, 0, 15000}}},
	{CON_SCAFFOLDS, "cantilevered", CON_HIGH_RISK, 0, {{2, 0, 2000}}},
	{CON_SCAFFOLDS, "gondola", CON_HIGH_RISK, 0, {{0}}},
	{CON_SCAFFOLDS, "platform", CON_HIGH_RISK, 0, {{0}}},
	{CON_SCAFFOLDS, "irregular", CON_HIGH_RISK, 0, {{0}}},
	{CON_CURTAIN_WALLS, NULL, CON_HIGH_RISK, 0, {{1, 0, 5000}}},
	{CON_STEEL, "structure", CON_HIGH_RISK, 0, {{2, 0, 3600}}},
	{CON_STEEL, "space_frame", CON_HIGH_RISK, 0, {{2, 0, 6000}}},
	{CON_HAND_DUG_PILES, NULL, CON_HIGH_RISK, 0, {{1, 0, 1600}}},
	{CON_JACKING, NULL, CON_ORDINARY, 0, {{1, 0, 100000}}},
	{CON_OTHER_WORKS, "underground", CON_EXPERT_REVIEW, 0, {{0}}},
	{CON_OTHER_WORKS, "underwater", CON_EXPERT_REVIEW, 0, {{0}}},
	{CON_OTHER_WORKS, "tool_formwork", CON_EXPERT_REVIEW, 0, {{0}}},
	{CON_OTHER_WORKS, "crane_assembly", CON_HIGH_RISK, 0, {{0}}},
	{CON_OTHER_WORKS, "precast", CON_HIGH_RISK, 0, {{0}}},
	{CON_OTHER_WORKS, "demolition", CON_HIGH_RISK, 0, {{0}}},
	{CON_OTHER_WORKS, "special_demolition", CON_EXPERT_REVIEW, 0, {{0}}},
	{CON_OTHER_WORKS, "new_technology", CON_EXPERT_REVIEW, 0, {{0}}},
};

static const struct kind *kind_of(size_t table, const struct anze_fact *cells)
{
	for (size_t i = 0; i < ANZE_COUNT(kinds); i++)
		if (kinds[i].table == table && (!kinds[i].choice || az_chose(&cells[1], kinds[i].choice)))
			return &kinds[i];
	return NULL;
}

/* What one figure gives; unknown when it was not given and could give more than `any`. */
static enum con_level level_by(const struct kind *kind, const struct limit *limit, const struct anze_fact *cells)
{
	const struct anze_fact *cell = &cells[limit->column];
	if (!cell->given)
		return CON_UNKNOWN;
	if (cell->number >= limit->expert_review)
		return CON_EXPERT_REVIEW;
	if (limit->high_risk && cell->number >= limit->high_risk)
		return CON_HIGH_RISK;
	return kind->any;
}

static size_t limit_count(const struct kind *kind)
{
	size_t count = 0;
	while (count < ANZE_COUNT(kind->limits) && kind->limits[count].column)
		count++;
	return count;
}

/* The level that is known, and whether a figure that is missing could raise it. */
struct judged {
	enum con_level level;
	bool least;
};

static struct judged judge(const struct kind *kind, const struct anze_fact *cells)
{
	struct judged judged = {kind->any, false};
	bool may_be_reviewed = false, flagged = false;
	for (size_t i = 0; i < limit_count(kind); i++) {
		enum con_level by = level_by(kind, &kind->limits[i], cells);
		may_be_reviewed = may_be_reviewed || by == CON_UNKNOWN;
		if (by > judged.level)
			judged.level = by;
	}
	if (kind->flag) {
		flagged = !cells[kind->flag].given;
		if (judged.level < CON_HIGH_RISK && az_said_yes_no(&cells[kind->flag]) == AZ_SAID_YES)
			judged.level = CON_HIGH_RISK;
	}
	if (judged.level == CON_ORDINARY && (may_be_reviewed || flagged))
		judged.level = CON_UNKNOWN;
	judged.least = judged.level == CON_HIGH_RISK && may_be_reviewed; /* the flag makes nothing worse than that */
	return judged;
}

/* Of all works those that are certainly, or only perhaps, of the level or above. */
static size_t count_works(const struct anze_facts *facts, enum con_level level, bool perhaps)
{
	size_t count = 0;
	if (facts->day < IN_FORCE)
		return 0;
	for (size_t table = CON_PITS; table <= CON_OTHER_WORKS; table++)
		for (size_t row = 0; row < az_rows(facts, table); row++) {
			const struct anze_fact *cells = az_row(facts, table, con_fields[table].column_count, row);
			const struct kind *kind = kind_of(table, cells);
			if (!kind)
				continue;
			struct judged judged = judge(kind, cells);
			bool surely = judged.level >= level;
			count += perhaps ? !surely && (judged.level == CON_UNKNOWN || judged.least) : surely;
		}
	return count;
}

size_t con_count(const struct anze_facts *facts, enum con_level level)
{
	return count_works(facts, level, false);
}

size_t con_open(const struct anze_facts *facts, enum con_level level)
{
	return count_works(facts, level, true);
}

/* "开挖深度 5.2 m ≥ 5 m（超危大）", or "< 3 m" when it reaches nothing. */
static struct anze_text compared(const struct anze_out *out, const struct kind *kind, const struct limit *limit,
				 const struct anze_fact *cells)
{
	const struct anze_field *column = &con_fields[kind->table].columns[limit->column];
	const struct anze_fact *cell = &cells[limit->column];
	enum con_level level = level_by(kind, limit, cells);
	bool expert = level == CON_EXPERT_REVIEW, high = !expert && limit->high_risk && level == CON_HIGH_RISK;
	int64_t against = expert || !limit->high_risk ? limit->expert_review : limit->high_risk;
	if (!cell->given)
		return az_tell(out, "{0}未填写", "{0} is not given", column->label);
	struct anze_text what = expert || !limit->high_risk ? AZ_TEXT("超危大", "experts") : AZ_TEXT("危大", "scheme");
	return az_tell(out, "{0} {1} {2} {3} {4} {2}（{5}）", "{0} {1} {2} {3} {4} {2} ({5})", column->label,
		       az_number(out, cell->number, column->scale), AZ_SAME(column->unit),
		       expert || high ? AZ_SAME("≥") : AZ_SAME("<"), az_number(out, against, column->scale), what);
}

static struct anze_text explained(const struct anze_out *out, const struct kind *kind, const struct anze_fact *cells)
{
	static const struct anze_text separator = {"；", "; "};
	const struct anze_field *columns = con_fields[kind->table].columns;
	struct anze_text text = {"", ""};
	if (kind->any == CON_HIGH_RISK)
		text = AZ_TEXT("此类工程不论规模均属危大工程", "This kind needs a scheme whatever its size");
	if (kind->any == CON_EXPERT_REVIEW)
		text = AZ_TEXT("此类工程不论规模均须专家论证", "This kind needs experts whatever its size");
	for (size_t i = 0; i < limit_count(kind); i++)
		text = az_join(out, text, separator, compared(out, kind, &kind->limits[i], cells));
	if (kind->flag) {
		static const struct anze_text said[] = {[AZ_SAID_NOTHING] = {"未填写", "not given"},
							[AZ_SAID_NO] = {"否", "no"},
							[AZ_SAID_YES] = {"是（危大）", "yes (scheme)"}};
		text = az_join(out, text, separator,
			       az_tell(out, "{0}：{1}", "{0}: {1}", columns[kind->flag].label,
				       said[az_said_yes_no(&cells[kind->flag])]));
	}
	return text;
}

static const char *const stems[] = {
	[CON_PITS] = "pit",
	[CON_FORMWORK] = "formwork",
	[CON_SUPPORTS] = "support",
	[CON_LIFTING] = "lifting",
	[CON_CRANES] = "crane",
	[CON_SCAFFOLDS] = "scaffold",
	[CON_CURTAIN_WALLS] = "curtain_wall",
	[CON_STEEL] = "steel",
	[CON_HAND_DUG_PILES] = "hand_dug_pile",
	[CON_JACKING] = "jacking",
	[CON_OTHER_WORKS] = "other_work",
};

static const struct {
	const char *value;
	struct anze_text text;
} levels[] = {
	[CON_UNKNOWN] = {"unknown", {"数据不全，尚不能判定", "Not decided: figures are missing"}},
	[CON_ORDINARY] = {"ordinary", {"未达到危大工程标准", "Below the thresholds"}},
	[CON_HIGH_RISK] = {"high_risk", {"危大工程（须编制专项施工方案）", "High-risk: needs a special scheme"}},
	[CON_EXPERT_REVIEW] = {"expert_review",
			       {"超过一定规模的危大工程（须专家论证）",
				"High-risk above the larger thresholds: experts review the scheme"}},
};

/* The sums, with the names of what they count. */
struct sums {
	size_t count[ANZE_COUNT(levels)];
	struct anze_text names[ANZE_COUNT(levels)];
};

static void classify_row(const struct anze_out *out, size_t table, size_t row, const struct anze_fact *cells,
			 struct sums *sums)
{
	const struct kind *kind = kind_of(table, cells);
	if (!kind)
		return;
	struct judged judged = judge(kind, cells);
	enum con_level level = judged.level;
	struct anze_text text = levels[level].text, place = az_name_or_number(out, &cells[0], row + 1);
	if (judged.least)
		text = AZ_TEXT("至少为危大工程；数据不全，是否须专家论证还不能判定",
			       "High-risk at least; figures are missing that decide whether experts review");
	az_tell_result(out, az_code(out, stems[table], row + 1),
		       az_tell(out, "{0}：{1}", "{0}: {1}", con_fields[table].label, place), levels[level].value, text,
		       explained(out, kind, cells), rule);
	sums->count[level]++;
	sums->names[level] = az_join(out, sums->names[level], AZ_TEXT("、", ", "), place);
}

/* "3", or "至少3" while works are open. */
static struct anze_text at_least(const struct anze_out *out, size_t count, size_t open)
{
	struct anze_text number = az_number(out, (int64_t)count, 0);
	return open ? az_tell(out, "至少{0}", "at least {0}", number) : number;
}

void con_classify_works(const struct anze_facts *facts, const struct anze_out *out)
{
	struct sums sums = {{0}, {{"", ""}, {"", ""}, {"", ""}, {"", ""}}};
	size_t rows = 0;
	if (facts->day < IN_FORCE)
		return;
	for (size_t table = CON_PITS; table <= CON_OTHER_WORKS; table++)
		for (size_t row = 0; row < az_rows(facts, table); row++, rows++)
			classify_row(out, table, row, az_row(facts, table, con_fields[table].column_count, row), &sums);
	if (rows == 0)
		return;
	size_t expert = sums.count[CON_EXPERT_REVIEW], all = sums.count[CON_HIGH_RISK] + expert;
	struct anze_text none = AZ_TEXT("无", "none");
	struct anze_text plain = sums.count[CON_HIGH_RISK] ? sums.names[CON_HIGH_RISK] : none;
	struct anze_text expert_names = expert ? sums.names[CON_EXPERT_REVIEW] : none;
	struct anze_text total = az_number(out, (int64_t)all, 0), reviewed = az_number(out, (int64_t)expert, 0);
	az_tell_result(out, "high_risk_works", AZ_TEXT("危大工程数", "High-risk works"), total.zh,
		       at_least(out, all, con_open(facts, CON_HIGH_RISK)),
		       az_tell(out, "危大：{0}；超危大：{1}；尚不能判定{2}项",
			       "Scheme: {0}; experts: {1}; not decided: {2}", plain, expert_names,
			       az_number(out, (int64_t)sums.count[CON_UNKNOWN], 0)),
		       rule);
	size_t perhaps = con_open(facts, CON_EXPERT_REVIEW);
	az_tell_result(out, "expert_review_works",
		       AZ_TEXT("超过一定规模的危大工程数", "Works whose scheme needs experts"), reviewed.zh,
		       at_least(out, expert, perhaps),
		       az_tell(out, "超危大：{0}；尚不能判定{1}项", "Experts: {0}; not decided: {1}", expert_names,
			       az_number(out, (int64_t)perhaps, 0)),
		       rule);
}
