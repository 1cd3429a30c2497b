// The handler's desk: whose case it is, the groups with their numbers at both sides of each boundary, lists as files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { newest, report, tokenOf } from './report_form.mjs';

let portal, one, two, stranger;
before(async () => {
	portal = await startInstance();
	[one, two, stranger] = [portal.visitor(), portal.visitor(), portal.visitor()];
	await one.signIn('handler-taishan');
	await two.signIn('handler-taishan2');
	await stranger.signIn('handler-xintai');
});
after(() => portal?.stop());

async function filed(fields = {}) {
	const sent = await report(portal.visitor(), fields);
	return { receipt: sent.receipt, ...newest(portal) };
}
const account = (login) => portal.sql(`SELECT id FROM account WHERE login = '${login}'`).trim();
const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`).trim().split('\n');
const holder = (id) => portal.sql(`SELECT COALESCE(handler_id, 0) FROM report WHERE id = ${id}`).trim();
const numbers = (text) => [...text.matchAll(/href="\/desk\/reports\/(R\d{4}-\d+)"/g)].map(([, no]) => no);
const inGroup = async (who, group) => numbers((await who.get(`/desk/reports?group=${group}`)).text);
// The number beside a tab.
const countOf = (text, group) => Number(new RegExp(`href="/desk/reports\\?group=${group}"[^>]*>[\\s\\S]*?(\\d+)</span>`).exec(text)[1]);
const give = (who, found, person, seen) => who.submit(`/desk/reports/${found.no}/handler`, seen === undefined ? { person } : { person, seen }, `/desk/reports/${found.no}/handler`);
const day = (offset) => `DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + INTERVAL ${offset} DAY`;

test('a case is taken, handed to a colleague and given back, each with one audit row', async () => {
	const found = await filed();
	assert.ok((await inGroup(one, 'nobody')).includes(found.no));
	assert.match((await one.get(`/desk/reports/${found.no}`)).text, /由我承办/);
	const taken = await give(one, found, account('handler-taishan'));
	assert.equal(taken.location, `/desk/reports/${found.no}?done=report_take`);
	assert.ok((await inGroup(one, 'mine')).includes(found.no) && !(await inGroup(two, 'mine')).includes(found.no));
	assert.ok(!(await inGroup(two, 'nobody')).includes(found.no) && (await inGroup(two, 'office')).includes(found.no));
	assert.equal((await give(one, found, account('handler-taishan2'))).location, `/desk/reports/${found.no}?done=report_assign`);
	assert.ok((await inGroup(two, 'mine')).includes(found.no));
	assert.match((await one.get('/desk/reports?group=office')).text, /示例二十四 施/);
	assert.equal((await give(two, found, 'nobody')).location, `/desk/reports/${found.no}?done=report_give_back`);
	assert.equal(holder(found.id), '0');
	assert.deepEqual(audits(found.id), ['submit', 'take', 'assign', 'give_back']);
	const trail = (await one.get(`/desk/reports/${found.no}`)).text;
	for (const text of ['认领', '转交承办人', '退回，待认领']) assert.ok(trail.includes(text), text);
});

test('a page that was drawn before somebody else took the case changes nothing', async () => {
	const found = await filed();
	assert.equal((await give(two, found, account('handler-taishan2'))).status, 303);
	const late = await give(one, found, account('handler-taishan'), '0');
	assert.equal(late.status, 409);
	assert.match(late.text, /刚刚已由 示例二十四 施 承办/);
	assert.equal(holder(found.id), account('handler-taishan2'));
	assert.equal((await give(one, found, account('handler-taishan'))).status, 303, 'with the page as it is now it can be taken over');
	assert.deepEqual(audits(found.id), ['submit', 'take', 'take']);
	assert.equal((await give(one, found, account('handler-taishan'))).status, 303, 'to who has it already');
	assert.equal(audits(found.id).length, 3, 'which is no step');
});

test('nobody outside the authority takes a case, gives it away or is given it', async () => {
	const found = await filed();
	const path = `/desk/reports/${found.no}/handler`;
	assert.equal((await stranger.get(path)).status, 404);
	const foreign = await filed({ county: '370982' });
	const csrf = tokenOf((await stranger.get(`/desk/reports/${foreign.no}/handler`)).text, `/desk/reports/${foreign.no}/handler`);
	assert.equal((await stranger.post(path, { csrf, person: account('handler-xintai'), seen: '0' })).status, 403);
	assert.equal((await one.post(path, { person: account('handler-taishan'), seen: '0' })).status, 403, 'without its token');
	for (const person of [account('handler-xintai'), account('auditor'), '0', '-1', 'x', '', '99999999999999999999']) {
		const refused = await give(one, found, person);
		assert.equal(refused.status, 422, person);
		assert.match(refused.text, /id="person-error"/);
	}
	assert.equal((await give(one, found, account('handler-taishan'), 'x')).status, 400);
	const insurer = portal.visitor();
	await insurer.signIn('insurer-a');
	for (const at of [path, '/desk/reports', '/desk/reports.csv', '/desk/reports.json']) assert.equal((await insurer.get(at)).status, 403, at);
	assert.equal(holder(found.id), '0');
	assert.deepEqual(audits(found.id), ['submit']);
});

test('a case that is closed is nobody\'s to take', async () => {
	const found = await filed();
	const page = `/desk/reports/${found.no}`;
	assert.equal((await one.submit(page, { action: 'refuse', ground: 'court', message: '请向法院提出。' }, page)).status, 303);
	assert.doesNotMatch((await one.get(page)).text, /由我承办/);
	assert.equal((await give(one, found, account('handler-taishan'))).status, 409);
	assert.ok((await inGroup(one, 'closed')).includes(found.no) && !(await inGroup(one, 'office')).includes(found.no));
});

test('overdue and due soon, at both sides of each boundary, in each state by the term that runs in it', async () => {
	const found = await filed();
	const set = (state, column, offset) => portal.sql(`UPDATE report SET state = '${state}', accept_by = NULL, decide_by = NULL, feedback_by = NULL WHERE id = ${found.id};
		UPDATE report SET ${column} = ${offset} WHERE id = ${found.id}`);
	const groups = async () => (await Promise.all(['overdue', 'soon'].map(async (group) => (await inGroup(one, group)).includes(found.no)))).join();
	for (const [state, column] of [['received', 'accept_by'], ['transferred', 'accept_by'], ['verifying', 'decide_by'], ['extending', 'decide_by'], ['paused', 'decide_by'], ['concluded', 'feedback_by']]) {
		set(state, column, day(-1));
		assert.equal(await groups(), 'true,false', `${state}, over since yesterday`);
		assert.match((await one.get('/desk/reports?group=overdue')).text, /已超期/);
		set(state, column, day(0));
		assert.equal(await groups(), 'false,true', `${state}, its last day`);
	}
	// The last day that counts as soon stands above the list, by the calendar of working days.
	const until = /最迟 (\d{4}-\d{2}-\d{2}) 到期/.exec((await one.get('/desk/reports?group=soon')).text)[1];
	set('verifying', 'decide_by', `'${until}'`);
	assert.equal(await groups(), 'false,true');
	set('verifying', 'decide_by', `'${until}' + INTERVAL 1 DAY`);
	assert.equal(await groups(), 'false,false');
	set('disputed', 'decide_by', day(-1));
	assert.equal(await groups(), 'false,false', 'no term runs there');
	set('received', 'decide_by', day(-1));
	assert.equal(await groups(), 'false,false', 'a term of another state does not count');
	portal.sql(`UPDATE report SET state = 'received', accept_by = ${day(30)} WHERE id = ${found.id}`);
});

test('a reporter\'s message puts the case into its group until it is answered', async () => {
	const found = await filed();
	const page = `/desk/reports/${found.no}`;
	assert.ok(!(await inGroup(one, 'message')).includes(found.no));
	const visitor = portal.visitor();
	const track = await visitor.submit('/report/track', { receipt: found.receipt }, '/report/track');
	assert.equal((await visitor.post('/report/track/message', { csrf: tokenOf(track.text, '/report/track/message'), receipt: found.receipt, action: 'message', message: '补充：合同编号示例。' })).status, 200);
	assert.ok((await inGroup(one, 'message')).includes(found.no));
	assert.match((await one.get('/desk/reports?group=message')).text, /有新消息/);
	assert.equal((await one.submit(page, { action: 'message', message: '收到。' }, page)).status, 303);
	assert.ok(!(await inGroup(one, 'message')).includes(found.no));
});

test('the numbers beside the tabs and on the desk are those of the lists, page by page', async () => {
	portal.sql(`INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, state, submitted_at, accept_by)
		SELECT UNHEX(SHA2(CONCAT('desk', seq), 256)), 'hazard', 'CHE', '370902', (SELECT id FROM authority WHERE code = 'taishan-emergency'), 'enterprise', 'received', UTC_TIMESTAMP(3), ${day(-3)} FROM seq_1_to_45;
		INSERT IGNORE INTO report_party (authority_id, report_id, since_at) SELECT authority_id, id, submitted_at FROM report`);
	const page = (await one.get('/desk/reports')).text, desk = (await one.get('/desk')).text;
	for (const group of ['office', 'mine', 'nobody', 'overdue', 'soon', 'second', 'message', 'closed']) {
		const seen = [];
		for (let path = `/desk/reports?group=${group}`; path;) {
			const { text } = await one.get(path);
			seen.push(...numbers(text));
			path = new RegExp(`href="(/desk/reports\\?group=${group}&amp;page=\\d+)"`).exec(text)?.[1].replaceAll('&amp;', '&');
		}
		assert.equal(countOf(page, group), seen.length, group);
		assert.equal(new Set(seen).size, seen.length, group);
		if (group !== 'closed') assert.equal(countOf(desk, group), seen.length, `${group} on the desk`);
	}
	assert.ok(countOf(page, 'overdue') >= 45);
	for (const query of ['group=none', 'group=MINE', 'state=x', 'group=mine&page=x']) assert.equal((await one.get(`/desk/reports?${query}`)).status, 404, query);
	assert.doesNotMatch((await stranger.get('/desk/reports?group=overdue')).text, /R\d{4}-\d{6}/);
});

test('a list goes out whole as a file, with the page\'s columns and without what is sealed', async () => {
	const secret = '文件中不可有之单位';
	const found = await filed({ subject_name: secret });
	const all = Number(portal.sql("SELECT COUNT(*) FROM report WHERE authority_id = (SELECT id FROM authority WHERE code = 'taishan-emergency') AND state IN ('received', 'transferred', 'verifying', 'extending', 'paused', 'concluded', 'disputed')"));
	const csv = await one.get('/desk/reports.csv');
	assert.equal(csv.headers.get('content-type'), 'text/csv; charset=utf-8');
	const lines = csv.text.trim().split('\r\n');
	assert.equal(lines.length, all + 1);
	assert.match(lines[0], /编号,问题类别,被举报单位/);
	assert.ok(csv.text.includes(found.no) && !csv.text.includes(secret));
	const json = JSON.parse((await one.get('/desk/reports.json?group=overdue')).text);
	assert.ok(json.rows.length >= 45 && json.rows.every((row) => /已超期/.test(row.due)));
	assert.ok((await one.get('/desk/reports')).text.includes('href="/desk/reports.csv"'));
	assert.ok(!(await stranger.get('/desk/reports.csv')).text.includes(found.no));
	assert.equal((await one.get('/desk/reports.csv?group=none')).status, 404);
	const regulator = portal.visitor();
	await regulator.signIn('che-taishan');
	for (const [path, head] of [['/desk/hazards', '编号'], ['/desk/visits', '编号']]) {
		assert.ok((await regulator.get(`${path}.csv?group=closed`)).text.includes(head), path);
		assert.ok(Array.isArray(JSON.parse((await regulator.get(`${path}.json?group=closed`)).text).rows), path);
		for (const group of ['none', 'OPEN']) assert.equal((await regulator.get(`${path}?group=${group}`)).status, 404);
	}
	assert.equal((await one.get('/desk/hazards.csv')).status, 403);
});

test('a count ends at 999+, on the tab, on the desk and in the menu', async () => {
	const add = (to) => portal.sql(`INSERT INTO report (receipt_hash, kind, sector, county, authority_id, subject_type, state, submitted_at, accept_by)
		SELECT UNHEX(SHA2(CONCAT('many', seq), 256)), 'hazard', 'CHE', '370902', (SELECT id FROM authority WHERE code = 'taishan-emergency'), 'enterprise', 'received', UTC_TIMESTAMP(3), ${day(30)}
		FROM seq_1_to_1000 WHERE seq <= ${to};
		INSERT IGNORE INTO report_party (authority_id, report_id, since_at) SELECT authority_id, id, submitted_at FROM report`);
	const here = countOf((await one.get('/desk/reports')).text, 'office');
	add(999 - here);
	assert.equal(countOf((await one.get('/desk/reports')).text, 'office'), 999);
	portal.sql("DELETE p FROM report_party p JOIN report s ON s.id = p.report_id WHERE s.receipt_hash IN (SELECT UNHEX(SHA2(CONCAT('many', seq), 256)) FROM seq_1_to_1000); DELETE FROM report WHERE receipt_hash IN (SELECT UNHEX(SHA2(CONCAT('many', seq), 256)) FROM seq_1_to_1000)");
	add(1000 - here);
	for (const path of ['/desk/reports', '/desk']) {
		const { text } = await one.get(path);
		assert.ok(text.includes('999+'), path);
		assert.doesNotMatch(text, />\s*1000\s*</, path);
	}
});
