#include "check.h"

#include "said.h"

void az_wrong(const struct anze_out *out, const char *field, struct anze_text what)
{
	az_add(out, &(struct anze_result){
			    .code = field,
			    .label = what,
			    .value = "wrong",
			    .value_text = what,
			    .explanation = what,
			    .rule = AZ_PROPOSAL,
		    });
}

const char *az_cell(const struct anze_out *out, const struct anze_field *table, size_t column, size_t row)
{
	return az_tell(out, "{0}.{1}.{2}", "{0}.{1}.{2}", AZ_SAME(table->name), AZ_SAME(table->columns[column].name),
		       az_number(out, (int64_t)row + 1, 0))
		.zh;
}

static struct anze_text ahead(const struct anze_facts *facts, const struct anze_out *out)
{
	return az_tell(out, "不能晚于今天（{0}）", "cannot be later than today, {0}", az_day_text(out, facts->day));
}

void az_check_past(const struct anze_facts *facts, const struct anze_field *fields, const size_t *days, size_t count,
		   const struct anze_out *out)
{
	for (size_t i = 0; i < count; i++)
		if (facts->values[days[i]].given && facts->values[days[i]].number > facts->day)
			az_wrong(out, fields[days[i]].name, ahead(facts, out));
}

void az_check_past_cells(const struct anze_facts *facts, const struct anze_field *fields, size_t table, size_t column,
			 const struct anze_out *out)
{
	for (size_t row = 0; row < az_rows(facts, table); row++) {
		const struct anze_fact *cell = &az_row(facts, table, fields[table].column_count, row)[column];
		if (cell->given && cell->number > facts->day)
			az_wrong(out, az_cell(out, &fields[table], column, row), ahead(facts, out));
	}
}

void az_check_above_zero(const struct anze_facts *facts, const struct anze_field *fields, size_t table,
			 const size_t *columns, size_t count, const struct anze_out *out)
{
	for (size_t row = 0; row < az_rows(facts, table); row++) {
		const struct anze_fact *cells = az_row(facts, table, fields[table].column_count, row);
		for (size_t i = 0; i < count; i++)
			if (cells[columns[i]].given && cells[columns[i]].number <= 0)
				az_wrong(out, az_cell(out, &fields[table], columns[i], row),
					 AZ_TEXT("应大于0；没有了的，请删除这一行",
						 "must be more than 0; take the row away if there is none any more"));
	}
}
