// Reports: filed once however often they are sent; handled by
// one body; every step of the flow, allowed and refused.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { http } from './raw.mjs';
import { errorAt, filled, multipart, newest, openIdentity, png, receiptOf, report, tokenOf } from './report_form.mjs';

let portal;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-taishan2', 'handler-xintai', 'city', 'mining', 'auditor', 'insurer-a', 'che-taishan']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});
after(() => portal?.stop());

const count = (table, where = '1 = 1') => Number(portal.sql(`SELECT COUNT(*) FROM ${table} WHERE ${where}`));
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');

// A report in a state, reached by the desk's own steps: { id, no, receipt, csrf }.
// The token is of the page as it was at first, where every report has a form.
async function reportIn(state) {
	const { receipt } = await report(portal.visitor());
	const found = { ...newest(portal), receipt };
	const address = `/desk/reports/${found.no}`;
	found.csrf = tokenOf((await desks['handler-taishan'].get(address)).text, address);
	for (const step of ways[state]) assert.equal((await step(found)).status < 400, true, `${state}: ${step}`);
	assert.equal(stateOf(found.id), state);
	return found;
}

// How a report comes into each state.
const accept = (found) => act(found, { action: 'accept' });
const conclude = (found) => act(found, { action: 'conclude', outcome: 'partly' });
const feedBack = (found) => act(found, { action: 'feed_back', message: '部分属实。' });
const refuse = (found) => act(found, { action: 'refuse', ground: 'outside', message: '不属于本机关。' });
const extension = (found, fields = {}) => step(found, 'extension', { days: '10', why: 'complex', ...fields });
const pause = (found, fields = {}) => step(found, 'pause', { until: day(20), why: 'reporter', message: '', ...fields });
const byReceipt = (action) => (found) => say(found.receipt, { action, message: '请看一看。' });
const ways = {
	received: [], verifying: [accept], refused: [refuse], withdrawn: [byReceipt('withdraw')], extending: [accept, extension], paused: [accept, pause],
	concluded: [accept, conclude], fed_back: [accept, conclude, feedBack], disputed: [accept, conclude, feedBack, byReceipt('dispute')],
	archived: [accept, conclude, feedBack, (found) => act(found, { action: 'archive' })],
};

// A day counted from today, as people here write it.
const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
const step = ({ no }, path, fields, login = 'handler-taishan') => desks[login].submit(`/desk/reports/${no}/${path}`, fields, `/desk/reports/${no}/${path}`);
// What the reporter sends with the receipt; the token is of a page that has the form, whatever case it is of.
async function say(receipt, fields) {
	const visitor = portal.visitor();
	const page = await visitor.submit('/report/track', { receipt }, '/report/track');
	return visitor.post('/report/track/message', { csrf: tokenOf(page.text, '/report/track/message'), receipt, ...fields });
}
const track = async (receipt) => (await portal.visitor().submit('/report/track', { receipt }, '/report/track')).text;

const messagesTo = (id) => count('report_message', `report_id = ${id} AND from_reporter = 0`);
const act = ({ no, csrf }, fields) => desks['handler-taishan'].post(`/desk/reports/${no}`, { csrf, message: '', outcome: '', ...fields });
const stateOf = (id) => portal.sql(`SELECT state FROM report WHERE id = ${id}`).trim();
const auditsOf = (id) => portal.sql(`SELECT action, from_state, to_state FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`).trim().split('\n');

// ---- filing ----

test('a report is filed, gets a receipt and one row of each kind', async () => {
	const before = ['report', 'report_content', 'report_identity', 'submission'].map((table) => count(table));
	const anonymous = await report(portal.visitor());
	assert.equal(anonymous.status, 200);
	assert.match(anonymous.receipt, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/);
	assert.equal(anonymous.headers.get('cache-control'), 'no-store');
	const { id } = newest(portal);
	assert.deepEqual(['report', 'report_content', 'report_identity', 'submission'].map((table) => count(table)), [before[0] + 1, before[1] + 1, before[2], before[3] + 1]);
	assert.deepEqual(auditsOf(id), ['submit\t\treceived']);
	assert.equal(portal.sql(`SELECT account_id FROM audit WHERE noun = 'report' AND noun_id = ${id}`).trim(), 'NULL');
	await report(portal.visitor(), { name: '示例人', contact: '0538-0000000' });
	assert.equal(count('report_identity'), before[2] + 1);
	// The receipt itself is nowhere in the database.
	const bare = anonymous.receipt.replaceAll('-', '');
	for (const table of portal.sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'anze'").trim().split('\n')) {
		assert.ok(!portal.sql(`SELECT * FROM ${table}`).toUpperCase().replaceAll('-', '').includes(bare), table);
	}
});

test('sent twice with one token it is one report with one receipt', async () => {
	const visitor = portal.visitor();
	const before = count('report');
	const first = await report(visitor);
	const second = await report(visitor, {}, { token: first.token });
	assert.equal(second.receipt, first.receipt);
	assert.equal(count('report'), before + 1);
	assert.deepEqual(auditsOf(newest(portal).id), ['submit\t\treceived']);
});

test('sent many times at once it is still one report', async () => {
	const visitor = portal.visitor();
	const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const before = [count('report'), count('audit')];
	const answers = await Promise.all(Array.from({ length: 8 }, () => visitor.post('/report', multipart(token, filled, [{ name: 'a.png', bytes: png() }]))));
	assert.deepEqual(answers.map(({ status }) => status), Array(8).fill(200));
	assert.equal(new Set(answers.map(({ text }) => receiptOf(text))).size, 1);
	assert.deepEqual([count('report'), count('audit')], [before[0] + 1, before[1] + 1]);
	assert.equal(count('report_file', `report_id = ${newest(portal).id}`), 1);
});

test('sent twice at once as the first for its authority, whose keys another report just makes, it is one report', async () => {
	const about = { sector: 'TRA', county: '370983' }; // the authority of the city: nobody's case was there yet
	const authority = portal.sql("SELECT id FROM authority WHERE code = 'city-transport'").trim();
	assert.equal(count('key_ring', `name = 'cases:${authority}'`), 0);
	// Its rows are numbered by one statement, so others that put one wait for its end, having seen that there is none.
	const making = portal.holding(`INSERT INTO key_ring (name, role, authority_id, public_key, made_at) SELECT IF(n = 1 OR SLEEP(3), 'other', 'cases:${authority}'), 1, ${authority}, UNHEX(SHA2(n, 256)), NOW() FROM (SELECT 1 AS n UNION ALL SELECT 2) AS rows_`);
	const waiting = (what) => count('information_schema.processlist', `info LIKE '${what}%'`);
	await portal.until(() => count('information_schema.processlist', "state = 'User sleep'") === 1, 'the keys being made');
	const visitor = portal.visitor();
	const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const before = count('report');
	const both = Promise.all([1, 2].map(() => visitor.post('/report', multipart(token, { ...filled, ...about }))));
	await portal.until(() => waiting('INSERT INTO key_ring (name, role, authority_id, public_key, made_at) VALUES') === 1 && waiting('INSERT INTO report (') === 1, 'one that waits for the keys and one that waits for the other');
	await (await making)();
	const answers = await both;
	assert.deepEqual(answers.map(({ status }) => status), [200, 200]);
	assert.equal(new Set(answers.map(({ text }) => receiptOf(text))).size, 1);
	assert.equal(count('report'), before + 1);
	assert.equal(count('key_ring', `name = 'cases:${authority}'`), 1);
});

test('a named report needs a way to reach the person; a contact alone is kept and can be seen', async () => {
	const visitor = portal.visitor();
	const nameOnly = await report(visitor, { name: '示例人' });
	assert.equal(nameOnly.status, 422);
	assert.ok(errorAt(nameOnly.text, 'contact'));
	assert.equal((await report(visitor, { contact: '0538-0000009' })).status, 200);
	const { no } = newest(portal);
	const desk = desks['handler-taishan'];
	assert.ok(!(await desk.get(`/desk/reports/${no}`)).text.includes('0538-0000009'));
	const { seen } = await openIdentity(portal, desk, no);
	assert.equal(seen.status, 200);
	assert.ok(seen.text.includes('0538-0000009'));
});

test('what no body covers goes to who coordinates; where nobody is competent at all it is not lost in silence', async () => {
	const rows = portal.sql("SELECT authority_id FROM authority_sector WHERE sector = 'ENE'").trim().split('\n');
	const noticed = () => new Promise((done) => setTimeout(done, 1100)); // who is competent may be a second old
	portal.sql("DELETE FROM authority_sector WHERE sector = 'ENE'");
	await noticed();
	assert.equal((await report(portal.visitor(), { sector: 'ENE' })).status, 200);
	assert.equal(portal.sql(`SELECT u.code FROM report r JOIN authority u ON u.id = r.authority_id WHERE r.id = ${newest(portal).id}`).trim(), 'city-emergency');
	portal.sql("UPDATE authority SET kind = 'finance' WHERE kind = 'emergency'");
	await noticed();
	const before = count('report');
	const answer = await report(portal.visitor(), { sector: 'ENE' });
	assert.equal(answer.status, 422);
	assert.match(answer.text, /暂时没有机关受理这个行业的举报，请拨打 12345/);
	assert.ok(answer.text.includes(filled.story));
	assert.equal(count('report'), before);
	portal.sql("UPDATE authority SET kind = 'emergency' WHERE kind = 'finance'");
	portal.sql(rows.map((id) => `INSERT INTO authority_sector VALUES (${id}, 'ENE');`).join(' '));
	await noticed();
});


// ---- the desk ----

test('a report is seen by the body that is competent, and by nobody else', async () => {
	const here = await reportIn('received');
	await report(portal.visitor(), { county: '370982' });
	const there = newest(portal);
	for (const [login, no, status] of [['handler-taishan', here.no, 200], ['handler-taishan', there.no, 404], ['handler-xintai', here.no, 404], ['handler-xintai', there.no, 200],
		['city', here.no, 404], ['mining', here.no, 404], ['insurer-a', here.no, 403], ['auditor', here.no, 403], ['che-taishan', here.no, 403]]) {
		assert.equal((await desks[login].get(`/desk/reports/${no}`)).status, status, `${login} ${no}`);
	}
	for (const no of ['R2026-999999', 'R2025-' + here.no.slice(6), 'R2026-1', 'R2026--00001', 'r' + here.no.slice(1), `${here.no}x`, 'x']) {
		assert.equal((await desks['handler-taishan'].get(`/desk/reports/${no}`)).status, 404, no);
	}
	const queue = (await desks['handler-taishan'].get(`/desk/reports?page=${here.id - 1}`)).text;
	assert.ok(queue.includes(here.no) && !queue.includes(there.no));
	// A form of one's own, sent to a report of another county.
	const csrf = tokenOf((await desks['handler-xintai'].get(`/desk/reports/${there.no}`)).text, `/desk/reports/${there.no}`);
	assert.equal((await desks['handler-xintai'].post(`/desk/reports/${here.no}`, { csrf, action: 'accept', message: '', outcome: '' })).status, 403);
	assert.equal((await desks['handler-xintai'].post(`/desk/reports/${here.no}/identity`, { csrf })).status, 403);
	assert.equal(stateOf(here.id), 'received');
	assert.deepEqual(auditsOf(here.id), ['submit\t\treceived']);
});

const flow = {
	received: { accept: 'verifying', refuse: 'refused', message: 'received' },
	verifying: { message: 'verifying', conclude: 'concluded' },
	extending: { message: 'extending', take_back_extension: 'verifying' },
	paused: { message: 'paused', resume: 'verifying' },
	concluded: { feed_back: 'fed_back', message: 'concluded' },
	fed_back: { archive: 'archived', message: 'fed_back' },
	disputed: { reopen: 'verifying', message: 'disputed' },
	refused: { archive: 'archived', message: 'refused' },
	withdrawn: { archive: 'archived' },
	archived: { message: 'archived' },
};
const actions = ['accept', 'refuse', 'message', 'conclude', 'feed_back', 'resume', 'approve_extension', 'refuse_extension', 'take_back_extension', 'reopen', 'uphold', 'archive',
	'withdraw', 'dispute', 'transfer', 'ask_extension', 'pause', 'share', 'unshare', 'note', 'bar', 'move_up'];

for (const state of Object.keys(flow)) {
	for (const action of [...actions, 'identity', 'nothing', '']) {
		const to = flow[state][action];
		test(`a report that is ${state}: "${action}" ${to ? `makes it ${to}` : 'is refused'}`, async () => {
			const found = await reportIn(state);
			const { id, no } = found;
			const before = auditsOf(id);
			const said = messagesTo(id);
			const answer = await act(found, { action, message: '致举报人：情况如下。', outcome: action === 'conclude' && to ? 'true' : '', ground: action === 'refuse' && to ? 'unclear' : '' });
			if (to) {
				assert.equal(answer.status, 303);
				assert.equal(answer.location, `/desk/reports/${no}?done=report_${action}`);
				assert.equal(stateOf(id), to);
				assert.deepEqual(auditsOf(id), [...before, `${action}\t${state}\t${to}`]);
				assert.equal(messagesTo(id), said + 1);
				assert.equal((await desks['handler-taishan'].get(answer.location)).status, 200);
			} else {
				const known = actions.includes(action);
				assert.equal(answer.status, Object.keys(flow[state]).length === 0 ? 409 : 422);
				if (known) assert.match(answer.text, /状态已经改变/, 'it says that the report has moved on');
				assert.equal(stateOf(id), state);
				assert.deepEqual(auditsOf(id), before);
				assert.equal(messagesTo(id), said);
			}
		});
	}
}

test('a step that needs words or an outcome is refused without them', async () => {
	const received = await reportIn('received');
	const verifying = await reportIn('verifying');
	for (const [found, fields, what] of [[received, { action: 'refuse', message: '好' }, /选择不予受理的理由/], [received, { action: 'refuse', ground: 'unclear' }, /写出给举报人的话/], [received, { action: 'message', message: ' \n ' }, /写出给举报人的话/],
		[verifying, { action: 'message' }, /写出给举报人的话/], [verifying, { action: 'conclude', message: '好' }, /选择核查结论/],
		[verifying, { action: 'conclude', outcome: 'maybe', message: '好' }, /选项无效/],
		[received, { action: 'message', message: '长'.repeat(2001) }, /最多 2000 个字/]]) {
		const before = [stateOf(found.id), auditsOf(found.id), count('report_message', `report_id = ${found.id}`)];
		const answer = await act(found, fields);
		assert.equal(answer.status, 422, JSON.stringify(fields).slice(0, 60));
		assert.match(answer.text, what);
		assert.deepEqual([stateOf(found.id), auditsOf(found.id), count('report_message', `report_id = ${found.id}`)], before);
	}
});

test('an extension is approved by a second person and told with its reason; the last day is a working day', async () => {
	const found = await reportIn('extending');
	assert.match(await track(found.receipt), /申请延长 10 日，正在审批/);
	const before = portal.sql(`SELECT decide_by FROM report WHERE id = ${found.id}`).trim();
	assert.equal((await act(found, { action: 'approve_extension' })).status, 422, 'not by the one who asked');
	const address = `/desk/reports/${found.no}`;
	assert.equal((await desks['handler-taishan2'].submit(address, { action: 'approve_extension', message: '' }, address)).status, 303);
	const [after, extended] = portal.sql(`SELECT decide_by, extension_days FROM report WHERE id = ${found.id}`).trim().split('\t');
	assert.ok(after > before && extended === '10');
	assert.match(await track(found.receipt), new RegExp(`${after}[\\s\\S]*已批准延长 10 日，原因：情况复杂`));
	for (const [days, said] of [['21', /最多还可以延长 20 日/], ['0', /error/], ['x', /error/]]) {
		const answer = await extension(found, { days });
		assert.equal(answer.status, 422, days);
		assert.match(answer.text, said);
	}
	assert.equal((await extension(found, { why: '' })).status, 422);
	assert.equal((await extension(found, { days: '20' })).status, 303, 'thirty days in all');
	// It waits on the desk of whoever can decide, and who asked can take it back.
	const waits = async (who) => (await desks[who].get(`/desk/reports?group=second&page=${found.id - 1}`)).text.includes(found.no);
	assert.deepEqual([await waits('handler-taishan'), await waits('handler-taishan2')], [false, true]);
	assert.equal((await desks['handler-taishan2'].submit(address, { action: 'take_back_extension', message: '' }, address)).status, 422);
	assert.equal((await act(found, { action: 'take_back_extension' })).status, 303);
	assert.equal(portal.sql(`SELECT CONCAT(state, ' ', extension_days, ' ', extension_asked) FROM report WHERE id = ${found.id}`).trim(), 'verifying 10 0');
	assert.match(await track(found.receipt), /撤回延期申请/);
});

test('where nobody else of the authority could approve it, an extension is not asked for', async () => {
	await report(portal.visitor(), { county: '370982' });
	const found = newest(portal), at = `/desk/reports/${found.no}`;
	assert.equal((await desks['handler-xintai'].submit(at, { action: 'accept', message: '', outcome: '' }, at)).status, 303);
	const answer = await desks['handler-xintai'].submit(`${at}/extension`, { days: '10', why: 'complex' }, `${at}/extension`);
	assert.equal(answer.status, 422);
	assert.match(answer.text, /没有另一位承办人可以审批/);
	assert.equal(stateOf(found.id), 'verifying', 'the case is not stuck');
});

test('a pause is told with its reason and its last day, and does not count', async () => {
	const found = await reportIn('verifying');
	for (const fields of [{ until: day(0) }, { until: day(61) }, { until: '' }, { why: '' }]) assert.equal((await pause(found, fields)).status, 422, JSON.stringify(fields));
	const before = portal.sql(`SELECT decide_by FROM report WHERE id = ${found.id}`).trim();
	assert.equal((await pause(found)).status, 303);
	assert.ok(portal.sql(`SELECT decide_by FROM report WHERE id = ${found.id}`).trim() > before);
	assert.match(await track(found.receipt), new RegExp(`自 ${day(0)} 起暂停计算，最迟到 ${day(20)} 恢复，原因：等待举报人补充材料`));
	assert.equal((await act(found, { action: 'resume' })).status, 303);
	assert.equal(portal.sql(`SELECT decide_by FROM report WHERE id = ${found.id}`).trim(), before, 'resumed on the same day nothing is added');
	// One that is forgotten ends by itself, as nobody's act.
	assert.equal((await pause(found)).status, 303);
	assert.match(portal.ctl('report', 'resume'), /whose pause was over: 0/);
	portal.sql(`UPDATE report SET paused_until = '${day(0)}' WHERE id = ${found.id}`);
	assert.match(portal.ctl('report', 'resume'), /whose pause was over: 1/);
	assert.deepEqual([stateOf(found.id), auditsOf(found.id).at(-1)], ['verifying', 'end_pause\tpaused\tverifying']);
	assert.match(await track(found.receipt), /暂停期满，期限恢复计算/);
});

test('a transfer keeps the receipt; the other authority opens the report, the former one does not', async () => {
	const found = await reportIn('verifying');
	const to = portal.sql("SELECT id FROM authority WHERE code = 'xintai-emergency'").trim();
	const own = portal.sql("SELECT id FROM authority WHERE code = 'taishan-emergency'").trim();
	const form = (await desks['handler-taishan'].get(`/desk/reports/${found.no}/transfer`)).text;
	assert.ok(!form.includes(`value="${own}"`) && form.includes(`value="${to}"`));
	for (const fields of [{ to: own, message: '移送。' }, { to: '999', message: '移送。' }, { to, message: '' }, { to: '', message: '移送。' }]) {
		assert.equal((await step(found, 'transfer', fields)).status, 422, JSON.stringify(fields));
	}
	assert.equal((await step(found, 'transfer', { to, message: '事情发生在新泰市。' })).location, '/desk/reports?done=report_transfer');
	assert.equal(auditsOf(found.id).at(-1), 'transfer\tverifying\ttransferred');
	const address = `/desk/reports/${found.no}`;
	assert.equal((await desks['handler-taishan'].get(address)).status, 404);
	assert.equal((await desks['handler-taishan'].get(`${address}/pause`)).status, 404);
	assert.match((await desks['handler-xintai'].get(address)).text, new RegExp(filled.story));
	const page = await track(found.receipt);
	for (const text of ['已移送，待受理', '新泰市应急管理局', '事情发生在新泰市。', '受理期限']) assert.ok(page.includes(text), text);
	assert.equal((await desks['handler-xintai'].submit(address, { action: 'accept', message: '' }, address)).status, 303);
	assert.equal((await desks['handler-xintai'].get(`${address}/extension`)).status, 200);
	assert.equal((await desks['insurer-a'].get(`${address}/transfer`)).status, 403);
});

test('a reporter withdraws, or asks for a review that another handler decides', async () => {
	const gone = await reportIn('withdrawn');
	assert.equal(auditsOf(gone.id).at(-1), 'withdraw\treceived\twithdrawn');
	assert.equal(tokenOf(await track(gone.receipt), '/report/track/message'), null);
	const found = await reportIn('disputed');
	assert.equal(auditsOf(found.id).at(-1), 'dispute\tfed_back\tdisputed');
	assert.match(await track(found.receipt), /复查决定期限[\s\S]*申请复查之日起 30 日内作出复查决定/);
	assert.equal(portal.sql(`SELECT due_on IS NOT NULL AND due_on = review_by FROM report WHERE id = ${found.id}`).trim(), '1');
	assert.equal((await act(found, { action: 'uphold', message: '维持。' })).status, 422, 'not by the one who concluded');
	const address = `/desk/reports/${found.no}`;
	assert.equal((await desks['handler-taishan2'].submit(address, { action: 'uphold', message: '经复查，维持原结论。' }, address)).status, 303);
	assert.match(await track(found.receipt), /维持原决定[\s\S]*经复查，维持原结论。/);
	const late = await reportIn('fed_back');
	portal.sql(`UPDATE report SET closed_on = closed_on - INTERVAL 31 DAY WHERE id = ${late.id}`);
	const page = await track(late.receipt);
	assert.ok(tokenOf(page, '/report/track/message'), 'words can still be sent');
	assert.doesNotMatch(page, /value="dispute"/, 'the term for a review is over');
});

test('what is not accepted says whom to turn to', async () => {
	const found = await reportIn('refused');
	const page = await track(found.receipt);
	for (const text of ['不属于本平台受理的领域', '请拨打 12345', '申请复查截止']) assert.ok(page.includes(text), text);
});

test('each term says by which rule, what is unverified, and when it is overdue', async () => {
	const found = await reportIn('received');
	assert.match(await track(found.receipt), /5 个工作日内决定是否受理。[\s\S]*尚未核实/);
	portal.sql(`UPDATE report SET accept_by = CURDATE() - INTERVAL 3 DAY WHERE id = ${found.id}`);
	assert.match(await track(found.receipt), /已超期/);
});

test('two who decide at once: one step is taken, the other says that the report has moved on', async () => {
	const found = await reportIn('received');
	const answers = await Promise.all([act(found, { action: 'accept' }), refuse(found), act(found, { action: 'accept' })]);
	assert.deepEqual(answers.map(({ status }) => status).filter((status) => status === 303).length, 1);
	for (const answer of answers) if (answer.status !== 303) assert.match(answer.text, /状态已经改变/);
	assert.equal(auditsOf(found.id).length, 2);
});

test('the reporter answers on the progress page while the case is open, once however often it is sent', async () => {
	const found = await reportIn('verifying');
	const visitor = portal.visitor();
	const page = await visitor.submit('/report/track', { receipt: found.receipt }, '/report/track');
	const csrf = tokenOf(page.text, '/report/track/message');
	const said = { csrf, receipt: found.receipt, message: '补充：上个月也没有人来。' };
	const reply = (fields) => visitor.post('/report/track/message', { ...said, ...fields });
	const empty = await reply({ message: ' ' });
	assert.equal(empty.status, 422);
	assert.ok(errorAt(empty.text, 'message'));
	assert.equal((await reply({ receipt: '0000-0000-0000-0000' })).status, 404, 'a receipt of nobody');
	assert.equal((await reply({ csrf: 'x' })).status, 403);
	assert.match((await reply({})).text, /已发送，承办人可以看到。[\s\S]*补充：上个月也没有人来。/);
	assert.equal((await reply({})).status, 200);
	assert.equal(count('report_message', `report_id = ${found.id} AND from_reporter = 1`), 1);
	assert.equal(auditsOf(found.id).at(-1).trim(), 'reply');
	assert.match((await desks['handler-taishan'].get(`/desk/reports?page=${found.id - 1}`)).text, /有新消息/);
	assert.match((await desks['handler-taishan'].get(`/desk/reports/${found.no}`)).text, /补充：上个月也没有人来。/);

	// After the answer as well; only what was withdrawn takes no more.
	await act(found, { action: 'conclude', outcome: 'partly', message: '部分属实。' });
	await act(found, { action: 'feed_back', message: '见消息。' });
	const again = async () => tokenOf((await visitor.submit('/report/track', { receipt: found.receipt }, '/report/track')).text, '/report/track/message');
	assert.match((await reply({ csrf: await again(), message: '还有一点。' })).text, /已发送[\s\S]*还有一点。/);
	assert.ok((await desks['handler-taishan'].get(`/desk/reports?group=message&page=${found.id - 1}`)).text.includes(found.no), 'it waits to be read');
	assert.equal(stateOf(found.id), 'fed_back', 'a message is no request for a review');
	assert.equal((await act(found, { action: 'message', message: '收到。' })).status, 303);
	assert.match(await track(found.receipt), /收到。/);
	const gone = await reportIn('received');
	const token = tokenOf((await visitor.submit('/report/track', { receipt: gone.receipt }, '/report/track')).text, '/report/track/message');
	const left = await visitor.post('/report/track/message', { csrf: token, receipt: gone.receipt, action: 'withdraw', message: '' });
	assert.match(left.text, /已撤回/, 'without a word');
	assert.equal(count('report_message', `report_id = ${gone.id}`), 0);
	const late = await visitor.post('/report/track/message', { csrf: await again(), receipt: gone.receipt, message: '还有一点。' });
	assert.match(late.text, /不能再发送消息[\s\S]*还有一点。/, 'what was typed is still there');
	assert.equal(tokenOf(await track(gone.receipt), '/report/track/message'), null);
});

test('a person writes fifty messages about a report and not one more', async () => {
	const found = await reportIn('received');
	const visitor = portal.visitor();
	const say = async (message) => {
		const csrf = tokenOf((await visitor.submit('/report/track', { receipt: found.receipt }, '/report/track')).text, '/report/track/message');
		return (await visitor.post('/report/track/message', { csrf, receipt: found.receipt, message })).text;
	};
	assert.match(await say('第一条'), /已发送/);
	for (let i = 0; i < 48; i++) portal.sql(`INSERT INTO report_message (report_id, from_reporter, sealed, at) SELECT report_id, from_reporter, sealed, at FROM report_message WHERE report_id = ${found.id} LIMIT 1`);
	assert.match(await say('第五十条'), /已发送/);
	assert.match(await say('第五十一条'), /消息已经太多/);
	assert.equal(count('report_message', `report_id = ${found.id}`), 50);
});

test('the desk counts what waits in each room', async () => {
	const waiting = async (login, room) => Number(new RegExp(`href="${room}"[^>]*><span>[^<]*</span>(?:<span class="az-count">(\\d+)</span>)?`).exec((await desks[login].get('/desk')).text)?.[1] ?? 0);
	const before = await waiting('handler-taishan', '/desk/reports');
	const others = await waiting('handler-xintai', '/desk/reports');
	const found = await reportIn('received');
	assert.equal(await waiting('handler-taishan', '/desk/reports'), before + 1);
	assert.equal(await waiting('handler-xintai', '/desk/reports'), others, 'of another body');
	assert.match((await desks['handler-taishan'].get('/desk')).text, new RegExp(`${before + 1} 件待办`));
	await refuse(found);
	assert.equal(await waiting('handler-taishan', '/desk/reports'), before);
	assert.equal(await waiting('insurer-a', '/desk/assessments'), 1, 'the report of the year that ended was not begun');
});

test('the receipt is shown again until the reporter says that it is kept, and each file with its size and hash as stored', async () => {
	const visitor = portal.visitor();
	const bytes = png(100);
	const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const send = (files) => report(visitor, {}, { token, files });
	const first = await send([{ name: 'a.png', bytes }]);
	const { id } = newest(portal);
	assert.ok(first.text.includes(sha(bytes)) && first.text.includes(newest(portal).no));
	const again = await send([]);
	assert.equal(again.receipt, first.receipt, 'reloading the page shows it again');
	assert.ok(again.text.includes(sha(bytes)), 'with what was stored');
	const csrf = tokenOf(again.text, '/report/kept');
	const bare = await visitor.post('/report/kept', { csrf, code: first.receipt });
	assert.equal(bare.status, 422);
	assert.ok(errorAt(bare.text, 'kept'));
	assert.equal(receiptOf(bare.text), first.receipt, 'it stays until the box is ticked');
	const rows = () => count('audit', `noun = 'report' AND noun_id = ${id} AND action = 'kept'`);
	assert.equal(rows(), 0);
	assert.equal((await visitor.post('/report/kept', { csrf, code: '0000-0000-0000-0000', kept: '1' })).status, 404);
	assert.equal((await visitor.post('/report/kept', { code: first.receipt, kept: '1' })).status, 403);
	for (let i = 0; i < 2; i++) assert.equal((await visitor.post('/report/kept', { csrf, code: first.receipt, kept: '1' })).status, 303);
	assert.equal(rows(), 1, 'one row, however often it is said');
	const after = await send([]);
	assert.equal(after.status, 200);
	assert.equal(after.receipt, null);
	assert.ok(!after.text.includes(first.receipt), 'not shown any more');
	assert.equal((await visitor.submit('/report/track', { receipt: first.receipt }, '/report/track')).status, 200, 'and it opens the case');
});

test('the reporter sees each step with the receipt, and never who took it', async () => {
	const found = await reportIn('fed_back');
	const page = await portal.visitor().submit('/report/track', { receipt: found.receipt }, '/report/track');
	assert.equal(page.status, 200);
	for (const text of ['已反馈', '部分属实。', '泰山区应急管理局']) assert.ok(page.text.includes(text), text);
	for (const text of ['handler-taishan', '示例九', found.no]) assert.ok(!page.text.includes(text), text);
});

test('the queue pages through many reports without losing or repeating one', async () => {
	portal.sql(`INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, state, submitted_at)
		SELECT UNHEX(SHA2(CONCAT('queue', seq), 256)), 'hazard', 'CHE', '370982', (SELECT id FROM authority WHERE code = 'xintai-emergency'), 'enterprise', 'received', UTC_TIMESTAMP(3) FROM seq_1_to_65;
		INSERT IGNORE INTO report_party (authority_id, report_id, since_at) SELECT authority_id, id, submitted_at FROM report`);
	const seen = [];
	let pages = 0;
	for (let path = '/desk/reports?state=received'; path && pages < 10; pages++) {
		const { text } = await desks['handler-xintai'].get(path);
		seen.push(...[...text.matchAll(/href="\/desk\/reports\/(R\d{4}-\d+)"/g)].map(([, no]) => no));
		path = /href="(\/desk\/reports\?state=received&amp;page=\d+)"/.exec(text)?.[1].replaceAll('&amp;', '&');
	}
	const all = count('report', "state = 'received' AND county = '370982'");
	assert.equal(seen.length, all);
	assert.equal(new Set(seen).size, all);
	assert.deepEqual(seen, [...seen].sort(), 'what came first is due first');
	assert.equal(pages, Math.ceil(all / 20));
	for (const query of ['state=open', 'state=RECEIVED', 'page=x', 'page=0']) assert.equal((await desks['handler-xintai'].get(`/desk/reports?${query}`)).status, 404, query);
});

// The last one: it reads what all the others left in the logs.
test('the logs hold no text of a report, no name and no address of a client', async () => {
	const words = { subject_name: '日志中不可有之单位', place: '日志中不可有之地', story: '日志中不可有之经过，写得足够长。', name: '日志中不可有之人', contact: 'secret-contact-0538' };
	const from = '127.0.0.77';
	await report(portal.visitor(), words, { files: [{ name: 'secret-file.png', bytes: png() }] });
	const { no } = newest(portal);
	assert.ok((await openIdentity(portal, desks['handler-taishan'], no)).seen.text.includes(words.name));
	await desks['handler-taishan'].submit(`/desk/reports/${no}`, { action: 'accept', message: '日志中不可有之回复', outcome: '' }, `/desk/reports/${no}`);
	await report(portal.visitor(), { ...words, kind: 'x'.repeat(70_000) });
	for (const path of ['/report?q=secret-query', '/nothing?q=secret-query', '/metrics', '/css/nothing.css', '/desk?secret-query']) await http(portal, [`GET ${path} HTTP/1.1`], '', { from });
	await http(portal, ['POST /report HTTP/1.1', 'Content-Type: text/plain', 'Content-Length: 90000000'], 'secret-body', { from, ms: 300 });
	await http(portal, ['BROKEN'], '', { from });
	const logs = readdirSync(join(portal.directory, 'log')).map((name) => [name, portal.log(name)]);
	assert.ok(logs.some(([name]) => name === 'access.log') && logs.some(([name]) => name === 'anzed.log'));
	for (const [name, text] of logs) {
		for (const word of ['日志中不可有', 'secret-', from, '127.0.0.1', 'anze_session', filled.subject_name, filled.story, '示例张', '0538-0000123']) {
			assert.ok(!text.includes(word), `${name}: ${word}`);
		}
	}
	assert.equal((await portal.get('/healthz')).status, 200);
});

test('a report has one number and one spelling of it', async () => {
	const handler = desks['handler-taishan'];
	const no = (await handler.get('/desk/reports')).text.match(/R\d{4}-\d{6}/)[0];
	assert.equal((await handler.get(`/desk/reports/${no}`)).status, 200);
	assert.equal((await handler.get(`/desk/reports/${no.replace('-', '-00')}`)).status, 404, 'the number with more zeros is none');
});
