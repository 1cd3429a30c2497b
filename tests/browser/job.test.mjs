// A regulator has an industry classified anew, watches the job and stops one; the register shows and filters by colour.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { openBrowser, phone, wide, ways } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	portal.sql("INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, valid_from, recorded_at) SELECT enterprise_id, 'TRA', 'accident_12_months', 0, 'ordinary', '2026-01-01', UTC_TIMESTAMP() FROM enterprise_sector WHERE sector = 'TRA'");
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

// The job waits at this row until it is released.
const hold = (sector) => portal.holding(`BEGIN; SELECT enterprise_id FROM enterprise_sector WHERE sector = '${sector}' AND enterprise_id = ${portal.sql(`SELECT MIN(enterprise_id) FROM enterprise_sector WHERE sector = '${sector}'`).trim()} FOR UPDATE`);

for (const way of ways) {
	test(`classifying an industry anew (${way.name})`, async () => {
		const regulator = await browser.visit(portal, way, 'transport');
		await regulator.go('/desk');
		await regulator.follow(regulator.page.locator('main a[href="/desk/jobs"]').first());
		await regulator.check('job-1-list');
		const release = await hold('TRA');
		await regulator.fill({ sector: 'TRA' });
		await regulator.send();
		await regulator.sees('已发起');
		await regulator.check('job-2-running');
		await release();
		if (way === wide) {
			// The page follows by itself.
			await regulator.page.locator('#job[data-az-watch="done"]').waitFor();
		} else {
			await portal.until(() => portal.sql('SELECT COUNT(*) FROM job WHERE open = 1').trim() === '0', 'the job');
			await regulator.go(regulator.path());
		}
		await regulator.sees(/已处理 2 \/ 2 户/);
		await regulator.check('job-3-done');
		assert.equal(await regulator.page.locator('form[action$="/stop"]').count(), 0, 'nothing is left to stop');

		await regulator.go('/desk/enterprises');
		await regulator.fill({ colour: 'orange' });
		await regulator.send();
		await regulator.sees('橙色：较大风险');
		await regulator.check('job-4-register');
		await regulator.follow(regulator.page.locator('main table th a').first());
		await regulator.follow(regulator.page.locator('main nav a[href$="/transport"]').first());
		await regulator.sees('每年最低服务次数');
		await regulator.check('job-5-enterprise');
		await regulator.close();
	});
}

test('stopping a job (phone)', async () => {
	const regulator = await browser.visit(portal, phone, 'mining');
	const release = await hold('MIN');
	await regulator.go('/desk/jobs');
	await regulator.fill({ sector: 'MIN' });
	await regulator.send();
	await regulator.fill({ reason: '规则还要修改' });
	await regulator.send();
	await regulator.sees('任务已停止');
	await regulator.check('job-6-stopped');
	await release();
	await regulator.speak('en');
	await regulator.go('/desk/jobs');
	await regulator.sees('Stopped');
	await regulator.check('job-7-english', { words: false });
	await regulator.close();
});
