/* The city's divisions. */
#include "domain/division.h"

#include "base/arena.h"
#include "store/db.h"

#define DIVISIONS_MAX 200

struct division {
	const char *code, *name_zh, *name_en;
};

enum az_result az_division_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	static const struct az_column columns[] = {AZ_TEXT_OF(struct division, code),
	                                           AZ_TEXT_OF(struct division, name_zh),
	                                           AZ_TEXT_OF(struct division, name_en)};
	static const struct az_row_map map = AZ_ROW_MAP(columns, struct division);
	const void *kept;
	AZ_TRY(az_db_rows_kept(ctx, AZ_QUERY("SELECT code, name_zh, name_en FROM division WHERE city_level = 0 ORDER BY code"), &map, &kept, count, DIVISIONS_MAX));
	const struct division *rows = kept;
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++)
		(*choices)[i] = (struct anze_choice){rows[i].code, {rows[i].name_zh, rows[i].name_en}};
	return AZ_OK;
}
