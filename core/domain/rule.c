/* Reading rule sets and numbers. */
#include "domain/rule.h"

#include <dirent.h>
#include <libconfig.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"

#define SETS_MAX 64
#define NUMBERS_MAX 256
#define ROUTES_MAX 64
#define DOORS_MAX 32
#define REWARDS_MAX 64

struct loading {
	struct az_arena *arena;
	const char *file;
	struct az_rules *rules;
	bool good;
};

static void complain(struct loading *loading, const config_setting_t *at, const char *what)
{
	az_log(AZ_LOG_ERROR, "rules.file", "%s:%d: %s", loading->file, config_setting_source_line(at), what);
	loading->good = false;
}

static const char *text(struct loading *loading, const config_setting_t *group, const char *name, bool needed)
{
	const char *value;
	if (config_setting_lookup_string(group, name, &value) == CONFIG_TRUE)
		return az_copy(loading->arena, value);
	if (needed)
		complain(loading, group, az_format(loading->arena, "wants a text `%s`", name));
	return "";
}

static bool flag(struct loading *loading, const config_setting_t *group, const char *name)
{
	int value = 0;
	if (config_setting_lookup_bool(group, name, &value) != CONFIG_TRUE)
		complain(loading, group, az_format(loading->arena, "wants `%s` = true or false", name));
	return value != 0;
}

static int number(struct loading *loading, const config_setting_t *group, const char *name)
{
	int value = 0;
	if (config_setting_lookup_int(group, name, &value) != CONFIG_TRUE || value < 0)
		complain(loading, group, az_format(loading->arena, "wants a number `%s`", name));
	return value;
}

static az_day day(struct loading *loading, const config_setting_t *group, const char *name)
{
	az_day value = AZ_DAY_NONE;
	const char *given;
	if (config_setting_lookup_string(group, name, &given) == CONFIG_TRUE && !az_day_parse(given, &value))
		complain(loading, group, az_format(loading->arena, "`%s` is not a date YYYY-MM-DD", name));
	return value;
}

static struct anze_text both(struct loading *loading, const config_setting_t *group, const char *name)
{
	const config_setting_t *member = config_setting_get_member(group, name);
	if (member == NULL) {
		complain(loading, group, az_format(loading->arena, "wants `%s` = { zh; en; }", name));
		return (struct anze_text){"", ""};
	}
	return (struct anze_text){text(loading, member, "zh", true), text(loading, member, "en", true)};
}

static size_t texts(struct loading *loading, const config_setting_t *group, const char *name, const char ***out)
{
	const config_setting_t *list = config_setting_get_member(group, name);
	size_t count = list == NULL ? 0 : (size_t)config_setting_length(list);
	*out = AZ_NEW_ARRAY(loading->arena, count + 1, const char *);
	for (size_t i = 0; i < count; i++) {
		const char *value = config_setting_get_string_elem(list, (int)i);
		(*out)[i] = az_copy(loading->arena, value == NULL ? "" : value);
	}
	return count;
}

static void take_grounds(struct loading *loading, struct az_rule_set *set, const config_setting_t *list)
{
	int count = list == NULL ? 0 : config_setting_length(list);
	set->grounds = AZ_NEW_ARRAY(loading->arena, (size_t)count + 1, struct az_ground);
	set->ground_count = (size_t)count;
	for (int i = 0; i < count; i++) {
		const config_setting_t *entry = config_setting_get_elem(list, (unsigned)i);
		set->grounds[i] = (struct az_ground){text(loading, entry, "code", true), both(loading, entry, "text"),
		                                     text(loading, entry, "clause", true)};
	}
}

static struct anze_text both_or_none(struct loading *loading, const config_setting_t *group, const char *name)
{
	return config_setting_get_member(group, name) == NULL ? (struct anze_text){"", ""} : both(loading, group, name);
}

static void take_set(struct loading *loading, const config_setting_t *entry)
{
	struct az_rules *rules = loading->rules;
	if (rules->set_count == SETS_MAX) {
		complain(loading, entry, "there are too many rule sets");
		return;
	}
	struct az_rule_set *set = &rules->sets[rules->set_count++];
	set->code = text(loading, entry, "code", true);
	set->title = both(loading, entry, "title");
	set->document = text(loading, entry, "document", true);
	set->in_force_from = day(loading, entry, "in_force_from");
	set->in_force_to = day(loading, entry, "in_force_to");
	set->adopted = flag(loading, entry, "adopted");
	set->verified = flag(loading, entry, "verified");
	set->needs_refusal = flag(loading, entry, "needs_refusal");
	set->defence_days = number(loading, entry, "defence_days");
	set->term_months = number(loading, entry, "term_months");
	set->subject_type_count = texts(loading, entry, "subject_types", &set->subject_types);
	if (set->subject_type_count == 0)
		complain(loading, entry, "wants `subject_types`");
	take_grounds(loading, set, config_setting_get_member(entry, "grounds"));
}

static void take_number(struct loading *loading, const config_setting_t *entry)
{
	struct az_rules *rules = loading->rules;
	if (rules->number_count == NUMBERS_MAX) {
		complain(loading, entry, "there are too many numbers");
		return;
	}
	rules->numbers[rules->number_count++] = (struct az_rule_number){
		.name = text(loading, entry, "name", true),
		.value = number(loading, entry, "value"),
		.from = day(loading, entry, "from"),
		.to = day(loading, entry, "to"),
		.source = text(loading, entry, "source", true),
		.basis = both_or_none(loading, entry, "basis"),
		.verified = flag(loading, entry, "verified"),
	};
}

static void take_route(struct loading *loading, const config_setting_t *entry)
{
	struct az_rules *rules = loading->rules;
	if (rules->route_count == ROUTES_MAX) {
		complain(loading, entry, "there are too many routes");
		return;
	}
	struct az_route_rule *route = &rules->routes[rules->route_count++];
	route->kind_count = texts(loading, entry, "kinds", &route->kinds);
	route->subject = text(loading, entry, "subject", true);
	route->of = text(loading, entry, "of", true);
	route->lead_count = texts(loading, entry, "lead", &route->lead);
	route->joint_count = texts(loading, entry, "joint", &route->joint);
	route->from = day(loading, entry, "from");
	route->to = day(loading, entry, "to");
	route->source = text(loading, entry, "source", true);
	route->verified = flag(loading, entry, "verified");
}

static void take_door(struct loading *loading, const config_setting_t *entry)
{
	struct az_rules *rules = loading->rules;
	if (rules->door_count == DOORS_MAX) {
		complain(loading, entry, "there are too many doors");
		return;
	}
	rules->doors[rules->door_count++] = (struct az_door){
		.code = text(loading, entry, "code", true),
		.label = both(loading, entry, "label"),
		.likely = both(loading, entry, "likely"),
		.where = both(loading, entry, "where"),
		.phone = text(loading, entry, "phone", false),
		.from = day(loading, entry, "from"),
		.to = day(loading, entry, "to"),
		.source = text(loading, entry, "source", true),
		.verified = flag(loading, entry, "verified"),
	};
}

/* `by` = "rate", "each" or "range"; what it does not need is left out. */
static void take_reward(struct loading *loading, const config_setting_t *entry)
{
	static const char *const ways[] = {[AZ_REWARD_RATE] = "rate", [AZ_REWARD_EACH] = "each", [AZ_REWARD_RANGE] = "range"};
	struct az_rules *rules = loading->rules;
	const char *by = text(loading, entry, "by", true);
	size_t way = 0;
	if (rules->reward_count == REWARDS_MAX) {
		complain(loading, entry, "there are too many rewards");
		return;
	}
	while (way <= AZ_REWARD_RANGE && strcmp(ways[way], by) != 0)
		way++;
	struct az_reward_rule *reward = &rules->rewards[rules->reward_count++];
	reward->code = text(loading, entry, "code", true);
	reward->title = both(loading, entry, "title");
	reward->by = (enum az_reward_by)way;
	reward->max = number(loading, entry, "max_fen");
	if (way == AZ_REWARD_RATE)
		reward->rate = number(loading, entry, "rate_bp");
	if (way == AZ_REWARD_EACH)
		reward->each = number(loading, entry, "each_fen");
	else
		reward->min = number(loading, entry, "min_fen");
	if (way > AZ_REWARD_RANGE || reward->max <= 0 || reward->min > reward->max ||
	    (way == AZ_REWARD_EACH ? reward->each <= 0 : way == AZ_REWARD_RATE && reward->rate <= 0))
		complain(loading, entry, "wants `by` = \"rate\", \"each\" or \"range\" with amounts above nought, min below max");
	reward->from = day(loading, entry, "from");
	reward->to = day(loading, entry, "to");
	reward->source = text(loading, entry, "source", true);
	reward->verified = flag(loading, entry, "verified");
}

static void take_list(struct loading *loading, const config_setting_t *list,
                      void (*take)(struct loading *loading, const config_setting_t *entry))
{
	for (int i = 0; list != NULL && i < config_setting_length(list); i++)
		take(loading, config_setting_get_elem(list, (unsigned)i));
}

static void load_file(struct loading *loading)
{
	config_t config;
	config_init(&config);
	if (config_read_file(&config, loading->file) != CONFIG_TRUE) {
		az_log(AZ_LOG_ERROR, "rules.file", "%s:%d: %s", loading->file, config_error_line(&config),
		       config_error_text(&config));
		loading->good = false;
	} else {
		take_list(loading, config_lookup(&config, "rule_sets"), take_set);
		take_list(loading, config_lookup(&config, "numbers"), take_number);
		take_list(loading, config_lookup(&config, "report_routes"), take_route);
		take_list(loading, config_lookup(&config, "report_doors"), take_door);
		take_list(loading, config_lookup(&config, "rewards"), take_reward);
	}
	config_destroy(&config);
}

const struct az_rules *az_rules_load(struct az_arena *arena, const char *directory)
{
	struct loading loading = {arena, directory, AZ_NEW(arena, struct az_rules), true};
	loading.rules->sets = AZ_NEW_ARRAY(arena, SETS_MAX, struct az_rule_set);
	loading.rules->numbers = AZ_NEW_ARRAY(arena, NUMBERS_MAX, struct az_rule_number);
	loading.rules->doors = AZ_NEW_ARRAY(arena, DOORS_MAX, struct az_door);
	loading.rules->routes = AZ_NEW_ARRAY(arena, ROUTES_MAX, struct az_route_rule);
	loading.rules->rewards = AZ_NEW_ARRAY(arena, REWARDS_MAX, struct az_reward_rule);
	struct dirent **entries = NULL;
	int count = scandir(directory, &entries, NULL, alphasort);
	for (int i = 0; i < count; i++) {
		size_t n = strlen(entries[i]->d_name);
		if (n > 5 && strcmp(entries[i]->d_name + n - 5, ".conf") == 0) {
			loading.file = az_format(arena, "%s/%s", directory, entries[i]->d_name);
			load_file(&loading);
		}
		free(entries[i]);
	}
	free(entries);
	if (loading.rules->set_count == 0 && loading.rules->number_count == 0) {
		az_log(AZ_LOG_ERROR, "rules.none", "%s holds no rules", directory);
		return NULL;
	}
	return loading.good ? loading.rules : NULL;
}

const struct az_rule_set *az_rule_set_of(const struct az_rules *rules, const char *code)
{
	for (size_t i = 0; i < rules->set_count; i++)
		if (strcmp(rules->sets[i].code, code) == 0)
			return &rules->sets[i];
	return NULL;
}

const struct az_ground *az_ground_of(const struct az_rule_set *set, const char *code)
{
	for (size_t i = 0; i < set->ground_count; i++)
		if (strcmp(set->grounds[i].code, code) == 0)
			return &set->grounds[i];
	return NULL;
}

bool az_rule_set_covers(const struct az_rule_set *set, const char *subject_type)
{
	for (size_t i = 0; i < set->subject_type_count; i++)
		if (strcmp(set->subject_types[i], subject_type) == 0)
			return true;
	return false;
}

const struct az_rule_number *az_rule_number(const struct az_rules *rules, const char *name, az_day on)
{
	for (size_t i = 0; i < rules->number_count; i++) {
		const struct az_rule_number *rule = &rules->numbers[i];
		if (strcmp(rule->name, name) == 0 && (rule->from == AZ_DAY_NONE || rule->from <= on) &&
		    (rule->to == AZ_DAY_NONE || on <= rule->to))
			return rule;
	}
	return NULL;
}

const struct az_door *az_door_of(const struct az_rules *rules, const char *code, az_day on)
{
	for (size_t i = 0; i < rules->door_count; i++) {
		const struct az_door *door = &rules->doors[i];
		if (strcmp(door->code, code) == 0 && (door->from == AZ_DAY_NONE || door->from <= on) &&
		    (door->to == AZ_DAY_NONE || on <= door->to))
			return door;
	}
	return NULL;
}
