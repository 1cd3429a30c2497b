/* The registers that an operator loads. */
#include "domain/register.h"

#include <string.h>

#include "base/text.h"
#include "domain/audit.h"
#include "domain/enterprise_sheet.h"
#include "domain/site.h"
#include "store/db.h"

/* ---- divisions ---- */

enum { DIVISION_CODE, DIVISION_ZH, DIVISION_EN, DIVISION_CITY, DIVISION_FIELDS };
static const struct anze_field division_fields[] = {
	[DIVISION_CODE] = {.name = "code", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .min = 6, .max = 6},
	[DIVISION_ZH] = {.name = "name_zh", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 40},
	[DIVISION_EN] = {.name = "name_en", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 60},
	[DIVISION_CITY] = {.name = "city_level", .type = ANZE_YES_NO},
};
static const struct az_form division_form = {"register_division", division_fields, DIVISION_FIELDS};

static enum az_result put_division(struct az_ctx *ctx, struct az_form_data *row)
{
	const struct az_form_value *values = row->values;
	if (strspn(values[DIVISION_CODE].text, "0123456789") != 6)
		az_form_error(row, DIVISION_CODE, "error.not_whole", NULL);
	/* A code that some data sets give to Daiyue District; GB/T 2260 has 370911 for it. */
	if (strcmp(values[DIVISION_CODE].text, "370903") == 0)
		az_form_error(row, DIVISION_CODE, "register.wrong_division", "370911", NULL);
	if (az_form_has_errors(row))
		return AZ_INVALID;
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO division (code, name_zh, name_en, city_level) VALUES (?, ?, ?, ?) "
	                           "ON DUPLICATE KEY UPDATE name_zh = VALUES(name_zh), name_en = VALUES(name_en), "
	                           "city_level = VALUES(city_level)",
	                           az_str(values[DIVISION_CODE].text), az_str(values[DIVISION_ZH].text),
	                           az_str(values[DIVISION_EN].text), az_int(values[DIVISION_CITY].number)),
	                  NULL);
}

/* ---- authorities ---- */

enum { AUTHORITY_CODE, AUTHORITY_KIND, AUTHORITY_ZH, AUTHORITY_EN, AUTHORITY_COUNTY, AUTHORITY_SECTORS, AUTHORITY_FIELDS };
static const struct anze_choice authority_kinds[] = {
	{"emergency", {0}}, {"sector", {0}}, {"insurance", {0}}, {"finance", {0}}};
static const struct anze_field authority_fields[] = {
	[AUTHORITY_CODE] = {.name = "code", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 40},
	[AUTHORITY_KIND] = {.name = "kind",
                            .type = ANZE_CHOICE,
                            .flags = ANZE_REQUIRED,
                            .choices = authority_kinds,
                            .choice_count = sizeof authority_kinds / sizeof authority_kinds[0]},
	[AUTHORITY_ZH] = {.name = "name_zh", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 80},
	[AUTHORITY_EN] = {.name = "name_en", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 120},
	[AUTHORITY_COUNTY] = {.name = "county", .type = ANZE_TEXT, .max = 6},
	[AUTHORITY_SECTORS] = {.name = "sectors", .type = ANZE_TEXT, .max = 80},
};
static const struct az_form authority_form = {"register_authority", authority_fields, AUTHORITY_FIELDS};

/* "MIN CHE": each known, or an error beside the field. */
static enum az_result put_sectors(struct az_ctx *ctx, struct az_form_data *row, int64_t authority)
{
	char *rest, *list = az_copy(ctx->arena, row->values[AUTHORITY_SECTORS].text);
	AZ_TRY(az_db_exec(ctx, AZ_QUERY("DELETE FROM authority_sector WHERE authority_id = ?", az_int(authority)), NULL));
	for (char *code = strtok_r(list, " ", &rest); code != NULL; code = strtok_r(NULL, " ", &rest)) {
		if (az_sector_of(ctx->site, code) == NULL) {
			az_form_error(row, AUTHORITY_SECTORS, "register.unknown_sector", code, NULL);
			return AZ_INVALID;
		}
		AZ_TRY(az_db_exec(ctx,
		                  AZ_QUERY("INSERT INTO authority_sector (authority_id, sector) VALUES (?, ?)",
		                           az_int(authority), az_str(code)),
		                  NULL));
	}
	return AZ_OK;
}

static enum az_result put_authority(struct az_ctx *ctx, struct az_form_data *row)
{
	const struct az_form_value *values = row->values;
	const char *county = values[AUTHORITY_COUNTY].given ? values[AUTHORITY_COUNTY].text : NULL;
	int64_t found = 0;
	if (county != NULL) {
		AZ_TRY(az_db_number(
			ctx, AZ_QUERY("SELECT COUNT(*) AS number FROM division WHERE code = ?", az_str(county)), &found));
		if (found == 0) {
			az_form_error(row, AUTHORITY_COUNTY, "register.unknown_division", county, NULL);
			return AZ_INVALID;
		}
	}
	AZ_TRY(az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO authority (code, kind, name_zh, name_en, county) VALUES (?, ?, ?, ?, ?) "
	                           "ON DUPLICATE KEY UPDATE kind = VALUES(kind), name_zh = VALUES(name_zh), "
	                           "name_en = VALUES(name_en), county = VALUES(county)",
	                           az_str(values[AUTHORITY_CODE].text), az_str(values[AUTHORITY_KIND].text),
	                           az_str(values[AUTHORITY_ZH].text), az_str(values[AUTHORITY_EN].text), az_str(county)),
	                  NULL));
	AZ_TRY(az_db_number(ctx,
	                    AZ_QUERY("SELECT id AS number FROM authority WHERE code = ?",
	                             az_str(values[AUTHORITY_CODE].text)),
	                    &found));
	return put_sectors(ctx, row, found);
}

/* ---- insurers and agencies ---- */

enum { FIRM_NAME, FIRM_CODE, FIRM_PHONE, INSURER_FIELDS, AGENCY_FIELDS = FIRM_PHONE };
static const struct anze_field firm_fields[] = {
	[FIRM_NAME] = {.name = "name", .type = ANZE_TEXT, .flags = ANZE_REQUIRED, .max = 80},
	[FIRM_CODE] = {.name = "uscc", .type = ANZE_CODE, .flags = ANZE_REQUIRED},
	[FIRM_PHONE] = {.name = "complaint_phone", .type = ANZE_PHONE, .flags = ANZE_REQUIRED},
};
static const struct az_form insurer_form = {"register_insurer", firm_fields, INSURER_FIELDS};
static const struct az_form agency_form = {"register_agency", firm_fields, AGENCY_FIELDS};

static enum az_result put_insurer(struct az_ctx *ctx, struct az_form_data *row)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO insurer (name, uscc, complaint_phone) VALUES (?, ?, ?) "
	                           "ON DUPLICATE KEY UPDATE name = VALUES(name), uscc = VALUES(uscc), "
	                           "complaint_phone = VALUES(complaint_phone)",
	                           az_str(row->values[FIRM_NAME].text), az_str(row->values[FIRM_CODE].text),
	                           az_str(row->values[FIRM_PHONE].text)),
	                  NULL);
}

static enum az_result put_agency(struct az_ctx *ctx, struct az_form_data *row)
{
	return az_db_exec(ctx,
	                  AZ_QUERY("INSERT INTO agency (name, uscc) VALUES (?, ?) "
	                           "ON DUPLICATE KEY UPDATE name = VALUES(name), uscc = VALUES(uscc)",
	                           az_str(row->values[FIRM_NAME].text), az_str(row->values[FIRM_CODE].text)),
	                  NULL);
}

const struct az_register az_registers[] = {
	{"divisions", &division_form, NULL, put_division},
	{"authorities", &authority_form, NULL, put_authority},
	{"insurers", &insurer_form, NULL, put_insurer},
	{"agencies", &agency_form, NULL, put_agency},
	{"enterprises", &az_enterprise_sheet, az_enterprise_judge, az_enterprise_put},
};
const size_t az_register_count = sizeof az_registers / sizeof az_registers[0];
