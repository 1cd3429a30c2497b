// The report's form, one question a page: forward, back, a change at the end, faults, files.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, filled, hidden, kept, multipart, png, receiptOf, tokenOf } from './report_form.mjs';

let portal;
before(async () => {
	portal = await startInstance();
});
after(() => portal?.stop());

const order = ['kind', 'door', 'subject', 'find', 'which', 'sector', 'where', 'story', 'files', 'you', 'check'];
const asked = {
	kind: ['kind'], door: ['door'], told: ['wish'], subject: ['subject'], find: ['find'], which: ['subject_name'], sector: ['sector'], where: ['county', 'place'], story: ['story', 'happened'], files: ['files'],
	you: ['name', 'contact'], check: [],
};
const { at: _, ...answers } = filled;
const count = () => Number(portal.sql('SELECT COUNT(*) FROM report'));
const at = (text) => hidden(text, 'at');
// Fields that a page asks for, hidden ones left out.
const fields = (text) => [...new Set([...text.slice(text.indexOf('<form class="az-form"')).matchAll(/<(?:input|select|textarea)\b[^>]*>/g)].map(([tag]) => tag)
	.filter((tag) => !tag.includes('type="hidden"')).map((tag) => /name="([^"]*)"/.exec(tag)[1]))];
const carried = (text) => Object.fromEntries(Object.keys(answers).map((name) => [name, hidden(text, name)]).filter(([, value]) => value !== null));

// Presses a button of a page, with what is typed into it.
async function press(visitor, page, go, typed = {}, files = []) {
	const answer = await visitor.post('/report/step', multipart(tokenOf(page, '/report/step'), { ...carried(page), ...typed, at: at(page), go }, files, kept(page)));
	return { ...answer, at: at(answer.text) };
}
const typedAt = (step) => Object.fromEntries(asked[step].filter((name) => name in answers && name !== 'files').map((name) => [name, answers[name]]));

test('each page asks its own question, and the last one shows all answers and files the report once', async () => {
	const visitor = portal.visitor();
	let page = { ...await visitor.get('/report') };
	const before = count();
	for (const step of order.slice(0, -1)) {
		assert.equal(at(page.text), step);
		assert.deepEqual(fields(page.text).filter((name) => name !== 'go').sort(), [...asked[step]].sort(), step);
		page = await press(visitor, page.text, 'next', typedAt(step), step === 'files' ? [{ name: 'a.png', bytes: png() }] : []);
		assert.equal(page.status, 200, step);
	}
	assert.equal(at(page.text), 'check');
	for (const value of [answers.subject_name, answers.story, answers.place, answers.happened, '只收费不服务或少服务', '泰山区', 'a.png']) assert.ok(page.text.includes(value), value);
	assert.equal(count(), before, 'nothing is filed yet');
	const token = tokenOf(page.text, '/report');
	const body = () => multipart(token, { ...carried(page.text), at: 'check' }, [], [kept(page.text)[0]]);
	const sent = await visitor.post('/report', body());
	assert.equal(sent.status, 200);
	assert.ok(receiptOf(sent.text));
	assert.equal(receiptOf((await visitor.post('/report', body())).text), receiptOf(sent.text), 'sent twice is filed once');
	assert.equal(count(), before + 1);
	assert.equal(portal.sql('SELECT COUNT(*) FROM report_file WHERE report_id = (SELECT MAX(id) FROM report)').trim(), '1');
});

test('going back keeps what was typed, also what is not right yet', async () => {
	const visitor = portal.visitor();
	let page = await press(visitor, (await visitor.get('/report')).text, 'next', typedAt('kind'));
	page = await press(visitor, page.text, 'next', { door: 'none' });
	page = await press(visitor, page.text, 'next', { subject: 'agency' });
	assert.equal(page.at, 'which', 'only an enterprise is searched for');
	page = await press(visitor, page.text, 'back', { subject_name: '一家公司' });
	assert.equal(page.at, 'subject');
	page = await press(visitor, page.text, 'back', { subject: '' });
	page = await press(visitor, page.text, 'back');
	assert.equal(page.status, 200);
	assert.equal(page.at, 'kind');
	assert.match(page.text, /<input[^>]*value="no_service"[^>]* checked/);
	page = await press(visitor, page.text, 'next', typedAt('kind'));
	page = await press(visitor, page.text, 'next');
	assert.match(page.text, /value="一家公司"/);
	assert.equal(errorAt(page.text, 'subject'), null, 'no fault before the page is left');
});

test('in the middle the other language is one button away, with all that was typed', async () => {
	const visitor = portal.visitor();
	let page = await press(visitor, (await visitor.get('/report')).text, 'next', typedAt('kind'));
	for (const [step, typed] of [['door', { door: 'none' }], ['subject', { subject: 'insurer' }], ['which', { subject_name: '一家公司' }], ['sector', typedAt('sector')], ['where', typedAt('where')]]) {
		assert.equal(page.at, step);
		page = await press(visitor, page.text, 'next', typed);
	}
	assert.equal(page.at, 'story');
	const buttons = [...page.text.slice(page.text.indexOf('<form class="az-form"')).matchAll(/<button[^>]*>/g)].map(([tag]) => tag);
	assert.match(buttons[0], /value="next"/, 'Enter goes on');
	assert.match(buttons.at(-1), /name="go" value="stay" formaction="\/report\/step\?lang=en" lang="en"/);
	const swap = async (from, lang, typed) => {
		const answer = await visitor.post(`/report/step?lang=${lang}`, multipart(tokenOf(from, '/report/step'), { ...carried(from), ...typed, at: at(from), go: 'stay' }, [], kept(from)));
		return { ...answer, at: at(answer.text) };
	};
	const english = await swap(page.text, 'en', { story: '太短', happened: '上个月' });
	assert.equal(english.status, 200);
	assert.equal(english.at, 'story');
	assert.match(english.text, /<html[^>]* lang="en"/);
	assert.match(english.text, /太短<\/textarea>/);
	assert.match(english.text, /value="上个月"/);
	assert.equal(errorAt(english.text, 'story'), null, 'nothing is judged before the page is left');
	assert.equal(visitor.cookies.get('anze_lang'), 'en');
	const next = await press(visitor, english.text, 'next', { story: answers.story });
	assert.equal(next.at, 'files');
	assert.match(next.text, /<html[^>]* lang="en"/, 'it stays');
	const back = await swap(next.text, 'zh');
	assert.match(back.text, /<html[^>]* lang="zh-CN"/);
	assert.equal(back.at, 'files');
	for (const lang of ['fr', '', 'en%0d%0aX: 1']) assert.match((await swap(back.text, lang)).text, /<html[^>]* lang="zh-CN"/, lang);
	assert.equal(visitor.cookies.get('anze_lang'), 'zh');
});

test('a page with a fault is shown again with only its own faults', async () => {
	const visitor = portal.visitor();
	let page = await press(visitor, (await visitor.get('/report')).text, 'next');
	assert.equal(page.status, 422);
	assert.equal(page.at, 'kind');
	assert.ok(errorAt(page.text, 'kind'));
	assert.ok(!page.text.includes('href="#story"'), 'the story is not asked for yet');
	page = await press(visitor, page.text, 'next', typedAt('kind'));
	page = await press(visitor, page.text, 'next');
	page = await press(visitor, page.text, 'next', { subject: 'enterprise' });
	assert.equal(page.at, 'find');
	page = await press(visitor, page.text, 'next', { find: '' });
	page = await press(visitor, page.text, 'next', { subject_name: '' });
	assert.equal(page.status, 422);
	assert.ok(errorAt(page.text, 'subject_name'));
	assert.deepEqual(fields(page.text).filter((name) => name !== 'go').sort(), ['subject_name']);
});

test('a change from the last page comes back to it; whoever jumps ahead is asked for what is missing', async () => {
	const visitor = portal.visitor();
	const first = (await visitor.get('/report')).text;
	let page;
	const end = await visitor.post('/report/step', multipart(tokenOf(first, '/report/step'), { ...answers, at: 'you', go: 'next' }));
	assert.equal(at(end.text), 'check');
	page = await press(visitor, end.text, 'where');
	assert.equal(page.at, 'where+');
	page = await press(visitor, page.text, 'next', { county: '370911', place: '' });
	assert.equal(page.at, 'check');
	assert.ok(page.text.includes('岱岳区'));
	page = await press(visitor, (await press(visitor, page.text, 'story')).text, 'back', { story: '' });
	assert.equal(page.at, 'correct', 'what was emptied is asked for at once');
	assert.deepEqual(fields(page.text).filter((name) => name !== 'go').sort(), ['happened', 'story']);
	page = await press(visitor, page.text, 'next', { story: answers.story });
	assert.equal(page.at, 'check');
});

test('who will see a name or a contact is said when there is one of them', async () => {
	const visitor = portal.visitor();
	const first = (await visitor.get('/report')).text;
	const end = async (more) => (await visitor.post('/report/step', multipart(tokenOf(first, '/report/step'), { ...answers, ...more, at: 'you', go: 'next' }))).text;
	assert.doesNotMatch(await end({}), /<th scope="row">您的姓名和联系方式/);
	assert.match(await end({ contact: '13800000000' }), /<th scope="row">您的姓名和联系方式/);
	assert.match(await end({ name: '示例', contact: '13800000000' }), /<th scope="row">您的姓名和联系方式/);
});

test('a report that is sent with faults is shown with all of them, and with nothing lost', async () => {
	const visitor = portal.visitor();
	const first = (await visitor.get('/report')).text;
	const end = (await visitor.post('/report/step', multipart(tokenOf(first, '/report/step'), { ...answers, at: 'you', go: 'next' }))).text;
	const before = count();
	const back = await visitor.post('/report', multipart(tokenOf(end, '/report'), { ...carried(end), at: 'check', story: '短', county: '000000' }));
	assert.equal(back.status, 422);
	assert.ok(errorAt(back.text, 'story') && errorAt(back.text, 'county'));
	assert.equal(hidden(back.text, 'subject_name'), answers.subject_name);
	assert.equal(count(), before);
	for (const strange of ['nowhere', 'check+', '+', 'x'.repeat(40)]) {
		const answer = await visitor.post('/report/step', multipart(tokenOf(first, '/report/step'), { ...answers, at: strange, go: strange }));
		assert.ok([200, 422].includes(answer.status), strange);
		assert.ok(order.includes(at(answer.text).replace('+', '')), strange);
	}
	const alone = await portal.visitor().post('/report/step', multipart(tokenOf(first, '/report/step'), { ...answers, at: 'you', go: 'next' }));
	assert.equal(alone.status, 403, 'another visitor\'s token');
});
