// A plugin's upgrade brings another baseline: told on the sector's page, merged three-way, clashes decided before
// anything is published; what was published is served unchanged meanwhile.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tried } from '../checklist_version.mjs';
import { build, startInstance } from '../instance.mjs';
import { field, itemsOf, sentOf } from '../visit_form.mjs';

const desk = '/desk/checklists/agriculture';
const draft = `${desk}/draft`;
const merge = `${draft}/merge`;
const farm = '91370923MA9E000577'; // 示例戊农机专业合作社
let portal, plugins, maker, second;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	copyFileSync(join(build, 'tests/plugins/upgrade_before.so'), join(plugins, 'agriculture.so'));
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
	maker = await signedIn('agriculture');
	second = await signedIn('agriculture2');
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303);
	return visitor;
}

const today = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const sql = (text) => portal.sql(text).trim();
const draftId = () => sql("SELECT id FROM checklist_version WHERE sector = 'AGR' AND state IN ('draft', 'review')");
const retire = (code, path = `${draft}/items/${code}/retire`) => maker.submit(path, { reason: '本市没有。' }, path);
const start = (from) => maker.submit(desk, { from }, draft);
const trail = () => Number(sql("SELECT COUNT(*) FROM audit WHERE noun = 'checklist'"));
const settled = () => new Promise((done) => setTimeout(done, 1100));

// The item as its form has it, with some fields otherwise.
async function change(code, fields) {
	const [zh, en, guidanceZh, guidanceEn, frequency, weight, answer] = portal.sql(`SELECT question_zh, question_en, guidance_zh, guidance_en, frequency,
		weight, answer FROM checklist_item WHERE code = '${code}' AND version_id = ${draftId()}`).replace(/\n$/, '').split('\t');
	const path = `${draft}/items/${code}`;
	const limits = answer === 'number' ? { minimum: '1.0', maximum: '3.0' } : {};
	const result = await maker.submit(path, { question_zh: zh, question_en: en, guidance_zh: guidanceZh, guidance_en: guidanceEn, frequency, weight, demanded: '1', ...limits, ...fields }, path);
	assert.equal(result.status, 303, result.text);
}

async function ask(code, relevant) {
	const path = `${draft}/items/${code}/condition`;
	assert.equal((await maker.submit(path, { relevant }, path)).status, 303);
}

function propose() {
	tried(portal, 'agriculture');
	return maker.submit(`${draft}/propose`, { effective: today(), note: '' }, `${draft}/propose`);
}

async function upgrade(file) {
	copyFileSync(join(build, 'tests/plugins', file), join(plugins, 'agriculture.so.new'));
	renameSync(join(plugins, 'agriculture.so.new'), join(plugins, 'agriculture.so'));
	await portal.reload();
}

// The section of a clash on the page of decisions, and the name of its radios.
function clash(page, code, what) {
	const found = page.text.split('<section class="az-clash"').slice(1).find((part) => part.includes(`>${code}</span> ${what}</h3>`));
	assert.ok(found, `${code} ${what} is among the clashes`);
	const section = found.slice(0, found.indexOf('</section>'));
	return { section, name: /name="(k\d+)"/.exec(section)?.[1], text: section.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ') };
}

async function decide(choices) {
	const page = await maker.get(merge);
	const fields = {};
	for (const [code, what, choice, said] of choices) {
		const { name } = clash(page, code, what);
		fields[name] = choice;
		if (said) fields[`${name}_said`] = '1';
	}
	return maker.submit(merge, fields, merge);
}

// Every item of a visit answered, section by section.
async function fillVisit(path) {
	const seen = [];
	for (const [, page] of (await maker.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g')))
		for (let round = 0; round < 2; round++) { // an answer may bring up another question
			const { text } = await maker.get(page), answers = {};
			for (const code of itemsOf(text)) answers[code === 'AGR-03' ? field('n', code) : field('a', code)] = code === 'AGR-03' ? '2.0' : 'yes';
			assert.equal((await maker.submit(page, { ...sentOf(text, answers), go: 'next' }, page)).status, 303, page);
			if (round === 0) seen.push(...itemsOf(text));
		}
	return seen.sort();
}

const value = (code, column) => sql(`SELECT ${column} FROM checklist_item WHERE code = '${code}' AND version_id = ${draftId()}`);

test('the city makes its list of the first baseline, which is kept', async () => {
	assert.equal((await start('baseline')).status, 303);
	await change('AGR-01', { question_zh: '粮仓作业前是否检测并记录？' });
	await change('AGR-03', { maximum: '2.2' });
	await change('AGR-05', { guidance_zh: '看告示牌。' });
	await change('AGR-07', { guidance_zh: '看有效期。' });
	await change('AGR-08', { weight: '4' });
	const own = { category: 'S5', question_zh: '外来人员是否由专人带领？', question_en: 'Are visitors led?', guidance_zh: '', guidance_en: '',
		answer: 'yes_no', basis: '《示例办法》第四条', frequency: 'yearly', weight: '2' };
	assert.equal((await maker.submit(`${draft}/own`, own, `${draft}/own`)).status, 303);
	await ask('AGR-L01', "${AGR_04} = 'yes'");
	await ask('AGR-10', "${AGR_06} = 'yes'");
	assert.equal((await retire('AGR-02')).status, 303);
	for (const step of [{ code: 'AGR-08', act: 'move', place: '1' }, { code: 'AGR-11', act: 'move', place: '2' }])
		assert.equal((await maker.submit(draft, step, `${draft}/act`)).status, 303);
	assert.equal((await propose()).status, 303);
	assert.equal((await second.submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`)).status, 303);
	assert.equal(sql("SELECT COUNT(*) FROM checklist_version WHERE sector = 'AGR' AND state = 'baseline'"), '1');
	assert.equal(sql("SELECT COUNT(*) FROM checklist_item i JOIN checklist_version v ON v.baseline_id = i.version_id WHERE v.sector = 'AGR' AND v.number = 1"), '10');
	assert.doesNotMatch((await maker.get(desk)).text, /行业基准已更新/);
});

test('after the upgrade the sector\'s page says what comes in, what is to decide, and what the law demands meanwhile', async () => {
	await settled();
	const served = (await portal.get('/checklists/agriculture')).text;
	await upgrade('upgrade_after.so');
	assert.match((await maker.get('/desk')).text, /href="\/desk\/checklists"[\s\S]{0,400}az-tag--amber/, 'the desk tells that something waits');
	const page = await maker.get(desk);
	assert.match(page.text, /行业基准已更新/);
	assert.match(page.text, /行业插件已由 1\.0\.0 版更新为 2\.0\.0 版/);
	assert.match(page.text, /新增 1 项/);
	assert.match(page.text, /AGR-09[\s\S]*?沼气池清掏是否审批？[\s\S]*?法定条目[\s\S]*?检查频次： 每次作业[\s\S]*?权重： 5[\s\S]*?依据： <span lang="zh-CN">《示例办法》/, 'all of what comes in');
	assert.match(page.text, /还有 8 处未决定/);
	assert.match(page.text, /现行版本缺少法定条目[\s\S]*AGR-02、AGR-09/);
	assert.match(page.text, /<del>[^<]*(<span[^>]*>[^<]*<\/span>)?3<\/del>[\s\S]*?5<\/ins>/, 'AGR-06 weighs 5');
	await settled();
	assert.equal((await portal.get('/checklists/agriculture')).text, served, 'what the public reads is unchanged');
	for (const [name, status] of [['mining', 404], ['insurer-a', 403], ['city', 200]])
		assert.equal((await (await signedIn(name)).get(desk)).status, status, name);
	const city = await (await signedIn('city')).get(desk);
	assert.doesNotMatch(city.text, /并入新的行业基准<\/button>/, 'who may not write is not offered it');
});

test('until then visits are made and judged by what was published', async () => {
	const begun = await maker.submit('/desk/visits/new', { uscc: farm, sector: 'AGR' }, '/desk/visits/new');
	const path = begun.location.replace(/\?.*/, '');
	const seen = await fillVisit(path);
	assert.ok(seen.includes('AGR-04'), 'gone from the baseline, and still asked');
	assert.ok(!seen.includes('AGR-09') && !seen.includes('AGR-02'), 'demanded now, and not yet asked');
	const signing = { inspector: '示例 检查员', inspector_position: '检查员', party: '示例 负责人', party_position: '负责人', party_signed: 'signed', refusal: '', incomplete: '' };
	assert.equal((await maker.submit(`${path}/sign`, signing, `${path}/sign`)).status, 303);
	assert.equal(sql("SELECT CONCAT_WS(',', state, incomplete, not_checked, fails, asked = complies) FROM visit WHERE sector = 'AGR' ORDER BY id DESC LIMIT 1"), 'signed,0,0,0,1');
});

test('it is merged: what the city changed stays, what only the plugin changed comes in', async () => {
	const before = trail();
	const page = await maker.get(desk);
	const token = /action="\/desk\/checklists\/agriculture\/draft"[\s\S]*?name="csrf" value="([^"]+)"/.exec(page.text)[1];
	assert.equal((await maker.post(draft, { from: '1' })).status, 403, 'no token');
	assert.equal((await maker.post(draft, { csrf: token, from: '1' })).status, 303);
	assert.equal(trail(), before + 1);
	assert.equal(value('AGR-08', 'weight'), '4');
	assert.equal(value('AGR-06', 'weight'), '5');
	assert.equal(value('AGR-09', 'mandatory'), '1');
	assert.equal(value('AGR-01', 'question_zh'), '粮仓作业前是否检测并记录？');
	assert.equal(value('AGR-04', "CONCAT(own, retired)"), '10', 'a condition of the city needs it');
	assert.equal(value('AGR-05', "CONCAT(own, retired)"), '10');
	assert.equal(value('AGR-02', 'retired'), '0', 'the law demands it now');
	assert.equal(sql(`SELECT GROUP_CONCAT(code ORDER BY position) FROM checklist_item WHERE version_id = ${draftId()}`),
		'AGR-08,AGR-11,AGR-01,AGR-02,AGR-03,AGR-04,AGR-05,AGR-06,AGR-07,AGR-09,AGR-10,AGR-L01');
	assert.equal((await retire('AGR-09')).status, 422);
});

test('the three sides stand beside one another, and what the law forbids is not offered', async () => {
	const page = await maker.get(merge);
	assert.equal(page.status, 200);
	const question = clash(page, 'AGR-01', '检查内容');
	for (const text of ['粮仓作业前是否检测？', '粮仓作业前是否检测<ins>并记录</ins>？', '粮仓作业前是否<ins>通风并</ins>检测？'])
		assert.ok(question.section.replaceAll(/<span class="govuk-visually-hidden">[^<]*<\/span>/g, '').includes(text), text);
	assert.match(question.section, /value="city"[\s\S]*value="plugin"/);
	assert.doesNotMatch(question.section, /checked/);
	const use = clash(page, 'AGR-02', '是否使用');
	assert.match(use.text, /不能保留本市的 这是法定条目，不能停用。依据：《示例办法》 第九条/);
	assert.doesNotMatch(use.section, /value="city"/);
	const limits = clash(page, 'AGR-03', '合格范围');
	assert.match(limits.text, /合格范围只能收紧，不能超出 1\.5 至 2\.5 m/);
	assert.doesNotMatch(limits.section, /value="city"/);
	assert.match(clash(page, 'AGR-05', '是否使用').text, /新基准已没有这一项.*本市在这一项上的修改：.*看告示牌。/);
	assert.doesNotMatch(clash(page, 'AGR-04', '是否使用').section, /checked/, 'a condition needs it, so it does not go by itself');
	assert.match(clash(page, 'AGR-10', '检查条件').text, /所有企业都检查 仅当AGR-06 的回答为“是”时检查 仅当AGR-03大于 1\.5 m时检查/);
	assert.match(clash(page, 'AGR-11', '排列位置').text, /排在 AGR-10 之后 排在 AGR-08 之后 排在 AGR-03 之后/);
	assert.doesNotMatch(page.text, /checklist(_merge)?\.[a-z_]+/, 'no key without a text');
});

test('it cannot be proposed while something is open', async () => {
	const page = await maker.get(`${draft}/propose`);
	assert.match(page.text, new RegExp(`href="${merge}">逐项决定`));
	const where = new RegExp(`<li id="AGR-01">[\\s\\S]*?href="${merge}#(k\\d+-title)"`).exec((await maker.get(draft)).text);
	assert.match((await maker.get(merge)).text, new RegExp(`id="${where[1]}"`), 'each item of the draft leads to its clash');
	const before = trail(), refused = await propose();
	assert.equal(refused.status, 422);
	assert.match(refused.text, /并入新基准后还有 8 处没有决定/);
	assert.match(refused.text, new RegExp(`href="${merge}">逐项决定`));
	assert.equal(trail(), before);
});

test('what is forbidden, unknown, another\'s or out of date is refused', async () => {
	const page = await maker.get(merge), before = trail();
	const csrf = new RegExp(`action="${merge}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(page.text)[1];
	const revision = /name="revision" value="(\d+)"/.exec(page.text)[1];
	const use = clash(page, 'AGR-02', '是否使用').name, question = clash(page, 'AGR-01', '检查内容').name;
	const forced = await maker.post(merge, { csrf, revision, [use]: 'city', [question]: 'plugin' });
	assert.equal(forced.status, 422);
	assert.match(clash(forced, 'AGR-01', '检查内容').section, /value="plugin" checked/, 'what was chosen is still there');
	assert.equal((await maker.post(merge, { csrf, revision, [question]: 'both' })).status, 422);
	assert.equal((await maker.post(merge, { revision, [question]: 'city' })).status, 403, 'no token');
	const late = await maker.post(merge, { csrf, revision: '999', [question]: 'city' });
	assert.equal(late.status, 409);
	assert.match(late.text, /未生效|没有生效/);
	assert.equal((await maker.get('/desk/checklists/mining/draft/merge')).status, 404);
	assert.equal((await maker.post('/desk/checklists/mining/draft/merge', { csrf, revision, [question]: 'city' })).status, 403, 'a token of another page');
	const city = await signedIn('city');
	assert.equal((await city.get(merge)).status, 200);
	assert.doesNotMatch((await city.get(merge)).text, /type="radio"/);
	assert.equal((await city.post(merge, { csrf, revision, [question]: 'city' })).status, 403);
	assert.equal((await portal.get(merge)).status, 303);
	assert.equal(trail(), before);
	assert.equal(sql(`SELECT COUNT(*) FROM checklist_clash WHERE version_id = ${draftId()} AND choice = ''`), '8');
});

test('decisions are kept with who and when, and can be changed', async () => {
	const before = trail();
	assert.equal((await decide([['AGR-01', '检查内容', 'plugin'], ['AGR-07', '检查方法', 'city']])).headers.get('location'), `${merge}?done=checklist_decided`);
	assert.equal(trail(), before + 1);
	assert.equal(value('AGR-01', 'question_zh'), '粮仓作业前是否通风并检测？');
	assert.equal(value('AGR-01', 'changed'), '0');
	const page = await maker.get(merge);
	assert.match(page.text, /还有 6 处未决定/);
	assert.match(clash(page, 'AGR-01', '检查内容').text, /已决定.* 于 \d{4}-\d\d-\d\d \d\d:\d\d 决定/);
	const unsaid = await decide([['AGR-01', '检查内容', 'city']]);
	assert.equal(unsaid.status, 422, 'the law\'s words changed: somebody has to say that the city\'s still ask for all of it');
	assert.match(clash(unsaid, 'AGR-01', '检查内容').section, /id="k\d+_said-error"[\s\S]*AGR-01 是法定条目，改写后须仍包含依据条款要求的全部内容[\s\S]*依据：《示例办法》/);
	assert.match(clash(unsaid, 'AGR-01', '检查内容').section, /value="city" checked/, 'what was chosen is still there');
	assert.equal(value('AGR-01', 'question_zh'), '粮仓作业前是否通风并检测？');
	assert.equal((await decide([['AGR-01', '检查内容', 'city', true]])).status, 303);
	assert.equal(value('AGR-01', 'question_zh'), '粮仓作业前是否检测并记录？');
	assert.match((await maker.get(draft)).text, /决定合并中的冲突/, 'in the trail');
	const same = trail();
	assert.equal((await decide([['AGR-01', '检查内容', 'city']])).status, 303);
	assert.equal(trail(), same, 'the same once more leaves nothing');
});

test('a third text, written into the draft, is a choice too', async () => {
	await change('AGR-07', { guidance_zh: '看压力表和有效期。' });
	const page = clash(await maker.get(merge), 'AGR-07', '检查方法');
	assert.match(page.text, /草稿现在/);
	assert.equal((await decide([['AGR-07', '检查方法', 'draft']])).status, 303);
	assert.equal(value('AGR-07', 'guidance_zh'), '看压力表和有效期。');
});

test('what the plugin gave up is kept or goes', async () => {
	assert.equal((await decide([['AGR-04', '是否使用', 'city'], ['AGR-05', '是否使用', 'plugin'], ['AGR-02', '是否使用', 'plugin'], ['AGR-03', '合格范围', 'plugin']])).status, 303);
	assert.equal(value('AGR-04', 'CONCAT(own, retired)'), '10');
	assert.equal(value('AGR-05', 'CONCAT(own, retired)'), '11');
	assert.equal(value('AGR-03', 'CONCAT(minimum, "-", maximum)'), '15-25');
});

test('places and conditions are decided too', async () => {
	assert.equal((await decide([['AGR-11', '排列位置', 'plugin'], ['AGR-10', '检查条件', 'plugin']])).status, 303);
	const order = () => sql(`SELECT GROUP_CONCAT(code ORDER BY position) FROM checklist_item WHERE version_id = ${draftId()}`);
	assert.equal(order(), 'AGR-08,AGR-01,AGR-02,AGR-03,AGR-11,AGR-04,AGR-05,AGR-06,AGR-07,AGR-09,AGR-10,AGR-L01');
	assert.equal((await decide([['AGR-11', '排列位置', 'city']])).status, 303);
	assert.equal(order(), 'AGR-08,AGR-11,AGR-01,AGR-02,AGR-03,AGR-04,AGR-05,AGR-06,AGR-07,AGR-09,AGR-10,AGR-L01');
	assert.equal(value('AGR-10', 'relevant'), '${AGR_03} > 1.5');
	assert.match((await maker.get(merge)).text, /已全部决定/);
	assert.match((await maker.get(desk)).text, /已全部决定/);
});

test('a condition that the new baseline brings and that cannot stand where the city put the item is told and mended', async () => {
	const page = await maker.get(merge);
	assert.match(page.text, /有检查条件不能成立/);
	assert.match(page.text, new RegExp(`href="${draft}/items/AGR-08/condition">AGR-08</a> AGR-08 .*AGR-07`));
	const refused = await propose();
	assert.equal(refused.status, 422);
	assert.match(refused.text, /AGR-08[^<]*AGR-07/);
	assert.equal((await maker.submit(draft, { code: 'AGR-08', act: 'move', place: '8' }, `${draft}/act`)).status, 303);
	assert.doesNotMatch((await maker.get(merge)).text, /有检查条件不能成立/);
});

test('an item that the city keeps is its own: changed, sent through a spreadsheet, needed by a condition', async () => {
	const path = `${draft}/own/AGR-04`;
	assert.equal((await maker.get(path)).status, 200);
	const gone = await decide([['AGR-04', '是否使用', 'plugin']]);
	assert.equal(gone.status, 422, 'the condition of another needs it');
	assert.match(gone.text, /AGR-L01/);
	const sheet = await portal.fetch(`${draft}.xlsx`, { headers: { cookie: [...maker.cookies].map(([n, v]) => `${n}=${v}`).join('; ') } });
	const form = new FormData();
	form.append('csrf', new RegExp(`action="${draft}/sheet"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec((await maker.get(`${draft}/sheet`)).text)[1]);
	form.append('sheet', new Blob([Buffer.from(await sheet.arrayBuffer())]), 'draft.xlsx');
	const back = await maker.post(`${draft}/sheet`, form);
	assert.equal(back.status, 200);
	assert.doesNotMatch(back.text, /id="faults"|sheet\/apply/, 'what was given out says the same as the draft');
});

test('when all is decided it is tried, proposed, reviewed and published', async () => {
	const untried = await maker.submit(`${draft}/propose`, { effective: today(), note: '' }, `${draft}/propose`);
	assert.equal(untried.status, 422);
	assert.match(untried.text, /试用/);
	const trial = (await maker.submit(`${draft}/trial`, { uscc: farm }, `${draft}/trial`)).location.replace(/\?.*/, '');
	assert.ok((await fillVisit(trial)).includes('AGR-09'), 'what the new baseline brought is asked');
	assert.equal((await maker.submit(`${trial}/sign`, {}, `${trial}/finish`)).status, 303);
	assert.equal((await maker.submit(`${draft}/propose`, { effective: today(), note: '' }, `${draft}/propose`)).status, 303);
	const review = await second.get(`${draft}/review`);
	assert.match(review.text, /草稿已并入新的行业基准/);
	assert.match((await second.get(merge)).text, /保留|采用/);
	assert.equal((await maker.get(merge)).status, 200);
	assert.doesNotMatch((await maker.get(merge)).text, /type="radio"/, 'while it is reviewed nobody decides anew');
	assert.equal((await second.submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`)).status, 303);
	await settled();
	const page = await portal.get('/checklists/agriculture');
	assert.match(page.text, /第 2 版/);
	assert.match(page.text, /<tr id="AGR-09"/);
	assert.match(page.text, /粮仓作业前是否检测并记录？/);
	assert.doesNotMatch((await maker.get(desk)).text, /行业基准已更新/);
	assert.match((await portal.get('/checklists/agriculture/1')).text, /第 1 版/);
});

test('a baseline that is past stays to be compared with', async () => {
	const page = await portal.get('/checklists/agriculture/changes');
	const past = /<option value="(baseline-\d+)"[^>]*>([^<]+)<\/option>/.exec(page.text);
	assert.match(past[2], /行业基准清单（插件 1\.0\.0 版）/);
	const upgrade = await portal.get(`/checklists/agriculture/changes?from=${past[1]}&to=baseline`);
	assert.equal(upgrade.status, 200);
	assert.match(upgrade.text, /新增 1 项、修改 7 项、停用 2 项/);
	assert.match(upgrade.text, /法定条目：.*否.*是/);
	assert.match((await maker.get(`${desk}/changes?from=${past[1]}&to=1`)).text, /停用 1 项/);
	for (const wrong of ['baseline-0', 'baseline-999999', 'baseline-', 'baseline-1x', `baseline-${sql("SELECT id FROM checklist_version WHERE sector = 'AGR' AND number = 1")}`])
		assert.equal((await portal.get(`/checklists/agriculture/changes?from=${wrong}&to=1`)).status, 404, wrong);
	assert.equal((await portal.get(`/checklists/energy/changes?from=${past[1]}&to=baseline`)).status, 404, 'another industry\'s');
	assert.match((await portal.get('/checklists/agriculture/1')).text, /与行业基准清单（插件 1\.0\.0 版）相比的变化|与行业基准清单相比的变化/);
});

test('another baseline while a draft is reviewed: it is not published, and goes on from what was decided', async () => {
	assert.equal((await start('2')).status, 303);
	assert.equal(sql(`SELECT COUNT(*) FROM checklist_clash WHERE version_id = ${draftId()}`), '0', 'the same baseline: nothing to decide again');
	await change('AGR-08', { weight: '6' });
	assert.equal((await propose()).status, 303);
	const old = draftId();
	await upgrade('upgrade_before.so'); // the operator puts the earlier one back
	const review = await second.get(`${draft}/review`);
	assert.match(review.text, /正在审核的草稿仍以旧的基准为底，不能发布/);
	const publish = await second.submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`);
	assert.equal(publish.status, 409);
	assert.doesNotMatch((await maker.get(desk)).text, /并入新的行业基准<\/button>/, 'not while it is reviewed');
	assert.equal((await second.submit(`${draft}/review`, { action: 'return', reason: '基准有变化' }, `${draft}/review`)).status, 303);
	const page = await maker.get(desk);
	assert.match(page.text, /草稿仍以旧的基准为底/);
	assert.match((await maker.get('/desk/checklists')).text, /行业基准已更新，待并入/);
	const token = /action="\/desk\/checklists\/agriculture\/draft"[\s\S]*?name="csrf" value="([^"]+)"/.exec(page.text)[1];
	assert.equal((await maker.post(draft, { csrf: token, from: 'draft' })).status, 303);
	assert.notEqual(draftId(), old);
	assert.equal(sql(`SELECT state FROM checklist_version WHERE id = ${old}`), 'discarded');
	assert.equal(value('AGR-08', 'weight'), '6');
	assert.equal(value('AGR-04', 'CONCAT(own, retired)'), '00', 'the plugin has it again');
	assert.equal(value('AGR-09', 'CONCAT(own, retired)'), '11', 'gone, and the city had not touched it');
	assert.equal(sql("SELECT COUNT(*) FROM checklist_version WHERE sector = 'AGR' AND state = 'baseline'"), '2', 'the earlier one is known already');
});

test('a version from before baselines were kept gets the one of its plugin, when the plugin is still that one', async () => {
	assert.equal((await maker.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303);
	const first = sql("SELECT baseline_id FROM checklist_version WHERE sector = 'AGR' AND number = 1");
	portal.sql("UPDATE checklist_version SET baseline_id = NULL WHERE sector = 'AGR' AND number IN (1, 2)");
	const page = await maker.get(desk);
	assert.match(page.text, /行业插件已由 2\.0\.0 版更新为 1\.0\.0 版/);
	assert.match(page.text, /尚未留存基准/, 'version 2 is of another plugin');
	assert.equal((await start('2')).status, 303);
	assert.match(sql("SELECT CONCAT(b.based_on = v.id, ',', b.state, ',', b.plugin_version) FROM checklist_version v JOIN checklist_version b ON b.id = v.baseline_id WHERE v.sector = 'AGR' AND v.number = 2"),
		/^1,baseline,2\.0\.0$/);
	await portal.until(async () => (await portal.get('/checklists/agriculture/changes')).text.match(/<option[^>]*>行业基准清单（插件 2\.0\.0 版）/g)?.length === 2,
		'it once on each side: what was made up is no list to compare with (nginx has a page for a second)');
	assert.equal((await maker.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303);
	portal.sql("UPDATE checklist_version SET state = 'discarded', number = NULL WHERE sector = 'AGR' AND number = 2");
	assert.doesNotMatch((await maker.get(desk)).text, /行业基准已更新|尚未留存基准/);
	assert.equal((await start('1')).status, 303);
	assert.equal(sql("SELECT baseline_id FROM checklist_version WHERE sector = 'AGR' AND number = 1"), first);
	assert.equal(sql(`SELECT COUNT(*) FROM checklist_clash WHERE version_id = ${draftId()}`), '0');
});
