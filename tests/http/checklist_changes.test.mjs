// Differences between any two lists of a sector, in plain words: versions and
// baseline for everybody, the draft too at the desk.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tryDraft } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';

const desk = '/desk/checklists/mining';
const draft = `${desk}/draft`;
const compare = '/checklists/mining/changes';
let portal, mining, mining2;

before(async () => {
	portal = await startInstance();
	mining = await signedIn('mining');
	mining2 = await signedIn('mining2');
	await mining.submit(desk, { from: 'baseline' }, draft);
	await change('MIN-03', { frequency: 'weekly' });
	await act('MIN-07', 'up');
	await publish();
	await mining.submit(desk, { from: '1' }, draft);
	const text = portal.sql("SELECT question_zh FROM checklist_item WHERE code = 'MIN-02' ORDER BY id DESC LIMIT 1").trim();
	await change('MIN-02', { question_zh: text.replace('是否', '是否已经') });
	assert.equal((await mining.submit(`${draft}/own`, own, `${draft}/own`)).status, 303);
	await publish();
	await mining.submit(desk, { from: '2' }, draft);
	await change('MIN-02', { weight: '9' });
	await new Promise((done) => setTimeout(done, 1100));
});
after(() => portal?.stop());

const own = {
	category: 'S5', question_zh: '是否参加了本市的联合应急演练？', question_en: 'Did it take part in the joint drill?', guidance_zh: '', guidance_en: '',
	answer: 'yes_no', basis: '《示例办法》第三条', frequency: 'yearly', weight: '2',
};

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303);
	return visitor;
}

// The item as its form has it, with some fields otherwise.
async function change(code, fields) {
	const [zh, en, guidanceZh, guidanceEn, frequency, weight] = portal.sql(`SELECT question_zh, question_en, guidance_zh, guidance_en, frequency, weight
		FROM checklist_item WHERE code = '${code}' ORDER BY id DESC LIMIT 1`).replace(/\n$/, '').split('\t');
	const path = `${draft}/items/${code}`;
	const answer = await mining.submit(path, { question_zh: zh, question_en: en, guidance_zh: guidanceZh, guidance_en: guidanceEn, frequency, weight, demanded: '1', ...fields }, path);
	assert.equal(answer.status, 303, answer.text);
}

async function act(code, what) {
	assert.equal((await mining.submit(draft, { code, act: what }, `${draft}/act`)).status, 303);
}

async function publish() {
	const effective = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	await tryDraft(mining, desk, '91370982MA9E000223');
	assert.equal((await mining.submit(`${draft}/propose`, { effective, note: '' }, `${draft}/propose`)).status, 303);
	assert.equal((await mining2.submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`)).status, 303);
}

// The entry of an item among the changes, without tags.
function entry(page, code) {
	const found = page.text.split('<li><p class="az-entry__title">').find((part) => part.includes(`<span class="az-code">${code}</span>`));
	return found?.replaceAll(/<span class="govuk-visually-hidden">[^<]*<\/span>/g, '').replaceAll(/<(?!\/?(ins|del)\b)[^>]+>/g, '').replaceAll(/\s+/g, ' ').trim();
}

test('the last two versions are compared first, word by word', async () => {
	const page = await portal.get(compare);
	assert.equal(page.status, 200);
	assert.match(page.text, /从“第 1 版”到“第 2 版”/);
	assert.match(page.text, /新增 1 项、修改 1 项/);
	assert.match(entry(page, 'MIN-02'), /检查内容有修改： .*是否<ins>已经<\/ins>/);
	assert.match(entry(page, 'MIN-L01'), /^新增 MIN-L01/);
	assert.match(page.text, /<ins><span class="govuk-visually-hidden">〔加上〕 <\/span>已经<\/ins>/, 'said aloud, too');
	assert.equal(entry(page, 'MIN-03'), undefined, 'what did not change is not told');
});

test('any two: the baseline, backwards, one with itself', async () => {
	const all = await portal.get(`${compare}?from=baseline&to=2`);
	assert.match(entry(all, 'MIN-03'), /检查频次： <del>[^<]+<\/del> → <ins>每周一次<\/ins>/);
	assert.match(entry(all, 'MIN-07'), /^调整顺序 MIN-07 .*现在排在 MIN-06 之前。/);
	assert.match(all.text, /<option value="baseline" selected>/);
	const back = await portal.get(`${compare}?from=2&to=1`);
	assert.match(entry(back, 'MIN-02'), /是否<del>已经<\/del>/);
	assert.match(entry(back, 'MIN-L01'), /^停用 MIN-L01/);
	const same = await portal.get(`${compare}?from=2&to=2`);
	assert.equal(same.status, 200);
	assert.match(same.text, /内容没有变化/);
});

test('in the other language', async () => {
	const visitor = portal.visitor();
	await visitor.get('/lang/en');
	const page = await visitor.get(`${compare}?from=baseline&to=2`);
	assert.match(entry(page, 'MIN-03'), /Frequency: <del>[^<]+<\/del> → <ins>Every week<\/ins>/);
	assert.match(entry(page, 'MIN-02'), /The question changed in Chinese: .*<ins>已经<\/ins>/);
	assert.match(entry(page, 'MIN-07'), /Now before MIN-06\./);
});

test('the draft is for the desk alone', async () => {
	for (const path of [`${compare}?to=draft`, `${compare}?from=3`, `${compare}?from=0`, `${compare}?from=%3Cb%3E`, '/checklists/nothing/changes'])
		assert.equal((await portal.get(path)).status, 404, path);
	const page = await mining.get(`${desk}/changes`);
	assert.match(page.text, /从“第 2 版”到“草稿”/);
	assert.match(entry(page, 'MIN-02'), /权重： <del>\d<\/del> → <ins>9<\/ins>/);
	assert.equal((await mining.get(`${compare}?to=draft`)).status, 404);
	assert.equal((await (await signedIn('energy')).get(`${desk}/changes`)).status, 404);
	assert.equal((await (await signedIn('insurer-a')).get(`${desk}/changes`)).status, 403);
	assert.equal((await portal.get(`${desk}/changes`)).status, 303);
	assert.equal((await (await signedIn('city')).get(`${desk}/changes?from=1`)).status, 200);
});

test('before anything is published there is the baseline alone', async () => {
	const page = await portal.get('/checklists/agriculture/changes');
	assert.equal(page.status, 200);
	assert.match(page.text, /内容没有变化/);
});
