// An inspector visits an enterprise: begins, fills in page by page, writes a hazard down, both parties sign, the notice;
// the regulator verifies what the enterprise has done about it.
import assert from 'node:assert/strict';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { numberAndChoice, publishedChecklist } from '../checklist_version.mjs';
import { png } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, ways } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	const mining = portal.visitor();
	await mining.signIn('mining');
	await publishedChecklist(portal, mining, 'mining', numberAndChoice);
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const mine = '91370982MA9E000223';

// Answers what is on the page: yes, unless it is said otherwise.
async function answer(person, answers) {
	for (const item of await person.page.locator('.az-item:visible').all()) {
		const code = await item.getAttribute('id');
		const name = code.toLowerCase().replaceAll('-', '_');
		if (answers[code]) await person.fill({ [`a_${name}`]: answers[code] }, person.form('seen'));
		else if (code === 'MIN-L01') await person.fill({ n_min_l01: '0.4' }, person.form('seen'));
		else await person.fill({ [`a_${name}`]: code === 'MIN-L02' ? 'c.good' : 'yes' }, person.form('seen'));
	}
}

// A low railing brings up a question, at once where scripts run, else after saving.
async function comesAndGoes(person, page) {
	const question = person.page.locator('#MIN-L03'), height = async (value) => {
		await person.go(page);
		await person.fill({ n_min_l01: value }, person.form('seen'));
		await person.page.locator('[name="n_min_l01"]').press('Tab');
	};
	const save = () => person.follow(person.page.locator('main button[value="next"]'));
	await height('1.0');
	if (person.way.javaScriptEnabled) await question.waitFor({ state: 'hidden' });
	await save();
	await person.go(page);
	assert.equal(await question.isVisible(), false, 'not asked at a railing that is high enough');
	await person.sees('按条件不需要检查的项目');
	await height('0.4');
	if (person.way.javaScriptEnabled) await question.waitFor({ state: 'visible' });
	else {
		await save();
		await person.go(page);
	}
	assert.equal(await question.isVisible(), true, 'asked again');
	await person.check('visit-5-condition');
	await save();
}

const photo = { name: '安全出口.png', mimeType: 'image/png', buffer: png() };

for (const way of ways) {
	test(`a visit from its beginning to the closed hazard (${way.name})`, async () => {
		const inspector = await browser.visit(portal, way, 'insurer-a');
		await inspector.go('/desk/visits');
		await inspector.check('visit-1-none');
		await inspector.follow('开始检查');
		await inspector.fill({ uscc: '91370982', sector: 'MIN' });
		await inspector.send();
		await inspector.check('visit-2-refused');
		await inspector.fill({ uscc: mine, sector: 'MIN' });
		await inspector.send();
		await inspector.check('visit-3-begun');
		const at = new URL(inspector.page.url()).pathname;
		await inspector.follow(inspector.page.locator(`main a[href="${at}/1"]`));
		for (let page = 1; new URL(inspector.page.url()).pathname !== at; page++) {
			assert.ok(page < 20, 'the pages come to an end');
			await inspector.check(`visit-4-page-${page}`);
			await answer(inspector, { 'MIN-14': 'no' });
			await inspector.follow(inspector.page.locator('main button[value="next"]'));
		}
		await inspector.check('visit-5-filled');
		await comesAndGoes(inspector, await inspector.page.locator('main table a').last().getAttribute('href'));
		await inspector.go(`${at}/1`);
		await inspector.fill({ p_min_06: [photo] });
		await inspector.follow(inspector.page.locator('main button[value="leave"]'));
		assert.equal(new URL(inspector.page.url()).pathname, at, 'saved and back');
		await inspector.follow(inspector.page.locator(`main a[href="${at}/hazards/MIN-14"]`));
		await inspector.check('visit-6-hazard');
		await inspector.fill({ situation: '没有演练记录', measure: '一个月内组织演练并评估' });
		await inspector.send();
		await inspector.follow('核对并签字');
		await inspector.check('visit-7-sign');
		await inspector.fill({ party: '示例 负责人', party_position: '安全总监', inspector_position: '安全工程师', party_signed: 'refused' });
		await inspector.send();
		await inspector.check('visit-8-reason-needed');
		await inspector.fill({ refusal: '对演练一项有异议' });
		await inspector.send();
		await inspector.check('visit-9-signed');
		await inspector.sees('对演练一项有异议');
		await inspector.follow('隐患整改通知书');
		await inspector.check('visit-10-notice');
		await inspector.go('/desk/hazards');
		await inspector.check('visit-11-hazards');
		await inspector.follow(inspector.page.locator('main table a').first());
		await inspector.fill({ text: '已组织演练' });
		await inspector.send();
		await inspector.check('visit-12-claimed');
		const hazard = new URL(inspector.page.url()).pathname;
		const regulator = await browser.visit(portal, way, 'mining');
		await regulator.go('/desk/enterprises');
		await regulator.follow('示例乙铁矿有限公司');
		await regulator.check('visit-13-enterprise');
		await regulator.follow(regulator.page.locator('main').getByRole('link', { name: '隐患', exact: true }));
		await regulator.follow(regulator.page.locator(`main a[href="${hazard}"]`));
		await regulator.fill({ action: 'verify', text: '现场看过演练记录' });
		await regulator.send();
		await regulator.check('visit-14-closed');
		await regulator.sees('已销号');
		await inspector.speak('en');
		for (const [name, path] of [['list', '/desk/visits?group=closed'], ['visit', at], ['notice', `${at}/notice`], ['hazard', hazard], ['new', '/desk/visits/new']]) {
			await inspector.go(path);
			await inspector.check(`visit-15-english-${name}`);
		}
		await inspector.close();
		await regulator.close();
	});
}

const script = ways.find((way) => way.javaScriptEnabled);

test('with scripts, what is typed is there again after leaving by a link, and a colleague is not overwritten', async () => {
	const [one, two] = await Promise.all(['mining', 'mining2'].map((login) => browser.visit(portal, script, login)));
	await one.go('/desk/visits/new');
	await one.fill({ uscc: mine, sector: 'MIN' });
	await one.send();
	const at = new URL(one.page.url()).pathname;
	const page = await one.page.locator('main table a').last().getAttribute('href');
	const remark = (person, code = 'min_l02') => person.page.locator(`[name="r_${code}"]`);
	const open = async (person) => {
		await person.go(page);
		await person.page.locator('.az-item details').evaluateAll((all) => all.forEach((each) => { each.open = true; }));
	};
	await open(one);
	await one.sees('填写的内容会自动保存');
	// A few seconds after the last change.
	await one.fill({ n_min_l01: '1.1' }, one.form('seen'));
	await one.page.locator('#kept-status').filter({ hasText: /^\d\d:\d\d 已自动保存$/ }).waitFor();
	await one.check('visit-16-kept');
	// Photos that are too many megabytes together stay here.
	const photos = ['p_min_l01', 'p_min_l02'].map((name) => one.page.locator(`[name="${name}"]`));
	const large = join(portal.directory, 'large.png');
	writeFileSync(large, '');
	truncateSync(large, 27 << 20);
	for (const each of photos) await each.setInputFiles(large);
	await one.page.locator('main button[value="next"]').click();
	await one.sees('合计超过一次可以保存的大小（52 MB）');
	assert.equal(new URL(one.page.url()).pathname, page);
	for (const each of photos) await each.setInputFiles([]);
	await one.sees('填写的内容会自动保存');
	// When the page is left, at once.
	await remark(one).fill('没有按按钮就离开');
	await one.follow(one.page.locator(`main a[href="${at}"]`).first());
	await portal.until(() => portal.sql(`SELECT remark FROM visit_answer WHERE visit_id = ${Number(at.split('-').pop())} AND item = 'MIN-L02' ORDER BY revision DESC LIMIT 1`).trim() === '没有按按钮就离开', 'what was typed');
	await open(one);
	assert.equal(await remark(one).inputValue(), '没有按按钮就离开');
	// And when the person signs out.
	await remark(one).fill('退出之前');
	await one.page.locator('form[action="/logout"] button').click();
	await one.page.waitForURL((url) => url.search.includes('signed_out'));
	await one.signIn('mining');
	await open(one);
	assert.equal(await remark(one).inputValue(), '退出之前');
	// A colleague's answers appear; where both said something else, nobody is overwritten.
	await open(two);
	await remark(two).fill('同事写的');
	await two.fill({ n_min_l01: '1.9' }, two.form('seen'));
	await two.page.locator('#kept-status').filter({ hasText: '已自动保存' }).waitFor();
	await remark(one).fill('我写的');
	await one.page.locator('#kept-status').filter({ hasText: 'MIN-L02 与同事的答案不同' }).waitFor();
	assert.equal(await one.page.locator('[name="n_min_l01"]').inputValue(), '1.9');
	await one.check('visit-17-kept-clash');
	await one.follow(one.page.locator('main button[value="leave"]'));
	await one.sees('同事写的');
	await one.check('visit-18-kept-decide');
	await one.fill({ k_min_l02: 'mine' }, one.form('seen'));
	await one.follow(one.page.locator('main button[value="leave"]'));
	assert.equal(new URL(one.page.url()).pathname, at);
	await open(two);
	assert.equal(await remark(two).inputValue(), '我写的');
	// A button that is pressed at once, while the script is at it.
	await remark(two).fill('最后');
	await two.follow(two.page.locator('main button[value="leave"]'));
	await open(one);
	assert.equal(await remark(one).inputValue(), '最后');
	await one.close();
	await two.close();
});

for (const way of ways)
	test(`a session that ends while a section is filled in costs a sign-in and nothing else (${way.name})`, async () => {
		const inspector = await browser.visit(portal, way, 'mining');
		await inspector.go('/desk/visits/new');
		await inspector.fill({ uscc: mine, sector: 'MIN' });
		await inspector.send();
		const at = new URL(inspector.page.url()).pathname;
		const page = await inspector.page.locator('main table a').last().getAttribute('href');
		await inspector.go(page);
		portal.sql('UPDATE session SET seen_at = seen_at - INTERVAL 31 MINUTE');
		await inspector.fill({ n_min_l01: '1.3' }, inspector.form('seen'));
		if (way.javaScriptEnabled) {
			await inspector.page.locator('#kept-status').filter({ hasText: '没有自动保存：登录已过期' }).waitFor();
			inspector.said.length = 0; // that the script was refused
		}
		await inspector.follow(inspector.page.locator('main button[value="leave"]'));
		await inspector.sees('刚才填写的文字没有丢失');
		await inspector.check('visit-19-session-over');
		await inspector.fill({ name: 'mining', password: 'anze-demo' });
		await inspector.send();
		await inspector.check('visit-20-carried');
		await inspector.send();
		assert.equal(new URL(inspector.page.url()).pathname, at);
		await inspector.go(page);
		assert.equal(await inspector.page.locator('[name="n_min_l01"]').inputValue(), '1.3');
		await inspector.close();
	});

for (const way of ways)
	test(`a colleague's open visit is shown before another one is begun (${way.name})`, async () => {
		const [one, two] = await Promise.all(['mining', 'mining2'].map((login) => browser.visit(portal, way, login)));
		const begin = async (person) => {
			await person.go('/desk/visits/new');
			await person.fill({ uscc: mine, sector: 'MIN' });
			await person.send();
		};
		await begin(two);
		if (await two.page.locator('[name="anyway"]').count() > 0) {
			await two.fill({ anyway: '1' });
			await two.send();
		}
		await begin(one);
		await one.sees('本单位同事已在这家企业开始检查');
		await one.check('visit-21-underway');
		await one.fill({ anyway: '1' });
		await one.send();
		await one.sees('检查已开始');
		await one.close();
		await two.close();
	});
