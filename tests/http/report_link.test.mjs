// A report that proved true leads to a hazard, an inspection, a measure: links for those who may see both, words for the reporter.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { publishedChecklist } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { errorAt, multipart, newest, pngOf, report, tokenOf } from './report_form.mjs';

let portal, handler, second, regulator, uscc;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-taishan2', 'handler-xintai', 'che-taishan', 'che-taishan2', 'insurer-a', 'construction']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
	[handler, second, regulator] = [desks['handler-taishan'], desks['handler-taishan2'], desks['che-taishan']];
	const city = portal.visitor();
	await city.signIn('city');
	await publishedChecklist(portal, city, 'chemicals');
	uscc = portal.sql("SELECT e.uscc FROM enterprise e JOIN enterprise_sector l ON l.enterprise_id = e.id WHERE l.sector = 'CHE' AND e.county = '370902' ORDER BY e.id LIMIT 1").trim();
});
after(() => portal?.stop());

const story = '我是夜班工人，罐区三号罐的报警器从去年冬天起就被人关掉了。';
const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`).trim().split('\n');
const act = (who, found, action, fields = {}) => who.submit(`/desk/reports/${found.no}`, { action, message: '', outcome: '', ground: '', ...fields }, `/desk/reports/${found.no}`);
const track = (found) => portal.visitor().submit('/report/track', { receipt: found.receipt }, '/report/track');
async function concluded(outcome = 'true', fields = {}) {
	const sent = await report(portal.visitor(), { story, place: '只有举报人知道的地点', ...fields });
	const found = { receipt: sent.receipt, ...newest(portal) };
	await act(handler, found, 'accept');
	await act(handler, found, 'conclude', { outcome });
	return found;
}
const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
const hazard = { sector: 'CHE', grade: 'major', situation: '罐区可燃气体报警装置处于停用状态。', measure: '立即恢复报警装置。', basis: '安全生产法 第三十六条', deadline: day(10) };
const open = (who, found, fields = {}) => who.submit(`/desk/reports/${found.no}/hazard`, { ...hazard, uscc, ...fields }, `/desk/reports/${found.no}/hazard`);

test('a hazard: recorded by the handler, followed by the regulator, told to the reporter without details', async () => {
	const found = await concluded();
	const form = (await handler.get(`/desk/reports/${found.no}/hazard`)).text;
	for (const secret of [story, '只有举报人知道的地点']) assert.ok(!form.includes(secret), 'the form does not carry what the reporter wrote');
	assert.equal((await open(handler, found)).location, `/desk/reports/${found.no}?done=report_led`);
	const no = /H\d{4}-\d{6}/.exec((await handler.get(`/desk/reports/${found.no}`)).text)[0];
	assert.deepEqual(audits(found.id), ['submit', 'accept', 'conclude', 'led_to_hazard']);
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(action) FROM audit WHERE noun = 'hazard' AND noun_id = ${Number(no.slice(6))}`).trim(), 'found');
	// The regulator of the same authority works on it; only who handles reports sees where it came from.
	assert.match((await regulator.get('/desk/hazards')).text, new RegExp(no));
	assert.ok((await regulator.get('/desk/hazards')).text.includes(hazard.situation));
	const page = (await regulator.get(`/desk/hazards/${no}`)).text;
	for (const text of [hazard.situation, hazard.basis, '泰山区应急管理局']) assert.ok(page.includes(text), text);
	for (const text of [found.no, story, '举报']) assert.ok(!page.replace(/<header[\s\S]*?<\/header>|<footer[\s\S]*?<\/footer>/g, '').includes(text), text);
	assert.equal((await desks['insurer-a'].get(`/desk/hazards/${no}`)).status, 404);
	portal.sql("UPDATE account SET roles = roles | 1 WHERE login = 'che-taishan2'");
	const both = portal.visitor();
	await both.signIn('che-taishan2');
	assert.match((await both.get(`/desk/hazards/${no}`)).text, new RegExp(`href="/desk/reports/${found.no}"`));
	assert.match((await both.get(`/desk/reports/${found.no}`)).text, new RegExp(`href="/desk/hazards/${no}"`));
	let told = (await track(found)).text;
	assert.match(told, /一处事故隐患（\d{4}-\d{2}-\d{2} 认定）：正在整改/);
	for (const text of [no, hazard.situation, hazard.basis]) assert.ok(!told.includes(text), text);
	// It is followed to its end, and the reporter reads how far it is.
	assert.equal((await regulator.post(`/desk/hazards/${no}`, await withFiles(regulator, `/desk/hazards/${no}`, { action: 'claim', text: '企业已恢复报警装置。' }))).status, 303);
	assert.match((await track(found)).text, /等待复查/);
	assert.equal((await both.post(`/desk/hazards/${no}`, await withFiles(both, `/desk/hazards/${no}`, { action: 'verify', text: '现场复查合格。' }))).status, 303);
	told = (await track(found)).text;
	assert.match(told, /已整改，复查合格/);
	assert.ok(!told.includes('现场复查合格。'));
	portal.sql("UPDATE account SET roles = roles & ~1 WHERE login = 'che-taishan2'");
});

test('the enterprise of the register that a report is about stands in the forms of what it leads to', async () => {
	const id = portal.sql(`SELECT id FROM enterprise WHERE uscc = '${uscc}'`).trim();
	const name = portal.sql(`SELECT name FROM enterprise WHERE id = ${id}`).trim();
	const found = await concluded('true', { find: name, pick: `enterprise-${id}`, subject_name: '' });
	for (const path of [`/desk/reports/${found.no}/hazard`, `/desk/reports/${found.no}/inspection`, `/desk/measures/new?kind=rectify&report=${found.no}`]) {
		const page = await handler.get(path);
		assert.equal(page.status, 200, path);
		assert.ok(page.text.includes(`value="${uscc}"`), path);
	}
});

test('the reporter\'s own words do not go out unseen, and nothing typed is lost', async () => {
	const found = await concluded();
	const repeats = await open(handler, found, { situation: `核查情况：${story}` });
	assert.equal(repeats.status, 422);
	assert.match(errorAt(repeats.text, 'situation'), /照抄/);
	assert.ok(repeats.text.includes(hazard.measure) && repeats.text.includes(uscc));
	for (const [field, value] of [['uscc', ''], ['uscc', '91370902TEST00000X'], ['situation', '短'], ['basis', ''], ['grade', 'none'], ['deadline', day(-1)], ['deadline', '2099-01-01'], ['sector', 'ZZZ']]) {
		const refused = await open(handler, found, { [field]: value });
		assert.equal(refused.status, 422, `${field}=${value}`);
		assert.ok(errorAt(refused.text, field), field);
		assert.ok(refused.text.includes(hazard.measure));
	}
	const elsewhere = portal.sql("SELECT e.uscc FROM enterprise e JOIN enterprise_sector l ON l.enterprise_id = e.id WHERE l.sector = 'CHE' AND e.county = '370982' ORDER BY e.id LIMIT 1").trim();
	assert.equal((await open(handler, found, { uscc: elsewhere })).status, 422, 'an enterprise of another county');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_link WHERE report_id = ${found.id}`).trim(), '0');
	assert.deepEqual(audits(found.id), ['submit', 'accept', 'conclude']);
});

test('sent twice it is one hazard; only a report that proved true, of the own authority, leads to anything', async () => {
	const found = await concluded('partly');
	const path = `/desk/reports/${found.no}/hazard`;
	const csrf = tokenOf((await handler.get(path)).text, path);
	for (let i = 0; i < 2; i++) assert.equal((await handler.post(path, { csrf, ...hazard, uscc })).status, 303);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_link WHERE report_id = ${found.id}`).trim(), '1');
	assert.deepEqual(audits(found.id), ['submit', 'accept', 'conclude', 'led_to_hazard']);
	const wrong = await concluded('false');
	for (const at of ['hazard', 'inspection']) {
		assert.equal((await handler.get(`/desk/reports/${wrong.no}/${at}`)).status, 409, at);
		assert.equal((await desks['handler-xintai'].get(`/desk/reports/${found.no}/${at}`)).status, 404, at);
		assert.equal((await regulator.get(`/desk/reports/${found.no}/${at}`)).status, 403, at);
		assert.equal((await handler.post(`/desk/reports/${found.no}/${at}`, { ...hazard, uscc })).status, 403, `${at} without its token`);
	}
	assert.equal((await handler.get(`/desk/measures/new?report=${wrong.no}`)).status, 409);
	assert.equal((await desks['handler-xintai'].get(`/desk/measures/new?report=${found.no}`)).status, 404);
	assert.equal((await handler.get('/desk/measures/new')).status, 403, 'a handler proposes nothing without a report');
	assert.doesNotMatch((await handler.get(`/desk/reports/${wrong.no}`)).text, /立为事故隐患/);
	const other = portal.sql("SELECT id FROM authority WHERE code = 'taishan-emergency'").trim();
	portal.sql(`UPDATE report SET outcome = 'false' WHERE id = ${found.id} AND authority_id = ${other}`);
	const late = tokenOf((await second.get(path)).text, path);
	assert.equal(late, null);
	assert.match((await track(found)).text, /一处事故隐患/, 'what it led to stays told');
});

test('an inspection is begun and filled by the regulator', async () => {
	const found = await concluded();
	const path = `/desk/reports/${found.no}/inspection`;
	assert.equal((await handler.submit(path, { uscc: '', sector: 'CHE' }, path)).status, 422);
	assert.equal((await handler.submit(path, { uscc, sector: 'CHE' }, path)).location, `/desk/reports/${found.no}?done=report_led`);
	const no = /V\d{4}-\d{6}/.exec((await handler.get(`/desk/reports/${found.no}`)).text)[0];
	assert.deepEqual(audits(found.id).at(-1), 'led_to_visit');
	const page = await regulator.get(`/desk/visits/${no}`);
	assert.equal(page.status, 200);
	assert.ok(!page.text.includes(found.no));
	assert.match((await track(found)).text, /一次现场检查（\d{4}-\d{2}-\d{2} 安排）：正在进行/);
	assert.equal((await handler.get('/desk/visits/new')).status, 403, 'visits of his own a handler does not begin');
});

test('a measure is proposed with what the handler wrote; the regulator decides, the reporter reads how far it is', async () => {
	const insurer = portal.sql("SELECT id FROM insurer ORDER BY id LIMIT 1").trim();
	const found = await concluded('true', { kind: 'hazard', subject: 'insurer', pick: `insurer-${insurer}`, subject_name: '' }); // a hazard goes to the body of the sector
	const who = handler;
	const kinds = await who.get(`/desk/measures/new?report=${found.no}`);
	assert.equal(kinds.status, 200);
	assert.ok(kinds.text.includes(`/desk/measures/new?kind=rectify&amp;report=${found.no}`));
	const path = `/desk/measures/new?kind=rectify&report=${found.no}`;
	const form = (await who.get(path)).text;
	assert.ok(!form.includes(story));
	assert.match(form, new RegExp(`<option value="${insurer}" selected`));
	const proposal = { subject: insurer, sector: 'CHE', county: '370902', event: day(-2), ground: /<option value="(notice-5\.3--[a-z_]+)"/.exec(form)[1], facts: '经核查，该机构一年内没有开展事故预防服务。', rectify_by: day(30) };
	const sent = await who.submit(path, proposal, '/desk/measures/new');
	assert.equal(sent.location, `/desk/reports/${found.no}?done=report_led`);
	const no = /M\d{4}-\d{6}/.exec((await who.get(`/desk/reports/${found.no}`)).text)[0];
	assert.ok((await regulator.get(`/desk/measures/${no}`)).text.includes(proposal.facts));
	assert.ok(!(await regulator.get(`/desk/measures/${no}`)).text.includes(found.no));
	assert.match((await track(found)).text, /一项处理措施（\d{4}-\d{2}-\d{2} 提出）：正在审查/);
	assert.deepEqual(audits(found.id).at(-1), 'led_to_measure');
});

// A form that takes files goes as multipart, its token first.
async function withFiles(who, path, fields) {
	return multipart(tokenOf((await who.get(path)).text, path), fields);
}

test('a redacted picture goes into the hazard: a file of its own there, once, without a word of the report', async () => {
	const image = pngOf(40, 20, deflateSync(Buffer.concat(Array.from({ length: 20 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(40, 200)])))), 8);
	const sent = await report(portal.visitor(), { story }, { files: [{ name: '夜班值班室.png', bytes: image }] });
	const found = { receipt: sent.receipt, ...newest(portal) };
	const one = (query) => portal.sql(query).trim();
	const at = `/desk/reports/${found.no}`;
	const blob = one(`SELECT blob_id FROM report_file WHERE report_id = ${found.id}`);
	await portal.until(() => one('SELECT COUNT(*) FROM blob_cleaning') === '0', 'the safe copy', 30_000);
	const bytesOf = async (who, path) => {
		const answer = await portal.fetch(path, { headers: { cookie: `anze_session=${who.cookies.get('anze_session')}` } });
		return { status: answer.status, type: answer.headers.get('content-type'), bytes: Buffer.from(await answer.arrayBuffer()) };
	};
	const copies = [];
	for (const purpose of ['hazard', 'subject']) copies.push((await handler.submit(`${at}/files/${blob}/redaction`, { purpose, places: '50 0 50 100' }, `${at}/files/${blob}/redaction`)).location.split('?')[0]);
	const [copy, other] = copies;
	// Before there is a hazard it says when it can be done.
	assert.match((await handler.get(copy)).text, /立为隐患后/);
	assert.ok(!(await handler.get(copy)).text.includes(`${copy}/attach`));
	assert.doesNotMatch((await handler.get(other)).text, /放入隐患档案/);
	await act(handler, found, 'accept');
	await act(handler, found, 'conclude', { outcome: 'true' });
	await open(handler, found);
	const no = /H\d{4}-\d{6}/.exec((await handler.get(at)).text)[0], id = Number(no.slice(6));
	const foreign = await concluded();
	await open(handler, foreign);
	const foreignNo = /H\d{4}-\d{6}/.exec((await handler.get(`/desk/reports/${foreign.no}`)).text)[0];
	const page = await handler.get(copy);
	assert.ok(page.text.includes(no) && !page.text.includes(foreignNo));
	const send = (who, where, hazardNo) => who.submit(copy, { hazard: hazardNo }, where);
	assert.equal((await send(handler, `${copy}/attach`, foreignNo)).status, 422, 'a hazard of another report');
	assert.equal((await send(handler, `${copy}/attach`, '')).status, 422);
	assert.equal((await handler.post(`${copy}/attach`, { hazard: no })).status, 403, 'no token');
	assert.equal((await desks['handler-xintai'].get(copy)).status, 404);
	const before = audits(found.id).length;
	const done = await send(handler, `${copy}/attach`, no);
	assert.equal(done.status, 303, done.text);
	assert.equal(done.location, `${copy}?done=redaction_attached`);
	assert.deepEqual(audits(found.id).slice(before), ['redact_attach']);
	assert.equal(one(`SELECT GROUP_CONCAT(action ORDER BY id) FROM audit WHERE noun = 'hazard' AND noun_id = ${id}`), 'found,found_photo');
	assert.match((await handler.get(copy)).text, new RegExp(`已放入：[^]*${no}`));
	// Once: not again, not by the button of an old page.
	const token = tokenOf(page.text, `${copy}/attach`);
	assert.equal((await handler.post(`${copy}/attach`, { csrf: token, hazard: no })).status, 409);
	assert.equal(one(`SELECT COUNT(*) FROM hazard_photo WHERE hazard_id = ${id}`), '1');
	// The regulator sees it with the hazard, to the byte as the copy is, under a name that tells nothing.
	const shown = (await regulator.get(`/desk/hazards/${no}`)).text;
	const [, href] = /href="(\/desk\/hazards\/[^"]+\/photos\/\d+)"/.exec(shown);
	for (const text of [found.no, '夜班', '举报', '遮盖']) assert.ok(!/<main[^]*<\/main>/.exec(shown)[0].includes(text), text);
	assert.match(shown, new RegExp(`${no}\\.png`));
	assert.match(shown, /补充现场图片/);
	const there = await bytesOf(regulator, href);
	assert.deepEqual([there.status, there.type], [200, 'image/png']);
	assert.ok(there.bytes.equals((await bytesOf(handler, `${copy}/file`)).bytes));
	assert.equal((await desks['insurer-a'].get(href)).status, 404);
	// It stays when the copy is discarded.
	assert.equal((await handler.submit(copy, {}, copy)).status, 303);
	assert.equal((await handler.get(copy)).status, 404);
	assert.equal((await bytesOf(regulator, href)).status, 200);
	// Six of them are enough.
	portal.sql(`INSERT INTO blob_file (staged_at, claimed, owner, name, wrapped_key) SELECT NOW(3), 1, '', 'x', '' FROM seq_1_to_5`);
	portal.sql(`INSERT INTO hazard_photo (hazard_id, blob_id, found, at, account_id) SELECT ${id}, b.id, 1, NOW(3), (SELECT MIN(id) FROM account) FROM blob_file b WHERE b.name = 'x'`);
	const seventh = (await handler.submit(`${at}/files/${blob}/redaction`, { purpose: 'hazard', places: '0 0 10 10' }, `${at}/files/${blob}/redaction`)).location.split('?')[0];
	const full = await handler.submit(seventh, { hazard: no }, `${seventh}/attach`);
	assert.equal(full.status, 409);
	assert.match(full.text, /已有六张/);
	assert.equal(one(`SELECT IFNULL(hazard_id, 'none') FROM report_redaction WHERE id = ${seventh.split('/').pop()}`), 'none');
});
