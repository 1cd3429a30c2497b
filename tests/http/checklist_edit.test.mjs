// The editor of a checklist: conditions by a builder and as text, limits, ways of
// answering, what would break answers, order, replacing. What the law demands stays.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tried } from '../checklist_version.mjs';
import { build, startInstance } from '../instance.mjs';

const desk = '/desk/checklists/mining';
const draft = `${desk}/draft`;
let portal, plugins, mining, city;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	copyFileSync(join(build, 'tests/plugins/measuring.so'), join(plugins, 'energy.so')); // a number between limits
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
	mining = await signedIn('mining');
	city = await signedIn('city');
	assert.equal((await mining.submit(desk, { from: 'baseline' }, draft)).status, 303);
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, `${name} signs in`);
	return visitor;
}

const condition = (code) => `${draft}/items/${code}/condition`;
const relevant = (code) => portal.sql(`SELECT i.relevant FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id WHERE i.code = '${code}' AND v.state = 'draft'`).trim();
const asText = (code, text, visitor = mining) => visitor.submit(condition(code), { relevant: text }, condition(code));
const addPart = (code, about, fields) => mining.submit(`${condition(code)}?about=${about}`, { about, code: '', number: '', join: 'and', ...fields }, `${condition(code)}/add`);
const act = (code, what, more = {}, at = draft, visitor = mining) => (what === 'retire' ? retire(code) : visitor.submit(at, { code, act: what, ...more }, `${at}/act`));
const retire = (code, path = `${draft}/items/${code}/retire`) => mining.submit(path, { reason: '本市没有这类企业。' }, path);
const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);

function order(text) {
	return [...text.matchAll(/<li id="(MIN-\w+)"/g)].map(([, code]) => code);
}

const own = {
	category: 'S3', question_zh: '本市增补的一个问题？', question_en: 'A question of the city?', guidance_zh: '', guidance_en: '', answer: 'yes_no',
	basis: '《示例办法》', clause: '第三条', in_force_from: '2024-01-01', in_force_to: '', frequency: 'yearly', weight: '2',
};

/* ---- conditions ---- */

test('the baseline says when an item is asked, in plain words', async () => {
	const page = await portal.get('/checklists/mining');
	assert.match(page.text, /仅当“矿山类型”为“煤矿（井工）”时检查/);
	assert.match(page.text, /仅当“是否有尾矿库”为“是”时检查/);
	const english = portal.visitor();
	await english.get('/lang/en');
	assert.match((await english.get('/checklists/mining')).text, /only when “Kind of mine” is “coal mine, underground”/);
});

test('a condition is built part by part without knowing the language', async () => {
	const page = await mining.get(condition('MIN-14'));
	assert.equal(page.status, 200);
	assert.match(page.text, /每次都检查/);
	assert.match(page.text, /<option value="tailings">/);
	assert.match(page.text, /<option value="MIN_13">MIN-13 /);
	assert.doesNotMatch(page.text, /<option value="MIN_1[45]">/, 'only what stands before');
	const step = await mining.get(`${condition('MIN-14')}?about=kind`);
	assert.match(step.text, /煤矿（井工）/);
	assert.doesNotMatch(step.text, /value="below"/, 'only what fits a choice');
	assert.match((await mining.get(`${condition('MIN-14')}?about=capacity`)).text, /单位：10⁴ t\/a/);

	assert.equal((await addPart('MIN-14', 'kind', { operator: 'is', code: 'coal' })).status, 303);
	assert.equal(relevant('MIN-14'), "${kind} = 'coal'");
	assert.equal((await addPart('MIN-14', 'MIN_03', { operator: 'is', code: 'no' })).status, 303);
	assert.equal((await addPart('MIN-14', 'capacity', { operator: 'at_least', number: '30.5', join: 'or' })).status, 303);
	assert.equal(relevant('MIN-14'), "${kind} = 'coal' and ${MIN_03} = 'no' or ${capacity} >= 30.5");
	assert.equal((await addPart('MIN-14', 'tailings', { operator: 'said' })).status, 303);
	assert.equal(relevant('MIN-14'), "(${kind} = 'coal' and ${MIN_03} = 'no' or ${capacity} >= 30.5) and ${tailings} != ''");
	const now = await mining.get(condition('MIN-14'));
	assert.match(now.text, /仅当（“矿山类型”为“煤矿（井工）”，且MIN-03 的回答为“否”|仅当（（/);
	assert.match(now.text, /不小于 30\.5 × 10⁴ t\/a/);
	assert.match((await mining.get(draft)).text, /仅当/);
});

test('a part is taken away again', async () => {
	const remove = (part) => mining.submit(condition('MIN-14'), { part }, `${condition('MIN-14')}/remove`);
	assert.equal((await remove('2')).status, 303);
	assert.equal(relevant('MIN-14'), "${kind} = 'coal' and ${MIN_03} = 'no' or ${capacity} >= 30.5");
	assert.equal((await remove('2')).status, 303);
	assert.equal((await remove('1')).status, 303);
	assert.equal(relevant('MIN-14'), "${MIN_03} = 'no'");
	assert.equal((await remove('0')).status, 400);
	assert.equal((await remove('1')).status, 303);
	assert.equal(relevant('MIN-14'), '');
});

test('what does not fit comes back with the reason', async () => {
	for (const [about, fields] of [['kind', { operator: 'is' }], ['kind', { operator: 'below', number: '3' }], ['kind', { operator: 'is', code: 'gold' }],
		['capacity', { operator: 'at_least' }], ['capacity', { operator: 'at_least', number: 'many' }], ['kind', { code: 'coal' }]]) {
		const answer = await addPart('MIN-14', about, { operator: '', ...fields });
		assert.equal(answer.status, 422, JSON.stringify([about, fields]));
		assert.match(answer.text, /error-summary/);
	}
	assert.equal((await mining.get(`${condition('MIN-14')}?about=gold`)).status, 404);
	assert.equal((await mining.get(`${condition('MIN-14')}?about=MIN_15`)).status, 404, 'stands later');
	for (const [text, reason] of [
		['${gold} = 1', /没有叫“gold”的企业情况或条目/],
		["${kind} = 'gold'", /“kind”不会是“gold”，只能是：coal, underground/],
		["${MIN_03} = 'perhaps'", /只能是：yes, no, not_applicable/],
		["${capacity} = 'much'", /“capacity”是一个数，“much”不是/],
		["${kind} > 3", /不是数，不能比较大小/],
		["${kind} =", /条件到此结束/],
		["${MIN_15} = 'no'", /MIN-15 排在它后面：MIN-14 → MIN-15/],
		["${MIN_14} = 'no'", /条件互相等待，谁也无法先检查：MIN-14 → MIN-14/],
	]) {
		const answer = await asText('MIN-14', text);
		assert.equal(answer.status, 422, text);
		assert.match(answer.text, reason, text);
		assert.ok(answer.text.includes(text.replaceAll("'", '&#39;').replaceAll('>', '&gt;')), `what was typed is kept: ${text}`);
	}
	assert.equal(relevant('MIN-14'), '');
});

test('a chain of conditions, and an order that would turn it around', async () => {
	assert.equal((await asText('MIN-13', "${MIN_03} = 'no'")).status, 303);
	assert.equal((await asText('MIN-14', "${MIN_13} = 'no'")).status, 303);
	const circle = await asText('MIN-03', "${kind} = 'coal' and ${MIN_14} = 'no'");
	assert.equal(circle.status, 422);
	assert.match(circle.text, /谁也无法先检查：MIN-03 → MIN-14 → MIN-13 → MIN-03/);
	const late = await act('MIN-13', 'move', { place: '15' });
	assert.equal(late.status, 422);
	assert.match(late.text, /MIN-14 的检查条件要用到 MIN-13，而 MIN-13 排在它后面：MIN-14 → MIN-13/);
	assert.equal((await act('MIN-14', 'up')).status, 422);
	const needed = await act('MIN-13', 'retire');
	assert.equal(needed.status, 422);
	assert.match(needed.text, /MIN-14 的检查条件要用到 MIN-13 的回答，不能停用|MIN-14 的检查条件要用到 MIN-13/);
	assert.equal((await act('MIN-14', 'retire')).status, 303);
	assert.equal((await act('MIN-13', 'retire')).status, 303, 'what is out of use needs nothing');
	const back = await act('MIN-14', 'restore');
	assert.equal(back.status, 422);
	assert.match(back.text, /MIN-13 已停用/);
	assert.equal((await act('MIN-13', 'restore')).status, 303);
	assert.equal((await act('MIN-14', 'restore')).status, 303);
});

test('a condition cannot hide what the law demands', async () => {
	const never = await asText('MIN-15', "${kind} = 'coal'");
	assert.equal(never.status, 422);
	assert.match(never.text, /对每家企业都要检查，不能用条件排除。依据：/);
	const narrow = await asText('MIN-06', "${kind} = 'underground'");
	assert.equal(narrow.status, 422);
	assert.match(narrow.text, /看不出一个也不会漏掉[\s\S]*用“或者”加一种情况[\s\S]*依据：[\s\S]*矿安〔2022〕88号/);
	assert.equal((await asText('MIN-06', "${kind} = 'underground' and ${MIN_03} = 'no' or ${kind} = 'both'")).status, 422);
	assert.equal((await asText('MIN-06', "${kind} = 'both' or ${kind} = 'underground' or ${tailings} = 'yes'")).status, 303, 'wider is fine');
	assert.doesNotMatch(/<ul class="govuk-list govuk-error-summary__list">[\s\S]*?<\/ul>|error-summary[\s\S]*?<\/div>/.exec(narrow.text)[0], /\$\{/, 'in words');
	assert.match(narrow.text, /<code>\$\{kind\} = &#39;underground&#39; or \$\{kind\} = &#39;both&#39;<\/code>|<code>\$\{kind\}[^<]*<\/code>/, 'and what could be built on');
	assert.equal((await asText('MIN-06', 'true()')).status, 303);
	assert.match((await mining.get(condition('MIN-06'))).text, /<strong>每次都检查<\/strong>/);
	assert.equal((await asText('MIN-06', '')).status, 303, 'always is widest');
});

// The item as the draft has it, as its form sends it.
function fieldsOf(code) {
	const [zh, en, guidanceZh, guidanceEn, frequency, weight] = portal.sql(`SELECT i.question_zh, i.question_en, i.guidance_zh, i.guidance_en, i.frequency, i.weight
		FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id WHERE i.code = '${code}' AND v.state = 'draft'`).replace(/\n$/, '').split('\t');
	return { question_zh: zh, question_en: en, guidance_zh: guidanceZh, guidance_en: guidanceEn, frequency, weight };
}

test('the words of what the law demands are fitted to the city, not weakened', async () => {
	const path = `${draft}/items/MIN-08`, now = fieldsOf('MIN-08');
	const page = await mining.get(path);
	assert.match(page.text, /改写后仍包含依据条款要求的全部内容/);
	assert.doesNotMatch(page.text, /id="same_matter"/);
	assert.doesNotMatch(page.text, /id="demanded"[^>]*checked/, 'nobody has said it yet');
	const more = now.question_zh.replace('25人', '50人');
	const weaker = await mining.submit(path, { ...now, question_zh: more, demanded: '1' }, path);
	assert.equal(weaker.status, 422);
	assert.match(weaker.text, /id="question_zh-error"[\s\S]{0,200}数字“25人”须保留。依据：[\s\S]{0,40}《/);
	assert.ok(weaker.text.includes(more), 'what was typed is kept');
	const words = '井下每辆运人车载人是否不超过25人，且不超过核定人数，并有本市统一标识？';
	const unsaid = await mining.submit(path, { ...now, question_zh: words }, path);
	assert.equal(unsaid.status, 422);
	assert.match(unsaid.text, /id="demanded-error"[\s\S]{0,200}MIN-08 是法定条目，改写后须仍包含依据条款要求的全部内容[\s\S]{0,80}依据：/);
	assert.ok(unsaid.text.includes(words), 'what was typed is kept');
	assert.equal((await mining.submit(path, { ...now, question_zh: words, demanded: '1' }, path)).status, 303);
	assert.equal((await mining.submit(path, { ...now, question_zh: words, weight: '9' }, path)).status, 303, 'said once, it is not asked again');
	assert.match((await mining.get(draft)).text, /id="MIN-08"[\s\S]*?法定条目，行业基准的写法：[\s\S]*?每车载人是否不超过25人/);
});

test('all that the law forbids of an item is told at once', async () => {
	const path = `${draft}/items/MIN-08`, now = fieldsOf('MIN-08');
	const answer = await mining.submit(path, { ...now, question_zh: '是否正常，每车不超过九十九人？', frequency: 'yearly', weight: '1' }, path);
	assert.equal(answer.status, 422);
	for (const id of ['question_zh', 'frequency', 'weight', 'demanded']) assert.match(answer.text, new RegExp(`id="${id}-error"`), id);
	// What no law demands: the baseline says how often at least, and no clause is said to forbid it.
	const other = `${draft}/items/MIN-14`, least = await mining.submit(other, { ...fieldsOf('MIN-14'), frequency: 'yearly' }, other);
	assert.equal(least.status, 422);
	assert.match(least.text, /id="frequency-error"[\s\S]{0,150}行业基准的最低频次是每半年一次，只能提高。本市确无需要的，可以停用并写明原因。/);
});

test('two people at one condition', async () => {
	const late = await mining.get(condition('MIN-12'));
	const token = new RegExp(`action="${condition('MIN-12')}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(late.text)[1];
	const revision = /name="revision" value="(\d+)"/.exec(late.text)[1];
	assert.equal((await asText('MIN-14', "${kind} = 'coal'")).status, 303);
	const answer = await mining.post(condition('MIN-12'), { csrf: token, revision, relevant: "${tailings} = 'yes' or ${kind} = 'none'" });
	assert.equal(answer.status, 409);
	assert.match(answer.text, /改动了这份草稿/);
	assert.match(answer.text, /\$\{kind\} = &#39;none&#39;/, 'what was typed is kept');
});

test('the pages of a condition are for those who may write, with their token', async () => {
	for (const name of ['insurer-a', 'auditor']) assert.equal((await (await signedIn(name)).get(condition('MIN-14'))).status, 403, name);
	for (const [name, status] of [['insurer-a', 403], ['auditor', 403], ['transport', 404]]) assert.equal((await (await signedIn(name)).get(`${draft}/items/MIN-14/retire`)).status, status, name);
	assert.equal((await mining.post(`${draft}/items/MIN-14/retire`, { reason: '没有', revision: '0' })).status, 403, 'no token');
	for (const name of ['agriculture', 'transport']) assert.equal((await (await signedIn(name)).get(condition('MIN-14'))).status, 404, name);
	for (const path of [condition('MIN-14'), `${condition('MIN-14')}/add`, `${condition('MIN-14')}/remove`, `${draft}/own/MIN-L01/replace`])
		assert.equal((await mining.post(path, { relevant: '', about: 'kind', part: '1', revision: '0' })).status, 403, path);
	assert.equal((await mining.get(condition('MIN-99'))).status, 404);
	assert.equal((await mining.get('/desk/checklists/agriculture/draft/items/AGR-01/condition')).status, 404);
	assert.equal((await city.get('/desk/checklists/chemicals/draft/items/CHE-01/condition')).status, 409, 'no draft');
});

/* ---- order ---- */

test('an item is moved to a place by its number', async () => {
	const items = order((await mining.get(draft)).text);
	assert.equal((await act('MIN-15', 'move', { place: '1' })).status, 303);
	assert.equal(order((await mining.get(draft)).text)[0], 'MIN-15');
	assert.equal((await act('MIN-15', 'move', { place: '15' })).status, 303);
	assert.deepEqual(order((await mining.get(draft)).text), items);
	for (const place of ['', '0', '-1', '16', '201', 'x']) {
		const wrong = await act('MIN-15', 'move', { place });
		assert.equal(wrong.status, 422, place);
		const row = /<li id="MIN-15">[\s\S]*?<\/li>/.exec(wrong.text)[0];
		assert.match(row, /id="place-error"/, `${place}: beside the field`);
		assert.ok(row.includes(`id="place" name="place" value="${place}"`), 'what was typed is kept');
		assert.match(wrong.text, /<a href="#place">/);
	}
	assert.match((await act('MIN-15', 'move', { place: '16' })).text, /请填写 1 至 15 的整数/);
	assert.deepEqual(order((await mining.get(draft)).text), items);
	assert.equal((await act('MIN-77', 'move', { place: '1' })).status, 404);
});

/* ---- limits ---- */

test('a limit of the baseline is tightened, never widened', async () => {
	const energy = await signedIn('energy');
	const at = '/desk/checklists/energy/draft', path = `${at}/items/ENE-02`;
	const item = { question_zh: '距离是否符合要求？', question_en: 'Is the distance right?', guidance_zh: '', guidance_en: '', frequency: 'yearly', weight: '1', demanded: '1' };
	assert.equal((await energy.submit('/desk/checklists/energy', { from: 'baseline' }, at)).status, 303);
	const page = await energy.get(path);
	assert.match(page.text, /name="minimum"[^>]* value="10"|name="minimum"[^>]*value="10\.0"/);
	for (const limits of [{ minimum: '9.9', maximum: '25' }, { minimum: '10', maximum: '25.1' }]) {
		const wide = await energy.submit(path, { ...item, ...limits }, path);
		assert.equal(wide.status, 422);
		assert.match(wide.text, /合格范围只能收紧，不能超出 10(\.0)? 至 25(\.0)? m。依据：《示例标准》 第一条/);
	}
	for (const limits of [{ minimum: '', maximum: '25' }, { minimum: '10.05', maximum: '25' }, { minimum: '20', maximum: '19' }, { minimum: 'x', maximum: '25' }])
		assert.equal((await energy.submit(path, { ...item, ...limits }, path)).status, 422, JSON.stringify(limits));
	assert.equal((await energy.submit(path, { ...item, minimum: '12.5', maximum: '25', photo: '1' }, path)).status, 303);
	assert.equal(portal.sql("SELECT i.minimum, i.maximum, i.photo, i.changed & 128 FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id WHERE i.code = 'ENE-02' AND v.state = 'draft'").trim(), '125\t250\t1\t128');
	assert.match((await energy.get(at)).text, /12\.5/);
	assert.doesNotMatch((await energy.get(`${at}/items/ENE-01`)).text, /name="minimum"/, 'a yes or no has no limits');
});

/* ---- items of the city ---- */

test('an own item of each way of answering', async () => {
	const path = `${draft}/own`;
	const number = { ...own, answer: 'number', number_unit: 'm', number_places: '1', number_from: '0.5', number_to: '2', photo: '1' };
	const choice = { ...own, answer: 'choice', choice1_zh: '良好', choice1_en: 'good', choice1_complies: '1', choice2_zh: '差', choice2_en: 'bad' };
	for (const bad of [{ ...number, number_unit: '' }, { ...number, number_to: '' }, { ...number, number_from: '3' }, { ...number, number_from: '0.55' }, { ...number, number_places: '7' },
		{ ...choice, choice2_zh: '' }, { ...choice, choice2_zh: '', choice2_en: '' }, { ...choice, choice2_complies: '1' }, { ...choice, choice1_complies: undefined },
		{ ...own, answer: 'poem' }, { ...own, in_force_to: '2023-01-01' }, { ...own, in_force_from: 'once' }]) {
		const fields = Object.fromEntries(Object.entries(bad).filter(([, value]) => value !== undefined));
		const answer = await mining.submit(path, fields, path);
		assert.equal(answer.status, 422, JSON.stringify(fields));
		assert.match(answer.text, /error-summary/);
	}
	assert.equal((await mining.submit(path, number, path)).headers.get('location'), `${draft}?done=checklist_added#MIN-L01`);
	assert.equal((await mining.submit(path, choice, path)).headers.get('location'), `${draft}?done=checklist_added#MIN-L02`);
	assert.equal((await mining.submit(path, own, path)).headers.get('location'), `${draft}?done=checklist_added#MIN-L03`);
	assert.equal(portal.sql("SELECT answer, unit, scale, minimum, maximum, photo FROM checklist_item WHERE code = 'MIN-L01'").trim(), 'number\tm\t1\t5\t20\t1');
	assert.equal(portal.sql("SELECT c.code, c.label_zh, c.complies FROM checklist_choice c JOIN checklist_item i ON i.id = c.item_id WHERE i.code = 'MIN-L02' ORDER BY c.position").trim(), 'c1\t良好\t1\nc2\t差\t0');
	assert.equal(portal.sql("SELECT b.clause, b.in_force_from FROM checklist_basis b JOIN checklist_item i ON i.id = b.item_id WHERE i.code = 'MIN-L03'").trim(), '第三条\t2024-01-01');
	// A further choice, and conditions over both answers.
	const edit = `${draft}/own/MIN-L02`;
	assert.equal((await mining.submit(edit, { ...choice, choice3_zh: '中等', choice3_en: 'fair' }, edit)).status, 303);
	assert.equal((await addPart('MIN-L03', 'MIN_L02', { operator: 'is_not', code: 'c3' })).status, 303);
	assert.equal((await addPart('MIN-L03', 'MIN_L01', { operator: 'below', number: '1.5' })).status, 303);
	assert.match((await mining.get(draft)).text, /仅当MIN-L02 的回答不为“中等”，且MIN-L01小于 1\.5 m时检查/);
});

test('what answers rest on stays once it was published; the way out is a copy', async () => {
	tried(portal, 'mining');
	assert.equal((await mining.submit(`${draft}/propose`, { effective: day(0), note: '' }, `${draft}/propose`)).status, 303);
	const second = await signedIn('mining2');
	const review = (await second.get(`${draft}/review`)).text;
	const entry = (code) => review.split('<li><p class="az-entry__title">').find((part) => part.includes(`az-code">${code}</span>`));
	assert.match(entry('MIN-08'), /法定条目，行业基准的写法：[\s\S]*每车载人是否不超过25人[\s\S]*只改了中文，没有改英文/);
	for (const text of ['数值，0.5 至 2.0 m 为合格', '须附照片', '所有企业都检查', '每年一次', '《示例办法》 第三条', 'S3 ']) assert.ok(entry('MIN-L01').includes(text), text);
	assert.match(entry('MIN-L02'), /选择：良好（合格）、差、中等/);
	assert.match(entry('MIN-L03'), /仅当MIN-L02 的回答不为“中等”/);
	assert.match(review, new RegExp(`href="${draft}/preview"`), 'and as inspectors will see it');
	assert.equal((await second.submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`)).status, 303);
	assert.equal((await mining.submit(desk, { from: '1' }, draft)).status, 303);
	const number = { ...own, answer: 'number', number_unit: 'm', number_places: '1', number_from: '0.5', number_to: '2', photo: '1' };
	const choice = { ...own, answer: 'choice', choice1_zh: '良好', choice1_en: 'good', choice1_complies: '1', choice2_zh: '差', choice2_en: 'bad', choice3_zh: '中等', choice3_en: 'fair' };
	for (const [code, fields, reason] of [
		['MIN-L01', { ...number, number_unit: 'cm' }, /已有以“m”为单位的回答/],
		['MIN-L01', { ...number, number_places: '0', number_from: '1' }, /保留 1 位小数的回答/],
		['MIN-L01', own, /已在发布的版本中以数值回答/],
		['MIN-L02', { ...choice, choice3_zh: '', choice3_en: '' }, /选项“c3”已有回答用到/],
		['MIN-L02', { ...choice, choice2_complies: '1' }, /不能反过来/],
		['MIN-L03', number, /以“是、否”回答/],
	]) {
		const path = `${draft}/own/${code}`;
		const answer = await mining.submit(path, fields, path);
		assert.equal(answer.status, 422, code);
		assert.match(answer.text, reason);
		assert.match(answer.text, /停用并照抄为新条目/, 'the way out is there');
	}
	// Other words keep the answers, so a person says that they still mean the same.
	for (const [code, fields] of [['MIN-L03', { ...own, question_zh: '本市增补的问题是否不成立？' }], ['MIN-L02', { ...choice, choice1_zh: '没有护栏' }],
		['MIN-L02', { ...choice, choice1_en: 'no railing' }]]) {
		const path = `${draft}/own/${code}`, answer = await mining.submit(path, fields, path);
		assert.equal(answer.status, 422, code);
		assert.match(answer.text, new RegExp(`id="same_matter-error"[\\s\\S]{0,200}${code} 已经发布过[\\s\\S]*请停用它，照抄为新条目后再改`));
		assert.match(answer.text, /停用并照抄为新条目/, 'the way out is there');
		assert.equal((await mining.submit(path, { ...fields, same_matter: '1' }, path)).status, 303);
	}
	const open = `${draft}/items/MIN-15`, words = fieldsOf('MIN-15');
	const mandatory = portal.sql("SELECT mandatory FROM checklist_item WHERE code = 'MIN-15' LIMIT 1").trim();
	assert.equal((await mining.submit(open, { ...words, question_en: `${words.question_en} Yes?` }, open)).status, 422, mandatory);
	assert.match((await mining.get(`${draft}/own`)).text, /name="category"/);
	assert.doesNotMatch((await mining.get(`${draft}/own`)).text, /same_matter/, 'a new item has no answers yet');
	const wider = `${draft}/own/MIN-L01`;
	assert.equal((await mining.submit(wider, { ...number, number_places: '2', number_to: '9.25' }, wider)).status, 303, 'limits and more places are free');
	const replace = (code) => mining.submit(`${draft}/own/${code}`, {}, `${draft}/own/${code}/replace`);
	const needed = await replace('MIN-L02');
	assert.equal(needed.status, 422);
	assert.match(needed.text, /MIN-L03 的检查条件要用到 MIN-L02/);
	assert.equal((await asText('MIN-L03', '')).status, 303);
	assert.equal((await replace('MIN-L02')).headers.get('location'), `${draft}/own/MIN-L04?done=checklist_replaced`);
	const copy = `${draft}/own/MIN-L04`;
	assert.match((await mining.get(copy)).text, /value="良好"/);
	assert.equal((await mining.submit(copy, own, copy)).status, 303, 'the copy has no answers yet');
	assert.equal(portal.sql("SELECT i.retired FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id WHERE i.code = 'MIN-L02' AND v.state = 'draft'").trim(), '1');
	assert.equal((await replace('MIN-L02')).status, 404, 'out of use already');
	assert.match((await mining.get(draft)).text, /停用并照抄为新条目 <span>MIN-L02 → MIN-L04/);
});

/* ---- the preview ---- */

test('the draft as inspectors see it', async () => {
	const page = await mining.get(`${draft}/preview`);
	assert.equal(page.status, 200);
	assert.match(page.text, /MIN-06/);
	assert.match(page.text, /仅当/);
	assert.match(page.text, /<div class="govuk-input__suffix">m<\/div>/, 'a number with its unit');
	assert.doesNotMatch(page.text, /MIN-L02</, 'nothing that is out of use');
	assert.equal((await (await signedIn('agriculture')).get(`${draft}/preview`)).status, 404);
	assert.equal((await (await signedIn('insurer-a')).get(`${draft}/preview`)).status, 403);
	assert.equal((await city.get('/desk/checklists/chemicals/draft/preview')).status, 404, 'no draft');
});
