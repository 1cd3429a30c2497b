// The register of enterprises: who keeps which, what is refused, the profile with its history, what follows from it.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, startInstance } from '../instance.mjs';

const register = '/desk/enterprises';
let portal, plugins, city, taishan, mining, construction;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
	[city, taishan, mining, construction] = await Promise.all(['city', 'che-taishan', 'mining', 'construction'].map(signedIn));
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, name);
	return visitor;
}

const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const idOf = (code) => portal.sql(`SELECT id FROM enterprise WHERE uscc = '${code}'`).trim();
const entry = (more = {}) => ({ name: '示例测试化工有限公司', uscc: '91370902MA9E010092', county: '370902', zone: '', size: 'small', sectors: 'CHE', ...more });
const add = (visitor, more) => visitor.submit(`${register}/new`, entry(more), `${register}/new`);
const chemicals = (id) => `${register}/${id}/chemicals`;
const profile = { key_process: 'yes', key_chemical: 'no', people_outside: '60', 'valid-from': day(0) };
const record = (visitor, id, more) => visitor.submit(chemicals(id), { ...profile, ...more }, chemicals(id));
const field = (text, name) => new RegExp(`id="${name}-error"`).test(text);

test('the list shows what is in scope, and finds by fragment, code, industry and county', async () => {
	const { text } = await city.get(register);
	assert.match(text, /示例甲化工有限公司/);
	assert.match(text, /示例丙建设工程有限公司/);
	const own = (await taishan.get(register)).text;
	assert.match(own, /示例甲化工有限公司/);
	assert.doesNotMatch(own, /示例庚精细化工/, 'another county');
	assert.doesNotMatch(own, /示例丁客运/, 'another industry');
	assert.doesNotMatch(own, /危险化学品、交通运输/, 'the industry of others is not shown');
	const found = async (query) => [...(await city.get(`${register}?${query}`)).text.matchAll(/\/desk\/enterprises\/\d+">([^<]+)</g)].map(([, name]) => name);
	assert.deepEqual(await found(`q=${encodeURIComponent('精细')}`), ['示例庚精细化工有限公司']);
	assert.deepEqual(await found(`q=${encodeURIComponent('（精细）化')}`), ['示例庚精细化工有限公司']);
	assert.deepEqual(await found('q=9137 0923'), ['示例戊农机专业合作社']);
	assert.deepEqual(await found('sector=ENE'), ['示例子煤业有限公司', '示例己新能源发电有限公司']);
	assert.deepEqual(await found('sector=CHE&county=370982'), ['示例庚精细化工有限公司']);
	assert.match((await city.get(`${register}?q=91370923MA9E000578`)).text, /校验不通过/);
	for (const nothing of ['%25', '_', '%25%25', '（）']) assert.deepEqual(await found(`q=${nothing}`), [], `${nothing} is in no name`);
	assert.equal((await city.get(`${register}?sector=QQQ`)).status, 404);
	assert.equal((await city.get(`${register}?page=x`)).status, 404);
});

test('pages follow one another by key', async () => {
	portal.sql(`INSERT INTO enterprise (name, name_folded, uscc, county, size) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30)
		SELECT CONCAT('示例分页', i), CONCAT('示例分页', i), CONCAT('913709990000000', LPAD(i, 3, '0')), '370923', 'micro' FROM n`);
	portal.sql("INSERT INTO enterprise_sector SELECT id, 'AGR', county, zone FROM enterprise WHERE name LIKE '示例分页%'");
	const seen = [];
	for (let path = `${register}?sector=AGR&county=&q=`; path;) {
		const { text } = await city.get(path);
		seen.push(...[...text.matchAll(/\/desk\/enterprises\/(\d+)">/g)].map(([, id]) => id));
		path = /rel="next" href="([^"]+)"/.exec(text)?.[1].replaceAll('&amp;', '&');
	}
	assert.equal(seen.length, 31);
	assert.equal(new Set(seen).size, 31);
});

test('entering: the fields, the code, one\'s own county and industries', async () => {
	assert.equal((await city.get(`${register}/new`)).status, 200);
	const empty = await add(taishan, { name: '', uscc: '', county: '', size: '', sectors: '' });
	assert.equal(empty.status, 422);
	for (const name of ['name', 'uscc', 'county', 'size']) assert.ok(field(empty.text, name), name);
	const wrong = await add(taishan, { uscc: '91370902MA9E010093' });
	assert.equal(wrong.status, 422);
	assert.ok(field(wrong.text, 'uscc'));
	assert.match(wrong.text, /value="示例测试化工有限公司"/, 'what was typed comes back');
	assert.ok(field((await add(taishan, { county: '370982' })).text, 'county'), 'not the own county');
	assert.ok(field((await add(taishan, { sectors: 'CON' })).text, 'sectors'), 'not the own industry');
	assert.equal((await add(taishan, { sectors: '' })).status, 422, 'none at all');
	assert.equal((await taishan.post(`${register}/new`, entry())).status, 403, 'no token');
	assert.equal(idOf('91370902MA9E010092'), '');

	const done = await add(taishan, {});
	assert.equal(done.status, 303);
	const id = idOf('91370902MA9E010092');
	assert.equal(done.location, `${register}/${id}?done=enterprise_created`);
	assert.equal(portal.sql(`SELECT action FROM audit WHERE noun = 'enterprise' AND noun_id = ${id}`).trim(), 'create');
	assert.match((await taishan.get(`${register}?q=${encodeURIComponent('测试化')}`)).text, /示例测试化工/);
	const again = await add(taishan, {});
	assert.equal(again.status, 409);
	assert.match(again.text, /已经登记/);
});

test('an enterprise of several authorities: each keeps its own', async () => {
	const id = idOf('91370902MA9E010092');
	const other = await add(construction, { sectors: 'CON', name: '别的名称' });
	assert.equal(other.location, `${register}/${id}?done=enterprise_joined`);
	assert.equal(portal.sql(`SELECT name FROM enterprise WHERE id = ${id}`).trim(), '示例测试化工有限公司', 'its data stay');
	assert.equal((await construction.get(`${register}/${id}/construction`)).status, 200);
	assert.equal((await construction.get(chemicals(id))).status, 404);
	assert.equal((await taishan.get(`${register}/${id}/construction`)).status, 404);
	const elsewhere = await add(construction, { sectors: 'CON', uscc: '91370982MA9E00073B', county: '370911' });
	assert.equal(elsewhere.status, 409);
	assert.match(elsewhere.text, /其他县区/);
	// The city's coordinator reads what is construction's, and writes it not.
	const read = await city.get(`${register}/${id}/construction`);
	assert.equal(read.status, 200);
	assert.match(read.text, /不能修改/);
	assert.doesNotMatch(read.text, /name="valid-from"/);
});

test('what all authorities share is kept by the one that entered it; who joined changes only what is its own', async () => {
	const id = idOf('91370902MA9E00014C');
	const path = `${register}/${id}`;
	const joined = await add(mining, { uscc: '91370902MA9E00014C', sectors: 'MIN', name: '被改名的化工公司' });
	assert.equal(joined.location, `${path}?done=enterprise_joined`);
	assert.match(plain((await mining.get(joined.location)).text), /仍由原登记机关维护/);
	const page = plain((await mining.get(path)).text);
	assert.match(page, /由泰山区应急管理局登记和维护，需要更正时请与该机关联系/);
	assert.doesNotMatch(page, /修改企业信息/);
	const edit = await mining.get(`${path}/edit`);
	assert.equal(edit.location, `${path}/sectors`, 'the data are no form for it');
	const form = (await mining.get(`${path}/sectors`)).text;
	for (const name of ['name', 'uscc', 'county', 'size', 'active']) assert.doesNotMatch(form, new RegExp(`name="${name}"`), name);
	// Nor for a form that is made up: with a genuine token, as the keeper's page would send it.
	const was = portal.sql(`SELECT name, size, active, version FROM enterprise WHERE id = ${id}`).trim();
	const csrf = /name="csrf" value="([^"]+)"/.exec(form)[1];
	for (const to of [`${path}/edit`, `${path}/sectors`]) {
		const forged = await mining.post(to, { ...entry({ uscc: '91370902MA9E00014C', sectors: 'MIN', name: '被改名的化工公司', active: 'no', version: was.split('\t')[3] }), csrf });
		assert.ok([303, 403].includes(forged.status), to);
	}
	assert.equal(portal.sql(`SELECT name, size, active FROM enterprise WHERE id = ${id}`).trim(), was.split('\t').slice(0, 3).join('\t'));
	// Its own: the industry and the industry's profile.
	assert.equal((await mining.submit(`${path}/mining`, { kind: 'none', tailings: 'no', 'valid-from': day(0) }, `${path}/mining`)).status, 303);
	assert.equal((await mining.submit(`${path}/sectors`, { sectors: 'MIN', version: '0' }, `${path}/sectors`)).status, 409, 'stale');
	// The keeper changes it, and so does the city's coordinator where it has the industry itself.
	const keep = (visitor, more) => {
		const form = new FormData();
		const fields = { ...entry({ uscc: '91370902MA9E00014C', name: '示例甲化工有限公司', size: 'medium', active: 'yes' }), ...more };
		for (const [name, value] of Object.entries(fields)) form.append(name, value);
		form.append('sectors', 'MIN');
		return visitor.submit(`${path}/edit`, form, `${path}/edit`);
	};
	assert.match(plain((await taishan.get(path)).text), /基本信息维护机关 泰山区应急管理局 .*修改企业信息/);
	assert.equal((await keep(taishan, { size: 'large' })).status, 303);
	assert.equal((await keep(city, {})).status, 303);
	assert.match(plain((await taishan.get(path)).text), /大型 → 中型/, 'its record is in words');
	assert.equal((await mining.submit(`${path}/sectors`, { sectors: '' }, `${path}/sectors`)).location, `${register}?done=enterprise_left`);
	assert.equal((await mining.get(path)).status, 404);
	assert.equal((await mining.get(`${path}/sectors`)).status, 404);
	assert.match(plain((await taishan.get(path)).text), /矿山 → -/);
});

test('an older register gets its keepers: who entered it, else the emergency bureau of the county, else the first that supervises it', async () => {
	const keepers = () => portal.sql("SELECT e.uscc, a.code FROM enterprise e LEFT JOIN authority a ON a.id = e.keeper_id WHERE e.uscc IN ('91370902MA9E010092', '91370902MA9E00014C', '91370911MA9E000303', '91370982MA9E000223') ORDER BY e.uscc").trim().split('\n').map((line) => line.split('\t')[1]);
	const was = portal.sql("SELECT CONCAT('UPDATE enterprise SET keeper_id = ', keeper_id, ' WHERE id = ', id, ';') FROM enterprise WHERE keeper_id IS NOT NULL");
	assert.deepEqual(keepers(), ['taishan-emergency', 'taishan-emergency', 'city-construction', 'city-mining']);
	portal.sql('UPDATE enterprise SET keeper_id = NULL');
	const [, fill] = /(UPDATE enterprise e SET[^;]*;)/.exec(readFileSync(new URL('../../sql/0033_enterprise_keeper.sql', import.meta.url), 'utf8'));
	portal.sql(`UPDATE audit SET authority_id = (SELECT id FROM authority WHERE code = 'city-emergency') WHERE noun = 'enterprise' AND action = 'create'; ${fill}`);
	assert.deepEqual(keepers(), ['taishan-emergency', 'city-emergency', 'city-construction', 'xintai-emergency']);
	portal.sql(was);
});

test('changing: versions, scope, the last industry, the inner check', async () => {
	const id = idOf('91370902MA9E010092');
	const edit = (visitor, more) => visitor.submit(`${register}/${id}/edit`, entry({ active: 'yes', ...more }), `${register}/${id}/edit`);
	assert.equal((await mining.get(`${register}/${id}`)).status, 404);
	assert.equal((await mining.get(`${register}/${id}/edit`)).status, 404);
	const stale = await taishan.submit(`${register}/${id}/edit`, entry({ active: 'yes', version: '0' }), `${register}/${id}/edit`);
	assert.equal(stale.status, 409);
	assert.match(stale.text, /刚才有人作了修改/);
	assert.equal((await edit(taishan, { size: 'huge' })).status, 422);
	const done = await edit(taishan, { name: '示例更名化工有限公司', zone: 'GX' });
	assert.equal(done.location, `${register}/${id}?done=enterprise_changed`);
	assert.match(plain((await taishan.get(`${register}/${id}`)).text), /示例测试化工有限公司 → 示例更名化工有限公司; - → 泰安高新技术产业开发区/);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM enterprise_sector WHERE enterprise_id = ${id} AND zone = 'GX'`).trim(), '2');
	assert.equal((await edit(taishan, { uscc: '91370902MA9E00014C' })).status, 409);
	// It leaves one authority and stays with the other, which keeps it from now on.
	assert.equal((await edit(taishan, { sectors: '' })).location, `${register}?done=enterprise_left`);
	assert.equal((await taishan.get(`${register}/${id}`)).status, 404);
	assert.equal((await edit(construction, { sectors: '' })).status, 422, 'somebody must keep it');
	assert.equal((await add(taishan, {})).location, `${register}/${id}?done=enterprise_joined`);
	assert.equal((await taishan.get(`${register}/${id}/edit`)).location, `${register}/${id}/sectors`, 'it joined this time');
	assert.equal((await edit(construction, { active: 'no', sectors: 'CON' })).status, 303);
	assert.match((await taishan.get(`${register}/${id}`)).text, /已停业/);
	assert.match((await taishan.get(`${register}/${idOf('91370902MA9E00101P')}`)).text, /GB 11714/);
	assert.doesNotMatch((await taishan.get(`${register}/${id}`)).text, /GB 11714/);
});

test('the profile: only what changed is recorded, with its day; results follow', async () => {
	const id = idOf('91370902MA9E010092');
	assert.match((await taishan.get(chemicals(id))).text, /尚无记录/);
	const bad = await record(taishan, id, { key_process: '', people_outside: 'many', 'valid-from': day(1) });
	assert.equal(bad.status, 422);
	for (const name of ['key_process', 'people_outside', 'valid-from']) assert.ok(field(bad.text, name), name);
	assert.equal((await taishan.post(chemicals(id), profile)).status, 403, 'no token');
	assert.equal((await record(taishan, id, { 'valid-from': day(-10) })).location, `${chemicals(id)}?done=profile_recorded`);
	const rows = () => portal.sql(`SELECT field, value, valid_from FROM enterprise_profile WHERE enterprise_id = ${id} ORDER BY id`).trim().split('\n');
	assert.deepEqual(rows(), [`key_process\tyes\t${day(-10)}`, `key_chemical\tno\t${day(-10)}`, `people_outside\t60\t${day(-10)}`]);
	assert.equal((await record(taishan, id, {})).status, 422, 'nothing changed');
	assert.equal((await record(taishan, id, { people_outside: '70', 'valid-from': day(-11) })).status, 422, 'before what is there');
	assert.equal((await record(taishan, id, { people_outside: '', 'valid-from': day(-2) })).status, 303);
	assert.equal(rows().at(-1), `people_outside\tNULL\t${day(-2)}`);
	const page = plain((await taishan.get(chemicals(id))).text);
	assert.match(page, /（删除）/);
	assert.match(page, new RegExp(`60 ${day(-10)}`));
	const stale = await record(taishan, id, { people_outside: '5', 'seen-row': '1' });
	assert.equal(stale.status, 409);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM audit WHERE noun = 'enterprise_profile' AND noun_id = ${id}`).trim(), '2');
	assert.equal((await record(city, id, { people_outside: '5' })).status, 303, 'the city bureau has chemicals of all counties');
});

test('a table of the profile: add, change, take away a row', async () => {
	const id = idOf('91370902MA9E010092');
	const table = `${chemicals(id)}/substances`;
	const row = { unit: '氨罐', substance: 'ammonia', class: '', name: '', quantity: '40', 'valid-from': day(-1) };
	assert.match((await taishan.get(table)).text, /还没有数据行/);
	const bad = await taishan.submit(table, { ...row, quantity: 'x', substance: 'water' }, table);
	assert.equal(bad.status, 422);
	for (const name of ['quantity', 'substance']) assert.ok(field(bad.text, name), name);
	assert.equal((await taishan.submit(table, row, table)).location, `${table}?done=row_added`);
	assert.equal((await taishan.submit(table, { ...row, unit: '氯罐', substance: 'chlorine', quantity: '1' }, table)).status, 303);
	assert.match(plain((await taishan.get(chemicals(id))).text), /氨罐.*R = α/);
	assert.equal((await taishan.submit(`${table}/1`, { ...row, quantity: '41' }, `${table}/1`)).location, `${table}?done=row_changed`);
	assert.equal((await taishan.submit(`${table}/1`, { ...row, quantity: '41' }, `${table}/1`)).status, 422, 'nothing changed');
	assert.equal((await taishan.submit(`${table}/1`, { 'removed-from': day(-5) }, `${table}/1/remove`)).status, 422, 'before it was there');
	assert.equal((await taishan.submit(`${table}/1`, { 'removed-from': day(2) }, `${table}/1/remove`)).status, 422, 'not yet');
	assert.equal((await taishan.submit(`${table}/1`, { 'removed-from': day(0) }, `${table}/1/remove`)).location, `${table}?done=row_removed`);
	assert.equal((await taishan.get(`${table}/1`)).status, 404);
	assert.equal((await taishan.get(`${table}/2`)).status, 200);
	assert.equal((await taishan.submit(table, row, table)).status, 303);
	assert.equal((await taishan.get(`${table}/3`)).status, 200, 'a number is never used again');
	assert.match(plain((await taishan.get(chemicals(id))).text), /第1行/);
});

test('the class is kept with the profile: the list shows and filters by it, the page tells what changed and the visits owed', async () => {
	const id = idOf('91370902MA9E00101P');
	const kept = () => portal.sql(`SELECT colour FROM enterprise_class WHERE enterprise_id = ${id} AND sector = 'CHE'`).trim();
	const found = async (visitor, query) => [...(await visitor.get(`${register}?${query}`)).text.matchAll(/\/desk\/enterprises\/(\d+)">/g)].map(([, each]) => each);
	const with_accident = { accident_12_months: 'ordinary', people_outside: '5' };
	assert.equal((await record(taishan, id, with_accident)).status, 303);
	assert.equal(kept(), '3', 'at once');
	assert.ok((await found(taishan, 'colour=orange')).includes(id));
	assert.ok((await found(city, 'colour=orange&sector=CHE')).includes(id));
	assert.ok(!(await found(city, 'colour=red')).includes(id));
	assert.ok(!(await found(city, 'colour=none')).includes(id));
	assert.ok(!(await found(construction, 'colour=orange')).includes(id), 'the colour of another industry is not shown');
	assert.equal((await city.get(`${register}?colour=green`)).status, 404);
	assert.match(plain((await taishan.get(`${register}?q=${encodeURIComponent('癸加油')}`)).text), /微型 橙色：较大风险/);
	assert.match((await city.get('/desk/enterprises.csv?colour=orange')).text, /示例癸加油站,.*,橙色：较大风险/);
	assert.doesNotMatch((await city.get('/desk/enterprises.csv?as=sheet')).text, /橙色/, 'no import takes it back');
	const first = plain((await taishan.get(chemicals(id))).text);
	assert.match(first, new RegExp(`橙色：较大风险 按 ${day(0)} 的规则计算，行业插件 \\d+\\.\\d+\\.\\d+ 版`));
	assert.match(first, /最低现场服务次数 2次/, 'orange and small: two visits');
	assert.match(first, /按保险期 365 天计算/);

	assert.equal((await record(taishan, id, { ...with_accident, accident_12_months: 'major' })).status, 303);
	assert.equal(kept(), '4');
	assert.match(plain((await taishan.get(chemicals(id))).text), /企业风险颜色 橙色（较大风险） 红色（重大风险） .*档案变更/);
	assert.equal((await record(taishan, id, { ...with_accident, accident_12_months: 'none' })).status, 303);
	assert.equal(kept(), '0');
	assert.match(plain((await taishan.get(chemicals(id))).text), /企业风险颜色 红色（重大风险） 无 /);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM enterprise_result WHERE enterprise_id = ${id} AND code = 'enterprise_colour'`).trim(), '0');

	// What is kept and what today's rules give can part; the page says so.
	portal.sql(`UPDATE enterprise_class SET colour = 1 WHERE enterprise_id = ${id}`);
	assert.match((await taishan.get(chemicals(id))).text, /颜色已不同于保存的结果/);
});

test('a row that is not complete leaves the colour and the visits as the least, and says so at the head', async () => {
	const id = idOf('91370982MA9E00073B');
	const table = `${chemicals(id)}/substances`;
	const row = (more) => city.submit(table, { unit: 'A', substance: 'chlorine', class: '', name: '', quantity: '6.25', 'valid-from': day(0), ...more }, table);
	assert.equal((await record(city, id, { people_outside: '100' })).status, 303);
	assert.equal((await row()).status, 303);
	const results = async () => plain(/id="results">([^]*?)<div class="az-panel" id="visits">/.exec((await city.get(chemicals(id))).text)[1]);
	const visits = async () => /最低现场服务次数 (\d+)次/.exec(plain((await city.get(chemicals(id))).text))[1];
	const kept = () => portal.sql(`SELECT colour FROM enterprise_class WHERE enterprise_id = ${id} AND sector = 'CHE'`).trim();
	assert.equal(kept(), '3');
	assert.equal(await visits(), '2');
	assert.match(await results(), /分级结果 橙色.*? 企业风险颜色 橙色（较大风险） /);
	assert.equal((await row({ unit: 'B', substance: 'other' })).status, 303, 'without its class');
	assert.equal(kept(), '3', 'the colour stays');
	assert.equal(await visits(), '2', 'and so do the visits');
	assert.match(await results(), /企业风险颜色 至少为橙色（较大风险） .*?单元B还不能判定/);
	assert.match(await results(), /企业重大危险源最高等级 至少三级/);
	assert.ok((await city.get(`${register}?colour=orange&sector=CHE`)).text.includes(`/desk/enterprises/${id}"`));
	portal.sql(`DELETE FROM enterprise_profile WHERE enterprise_id = ${id}`); // another test wants it empty
});

test('what cannot be is refused at its field, and nothing is kept of it', async () => {
	const transport = await signedIn('transport');
	const id = idOf('91370902MA9E00049Y');
	const page = `${register}/${id}/transport`;
	const table = `${page}/driving`;
	const row = { driver: '甲', day: day(0), from: '08:00', to: '11:30', 'valid-from': day(0) };
	const add = (more) => transport.submit(table, { ...row, ...more }, table);
	const rows = () => portal.sql(`SELECT COUNT(*) FROM enterprise_profile WHERE enterprise_id = ${id} AND field LIKE 'driving%'`).trim();
	const was = rows();
	const bad = await add({ from: '25:00', to: '8点', day: day(1) });
	assert.equal(bad.status, 422);
	for (const name of ['from', 'to', 'day']) assert.ok(field(bad.text, name), name);
	assert.match(bad.text, /“开始时刻”不是时刻，请写成 21:30/);
	assert.match(bad.text, /“开始日期”不能晚于今天/);
	assert.match(bad.text, /value="25:00"/, 'what was typed stays');
	assert.equal(rows(), was);
	assert.equal((await add()).status, 303);
	// A row that is wrong from before stands in nobody's way; changing that row asks for all of it.
	portal.sql(`UPDATE enterprise_profile SET value = '8点' WHERE enterprise_id = ${id} AND field = 'driving.from'`);
	assert.equal((await add({ driver: '乙' })).status, 303);
	assert.equal((await transport.submit(`${table}/1`, { ...row, from: '8点', driver: '丙' }, `${table}/1`)).status, 303, 'the time is not what was changed');
	assert.equal((await transport.submit(`${table}/1`, { ...row, from: '9点', driver: '丙' }, `${table}/1`)).status, 422);
	assert.equal((await transport.submit(`${table}/1`, { ...row, driver: '丙' }, `${table}/1`)).status, 303);

	const agriculture = await signedIn('agriculture');
	const farm = idOf('91370923MA9E000577');
	const people = (more) => agriculture.submit(`${register}/${farm}/agriculture`, { workers: '10', trained: '10', 'valid-from': day(0), ...more }, `${register}/${farm}/agriculture`);
	const many = await people({ trained: '11' });
	assert.equal(many.status, 422);
	assert.ok(field(many.text, 'trained'));
	assert.match(many.text, /11人多于应接受培训的10人/);
	assert.equal((await people()).status, 303);
	assert.equal((await people({ workers: '9' })).status, 422, 'also when the other of the two is changed');
	assert.ok(field((await people({ 'valid-from': '1900-01-01', workers: '12' })).text, 'valid-from'));
	await agriculture.get('/lang/en');
	assert.match((await people({ trained: '11' })).text, /11 are more than the 10/);
});

test('addresses of nobody, of another, of nothing: 404', async () => {
	const id = idOf('91370982MA9E00073B'); // chemicals in another county
	for (const path of ['', '/edit', '/chemicals', '/chemicals/substances', '/chemicals/substances/1']) {
		assert.equal((await taishan.get(`${register}/${id}${path}`)).status, 404, path);
	}
	const own = idOf('91370902MA9E00014C');
	for (const path of ['/0', '/x', `/${own}/nothing`, `/${own}/mining`, `/${own}/chemicals/registered`, `/${own}/chemicals/substances/99`, `/${own}/chemicals/substances/x`, '/999999']) {
		assert.equal((await taishan.get(register + path)).status, 404, path);
	}
	// With a genuine token of a page of one's own, sent to another's address.
	const { text } = await city.get(chemicals(id));
	const csrf = /name="csrf" value="([^"]+)"[^]*?name="key_process"/.exec(text)[1];
	for (const path of [chemicals(id), `${chemicals(id)}/substances`, `${chemicals(id)}/substances/1`, `${chemicals(id)}/substances/1/remove`]) {
		assert.ok([403, 404].includes((await taishan.post(path, { ...profile, csrf })).status), path);
	}
	assert.equal((await taishan.post(`${register}/${own}/nothing`, profile)).status, 403, 'no such form: the token is judged first');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM enterprise_profile WHERE enterprise_id = ${id}`).trim(), '0');
	// What the form's page gives to one who reads only: there is no form; a forged one finds nothing.
	const forged = /action="\/logout"[^]*?name="csrf" value="([^"]+)"/.exec((await construction.get(register)).text)[1];
	assert.equal((await construction.post(chemicals(own), { ...profile, csrf: forged })).status, 403);
});

test('other roles stay outside', async () => {
	for (const name of ['nfra', 'insurer-a', 'handler-taishan', 'auditor', 'admin']) {
		const visitor = await signedIn(name);
		for (const path of [register, `${register}/new`, `${register}/1`, `${register}/1/edit`, chemicals(1), `${chemicals(1)}/substances`, `${register}.csv`]) {
			assert.equal((await visitor.get(path)).status, 403, `${name} ${path}`);
		}
	}
	assert.equal((await portal.get(register)).status, 303);
});

test('CSV out, and the operator\'s sheet in: all faults at once, or everything', async () => {
	const out = await taishan.get(`${register}.csv?q=${encodeURIComponent('甲化')}`);
	assert.match(out.headers.get('content-type'), /text\/csv/);
	assert.equal(out.text.replace(/^\ufeff/, '').split('\r\n').filter(Boolean).length, 2);
	assert.match(out.text, /示例甲化工有限公司,91370902MA9E00014C,泰山区,,危险化学品,中型,是/);
	const sheet = (await city.get(`${register}.csv?as=sheet&sector=TRA`)).text;
	assert.match(sheet, /^\ufeff?name,uscc,county,zone,sectors,size,active\r\n/);
	assert.equal((await city.get(`${register}.csv?sector=QQQ`)).status, 404);
	const file = join(plugins, 'sheet.csv');
	const imported = (text) => {
		writeFileSync(file, text);
		try {
			return { status: 0, text: portal.ctl('import', 'enterprises', file) };
		} catch (fault) {
			return { status: fault.status, text: fault.stderr };
		}
	};
	assert.match(imported(sheet).text, /enterprises: \d+ rows imported/, 'what went out comes in again');
	const head = 'name,uscc,county,zone,sectors,size,active\n';
	const count = () => portal.sql('SELECT COUNT(*) FROM enterprise').trim();
	const was = count();
	const faulty = imported(`${head}示例导入一,91370902MA9E01017W,370902,GX,CHE MIN,small,yes\n,91370902MA9E010251,370903,QQ,XYZ,tiny,\n`);
	assert.equal(faulty.status, 1);
	for (const column of ['name', 'uscc', 'county', 'zone', 'sectors', 'size']) assert.match(faulty.text, new RegExp(`row 3, column ${column}`), column);
	assert.match(faulty.text, /column size, value "tiny": .*; allowed are: large medium small micro$/m);
	assert.match(faulty.text, /column sectors, value "XYZ": .*; there are: MIN CHE/m);
	assert.equal(count(), was, 'nothing was imported');
	assert.equal(imported(`${head}示例导入一,91370902MA9E01017W,370902,GX,CHE MIN,small,\n`).status, 0);
	const id = idOf('91370902MA9E01017W');
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(sector ORDER BY sector) FROM enterprise_sector WHERE enterprise_id = ${id}`).trim(), 'CHE,MIN');
	assert.match((await taishan.get(`${register}?q=${encodeURIComponent('导入一')}`)).text, /示例导入一/);
	assert.match((await taishan.get(`${register}/${id}`)).text, /导入/);
});

test('while a plugin is set aside, what was recorded can be read in words', async () => {
	const id = idOf('91370902MA9E00014C');
	portal.ctl('plugin', 'disable', 'CHE');
	const page = await portal.until(async () => {
		const answer = await taishan.get(chemicals(id));
		return answer.text.includes('该行业暂停服务') && answer;
	}, 'the sentence');
	const text = plain(page.text);
	assert.doesNotMatch(text, /people_outside|key_process|ammonia/);
	for (const said of [/厂界外500 m范围内常住人口数 85/, /是否有重点监管的危险化工工艺 是/, /第1行：物质 氨/, /停用前的分级结果 橙色/]) assert.match(text, said);
	assert.doesNotMatch(page.text, /name="valid-from"/);
	assert.equal((await taishan.post(chemicals(id), profile)).status, 403, 'no such form');
	portal.ctl('plugin', 'enable', 'CHE');
	await portal.until(async () => !(await taishan.get(chemicals(id))).text.includes('该行业暂停服务'), 'it to be back');
});

test('the history comes in pages', async () => {
	const id = idOf('91370982MA9E000223');
	const page = `${register}/${id}/mining`;
	portal.sql(`INSERT INTO enterprise_profile (enterprise_id, sector, field, value, valid_from, recorded_at) SELECT ${id}, 'MIN', 'exits', seq, '2026-01-02', NOW(3) FROM seq_1_to_120`);
	const seen = [];
	for (let path = page, pages = 0; path && pages < 9; pages++) {
		const { text } = await mining.get(path);
		const table = text.slice(text.indexOf('id="history"'));
		const rows = [...table.matchAll(/<tr>/g)].length - 1;
		seen.push(rows);
		path = /rel="next" href="([^"]+)"/.exec(table)?.[1].replaceAll('&amp;', '&').replace(/#.*/, '');
	}
	assert.deepEqual(seen, [50, 50, 24]);
	for (const nothing of ['x', '0', '-1']) assert.equal((await mining.get(`${page}?history=${nothing}`)).status, 404);
});

test('a sector without its plugin says so, and keeps what was recorded', async () => {
	rmSync(join(plugins, 'chemicals.so'));
	await portal.reload();
	const id = idOf('91370902MA9E00014C');
	const page = await portal.until(async () => {
		const answer = await taishan.get(chemicals(id));
		return answer.text.includes('该行业暂停服务') && answer;
	}, 'the sentence');
	assert.equal(page.status, 200);
	assert.match(page.text, /people_outside/, 'the history stands');
	const kept = plain(page.text);
	assert.match(kept, new RegExp(`停用前的分级结果 橙色：较大风险 按 ${day(0)} 的规则计算，行业插件 \\d`), 'its colour stands with its day');
	assert.match(kept, /企业重大危险源最高等级 三级 橙色：较大风险 GB 18218-2018 自何日起/);
	assert.doesNotMatch(kept, /最低现场服务次数/);
	assert.equal((await taishan.get(`${chemicals(id)}/substances`)).status, 404);
	assert.equal((await taishan.post(chemicals(id), profile)).status, 403, 'no such form: the token is judged first');
	assert.equal((await taishan.get(`${register}/${id}`)).status, 200);
});
