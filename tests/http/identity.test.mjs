// Who sent a report: opened by two people, with a reason, for a while, and the reporter reads that it was.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, giveKeys, newest, openIdentity, report, tokenOf } from './report_form.mjs';

let portal;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-xintai', 'city', 'city2', 'custody', 'custody2', 'insurer-a', 'auditor']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});
after(() => portal?.stop());

const who = { name: '示例张三丰', contact: '0538-0000123' };
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function named(fields = {}) {
	const { receipt } = await report(portal.visitor(), { ...who, ...fields });
	const found = { ...newest(portal), receipt };
	return { ...found, address: `/desk/reports/${found.no}/identity` };
}

const asks = (desk, { address }, reason = '需要电话核实现场情况。') => desk.submit(address, { reason }, address);
const track = ({ receipt }) => portal.visitor().submit('/report/track', { receipt }, '/report/track');
const audits = (noun, id) => portal.sql(`SELECT action, IFNULL((SELECT login FROM account a WHERE a.id = t.account_id), '') FROM audit t WHERE noun = '${noun}' AND noun_id = ${id} ORDER BY id`).trim().split('\n').filter(Boolean);
const newestRequest = () => Number(portal.sql('SELECT MAX(id) FROM report_identity_request'));
const reveals = (text) => text.includes(who.name) || text.includes(who.contact);

test('one asks, another agrees, and only who asked sees it; all of it is on record and with the reporter', async () => {
	const found = await named();
	const desk = desks['handler-taishan'];
	const page = await desk.get(`/desk/reports/${found.no}`);
	assert.ok(page.text.includes(found.address) && !reveals(page.text));
	const before = await desk.get(found.address);
	assert.match(before.text, /没有人申请过/);
	assert.equal(tokenOf(before.text, `${found.address}/show`), null);
	const { asked, request, answered, seen } = await openIdentity(portal, desk, found.no);
	assert.equal(asked.location, `${found.address}?done=identity_ask`);
	assert.equal(answered.location, '/desk/identities?done=identity_open');
	assert.ok(seen.text.includes(who.name) && seen.text.includes(who.contact));
	assert.equal(seen.headers.get('cache-control'), 'no-store');
	assert.ok(!reveals((await desk.get(found.address)).text), 'not without a look that is recorded');
	assert.ok(reveals((await desk.submit(found.address, {}, `${found.address}/show`)).text));
	for (const each of [await desks.custody.get(request), await desks.custody.get('/desk/identities')]) {
		assert.ok(each.text.includes('示例九 王') && each.text.includes('已同意查看'));
		assert.ok(!reveals(each.text), 'who agreed does not see it');
	}
	assert.deepEqual(audits('report', found.id).slice(1), ['identity_ask\thandler-taishan', 'identity\thandler-taishan', 'identity\thandler-taishan']);
	assert.deepEqual(audits('identity', newestRequest()), ['open\tcustody']);
	const told = (await track(found)).text;
	assert.match(told, /您的身份[\s\S]*泰山区应急管理局[\s\S]*需要电话核实现场情况。[\s\S]*已同意查看/);
	assert.ok(!told.includes('示例九') && !told.includes('示例二十六 孔'), 'authorities, not persons');
	assert.doesNotMatch(/id="identity">([\s\S]*?)<\/ul>/.exec(told)[1], /\d\d:\d\d/, 'days, not times of day');
});

test('a refusal says why, to who asked and to the reporter; the next request is one of its own', async () => {
	const found = await named();
	const desk = desks['handler-taishan'];
	await asks(desk, found);
	const request = `/desk/identities/${newestRequest()}`;
	const unexplained = await desks.custody.submit(request, { action: 'refuse', decision: '' }, request);
	assert.equal(unexplained.status, 422);
	assert.match(unexplained.text, /理由/);
	assert.equal((await desks.custody.submit(request, { action: '', decision: '' }, request)).status, 422);
	assert.equal((await desks.custody.submit(request, { action: 'refuse', decision: '可以用平台消息联系。' }, request)).status, 303);
	assert.match((await desk.get(found.address)).text, /不同意查看[\s\S]*可以用平台消息联系。/);
	assert.match((await track(found)).text, /不同意查看[\s\S]*可以用平台消息联系。/);
	const csrf = tokenOf((await desk.get('/desk')).text, '/logout');
	assert.equal((await desk.post(`${found.address}/show`, { csrf })).status, 403);
	assert.equal((await asks(desk, found, '消息没有回复，必须电话联系。')).status, 303);
	assert.equal(Number(portal.sql(`SELECT COUNT(*) FROM report_identity_request WHERE report_id = ${found.id}`)), 2, 'history stays');
	// What was answered once cannot be answered again.
	const again = await desks.custody2.get(request);
	assert.equal(tokenOf(again.text, request), null);
});

test('in the city\'s own cases too nobody agrees to his own request, and no account holds both keys', async () => {
	const body = (code) => portal.sql(`SELECT id FROM authority WHERE code = '${code}'`).trim();
	const found = await named();
	// It moves up to the city's bureau, whose people handle reports and coordinate.
	const moved = await desks['handler-taishan'].submit(`/desk/reports/${found.no}/subject`, { to: body('taishan-emergency'), message: '反映的是我局，已转上一级。' }, `/desk/reports/${found.no}/subject`);
	assert.equal(moved.status, 303);
	const asked = await asks(desks.city, found);
	assert.equal(asked.location, `${found.address}?done=identity_ask`);
	const request = `/desk/identities/${newestRequest()}`;
	for (const login of ['city', 'city2']) {
		assert.match((await desks[login].get('/desk/identities')).text, /您不决定身份查看/, login);
		assert.equal((await desks[login].get(request)).status, 403, login);
	}
	// Forced with a token of who may.
	const csrf = tokenOf((await desks.custody.get(request)).text, request);
	assert.equal((await desks.city2.post(request, { csrf, action: 'open', decision: '' })).status, 403);
	assert.equal(portal.sql(`SELECT state FROM report_identity_request WHERE report_id = ${found.id}`).trim(), 'asked');
	for (const login of ['custody', 'custody2']) assert.equal((await desks[login].get(`/desk/reports/${found.no}`)).status, 403, 'who agrees never sees the case');
	assert.equal((await desks.custody.submit(request, { action: 'open', decision: '' }, request)).status, 303);
	assert.ok(reveals((await desks.city.submit(found.address, {}, `${found.address}/show`)).text));
	assert.ok(!reveals((await desks.city2.get(found.address)).text));
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(DISTINCT a.login) FROM account a JOIN key_ring_holder x ON x.holder = 'account' AND x.holder_id = a.id JOIN key_ring r ON r.id = x.ring_id AND r.authority_id IS NULL
		JOIN key_ring_holder y ON y.holder = 'account' AND y.holder_id = a.id JOIN key_ring s ON s.id = y.ring_id AND s.authority_id IS NOT NULL`).trim(), 'NULL', 'no account holds custody and a case');
});

test('who coordinates and comes to handle reports gives custody up: the identities go to those who stay, and none is lost', async () => {
	const found = await named();
	const roles = (login, which) => portal.ctl('user', 'roles', login, which);
	assert.match(roles('custody', 'city,handler'), /renewed: 1[\s\S]*no custody of identities/);
	const holds = (login) => portal.sql(`SELECT COUNT(*) FROM key_ring_holder h JOIN key_ring r ON r.id = h.ring_id AND r.authority_id IS NULL WHERE h.holder = 'account' AND h.holder_id = (SELECT id FROM account WHERE login = '${login}')`).trim();
	assert.equal(holds('custody'), '0', 'at once, where a colleague has it');
	const stays = portal.visitor();
	await stays.signIn('custody2'); // wraps what there is for the new ring
	// The last one too: what only he can open he wraps for the next, at his next sign-in.
	assert.match(roles('custody2', 'city,handler'), /renewed: 1/);
	assert.equal(holds('custody2'), '1', 'nobody else could do it');
	await asks(desks['handler-taishan'], found, '换密钥之前写的理由。');
	const last = portal.visitor();
	await last.signIn('custody2');
	assert.equal(holds('custody2'), '0');
	roles('custody', 'city');
	const next = portal.visitor();
	await next.signIn('custody');
	assert.equal(holds('custody'), '1');
	const request = `/desk/identities/${newestRequest()}`;
	assert.ok((await next.get(request)).text.includes('换密钥之前写的理由。'), 'the words follow the seal');
	assert.equal((await next.submit(request, { action: 'open', decision: '' }, request)).status, 303);
	assert.ok(reveals((await desks['handler-taishan'].submit(found.address, {}, `${found.address}/show`)).text));
	roles('custody2', 'city');
	assert.equal((await giveKeys(next, 'custody2')).status, 303);
	for (const login of ['custody', 'custody2']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});

test('a look is over when its time is, and what was handed over is taken back', async () => {
	const found = await named();
	const desk = portal.visitor();
	await desk.signIn('handler-taishan');
	await openIdentity(portal, desk, found.no);
	portal.sql(`UPDATE report_identity_request SET until_at = UTC_TIMESTAMP(3) + INTERVAL 2 SECOND WHERE report_id = ${found.id}`);
	assert.ok(reveals((await desk.submit(found.address, {}, `${found.address}/show`)).text));
	const csrf = tokenOf((await desk.get(found.address)).text, `${found.address}/show`);
	await pause(2100);
	const late = await desk.post(`${found.address}/show`, { csrf });
	assert.equal(late.status, 403);
	assert.match(late.text, /查看期限已过/);
	const page = await desk.get(found.address);
	assert.match(page.text, /查看期限已过/);
	assert.ok(tokenOf(page.text, found.address), 'he may ask again');
});

test('who may ask and who may answer; forged and empty requests', async () => {
	const found = await named();
	await report(portal.visitor());
	const anonymous = `/desk/reports/${newest(portal).no}/identity`;
	for (const [login, path, status] of [['handler-xintai', found.address, 404], ['insurer-a', found.address, 403], ['auditor', found.address, 403], ['handler-taishan', anonymous, 404],
		['handler-taishan', '/desk/identities', 403], ['auditor', '/desk/identities', 403], ['custody', '/desk/identities/999999', 404], ['custody', '/desk/identities/x', 404], ['custody2', '/desk/identities', 200], ['city', '/desk/identities/1', 403]]) {
		assert.equal((await desks[login].get(path)).status, status, `${login} ${path}`);
	}
	assert.equal((await portal.get(found.address)).status, 303);
	const desk = desks['handler-taishan'];
	for (const reason of ['', '短', '长'.repeat(501)]) {
		const answer = await asks(desk, found, reason);
		assert.equal(answer.status, 422, reason.slice(0, 5));
		assert.ok(errorAt(answer.text, 'reason'));
	}
	assert.equal((await desk.post(found.address, { reason: '没有令牌的申请' })).status, 403);
	const csrf = tokenOf((await desk.get(found.address)).text, found.address);
	const answers = await Promise.all([1, 2, 3].map(() => desk.post(found.address, { csrf, reason: '同时点了几次。' })));
	assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422, 422], 'several clicks are one request');
	assert.match(answers.find(({ status }) => status === 422).text, /已经有一个申请/);
	assert.equal(Number(portal.sql(`SELECT COUNT(*) FROM report_identity_request WHERE report_id = ${found.id}`)), 1);
	assert.match((await desks.custody.get('/desk')).text, /href="\/desk\/identities"[^>]*><span>举报人身份<\/span><span class="az-count">/);
});

test('two seals: neither the handlers nor the coordinators open it alone, and what was changed stays shut', async () => {
	const [one, two] = [await named(), await named()];
	for (const each of [one, two]) await asks(desks['handler-taishan'], each);
	const request = `/desk/identities/${newestRequest()}`;
	// The vault of another case.
	portal.sql(`UPDATE report_identity a JOIN report_identity b ON a.report_id = ${two.id} AND b.report_id = ${one.id} SET a.sealed = b.sealed`);
	const broken = await desks.custody.submit(request, { action: 'open', decision: '' }, request);
	assert.equal(broken.status, 500);
	assert.match(broken.text, /与原来不一致/);
	assert.equal(portal.sql(`SELECT state FROM report_identity_request WHERE report_id = ${two.id}`).trim(), 'asked');
	// What was handed over to somebody else opens for nobody.
	const first = portal.sql(`SELECT id FROM report_identity_request WHERE report_id = ${one.id}`).trim();
	assert.equal((await desks.custody.submit(`/desk/identities/${first}`, { action: 'open', decision: '' }, `/desk/identities/${first}`)).status, 303);
	portal.sql(`UPDATE report_identity_request SET asker_id = (SELECT id FROM account WHERE login = 'city2') WHERE id = ${first}`);
	const csrf = tokenOf((await desks['handler-taishan'].get(one.address)).text, one.address);
	assert.ok(csrf, 'it is not his any more');
	portal.sql(`UPDATE report_identity_request SET asker_id = (SELECT id FROM account WHERE login = 'handler-taishan'), handed = REVERSE(handed) WHERE id = ${first}`);
	const shown = await desks['handler-taishan'].submit(one.address, {}, `${one.address}/show`);
	assert.equal(shown.status, 500);
	assert.ok(!reveals(shown.text));
	// A coordinator without the custody keys cannot agree.
	const third = await named();
	await asks(desks['handler-taishan'], third);
	const waiting = `/desk/identities/${newestRequest()}`;
	portal.sql("DELETE h FROM key_ring_holder h JOIN key_ring r ON r.id = h.ring_id WHERE r.name = 'custody' AND h.holder_id = (SELECT id FROM account WHERE login = 'custody2')");
	const without = await desks.custody2.submit(waiting, { action: 'open', decision: '' }, waiting);
	assert.equal(without.status, 422);
	assert.match(without.text, /还没有身份保管密钥/);
});
