// The editor of a checklist: a condition is built by keyboard on a phone without scripts; with them an item is dragged
// to another place, the answer's fields fold and the preview follows what is typed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { openBrowser, phone, wide } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

async function press(person, selector, key) {
	await person.tabTo(selector);
	const arrived = person.page.waitForEvent('domcontentloaded');
	await person.page.keyboard.press(key);
	await arrived;
	await person.page.waitForLoadState('load');
}

test('a condition by keyboard at 360 pixels without scripts', async () => {
	const regulator = await browser.visit(portal, phone, 'mining');
	const { page } = regulator;
	await regulator.go('/desk/checklists/mining');
	await regulator.fill({ from: 'baseline' });
	await regulator.send();
	await regulator.check('checklist-edit-1-draft');
	await regulator.go('/desk/checklists/mining/draft/items/MIN-14');
	await regulator.check('checklist-edit-2-item');
	await regulator.follow('修改检查条件');
	await regulator.sees('每次都检查');
	await regulator.check('checklist-edit-3-condition');

	await regulator.tabTo('#subject');
	await page.keyboard.type('“矿山');
	assert.equal(await page.locator('#subject').inputValue(), 'kind');
	await press(regulator, 'form[method="get"] button', 'Enter');
	await regulator.check('checklist-edit-4-part');
	await regulator.tabTo('input[name="operator"]:checked');
	await regulator.tabTo('input[name="code"]');
	await page.keyboard.press('Space');
	await press(regulator, '#part button[type="submit"]', 'Enter');
	await regulator.sees('仅当“矿山类型”为“煤矿（井工）”时检查');
	await regulator.check('checklist-edit-5-built');

	await regulator.fill({ about: 'MIN_03' });
	await regulator.send();
	await regulator.fill({ operator: 'is', code: 'no', join: 'and' }, page.locator('#part form'));
	await regulator.send();
	await regulator.sees('仅当“矿山类型”为“煤矿（井工）”，且MIN-03 的回答为“否”时检查');
	await page.locator('details summary', { hasText: '写成文字' }).click();
	await regulator.fill({ relevant: "${MIN_15} = 'no'" });
	await regulator.send();
	await regulator.sees('MIN-14 → MIN-15');
	await regulator.check('checklist-edit-6-refused');
	assert.equal(await page.locator('#relevant').inputValue(), "${MIN_15} = 'no'", 'what was typed is there again');

	await regulator.go('/desk/checklists/mining/draft');
	const place = page.locator('#place-MIN-15');
	await place.fill('1');
	const arrived = page.waitForEvent('domcontentloaded');
	await place.press('Enter');
	await arrived;
	assert.equal(await page.locator('ol.az-entries > li').first().getAttribute('id'), 'MIN-15');
	await place.fill('99');
	const refused = page.waitForEvent('domcontentloaded');
	await place.press('Enter');
	await refused;
	await regulator.check('checklist-edit-6-place');
	await regulator.follow(page.locator('#MIN-13 a[href$="/retire"]'));
	await regulator.send();
	await regulator.check('checklist-edit-6-retire');
	await regulator.fill({ reason: '本市的矿山另有统一的培训考核。' });
	await regulator.send();
	await regulator.sees('停用原因： 本市的矿山另有统一的培训考核。');
	await regulator.check('checklist-edit-6-retired');
	await regulator.go('/desk/checklists/mining/draft/preview');
	await regulator.check('checklist-edit-7-preview');
	await regulator.sees('不适用');
	await regulator.go('/desk/checklists/mining/draft/own');
	await regulator.check('checklist-edit-8-own');
	await regulator.close();
});

test('an item is dragged; the form folds and the preview follows', async () => {
	const regulator = await browser.visit(portal, wide, 'transport');
	const { page } = regulator;
	await regulator.go('/desk/checklists/transport');
	await regulator.fill({ from: 'baseline' });
	await regulator.send();
	await regulator.check('checklist-edit-9-draft');
	const codes = () => page.locator('ol.az-entries > li').evaluateAll((rows) => rows.map((row) => row.id));
	const before_ = await codes();
	const handle = page.locator('#TRA-01 [data-az-handle]');
	assert.ok(await handle.isVisible(), 'the handle is there with scripts');
	await page.setViewportSize({ width: 1280, height: 2400 });
	const from = await handle.boundingBox(), to = await page.locator('#TRA-03').boundingBox();
	const arrived = page.waitForEvent('domcontentloaded');
	await page.mouse.move(from.x + 8, from.y + 8);
	await page.mouse.down();
	await page.mouse.move(from.x + 20, from.y + 30, { steps: 5 });
	await page.mouse.move(to.x + 20, to.y + to.height - 4, { steps: 5 });
	await page.mouse.up();
	await arrived;
	await page.waitForLoadState('load');
	assert.deepEqual((await codes()).slice(0, 3), ['TRA-02', 'TRA-03', 'TRA-01'], `from ${before_.slice(0, 3)}`);
	await regulator.sees('顺序已调整');

	await regulator.go('/desk/checklists/transport/draft/own');
	assert.equal(await page.locator('#number_unit').isVisible(), false, 'a yes or no has no unit');
	await regulator.fill({ answer: 'number' });
	assert.ok(await page.locator('#number_unit').isVisible());
	assert.equal(await page.locator('#choice1_zh').isVisible(), false);
	await regulator.fill({
		category: { index: 1 }, question_zh: '车距是否不少于规定？', question_en: 'Is the distance kept?', number_unit: 'm', number_places: '1', number_from: '50',
		number_to: '500', basis: '《示例办法》', frequency: 'yearly', weight: '1',
	});
	const seen = page.locator('[data-az-preview]');
	for (const text of [/车距是否不少于规定？/, /合格范围：50 至 500 m/]) assert.match(await seen.innerText(), text, 'what inspectors will see, before it is saved');
	assert.equal(await seen.locator('input[type="radio"]:visible').count(), 0, 'a number is typed');
	await regulator.check('checklist-edit-9-new-preview');
	await regulator.fill({ answer: 'choice', choice1_zh: '良好', choice2_zh: '差' });
	assert.match(await seen.innerText(), /良好[\s\S]*差[\s\S]*不适用[\s\S]*未检查/);
	assert.equal(await seen.locator('input[type="radio"]:visible').count(), 4, 'only the choices that are written');
	await regulator.fill({ answer: 'number' });
	await regulator.send();
	await regulator.go('/desk/checklists/transport/draft/own/TRA-L01');
	await regulator.check('checklist-edit-10-own');
	await regulator.fill({ question_zh: '夜间车距是否不少于规定？' });
	assert.match(await page.locator('[data-az-preview]').innerText(), /夜间车距是否不少于规定？/);
	await regulator.fill({ number_unit: 'km' });
	assert.match(await page.locator('[data-az-preview]').innerText(), /km/);
	await regulator.close();
});
