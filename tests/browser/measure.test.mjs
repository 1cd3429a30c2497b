// The city takes a measure against an insurer, from exposure to the blacklist:
// the gate, the notice, the days for defence, the legal review, the second
// person. A commendation. What is decided the public finds within a second, by
// name and by code, on the page and in the downloads.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { clock, day, openBrowser, phone, ways, wide, within } from './browser.mjs';

let portal, browser, today = 0;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

// Each way its own insurer; none of them has been exposed before.
const subjects = new Map([
	[phone, { name: '示例甲财产保险股份有限公司泰安中心支公司', code: '91370902MA000T0227', login: 'insurer-a', known: {} }],
	[wide, { name: '示例丙财产保险股份有限公司泰安中心支公司', code: '91370921MA000T014W', known: {} }],
]);
const story = { facts: '抽查 12 份保险合同，其中 9 份约定了现场服务，实际一次也没有开展。', public_text: '收取了保费，没有按合同开展事故预防服务，经督促仍未补做。' };

async function propose(city, kind, fields) {
	await city.go('/desk/measures/new');
	await city.follow(city.page.locator(`main a[href$="kind=${kind}"]`));
	await city.check(`measure-2-new-${kind}`);
	await city.fill(fields);
	await city.send();
	assert.match(city.path(), /^\/desk\/measures\/M\d{4}-\d{6}\?done=measure_propose$/, `the proposal is taken: ${(await city.text()).slice(0, 600)}`);
	return new URL(city.page.url()).pathname;
}

async function act(person, at, action, text) {
	await person.go(at);
	await person.fill({ action, ...(text ? { text } : {}) }, person.form('action'));
	await person.send();
	assert.equal(await person.page.locator('#error-summary').count(), 0, `${action} is done`);
}

// Decides, and measures how long it takes until everybody sees it.
async function decide(person, at, kind, words, fields) {
	const seen = async () => (await (await portal.fetch(`/disclosures?kind=${kind}`)).text()).includes(words);
	assert.equal(await seen(), false, 'before the decision nobody sees it');
	await person.go(at);
	await person.fill(fields, person.form('document'));
	await person.send();
	assert.match(person.path(), /done=measure_decide$/, `it is decided: ${(await person.text()).slice(0, 800)}`);
	return within(1000, 'the public sees the decision', seen);
}

async function find(way, { name, code }, kind, text) {
	const visitor = await browser.visit(portal, way);
	await visitor.go(`/disclosures?kind=${kind}`);
	await visitor.check('disclosure-1-list');
	await visitor.fill({ q: name.slice(0, 4) });
	await visitor.send();
	await visitor.check('disclosure-2-by-name');
	await visitor.sees(name, 'found by a part of the name');
	await visitor.go('/disclosures');
	await visitor.fill({ q: code.toLowerCase() });
	await visitor.send();
	await visitor.check('disclosure-3-by-code');
	await visitor.sees(name, 'found by the code');
	await visitor.go(`/disclosures?kind=${kind}&q=${code}`);
	await visitor.follow(visitor.page.locator('main a[href^="/disclosures/D"]').first());
	await visitor.check(`disclosure-4-${kind}-entry`);
	for (const part of [name, code, text]) await visitor.sees(part);
	await visitor.seesNot(story.facts, 'what stays in the file');
	const number = visitor.path().split('/').pop();

	await visitor.go(`/disclosures?kind=${kind}`);
	for (const format of ['csv', 'json']) {
		const href = await visitor.page.locator(`main a[href^="/disclosures.${format}"]`).getAttribute('href');
		const answer = await visitor.context.request.get(href);
		const content = await answer.text();
		assert.equal(answer.status(), 200, href);
		for (const part of [name, code, number]) assert.ok(content.includes(part), `${href} holds ${part}`);
		if (format === 'json') JSON.parse(content);
	}
	await visitor.close();
}

test('a ground that covers no insurers is refused, beside the field', async () => {
	for (const way of ways) {
		const subject = subjects.get(way);
		const city = await browser.visit(portal, way, 'city');
		await city.go('/desk');
		await city.check('desk-city');
		await city.go('/desk/measures');
		await city.check('measure-1-list');
		await city.go('/desk/measures/new');
		await city.check('measure-2-new');
		await city.follow(city.page.locator('main a[href$="kind=expose"]'));
		await city.check('measure-2-new-expose');
		await city.fill({
			subject: { label: subject.name }, sector: 'CHE', county: '370902', event: day(-20), ground: 'order-11--false_report', ...story,
			grave: '投诉集中，影响面大。', term: '6',
		});
		await city.send();
		await city.check('measure-3-wrong-ground');
		await city.sees(/不能作为对保险机构采取措施的依据/);
		assert.equal(await city.page.locator('#ground-error').count(), 1, 'the refusal stands at the ground');
		await city.fill({ ground: 'notice-5.3--charging_without_service' });
		await city.send();
		await city.check('measure-4-proposed');
		assert.match(city.path(), /done=measure_propose$/, 'with the right ground it is taken');
		subject.known.expose = new URL(city.page.url()).pathname;
		assert.equal(await city.page.locator('form[action$="/decision"]').count(), 0, 'the proposer is not offered the decision');
		await city.close();
	}
});

test('exposure: notice, review, and no decision before the days for defence are over', async () => {
	for (const way of ways) {
		const subject = subjects.get(way);
		const at = subject.known.expose;
		const city = await browser.visit(portal, way, 'city');
		await act(city, at, 'serve_notice');
		await city.check('measure-5-noticed');
		if (subject.login) {
			const insurer = await browser.visit(portal, way, subject.login);
			await insurer.go(at);
			await insurer.check('measure-6-insurer');
			await act(insurer, at, 'defend', '服务已在补做，请从轻处理。');
			await insurer.close();
		}
		const second = await browser.visit(portal, way, 'city2');
		await act(second, at, 'review_pass');
		await second.fill({ document: '示例曝〔1〕号' }, second.form('document'));
		await second.send();
		await second.check('measure-7-gate');
		await second.sees(/陈述申辩期限到 \d{4}-\d\d-\d\d 才届满/, 'what is missing is said');
		assert.ok(await second.page.locator('#error-summary a[href="#gate-deadline"]').count(), 'and the summary leads to it');
		await city.close();
		await second.close();
	}
	await clock(portal, '+10d');
	today += 10;
});

test('exposure: decided by the second person, found by everybody within a second; the next rung rests on it', async (t) => {
	for (const way of ways) {
		const subject = subjects.get(way);
		const at = subject.known.expose;
		const city = await browser.visit(portal, way, 'city');
		await city.go(at);
		await city.check('measure-8-of-the-proposer');
		assert.equal(await city.page.locator('form[action$="/decision"]').count(), 0, 'the proposer is not offered the decision');
		const second = await browser.visit(portal, way, 'city2');
		const took = await decide(second, at, 'exposure', subject.name, { document: '示例曝〔1〕号', joint: '示例监管意见〔6〕号' });
		t.diagnostic(`exposure visible after ${Math.round(took)} ms (${way.name})`);
		await second.check('measure-9-exposed');
		await find(way, subject, 'exposure', '示例曝〔1〕号');

		subject.known.blacklist = await propose(city, 'blacklist', {
			subject: { label: subject.name }, sector: 'CHE', county: '370902', event: day(today - 3),
			ground: 'notice-5.3--charging_without_service', ...story, previous: at.split('/').pop(),
		});
		await act(city, subject.known.blacklist, 'serve_notice');
		await act(second, subject.known.blacklist, 'review_pass');
		await second.check('measure-10-blacklist-waits');
		await city.close();
		await second.close();
	}
	await clock(portal, '+10d');
	today += 10;
});

test('the blacklist: decided by the second person, found by everybody within a second', async (t) => {
	for (const way of ways) {
		const subject = subjects.get(way);
		const second = await browser.visit(portal, way, 'city2');
		await second.go(subject.known.blacklist);
		await second.fill({ document: '', joint: '' }, second.form('document'));
		await second.send();
		await second.check('measure-11-document-missing');
		for (const line of ['document', 'joint']) assert.ok(await second.page.locator(`#error-summary a[href="#gate-${line}"]`).count(), `${line} is missing, and the summary says so`);
		const took = await decide(second, subject.known.blacklist, 'blacklist', subject.name, { document: '示例列〔1〕号', joint: '示例监管意见〔7〕号' });
		t.diagnostic(`blacklist entry visible after ${Math.round(took)} ms (${way.name})`);
		await second.check('measure-12-listed');
		await find(way, subject, 'blacklist', '示例列〔1〕号');
		await second.close();
	}
});

test('a commendation is decided by a second person, and found within a second', async (t) => {
	for (const way of ways) {
		const subject = subjects.get(way);
		const words = `为 ${way === phone ? 320 : 410} 家企业开展了有针对性的事故预防服务，成效显著。`;
		const city = await browser.visit(portal, way, 'city');
		const at = await propose(city, 'commendation', {
			subject: { label: subject.name }, sector: 'CHE', event: day(today - 5), clause: '示例文件第三条',
			facts: '服务覆盖全部投保企业，隐患整改率居全市前列。', public_text: words,
		});
		await city.check('measure-13-commendation');
		assert.equal(await city.page.locator('form[action$="/decision"]').count(), 0, 'the proposer is not offered the decision');
		const second = await browser.visit(portal, way, 'city2');
		await second.go(at);
		await second.check('measure-14-commendation-second');
		const took = await decide(second, at, 'commendation', words, { document: '示例表〔1〕号' });
		t.diagnostic(`commendation visible after ${Math.round(took)} ms (${way.name})`);
		await find(way, subject, 'commendation', words);
		await city.go('/desk/measures?group=decided');
		await city.check('measure-15-decided');
		await city.go('/desk/rules');
		await city.check('rule-1-list');
		await city.follow(city.page.locator('main a[href="/desk/rules/notice-5.3"]').first());
		await city.check('rule-2-notice');
		await city.close();
		await second.close();
	}
});
