// What a reporter has after sending: a proof to show, and whoever is shown it checks it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { png, report } from '../http/report_form.mjs';
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

async function lookUp(citizen, receipt) {
	await citizen.go('/report/track');
	await citizen.fill({ receipt });
	await citizen.send();
}

for (const way of ways) {
	test(`a proof is made, shown and checked by somebody else (${way.name})`, async () => {
		const { receipt } = await report(portal.visitor(), {}, { files: [{ name: '现场.png', bytes: png(2000) }, { name: '合同.png', bytes: png() }] });
		const citizen = await browser.visit(portal, way);
		await lookUp(citizen, receipt);
		await citizen.check('after-1-track');
		await citizen.follow(citizen.page.locator('form[action="/report/track/proof"] button'));
		await citizen.check('after-2-proof');
		await citizen.sees('举报凭证');
		const box = await citizen.page.locator('svg.az-qr').boundingBox();
		assert.ok(box.width >= 250 && box.x + box.width <= way.viewport.width, 'the code is large enough and whole');
		await citizen.fill({ minute: '1' });
		await citizen.send();
		await citizen.sees(/收到时间 \d{4}-\d\d-\d\d \d\d:\d\d/);
		const link = await citizen.page.locator('a[href*="/proof/verify?p="]').getAttribute('href');
		const text = await citizen.page.locator('#proof-text').textContent();

		const other = await browser.visit(portal, way);
		await other.go(new URL(link).pathname + new URL(link).search);
		await other.check('after-3-genuine');
		await other.sees('凭证是真的');
		await other.fill({ text: text.replace(/\d{2}:\d{2}/, '00:00') });
		await other.send();
		await other.check('after-4-altered');
		await other.sees('凭证是假的或者被改动过');
		await other.fill({ text: text.replace(/key \w+/, 'key 0123456789abcdef') });
		await other.send();
		await other.check('after-5-unknown');
		await other.fill({ text: 'ANZE' });
		await other.send();
		await other.check('after-6-unreadable');
		await other.speak('en');
		await other.go('/proof/verify');
		await other.check('after-7-english');
		await other.fill({ text });
		await other.send();
		await other.sees('The proof is genuine');
		for (const person of [citizen, other]) await person.close();
	});
}
