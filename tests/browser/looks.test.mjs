// Enlarged to 200 %, in windows of every width, in the dark: and a proof that a broken page is noticed.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { report } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, phone, ways, wide } from './browser.mjs';

let portal, browser;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const pages = ['/', '/report', '/disclosures', '/checklists/chemicals', '/login', '/about'];
const name = (path) => path.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home';

test('enlarged to 200 % nothing is cut off and nothing scrolls sideways', async () => {
	const zoomed = { name: 'zoom', javaScriptEnabled: true, viewport: { width: 640, height: 450 }, options: { deviceScaleFactor: 2 } };
	const visitor = await browser.visit(portal, zoomed);
	for (const path of pages) {
		await visitor.go(path);
		await visitor.check(`zoom-${name(path)}`);
	}
	await visitor.close();
	const city = await browser.visit(portal, zoomed, 'city');
	for (const path of ['/desk/measures', '/desk/assessments', '/desk/checklists/chemicals']) {
		await city.go(path);
		await city.check(`zoom-${name(path)}`);
	}
	await city.close();
});

test('between a phone and a wide screen nothing scrolls sideways', async () => {
	const places = {
		public: ['/checklists/chemicals', '/insurers', '/disclosures'],
		'handler-taishan': ['/desk/reports'],
		city: ['/desk/measures?group=decided', '/desk/assessments', '/desk/checklists', '/desk/rules'],
		auditor: ['/desk/audit'],
	};
	assert.equal((await report(portal.visitor())).status, 200, 'a report is in the queue');
	const found = [];
	for (const [role, paths] of Object.entries(places)) {
		const person = await browser.visit(portal, wide, role === 'public' ? null : role);
		for (const language of ['zh', 'en']) {
			await person.speak(language);
			for (const path of paths) {
				await person.go(path);
				for (const width of [660, 768, 900, 1024, 1200]) {
					await person.page.setViewportSize({ width, height: 800 });
					const over = await person.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
					if (over > 0) found.push(`${path} (${language}) at ${width} px: ${over} px too wide`);
				}
			}
		}
		await person.close();
	}
	assert.deepEqual(found, [], 'no page is wider than its window');
});

test('the dark palette keeps the contrast', async () => {
	for (const way of ways) {
		const visitor = await browser.visit(portal, way, null, { colorScheme: 'dark' });
		const colours = new Set();
		for (const path of pages) {
			await visitor.go(path);
			colours.add(await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor));
			await visitor.picture(`dark-${name(path)}`);
			assert.deepEqual(await visitor.axe(['color-contrast']), [], `${path} in the dark: enough contrast`);
		}
		assert.ok(!colours.has('rgb(255, 255, 255)'), 'the dark palette is used');
		await visitor.go('/report?pages=one');
		await visitor.send(visitor.form('story'));
		assert.deepEqual(await visitor.axe(['color-contrast']), [], 'the errors of a refused form in the dark: enough contrast');
		await visitor.close();
	}
});

test('a page that is broken on purpose does not pass', async () => {
	for (const way of ways) {
		const visitor = await browser.visit(portal, way);
		const broken = async (harm, what) => {
			await visitor.go('/report');
			await visitor.page.evaluate(harm);
			await assert.rejects(visitor.check('broken', { picture: false }), what);
			visitor.said.length = 0;
		};
		await broken(() => document.querySelector('label').removeAttribute('for'), /axe-core/);
		await broken(() => { document.querySelector('h1').style.color = '#ccc'; }, /axe-core[\s\S]*color-contrast/);
		await broken(() => { document.querySelector('h1').style.width = '2000px'; }, /no horizontal scrolling/);
		await broken(() => document.querySelector('h1').remove(), /exactly one h1/);
		await broken(() => { document.querySelector('h1').textContent = 'measure.state.x'; }, /no key of the catalogue/);
		await broken(() => { document.querySelector('h2, label').textContent = ''; }, /no element without its text/);
		await broken(() => document.body.append(Object.assign(document.createElement('img'), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', alt: 'x' })), /security policy/);
		await visitor.close();
	}
});
