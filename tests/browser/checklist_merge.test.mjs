// A plugin's upgrade at the desk: the notice, the clashes side by side, the decisions, until it can be proposed; on a
// phone without scripts and on a wide screen.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, startInstance } from '../instance.mjs';
import { tried } from '../checklist_version.mjs';
import { day, openBrowser, phone, ways, wide } from './browser.mjs';

const desk = '/desk/checklists/agriculture';
const draft = `${desk}/draft`;
let portal, browser, plugins;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	copyFileSync(join(build, 'tests/plugins/upgrade_before.so'), join(plugins, 'agriculture.so'));
	browser = await openBrowser();
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
});
after(async () => {
	await browser?.close();
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

// The city changes three items, takes one out of use, and publishes.
async function publishFirst() {
	const maker = await browser.visit(portal, wide, 'agriculture');
	await maker.go(desk);
	await maker.fill({ from: 'baseline' });
	await maker.send();
	for (const [code, fields] of [['AGR-01', { question_zh: '粮仓作业前是否检测并记录？', question_en: 'Is the air tested and noted?', demanded: '1' }],
		['AGR-05', { guidance_zh: '看告示牌。' }], ['AGR-07', { guidance_zh: '看有效期。', frequency: 'monthly' }]]) {
		await maker.go(`${draft}/items/${code}`);
		await maker.fill(fields);
		await maker.send();
	}
	await maker.follow(maker.page.locator('#AGR-02 a[href$="/retire"]'));
	await maker.fill({ reason: '本市没有这类场所。' });
	await maker.send();
	tried(portal, 'agriculture');
	await maker.go(`${draft}/propose`);
	await maker.fill({ effective: day(0) });
	await maker.send();
	await maker.close();
	const second = await browser.visit(portal, wide, 'agriculture2');
	await second.go(`${draft}/review`);
	await second.fill({ action: 'publish' });
	await second.send();
	await second.close();
}

async function upgrade() {
	copyFileSync(join(build, 'tests/plugins/upgrade_after.so'), join(plugins, 'agriculture.so.new'));
	renameSync(join(plugins, 'agriculture.so.new'), join(plugins, 'agriculture.so'));
	await portal.reload();
}

test('before the upgrade', async () => {
	await publishFirst();
	await upgrade();
});

for (const way of ways)
	test(`what the new baseline brings, decided one by one (${way.name})`, async () => {
		const maker = await browser.visit(portal, way, 'agriculture');
		const { page } = maker;
		await maker.go(desk);
		await maker.sees('行业基准已更新');
		await maker.sees('现行版本缺少法定条目');
		await page.locator('details summary', { hasText: '逐项查看' }).click();
		await maker.check('checklist-merge-1-notice');
		await maker.follow(page.locator('main button', { hasText: '并入新的行业基准' }));
		await maker.sees('还有 4 处未决定');
		await maker.check('checklist-merge-2-draft');
		await maker.follow('逐项决定');
		await maker.sees(/粮仓作业前是否检测.{0,12}并记录/);
		await maker.sees('不能保留本市的');
		await maker.check('checklist-merge-3-clashes');

		// By keyboard: the first clash's first radio.
		const first = await page.locator('.az-clash input[type="radio"]').first().getAttribute('name');
		await maker.tabTo(`input[name="${first}"]`);
		await page.keyboard.press('Space');
		assert.ok(await page.locator(`input[name="${first}"][value="city"]`).isChecked());
		await maker.send(page.locator('main form').first());
		await maker.sees('AGR-01 是法定条目，改写后须仍包含依据条款要求的全部内容');
		await maker.check('checklist-merge-3-unsaid');
		await page.locator(`input[name="${first}_said"]`).check({ force: true });
		await maker.send(page.locator('main form').first());
		await maker.sees('决定已保存在草稿中');
		await maker.sees('还有 3 处未决定');

		await maker.go(`${draft}/propose`);
		await maker.sees('还有 3 处未决定');
		await maker.fill({ effective: day(0) });
		await maker.send();
		await maker.sees('还有 3 处没有决定');
		await maker.check('checklist-merge-4-refused');
		await maker.follow('逐项决定');

		for (const radios of await page.locator('.az-clash').all())
			if (await radios.locator('input:checked').count() === 0) await radios.locator('input[value="plugin"]').check({ force: true });
		await maker.send(page.locator('main form').first());
		await maker.sees('已全部决定');
		await maker.check('checklist-merge-5-decided');
		await maker.speak('en');
		await maker.go(`${draft}/merge`);
		await maker.sees('All is decided');
		await maker.check('checklist-merge-6-english');
		await maker.speak('zh');
		tried(portal, 'agriculture');
		await maker.go(`${draft}/propose`);
		await maker.fill({ effective: day(0) });
		await maker.send();
		await maker.sees('已提请发布');

		// Withdrawn and discarded, so that the next one meets the same.
		await maker.go(`${draft}/review`);
		await maker.send();
		await maker.go(`${draft}/discard`);
		await maker.send();
		await maker.close();
	});
