// The whole way of a report (sent, looked up, handled, told, disputed, upheld) and of its redacted copies with the keyboard
// alone: on a phone of 360 px and enlarged to 200 %, with and without JavaScript, judged by axe-core after each step.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { documentOf, newest, pngOf, report } from '../http/report_form.mjs';
import { password, startInstance } from '../instance.mjs';
import { day, openBrowser } from './browser.mjs';

let portal, browser;
before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const small = { viewport: { width: 360, height: 740 } };
const zoomed = { viewport: { width: 640, height: 450 }, options: { deviceScaleFactor: 2 } };
const ways = [
	{ name: 'phone-plain', javaScriptEnabled: false, ...small }, { name: 'phone-script', javaScriptEnabled: true, ...small },
	{ name: 'zoom-plain', javaScriptEnabled: false, ...zoomed }, { name: 'zoom-script', javaScriptEnabled: true, ...zoomed },
];
const grey = pngOf(40, 30, deflateSync(Buffer.concat(Array.from({ length: 30 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(40, 200)])))), 8);
const story = '三号车间的王示例上夜班。交了保费，从来没有人来做过隐患排查。';

// A person at the keyboard: every step names what is to be reached, and only keys are pressed.
class Keys {
	constructor(person, prefix) {
		Object.assign(this, { person, page: person.page, keyboard: person.page.keyboard, prefix });
	}

	async tab(selector) {
		await this.person.tabTo(selector, 150);
		// What has the focus is on the screen and shows that it has it.
		const seen = await this.page.evaluate(() => {
			const box = document.activeElement.getBoundingClientRect();
			return box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
		});
		assert.ok(seen, `${this.person.path()}: ${selector} is on the screen when the focus is on it`);
	}

	async type(name, text) {
		await this.tab(`[name="${name}"]`);
		await this.keyboard.press('Control+A');
		await this.keyboard.insertText(text);
	}

	async tick(name, value = '1') {
		await this.tab(`input[type="checkbox"][name="${name}"][value="${value}"]`);
		await this.keyboard.press('Space');
	}

	// One of a group of radios, or of a list: reached once, then with the arrows.
	async choose(name, value) {
		await this.tab(`[name="${name}"]:not([type="hidden"])`);
		const now = () => this.page.evaluate(() => (document.activeElement.tagName === 'SELECT' || document.activeElement.checked ? document.activeElement.value : ''));
		if (await this.page.evaluate(() => document.activeElement.type === 'radio' && !document.activeElement.checked)) await this.keyboard.press('Space');
		for (let i = 0; i < 80 && await now() !== value; i++) await this.keyboard.press('ArrowDown');
		assert.equal(await now(), value, `${this.person.path()}: the arrows reach ${name} = ${value}`);
	}

	async enter(selector) {
		await this.tab(selector);
		const arrived = this.page.waitForEvent('domcontentloaded');
		await this.keyboard.press('Enter');
		await arrived;
		await this.page.waitForLoadState('load');
	}

	send(action) {
		return this.enter(`main form${action ? `[action="${action}"]` : ''} button[type="submit"]:not([value="back"])`);
	}

	check(name) {
		return this.person.check(`access-${this.prefix}${name}`);
	}
}

async function signIn(way, login) {
	const person = await browser.visit(portal, way);
	const keys = new Keys(person, `${login}-`);
	await person.go('/login');
	await keys.type('name', login);
	await keys.type('password', password);
	await keys.send('/login');
	return keys;
}

async function fileByKeys(way) {
	const citizen = new Keys(await browser.visit(portal, way), 'citizen-');
	await citizen.person.go('/report');
	const next = async (name) => {
		await citizen.enter('main button[type="submit"][value="next"]');
		await citizen.check(name);
	};
	await citizen.choose('kind', 'no_service');
	await next('door');
	await citizen.choose('door', 'none');
	await next('subject');
	await citizen.choose('subject', 'enterprise');
	await next('find');
	await citizen.type('find', '化工');
	await next('which');
	await citizen.choose('pick', await citizen.page.getByLabel('示例甲化工有限公司').inputValue());
	await next('sector');
	await citizen.choose('sector', 'CHE');
	await next('where');
	await citizen.choose('county', '370902');
	await next('story');
	await citizen.type('story', story);
	await next('files');
	await citizen.tab('#files');
	let chooser = null;
	for (let i = 0; i < 4 && !chooser; i++) { // a browser that is busy may leave the first key to the page before
		const opens = citizen.page.waitForEvent('filechooser', { timeout: 5000 }).catch(() => null);
		await citizen.keyboard.press('Space');
		chooser = await opens;
	}
	assert.ok(chooser, 'the key opens the choice of files');
	await chooser.setFiles({ name: '厂门口.png', mimeType: 'image/png', buffer: grey });
	await next('you');
	await next('check');
	await citizen.enter('form[action="/report"] button[type="submit"]');
	await citizen.check('receipt');
	const receipt = (await citizen.person.text('#receipt')).trim();
	await citizen.tick('kept');
	await citizen.send();
	await citizen.check('track');
	return { citizen, receipt };
}

async function lookUp(citizen, receipt, name) {
	await citizen.person.go('/report/track');
	await citizen.type('receipt', receipt);
	await citizen.send('/report/track');
	await citizen.check(name);
}

async function act(handler, at, action, more = {}) {
	await handler.choose('action', action);
	for (const [name, value] of Object.entries(more)) {
		if (name === 'message') await handler.type(name, value);
		else await handler.choose(name, value);
	}
	await handler.send(at);
	await handler.check(action);
}

async function redactByKeys(handler, at, no) {
	await handler.enter(`a[href="${at}/redaction"]`);
	await handler.check('redaction');
	await handler.choose('purpose', 'subject');
	await handler.tick('segments', 's0');
	await handler.type('words', '隐患排查');
	await handler.send(`${at}/redaction`);
	await handler.check('redaction-preview');
	await handler.person.sees('████交了保费，从来没有人来做过████。');
	await handler.tick('checked');
	await handler.send(`${at}/redaction`);
	await handler.check('redaction-copy');
	await handler.person.seesNot('王示例');
	await handler.person.go(at);
	const blob = portal.sql(`SELECT blob_id FROM report_file WHERE report_id = ${Number(no.slice(6))}`).trim();
	await handler.enter(`a[href="${at}/files/${blob}/redaction"]`);
	await handler.check('redaction-picture');
	await handler.choose('purpose', 'joint');
	await handler.type('places', '10 10 30 20');
	await handler.send(`${at}/files/${blob}/redaction`);
	await handler.check('redaction-picture-copy');
	await handler.person.go(at);
	await handler.check('case-with-copies');
}

for (const way of ways) {
	test(`from the form to the upheld answer with the keyboard alone (${way.name})`, async () => {
		const { citizen, receipt } = await fileByKeys(way);
		await lookUp(citizen, receipt, 'received');
		const handler = await signIn(way, 'handler-taishan');
		const [id, no] = portal.sql("SELECT id, CONCAT('R', YEAR(submitted_at + INTERVAL 8 HOUR), '-', LPAD(id, 6, '0')) FROM report ORDER BY id DESC LIMIT 1").trim().split('\t');
		await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the safe copy', 30_000);
		const at = `/desk/reports/${no}`;
		await handler.person.go('/desk/reports');
		await handler.check('queue');
		await handler.enter(`main a[href="${at}"]`);
		await handler.check('case');
		await act(handler, at, 'accept');
		await act(handler, at, 'message', { message: '请补充合同编号。' });
		await redactByKeys(handler, at, no);
		await act(handler, at, 'conclude', { outcome: 'partly' });
		await act(handler, at, 'feed_back', { message: '部分属实，已责令改正。' });
		await lookUp(citizen, receipt, 'fed-back');
		await citizen.person.sees('部分属实，已责令改正。');
		await citizen.choose('action', 'dispute');
		await citizen.type('message', '没有人来过，请复查。');
		await citizen.send('/report/track/message');
		await citizen.check('disputed');
		const second = await signIn(way, 'handler-taishan2');
		await second.person.go(at);
		await second.check('disputed');
		await act(second, at, 'uphold', { message: '复查后维持原结论。' });
		await lookUp(citizen, receipt, 'upheld');
		await citizen.person.sees('复查后维持原结论。');
		assert.equal(portal.sql(`SELECT CONCAT(state, ' ', outcome) FROM report WHERE id = ${id}`).trim(), 'upheld partly');
		for (const each of [citizen, handler, second]) await each.person.close();
	});
}

test('with a script words are marked and places drawn', async () => {
	const way = { name: 'script', javaScriptEnabled: true, viewport: { width: 1280, height: 900 } };
	const { citizen } = await fileByKeys(way);
	const [id, no] = portal.sql("SELECT id, CONCAT('R', YEAR(submitted_at + INTERVAL 8 HOUR), '-', LPAD(id, 6, '0')) FROM report ORDER BY id DESC LIMIT 1").trim().split('\t');
	await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the safe copy', 30_000);
	const handler = await browser.visit(portal, way, 'handler-taishan');
	const { page } = handler;
	await handler.go(`/desk/reports/${no}/redaction`);
	await page.evaluate(() => {
		const text = [...document.querySelectorAll('label')].find((each) => each.textContent.includes('王示例')).firstChild;
		const at = text.data.indexOf('王示例');
		document.getSelection().setBaseAndExtent(text, at, text, at + 3);
	});
	await page.getByRole('button', { name: '遮住选中的文字' }).click();
	assert.equal(await page.locator('#words').inputValue(), '王示例');
	await handler.check('redaction-marked');
	const blob = portal.sql(`SELECT blob_id FROM report_file WHERE report_id = ${id}`).trim();
	await handler.go(`/desk/reports/${no}/files/${blob}/redaction`);
	await page.locator('.az-picture__places').scrollIntoViewIfNeeded();
	const box = await page.locator('.az-picture__places').boundingBox();
	await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.5);
	await page.mouse.down();
	await page.mouse.move(box.x + box.width * 0.75, box.y + box.height * 0.75);
	await page.mouse.up();
	const places = (await page.locator('#places').inputValue()).split(' ').map(Number);
	[25, 50, 50, 25].forEach((value, i) => assert.ok(Math.abs(places[i] - value) < 1, `${places}`));
	assert.equal(await page.locator('.az-picture__places rect').count(), 1);
	await handler.check('redaction-drawn');
	await citizen.person.close();
	await handler.close();
});

const narrowAndWide = [ways[0], { name: 'wide', javaScriptEnabled: true, viewport: { width: 1280, height: 900 } }];
for (const way of narrowAndWide) {
	test(`a page of a document is painted over (${way.name})`, async () => {
		assert.equal((await report(portal.visitor(), {}, { files: [{ name: '服务合同.pdf', bytes: documentOf(['0.9', '0.7', '0.8']), type: 'application/pdf' }] })).status, 200);
		const { id, no } = newest(portal);
		await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the safe copy', 30_000);
		const handler = await browser.visit(portal, way, 'handler-taishan');
		await handler.go(`/desk/reports/${no}`);
		await handler.follow(handler.page.locator('a', { hasText: '涂黑其中一页后另存' }));
		await handler.follow(handler.page.locator('a[rel="next"]'));
		await handler.sees('第 2 页，共 3 页');
		await handler.page.locator('#picture img').evaluate((image) => image.decode());
		await handler.check('redaction-page');
		await handler.fill({ purpose: 'joint', places: '10 20 30 40' });
		await handler.send();
		await handler.page.locator('main img').evaluate((image) => image.decode());
		await handler.check('redaction-page-copy');
		assert.equal(portal.sql(`SELECT COUNT(*) FROM report_redaction WHERE report_id = ${id}`).trim(), '1');
		await handler.close();
	});
}

for (const way of narrowAndWide) {
	test(`a painted picture goes into the hazard that the report led to (${way.name})`, async () => {
		const photo = pngOf(300, 200, deflateSync(Buffer.concat(Array.from({ length: 200 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(300, 190)])))), 8);
		assert.equal((await report(portal.visitor(), {}, { files: [{ name: '厂门口.png', bytes: photo }] })).status, 200);
		const { no } = newest(portal);
		const at = `/desk/reports/${no}`;
		const quick = portal.visitor();
		await quick.signIn('handler-taishan');
		for (const fields of [{ action: 'accept' }, { action: 'conclude', outcome: 'true' }])
			assert.equal((await quick.submit(at, { message: '', outcome: '', ground: '', ...fields }, at)).status, 303);
		const uscc = portal.sql("SELECT uscc FROM enterprise WHERE name = '示例甲化工有限公司'").trim();
		assert.equal((await quick.submit(`${at}/hazard`, { uscc, sector: 'CHE', grade: 'general', situation: '厂门口的消防通道被堵住。', measure: '立即清理消防通道。', basis: '消防法 第二十八条', deadline: day(10) }, `${at}/hazard`)).status, 303);
		await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the safe copy', 30_000);
		const handler = await browser.visit(portal, way, 'handler-taishan');
		await handler.go(at);
		await handler.follow(handler.page.locator('a', { hasText: '涂黑后另存' }));
		await handler.fill({ purpose: 'hazard', places: '10 20 30 40' });
		await handler.send();
		await handler.page.locator('main img').evaluate((image) => image.decode());
		await handler.check('redaction-attach');
		await handler.send(handler.form('hazard'));
		await handler.check('redaction-attached');
		await handler.sees('图片已放入隐患档案');
		const hazard = /H\d{4}-\d{6}/.exec(await handler.text())[0];
		const regulator = await browser.visit(portal, way, 'che-taishan');
		await regulator.go(`/desk/hazards/${hazard}`);
		await regulator.check('redaction-in-hazard');
		assert.doesNotMatch(await regulator.text(), /举报/, 'nothing tells where the picture came from');
		for (const each of [handler, regulator]) await each.close();
	});
}
