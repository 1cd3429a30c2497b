// A regulator enters many enterprises at once: a sheet with faults, a good one, a look at what it would change, and the register.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
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

const codes = { phone: '91370902MA9E01017W', wide: '91370902MA9E01025P' };
const csv = (text) => ({ name: '泰山区企业.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

for (const way of ways) {
	test(`a sheet of enterprises, from its faults to the register (${way.name})`, async () => {
		const regulator = await browser.visit(portal, way, 'che-taishan');
		await regulator.go('/desk/enterprises');
		await regulator.check('enterprise-import-1-list');
		await regulator.follow(regulator.page.locator('a[href="/desk/enterprises/import"]'));
		await regulator.check('enterprise-import-2-page');
		const form = regulator.page.locator('form[action="/desk/enterprises/import"]');
		await regulator.fill({ sheet: [csv(`企业名称,统一社会信用代码,县（市、区）,所属行业,规模\n示例甲,91370902MA9E0,泰山区,危险化学品,巨型\n示例乙有限公司,${codes[way.name]},新泰市,危险化学品、能源,小型\n`)] });
		await regulator.send(form);
		await regulator.check('enterprise-import-3-faults');
		for (const text of ['有 4 处需要改正', '第 2 行', '第 3 行', '行业“ENE”不归本机关负责']) await regulator.sees(text);
		await regulator.fill({ sheet: [csv(`企业名称,统一社会信用代码,县（市、区）,所属行业,规模\n示例批量${way.name}有限公司,${codes[way.name]},泰山区,危险化学品,小型\n示例癸加油站,91370902MA9E00101P,泰山区,危险化学品,${way.name === 'phone' ? '小型' : '中型'}\n`)] });
		await regulator.send(form);
		await regulator.check('enterprise-import-4-look');
		for (const text of ['没有发现问题', `示例批量${way.name}有限公司`, '规模']) await regulator.sees(text);
		await regulator.send(regulator.page.locator('form[action="/desk/enterprises/import/apply"]'));
		await regulator.check('enterprise-import-5-written');
		await regulator.sees('表格已写入登记册');
		assert.equal(portal.sql(`SELECT name FROM enterprise WHERE uscc = '${codes[way.name]}'`).trim(), `示例批量${way.name}有限公司`);
		await regulator.close();
	});

	test(`another authority's enterprise is joined, not taken over (${way.name})`, async () => {
		const miner = await browser.visit(portal, way, 'mining');
		const form = () => miner.page.locator('form[action="/desk/enterprises/import"]');
		await miner.go('/desk/enterprises/import');
		await miner.fill({ sheet: [csv('企业名称,统一社会信用代码,县（市、区）,所属行业,规模\n示例甲化工有限公司,91370902MA9E00014C,泰山区,矿山,中型\n')] });
		await miner.send(form());
		if (way.name === 'phone') await miner.send(miner.page.locator('form[action="/desk/enterprises/import/apply"]'));
		const id = portal.sql("SELECT id FROM enterprise WHERE uscc = '91370902MA9E00014C'").trim();
		await miner.go(`/desk/enterprises/${id}`);
		await miner.check('enterprise-kept-1-page');
		await miner.sees('由泰山区应急管理局登记和维护');
		await miner.go(`/desk/enterprises/${id}/edit`);
		await miner.check('enterprise-kept-2-sectors');
		await miner.sees('调整所属行业');
		await miner.go('/desk/enterprises/import');
		await miner.fill({ sheet: [csv('企业名称,统一社会信用代码,县（市、区）,所属行业,规模\n别的名称有限公司,91370902MA9E00014C,泰山区,矿山,巨型\n')] });
		await miner.send(form());
		await miner.check('enterprise-kept-3-faults');
		await miner.sees('基本信息由泰山区应急管理局维护');
		await miner.close();
	});
}
