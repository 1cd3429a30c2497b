// A citizen reports an insurer with a photo and a PDF, comes back with the
// receipt; the competent handler reads, accepts, answers, concludes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { png } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, ways, wide } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const insurer = '示例甲财产保险股份有限公司泰安中心支公司';
const photo = { name: '现场照片.png', mimeType: 'image/png', buffer: png(4000) };
const document = {
	name: '保险合同.pdf', mimeType: 'application/pdf',
	buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};
const story = '投保安全生产责任保险一年多，保费按期交了，从来没有人来做过隐患排查。\n问过三次，都说正在安排。';

const insurerCode = (at) => `insurer-${at.sql(`SELECT id FROM insurer WHERE name = '${insurer}'`).trim()}`;

async function lookUp(citizen, receipt) {
	await citizen.go('/report/track');
	await citizen.fill({ receipt });
	await citizen.send();
}

for (const way of ways) {
	test(`a report against an insurer, from the form to the conclusion (${way.name})`, async () => {
		const citizen = await browser.visit(portal, way);
		await citizen.go('/');
		await citizen.check('home');
		await citizen.follow(citizen.page.locator('a[href="/report"]').first());
		await citizen.check('report-1-kind');
		const step = async (name, fields) => {
			if (Object.keys(fields).length > 0) await citizen.fill(fields);
			await citizen.next();
			await citizen.check(`report-1-${name}`);
		};
		// What is missing is said at the top and at the field.
		await citizen.next();
		await citizen.check('report-2-refused');
		assert.ok(await citizen.page.locator('#error-summary a[href="#kind"]').count(), 'the summary links to what is missing');
		await step('door', { kind: 'no_service' });
		await step('subject', { door: 'none' });
		await step('which', { subject: 'insurer' });
		await step('sector', { pick: insurerCode(portal) });
		await step('where', { sector: 'CHE' });
		await step('story', { county: '370902', place: '示例路1号' });
		// In the middle the other language, with what is typed; and back.
		await citizen.fill({ story });
		await citizen.follow(citizen.page.locator('main button[lang="en"]'));
		citizen.language = 'en';
		await citizen.check('report-1-story-english', { words: false });
		await citizen.follow(citizen.page.locator('main button[lang="zh"]'));
		citizen.language = 'zh-CN';
		assert.equal(await citizen.page.locator('[name="story"]').inputValue(), story, 'what was typed is there in both');
		await step('files', { story, happened: '2026年3月起' });
		await step('you', { files: [photo, document] });
		await step('check', {});
		for (const text of [insurer, '示例路1号', photo.name, document.name, '谁能看到什么']) await citizen.sees(text);
		// A change, and what was typed is still there.
		await citizen.follow(citizen.page.locator('button[value="story"]'));
		await citizen.check('report-1-change');
		assert.equal(await citizen.page.locator('[name="story"]').inputValue(), story, 'what was typed is there again');
		await citizen.next();
		await citizen.sees(document.name, 'the files need not be chosen again');
		await citizen.send(citizen.page.locator('form[action="/report"]'));
		await citizen.check('report-3-receipt');
		await citizen.sees(document.name, 'the files are confirmed');
		const receipt = (await citizen.text('#receipt')).trim();
		assert.match(receipt, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/, 'the receipt is four groups of four');

		await citizen.send(citizen.form('kept'));
		await citizen.check('report-3-receipt-not-kept');
		assert.equal((await citizen.text('#receipt')).trim(), receipt, 'it stays until the person says that it is kept');
		await citizen.fill({ kept: '1' });
		await citizen.send();
		await citizen.check('report-4-track');
		await citizen.fill({ receipt: '0000-0000-0000-0000' });
		await citizen.send();
		await citizen.check('report-5-track-unknown');
		await citizen.fill({ receipt: receipt.toLowerCase().replaceAll('-', ' ') });
		await citizen.send();
		await citizen.check('report-6-state');
		await citizen.sees('待受理');
		await citizen.sees(insurer);

		// The insurance regulator leads; the county shares it; the handler of another county sees nothing of it.
		const handler = await browser.visit(portal, way, 'nfra');
		await handler.go('/desk');
		await handler.check('desk-handler');
		await handler.go('/desk/reports');
		await handler.check('report-7-queue');
		const row = handler.page.locator('main tbody tr').filter({ hasText: insurer }).first().getByRole('link');
		const no = (await row.innerText()).trim();
		const stranger = await browser.visit(portal, way, 'handler-xintai');
		await stranger.go('/desk/reports');
		await stranger.check('report-8-queue-of-another-county');
		await stranger.seesNot(no, 'which another county handles');
		assert.equal(await stranger.go(`/desk/reports/${no}`), 404, 'a case of another county is not found');
		await stranger.check('error-404');
		await stranger.close();

		await handler.follow(row);
		await handler.check('report-9-case');
		await handler.sees('从来没有人来做过隐患排查');
		await handler.seesNot(receipt, 'which only the citizen has');
		for (const file of [photo, document]) {
			// The original takes a reason; it is saved, so the page stays.
			await handler.follow(handler.page.locator('.az-files li').filter({ hasText: file.name }).locator('a[href$="/original"]'));
			await handler.check('report-9-original');
			await handler.fill({ reason: '核对原件' });
			const [saved] = await Promise.all([handler.page.waitForEvent('download'), handler.page.locator('main form button[type="submit"]').click()]);
			assert.ok(readFileSync(await saved.path()).equals(file.buffer), `${file.name} comes back byte for byte`);
			await handler.go(`/desk/reports/${no}`);
		}
		await handler.fill({ action: 'accept' });
		await handler.send();
		await handler.check('report-10-accepted');
		await handler.sees('核查中');
		await handler.fill({ action: 'message' });
		await handler.send();
		await handler.check('report-11-message-needed');
		await handler.fill({ action: 'message', message: '我们已约谈该公司，请补充合同编号。' });
		await handler.send();
		await lookUp(citizen, receipt);
		await citizen.check('report-12-message');
		await citizen.sees('核查中');
		await citizen.sees('我们已约谈该公司，请补充合同编号。');

		await handler.fill({ action: 'conclude', outcome: 'true' });
		await handler.send();
		await handler.check('report-13-to-be-told');
		await handler.fill({ action: 'feed_back', message: '经查属实，已责令该公司三十日内补做服务。' });
		await handler.send();
		await handler.check('report-13-concluded');
		await lookUp(citizen, receipt);
		await citizen.check('report-14-answer');
		for (const text of ['已反馈', '属实', '经查属实，已责令该公司三十日内补做服务。']) await citizen.sees(text);
		await citizen.close();
		await handler.close();
	});

	test(`the keyboard alone is enough to report (${way.name})`, async () => {
		const citizen = await browser.visit(portal, way);
		const { page } = citizen;
		const { keyboard } = page;
		await citizen.go('/report');
		await keyboard.press('Tab');
		assert.ok(await page.evaluate(() => document.activeElement.matches('a.govuk-skip-link[href="#main"]')), 'the first Tab reaches the link to the content');
		assert.ok(await page.locator('.govuk-skip-link').evaluate((node) => node.getBoundingClientRect().width > 10), 'and shows it');
		await keyboard.press('Enter');
		await keyboard.press('Tab');
		assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null), 'from there the content is next');

		const go = async () => {
			await citizen.tabTo('main button[type="submit"][value="next"]');
			const arrived = page.waitForEvent('domcontentloaded');
			await keyboard.press('Enter');
			await arrived;
			await page.waitForLoadState('load');
		};
		await citizen.tabTo('#kind');
		await keyboard.press('Space');
		await go();
		// What is likely to be refused is told, and sent all the same.
		await citizen.tabTo('#door');
		await keyboard.press('Space');
		await keyboard.press('ArrowDown');
		await go();
		await citizen.sees('诉讼服务大厅');
		await citizen.tabTo('#wish');
		await keyboard.press('Space');
		await go();
		await citizen.tabTo('#subject');
		await keyboard.press('Space');
		for (let i = 0; i < 2; i++) await keyboard.press('ArrowDown');
		await go();
		await citizen.tabTo('#find');
		await keyboard.insertText('化工');
		const searched = page.waitForEvent('domcontentloaded');
		await keyboard.press('Enter'); // as good as the button
		await searched;
		await page.waitForLoadState('load');
		await citizen.sees('找到 2 家');
		await citizen.tabTo('#pick');
		await keyboard.press('Space');
		await go();
		await citizen.tabTo('[name="sector"]');
		await keyboard.press('Space');
		await keyboard.press('ArrowDown');
		await go();
		await citizen.tabTo('[name="county"]');
		await keyboard.press('Space');
		await go();
		await citizen.tabTo('#story');
		await keyboard.insertText('只用键盘填写的举报，保费交了，没有服务。');
		await go();
		await citizen.tabTo('#files');
		const chooser = page.waitForEvent('filechooser');
		await keyboard.press('Space');
		await (await chooser).setFiles(photo);
		await go();
		await go();
		await citizen.tabTo('form[action="/report"] button[type="submit"]');
		const arrived = page.waitForEvent('domcontentloaded');
		await keyboard.press('Enter');
		await arrived;
		await citizen.sees('举报已经收到');
		await citizen.sees(photo.name);
		assert.match(portal.sql('SELECT CONCAT(kind, sector, county, door, wish, subject_type) FROM report ORDER BY id DESC LIMIT 1'), /^no_serviceCHE370902courttransferenterprise/, 'what the keys chose is what was filed');
		await citizen.close();
	});
}

for (const way of ways) {
	test(`a likely refusal is said before sending, and an enterprise is found by a part of its name (${way.name})`, async () => {
		const citizen = await browser.visit(portal, way);
		await citizen.go('/report');
		await citizen.fill({ kind: 'hazard' });
		await citizen.next();
		await citizen.fill({ door: 'road' });
		await citizen.next();
		await citizen.check('report-door-told');
		for (const text of ['公安机关交通管理部门', '122', '这是提交之前的提醒']) await citizen.sees(text);
		await citizen.next();
		await citizen.check('report-door-refused');
		await citizen.fill({ wish: 'transfer' });
		await citizen.next();
		await citizen.fill({ subject: 'enterprise' });
		await citizen.next();
		await citizen.check('report-find');
		await citizen.fill({ find: '没有这一家' });
		await citizen.next();
		await citizen.check('report-find-none');
		await citizen.sees('没有找到');
		await citizen.follow(citizen.page.locator('button[value="back"]'));
		await citizen.fill({ find: '化工' });
		await citizen.next();
		await citizen.check('report-find-some');
		await citizen.sees('示例甲化工有限公司 (泰山区)');
		await citizen.page.getByLabel('示例甲化工有限公司').check();
		await citizen.next();
		await citizen.fill({ sector: 'CHE' });
		await citizen.next();
		await citizen.fill({ county: '370902', place: '' });
		await citizen.next();
		await citizen.fill({ story });
		await citizen.next();
		await citizen.next();
		await citizen.next();
		await citizen.check('report-goes');
		for (const text of ['这份举报会送到哪里', '泰山区应急管理局', '请移送给有权的机关']) await citizen.sees(text);
		await citizen.send(citizen.page.locator('form[action="/report"]'));
		await citizen.sees('举报已经收到');
		await citizen.close();
	});
}

test('after a refused form the reader starts at the list of errors, and its links lead into the fields', async () => {
	const citizen = await browser.visit(portal, wide);
	await citizen.go('/report?pages=one');
	await citizen.send(citizen.form('story'));
	assert.equal(await citizen.page.evaluate(() => document.activeElement.id), 'error-summary');
	await citizen.page.locator('#error-summary a[href="#story"]').click();
	assert.equal(await citizen.page.evaluate(() => document.activeElement.id), 'story');
	await citizen.close();
});
