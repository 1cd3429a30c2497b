// Checklists: the public reads, the city's regulator drafts and publishes, the
// baseline is protected, nobody's change is lost, old versions stay readable.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tryDraft } from '../checklist_version.mjs';
import { build, startInstance } from '../instance.mjs';

const desk = '/desk/checklists/chemicals';
const draft = `${desk}/draft`;
let portal, plugins, city, city2;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
	city = await signedIn('city');
	city2 = await signedIn('city2');
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

async function signedIn(name) {
	const visitor = portal.visitor();
	const answer = await visitor.signIn(name);
	assert.equal(answer.status, 303, `${name} signs in`);
	return visitor;
}

const item = {
	question_zh: '特种作业人员是否全部持有效操作证上岗并随身携带？', question_en: 'Do all operators carry a valid certificate?', demanded: '1',
	guidance_zh: '', guidance_en: '', frequency: 'monthly', weight: '4',
};
const own = {
	category: 'S5', question_zh: '是否参加了园区的联合应急演练？', question_en: 'Did it take part in the joint drill?', guidance_zh: '',
	guidance_en: '', answer: 'yes_no', basis: '《示例办法》第三条', frequency: 'yearly', weight: '2',
};
const act = (visitor, code, what) => (what === 'retire' ? retire(visitor, code) : visitor.submit(draft, { code, act: what }, `${draft}/act`));
const retire = (visitor, code, reason = '本市没有这类企业。', path = `${draft}/items/${code}/retire`) => visitor.submit(path, { reason }, path);
const start = (visitor, from) => visitor.submit(desk, { from }, draft);
async function propose(visitor, effective, note = '') {
	await tryDraft(visitor, desk, '91370902MA9E00014C');
	return visitor.submit(`${draft}/propose`, { effective, note }, `${draft}/propose`);
}
const decide = (visitor, action, reason = '') => visitor.submit(`${draft}/review`, { action, reason }, `${draft}/review`);
// Proposed by one person, published by the other.
async function publish(visitor, effective, note = '') {
	const proposed = await propose(visitor, effective, note);
	return proposed.status === 303 ? decide(visitor === city ? city2 : city, 'publish') : proposed;
}

function day(offset) {
	return new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
}

// A public page may be one second old.
const settled = () => new Promise((done) => setTimeout(done, 1100));

// Returns when every worker has read the clock again and no copy of a page is kept.
async function shift(by) {
	portal.ctl('demo', 'clock', by);
	await new Promise((done) => setTimeout(done, 2100));
}

function order(text) {
	return [...text.matchAll(/<li id="(CHE-\w+)"/g)].map(([, code]) => code);
}

test('before anything is published the public reads the baseline', async () => {
	const all = await portal.get('/checklists');
	assert.equal(all.status, 200);
	for (const sector of ['mining', 'chemicals', 'construction', 'transport', 'agriculture', 'energy'])
		assert.match(all.text, new RegExp(`href="/checklists/${sector}"`));
	const page = await portal.get('/checklists/chemicals');
	assert.equal(page.status, 200);
	assert.match(page.text, /行业基准清单/);
	assert.equal(page.text.match(/<tr id="CHE-\d\d"/g).length, 15);
	assert.match(page.text, /尚未核对原文/);
	assert.equal((await portal.get('/checklists/chemicals/baseline')).status, 200);
});

test('items are filtered by category and by major hazard', async () => {
	const page = await portal.get('/checklists/chemicals?category=S5');
	assert.deepEqual([...page.text.matchAll(/<tr id="(CHE-\w+)"/g)].map(([, code]) => code), ['CHE-15']);
	const major = await portal.get('/checklists/chemicals?major=only');
	assert.doesNotMatch(major.text, /<tr id="CHE-15"/);
	assert.match(major.text, /<tr id="CHE-01"/);
	assert.equal((await portal.get('/checklists/chemicals?category=S1')).status, 200);
	for (const bad of ['category=S9', 'major=yes', 'category=%3Cb%3E'])
		assert.equal((await portal.get(`/checklists/chemicals?${bad}`)).status, 404, bad);
});

test('addresses that name nothing are not found', async () => {
	for (const path of ['/checklists/nothing', '/checklists/CHE', '/checklists/chemicals/1', '/checklists/chemicals/0',
		'/checklists/chemicals/01', '/checklists/chemicals/-1', '/checklists/chemicals/99999999999', '/checklists/chemicals/x'])
		assert.equal((await portal.get(path)).status, 404, path);
});

test('the desk is for regulators, each for the own sectors', async () => {
	const guest = await portal.get(desk);
	assert.equal(guest.status, 303);
	assert.match(guest.headers.get('location'), /^\/login/);
	for (const name of ['insurer-a', 'nfra', 'agency-a', 'auditor', 'admin', 'handler-taishan'])
		assert.equal((await (await signedIn(name)).get('/desk/checklists')).status, 403, name);
	const farmer = await signedIn('agriculture');
	const rooms = await farmer.get('/desk/checklists');
	assert.match(rooms.text, /\/desk\/checklists\/agriculture/);
	assert.doesNotMatch(rooms.text, /\/desk\/checklists\/chemicals/);
	for (const path of [desk, draft, `${draft}/own`, `${draft}/items/CHE-02`, `${draft}/propose`, `${draft}/review`, `${draft}/discard`,
		'/desk/checklists/nothing'])
		assert.equal((await farmer.get(path)).status, 404, path);
	const forged = await farmer.submit('/desk/checklists/agriculture', { from: 'baseline' }, '/desk/checklists/agriculture/draft');
	assert.equal(forged.status, 303);
});

test('a county reads and does not write', async () => {
	const county = await signedIn('che-taishan');
	const page = await county.get(desk);
	assert.equal(page.status, 200);
	assert.match(page.text, /只能查阅/);
	assert.doesNotMatch(page.text, new RegExp(`action="${draft}"`));
	for (const path of [`${draft}/own`, `${draft}/items/CHE-02`, `${draft}/propose`, `${draft}/review`, `${draft}/discard`])
		assert.equal((await county.get(path)).status, 404, path);
	assert.equal((await (await signedIn('city')).get('/desk/checklists/energy')).status, 200, 'the coordinator reads all');
});

test('a post needs its token, and its own sector', async () => {
	assert.equal((await city.post(draft, { from: 'baseline' })).status, 403);
	assert.equal((await city.post(`${draft}/act`, { code: 'CHE-02', act: 'up', revision: '0' })).status, 403);
	// The city's coordinator reads the energy sector; its form is not offered, and a token for another action is none.
	const page = await city.get('/desk/checklists/energy');
	assert.doesNotMatch(page.text, /action="\/desk\/checklists\/energy\/draft"/);
	const token = /name="csrf" value="([^"]+)"/.exec((await city.get(desk)).text.split('az-form')[1])[1];
	assert.equal((await city.post('/desk/checklists/energy/draft', { csrf: token, from: 'baseline' })).status, 403);
});

test('one draft a sector', async () => {
	assert.equal((await city.get(draft)).status, 303);
	for (const path of [`${draft}/own`, `${draft}/items/CHE-02`, `${draft}/propose`, `${draft}/review`, `${draft}/discard`])
		assert.equal((await city.get(path)).status, 409, path);
	assert.equal((await start(city, '7')).status, 422);
	const late = await city2.get(desk);
	assert.equal((await start(city, 'baseline')).headers.get('location'), `${draft}?done=checklist_started`);
	const token = /az-form[\s\S]*?name="csrf" value="([^"]+)"/.exec(late.text)[1];
	const second = await city2.post(draft, { csrf: token, from: 'baseline' });
	assert.equal(second.status, 409);
	assert.match(second.text, /已有一份草稿/);
	assert.equal(portal.sql("SELECT COUNT(*) FROM checklist_version WHERE sector = 'CHE' AND state = 'draft'").trim(), '1');
	const public_ = await portal.get('/checklists/chemicals');
	assert.match(public_.text, /行业基准清单/);
});

test('the baseline cannot be weakened, and the refusal names the clause', async () => {
	const path = `${draft}/items/CHE-02`;
	const rare = await city.submit(path, { ...item, frequency: 'half_yearly' }, path);
	assert.equal(rare.status, 422);
	assert.match(rare.text, /不能低于每季度一次。依据：AQ 3067-2026/);
	const light = await city.submit(path, { ...item, weight: '2' }, path);
	assert.equal(light.status, 422);
	assert.match(light.text, /权重不能低于 3。依据：AQ 3067-2026/);
	const away = await act(city, 'CHE-02', 'retire');
	assert.equal(away.status, 422);
	assert.match(away.text, /法定条目，不能停用。依据：AQ 3067-2026/);
	assert.equal(portal.sql("SELECT revision FROM checklist_version WHERE sector = 'CHE' AND state = 'draft'").trim(), '0');
});

test('an item is changed; what is wrong comes back as typed', async () => {
	const path = `${draft}/items/CHE-02`;
	for (const bad of [{ weight: '0' }, { weight: '10' }, { weight: '' }, { question_zh: '' }, { question_en: '' }, { frequency: 'daily' }, { frequency: '' }])
		assert.equal((await city.submit(path, { ...item, ...bad }, path)).status, 422, JSON.stringify(bad));
	const typed = await city.submit(path, { ...item, weight: '10' }, path);
	assert.match(typed.text, /随身携带/);
	assert.equal((await city.submit(path, item, path)).headers.get('location'), `${draft}?done=checklist_changed#CHE-02`);
	const page = await city.get(draft);
	assert.match(page.text, /<del>[\s\S]*?每季度一次<\/del>[\s\S]*?<ins>[\s\S]*?每月一次/);
	assert.match(page.text, /修改条目 <span>CHE-02/);
	for (const gone of ['CHE-99', 'CHE-L01']) assert.equal((await city.get(`${draft}/items/${gone}`)).status, 404, gone);
	assert.equal((await city.get(`${draft}/own/CHE-02`)).status, 404);
});

test('items are moved, taken out of use and brought back', async () => {
	assert.equal((await act(city, 'CHE-03', 'up')).status, 303);
	assert.deepEqual(order((await city.get(draft)).text).slice(0, 3), ['CHE-01', 'CHE-03', 'CHE-02']);
	assert.equal((await act(city, 'CHE-03', 'down')).status, 303);
	assert.deepEqual(order((await city.get(draft)).text).slice(0, 3), ['CHE-01', 'CHE-02', 'CHE-03']);
	const revision = portal.sql("SELECT revision FROM checklist_version WHERE sector = 'CHE' AND state = 'draft'");
	assert.equal((await act(city, 'CHE-01', 'up')).status, 303, 'the first one stays');
	assert.equal(portal.sql("SELECT revision FROM checklist_version WHERE sector = 'CHE' AND state = 'draft'"), revision);
	const unsaid = await retire(city, 'CHE-15', '');
	assert.equal(unsaid.status, 422, 'a reason is asked');
	assert.match(unsaid.text, /id="reason-error"/);
	assert.equal((await retire(city, 'CHE-15')).headers.get('location'), `${draft}?done=checklist_retired#CHE-15`);
	assert.match((await city.get(draft)).text, /<li id="CHE-15">[\s\S]*?停用原因[\s\S]*?本市没有这类企业。/);
	assert.equal((await city.get(`${draft}/items/CHE-15/retire`)).status, 404, 'out of use already');
	assert.equal((await act(city, 'CHE-14', 'down')).status, 303, 'what is out of use is no neighbour');
	assert.equal((await act(city, 'CHE-15', 'restore')).status, 303);
	assert.equal((await act(city, 'CHE-77', 'up')).status, 404);
	assert.equal((await act(city, 'CHE-02', 'vanish')).status, 422);
	assert.equal((await act(city, '', 'up')).status, 422);
});

test('of two editors neither overwrites the other', async () => {
	const path = `${draft}/items/CHE-04`;
	const mine = await city.get(path);
	const fields = { csrf: /az-form[\s\S]*?name="csrf" value="([^"]+)"/.exec(mine.text)[1], revision: /name="revision" value="(\d+)"/.exec(mine.text)[1] };
	assert.equal((await city2.submit(path, { ...item, question_zh: '同事的问题写在这里', weight: '3' }, path)).status, 303);
	const late = await city.post(path, { ...fields, ...item, question_zh: '我的问题写在这里' });
	assert.equal(late.status, 409);
	assert.match(late.text, /示例二 周/);
	assert.match(late.text, /我的问题写在这里/, 'what was typed is kept');
	assert.match(late.text, /同事的问题写在这里/, 'what the colleague wrote is shown');
	assert.match(portal.sql("SELECT question_zh FROM checklist_item WHERE code = 'CHE-04'"), /同事的问题/);
	const again = { csrf: /az-form[\s\S]*?name="csrf" value="([^"]+)"/.exec(late.text)[1], revision: /name="revision" value="(\d+)"/.exec(late.text)[1] };
	assert.equal((await city.post(path, { ...again, ...item, question_zh: '我的问题写在这里' })).status, 303);
	for (const revision of ['', 'x', '-1', '999']) {
		const { text } = await city.get(path);
		const answer = await city.post(path, { csrf: /az-form[\s\S]*?name="csrf" value="([^"]+)"/.exec(text)[1], ...item, revision });
		assert.equal(answer.status, revision === '' ? 422 : 409, revision);
	}
});

test('an item of the city gets a code that is never used again', async () => {
	const path = `${draft}/own`;
	for (const bad of [{ category: 'S9' }, { basis: '' }, { question_zh: '' }, { question_en: '' }, { weight: '12' }, { frequency: '' }])
		assert.equal((await city.submit(path, { ...own, ...bad }, path)).status, 422, JSON.stringify(bad));
	assert.equal((await city.submit(path, own, path)).headers.get('location'), `${draft}?done=checklist_added#CHE-L01`);
	const edit = `${draft}/own/CHE-L01`;
	assert.equal((await city.submit(edit, { ...own, weight: '1', verified: '1' }, edit)).status, 303);
	assert.equal(portal.sql("SELECT b.verified FROM checklist_basis b JOIN checklist_item i ON i.id = b.item_id WHERE i.code = 'CHE-L01'").trim(), '1');
	assert.equal((await act(city, 'CHE-L01', 'retire')).status, 303, 'no law demands it');
	assert.equal((await city.submit(`${draft}/discard`, {}, `${draft}/discard`)).headers.get('location'), `${desk}?done=checklist_discarded`);
	assert.equal((await start(city, 'baseline')).status, 303);
	assert.equal((await city.submit(path, own, path)).headers.get('location'), `${draft}?done=checklist_added#CHE-L02`);
});

test('a version is published with its day, and the draft is gone', async () => {
	const path = `${draft}/items/CHE-02`;
	assert.equal((await city.submit(path, item, path)).status, 303);
	for (const bad of [day(-1), '', '2026-02-30', 'soon']) assert.equal((await publish(city, bad)).status, 422, bad);
	assert.equal((await publish(city, day(0), '第一次发布')).headers.get('location'), `${desk}?done=checklist_published`);
	for (const gone of [`${draft}/propose`, `${draft}/review`, `${draft}/discard`, `${draft}/own`]) assert.equal((await city.get(gone)).status, 409, gone);
	await settled();
	const page = await portal.get('/checklists/chemicals');
	assert.match(page.text, /第 1 版/);
	assert.match(page.text, /第一次发布/);
	assert.match(page.text, /随身携带/);
	assert.match(page.text, /<tr id="CHE-L02"/);
	assert.match(page.text, /与行业基准清单相比的变化/);
	assert.equal((await portal.get('/checklists/chemicals/1')).status, 200);
	assert.doesNotMatch((await portal.get('/checklists/chemicals/baseline')).text, /随身携带/);
});

test('a coming version waits for its day; the old one stays readable', async () => {
	assert.equal((await start(city, '1')).status, 303);
	const same = await publish(city, day(0));
	assert.equal(same.status, 422);
	assert.match(same.text, /与第 1 版没有任何不同/);
	assert.equal((await act(city, 'CHE-15', 'retire')).status, 303);
	assert.equal((await publish(city, day(30))).status, 303);
	await settled();
	assert.match((await portal.get('/checklists/chemicals')).text, /<tr id="CHE-15"/);
	const coming = await portal.get('/checklists/chemicals/2');
	assert.match(coming.text, /待施行/);
	assert.doesNotMatch(coming.text, /<tr id="CHE-15"/);
	assert.equal((await start(city, '2')).status, 303);
	assert.equal((await act(city, 'CHE-15', 'restore')).status, 303);
	const early = await publish(city, day(29));
	assert.equal(early.status, 422);
	assert.match(early.text, new RegExp(`不能早于第 2 版的施行日期（${day(30)}）`));
	assert.equal((await city.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303);
	await shift('+30d');
	const later = await portal.get('/checklists/chemicals');
	assert.match(later.text, /第 2 版/);
	assert.doesNotMatch(later.text, /<tr id="CHE-15"/);
	const old = await portal.get('/checklists/chemicals/1');
	assert.match(old.text, /<tr id="CHE-15"/);
	assert.match(old.text, /已被替代/);
	await shift('reset');
});

test('in the other language', async () => {
	const visitor = portal.visitor();
	await visitor.get('/lang/en');
	const page = await visitor.get('/checklists/chemicals/1');
	assert.match(page.text, /Do all operators carry a valid certificate\?/);
	assert.match(page.text, /Not yet verified/);
	assert.doesNotMatch(page.text, /checklist\.[a-z_]+/, 'no key without a text');
});

test('each step is in the trail, with who took it', () => {
	const trail = portal.sql("SELECT t.action, t.from_state, t.to_state FROM audit t JOIN checklist_version v ON v.id = t.noun_id WHERE t.noun = 'checklist' AND v.sector = 'CHE' AND t.account_id IS NOT NULL ORDER BY t.id");
	for (const step of ['start\t\tdraft', 'change\tdraft\tdraft', 'add\tdraft\tdraft', 'retire\tdraft\tdraft', 'restore\tdraft\tdraft',
		'move\tdraft\tdraft', 'propose\tdraft\treview', 'publish\treview\tpublished', 'discard\tdraft\tdiscarded'])
		assert.ok(trail.includes(step), step);
});

test('a draft from before baselines were kept is put on the new one before it is published; what is not known is asked', async () => {
	city = await signedIn('city'); // the shifted clock ended the sessions
	city2 = await signedIn('city2');
	assert.equal((await start(city, 'baseline')).status, 303);
	const path = `${draft}/items/CHE-02`;
	assert.equal((await city.submit(path, { ...item, question_zh: '本市自己的写法在这里' }, path)).status, 303);
	const ago = (sector) => portal.sql(`UPDATE checklist_version SET plugin_version = '0.9.0', baseline_id = NULL WHERE sector = '${sector}' AND state = 'draft'`);
	ago('CHE');
	const refused = await publish(city, day(30));
	assert.equal(refused.status, 409);
	assert.match(refused.text, /行业插件已更新为 \d+\.\d+\.\d+ 版/);
	const { text } = await city.get(desk);
	assert.match(text, /并入新的行业基准/);
	assert.match(text, /尚未留存基准/);
	const token = new RegExp(`action="${draft}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(text)[1];
	assert.equal((await city.post(draft, { csrf: token, from: 'draft' })).status, 303);
	assert.match((await city.get(draft)).text, /本市自己的写法在这里/);
	assert.equal((await publish(city, day(30))).status, 422, 'what the city changed is to be decided');
	const merge = await city.get(`${draft}/merge`);
	assert.match(merge.text, /无从查考/);
	const fields = Object.fromEntries([...merge.text.matchAll(/name="(k\d+)"[^>]*value="city"/g)].map(([, name]) => [name, 'city']));
	assert.notEqual(Object.keys(fields).length, 0);
	for (const [, name] of merge.text.matchAll(/name="(k\d+_said)"/g)) fields[name] = '1'; // the law demands CHE-02
	assert.equal((await city.submit(`${draft}/merge`, fields, `${draft}/merge`)).status, 303);
	assert.equal((await city.post(draft, { csrf: token, from: 'draft' })).status, 409, 'once is enough');
	assert.equal((await publish(city, day(30))).status, 303);
});

test('without its plugin a sector keeps what was published and refuses to edit', async () => {
	assert.equal((await start(city, 'baseline')).status, 303);
	rmSync(join(plugins, 'chemicals.so'));
	rmSync(join(plugins, 'mining.so'));
	await portal.restart();
	const all = await portal.get('/checklists');
	assert.match(all.text, /未找到矿山行业的插件文件 mining\.so/);
	const page = await portal.get('/checklists/chemicals');
	assert.equal(page.status, 200);
	assert.match(page.text, /第 1 版/);
	assert.match(page.text, /已发布的版本仍可查阅/);
	assert.equal((await portal.get('/checklists/mining')).status, 200);
	assert.match((await portal.get('/checklists/mining')).text, /未找到矿山行业的插件文件 mining\.so/);
	assert.equal((await portal.get('/checklists/mining/baseline')).status, 404);
	assert.equal((await portal.get('/checklists/energy')).status, 200, 'the other sectors never notice');
	assert.match((await city.get(desk)).text, /未找到危险化学品行业的插件文件 chemicals\.so/);
	for (const path of [`${draft}/own`, `${draft}/items/CHE-02`, `${draft}/propose`]) {
		const answer = await city.get(path);
		assert.equal(answer.status, 409, path);
		assert.match(answer.text, /未找到危险化学品行业的插件文件/);
	}
	assert.equal((await city.get(draft)).status, 200);
	assert.equal((await city.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303, 'giving up is possible');
});
