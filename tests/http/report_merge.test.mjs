// Reports of one matter handled together: who reads what, and what happens to both when something happens to one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { newest, png, report, tokenOf } from './report_form.mjs';

let portal, one, two, xintai;
before(async () => {
	portal = await startInstance();
	[one, two, xintai] = [portal.visitor(), portal.visitor(), portal.visitor()];
	await one.signIn('handler-taishan');
	await two.signIn('handler-taishan2');
	await xintai.signIn('handler-xintai');
});
after(() => portal?.stop());

const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`).trim().split('\n');
const row = (id, columns) => portal.sql(`SELECT ${columns} FROM report WHERE id = ${id}`).trim();
const act = (who, found, action, fields = {}) => who.submit(`/desk/reports/${found.no}`, { action, message: '', outcome: '', ground: '', ...fields }, `/desk/reports/${found.no}`);
const merge = (who, found, into, message = '') => who.submit(`/desk/reports/${found.no}/merge`, { into: String(into.id ?? into), message }, `/desk/reports/${found.no}/merge`);
const track = (found) => portal.visitor().submit('/report/track', { receipt: found.receipt }, '/report/track');

async function filed(fields = {}, files = []) {
	const sent = await report(portal.visitor(), fields, { files });
	return { receipt: sent.receipt, ...newest(portal) };
}
async function say(found, action, message) {
	const visitor = portal.visitor();
	const page = await visitor.submit('/report/track', { receipt: found.receipt }, '/report/track');
	return visitor.post('/report/track/message', { csrf: tokenOf(page.text, '/report/track/message'), receipt: found.receipt, action, message });
}
const first = { subject_name: '甲所见之示例厂', place: '甲所写之地点', story: '甲的经过：只有第一位举报人知道的细节。', happened: '甲所说之日' };
const second = { subject_name: '乙所见之示例厂', place: '乙所写之地点', story: '乙的经过：只有第二位举报人知道的细节。', happened: '乙所说之日' };
async function pair() {
	const leading = await filed(first, [{ name: '甲的照片.png', bytes: png() }]);
	const later = await filed(second, [{ name: '乙的照片.png', bytes: png(9) }]);
	return { leading, later };
}
const words = { leading: [...Object.values(first), '甲的照片.png'], later: [...Object.values(second), '乙的照片.png'] };
const hasNone = (text, list, who) => list.forEach((word) => assert.ok(!text.includes(word), `${who} does not read "${word}"`));
const hasAll = (text, list, who) => list.forEach((word) => assert.ok(text.includes(word), `${who} reads "${word}"`));

test('the handler sees both on the leading case; neither reporter reads a word, a file or a number of the other', async () => {
	const { leading, later } = await pair();
	const page = (await one.get(`/desk/reports/${later.no}/merge`)).text;
	assert.match(page, new RegExp(`<option value="${leading.id}">${leading.no}`));
	assert.equal((await merge(one, later, leading, '与较早的一件合并办理。')).location, `/desk/reports/${later.no}?done=report_merge`);
	assert.equal(row(later.id, 'state, outcome, merged_into'), `merged\tmerged\t${leading.id}`);
	assert.deepEqual(audits(later.id), ['submit', 'merge']);
	assert.deepEqual(audits(leading.id), ['submit']);
	hasAll((await one.get(`/desk/reports/${leading.no}`)).text, [...words.leading, ...words.later, later.no, '共 2 件'], 'the handler');
	hasAll((await one.get(`/desk/reports/${later.no}`)).text, [...words.later.filter((word) => word !== first.place), leading.no, '已合并办理'], 'the handler');
	assert.equal((await say(leading, 'message', '甲的补充之话。')).status, 200);
	assert.equal((await say(later, 'message', '乙的补充之话。')).status, 200);
	assert.equal((await act(one, leading, 'accept')).status, 303);
	assert.equal((await act(one, leading, 'message', { message: '只问甲的问题。' })).status, 303);
	assert.equal((await act(one, later, 'message', { message: '只问乙的问题。' })).status, 303);
	const [a, b] = [(await track(leading)).text, (await track(later)).text];
	hasAll(a, ['甲的补充之话。', '只问甲的问题。', first.subject_name, '核查中'], 'the first reporter');
	hasNone(a, [...words.later, '乙的补充之话。', '只问乙的问题。', '合并', later.no], 'the first reporter');
	hasAll(b, ['乙的补充之话。', '只问乙的问题。', second.subject_name, '与此前收到的同一事项的举报合并办理', '核查中', '办结期限'], 'the second reporter');
	hasNone(b, [...words.leading, '甲的补充之话。', '只问甲的问题。', leading.no], 'the second reporter');
	// A receipt opens its own files alone, and each key stays with its case.
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_file WHERE report_id = ${leading.id}`).trim(), '1');
	assert.equal(portal.sql(`SELECT COUNT(DISTINCT sealed) FROM report_key WHERE report_id IN (${leading.id}, ${later.id}) AND holder = 'receipt'`).trim(), '2');
	// The answer reaches both, and both can ask for a review.
	assert.equal((await act(one, leading, 'conclude', { outcome: 'partly' })).status, 303);
	assert.match((await track(later)).text, /核查结束，待反馈/);
	assert.equal((await act(one, leading, 'feed_back', { message: '经查部分属实，已责令整改。' })).status, 303);
	for (const found of [leading, later]) hasAll((await track(found)).text, ['已反馈', '部分属实', '经查部分属实，已责令整改。', '申请复查'], found.no);
	// Each says whether it was solved, for itself.
	const visitor = portal.visitor();
	const open = await visitor.submit('/report/track', { receipt: later.receipt }, '/report/track');
	const solved = await visitor.post('/report/track/solved', { csrf: tokenOf(open.text, '/report/track/solved'), solved_code: later.receipt, answer: 'no', words: '' });
	assert.equal(solved.status, 200);
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(answer) FROM report_solved WHERE report_id IN (${leading.id}, ${later.id})`).trim(), 'no');
	assert.deepEqual(audits(leading.id), ['submit', 'reply', 'accept', 'message', 'conclude', 'feed_back']);
	assert.deepEqual(audits(later.id), ['submit', 'merge', 'reply', 'message', 'solved']);
	assert.match((await act(one, later, 'unmerge')).text, /主办件已经有了结论/);
	assert.equal(row(later.id, 'state'), 'merged');
});

test('a message of a merged report is seen as new on the leading case, and answered there where it was written', async () => {
	const { leading, later } = await pair();
	await merge(one, later, leading);
	await say(later, 'message', '乙又想起一件事。');
	const listed = async () => (await one.get('/desk/reports?group=message')).text.includes(leading.no);
	assert.ok(await listed());
	await act(one, leading, 'message', { message: '给甲的话。' });
	assert.ok(await listed(), 'the other one still waits');
	await act(one, later, 'message', { message: '给乙的话。' });
	assert.ok(!(await listed()));
});

test('a merger is undone while nothing is decided; the report goes on by itself, with its own term', async () => {
	const { leading, later } = await pair();
	await merge(one, later, leading);
	assert.equal((await act(two, later, 'unmerge', { message: '经核对不是同一事项。' })).location, `/desk/reports/${later.no}?done=report_unmerge`);
	assert.equal(row(later.id, "state, outcome, COALESCE(merged_into, 0), decide_by IS NOT NULL"), 'verifying\t\t0\t1');
	assert.deepEqual(audits(later.id), ['submit', 'merge', 'unmerge']);
	hasNone((await one.get(`/desk/reports/${leading.no}`)).text, words.later, 'the leading case');
	assert.doesNotMatch((await track(later)).text, /您的举报与此前收到的同一事项的举报合并办理/);
});

test('only an earlier, open case of the same authority can lead', async () => {
	const { leading, later } = await pair();
	const far = await filed({ county: '370982' }), last = await filed();
	const refused = await merge(one, leading, later);
	assert.equal(refused.status, 422, 'the earlier into the later');
	for (const into of [later, far, 0, -1, 'x', 99999999]) assert.equal((await merge(one, later, into)).status, 422, String(into.no ?? into));
	assert.equal((await merge(one, later, '', '写好的话不能丢。')).status, 422);
	assert.match((await merge(one, later, '', '写好的话不能丢。')).text, /写好的话不能丢。/);
	await act(one, leading, 'refuse', { ground: 'unclear', message: '缺少事实。' });
	assert.equal((await merge(one, last, leading)).status, 422, 'a closed case');
	assert.equal((await xintai.get(`/desk/reports/${later.no}/merge`)).status, 404);
	assert.equal((await one.get(`/desk/reports/${far.no}/merge`)).status, 404);
	assert.equal((await one.post(`/desk/reports/${later.no}/merge`, { into: String(leading.id), message: '' })).status, 403, 'without its token');
	const regulator = portal.visitor();
	await regulator.signIn('che-taishan');
	assert.equal((await regulator.get(`/desk/reports/${later.no}/merge`)).status, 403);
	assert.equal(row(later.id, 'state'), 'received');
	assert.equal((await act(one, leading, 'merge')).status, 422, 'nor by the form of other steps');
	// Cut off at the last moment: a page that was drawn when the other one was still open.
	const open = await filed(), wanting = await filed();
	const page = (await one.get(`/desk/reports/${wanting.no}/merge`)).text;
	await act(one, open, 'refuse', { ground: 'unclear', message: '缺少事实。' });
	const late = await one.post(`/desk/reports/${wanting.no}/merge`, { csrf: tokenOf(page, `/desk/reports/${wanting.no}/merge`), into: String(open.id), message: '' });
	assert.ok([409, 422].includes(late.status));
	assert.equal(row(wanting.id, 'state'), 'received');
});

test('a refusal of the leading case reaches both; the second reporter\'s review is a case of its own', async () => {
	const { leading, later } = await pair();
	await merge(one, later, leading);
	await act(one, leading, 'refuse', { ground: 'court', message: '请向法院提出。' });
	const told = (await track(later)).text;
	hasAll(told, ['不予受理', '请向法院提出。', '申请复查'], 'the second reporter');
	assert.equal((await say(later, 'dispute', '法院没有受理，请复查。')).status, 200);
	assert.equal(row(later.id, 'state, ground, COALESCE(merged_into, 0)'), 'disputed\tcourt\t0');
	assert.equal(row(leading.id, 'state'), 'refused');
	assert.doesNotMatch((await track(leading)).text, /法院没有受理/);
	assert.equal((await act(one, later, 'uphold', { message: '维持。' })).status, 422, 'the one who refused does not decide on the review');
	assert.equal((await act(two, later, 'reopen')).status, 303);
	assert.equal(row(later.id, 'state'), 'verifying');
});

test('the first reporter\'s review does not look like the second one\'s', async () => {
	const { leading, later } = await pair();
	await merge(one, later, leading);
	await act(one, leading, 'accept');
	await act(one, leading, 'conclude', { outcome: 'false' });
	await act(one, leading, 'feed_back', { message: '没有发现。' });
	await say(leading, 'dispute', '甲不服，请复查。');
	const told = (await track(later)).text;
	assert.match(told, /已反馈/);
	assert.doesNotMatch(told, /您的复查申请已收到|甲不服/);
});

test('when the first reporter withdraws, the next one leads with the same clock; a merged one can withdraw too', async () => {
	const { leading, later } = await pair();
	const third = await filed({ story: '丙的经过：另外一位举报人写的话。' });
	await merge(one, later, leading);
	await merge(one, third, leading);
	await act(one, leading, 'accept');
	const by = row(leading.id, 'decide_by');
	await say(leading, 'withdraw', '不再反映了。');
	assert.equal(row(leading.id, 'state'), 'withdrawn');
	assert.equal(row(later.id, 'state, COALESCE(merged_into, 0), decide_by'), `verifying\t0\t${by}`);
	assert.equal(row(third.id, 'state, merged_into'), `merged\t${later.id}`);
	assert.deepEqual(audits(later.id), ['submit', 'merge', 'lead']);
	assert.doesNotMatch((await track(later)).text, /不再反映了|您的举报与此前收到的同一事项的举报合并办理/);
	await say(third, 'withdraw', '丙也不再反映了。');
	assert.equal(row(third.id, 'state, COALESCE(merged_into, 0), outcome').trim(), 'withdrawn\t0');
});

test('those that are merged go with the leading case: to another authority, and with a case that is merged itself', async () => {
	const { leading, later } = await pair();
	const third = await filed();
	await merge(one, third, later);
	await merge(one, later, leading);
	assert.equal(row(third.id, 'merged_into'), String(leading.id));
	const to = portal.sql("SELECT id FROM authority WHERE code = 'xintai-emergency'").trim();
	const path = `/desk/reports/${leading.no}/transfer`;
	assert.equal((await one.submit(path, { to, message: '事情发生在新泰市。' }, path)).status, 303);
	for (const found of [leading, later, third]) {
		assert.equal((await one.get(`/desk/reports/${found.no}`)).status, 404, found.no);
		assert.equal(portal.sql(`SELECT COUNT(*) FROM report_key WHERE report_id = ${found.id} AND holder = 'ring'`).trim(), '1');
	}
	hasAll((await xintai.get(`/desk/reports/${leading.no}`)).text, [first.story, second.story], 'the other authority');
	hasNone((await track(later)).text, [...words.leading, '事情发生在新泰市。'], 'the second reporter');
	assert.match((await track(later)).text, /新泰市/);
});

test('a merged report is kept as long as the leading one is open, and its words go with its own time', async () => {
	const { leading, later } = await pair();
	await merge(one, later, leading);
	portal.sql(`UPDATE audit SET at = at - INTERVAL 9 YEAR WHERE noun = 'report' AND noun_id IN (${leading.id}, ${later.id});
		UPDATE report SET submitted_at = submitted_at - INTERVAL 9 YEAR WHERE id IN (${leading.id}, ${later.id})`);
	portal.ctl('report', 'remove');
	assert.equal(row(later.id, 'removed_on IS NULL'), '1', 'open');
	portal.sql(`UPDATE report SET state = 'archived' WHERE id = ${leading.id}; INSERT INTO audit (at, noun, noun_id, action, from_state, to_state) VALUES (UTC_TIMESTAMP(3), 'report', ${leading.id}, 'archive', 'fed_back', 'archived')`);
	portal.ctl('report', 'remove');
	assert.equal(row(later.id, 'removed_on IS NULL'), '1', 'closed a moment ago');
	portal.sql(`UPDATE audit SET at = at - INTERVAL 9 YEAR WHERE noun = 'report' AND noun_id = ${leading.id}`);
	portal.ctl('report', 'remove');
	assert.equal(row(later.id, 'removed_on IS NULL'), '0');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_content WHERE report_id IN (${leading.id}, ${later.id})`).trim(), '0');
});
