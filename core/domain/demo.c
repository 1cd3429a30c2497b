/* The demonstration city: its sign-ins, which are invented people, and its clock. */
#include "domain/demo.h"

#include "domain/site.h"
#include "store/db.h"

const struct az_demo_account az_demo_accounts[] = {
	{{"city", "示例一 林", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_CITY | AZ_ROLE_HANDLER, "city-emergency", NULL, NULL},
         "demo.city"},
	{{"city2", "示例二 周", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_CITY | AZ_ROLE_HANDLER, "city-emergency", NULL, NULL},
         "demo.city2"},
	{{"che-taishan", "示例三 赵", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR, "taishan-emergency", NULL, NULL},
         "demo.che_taishan"},
	{{"che-taishan2", "示例二十三 吕", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR, "taishan-emergency", NULL, NULL},
         "demo.che_taishan2"},
	{{"mining", "示例四 钱", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-mining", NULL, NULL},
         "demo.mining"},
	{{"mining2", "示例二十四 施", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-mining", NULL, NULL},
         "demo.mining2"},
	{{"construction", "示例五 孙", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-construction", NULL, NULL},
         "demo.construction"},
	{{"construction2", "示例十九 秦", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-construction", NULL, NULL},
         "demo.construction2"},
	{{"transport", "示例六 李", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-transport", NULL, NULL},
         "demo.transport"},
	{{"transport2", "示例二十 尤", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-transport", NULL, NULL},
         "demo.transport2"},
	{{"agriculture", "示例七 吴", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-agriculture", NULL, NULL},
         "demo.agriculture"},
	{{"agriculture2", "示例二十一 许", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-agriculture", NULL, NULL},
         "demo.agriculture2"},
	{{"energy", "示例八 郑", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-energy", NULL, NULL},
         "demo.energy"},
	{{"energy2", "示例二十二 何", AZ_DEMO_PASSWORD, AZ_ROLE_REGULATOR | AZ_ROLE_HANDLER, "city-energy", NULL, NULL},
         "demo.energy2"},
	{{"handler-taishan", "示例九 王", AZ_DEMO_PASSWORD, AZ_ROLE_HANDLER, "taishan-emergency", NULL, NULL},
         "demo.handler_taishan"},
	{{"handler-taishan2", "示例二十四 施", AZ_DEMO_PASSWORD, AZ_ROLE_HANDLER, "taishan-emergency", NULL, NULL},
         "demo.handler_taishan2"},
	{{"finance-taishan", "示例二十五 张", AZ_DEMO_PASSWORD, AZ_ROLE_PAYER, "taishan-emergency", NULL, NULL},
         "demo.finance_taishan"},
	{{"handler-xintai", "示例十 冯", AZ_DEMO_PASSWORD, AZ_ROLE_HANDLER, "xintai-emergency", NULL, NULL},
         "demo.handler_xintai"},
	{{"nfra", "示例十一 陈", AZ_DEMO_PASSWORD, AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_HANDLER, "city-nfra", NULL, NULL},
         "demo.nfra"},
	{{"nfra2", "示例十二 褚", AZ_DEMO_PASSWORD, AZ_ROLE_INSURANCE_REGULATOR | AZ_ROLE_HANDLER, "city-nfra", NULL, NULL},
         "demo.nfra2"},
	{{"insurer-a", "示例十三 卫", AZ_DEMO_PASSWORD, AZ_ROLE_INSURER, NULL, "91370902MA000T0227", NULL},
         "demo.insurer_a"},
	{{"insurer-b", "示例十四 蒋", AZ_DEMO_PASSWORD, AZ_ROLE_INSURER, NULL, "91370911MA000T014D", NULL},
         "demo.insurer_b"},
	{{"agency-a", "示例十五 沈", AZ_DEMO_PASSWORD, AZ_ROLE_AGENCY, NULL, NULL, "91370983MA000T030C"},
         "demo.agency_a"},
	{{"auditor", "示例十六 韩", AZ_DEMO_PASSWORD, AZ_ROLE_AUDITOR, NULL, NULL, NULL},
         "demo.auditor"},
	{{"admin", "示例十七 杨", AZ_DEMO_PASSWORD, AZ_ROLE_ADMIN, NULL, NULL, NULL},
         "demo.admin"},
	/* Who agrees to an identity handles no reports (domain/report_identity.h). */
	{{"custody", "示例二十六 孔", AZ_DEMO_PASSWORD, AZ_ROLE_CITY, "city-emergency", NULL, NULL},
         "demo.custody"},
	{{"custody2", "示例二十七 曹", AZ_DEMO_PASSWORD, AZ_ROLE_CITY, "city-emergency", NULL, NULL},
         "demo.custody2"},
};
const size_t az_demo_account_count = sizeof az_demo_accounts / sizeof az_demo_accounts[0];

enum az_result az_demo_shift(struct az_ctx *ctx, int64_t *shift)
{
	*shift = 0;
	if (!ctx->site->settings->demonstration)
		return AZ_OK;
	enum az_result result = az_db_number(
		ctx, AZ_QUERY("SELECT CAST(value AS SIGNED) AS number FROM setting WHERE name = 'demo.clock_shift_ms'"), shift);
	return result == AZ_NOT_FOUND ? AZ_OK : result;
}
