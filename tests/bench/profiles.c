/* Profiles of the generated city, and how long classifying one takes.
 *
 *   profiles PLUGINS                prints rows "SECTOR VARIANT FIELD ROW VALUE", tab-separated
 *   profiles PLUGINS SECONDS        prints one line a sector: "SECTOR us=..."
 *
 * The fields are the plugins' own. The city's enterprises have answered a third
 * of what they need not answer and have a row in every second table; what is
 * timed has two thirds answered and two rows in each table. It is what a page
 * does: what holds of the record's rows, the facts of it, the plugin. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"
#include "domain/enterprise_profile.h"
#include "domain/site.h"

#define VARIANTS 40
#define ROWS_MAX 2000
#define TABLE_ROWS 2
#define DAY_FIRST 20454 /* 2026-01-01 */

static const struct az_plugin_expected expected[] = {
	{"MIN", "mining.so"},    {"CHE", "chemicals.so"},   {"CON", "construction.so"},
	{"TRA", "transport.so"}, {"AGR", "agriculture.so"}, {"ENE", "energy.so"},
};
#define SECTORS (sizeof expected / sizeof expected[0])

struct profile {
	struct az_profile_value rows[ROWS_MAX];
	size_t count;
};

static struct az_arena *kept;

/* The same for the same place in every run. */
static uint64_t draw(size_t variant, const char *field, size_t row)
{
	uint64_t hash = 14695981039346656037U ^ (variant * 1000003U + row);
	for (; *field != '\0'; field++)
		hash = (hash ^ (unsigned char)*field) * 1099511628211U;
	return hash ^ hash >> 29;
}

static int64_t between(const struct anze_field *field, uint64_t at)
{
	int64_t least = field->min, most = field->max > least ? field->max : least + 1000;
	int64_t span = most - least > 200 ? 200 : most - least;
	return least + (int64_t)(at % (uint64_t)(span + 1));
}

static const char *decimal(int64_t number, uint32_t scale)
{
	int64_t unit = 1;
	for (uint32_t i = 0; i < scale; i++)
		unit *= 10;
	return scale == 0 ? az_format(kept, "%lld", (long long)number)
			  : az_format(kept, "%lld.%0*lld", (long long)(number / unit), (int)scale,
				      (long long)(number % unit));
}

static const char *value_of(const struct anze_field *field, uint64_t at)
{
	char day[AZ_DAY_TEXT];
	switch (field->type) {
	case ANZE_YES_NO:
		return at % 3 == 0 ? "no" : "yes";
	case ANZE_CHOICE:
	case ANZE_CHOICES:
		return field->choices[at % field->choice_count].code;
	case ANZE_DATE:
		az_day_print((az_day)(DAY_FIRST + at % 300), day);
		return az_copy(kept, day);
	case ANZE_INTEGER:
		return decimal(between(field, at), 0);
	case ANZE_DECIMAL:
		return decimal(between(field, at), field->scale);
	case ANZE_MONEY:
	case ANZE_PERCENT:
		return decimal(between(field, at), 2);
	case ANZE_CHECK:
		return "1";
	default:
		return field->max == 5 ? az_format(kept, "%02d:%02d", (int)(at % 24), (int)(at / 24 % 60))
				       : az_format(kept, "%d号单元", (int)(at % 20 + 1));
	}
}

static void answer(struct profile *profile, const char *name, size_t row, const struct anze_field *field, uint64_t at)
{
	if (profile->count == ROWS_MAX)
		abort();
	profile->rows[profile->count++] = (struct az_profile_value){.id = (int64_t)profile->count,
								    .field = name,
								    .row = (int64_t)row,
								    .value = value_of(field, at),
								    .valid_from = DAY_FIRST};
}

static void fill(struct profile *profile, const struct anze_plugin *plugin, size_t variant, bool full)
{
	profile->count = 0;
	for (size_t i = 0; i < plugin->field_count; i++) {
		const struct anze_field *field = &plugin->fields[i];
		uint64_t at = draw(variant, field->name, 0);
		size_t rows = full ? TABLE_ROWS : at / 7 % 2;
		if (field->type != ANZE_TABLE && ((field->flags & ANZE_REQUIRED) || at / 7 % 3 < (full ? 2 : 1)))
			answer(profile, field->name, 0, field, at);
		for (size_t c = 0; field->type == ANZE_TABLE && c < field->column_count; c++)
			for (size_t row = 1; row <= rows; row++) {
				const char *name = az_format(kept, "%s.%s", field->name, field->columns[c].name);
				answer(profile, name, row, &field->columns[c], draw(variant, name, row));
			}
	}
}

static int by_place(const void *a, const void *b)
{
	const struct az_profile_value *left = a, *right = b;
	int order = strcmp(left->field, right->field);
	return order != 0 ? order : (left->row > right->row) - (left->row < right->row);
}

/* Of this process, so that what else the machine does is not counted. */
static double seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Every variant in turn, as often as the time allows. */
static void measure(struct az_ctx *ctx, const char *sector, const struct profile *profiles, double most)
{
	const struct anze_plugin *plugin = az_plugins_find(ctx->site->plugins, sector);
	double began = seconds(), now = began;
	size_t count = 0, results = 0, rows = 0;
	while (now - began < most) {
		for (size_t v = 0; v < VARIANTS; v++) {
			struct az_results out;
			az_arena_reset(ctx->arena);
			az_profile_classify(ctx, ctx->arena, plugin, profiles[v].rows, profiles[v].count,
					    DAY_FIRST + 320, &out);
			results += out.count;
			rows += profiles[v].count;
		}
		count += VARIANTS;
		now = seconds();
	}
	printf("%s us=%.2f results=%zu rows=%zu\n", sector, (now - began) * 1e6 / (double)count, results / count,
	       rows / count);
}

int main(int argc, char **argv)
{
	static struct profile profiles[VARIANTS];
	static struct az_site site;
	struct az_ctx ctx = {.site = &site};
	if (argc < 2 || argc > 3) {
		fputs("usage: profiles PLUGINS [SECONDS]\n", stderr);
		return 2;
	}
	az_log_threshold(AZ_LOG_WARNING);
	kept = az_arena_new((size_t)64 << 20);
	ctx.arena = az_arena_new((size_t)64 << 20);
	site.plugins = az_plugins_load(argv[1], expected, SECTORS);
	for (size_t s = 0; s < SECTORS; s++) {
		const struct anze_plugin *plugin = az_plugins_find(site.plugins, expected[s].sector);
		if (plugin == NULL)
			return 1;
		for (size_t v = 0; v < VARIANTS; v++) {
			fill(&profiles[v], plugin, v, argc == 3);
			qsort(profiles[v].rows, profiles[v].count, sizeof profiles[v].rows[0], by_place);
			for (size_t i = 0; argc == 2 && i < profiles[v].count; i++)
				printf("%s\t%zu\t%s\t%lld\t%s\n", expected[s].sector, v, profiles[v].rows[i].field,
				       (long long)profiles[v].rows[i].row, profiles[v].rows[i].value);
		}
		if (argc == 3)
			measure(&ctx, expected[s].sector, profiles, atof(argv[2]));
	}
	return 0;
}
