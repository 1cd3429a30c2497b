// Chromium for the tests in this directory, and what every page must keep.
//
//   const browser = await openBrowser();
//   for (const way of ways) ...            // a phone without JavaScript, a wide screen with it
//   const city = await browser.visit(portal, way, 'city');   // a signed-in person; without a name, the public
//   await city.go('/desk'); await city.check('desk');        // judge the page, keep a picture of it
//   await city.fill({ name: 'value' }); await city.send();
//   await city.close();
//
// Pictures: build/browser/.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build, home, password } from '../instance.mjs';
import { judge, strangeWords } from './judge.mjs';

export const phone = { name: 'phone', javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
export const wide = { name: 'wide', javaScriptEnabled: true, viewport: { width: 1280, height: 900 } };
export const ways = [phone, wide];

const pictures = join(build, 'browser');
const judged = new Set();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function openBrowser() {
	mkdirSync(pictures, { recursive: true });
	const chrome = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
	return {
		close: () => chrome.close(),
		async visit(portal, way, login = null, options = {}) {
			const context = await chrome.newContext({
				baseURL: portal.url, viewport: way.viewport, javaScriptEnabled: way.javaScriptEnabled, acceptDownloads: true,
				locale: 'zh-CN', ...way.options, ...options,
			});
			context.setDefaultTimeout(20_000);
			const person = new Person(portal, way, context, await context.newPage());
			if (login) await person.signIn(login);
			return person;
		},
	};
}

class Person {
	constructor(portal, way, context, page) {
		Object.assign(this, { portal, way, context, page, said: [], language: 'zh-CN' });
		page.on('pageerror', (fault) => this.said.push(`a script failed: ${fault.message}`));
		page.on('console', (message) => {
			// That a page was answered with 404 or 422 is what its test asks about.
			const about = message.location().url;
			if (message.type() === 'error' && !(/^Failed to load resource/.test(message.text()) && about === page.url()))
				this.said.push(`${message.text()} (${about})`);
		});
	}

	close() {
		return this.context.close();
	}

	async go(path) {
		const answer = await this.page.goto(path);
		return answer.status();
	}

	path() {
		const { pathname, search } = new URL(this.page.url());
		return pathname + search;
	}

	async signIn(login) {
		await this.context.clearCookies({ name: /session|anze_s/ });
		await this.go('/login');
		await this.fill({ name: login, password });
		await this.send();
		assert.doesNotMatch(this.path(), /^\/login/, `${login} signs in`);
	}

	async speak(language) {
		await this.go(`/lang/${language}?back=%2F`);
		this.language = language === 'en' ? 'en' : 'zh-CN';
	}

	// The form that holds a field, or the main part's first one.
	form(field) {
		const forms = this.page.locator('main form');
		return field ? forms.filter({ has: this.page.locator(`[name="${field}"]`) }).first() : forms.first();
	}

	// Fills fields by their names, as a person would: text typed, options chosen.
	async fill(fields, form = this.form(Object.keys(fields)[0])) {
		for (const [name, value] of Object.entries(fields)) {
			const field = form.locator(`[name="${name}"]:not([type="hidden"])`);
			assert.notEqual(await field.count(), 0, `${this.path()}: the form has a field "${name}"`);
			const [tag, type] = await field.first().evaluate((node) => [node.tagName, node.type]);
			if (tag === 'SELECT') await field.selectOption(value);
			else if (type === 'radio' || type === 'checkbox') await form.locator(`[name="${name}"][value="${value}"]`).check({ force: true });
			else if (type === 'file') await field.setInputFiles(value);
			else await field.fill(value);
		}
		this.filled = form;
	}

	// Sends the form that was filled last and waits for what comes.
	async send(form = this.filled ?? this.form()) {
		await this.follow(form.locator('button[type="submit"]').last());
	}

	// Goes on in a form that is asked a page at a time.
	async next() {
		await this.follow(this.page.locator('main form button[value="next"]'));
	}

	// Clicks something that leads to another page.
	async follow(what) {
		const target = typeof what === 'string' ? this.page.locator('main').getByRole('link', { name: what }).first() : what;
		const arrived = this.page.waitForEvent('domcontentloaded');
		await target.click();
		await arrived;
		await this.page.waitForLoadState('load');
		this.filled = null;
	}

	text(selector = 'main') {
		return this.page.locator(selector).innerText();
	}

	async sees(text, why = '') {
		const all = (await this.text('body')).replace(/\s+/g, ' ');
		if (text instanceof RegExp) assert.match(all, text, `${this.path()} shows ${text} ${why}`);
		else assert.ok(all.includes(text), `${this.path()} shows "${text}" ${why}; it says: ${all.slice(0, 1500)}`);
	}

	async seesNot(text, why = '') {
		assert.ok(!(await this.text('body')).includes(text), `${this.path()} does not show "${text}" ${why}`);
	}

	// Everything that holds for every page; the picture comes first, so that it is there when something is wrong.
	async check(name, { picture = true, words = true } = {}) {
		const { page } = this;
		// The same page once more has the same picture and the same rules.
		const first = !judged.has(`${name}-${this.way.name}`);
		if (picture && first) await this.picture(name);
		const where = `${name} (${this.way.name}, ${this.path()})`;
		const found = await page.evaluate(judge);
		assert.equal(found.language, this.language, `${where}: <html lang>`);
		assert.equal(found.headings, 1, `${where}: exactly one h1`);
		assert.ok(found.scrollWidth <= found.innerWidth, `${where}: no horizontal scrolling, ${found.scrollWidth} > ${found.innerWidth}: ${found.wide.join('; ')}`);
		assert.deepEqual(found.nameless, [], `${where}: no element without its text`);
		assert.deepEqual(found.doubled, [], `${where}: every id once`);
		if (words) assert.deepEqual(strangeWords(found.texts), [], `${where}: no key of the catalogue, no code instead of a text`);
		if (first) assert.deepEqual(await this.axe(), [], `${where}: axe-core`);
		assert.deepEqual(this.said, [], `${where}: nothing in the console, no violation of the security policy`);
		judged.add(`${name}-${this.way.name}`);
		return found;
	}

	// Keeps how the page looks, for people to read. Chromium now and then has no frame to give while the machine is
	// busy ("Unable to capture screenshot"): that says nothing about the page, so it is asked again.
	async picture(name) {
		for (let attempt = 1; ; attempt++) {
			try {
				return await this.page.screenshot({ path: join(pictures, `${name}-${this.way.name}.png`), fullPage: true });
			} catch (fault) {
				if (attempt === 5 || !/Unable to capture screenshot/.test(fault.message)) throw fault;
				await new Promise((go) => setTimeout(go, 500 * attempt));
			}
		}
	}

	// The rules of WCAG A and AA; one line a violation.
	async axe(rules) {
		// Evaluated from outside the page, so its security policy stays as it is. With scripts off the page's timers
		// never fire: there they are promises.
		await this.page.evaluate((off) => {
			if (off) window.setTimeout = (run) => void Promise.resolve().then(run);
		}, !this.way.javaScriptEnabled);
		await this.page.evaluate(axe);
		return this.page.evaluate(async (only) => {
			const { violations } = await window.axe.run(document, {
				runOnly: only ? { type: 'rule', values: only } : { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] },
				resultTypes: ['violations'], preload: false,
			});
			return violations.flatMap((each) => each.nodes.map((node) => `${each.id}: ${node.target.join(' ')}: ${node.failureSummary.replace(/\s+/g, ' ')}`));
		}, rules);
	}

	// Presses Tab until the focus is on `selector`.
	async tabTo(selector, most = 60) {
		for (let i = 0; i < most; i++) {
			if (await this.page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
			await this.page.keyboard.press('Tab');
		}
		assert.fail(`${this.path()}: ${most} times Tab do not reach ${selector}`);
	}
}

// A day as people here write it, counted from the instance's own.
export function day(offset) {
	return new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
}

// Waits until `seen` is true and gives the milliseconds that it took.
export async function within(limit, what, seen) {
	const started = performance.now();
	for (;;) {
		if (await seen()) return performance.now() - started;
		assert.ok(performance.now() - started < limit, `${what} within ${limit} ms`);
	}
}

// Moves the demonstration's clock. A worker trusts what it read for a second, and the sessions of before are over.
export async function clock(portal, shift) {
	portal.ctl('demo', 'clock', shift);
	await new Promise((go) => setTimeout(go, 1100));
}

export { home };
