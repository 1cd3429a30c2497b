// A colleague reads who waits for the keys to cases, refuses one and gives them to another; who waits reads how it stands.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { report } from '../http/report_form.mjs';
import { build, home, startInstance } from '../instance.mjs';
import { openBrowser, ways } from './browser.mjs';

let portal, browser;
before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	await report(portal.visitor());
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const password = 'anze-demo-new';
const ctl = (words, input = '') => execFileSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, ...words], { input, encoding: 'utf8', cwd: home });

for (const way of ways) {
	test(`the keys are given by a person (${way.name})`, async () => {
		const login = `new-${way.name}`;
		ctl(['user', 'add', login, '示例二十九 曹', 'handler', '--authority', 'taishan-emergency'], `${password}\n`);
		ctl(['user', 'password', 'handler-taishan2'], `${password}\n`);
		const holder = await browser.visit(portal, way, 'handler-taishan');
		await holder.go('/desk');
		await holder.check('keys-1-home');
		await holder.follow(holder.page.locator('main').getByRole('link', { name: '案件密钥' }));
		await holder.check('keys-2-waiting');
		await holder.follow(login);
		await holder.check('keys-3-decide');
		await holder.fill({ action: 'refuse' });
		await holder.send();
		await holder.sees('请写明不同意的理由');
		await holder.check('keys-4-no-reason');
		await holder.fill({ action: 'refuse', reason: '打电话核实过，本人没有申请账号。' });
		await holder.send();
		await holder.sees('已记录不同意的决定和理由。');
		await holder.check('keys-5-refused');
		await holder.follow('handler-taishan2');
		await holder.fill({ action: 'give' });
		await holder.send();
		await holder.sees('密钥已经交给这个账号。');
		const waits = await browser.visit(portal, way);
		await waits.go('/login');
		await waits.fill({ name: login, password });
		await waits.send();
		await waits.check('keys-6-home-of-who-waits');
		await waits.go('/desk/keys');
		await waits.sees('打电话核实过，本人没有申请账号。');
		await waits.check('keys-7-own');
		const admin = await browser.visit(portal, way, 'admin');
		await admin.go('/desk/keys');
		await admin.check('keys-8-admin');
		assert.equal(await admin.page.locator('main a[href^="/desk/keys/"]').count(), 0);
		for (const person of [holder, waits, admin]) await person.close();
	});
}
