// An industry's plugin is set aside: what the public and the regulator are told, and that it comes back.
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

const aside = async (yes) => {
	portal.ctl('plugin', yes ? 'disable' : 'enable', 'MIN');
	await portal.until(async () => (await portal.get('/metrics')).text.includes(`anze_plugin_set_aside{sector="MIN"} ${yes ? 1 : 0}\n`), 'the workers to follow');
	await new Promise((done) => setTimeout(done, 1000)); // what the cache kept of the second before
};

for (const way of [phone, wide])
	test(`a plugin that is set aside, and back (${way.name})`, async () => {
		const pond = portal.sql("SELECT id FROM enterprise WHERE uscc = '91370982MA9E000816'").trim();
		await aside(true);
		const visitor = await browser.visit(portal, way);
		await visitor.go('/checklists');
		await visitor.check('plugin-aside-1-public');
		await visitor.sees('正在检修');
		await visitor.go('/checklists/mining');
		await visitor.check('plugin-aside-2-public-sector');
		await visitor.sees('其他行业不受影响');
		await visitor.seesNot('anzectl');
		const regulator = await browser.visit(portal, way, 'mining');
		await regulator.go('/desk/checklists');
		await regulator.check('plugin-aside-3-desk');
		await regulator.sees('anzectl plugin enable MIN');
		await regulator.go('/desk/checklists/mining');
		await regulator.check('plugin-aside-4-desk-sector');
		await regulator.sees('已发布的清单和已填的内容都在');
		await regulator.go(`/desk/enterprises/${pond}/mining`);
		await regulator.check('plugin-aside-5-enterprise');
		for (const text of ['停用前的分级结果', '尾矿库等别', '是否有尾矿库']) await regulator.sees(text);
		await aside(false);
		await regulator.go('/desk/checklists/mining');
		await regulator.seesNot('anzectl plugin enable');
		await regulator.go(`/desk/enterprises/${pond}/mining`);
		if (way === phone) await regulator.check('plugin-aside-6-enterprise-back');
		await visitor.go('/checklists/mining');
		await visitor.sees('MIN-01');
		await visitor.close();
		await regulator.close();
	});
