/* What a process loaded at its start and only reads afterwards. */
#ifndef AZ_DOMAIN_SITE_H
#define AZ_DOMAIN_SITE_H

#include <anze/plugin.h>

#include "base/ctx.h"
#include "base/secret.h"
#include "base/workdays.h"
#include "domain/settings.h"
#include "plugin/guard.h"
#include "plugin/plugin.h"

#define AZ_SECTORS_MAX 16

struct az_sector {
	const char *code; /* "MIN" */
	const char *path; /* "mining" */
	struct anze_text name;
};

struct az_rules; /* domain/rule.h */
struct az_proof_keys; /* domain/proof_key.h */

struct az_site {
	const struct az_settings *settings;
	struct az_sector sectors[AZ_SECTORS_MAX];
	size_t sector_count;
	struct anze_choice sector_choices[AZ_SECTORS_MAX]; /* for forms: code and name */
	struct az_plugins *plugins;
	const struct az_workdays *workdays;
	const struct az_rules *rules;
	struct az_secret_key form_key;    /* form tokens, receipts of a submission, staged files */
	struct az_secret_key session_key; /* hashes of session tokens and of receipts */
	struct az_secret_key file_key;    /* wraps the files' keys */
	struct az_secret_key clean_key;   /* wraps the key of a report's file until its cleaned copy is made */
	const struct az_proof_keys *proof_keys; /* signs proofs of reports */
	struct az_arena *arena;           /* everything above */
};

/* Loads all of it; NULL after the reasons were logged. Plugins that fail disable
 * their sector only; a rule file, a calendar or a key that is wrong is fatal. */
struct az_site *az_site_load(const struct az_settings *settings);
void az_site_free(struct az_site *site);

/* Can pages be answered: is the database there, with its tables? */
enum az_result az_site_ready(struct az_ctx *ctx) AZ_CHECKED;

/* Do the days off of the year in which a day falls rest on the notice itself? True for AZ_DAY_NONE: nothing is computed. */
bool az_site_calendar_verified(const struct az_site *site, az_day day);

const struct az_sector *az_sector_of(const struct az_site *site, const char *code);
const struct az_sector *az_sector_by_path(const struct az_site *site, const char *path);

#endif
