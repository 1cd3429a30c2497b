// A handler's day: the desk and its numbers, taking a case, a second report of the same matter, a reply from a template, and what
// a true report leads to; both reporters look in between.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newest, png, report } from '../http/report_form.mjs';
import { publishedChecklist } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { day, openBrowser, ways } from './browser.mjs';

let portal, browser, uscc;
before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	const city = portal.visitor();
	await city.signIn('city');
	await publishedChecklist(portal, city, 'chemicals');
	uscc = portal.sql("SELECT e.uscc FROM enterprise e JOIN enterprise_sector l ON l.enterprise_id = e.id WHERE l.sector = 'CHE' AND e.county = '370902' ORDER BY e.id LIMIT 1").trim();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

async function filed(fields, files) {
	const sent = await report(portal.visitor(), fields, { files });
	return { receipt: sent.receipt, ...newest(portal) };
}
async function lookUp(citizen, { receipt }) {
	await citizen.go('/report/track');
	await citizen.fill({ receipt });
	await citizen.send();
}

for (const way of ways) {
	test(`a handler's day (${way.name})`, async () => {
		const earlier = await filed({ subject_name: '示例危化有限公司', story: '三号罐区的气体报警器长期关闭，夜班没有人巡查。' });
		const later = await filed({ subject_name: '示例危化公司', story: '厂里的报警器不响，问过安全员也没有人修理。' }, [{ name: '现场.png', bytes: png() }]);
		portal.sql(`UPDATE report SET accept_by = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) - INTERVAL 1 DAY WHERE id = ${earlier.id}`);
		const handler = await browser.visit(portal, way, 'handler-taishan');
		await handler.go('/desk');
		await handler.check('desk-day-1-home');
		await handler.follow(handler.page.locator('main a[href="/desk/reports?group=overdue"]'));
		await handler.check('desk-day-2-overdue');
		await handler.sees('已超期');
		await handler.follow(handler.page.locator(`main a[href="/desk/reports/${earlier.no}"]`));
		await handler.send(handler.form('person'));
		await handler.check('desk-day-3-taken');
		await handler.sees('已由您承办');
		await handler.follow('转交同事或者退回');
		await handler.check('desk-day-4-hand-over');

		// A text for replies, and one of them in a reply.
		await handler.go('/desk/reply-templates/new');
		await handler.check('desk-day-5-template-new');
		await handler.fill({ name: `受理通知（${way.name}）`, step: 'accept', body: '您的举报 {编号} 已受理，{不存在} 前办结。' });
		await handler.send();
		await handler.check('desk-day-5-template-refused');
		await handler.fill({ body: '您的举报 {编号} 已经收到，我们将核查。' });
		await handler.send();
		await handler.check('desk-day-6-template');
		await handler.go('/desk/reply-templates');
		await handler.check('desk-day-6-templates');

		// The second report of the same matter.
		await handler.go(`/desk/reports/${later.no}/merge`);
		await handler.check('desk-day-7-merge');
		await handler.fill({ into: String(earlier.id) });
		await handler.send();
		await handler.check('desk-day-8-merged');
		await handler.follow(earlier.no);
		await handler.check('desk-day-9-leading');
		await handler.sees('厂里的报警器不响');
		const template = handler.page.locator('select[name="template"]');
		await handler.fill({ action: 'accept', message: '您好。' });
		await template.selectOption({ label: `受理通知（${way.name}） · 受理，开始核查` });
		await handler.follow(handler.page.locator('button[name="use"]'));
		await handler.check('desk-day-10-template-taken');
		assert.equal(await handler.page.locator('[name="message"]').inputValue(), `您好。\n\n您的举报 ${earlier.no} 已经收到，我们将核查。`);
		await handler.send(handler.form('message'));
		await handler.sees('已受理');

		// What is found leads on.
		await handler.fill({ action: 'conclude', outcome: 'true' });
		await handler.send();
		await handler.check('desk-day-11-proved');
		await handler.follow('立为事故隐患');
		await handler.check('desk-day-12-hazard');
		await handler.fill({ uscc, sector: 'CHE', grade: 'major', situation: '三号罐区的气体报警器长期关闭，夜班没有人巡查。', measure: '立即恢复报警装置。', basis: '《中华人民共和国安全生产法》第三十六条', deadline: day(10) });
		await handler.send();
		await handler.check('desk-day-13-repeats');
		await handler.fill({ situation: '罐区可燃气体报警装置处于停用状态。' });
		await handler.send();
		await handler.check('desk-day-14-led');
		await handler.go(`/desk/reports/${earlier.no}/inspection`);
		await handler.check('desk-day-15-inspection');
		await handler.fill({ uscc, sector: 'CHE' });
		await handler.send();
		await handler.go(`/desk/measures/new?report=${earlier.no}`);
		await handler.check('desk-day-16-measure-kinds');
		await handler.go(`/desk/measures/new?kind=rectify&report=${earlier.no}`);
		await handler.check('desk-day-17-measure');
		await handler.go(`/desk/reports/${earlier.no}`);
		await handler.fill({ action: 'feed_back', message: '经查属实，已要求企业整改。' });
		await handler.send();
		await handler.check('desk-day-18-answered');

		// Each reporter reads the answer, and nothing of the other.
		const citizen = await browser.visit(portal, way);
		await lookUp(citizen, earlier);
		await citizen.check('desk-day-19-first-reporter');
		for (const text of ['经查属实，已要求企业整改。', '一处事故隐患', '一次现场检查']) await citizen.sees(text);
		for (const text of ['厂里的报警器不响', '合并', later.no]) await citizen.seesNot(text);
		await lookUp(citizen, later);
		await citizen.check('desk-day-20-second-reporter');
		for (const text of ['经查属实，已要求企业整改。', '一处事故隐患', '与同一事项的举报合并办理']) await citizen.sees(text);
		for (const text of ['三号罐区', earlier.no]) await citizen.seesNot(text);
		await citizen.close();

		const regulator = await browser.visit(portal, way, 'che-taishan');
		await regulator.go('/desk/hazards');
		await regulator.check('desk-day-21-hazards');
		await regulator.follow(regulator.page.locator('main tbody th a').first());
		await regulator.check('desk-day-22-hazard');
		await regulator.close();
		await handler.close();
	});
}
