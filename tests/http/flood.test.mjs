// Against floods: a proof of work or the answer to a question, asked for while many reports come in; what is wrong, old or
// used before is refused without anything lost, and nobody is asked with a receipt in hand.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { pbkdf2Sync } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { filled, hidden, kept, multipart, png, receiptOf, tokenOf, unescape } from './report_form.mjs';

const always = (text) => text.replace(/^\tproof = "auto";/m, '\tproof = "always";').replace(/^\tcost = 3000;/m, '\tcost = 20;');
const words = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

let portal;
before(async () => { portal = await startInstance({ conf: always }); });
after(() => portal?.stop());

const count = (at = portal) => Number(at.sql('SELECT COUNT(*) FROM report'));

// What the page asks: the widget's challenge, the question's hidden field and its answer.
function asked(text) {
	const challenge = /data-challenge="([^"]*)"/.exec(text);
	if (!challenge) return null;
	const [, first, second] = /for="sum">([一二三四五六七八九])加([一二三四五六七八九])等于几？/.exec(text);
	return { challenge: JSON.parse(unescape(challenge[1])), question: hidden(text, 'question'), sum: String(words.indexOf(first) + words.indexOf(second) + 2) };
}

// As the widget does it.
function solve({ parameters, signature }, prefix = parameters.keyPrefix) {
	for (let counter = 0; ; counter++) {
		const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.alloc(4)]);
		password.writeUInt32BE(counter, 16);
		const key = pbkdf2Sync(password, Buffer.from(parameters.salt, 'hex'), parameters.cost, parameters.keyLength, 'sha256').toString('hex');
		if (key.startsWith(prefix) === (prefix === parameters.keyPrefix)) return { challenge: { parameters, signature }, solution: { counter, derivedKey: key, time: 5.1 } };
		if (prefix !== parameters.keyPrefix && !key.startsWith(parameters.keyPrefix)) return { challenge: { parameters, signature }, solution: { counter, derivedKey: key, time: 5.1 } };
	}
}
const payload = (solved) => Buffer.from(JSON.stringify(solved)).toString('base64');

async function open(at = portal) {
	const visitor = at.visitor();
	const whole = await visitor.get('/report?pages=one');
	assert.ok(!whole.text.includes('id="flood"'), 'only the last page asks');
	const { text } = await visitor.post('/report', multipart(tokenOf(whole.text, '/report'), { ...filled, at: 'whole' }));
	return { visitor, token: tokenOf(text, '/report'), task: asked(text) };
}
const send = ({ visitor, token }, more, files = [], keptTokens = []) => visitor.post('/report', multipart(token, { ...filled, ...more }, files, keptTokens));

test('work that is done as the widget does it, or the sum: a receipt, and again the same for the browser\'s second try', async () => {
	for (const answer of [(task) => ({ altcha: payload(solve(task.challenge)) }), (task) => ({ question: task.question, sum: task.sum }), (task) => ({ altcha: '', question: task.question, sum: task.sum })]) {
		const page = await open();
		const before = count();
		const first = await send(page, answer(page.task));
		assert.equal(first.status, 200);
		const second = await send(page, answer(page.task));
		assert.equal(receiptOf(second.text), receiptOf(first.text));
		// Even where it comes without what the first one gave.
		assert.equal(receiptOf((await send(page, {})).text), receiptOf(first.text));
		assert.equal(count(), before + 1);
	}
});

test('nothing, something wrong, something changed or somebody\'s invention: said at the question, and nothing typed is lost, files neither', async () => {
	const refusals = {
		nothing: [() => ({}), /请回答页面下方的算式/],
		'a wrong sum': [(task) => ({ question: task.question, sum: '99' }), /答案不对/],
		'no number': [(task) => ({ question: task.question, sum: 'abc' }), /答案不对/],
		'a question of one\'s own': [() => ({ question: 'A'.repeat(56), sum: '2' }), /答案不对/],
		'a counter that solves nothing': [(task) => ({ altcha: payload(solve(task.challenge, 'ff')) }), /核验没有通过/],
		'a cheaper cost': [({ challenge }) => ({ altcha: payload(solve({ ...challenge, parameters: { ...challenge.parameters, cost: 1 } })) }), /核验没有通过/],
		'another nonce': [({ challenge }) => ({ altcha: payload(solve({ ...challenge, parameters: { ...challenge.parameters, nonce: '00'.repeat(16) } })) }), /核验没有通过/],
		'a later end': [({ challenge }) => ({ altcha: payload(solve({ ...challenge, parameters: { ...challenge.parameters, expiresAt: challenge.parameters.expiresAt + 9 } })) }), /核验没有通过/],
		'no JSON': [() => ({ altcha: 'bm90aGluZw==' }), /核验没有通过/],
		'no base64': [() => ({ altcha: '%%%' }), /核验没有通过/],
	};
	for (const [what, [answer, said]] of Object.entries(refusals)) {
		const page = await open();
		const before = count();
		const refused = await send(page, { ...answer(page.task), story: `${what}：写过的经过应当还在。` }, [{ name: '照片.png', bytes: png() }]);
		assert.equal(refused.status, 422, what);
		assert.match(refused.text, said, what);
		assert.match(/<p[^>]* id="sum-error"[^>]*>([\s\S]*?)<\/p>/.exec(refused.text)[1], said, what);
		assert.ok(unescape(refused.text).includes(`${what}：写过的经过应当还在。`), what);
		assert.ok(refused.text.includes('照片.png'), what);
		assert.equal(count(), before, what);
		const next = asked(refused.text);
		const filed = await send({ ...page, token: tokenOf(refused.text, '/report') }, { question: next.question, sum: next.sum, story: `${what}：写过的经过应当还在。` }, [], kept(refused.text).slice(0, 1)); // the page has it in two forms: to change it, and to send it
		assert.equal(filed.status, 200, what);
		assert.equal(portal.sql('SELECT COUNT(*) FROM report_file WHERE report_id = (SELECT MAX(id) FROM report)').trim(), '1', what);
	}
});

test('what was given for one report is not good for another, and is forgotten when its time is over', async () => {
	for (const answer of [(task) => ({ altcha: payload(solve(task.challenge)) }), (task) => ({ question: task.question, sum: task.sum })]) {
		const page = await open(), other = await open();
		const given = answer(page.task);
		assert.equal((await send(page, given)).status, 200);
		const before = count();
		const refused = await send(other, given);
		assert.equal(refused.status, 422);
		assert.match(refused.text, /已经用过/);
		assert.equal(count(), before);
		// Of several at once, one.
		const fresh = answer(asked(refused.text));
		const tokens = await Promise.all(Array.from({ length: 4 }, () => open()));
		const answers = await Promise.all(tokens.map((each) => send(each, fresh)));
		assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 422, 422, 422]);
		assert.equal(count(), before + 1);
	}
	assert.ok(Number(portal.sql('SELECT COUNT(*) FROM flood_spent')) > 0);
	assert.equal(portal.sql('SELECT COUNT(*) FROM flood_spent WHERE until_at < UTC_TIMESTAMP() + INTERVAL 50 MINUTE OR until_at > UTC_TIMESTAMP() + INTERVAL 61 MINUTE').trim(), '0');
});

test('the page by page form asks on its last page only; looking up a receipt and writing to the handler never', async () => {
	const visitor = portal.visitor();
	const first = await visitor.get('/report');
	assert.ok(!first.text.includes('id="flood"'));
	const walk = await visitor.post('/report/step', multipart(tokenOf(first.text, '/report/step'), { ...filled, at: 'you', go: 'next' }));
	assert.equal(walk.status, 200);
	const task = asked(walk.text);
	assert.ok(task, 'the last page');
	assert.ok(tokenOf(walk.text, '/report'));
	const receipt = receiptOf((await send({ visitor, token: tokenOf(walk.text, '/report') }, { at: 'check', question: task.question, sum: task.sum })).text);
	const track = await visitor.submit('/report/track', { receipt }, '/report/track');
	for (const { text } of [await visitor.get('/report/track'), track]) assert.ok(!text.includes('flood'));
	const told = await visitor.post('/report/track/message', { csrf: tokenOf(track.text, '/report/track/message'), receipt, message: '补充一点情况。' });
	assert.match(told.text, /已发送/);
	// In English the question is a sentence too.
	const english = portal.visitor();
	await english.get('/lang/en');
	const token = tokenOf((await english.get('/report?pages=one')).text, '/report');
	assert.match((await english.post('/report', multipart(token, { ...filled, at: 'whole' }))).text, /What is (one|two|three|four|five|six|seven|eight|nine) plus \w+\?/);
});

test('it begins with as many reports within ten minutes as are set, and is over when they are older', async () => {
	const some = await startInstance({ flood: true, conf: (text) => text.replace(/^\treports = 100;/m, '\treports = 3;') });
	try {
		for (let i = 0; i < 2; i++) {
			const page = await open(some);
			assert.equal(page.task, null);
			assert.equal((await send(page, {})).status, 200);
		}
		const early = await open(some);
		assert.equal((await send(await open(some), {})).status, 200, 'the third');
		const late = await send(early, {});
		assert.equal(late.status, 422, 'a form that was opened before');
		const task = asked(late.text);
		assert.equal((await send({ ...early, token: tokenOf(late.text, '/report') }, { question: task.question, sum: task.sum })).status, 200);
		some.sql('UPDATE report SET submitted_at = submitted_at - INTERVAL 11 MINUTE');
		const calm = await open(some);
		assert.equal(calm.task, null);
		assert.equal((await send(calm, {})).status, 200);
	} finally {
		await some.stop();
	}
	await assert.rejects(startInstance({ conf: (text) => text.replace('proof = "auto"', 'proof = "sometimes"') }), /flood\.proof: wants/);
});
