/* What the files that write the register of enterprises share. */
#ifndef AZ_DOMAIN_ENTERPRISE_PRIVATE_H
#define AZ_DOMAIN_ENTERPRISE_PRIVATE_H

#include "domain/enterprise.h"

/* az_audit, or az_audit_also when many enterprises are written in one act. */
typedef enum az_result az_enterprise_note(struct az_ctx *ctx, const char *noun, int64_t noun_id, const char *action,
					  const char *from, const char *to, const char *reason);

/* All of these within a transaction. */

/* What az_enterprise_create and az_enterprise_change (`shared`) or az_enterprise_change_sectors do, with their
 * refusals; `before` was found in the actor's scope, `shared` asked of az_enterprise_keeps, `own` are the actor's
 * sectors (az_enterprise_own_sectors). */
enum az_result az_enterprise_take_in(struct az_ctx *ctx, const struct az_enterprise_entry *entry,
				     az_enterprise_note *note, int64_t *id, bool *joined) AZ_CHECKED;
enum az_result az_enterprise_alter(struct az_ctx *ctx, const struct az_enterprise *before,
				   const struct az_enterprise_entry *entry, bool shared, const struct anze_choice *own,
				   size_t own_count, az_enterprise_note *note) AZ_CHECKED;

/* Does the entry say something else than what all authorities share? */
bool az_enterprise_differs(const struct az_enterprise *before, const struct az_enterprise_entry *entry);

/* After sectors came or went: whoever keeps it now (az_enterprise_keeper) is written down. */
enum az_result az_enterprise_settle_keeper(struct az_ctx *ctx, int64_t id) AZ_CHECKED;

/* The rows alone, whoever acts. Sectors that are there already stay; *added: how many came. */
enum az_result az_enterprise_insert(struct az_ctx *ctx, const struct az_enterprise_entry *entry,
				    int64_t *id) AZ_CHECKED;
enum az_result az_enterprise_update(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry,
				    bool renamed) AZ_CHECKED;
enum az_result az_enterprise_add_sectors(struct az_ctx *ctx, int64_t id, const struct az_enterprise_entry *entry,
					 int64_t *added) AZ_CHECKED;

#endif
