/* Insurers. */
#include "domain/insurer.h"

#include "base/arena.h"
#include "base/text.h"
#include "store/db.h"

#define INSURERS_MAX 500

static const struct az_column columns[] = {
	AZ_INT_OF(struct az_insurer, id), AZ_TEXT_OF(struct az_insurer, name), AZ_TEXT_OF(struct az_insurer, uscc),
	AZ_TEXT_OF(struct az_insurer, complaint_phone)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct az_insurer);

enum az_result az_insurer_list(struct az_ctx *ctx, const struct az_insurer **rows, size_t *count)
{
	const void *kept;
	AZ_TRY(az_db_rows_kept(ctx, AZ_QUERY("SELECT id, name, uscc, complaint_phone FROM insurer WHERE active = 1 ORDER BY name"), &map, &kept, count, INSURERS_MAX));
	*rows = kept;
	return AZ_OK;
}

enum az_result az_insurer_choices(struct az_ctx *ctx, struct anze_choice **choices, size_t *count)
{
	const struct az_insurer *rows;
	AZ_TRY(az_insurer_list(ctx, &rows, count));
	*choices = AZ_NEW_ARRAY(ctx->arena, *count + 1, struct anze_choice);
	for (size_t i = 0; i < *count; i++)
		(*choices)[i] = (struct anze_choice){az_format(ctx->arena, "%lld", (long long)rows[i].id),
		                                     {rows[i].name, rows[i].name}};
	return AZ_OK;
}

enum az_result az_insurer_find(struct az_ctx *ctx, int64_t id, struct az_insurer *out)
{
	return az_db_row(ctx, AZ_QUERY("SELECT id, name, uscc, complaint_phone FROM insurer WHERE id = ?", az_int(id)),
	                 &map, out);
}

enum az_result az_insurer_by_code(struct az_ctx *ctx, const char *uscc, struct az_insurer *out)
{
	return az_db_row(ctx,
	                 AZ_QUERY("SELECT id, name, uscc, complaint_phone FROM insurer WHERE uscc = ?", az_str(uscc)),
	                 &map, out);
}

enum az_result az_insurer_name(struct az_ctx *ctx, int64_t id, const char **name)
{
	struct az_insurer insurer = {0};
	AZ_TRY(az_insurer_find(ctx, id, &insurer));
	*name = insurer.name;
	return AZ_OK;
}
