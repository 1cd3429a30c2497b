/* Building and municipal works. */
#include "construction.h"
#include "risk.h"

#define CRITERIA_2022 "《房屋市政工程生产安全重大事故隐患判定标准（2022版）》（建质规〔2022〕2号）"
#define CRITERIA_2024 "《房屋市政工程生产安全重大事故隐患判定标准（2024版）》（建质规〔2024〕5号）"

/* The 2024 edition replaced that of 2022. The day of the change is not read yet:
 * the rows take the turn of that year. Clauses are those of 2022; where the
 * clause of 2024 has not been read, its row names the whole document. */
#define EDITION_2022(clause, verified)                                                                                 \
	{                                                                                                              \
		CRITERIA_2022, clause, "2022-04-19", "2024-12-31", verified                                            \
	}
#define EDITION_2024                                                                                                   \
	{                                                                                                              \
		CRITERIA_2024, "", "2025-01-01", NULL, 0                                                               \
	}

static const struct anze_basis schemes[] = {
	EDITION_2022("第四条", 0),
	EDITION_2024,
	{"关于实施《危险性较大的分部分项工程安全管理规定》有关问题的通知（建办质〔2018〕31号）", "", "2018-06-01", NULL,
	 0},
};
static const struct anze_basis licences[] = {EDITION_2022("第四条", 0), EDITION_2024};
static const struct anze_basis pits[] = {EDITION_2022("第五条", 0), EDITION_2024};
static const struct anze_basis formwork[] = {EDITION_2022("第六条", 0), EDITION_2024};
static const struct anze_basis scaffolds[] = {EDITION_2022("第七条", 0), EDITION_2024};
static const struct anze_basis cranes[] = {EDITION_2022("第八条（一）", 1), EDITION_2024};
static const struct anze_basis heights[] = {EDITION_2022("第八条（二）（三）", 1), EDITION_2024};
static const struct anze_basis fall_arrest[] = {EDITION_2022("第八条（六）", 1), EDITION_2024};
static const struct anze_basis trusses[] = {EDITION_2022("第九条", 1), EDITION_2024};
static const struct anze_basis lighting[] = {EDITION_2022("第十条", 1), EDITION_2024};
static const struct anze_basis confined[] = {EDITION_2022("第十一条", 1), EDITION_2024};
static const struct anze_basis demolition[] = {EDITION_2022("第十二条", 1), EDITION_2024};
static const struct anze_basis training[] = {
	{"《建筑业企业职工安全培训教育暂行规定》（建教〔1997〕83号）", "", NULL, NULL, 0},
};
static const struct anze_basis drills[] = {
	{"《生产安全事故应急预案管理办法》（应急管理部令第2号）", "第三十三条", "2019-09-01", NULL, 0},
};
static const struct anze_basis score[] = {{"JGJ 59-2011《建筑施工安全检查标准》", "", "2012-07-01", NULL, 0}};

/* What stands in a table is there, whatever the yes/no says. */
#define LIFTING_MACHINE "${cranes} > 0 or ${has_lifting_machine} = 'yes'"
#define DEMOLITION                                                                                                     \
	"${has_demolition} = 'yes' or ${other_works} > 0 and (selected(${other_works.kind}, 'demolition') or "         \
	"selected(${other_works.kind}, 'special_demolition'))"

const struct anze_item con_items[CON_ITEM_COUNT] = {
	{
		.code = "CON-01",
		.category = "HZ",
		.question = {"危大工程是否均已编制并审核专项施工方案，超过一定规模的是否已组织专家论证？",
			     "Does all high-risk work have a reviewed special scheme, and has work above the larger "
			     "thresholds been reviewed by experts?"},
		.guidance = {"危大/超危大：基坑深≥3 m/≥5 m；模板支撑高≥5 m/≥8 m、跨度≥10 m/≥18 "
			     "m；起重机械安拆（任何）/起重量≥300 kN或高度≥200 m；落地脚手架≥24 m/≥50 "
			     "m；附着升降脚手架（任何）/提升高度≥150 m；幕墙（任何）/≥50 m；钢结构（任何）/跨度≥36 "
			     "m；人工挖孔桩（任何）/深≥16 m。",
			     "Scheme/experts: pits 3 m/5 m deep; formwork 5 m/8 m high or spanning 10 m/18 m; erecting "
			     "or dismantling cranes (any)/300 kN or 200 m high; ground scaffolds 24 m/50 m; climbing "
			     "scaffolds (any)/150 m; curtain walls (any)/50 m; steel structures (any)/36 m span; "
			     "hand-dug piles (any)/16 m."},
		ANZE_BASIS(schemes),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CON-02",
		.category = "HZ",
		.question = {"施工企业安全生产许可证、“三类人员”考核合格证和特种作业人员操作资格证是否齐全有效？",
			     "Are the contractor's safety licence, the certificates of the three classes of "
			     "responsible persons and those of special-work operators complete and valid?"},
		ANZE_BASIS(licences),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_QUARTERLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
	},
	{
		.code = "CON-03",
		.category = "HZ",
		.question = {"基坑监测值是否未超过报警值（或超过后已及时处置），坑边堆载是否控制在设计允许范围内？",
			     "Are the pit's monitored values below their alarm levels, or was an alarm dealt with "
			     "promptly, and is the load beside the pit within the design?"},
		ANZE_BASIS(pits),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_WEEKLY,
		.frequency_note = {"仅在基坑施工和使用阶段", "only while the pit is dug and open"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${pits} > 0 or ${has_pit} = 'yes'",
	},
	{
		.code = "CON-04",
		.category = "HZ",
		.question = {"模板支撑的地基承载力是否满足要求，浇筑时的施工荷载是否不超过设计值？",
			     "Does the ground under the formwork supports bear as required, and does the load while "
			     "pouring stay within the design?"},
		ANZE_BASIS(formwork),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_PER_WORK,
		.frequency_note = {"每次混凝土浇筑前和浇筑中", "before and during each pour of concrete"},
		.flags = ANZE_ITEM_PHOTO | ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${formwork} > 0 or ${has_formwork} = 'yes'",
	},
	{
		.code = "CON-05",
		.category = "HZ",
		.question = {"脚手架的连墙件、立杆基础是否完好，附着式升降脚手架的防坠、防倾装置是否有效？",
			     "Are the scaffolds' wall ties and footings sound, and do the fall-arrest and anti-tilt "
			     "devices of climbing scaffolds work?"},
		ANZE_BASIS(scaffolds),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${scaffolds} > 0 or ${has_scaffold} = 'yes'",
	},
	{
		.code = "CON-06",
		.category = "HZ",
		.question = {"塔式起重机、施工升降机、物料提升机是否经验收合格后使用，并已办理使用登记？",
			     "Were tower cranes, construction hoists and material hoists accepted before use, and is "
			     "their use registered?"},
		ANZE_BASIS(cranes),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = LIFTING_MACHINE,
	},
	{
		.code = "CON-07",
		.category = "HZ",
		.question = {"起重机械的独立起升高度、附着间距、最高附着以上悬高和垂直度是否均符合规范和说明书？",
			     "Do the free-standing height, the distance between ties, the height above the top tie and "
			     "the verticality of the lifting machines meet the code and the manual?"},
		ANZE_BASIS(heights),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = LIFTING_MACHINE,
	},
	{
		.code = "CON-08",
		.category = "HZ",
		.question = {"施工升降机防坠安全器是否在标定有效期内，标准节连接螺栓是否齐全有效？",
			     "Is the hoist's safety gear within its calibration period, and are the mast sections' "
			     "bolts complete and tight?"},
		ANZE_BASIS(fall_arrest),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${has_hoist} = 'yes'",
	},
	{
		.code = "CON-09",
		.category = "HZ",
		.question = {"单榀钢桁架等安装是否采取防失稳措施，悬挑式操作平台的搁置点和拉结点是否可靠？",
			     "Are single steel trusses secured against toppling while erected, and do cantilevered "
			     "platforms rest and tie on the structure reliably?"},
		ANZE_BASIS(trusses),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${steel} > 0 or ${has_truss} = 'yes'",
	},
	{
		.code = "CON-10",
		.category = "HZ",
		.question = {"隧道、潮湿场所和有导电粉尘的场所，照明是否按规定使用安全电压？",
			     "In tunnels, wet places and places with conductive dust, does lighting run on the "
			     "prescribed safe voltage?"},
		ANZE_BASIS(lighting),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_MONTHLY,
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${has_wet_place} = 'yes'",
	},
	{
		.code = "CON-11",
		.category = "HZ",
		.question = {"有限空间作业是否履行审批和专项培训，并做到先通风、再检测、后作业，由专人监护？",
			     "Is work in confined spaces approved and the crew trained for it, with ventilation first, "
			     "then testing, then work, under an attendant?"},
		ANZE_BASIS(confined),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_PER_WORK,
		.frequency_note = {"每次进入有限空间作业", "at each entry into a confined space"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = "${has_confined_space} = 'yes'",
	},
	{
		.code = "CON-12",
		.category = "HZ",
		.question = {"拆除工程的施工顺序是否符合规范和专项方案要求？",
			     "Does demolition follow the order that the code and the special scheme lay down?"},
		ANZE_BASIS(demolition),
		.major = ANZE_MAJOR_YES,
		.frequency = ANZE_PER_WORK,
		.frequency_note = {"每项拆除作业", "at each demolition job"},
		.flags = ANZE_ITEM_MANDATORY,
		.weight = 3,
		.relevant = DEMOLITION,
	},
	{
		.code = "CON-13",
		.category = "S1",
		.question = {"新进场工人是否接受不少于50学时的三级安全教育并经考核合格后上岗？",
			     "Have workers new on site had at least 50 hours of three-level safety training and passed "
			     "a test before starting?"},
		ANZE_BASIS(training),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_MONTHLY,
		.weight = 1,
	},
	{
		.code = "CON-14",
		.category = "S5",
		.question = {"项目部是否至少每半年组织一次应急演练并留存评估记录？",
			     "Does the project hold an emergency exercise at least every six months and keep its "
			     "evaluation?"},
		ANZE_BASIS(drills),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_HALF_YEARLY,
		.weight = 1,
	},
	{
		.code = "CON-15",
		.category = "S4",
		.question = {"最近一次施工安全检查评分是否达到合格以上（总分不低于70分）？",
			     "Did the latest safety inspection score reach at least the passing grade (70 points or "
			     "more)?"},
		.guidance =
			{"总分≥80分且没有任一分项检查评分表得零分为优良；≥70分为合格；其余为不合格。",
			 "80 points or more with no sheet at zero is good; 70 or more is a pass; all else is a fail."},
		ANZE_BASIS(score),
		.major = ANZE_MAJOR_NO,
		.frequency = ANZE_QUARTERLY,
		.weight = 1,
	},
};

ANZE_EXPORT const struct anze_plugin anze_plugin = {
	.abi = ANZE_ABI,
	.struct_size = sizeof(struct anze_plugin),
	.sector = "CON",
	.version = "1.3.0",
	.name = {"建筑施工", "Construction"},
	.authority = {"市住房和城乡建设局", "City housing and construction bureau"},
	.items = con_items,
	.item_count = CON_ITEM_COUNT,
	.fields = con_fields,
	.field_count = CON_FIELD_COUNT,
	.classify = con_classify,
	.check = con_check,
	.review = con_review,
	.minimum_service = az_minimum_service,
};
