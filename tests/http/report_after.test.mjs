// After sending: more files with the receipt, and what the reporter says to the answer.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, kept, newest, original, png, report, tokenOf } from './report_form.mjs';

let portal, handler, second;
before(async () => {
	portal = await startInstance();
	handler = portal.visitor();
	await handler.signIn('handler-taishan');
	second = portal.visitor();
	await second.signIn('handler-taishan2');
});
after(() => portal?.stop());

const message = '/report/track/message', solved = '/report/track/solved';
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const count = (table, where = '1 = 1') => Number(portal.sql(`SELECT COUNT(*) FROM ${table} WHERE ${where}`));
const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${id} ORDER BY id`).trim().split('\n');

// A filed report, brought on by the desk's own steps.
async function filed(...steps) {
	const { receipt } = await report(portal.visitor());
	const found = { ...newest(portal), receipt };
	for (const step of steps) assert.equal((await act(found, step)).status, 303, JSON.stringify(step));
	return found;
}
const act = ({ no }, fields, who = handler) => who.submit(`/desk/reports/${no}`, { message: '', outcome: '', ...fields }, `/desk/reports/${no}`);
const answered = [{ action: 'accept' }, { action: 'conclude', outcome: 'true' }, { action: 'feed_back', message: '属实，已责令改正。' }];
const open = (receipt, visitor = portal.visitor()) => visitor.submit('/report/track', { receipt }, '/report/track').then((page) => ({ visitor, page }));

function reply(csrf, receipt, fields, files = [], keptTokens = []) {
	const body = new FormData();
	for (const [name, value] of Object.entries({ csrf, receipt, message: '', ...fields })) body.append(name, value);
	for (const each of keptTokens) body.append('files_kept', each);
	for (const { name, bytes } of files) body.append('files', new File([bytes], name, { type: 'image/png' }));
	return body;
}

// ---- more files ----

test('files come later with a message, sealed, listed with size and hash, and the handler opens them', async () => {
	const found = await filed({ action: 'accept' });
	const bytes = png(3000);
	const { visitor, page } = await open(found.receipt);
	const csrf = tokenOf(page.text, message);
	const send = () => visitor.post(message, reply(csrf, found.receipt, { message: '上周又拍到一次。' }, [{ name: '后来.png', bytes }]));
	const sent = await send();
	assert.equal(sent.status, 200);
	assert.match(sent.text, /已发送，承办人可以看到。[\s\S]*上周又拍到一次。[\s\S]*后来\.png/);
	assert.ok(sent.text.includes(sha(bytes)));
	assert.equal((await send()).status, 200, 'the same form once more');
	assert.deepEqual([count('report_file', `report_id = ${found.id}`), count('report_message', `report_id = ${found.id}`), audits(found.id).filter((each) => each === 'reply').length], [1, 1, 1]);
	assert.equal(count('blob_file', `(name <> '' OR sha256 <> '' OR owner <> '') AND id IN (SELECT blob_id FROM report_file WHERE report_id = ${found.id})`), 0, 'sealed like the first ones');
	const desk = (await handler.get(`/desk/reports/${found.no}`)).text;
	assert.match(desk, /后来\.png[\s\S]*补充于/);
	const link = /href="(\/desk\/reports\/[^"]*\/files\/\d+)\/original"/.exec(desk)[1];
	assert.equal(sha(Buffer.from(await (await original(handler, link)).arrayBuffer())), sha(bytes));
	await portal.until(() => count('blob_file', `cleaned_of IN (SELECT blob_id FROM report_file WHERE report_id = ${found.id})`) === 1, 'the cleaned copy');
	// The proof that is made now holds it, with its own day.
	const proof = await visitor.post('/report/track/proof', { csrf: tokenOf(sent.text, '/report/track/proof'), receipt: found.receipt });
	assert.match(proof.text, new RegExp(`file \\d{4}-\\d\\d-\\d\\d ${bytes.length} ${sha(bytes)}`));
});

test('files alone will do; nothing at all will not; a bad file is said at its field and the words stay', async () => {
	const found = await filed();
	const { visitor, page } = await open(found.receipt);
	const csrf = tokenOf(page.text, message);
	const none = await visitor.post(message, reply(csrf, found.receipt, {}));
	assert.equal(none.status, 422);
	assert.ok(errorAt(none.text, 'message'));
	const bad = await visitor.post(message, reply(csrf, found.receipt, { message: '看这张。' }, [{ name: 'good.png', bytes: png() }, { name: 'bad.png', bytes: Buffer.from('<html>') }]));
	assert.equal(bad.status, 422);
	assert.match(errorAt(bad.text, 'files'), /bad\.png/);
	assert.match(bad.text, /看这张。[\s\S]*good\.png|good\.png[\s\S]*看这张。/);
	assert.equal(count('report_message', `report_id = ${found.id}`), 0);
	const again = await visitor.post(message, reply(tokenOf(bad.text, message), found.receipt, {}, [], kept(bad.text)));
	assert.equal(again.status, 200);
	assert.ok(again.text.includes('good.png'));
	assert.deepEqual([count('report_message', `report_id = ${found.id}`), count('report_file', `report_id = ${found.id}`)], [1, 1]);
	const withdrawn = await visitor.post(message, reply(tokenOf(again.text, message), found.receipt, { action: 'withdraw' }, [{ name: 'a.png', bytes: png() }]));
	assert.match(withdrawn.text, /已撤回/, 'a report is withdrawn without a word');
	const told = await filed(...answered);
	const review = await open(told.receipt);
	const why = await review.visitor.post(message, reply(tokenOf(review.page.text, message), told.receipt, { action: 'dispute' }, [{ name: 'a.png', bytes: png() }]));
	assert.equal(why.status, 422, 'a review is asked for with a reason');
	assert.ok(errorAt(why.text, 'message'));
	assert.equal((await visitor.post(message, reply(csrf, '0000-0000-0000-0000', { message: '一句话' }, [{ name: 'a.png', bytes: png() }]))).status, 404);
	assert.equal((await portal.visitor().post(message, reply(csrf, found.receipt, { message: '一句话' }, [{ name: 'a.png', bytes: png() }]))).status, 403);
});

test('a whole case holds so many files and so many bytes; past that the message is not taken without them', async () => {
	const found = await filed();
	for (let round = 0; round < 4; round++) {
		const { visitor, page } = await open(found.receipt);
		const files = Array.from({ length: 5 }, (_, i) => ({ name: `${round}-${i}.png`, bytes: png(i) }));
		assert.equal((await visitor.post(message, reply(tokenOf(page.text, message), found.receipt, { message: `第${round}次` }, files))).status, 200);
	}
	assert.equal(count('report_file', `report_id = ${found.id}`), 20);
	const { visitor, page } = await open(found.receipt);
	const full = await visitor.post(message, reply(tokenOf(page.text, message), found.receipt, { message: '还有一张' }, [{ name: 'one-more.png', bytes: png() }]));
	assert.equal(full.status, 422);
	assert.match(full.text, /最多 20 个文件，共 100 MB，现在已有 20 个[\s\S]*还有一张/);
	assert.deepEqual([count('report_message', `report_id = ${found.id}`), count('report_file', `report_id = ${found.id}`)], [4, 20], 'neither the words nor the file');
	const other = await filed();
	await report(portal.visitor(), {}, { files: [{ name: 'a.png', bytes: png() }] });
	portal.sql(`UPDATE report_file SET report_id = ${other.id} WHERE report_id = ${newest(portal).id}; UPDATE blob_file SET size = 100 * 1048576 - ${png(7).length} WHERE id IN (SELECT blob_id FROM report_file WHERE report_id = ${other.id})`);
	const bytes = portal.sql(`SELECT SUM(size) FROM blob_file WHERE id IN (SELECT blob_id FROM report_file WHERE report_id = ${other.id})`).trim();
	assert.equal(Number(bytes), 100 * 1048576 - png(7).length);
	for (const [more, status] of [[8, 422], [7, 500]]) { // the second one is taken; that file of another case is then not opened
		const { visitor, page } = await open(found.receipt);
		void page;
		const token = tokenOf((await open(found.receipt, visitor)).page.text, message);
		const answer = await visitor.post(message, reply(token, other.receipt, { message: '大小' }, [{ name: 'm.png', bytes: png(more) }]));
		assert.notEqual(answer.status, 200);
		assert.equal(count('report_message', `report_id = ${other.id}`), status === 422 ? 0 : 1, `${more} bytes`);
	}
});

test('files and words come in after the answer as well, but not once it was withdrawn', async () => {
	const found = await filed({ action: 'accept' });
	const { visitor, page } = await open(found.receipt);
	await act(found, { action: 'conclude', outcome: 'false' });
	const late = await visitor.post(message, reply(tokenOf(page.text, message), found.receipt, { message: '后来的照片' }, [{ name: 'late.png', bytes: png() }]));
	assert.match(late.text, /已发送/);
	assert.equal(count('report_file', `report_id = ${found.id}`), 1);
	const gone = await filed();
	const other = await open(gone.receipt);
	const token = tokenOf(other.page.text, message);
	portal.sql(`UPDATE report SET state = 'withdrawn' WHERE id = ${gone.id}`);
	const refused = await other.visitor.post(message, reply(token, gone.receipt, { message: '迟到的照片' }, [{ name: 'late.png', bytes: png() }]));
	assert.equal(refused.status, 422);
	assert.match(refused.text, /不能再发送消息[\s\S]*迟到的照片/);
	assert.equal(count('report_file', `report_id = ${gone.id}`), 0);
});

// ---- what happened ----

test('what happened stays in sight after a case is opened again, by whom, and by which rule each term runs', async () => {
	const found = await filed({ action: 'accept' });
	const at = `/desk/reports/${found.no}`;
	const later = { days: '20', why: 'complex', message: '' };
	assert.equal((await handler.submit(`${at}/extension`, { ...later, action: 'ask_extension' }, `${at}/extension`)).status, 303);
	assert.equal((await act(found, { action: 'approve_extension' }, second)).status, 303);
	const extended = (await open(found.receipt)).page.text;
	assert.match(extended, /受理之日起 60 日内办结[\s\S]*依据：省应急管理部门公开答复[\s\S]*最多可以延长 30 日，须经另一人批准。 依据：省应急管理部门公开答复/);
	for (const step of answered.slice(1)) assert.equal((await act(found, step)).status, 303);
	const { visitor, page } = await open(found.receipt);
	assert.match((await visitor.post(message, reply(tokenOf(page.text, message), found.receipt, { action: 'dispute', message: '没有解决。' }))).text, /已收到您的复查申请/);
	assert.equal((await act(found, { action: 'reopen' }, second)).status, 303);
	const history = /id="history">([\s\S]*?)<\/ul>/.exec((await open(found.receipt)).page.text)[1].replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
	assert.match(history, /受理 泰山区应急管理局 .*承办人申请延长期限 .*批准延长期限 .*核查结束 属实 .*告知结论 .*您申请复查 .*经复查重新核查 泰山区应急管理局/);
	assert.ok(!history.includes('示例'), 'no person');
});

// ---- both clocks ----

test('both clocks stay in sight: what is ahead says its term, what is past its day and by when it was due', async () => {
	const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	const waiting = await filed();
	assert.match((await open(waiting.receipt)).page.text, /受理后 60 日内办结。[\s\S]*核查结束后 10 日内把结论告诉您。/);
	const found = await filed(...answered);
	const [accept, decide, feedback] = portal.sql(`SELECT accept_by, decide_by, feedback_by FROM report WHERE id = ${found.id}`).trim().split('\t');
	const { page } = await open(found.receipt);
	for (const text of [`受理期限：${accept}。`, `办结期限：${decide}。`, `反馈期限：${feedback}。`]) assert.ok(page.text.includes(text), text);
	assert.equal(page.text.split('class="az-timeline__time"').slice(1).filter((each) => each.includes(today)).length, 4, 'each stage with its day');
});

// ---- was it solved? ----

async function say(receipt, answer, words = '') {
	const { visitor, page } = await open(receipt);
	return visitor.post(solved, { csrf: tokenOf(page.text, solved), solved_code: receipt, answer, words });
}
const angry = '路口还是堵着，什么都没变。';

test('an answered case asks whether it was solved; the word is sealed, apart from the outcome, and never thanked for', async () => {
	const found = await filed(...answered);
	const before = (await open(found.receipt)).page.text;
	assert.match(before, /问题解决了吗/);
	const said = await say(found.receipt, 'no', angry);
	assert.equal(said.status, 200);
	assert.match(said.text, /已记下：没有解决。/);
	assert.match(said.text, /可以在下面申请复查，由另一位承办人审查/);
	assert.doesNotMatch(said.text, new RegExp(`<textarea[^>]*name="message"[^>]*>\\s*${angry}`), 'they are said, and not sent once more by the way');
	assert.ok(!/感谢|谢谢|高兴/.test(said.text));
	assert.equal(portal.sql(`SELECT answer FROM report_solved WHERE report_id = ${found.id}`).trim(), 'no');
	assert.equal(count('report_solved', `INSTR(sealed, '${angry}') > 0`), 0);
	assert.equal(portal.sql(`SELECT outcome FROM report WHERE id = ${found.id}`).trim(), 'true', 'the outcome is the authority\'s');
	assert.match((await handler.get(`/desk/reports/${found.no}`)).text, new RegExp(`举报人认为[\\s\\S]*没有解决[\\s\\S]*${angry}`));
	assert.deepEqual(audits(found.id).filter((each) => each === 'solved'), ['solved']);
	// Said otherwise, and once a form.
	const { visitor, page } = await open(found.receipt);
	const csrf = tokenOf(page.text, solved);
	for (let i = 0; i < 2; i++) assert.match((await visitor.post(solved, { csrf, solved_code: found.receipt, answer: 'partly', words: '' })).text, /已记下：只解决了一部分。/);
	assert.equal(audits(found.id).filter((each) => each === 'solved').length, 2);
	assert.equal(portal.sql(`SELECT sealed IS NULL FROM report_solved WHERE report_id = ${found.id}`).trim(), '1');
});

test('"not solved" leads to a review; answered anew it is asked anew', async () => {
	const found = await filed(...answered);
	const said = await say(found.receipt, 'no', angry);
	const visitor = portal.visitor();
	const token = tokenOf((await open(found.receipt, visitor)).page.text, message);
	assert.ok(tokenOf(said.text, message), 'the form for a review is on the page');
	assert.match((await visitor.post(message, reply(token, found.receipt, { action: 'dispute', message: angry }, [{ name: 'still.png', bytes: png() }]))).text, /申请复查/);
	assert.equal(count('report_file', `report_id = ${found.id}`), 1, 'a picture may come with it');
	assert.equal(tokenOf((await open(found.receipt)).page.text, solved), null, 'nothing to ask while it is looked at again');
	for (const step of [{ action: 'reopen' }, { action: 'conclude', outcome: 'partly' }, { action: 'feed_back', message: '再次核查。' }]) assert.equal((await act(found, step, second)).status, 303);
	portal.sql(`UPDATE report_solved SET closed_on = closed_on - INTERVAL 3 DAY WHERE report_id = ${found.id}`);
	const asked = await open(found.receipt);
	assert.ok(tokenOf(asked.page.text, solved));
	assert.ok(!asked.page.text.includes('您写的话'));
});

test('it is not asked before there is an answer; a wrong receipt, no choice, another\'s token are refused', async () => {
	const waiting = await filed({ action: 'accept' }), ready = await filed(...answered);
	assert.equal(tokenOf((await open(waiting.receipt)).page.text, solved), null);
	const { visitor, page } = await open(ready.receipt);
	const csrf = tokenOf(page.text, solved);
	const post = (fields, who = visitor) => who.post(solved, { csrf, solved_code: ready.receipt, answer: 'yes', words: '', ...fields });
	const none = await post({ answer: '', words: '一半好了' });
	assert.equal(none.status, 422);
	assert.ok(errorAt(none.text, 'answer'));
	assert.match(none.text, /一半好了/);
	assert.equal((await post({ answer: 'maybe' })).status, 422);
	assert.equal((await post({ words: 'x'.repeat(501) })).status, 422);
	assert.equal((await post({ solved_code: '0000-0000-0000-0000' })).status, 404);
	assert.equal((await post({ csrf: '' })).status, 403);
	assert.equal((await post({}, portal.visitor())).status, 403);
	const early = await post({ solved_code: waiting.receipt, words: '还早' });
	assert.equal(early.status, 422);
	assert.match(early.text, /还没有答复[\s\S]*还早/);
	assert.equal(count('report_solved', `report_id IN (${waiting.id}, ${ready.id})`), 0);
});

test('the desk counts what reporters say, of its own cases only', async () => {
	const figures = async (who) => Object.fromEntries([...((await who.get('/desk/reports')).text.split('id="solved-figures"')[1] ?? '').matchAll(/value">(\d+)<\/span><span[^>]*>([^<]*)</g)].map(([, n, label]) => [label, Number(n)]));
	const before = await figures(handler);
	const other = portal.visitor();
	await other.signIn('handler-xintai');
	const others = await figures(other);
	const [one, two] = [await filed(...answered), await filed(...answered)];
	await say(one.receipt, 'yes');
	const now = await figures(handler);
	assert.equal(now.已经解决, (before.已经解决 ?? 0) + 1);
	assert.equal(now.没有回答, (before.没有回答 ?? 0) + 1);
	await say(two.receipt, 'no');
	assert.equal((await figures(handler)).没有解决, (before.没有解决 ?? 0) + 1);
	assert.deepEqual(await figures(other), others);
});

test('the words go with the case, the answer stays for the figures', async () => {
	const found = await filed(...answered);
	await say(found.receipt, 'no', angry);
	portal.sql(`UPDATE audit SET at = at - INTERVAL 4 YEAR WHERE noun = 'report' AND noun_id = ${found.id}; UPDATE report SET submitted_at = submitted_at - INTERVAL 4 YEAR WHERE id = ${found.id}`);
	portal.ctl('report', 'remove');
	assert.equal(portal.sql(`SELECT CONCAT(answer, sealed IS NULL) FROM report_solved WHERE report_id = ${found.id}`).trim(), 'no1');
	const { page } = await open(found.receipt);
	assert.equal(page.status, 200);
	assert.equal(tokenOf(page.text, solved), null);
});
