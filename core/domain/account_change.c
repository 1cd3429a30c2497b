/* What an operator changes of an account. */
#include "domain/account_change.h"

#include "base/text.h"
#include "domain/audit.h"
#include "domain/key_renewal.h"
#include "store/db.h"

struct changing {
	const struct az_account_change *change;
	int64_t rings;
};

struct account_row {
	int64_t id, active, roles, authority_id;
};
static const struct az_column columns[] = {AZ_INT_OF(struct account_row, id), AZ_INT_OF(struct account_row, active),
					   AZ_INT_OF(struct account_row, roles),
					   AZ_INT_OF(struct account_row, authority_id)};
static const struct az_row_map map = AZ_ROW_MAP(columns, struct account_row);

static enum az_result put(struct az_ctx *ctx, const struct az_account_change *change, struct account_row *row)
{
	AZ_TRY(az_db_row(ctx,
			 AZ_QUERY("SELECT id, active, roles, authority_id FROM account WHERE login = ? FOR UPDATE",
				  az_str(change->login)),
			 &map, row));
	if (change->authority != NULL)
		AZ_TRY(az_db_number(
			ctx, AZ_QUERY("SELECT id AS number FROM authority WHERE code = ?", az_str(change->authority)),
			&row->authority_id));
	return az_db_exec(ctx,
			  AZ_QUERY("UPDATE account SET active = ?, roles = ?, authority_id = ? WHERE id = ?",
				   az_int(change->active < 0 ? row->active : change->active),
				   az_int(change->roles == 0 ? row->roles : change->roles), az_ref(row->authority_id),
				   az_int(row->id)),
			  NULL);
}

static enum az_result apply(struct az_ctx *ctx, void *arg)
{
	struct changing *changing = arg;
	struct account_row row = {0};
	AZ_TRY(put(ctx, changing->change, &row));
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM session WHERE account_id = ?", az_int(row.id)), NULL));
	AZ_TRY(az_db_exec(ctx,
			  AZ_QUERY("UPDATE report_identity_request SET handed = NULL WHERE asker_id = ? "
				   "AND handed IS NOT NULL",
				   az_int(row.id)),
			  NULL));
	AZ_TRY(az_ring_renew_left(ctx, &changing->rings));
	return az_audit(ctx, "account", row.id, changing->change->action, "", "", "");
}

enum az_result az_account_change(struct az_ctx *ctx, const struct az_account_change *change, int64_t *rings)
{
	struct changing changing = {change, 0};
	AZ_TRY(az_tx(ctx, apply, &changing));
	*rings = changing.rings;
	return AZ_OK;
}
