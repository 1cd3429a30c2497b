// A regulator fills in a profile: what cannot be is told at its field, what is missing leaves the worst that is known as the least.
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

const idOf = (code) => portal.sql(`SELECT id FROM enterprise WHERE uscc = '${code}'`).trim();

for (const way of ways) {
	test(`a row that is not complete, and what the colour says of it (${way.name})`, async () => {
		const regulator = await browser.visit(portal, way, 'che-taishan');
		const page = `/desk/enterprises/${idOf('91370902MA9E00014C')}/chemicals`;
		await regulator.go(`${page}/substances`);
		await regulator.fill({ unit: '混合物仓库', substance: 'other', quantity: '0' });
		await regulator.send(regulator.page.locator(`form[action="${page}/substances"]`));
		await regulator.check('enterprise-profile-1-amount');
		await regulator.sees('“设计最大量”应大于0');
		await regulator.fill({ quantity: '3' });
		await regulator.send(regulator.page.locator(`form[action="${page}/substances"]`));
		await regulator.sees('已添加一行');
		await regulator.go(page);
		await regulator.check('enterprise-profile-2-least');
		for (const text of ['至少为橙色', '单元混合物仓库', '还不能判定']) await regulator.sees(text);
		await regulator.close();
	});

	test(`a time of day that is none (${way.name})`, async () => {
		const regulator = await browser.visit(portal, way, 'transport');
		const table = `/desk/enterprises/${idOf('91370902MA9E00049Y')}/transport/driving`;
		await regulator.go(table);
		await regulator.fill({ driver: '甲', day: '2026-01-05', from: '25:00', to: '8点' });
		await regulator.send(regulator.page.locator(`form[action="${table}"]`));
		await regulator.check('enterprise-profile-3-time');
		await regulator.sees('“开始时刻”不是时刻，请写成 21:30');
		await regulator.close();
	});
}
