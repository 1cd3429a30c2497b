// Where a report goes, who shares it, and who never sees it: the authority that it is about.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { filled, newest, report, tokenOf } from './report_form.mjs';

let portal;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-taishan2', 'handler-xintai', 'city', 'city2', 'custody', 'nfra', 'mining', 'construction', 'insurer-a', 'auditor']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});
after(() => portal?.stop());

const body = (code) => portal.sql(`SELECT id FROM authority WHERE code = '${code}'`).trim();
const list = (sql) => portal.sql(sql).trim().split('\n').filter(Boolean);
const lead = (id) => portal.sql(`SELECT u.code FROM report r JOIN authority u ON u.id = r.authority_id WHERE r.id = ${id}`).trim();
const parties = (id) => list(`SELECT u.code FROM report_party p JOIN authority u ON u.id = p.authority_id WHERE p.report_id = ${id} ORDER BY u.id`);
const barred = (id) => list(`SELECT u.code FROM report_barred b JOIN authority u ON u.id = b.authority_id WHERE b.report_id = ${id} ORDER BY u.id`);
// For whose handlers the key of a case is wrapped, as a dump of the database shows it.
const wraps = (id) => list(`SELECT u.code FROM report_key k JOIN key_ring r ON r.id = k.holder_id JOIN authority u ON u.id = r.authority_id WHERE k.holder = 'ring' AND k.report_id = ${id} ORDER BY u.id`);
const audits = (id) => list(`SELECT action, from_state, to_state FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`);
const state = (id) => portal.sql(`SELECT state FROM report WHERE id = ${id}`).trim();
const track = async (receipt) => (await portal.visitor().submit('/report/track', { receipt }, '/report/track')).text;
const step = (login, { no }, path, fields) => desks[login].submit(`/desk/reports/${no}/${path}`, fields, `/desk/reports/${no}/${path}`);
const act = (login, { no }, fields) => desks[login].submit(`/desk/reports/${no}`, { message: '', outcome: '', ground: '', ...fields }, `/desk/reports/${no}`);

async function filed(fields = {}, options = {}) {
	const { receipt, status } = await report(portal.visitor(), fields, options);
	assert.equal(status, 200);
	return { ...newest(portal), receipt };
}
const aboutInsurer = { subject: 'insurer', subject_name: '示例丁财产保险公司' };

// Everything that a handler can ask about a case, and whether any of it names the case.
async function blind(login, found, what) {
	const desk = desks[login];
	for (const path of ['', '/transfer', '/extension', '/pause', '/share', '/unshare', '/note', '/subject', '/identity', '/handler', '/files/1', '/files/1/original']) {
		assert.equal((await desk.get(`/desk/reports/${found.no}${path}`)).status, 404, `${what}: ${login} ${path}`);
	}
	for (const path of ['/desk/reports', '/desk/reports?state=received', '/desk/reports?state=transferred', '/desk/reports?state=verifying', '/desk/reports?group=joint', '/desk/reports?group=closed', '/desk/reports?group=overdue', '/desk/reports.csv', '/desk/reports.json', '/desk']) {
		assert.ok(!(await desk.get(path)).text.includes(found.no), `${what}: ${login} ${path}`);
	}
	// A token of another form does not help either.
	const csrf = tokenOf((await desk.get('/desk')).text, '/logout');
	for (const path of ['', '/share', '/unshare', '/note', '/subject', '/transfer', '/identity', '/identity/show']) {
		const answer = await desk.post(`/desk/reports/${found.no}${path}`, { csrf, action: 'accept', to: '1', message: 'x', note: 'x', reason: '需要联系。' });
		assert.ok([403, 404].includes(answer.status), `${what}: ${login} POST ${path}`);
	}
}

test('conduct of an insurer goes to the insurance regulator, and the body for the sector shares it', async () => {
	const found = await filed(aboutInsurer);
	assert.equal(lead(found.id), 'city-nfra');
	assert.deepEqual(parties(found.id), ['taishan-emergency', 'city-nfra']);
	assert.deepEqual(wraps(found.id), ['taishan-emergency', 'city-nfra']);
	assert.deepEqual(audits(found.id), ['submit\t\treceived']);
	for (const login of ['nfra', 'handler-taishan']) {
		const page = (await desks[login].get(`/desk/reports/${found.no}`)).text;
		for (const text of [filled.story, '国家金融监督管理总局泰安监管分局', '牵头，作出决定', '泰山区应急管理局', '会同办理']) assert.ok(page.includes(text), `${login}: ${text}`);
		assert.ok((await desks[login].get('/desk/reports')).text.includes(found.no), login);
		assert.equal((await desks[login].get('/desk/reports?group=joint')).text.includes(found.no), login === 'handler-taishan', login);
		assert.equal((await desks[login].get('/desk/reports?group=nobody')).text.includes(found.no), login === 'nfra', login);
	}
	for (const login of ['city', 'handler-xintai', 'mining']) assert.equal((await desks[login].get(`/desk/reports/${found.no}`)).status, 404, login);
	const told = await track(found.receipt);
	for (const text of ['国家金融监督管理总局泰安监管分局', '泰山区应急管理局', '会同办理', '移送期限', '5 个工作日内移送有权的机关']) assert.ok(told.includes(text), text);
});

test('who shares a case reads it and writes notes; only who leads it decides', async () => {
	const found = await filed({ ...aboutInsurer, name: '示例人', contact: '0538-0000001' });
	const address = `/desk/reports/${found.no}`;
	assert.equal(tokenOf((await desks['handler-taishan'].get(address)).text, address), null, 'no step is offered');
	const csrf = tokenOf((await desks.nfra.get(address)).text, address);
	assert.ok(csrf);
	for (const path of ['transfer', 'share', 'subject']) {
		const answer = await desks['handler-taishan'].get(`${address}/${path}`);
		assert.equal(answer.status, 403, path);
		assert.match(answer.text, /只有牵头机关可以进行这一步/, path);
	}
	const asked = await desks['handler-taishan'].submit(`${address}/identity`, { reason: '需要电话核实。' }, `${address}/identity`);
	assert.equal(asked.status, 422);
	assert.match(asked.text, /只有牵头机关/);
	assert.equal((await step('handler-taishan', found, 'note', { note: '  ' })).status, 422);
	assert.equal((await step('handler-taishan', found, 'note', { note: '长'.repeat(2001) })).status, 422);
	assert.equal((await step('handler-taishan', found, 'note', { note: '我局上月检查过该公司的服务记录。' })).location, `${address}?done=report_note`);
	assert.deepEqual(audits(found.id).slice(1), ['note\treceived\treceived']);
	const page = (await desks.nfra.get(address)).text;
	assert.ok(page.includes('我局上月检查过该公司的服务记录。') && page.includes('示例九 王'));
	assert.ok(!(await track(found.receipt)).includes('上月检查过'), 'the reporter does not see it');
	assert.ok(!portal.sql('SELECT * FROM report_note').includes('上月检查'), 'it is sealed');
	assert.equal((await act('nfra', found, { action: 'accept' })).status, 303);
	assert.equal(state(found.id), 'verifying');
	assert.deepEqual(parties(found.id), ['taishan-emergency', 'city-nfra']);
});

test('a case is shared, and sharing ended: the key comes and goes with it, and the reporter sees who handles it', async () => {
	const found = await filed();
	const to = body('city-nfra'), own = body('taishan-emergency');
	const form = (await desks['handler-taishan'].get(`/desk/reports/${found.no}/share`)).text;
	assert.ok(form.includes(`value="${to}"`) && !form.includes(`value="${own}"`));
	assert.ok(!(await desks['handler-taishan'].get(`/desk/reports/${found.no}`)).text.includes('/unshare'));
	for (const wrong of ['', own, '999', 'x']) assert.equal((await step('handler-taishan', found, 'share', { to: wrong, message: '' })).status, 422, wrong);
	assert.equal((await desks['handler-taishan'].post(`/desk/reports/${found.no}/share`, { to, message: '' })).status, 403, 'no token');
	assert.equal((await desks['insurer-a'].get(`/desk/reports/${found.no}/share`)).status, 403);
	assert.deepEqual(audits(found.id), ['submit\t\treceived']);
	assert.equal((await step('handler-taishan', found, 'share', { to, message: '请金融监管部门会同核查。' })).location, `/desk/reports/${found.no}?done=report_share`);
	assert.deepEqual(wraps(found.id), ['taishan-emergency', 'city-nfra']);
	assert.ok((await desks.nfra.get(`/desk/reports/${found.no}`)).text.includes(filled.story));
	assert.match(await track(found.receipt), /国家金融监督管理总局泰安监管分局[\s\S]*请金融监管部门会同核查。/);
	assert.equal((await step('handler-taishan', found, 'share', { to, message: '' })).status, 422, 'it is shared already');
	assert.equal((await step('handler-taishan', found, 'unshare', { to: own, message: '' })).status, 422, 'who leads it stays');
	assert.equal((await step('handler-taishan', found, 'unshare', { to, message: '' })).location, `/desk/reports/${found.no}?done=report_unshare`);
	assert.deepEqual(wraps(found.id), ['taishan-emergency']);
	await blind('nfra', found, 'no longer shared');
	assert.deepEqual(audits(found.id).slice(1), ['share\treceived\treceived', 'unshare\treceived\treceived']);
	// Transferred to somebody who shares it: one receipt, one row each, nobody twice.
	await step('handler-taishan', found, 'share', { to, message: '' });
	assert.equal((await step('handler-taishan', found, 'transfer', { to, message: '属于保险监管事项。' })).status, 303);
	assert.deepEqual([lead(found.id), parties(found.id), wraps(found.id)], ['city-nfra', ['city-nfra'], ['city-nfra']]);
	await blind('handler-taishan', found, 'transferred');
	assert.ok((await track(found.receipt)).includes('属于保险监管事项。'));
});

test('what is about an authority goes above it, and nobody of that authority sees, finds, counts or opens it', async () => {
	const others = await filed();
	const counted = (await desks['handler-taishan'].get('/desk')).text;
	const found = await filed({ subject: 'authority', subject_name: '泰山区应急管理局', name: '示例人', contact: '0538-0000002' });
	assert.deepEqual([lead(found.id), parties(found.id), barred(found.id), wraps(found.id)], ['city-emergency', ['city-emergency'], ['taishan-emergency'], ['city-emergency']]);
	await blind('handler-taishan', found, 'about it');
	await blind('handler-taishan2', found, 'about it');
	const strip = (text) => text.replace(/name="csrf" value="[^"]*"/g, '');
	assert.equal(strip((await desks['handler-taishan'].get('/desk')).text), strip(counted), 'not even counted');
	assert.ok((await desks['handler-taishan'].get('/desk/reports')).text.includes(others.no));
	const page = (await desks.city.get(`/desk/reports/${found.no}`)).text;
	assert.match(page, /id="barred"[\s\S]*泰山区应急管理局[\s\S]*看不到、查不到、打不开/);
	// Neither by transfer nor by sharing.
	const subject = body('taishan-emergency');
	for (const path of ['transfer', 'share', 'subject']) {
		assert.ok(!(await desks.city.get(`/desk/reports/${found.no}/${path}`)).text.includes(`value="${subject}"`), path);
		assert.equal((await step('city', found, path, { to: subject, message: '移送。' })).status, 422, path);
	}
	assert.deepEqual([parties(found.id), wraps(found.id)], [['city-emergency'], ['city-emergency']]);
	// Not even when a row were forged for it: whom it is about comes before who handles it.
	portal.sql(`INSERT INTO report_party (authority_id, report_id, since_at) VALUES (${subject}, ${found.id}, UTC_TIMESTAMP(3))`);
	await blind('handler-taishan', found, 'with a forged row');
	portal.sql(`DELETE FROM report_party WHERE authority_id = ${subject} AND report_id = ${found.id}`);
	// The trail of an auditor who belongs to that authority does not have it either.
	const audit = async () => [...(await desks.auditor.get('/desk/audit')).text.matchAll(/<tr>[\s\S]*?<\/tr>/g)].filter(([row]) => row.replace(/<[^>]*>/g, ' ').match(new RegExp(`举报\\s+${found.id}\\s`)) !== null).length;
	assert.ok(await audit() > 0);
	portal.sql(`UPDATE account SET authority_id = ${subject} WHERE login = 'auditor'`);
	assert.equal(await audit(), 0);
	portal.sql("UPDATE account SET authority_id = NULL WHERE login = 'auditor'");
});

test('it turns out later whom a case is about: it moves up, and the former key is gone', async () => {
	const found = await filed({ name: '示例人', contact: '0538-0000003' });
	const own = body('taishan-emergency');
	assert.equal((await act('handler-taishan', found, { action: 'accept' })).status, 303);
	assert.ok(wraps(found.id).includes('taishan-emergency'));
	assert.ok((await desks['handler-taishan'].get(`/desk/reports/${found.no}`)).text.includes('举报反映的是某个机关'));
	const wordless = await step('handler-taishan', found, 'subject', { to: own, message: '' });
	assert.equal(wordless.status, 422);
	assert.match(wordless.text, /写出给举报人的话/);
	for (const to of ['', '999']) assert.equal((await step('handler-taishan', found, 'subject', { to, message: '好。' })).status, 422, to);
	assert.equal((await step('handler-taishan', found, 'subject', { to: own, message: '反映的是我局，已转上一级。' })).location, '/desk/reports?done=report_move_up');
	assert.deepEqual([lead(found.id), parties(found.id), barred(found.id), wraps(found.id), state(found.id)],
		['city-emergency', ['city-emergency'], ['taishan-emergency'], ['city-emergency'], 'transferred']);
	assert.equal(audits(found.id).at(-1), 'move_up\tverifying\ttransferred');
	await blind('handler-taishan', found, 'moved up');
	assert.ok((await desks.city.get(`/desk/reports/${found.no}`)).text.includes(filled.story));
	// A reward that it had proposed before does not name the case to it either.
	portal.sql(`INSERT INTO report_reward (report_id, authority_id, state, rule, rule_on, basis, amount, maker_id, proposed_at)
		SELECT ${found.id}, ${own}, 'proposed', 'x', CURDATE(), 1, 1, id, UTC_TIMESTAMP(3) FROM account WHERE login = 'handler-taishan'`);
	for (const path of ['/desk/rewards', '/desk/rewards?state=proposed']) assert.ok(!(await desks['handler-taishan2'].get(path)).text.includes(found.no), path);
	portal.sql(`DELETE FROM report_reward WHERE report_id = ${found.id}`);
	const told = await track(found.receipt);
	for (const text of ['已移送，待受理', '泰安市应急管理局', '反映的是我局，已转上一级。']) assert.ok(told.includes(text), text);
	assert.equal((await act('city', found, { action: 'accept' })).status, 303);
	// Another one, of whom the city's bureau goes on to decide: barred, and the case stays.
	assert.equal((await step('city', found, 'share', { to: body('city-mining'), message: '' })).status, 303);
	assert.equal((await step('city', found, 'subject', { to: body('city-mining'), message: '' })).location, `/desk/reports/${found.no}?done=report_bar`);
	assert.deepEqual([lead(found.id), barred(found.id), wraps(found.id), state(found.id)], ['city-emergency', ['taishan-emergency', 'city-mining'], ['city-emergency'], 'verifying']);
	await blind('mining', found, 'barred');
	// Nobody here stands above the coordinator.
	const above = await step('city', found, 'subject', { to: body('city-emergency'), message: '反映的是我局。' });
	assert.equal(above.status, 422);
	assert.match(above.text, /不属本机关职权[\s\S]*12388/);
	assert.equal(lead(found.id), 'city-emergency');
});

test('who coordinates does not answer for an identity in a case about the own bureau', async () => {
	const found = await filed({ name: '示例人', contact: '0538-0000004' });
	const address = `/desk/reports/${found.no}/identity`;
	assert.equal((await desks['handler-taishan'].submit(address, { reason: '需要电话核实。' }, address)).status, 303);
	const request = portal.sql('SELECT MAX(id) FROM report_identity_request').trim();
	assert.equal((await desks.custody.get(`/desk/identities/${request}`)).status, 200);
	assert.ok((await desks.custody.get('/desk/identities')).text.includes(found.no));
	// The county goes on with what is about the city's bureau only as far as telling where to turn.
	assert.equal((await step('handler-taishan', found, 'subject', { to: body('city-emergency'), message: '' })).location, `/desk/reports/${found.no}?done=report_bar`);
	assert.equal((await desks.custody.get(`/desk/identities/${request}`)).status, 404);
	assert.ok(!(await desks.custody.get('/desk/identities')).text.includes(found.no));
	assert.ok(!(await desks.custody.get('/desk')).text.includes(found.no));
	await blind('city', found, 'about the city');
});

test('an identity is not opened for an authority that the case has left', async () => {
	const found = await filed({ name: '示例人', contact: '0538-0000005' });
	const address = `/desk/reports/${found.no}/identity`;
	const ask = () => desks['handler-taishan'].submit(address, { reason: '需要电话核实。' }, address);
	const request = () => `/desk/identities/${portal.sql('SELECT MAX(id) FROM report_identity_request').trim()}`;
	assert.equal((await ask()).status, 303);
	assert.equal((await desks.custody.submit(request(), { action: 'open', decision: '' }, request())).status, 303);
	assert.equal((await desks['handler-taishan2'].submit(address, { reason: '需要再次核实。' }, address)).status, 303);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_identity_request WHERE report_id = ${found.id} AND handed IS NOT NULL`).trim(), '1');
	assert.equal((await step('handler-taishan', found, 'transfer', { to: body('xintai-emergency'), message: '发生在新泰市。' })).status, 303);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_identity_request WHERE report_id = ${found.id} AND handed IS NOT NULL`).trim(), '0');
	const late = await desks.custody.submit(request(), { action: 'open', decision: '' }, request());
	assert.equal(late.status, 422);
	assert.match(late.text, /已经转到其他机关/);
	assert.equal((await desks.custody.submit(request(), { action: 'refuse', decision: '已转其他机关。' }, request())).status, 303);
});

test('where nobody stands above, nothing is sent, and the right door is named', async () => {
	const before = portal.sql('SELECT COUNT(*) FROM report').trim();
	const answer = await report(portal.visitor(), { subject: 'authority', subject_name: '泰安市应急管理局某科' });
	assert.equal(answer.status, 422);
	assert.match(answer.text, /没有提交[\s\S]*12345[\s\S]*12388/);
	assert.ok(answer.text.includes(filled.story), 'what was typed is kept');
	assert.equal(portal.sql('SELECT COUNT(*) FROM report').trim(), before);
	const regulator = await filed({ subject: 'authority', subject_name: '国家金融监督管理总局泰安监管分局' });
	assert.deepEqual([lead(regulator.id), barred(regulator.id), wraps(regulator.id)], ['city-emergency', ['city-nfra'], ['city-emergency']]);
	await blind('nfra', regulator, 'about the insurance regulator');
	const bureau = await filed({ subject: 'authority', subject_name: '泰安市住房和城乡建设局', sector: 'CON' });
	assert.deepEqual([lead(bureau.id), barred(bureau.id)], ['city-emergency', ['city-construction']]);
	await blind('construction', bureau, 'about a bureau of the city');
	const unknown = await filed({ subject: 'authority', subject_name: '某个部门' });
	assert.deepEqual([lead(unknown.id), barred(unknown.id)], ['city-emergency', []]);
	const interference = await filed({ kind: 'interference' });
	assert.equal(lead(interference.id), 'city-emergency');
	const agency = await filed({ subject: 'agency', subject_name: '示例检测公司', sector: 'CON' });
	assert.deepEqual([lead(agency.id), parties(agency.id)], ['taishan-emergency', ['taishan-emergency', 'city-construction']]);
});
