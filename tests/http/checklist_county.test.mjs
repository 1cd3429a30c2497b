// What a county adds to its city's checklist: its own list by the same desk, who may read and change it, what a visit asks in
// which county, what the public sees, and what becomes of it when the city's list changes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { publishedChecklist, tryDraft } from '../checklist_version.mjs';
import { build, home, startInstance } from '../instance.mjs';

const cityRoom = '/desk/checklists/chemicals', room = '/desk/checklists/chemicals-370902', draft = `${room}/draft`;
const taishanPlant = '91370902MA9E00014C', xintaiPlant = '91370982MA9E00073B';
const own = {
	category: 'S2', question_zh: '泰山景区周边企业是否有应急疏散联动方案？', question_en: 'Is there an evacuation plan with the scenic area?', guidance_zh: '', guidance_en: '',
	answer: 'yes_no', basis: '《示例区办法》', clause: '第二条', in_force_from: '2024-01-01', in_force_to: '', frequency: 'yearly', weight: '2',
};
let portal, city, city2, taishan, taishan2, xintai, insurer, first;

before(async () => {
	portal = await startInstance();
	execFileSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, 'user', 'add', 'che-xintai', '示例 新泰', 'regulator', '--authority', 'xintai-emergency'],
		{ input: 'anze-demo-xintai\n', cwd: home });
	[city, city2, taishan, taishan2, insurer] = await Promise.all(['city', 'city2', 'che-taishan', 'che-taishan2', 'insurer-a'].map((name) => signedIn(name)));
	xintai = await signedIn('che-xintai', 'anze-demo-xintai');
	first = await publishedChecklist(portal, city, 'chemicals');
});
after(() => portal?.stop());

async function signedIn(name, word) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name, word)).status, 303, name);
	return visitor;
}

const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
const add = (visitor, more = {}, at = draft) => visitor.submit(`${at}/own`, { ...own, ...more }, `${at}/own`);
const trail = () => Number(portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'checklist'").trim());
const codesOf = (text) => [...text.matchAll(/id="(CHE-[0-9L-]+)"/g)].map(([, code]) => code);
const condition = (code) => `${draft}/items/${code}/condition`;
const ask = (code, text, visitor = taishan) => visitor.submit(condition(code), { relevant: text }, condition(code));
const propose = (visitor, at, effective = day(0)) => visitor.submit(`${at}/draft/propose`, { effective, note: '' }, `${at}/draft/propose`);
const decide = (visitor, at, action, reason = '') => visitor.submit(`${at}/draft/review`, { action, reason }, `${at}/draft/review`);
async function publish(maker, second, at, uscc, effective) {
	await tryDraft(maker, at, uscc);
	const proposed = await propose(maker, at, effective);
	assert.equal(proposed.status, 303, proposed.text);
	const published = await decide(second, at, 'publish');
	assert.equal(published.status, 303, published.text);
}
async function visit(visitor, uscc) {
	const begun = await visitor.submit('/desk/visits/new', { uscc, sector: 'CHE' }, '/desk/visits/new');
	assert.equal(begun.status, 303, begun.text);
	return begun.location.replace(/\?.*/, '');
}
async function pagesOf(visitor, path) {
	const pages = new Set([...(await visitor.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g'))].map(([, page]) => page));
	return Promise.all([...pages].map(async (page) => (await visitor.get(page)).text));
}
const asked = async (visitor, path) => (await pagesOf(visitor, path)).flatMap((text) => [...text.matchAll(/<div class="az-item" id="(CHE-[0-9L-]+)"[^>]*>/g)].map(([, code]) => code));

test('who may open a county\'s list, and who may change it', async () => {
	assert.equal((await portal.get(room)).status, 303, 'the public signs in first');
	for (const name of ['insurer-a', 'nfra', 'auditor', 'handler-taishan']) assert.equal((await (await signedIn(name)).get(room)).status, 403, name);
	for (const name of ['construction', 'mining', 'agriculture']) assert.equal((await (await signedIn(name)).get(room)).status, 404, name);
	for (const path of [room, draft, `${draft}/own`, `${draft}/propose`, `${draft}.xlsx`]) assert.equal((await xintai.get(path)).status, 404, path);
	for (const path of ['/desk/checklists/chemicals-370999', '/desk/checklists/chemicals-370900', '/desk/checklists/chemicals-37090', '/desk/checklists/chemicals-', '/desk/checklists/nothing-370902'])
		assert.equal((await city.get(path)).status, 404, path);
	const page = await taishan.get(room);
	assert.equal(page.status, 200);
	assert.match(page.text, /危险化学品（泰山区增补）检查清单/);
	assert.match(page.text, /只能在全市清单之外增补条目/);
	assert.match(page.text, /本县（市、区）尚未发布过增补，检查按全市清单进行/);
	assert.doesNotMatch(page.text, /本市尚未发布过版本/, 'the city has');
	assert.match((await taishan.get(cityRoom)).text, new RegExp(`href="${room}"[^>]*>泰山区`));
	const read = await city.get(room);
	assert.match(read.text, /只能查阅/);
	assert.doesNotMatch(read.text, new RegExp(`action="${draft}"`));
	for (const path of [`${draft}/own`, `${draft}/propose`, `${draft}/discard`]) assert.equal((await city.get(path)).status, 404, path);
	assert.equal((await taishan.post(draft, { from: 'baseline' })).status, 403, 'no token');
	const token = /action="\/desk\/checklists\/chemicals-370902\/draft"[\s\S]*?name="csrf" value="([^"]+)"/.exec(page.text)[1];
	assert.equal((await taishan.post('/desk/checklists/chemicals-370982/draft', { csrf: token, from: 'baseline' })).status, 403, 'a token of another list');
	const elsewhere = portal.sql("SELECT COUNT(*) FROM checklist_version WHERE county <> ''").trim();
	assert.equal(elsewhere, '0');
});

test('a county begins empty and adds items of its own, with a code that nobody else can have', async () => {
	const before = trail();
	const started = await taishan.submit(room, { from: 'baseline' }, draft);
	assert.equal(started.location, `${draft}?done=checklist_started`);
	assert.equal(trail(), before + 1);
	assert.equal((await add(taishan)).location, `${draft}?done=checklist_added#CHE-370902-L01`);
	assert.equal(trail(), before + 2);
	const bad = await add(taishan, { question_zh: '', question_en: 'Kept as it was typed' });
	assert.equal(bad.status, 422);
	assert.match(bad.text, /id="question_zh-error"/);
	assert.match(bad.text, /Kept as it was typed/);
	assert.equal((await add(taishan, { category: 'S4', question_zh: '另一个类别的问题是什么？' })).status, 303);
	const page = await taishan.get(draft);
	assert.deepEqual(codesOf(page.text), ['CHE-370902-L01', 'CHE-370902-L02']);
	assert.match(page.text, /县区增补/);
	assert.doesNotMatch(page.text, /本市增补/);
	for (const code of ['CHE-01', 'CHE-03']) {
		assert.equal((await taishan.get(`${draft}/items/${code}`)).status, 404, 'nothing of the city\'s is there to change');
		const { revision } = JSON.parse(portal.sql("SELECT JSON_OBJECT('revision', revision) FROM checklist_version WHERE county = '370902' AND state = 'draft'"));
		const csrf = /<form[^>]*draft\/act"[\s\S]*?name="csrf" value="([^"]+)"/.exec(page.text)[1];
		assert.equal((await taishan.post(`${draft}/act`, { csrf, code, act: 'up', revision: String(revision) })).status, 404);
		assert.equal((await taishan.get(`${draft}/items/${code}/retire`)).status, 404);
	}
	// Two counties and the city number for themselves.
	assert.equal((await xintai.submit('/desk/checklists/chemicals-370982', { from: 'baseline' }, '/desk/checklists/chemicals-370982/draft')).status, 303);
	assert.match((await add(xintai, {}, '/desk/checklists/chemicals-370982/draft')).location, /#CHE-370982-L01$/);
	assert.equal((await xintai.submit('/desk/checklists/chemicals-370982/draft/discard', {}, '/desk/checklists/chemicals-370982/draft/discard')).status, 303);
});

test('a condition speaks of facts and of the city\'s items before it', async () => {
	// S2 stands behind CHE-13, the city's last of that category; CHE-15 (S5) comes later.
	assert.equal((await ask('CHE-370902-L01', "${CHE_13} = 'no'")).status, 303);
	assert.match((await taishan.get(draft)).text, /仅当CHE-13 的回答为“否”时检查/);
	const later = await ask('CHE-370902-L01', "${CHE_15} = 'no'");
	assert.equal(later.status, 422);
	assert.match(later.text, /而 CHE-15 排在它后面/);
	assert.match((await ask('CHE-370902-L01', "${CHE_99} = 'no'")).text, /没有叫“CHE_99”/);
	const builder = await taishan.get(condition('CHE-370902-L01'));
	for (const name of ['CHE_03', 'CHE_13']) assert.match(builder.text, new RegExp(`value="${name}"`), name);
	assert.doesNotMatch(builder.text, /value="CHE_15"/);
	// In another category it would stand elsewhere; an item that asks for it would then come first.
	assert.equal((await ask('CHE-370902-L02', "${CHE_370902_L01} = 'yes'")).status, 303);
	const shown = await taishan.get(`${draft}/preview`);
	const order = [...shown.text.matchAll(/<div class="az-item" id="(CHE-[0-9L-]+)"/g)].map(([, code]) => code);
	assert.equal(order.indexOf('CHE-370902-L01'), order.indexOf('CHE-13') + 1);
	assert.equal(order.at(-1), 'CHE-370902-L02', 'a category that the city does not use stands at the end');
	assert.equal([...shown.text.matchAll(/泰山区增补的条目/g)].length, 2, 'parted in each category');
	const change = (code, more) => taishan.submit(`${draft}/own/${code}`, { ...own, ...more }, `${draft}/own/${code}`);
	assert.equal((await change('CHE-370902-L02', { category: 'S2', question_zh: '另一个类别的问题是什么？' })).status, 303);
	const turned = await change('CHE-370902-L01', { category: 'S5' });
	assert.equal(turned.status, 422, 'L02 would come before what it asks for');
	assert.match(turned.text, /CHE-370902-L02 → CHE-370902-L01/);
	assert.equal((await ask('CHE-370902-L02', '')).status, 303);
	assert.equal((await change('CHE-370902-L02', { category: 'S4', question_zh: '另一个类别的问题是什么？' })).status, 303);
});

test('its spreadsheet goes out and in, with conditions that speak of the city\'s items; the city\'s is refused', async () => {
	const bytesOf = async (path, visitor) => Buffer.from(await (await portal.fetch(path, { headers: { cookie: [...visitor.cookies].map(([n, v]) => `${n}=${v}`).join('; ') } })).arrayBuffer());
	const upload = async (bytes) => {
		const form = new FormData();
		form.append('csrf', new RegExp(`action="${draft}/sheet"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec((await taishan.get(`${draft}/sheet`)).text)[1]);
		form.append('sheet', new Blob([bytes]), 'added.xlsx');
		return taishan.post(`${draft}/sheet`, form);
	};
	const kept = await bytesOf(`${draft}.xlsx`, taishan);
	assert.equal((await ask('CHE-370902-L01', '')).status, 303);
	const own = await upload(kept);
	assert.equal(own.status, 200, own.text);
	assert.match(own.text, /仅当CHE-13 的回答为“否”时检查/);
	const [, inner] = new RegExp(`<form[^>]*action="${draft}/sheet/apply"[^>]*>([\\s\\S]*?)</form>`).exec(own.text);
	const before = trail();
	const taken = await taishan.post(`${draft}/sheet/apply`, Object.fromEntries([...inner.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])));
	assert.equal(taken.location, `${draft}?done=checklist_imported`, taken.text);
	assert.equal(trail(), before + 1);
	assert.match((await taishan.get(draft)).text, /仅当CHE-13 的回答为“否”时检查/);
	const other = await upload(await bytesOf('/checklists/chemicals/baseline.xlsx', taishan));
	assert.equal(other.status, 422);
	assert.match(other.text, /这是另一份检查清单/);
	assert.equal((await xintai.get(`${draft}.xlsx`)).status, 404);
	assert.equal((await city.get(`${draft}.xlsx`)).status, 200, 'the city reads');
});

test('it is tried, proposed, and published by a second person of the county', async () => {
	const untried = await propose(taishan, room);
	assert.equal(untried.status, 422);
	assert.match(untried.text, /草稿还没有试用/);
	const elsewhere = await taishan.submit(`${draft}/trial`, { uscc: xintaiPlant }, `${draft}/trial`);
	assert.match(elsewhere.text, /id="uscc-error"/, 'the sample is one of the county');
	const tried = await tryDraft(taishan, room, taishanPlant);
	assert.match((await taishan.get(tried)).text, /检查清单第1版；泰山区增补：检查清单草稿/);
	assert.equal((await propose(taishan, room)).status, 303);
	assert.equal((await decide(taishan, room, 'publish')).status, 422, 'who proposed it only withdraws');
	for (const other of [city, city2, xintai]) assert.equal((await other.get(`${draft}/review`)).status, 404);
	const waits = async (visitor) => /href="\/desk\/checklists"[^>]*>(?:<span>)?检查清单(?:<\/span>)?<span class="az-count">1</.test((await visitor.get('/desk')).text);
	assert.deepEqual(await Promise.all([taishan2, taishan, city, xintai].map(waits)), [true, false, false, false], 'it waits for the second person of the county alone');
	const before = trail();
	assert.equal((await decide(taishan2, room, 'publish')).location, `${room}?done=checklist_published`);
	assert.equal(trail(), before + 1);
	assert.match((await city.get(cityRoom)).text, new RegExp(`href="${room}"[^>]*>泰山区[\\s\\S]*?第 1 版`));
});

test('what is added needs a list of the city\'s to be added to; a zone is a part of its county only', async () => {
	const mines = '/desk/checklists/mining-370982';
	assert.equal((await xintai.submit(mines, { from: 'baseline' }, `${mines}/draft`)).status, 303);
	assert.match((await add(xintai, {}, `${mines}/draft`)).location, /#MIN-370982-L01$/);
	const untried = await xintai.submit(`${mines}/draft/trial`, { uscc: '91370982MA9E000223' }, `${mines}/draft/trial`);
	assert.equal(untried.status, 409);
	assert.match(untried.text, /还没有生效的检查清单/);
	assert.match((await portal.get('/checklists/mining?county=370982')).text, /新泰市目前没有增补条目/, 'a draft is nobody else\'s business');
	portal.sql("UPDATE authority SET zone = 'GX' WHERE code = 'xintai-emergency'");
	assert.match((await xintai.get(mines)).text, /只能查阅/);
	assert.equal((await xintai.get(`${mines}/draft/own`)).status, 404);
	portal.sql("UPDATE authority SET zone = NULL WHERE code = 'xintai-emergency'");
	assert.equal((await xintai.get(`${mines}/draft/own`)).status, 200);
});

test('a visit asks the county\'s items in the county and nowhere else', async () => {
	const here = await visit(insurer, taishanPlant), there = await visit(insurer, xintaiPlant);
	assert.match((await insurer.get(here)).text, /检查清单第1版；泰山区增补：检查清单第1版/);
	assert.ok((await asked(insurer, here)).includes('CHE-370902-L02'));
	assert.ok(!(await asked(insurer, there)).some((code) => code.startsWith('CHE-3709')));
	const page = (await pagesOf(insurer, here)).find((text) => text.includes('id="CHE-370902-L02"'));
	assert.match(page, /<p class="az-part">泰山区增补的条目<\/p>/);
	assert.doesNotMatch((await pagesOf(insurer, there)).join(''), /增补的条目/);
});

test('the public picks the county', async () => {
	const page = await portal.get('/checklists/chemicals?county=370902');
	assert.equal(page.status, 200);
	assert.match(page.text, /<option value="370902" selected>泰山区/);
	const [, additions] = page.text.split('<section class="az-addition"');
	assert.match(additions.split('</section>')[0], /泰山区增补的条目[\s\S]*CHE-370902-L01[\s\S]*CHE-370902-L02/);
	assert.doesNotMatch(page.text.split('<section class="az-addition"')[0], /CHE-370902/);
	const plain = await portal.get('/checklists/chemicals');
	assert.doesNotMatch(plain.text, /CHE-370902/);
	assert.match(plain.text, /<option value="370902">泰山区/);
	assert.match((await portal.get('/checklists/chemicals?county=370982')).text, /新泰市目前没有增补条目/);
	for (const path of ['/checklists/chemicals?county=370999', '/checklists/chemicals?county=370900', '/checklists/chemicals?county=%27', '/checklists/chemicals/2?county=370902', '/checklists/chemicals/1?county=370982',
		'/checklists/chemicals/baseline?county=370902', '/checklists/chemicals/changes?county=370999']) assert.equal((await portal.get(path)).status, 404, path);
	const version = await portal.get('/checklists/chemicals/1?county=370902');
	assert.match(version.text, /危险化学品（泰山区增补）检查清单/);
	assert.match(version.text, /CHE-370902-L01/);
	assert.doesNotMatch(version.text, /id="CHE-01"/);
	assert.match(version.text, /泰山区应急管理局/);
	const sheet = await portal.fetch('/checklists/chemicals/1.xlsx?county=370902');
	assert.equal(sheet.status, 200);
	assert.match(sheet.headers.get('content-disposition'), /chemicals-370902-1\.xlsx/);
	const cells = execFileSync('/usr/bin/python3', ['-c', `import io, sys, openpyxl
book = openpyxl.load_workbook(io.BytesIO(sys.stdin.buffer.read()))
print(book["settings"]["A2"].value)
for row in book["survey"].iter_rows(values_only=True): print(row[0], row[1], row[7])`], { input: Buffer.from(await sheet.arrayBuffer()) }).toString();
	assert.match(cells, /^危险化学品（泰山区增补）检查清单\n/, 'called by the county\'s name');
	assert.match(cells, /CHE_370902_L01 \$\{CHE_13\}/);
	assert.match(cells, /\nhidden CHE_13 None\n/, 'other form tools find the city\'s item that the condition speaks of');
	for (const path of ['/checklists/chemicals/2.xlsx?county=370902', '/checklists/chemicals/1.xlsx?county=370999', '/checklists/chemicals/baseline.xlsx?county=370902'])
		assert.equal((await portal.get(path)).status, 404, path);
	assert.match((await portal.get('/checklists/chemicals/changes?county=370902')).text, /name="county" value="370902"/);
});

test('a later version of the city\'s that takes away what a condition speaks of: both are told, and the item is asked', async () => {
	const cityDraft = `${cityRoom}/draft`;
	const unasked = await visit(insurer, taishanPlant);
	const fill = async (path, code, answer) => {
		for (const page of new Set([...(await insurer.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g'))].map(([, href]) => href))) {
			if (!(await insurer.get(page)).text.includes(`id="${code}"`)) continue;
			const name = code.toLowerCase().replaceAll('-', '_');
			assert.equal((await insurer.submit(page, { [`a_${name}`]: answer, [`r_${name}`]: '', go: 'next' }, page)).status, 303);
		}
	};
	await fill(unasked, 'CHE-13', 'yes');
	const shown = (await pagesOf(insurer, unasked)).find((text) => text.includes('id="CHE-13"'));
	assert.match(shown, /id="CHE-370902-L01"[^>]* hidden/, 'CHE-13 complies, so the county does not ask');

	// CHE-13 is demanded by law; the condition is made to rest on an item of the city's own, which the city may take back.
	assert.equal((await city.submit(cityRoom, { from: '1' }, cityDraft)).status, 303);
	assert.match((await add(city, { question_zh: '全市增补的一个问题是什么？' }, cityDraft)).location, /#CHE-L01$/);
	await publish(city, city2, cityRoom, taishanPlant);
	assert.equal((await taishan.submit(room, { from: '1' }, draft)).status, 303);
	assert.equal((await ask('CHE-370902-L01', "${CHE_L01} != ''")).status, 303);
	await publish(taishan, taishan2, room, taishanPlant);
	const begun = await visit(insurer, taishanPlant);
	assert.ok((await asked(insurer, begun)).includes('CHE-370902-L01'));
	assert.match((await pagesOf(insurer, begun)).find((text) => text.includes('id="CHE-370902-L01"')), /id="CHE-370902-L01"[^>]* hidden/, 'nothing was said yet');

	assert.equal((await city.submit(cityRoom, { from: '2' }, cityDraft)).status, 303);
	assert.equal((await city.submit(`${cityDraft}/items/CHE-L01/retire`, { reason: '已由别的条目代替。' }, `${cityDraft}/items/CHE-L01/retire`)).status, 303);
	await tryDraft(city, cityRoom, taishanPlant);
	const told = await city.get(`${cityDraft}/propose`);
	assert.match(told.text, /会使县区增补条目的检查条件失效[\s\S]*泰山区[\s\S]*CHE-370902-L01[\s\S]*CHE-L01 已停用/);
	assert.equal((await propose(city, cityRoom, day(3))).status, 303);
	assert.match((await city2.get(`${cityDraft}/review`)).text, /会使县区增补条目的检查条件失效/);
	assert.equal((await decide(city2, cityRoom, 'publish')).status, 303);
	assert.match((await taishan.get(room)).text, new RegExp(`检查条件不再成立[\\s\\S]*CHE-370902-L01[\\s\\S]*CHE-L01 已停用[\\s\\S]*第 3 版，${day(3)} 起施行`), 'told before the day comes');
	assert.match((await taishan.get('/desk/checklists')).text, /条件失效/);
	assert.doesNotMatch((await pagesOf(insurer, await visit(insurer, taishanPlant))).join(''), /id="CHE-370902-L01">/, 'until then it is as it was');

	portal.sql(`UPDATE checklist_version SET effective_from = '${day(0)}' WHERE sector = 'CHE' AND county = '' AND number = 3`);
	const after = await visit(insurer, taishanPlant);
	assert.match((await pagesOf(insurer, after)).join(''), /id="CHE-370902-L01">/, 'asked without its condition');
	assert.match((await pagesOf(insurer, begun)).find((text) => text.includes('id="CHE-370902-L01"')), /id="CHE-370902-L01"[^>]* hidden/, 'a visit keeps what it began with');
	// The public page is kept by nginx until the second ends in which it was made.
	await portal.until(async () => /因此每次都检查/.test((await portal.get('/checklists/chemicals?county=370902')).text), 'the public page to say that the condition is gone');

	// The county mends it: only what was at fault is changed, the rest of its list can be worked on meanwhile.
	assert.equal((await taishan.submit(room, { from: '2' }, draft)).status, 303);
	assert.match((await taishan.get(draft)).text, /条件失效/);
	assert.equal((await add(taishan, { question_zh: '再增补的一个问题是什么呢？' })).status, 303);
	assert.equal((await taishan.submit(draft, { code: 'CHE-370902-L03', act: 'up' }, `${draft}/act`)).status, 303);
	await tryDraft(taishan, room, taishanPlant);
	const refused = await propose(taishan, room);
	assert.equal(refused.status, 422);
	assert.match(refused.text, /而 CHE-L01 已停用/);
	assert.equal((await ask('CHE-370902-L01', '')).status, 303);
	await publish(taishan, taishan2, room, taishanPlant);
	assert.doesNotMatch((await taishan.get(room)).text, /检查条件不再成立/);
});

test('a signed visit scores, raises hazards and prints the county\'s items as all others', async () => {
	const path = await visit(insurer, taishanPlant);
	const pages = new Set([...(await insurer.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g'))].map(([, href]) => href));
	for (const page of pages) {
		const { text } = await insurer.get(page);
		const fields = { go: 'next' };
		for (const [, name] of text.matchAll(/name="(a_che_[0-9l_]+)" type="radio" value="yes"/g)) fields[name] = name === 'a_che_370902_l02' ? 'no' : 'yes';
		for (const [, name] of text.matchAll(/<textarea[^>]* name="(r_[^"]+)"/g)) fields[name] = '';
		assert.equal((await insurer.submit(page, fields, page)).status, 303);
	}
	const signed = await insurer.submit(`${path}/sign`, { inspector: '示例 检查员', inspector_position: '安全工程师', party: '示例 负责人', party_position: '安全总监', party_signed: 'signed', refusal: '', incomplete: '' }, `${path}/sign`);
	assert.equal(signed.status, 303, signed.text);
	const read = await insurer.get(path);
	assert.match(read.text, /<li class="az-entries__part">泰山区增补的条目<\/li>/);
	assert.match(read.text, /az-sign__party[\s\S]*示例 检查员[\s\S]*az-sign__line[\s\S]*az-sign__party[\s\S]*示例 负责人/, 'on paper both sign by hand');
	const id = Number(path.split('-').pop());
	assert.equal(portal.sql(`SELECT CONCAT_WS('|', item, basis) FROM hazard WHERE visit_id = ${id}`).trim(), 'CHE-370902-L02|《示例区办法》 第二条');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM visit_result WHERE visit_id = ${id} AND item LIKE 'CHE-370902-%' AND asked = 1`).trim(), '3');
	const no = /href="(\/desk\/hazards\/H[^"]+)"/.exec(read.text)[1];
	assert.match((await insurer.get(no)).text, /另一个类别的问题是什么/, 'the hazard knows the question');
	assert.equal((await taishan.get(path)).status, 200, 'the county reads what was done there');
	assert.equal((await xintai.get(path)).status, 404);
});

test('two counties add each their own: neither meets the other\'s', async () => {
	execFileSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, 'user', 'add', 'che-xintai2', '示例 新泰二', 'regulator', '--authority', 'xintai-emergency'],
		{ input: 'anze-demo-xintai\n', cwd: home });
	const xintai2 = await signedIn('che-xintai2', 'anze-demo-xintai'), other = '/desk/checklists/chemicals-370982';
	assert.equal((await xintai.submit(other, { from: 'baseline' }, `${other}/draft`)).status, 303);
	const added = /#(CHE-370982-L\d+)$/.exec((await add(xintai, {}, `${other}/draft`)).location)[1];
	assert.equal(added, 'CHE-370982-L02', 'the code of a draft that was discarded is not given out again');
	await publish(xintai, xintai2, other, xintaiPlant);
	const county = async (uscc) => [...new Set((await asked(insurer, await visit(insurer, uscc))).map((code) => code.split('-')[1]).filter((part) => /^\d{6}$/.test(part)))];
	assert.deepEqual(await county(taishanPlant), ['370902']);
	assert.deepEqual(await county(xintaiPlant), ['370982']);
	const page = (await portal.get('/checklists/chemicals?county=370982')).text;
	assert.match(page, /CHE-370982-L02/);
	assert.doesNotMatch(page, /CHE-370902/);
	for (const [visitor, path] of [[taishan, other], [taishan2, `${other}/draft`], [xintai2, room], [xintai, draft]]) assert.equal((await visitor.get(path)).status, 404, path);
	assert.match((await city.get(cityRoom)).text, /泰山区[\s\S]*新泰市/);
});
