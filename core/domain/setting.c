/* What an instance remembers. */
#include "domain/setting.h"

#include "store/db.h"

enum az_result az_setting_change(struct az_ctx *ctx, const char *name, const char *value, bool *changed)
{
	int64_t same;
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("INSERT IGNORE INTO setting (name, value) VALUES (?, '')", az_str(name)),
			  NULL));
	AZ_TRY(az_db_number(ctx,
			    AZ_QUERY("SELECT value = ? AS number FROM setting WHERE name = ? FOR UPDATE", az_str(value),
				     az_str(name)),
			    &same));
	*changed = same == 0;
	if (!*changed)
		return AZ_OK;
	return az_db_exec(ctx, AZ_QUERY("UPDATE setting SET value = ? WHERE name = ?", az_str(value), az_str(name)),
			  NULL);
}
