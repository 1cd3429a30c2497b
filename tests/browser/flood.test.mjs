// While many reports come in: with JavaScript the page does the work by itself, also when it is sent before that is done;
// without it a person answers a sum.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { png } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, phone, wide } from './browser.mjs';

let portal, browser;
before(async () => {
	browser = await openBrowser();
	portal = await startInstance({ conf: (text) => text.replace('proof = "auto"', 'proof = "always"') });
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const photo = { name: '现场照片.png', mimeType: 'image/png', buffer: png(4000) };
const words = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

const answers = { kind: 'no_service', door: 'none', subject: 'enterprise', find: '示例危化有限公司', pick: 'none', subject_name: '示例危化有限公司', sector: 'CHE', county: '370902', story: '投保以后从来没有人来做过隐患排查。', files: [photo] };

// Answers what each page asks, until the last one.
async function walk(citizen) {
	await citizen.go('/report');
	for (let page = 0; page < 15 && await sendButton(citizen).count() === 0; page++) {
		for (const [name, value] of Object.entries(answers)) {
			const field = citizen.page.locator(`main form [name="${name}"]:not([type="hidden"])`);
			const fits = name !== 'pick' || await citizen.page.locator('[name="pick"][value="none"]').count() > 0;
			if (await field.count() > 0 && fits) await citizen.fill({ [name]: value });
		}
		await citizen.next();
	}
}
const sendButton = (citizen) => citizen.page.locator('form[action="/report"] button[type="submit"]');
const spent = () => Number(portal.sql('SELECT COUNT(*) FROM flood_spent'));

test('with JavaScript nobody is asked: the work is done while the answers are read', async () => {
	const citizen = await browser.visit(portal, wide);
	await walk(citizen);
	await citizen.page.waitForFunction(() => document.getElementById('flood-state').textContent.includes('核验完成'));
	assert.equal(await citizen.page.locator('#sum').isVisible(), false);
	await citizen.check('flood-done');
	await citizen.follow(sendButton(citizen));
	await citizen.sees('查询码');
	assert.equal(spent(), 1);
	// All questions on one page, and sent at once when it was looked at: it goes when the work is done, and only then.
	await citizen.go('/report?pages=one');
	await citizen.fill({ kind: 'no_service', subject: 'enterprise', subject_name: '示例危化有限公司', sector: 'CHE', county: '370902', story: '投保以后从来没有人来做过隐患排查。' });
	await citizen.send();
	await citizen.sees('谁能看到什么');
	const before = spent();
	await citizen.page.evaluate(() => document.querySelector('form[action="/report"]').requestSubmit());
	await citizen.page.locator('#receipt').waitFor();
	assert.equal(spent(), before + 1);
	await citizen.close();
});

test('without JavaScript a sum is asked for; a wrong one is said at the question and nothing is lost', async () => {
	const citizen = await browser.visit(portal, phone);
	await walk(citizen);
	await citizen.check('flood-question');
	await citizen.fill({ sum: '99' });
	await citizen.follow(sendButton(citizen));
	await citizen.check('flood-refused');
	await citizen.sees('答案不对');
	await citizen.sees(photo.name);
	const [, first, second] = /([一二三四五六七八九])加([一二三四五六七八九])/.exec(await citizen.text('label[for="sum"]'));
	await citizen.fill({ sum: String(words.indexOf(first) + words.indexOf(second) + 2) });
	await citizen.follow(sendButton(citizen));
	await citizen.sees('查询码');
	await citizen.close();
});

test('a browser whose script is refused its worker shows the sum', async () => {
	const citizen = await browser.visit(portal, wide);
	await citizen.page.route('**/js/altcha/pbkdf2.js', (route) => route.abort());
	await walk(citizen);
	await citizen.page.locator('#sum').waitFor({ state: 'visible', timeout: 30_000 });
	await citizen.close();
});
