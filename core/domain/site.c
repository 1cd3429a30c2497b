/* Loading what a process needs. */
#include "domain/site.h"

#include <errno.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/proof_key.h"
#include "domain/rule.h"

#define SITE_ARENA ((size_t)8 << 20)

static const char *text_at(struct az_site *site, const config_setting_t *group, const char *name)
{
	const char *text;
	return config_setting_lookup_string(group, name, &text) == CONFIG_TRUE ? az_copy(site->arena, text) : NULL;
}

static bool take_sectors(struct az_site *site, const config_setting_t *list, const char *file)
{
	int count = list == NULL ? 0 : config_setting_length(list);
	if (count < 1 || count > AZ_SECTORS_MAX) {
		az_log(AZ_LOG_ERROR, "site.sectors", "%s: wants a list `sectors` of 1 to %d", file, AZ_SECTORS_MAX);
		return false;
	}
	for (int i = 0; i < count; i++) {
		const config_setting_t *entry = config_setting_get_elem(list, (unsigned)i);
		struct az_sector *sector = &site->sectors[i];
		sector->code = text_at(site, entry, "code");
		sector->path = text_at(site, entry, "path");
		sector->name.zh = text_at(site, entry, "zh");
		sector->name.en = text_at(site, entry, "en");
		if (sector->code == NULL || strlen(sector->code) != 3 || sector->path == NULL ||
		    sector->name.zh == NULL || sector->name.en == NULL) {
			az_log(AZ_LOG_ERROR, "site.sectors", "%s:%d: a sector wants code (3 letters), path, zh, en", file,
			       config_setting_source_line(entry));
			return false;
		}
		site->sector_choices[i] = (struct anze_choice){sector->code, sector->name};
	}
	site->sector_count = (size_t)count;
	return true;
}

static bool load_sectors(struct az_site *site)
{
	const char *file = site->settings->sectors;
	config_t config;
	bool good = false;
	config_init(&config);
	if (config_read_file(&config, file) != CONFIG_TRUE)
		az_log(AZ_LOG_ERROR, "site.sectors", "%s:%d: %s", file, config_error_line(&config),
		       config_error_text(&config));
	else
		good = take_sectors(site, config_lookup(&config, "sectors"), file);
	config_destroy(&config);
	return good;
}

static void load_plugins(struct az_site *site)
{
	struct az_plugin_expected *expected = AZ_NEW_ARRAY(site->arena, site->sector_count, struct az_plugin_expected);
	for (size_t i = 0; i < site->sector_count; i++)
		expected[i] = (struct az_plugin_expected){
			site->sectors[i].code, az_format(site->arena, "%s.so", site->sectors[i].path)};
	site->plugins = az_plugins_load(site->settings->plugins, expected, site->sector_count);
	az_plugins_aside(site->plugins, site->settings->aside);
}

static bool load_keys(struct az_site *site)
{
	const char *directory = site->settings->keys;
	struct az_proof_keys *proof_keys = AZ_NEW(site->arena, struct az_proof_keys);
	site->proof_keys = proof_keys;
	if (mkdir(directory, 0700) != 0 && errno != EEXIST) {
		az_log(AZ_LOG_ERROR, "site.keys", "%s: %s", directory, strerror(errno));
		return false;
	}
	return az_secret_key_load(az_format(site->arena, "%s/form.key", directory), &site->form_key) == AZ_OK &&
	       az_secret_key_load(az_format(site->arena, "%s/session.key", directory), &site->session_key) == AZ_OK &&
	       az_secret_key_load(az_format(site->arena, "%s/file.key", directory), &site->file_key) == AZ_OK &&
	       az_secret_key_load(az_format(site->arena, "%s/clean.key", directory), &site->clean_key) == AZ_OK &&
	       az_proof_keys_load(site->arena, directory, proof_keys);
}

static bool load_calendar(struct az_site *site)
{
	const char *problem = NULL;
	if (az_workdays_load(site->arena, site->settings->calendar, &site->workdays, &problem) == AZ_OK)
		return true;
	az_log(AZ_LOG_ERROR, "site.calendar", "%s", problem == NULL ? site->settings->calendar : problem);
	return false;
}

struct az_site *az_site_load(const struct az_settings *settings)
{
	struct az_site *site = calloc(1, sizeof *site);
	if (site == NULL)
		abort();
	site->settings = settings;
	site->arena = az_arena_new(SITE_ARENA);
	if (az_secret_init() != AZ_OK || !load_sectors(site) || !load_keys(site) || !load_calendar(site) ||
	    (site->rules = az_rules_load(site->arena, settings->rules)) == NULL) {
		az_site_free(site);
		return NULL;
	}
	load_plugins(site);
	return site;
}

void az_site_free(struct az_site *site)
{
	if (site == NULL)
		return;
	if (site->plugins != NULL)
		az_plugins_free(site->plugins);
	az_arena_free(site->arena);
	free(site);
}

enum az_result az_site_ready(struct az_ctx *ctx)
{
	int64_t migrations;
	return az_db_number(ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM schema_migration"), &migrations);
}

bool az_site_calendar_verified(const struct az_site *site, az_day day)
{
	struct az_workdays_source source;
	int year, month, day_of_month;
	if (day == AZ_DAY_NONE)
		return true;
	az_day_split(day, &year, &month, &day_of_month);
	return az_workdays_source(site->workdays, year, &source) && source.verified;
}

const struct az_sector *az_sector_of(const struct az_site *site, const char *code)
{
	for (size_t i = 0; i < site->sector_count; i++)
		if (strcmp(site->sectors[i].code, code) == 0)
			return &site->sectors[i];
	return NULL;
}

const struct az_sector *az_sector_by_path(const struct az_site *site, const char *path)
{
	for (size_t i = 0; i < site->sector_count; i++)
		if (strcmp(site->sectors[i].path, path) == 0)
			return &site->sectors[i];
	return NULL;
}
