// Who sent a report: its handler asks with a reason, a coordinator of the city
// refuses and then agrees, the handler sees it, the reporter reads all of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newest, report } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, ways } from './browser.mjs';

let portal, browser;
before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

async function asks(handler, no, reason) {
	await handler.go(`/desk/reports/${no}`);
	await handler.follow('单独保存，需另一人同意才能查看');
	await handler.check('identity-1-ask');
	await handler.fill({ reason });
	await handler.send();
	await handler.sees('申请已提交，等待市级协调人员决定。');
	await handler.check('identity-2-waiting');
}

async function answers(city, no, fields) {
	await city.go('/desk/identities');
	await city.check('identity-3-queue');
	await city.follow(city.page.locator('main table').first().getByRole('link', { name: no }));
	await city.check('identity-4-request');
	await city.fill(fields);
	await city.send();
	await city.check('identity-5-answered');
}

for (const way of ways) {
	test(`two people open an identity (${way.name})`, async () => {
		const { receipt } = await report(portal.visitor(), { name: '示例举报人', contact: '0538-0000123' });
		const { no } = newest(portal);
		const handler = await browser.visit(portal, way, 'handler-taishan');
		const city = await browser.visit(portal, way, 'custody');
		await asks(handler, no, '消息没有得到回复，需要电话核实现场情况。');
		await answers(city, no, { action: 'refuse', decision: '请先用平台消息联系举报人。' });
		await asks(handler, no, '已经发过两次消息，仍然没有回复，需要电话核实。');
		await answers(city, no, { action: 'open' });
		await city.seesNot('0538-0000123', 'to who agreed');
		await handler.go(`/desk/reports/${no}/identity`);
		await handler.check('identity-6-granted');
		await handler.seesNot('0538-0000123', 'before the look is recorded');
		await handler.send(handler.page.locator('main form').first());
		await handler.sees('0538-0000123');
		await handler.check('identity-7-shown');
		const reporter = await browser.visit(portal, way);
		await reporter.go('/report/track');
		await reporter.fill({ receipt });
		await reporter.send();
		await reporter.check('identity-8-reporter');
		const told = await reporter.text('#identity');
		for (const words of ['请先用平台消息联系举报人。', '已经发过两次消息，仍然没有回复，需要电话核实。', '已同意查看', '不同意查看', '泰山区应急管理局']) assert.ok(told.includes(words), words);
		const both = await browser.visit(portal, way, 'city');
		await both.go('/desk/identities');
		await both.sees('您不决定身份查看');
		await both.check('identity-9-both-roles');
		for (const person of [handler, city, reporter, both]) await person.close();
	});
}
