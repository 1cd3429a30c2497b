// What a reporter has after sending: a proof to show, and whoever is shown it checks it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newest, png, report } from '../http/report_form.mjs';
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

// A report that the desk has answered: { receipt, no }.
async function answered(outcome = 'true') {
	const { receipt } = await report(portal.visitor());
	const { no } = newest(portal);
	const desk = portal.visitor();
	await desk.signIn('handler-taishan');
	const address = `/desk/reports/${no}`;
	for (const step of [{ action: 'accept' }, { action: 'conclude', outcome }, { action: 'feed_back', message: '经核查属实，已责令该企业限期整改，并约谈承保机构。' }])
		assert.equal((await desk.submit(address, { message: '', outcome: '', ...step }, address)).status, 303);
	return { receipt, no };
}

for (const way of ways) {
	test(`more files after sending, and the handler sees them (${way.name})`, async () => {
		const { receipt } = await report(portal.visitor(), {}, { files: [{ name: '第一张.png', bytes: png(500) }] });
		const citizen = await browser.visit(portal, way);
		await lookUp(citizen, receipt);
		await citizen.sees('第一张.png');
		await citizen.fill({ message: '昨天又拍到一张，还是没有人来。', files: [{ name: '第二张.png', mimeType: 'image/png', buffer: png(900) }, { name: '不是照片.png', mimeType: 'image/png', buffer: Buffer.from('<html>') }] }, citizen.form('message'));
		await citizen.send();
		await citizen.check('after-11-file-refused');
		await citizen.sees('不是照片.png');
		await citizen.send(citizen.form('message'));
		await citizen.check('after-12-files-sent');
		await citizen.sees('第二张.png');
		await citizen.sees('昨天又拍到一张');
		const desk = await browser.visit(portal, way, 'handler-taishan');
		await desk.go(`/desk/reports/${newest(portal).no}`);
		await desk.sees('第二张.png');
		await desk.check('after-13-desk-files');
		for (const person of [citizen, desk]) await person.close();
	});

	test(`"was it solved?": no, with a few words, and on to a review (${way.name})`, async () => {
		const { receipt, no } = await answered();
		const citizen = await browser.visit(portal, way);
		await lookUp(citizen, receipt);
		await citizen.check('after-21-answered');
		await citizen.send(citizen.form('answer'));
		await citizen.check('after-22-no-choice');
		await citizen.fill({ answer: 'no', words: '路口还是堵着，什么都没变。' });
		await citizen.send();
		await citizen.check('after-23-not-solved');
		await citizen.sees('已记下：没有解决。');
		await citizen.seesNot('谢谢');
		const desk = await browser.visit(portal, way, 'handler-taishan');
		await desk.go(`/desk/reports/${no}`);
		await desk.sees('路口还是堵着');
		await desk.check('after-24-desk-word');
		await desk.go('/desk/reports');
		await desk.check('after-25-desk-figures');
		await citizen.fill({ action: 'dispute', message: '路口还是堵着，什么都没变。' });
		await citizen.send();
		await citizen.check('after-26-review');
		await citizen.sees('申请复查');
		for (const person of [citizen, desk]) await person.close();
	});
}

for (const way of ways) {
	test(`a reward: proposed, approved, asked for, drawn with its code (${way.name})`, async () => {
		const { receipt, no } = await answered();
		const first = await browser.visit(portal, way, 'handler-taishan');
		await first.go(`/desk/reports/${no}`);
		await first.follow(first.page.locator(`a[href="/desk/reports/${no}/reward"]`));
		await first.check('after-31-propose');
		await first.send(first.form('rule'));
		await first.check('after-32-propose-refused');
		await first.fill({ rule: 'national_fine', fine: '128000', first: '1' });
		await first.send();
		await first.check('after-33-proposed');
		await first.sees('19,200.00 元');
		const second = await browser.visit(portal, way, 'handler-taishan2');
		await second.go('/desk/rewards');
		await second.check('after-34-waiting');
		await second.follow(no);
		await second.fill({ action: 'approve' });
		await second.check('after-35-decide');
		await second.send();
		await second.check('after-36-approved');

		const citizen = await browser.visit(portal, way);
		await lookUp(citizen, receipt);
		await citizen.check('after-37-offered');
		await citizen.sees('19,200.00 元');
		await citizen.fill({ reward_action: 'claim' });
		await citizen.send();
		await citizen.check('after-38-code');
		const code = (await citizen.text('#reward-code')).trim();

		const payer = await browser.visit(portal, way, 'finance-taishan');
		await payer.go('/desk/rewards');
		await payer.fill({ code: 'ABCD' });
		await payer.send();
		await payer.check('after-39-wrong-code');
		await payer.fill({ code: code.replaceAll('-', ' ').toLowerCase() });
		await payer.send();
		await payer.check('after-40-draw');
		await payer.seesNot(no);
		await payer.fill({ paid: '1' });
		await payer.send();
		await payer.check('after-41-drawn');
		await lookUp(citizen, receipt);
		await citizen.check('after-42-drawn');
		await citizen.sees('已领取');
		await citizen.seesNot(code);
		await citizen.speak('en');
		await lookUp(citizen, receipt);
		await citizen.check('after-43-english');
		for (const person of [first, second, citizen, payer]) await person.close();
	});
}

test('enlarged to 200 %, with the keyboard alone: the proof is made and the answer given', async () => {
	const { receipt } = await answered();
	const zoomed = { name: 'zoom', javaScriptEnabled: true, viewport: { width: 640, height: 450 }, options: { deviceScaleFactor: 2 } };
	const citizen = await browser.visit(portal, zoomed);
	const { keyboard } = citizen.page;
	const enter = async (selector) => {
		await citizen.tabTo(selector);
		const arrived = citizen.page.waitForEvent('domcontentloaded');
		await keyboard.press('Enter');
		await arrived;
		await citizen.page.waitForLoadState('load');
	};
	await citizen.go('/report/track');
	await citizen.tabTo('#receipt');
	await keyboard.insertText(receipt);
	await enter('form[action="/report/track"] button');
	await citizen.check('after-51-zoom');
	await citizen.tabTo('[name="answer"]');
	await keyboard.press('Space');
	await keyboard.press('ArrowDown');
	await enter('form[action="/report/track/solved"] button');
	await citizen.sees('已记下：只解决了一部分。');
	await enter('form[action="/report/track/proof"] button');
	await citizen.check('after-52-zoom-proof');
	await citizen.tabTo('#minute');
	await keyboard.press('Space');
	await enter('form[action="/report/track/proof"] button:not([name])');
	await citizen.sees(/收到时间 \d{4}-\d\d-\d\d \d\d:\d\d/);
	await citizen.close();
});
