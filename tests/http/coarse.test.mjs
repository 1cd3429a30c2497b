// What an insurer, an agency or the public sees may stem from a report: it tells the day, never the time of day, which could
// tell whose report it was. Authorities see the time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { unescape } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const time = /\b\d{1,2}:\d{2}\b/;
const main = (text) => unescape(/<main[\s\S]*<\/main>/.exec(text)?.[0] ?? text);
async function signedIn(login) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(login)).status, 303);
	return visitor;
}

// The pages of a list and every page that it links to, and so on below its address.
async function pagesBelow(visitor, starts, below) {
	const seen = new Map(), waiting = [...starts];
	while (waiting.length > 0 && seen.size < 80) {
		const path = waiting.shift();
		if (seen.has(path)) continue;
		const { status, text, headers } = await visitor.get(path);
		seen.set(path, { status, text, headers });
		for (const [, link] of text.matchAll(/href="([^"#]+)/g)) {
			const to = unescape(link);
			if (below.test(to) && !seen.has(to)) waiting.push(to);
		}
	}
	return seen;
}

const measures = /^\/desk\/measures(\/M\d{4}-\d+|\?group=\w+)$/;
const hazards = /^\/desk\/hazards(\/\d+|\/H[\d-]+|\.csv|\.json|\?[^"]*)?$/;

test('measures and hazards: the party reads days, the authority the time', async () => {
	const regulator = await signedIn('nfra');
	const theirs = await pagesBelow(regulator, ['/desk/measures', '/desk/measures?group=decided', '/desk/measures?group=closed'], measures);
	assert.ok([...theirs].some(([path, { text }]) => /\/M\d/.test(path) && time.test(main(text))), 'an authority sees when it was');
	for (const login of ['insurer-a', 'insurer-b', 'agency-a']) {
		const visitor = await signedIn(login);
		const starts = login === 'agency-a' ? ['/desk/hazards'] : ['/desk/measures', '/desk/measures?group=decided', '/desk/measures?group=closed', '/desk/hazards'];
		const pages = await pagesBelow(visitor, [...starts, '/desk/hazards.csv', '/desk/hazards.json'], new RegExp(`${measures.source}|${hazards.source}`));
		for (const [path, { status, text }] of pages) {
			assert.equal(status, 200, `${login} ${path}`);
			assert.doesNotMatch(path.endsWith('.json') ? text.replace(/"generated_at":"[^"]*"/, '') : main(text), time, `${login} ${path}`);
		}
		if (login === 'insurer-a') assert.ok([...pages.keys()].some((path) => /\/M\d/.test(path)), 'there is a measure to look at');
	}
});

test('what the insurer says in a measure is told to it with its day', async () => {
	const insurer = await signedIn('insurer-a');
	const id = portal.sql("SELECT id FROM measure WHERE state NOT IN ('proposed', 'withdrawn', 'refused') AND insurer_id = (SELECT insurer_id FROM account WHERE login = 'insurer-a') ORDER BY id LIMIT 1").trim();
	portal.sql(`INSERT INTO measure_defence (measure_id, body, at, account_id) SELECT ${id}, '我们的陈述', '2026-11-05 03:14:15', id FROM account WHERE login = 'insurer-a'`);
	const pages = await pagesBelow(insurer, ['/desk/measures', '/desk/measures?group=decided', '/desk/measures?group=closed'], measures);
	const [, page] = [...pages].find(([, { text }]) => text.includes('我们的陈述'));
	assert.match(main(page.text), /2026-11-05/);
	assert.doesNotMatch(main(page.text), /11:14/);
});

test('the public: disclosures, their data and their feed tell the day', async () => {
	const visitor = portal.visitor();
	const pages = await pagesBelow(visitor, ['/disclosures', '/insurers'], /^\/(disclosures(\/D[\d-]+|\?[^"]*)?|insurers\/\w+)$/);
	assert.ok([...pages.keys()].some((path) => /\/D\d/.test(path)));
	for (const [path, { text }] of pages) assert.doesNotMatch(main(text), time, path);
	const json = JSON.parse((await visitor.get('/disclosures.json')).text);
	assert.ok(json.disclosures.length > 0);
	for (const entry of json.disclosures) {
		assert.match(entry.published_on, /^\d{4}-\d\d-\d\d$/);
		assert.ok(!Object.values(entry).some((value) => time.test(String(value))), JSON.stringify(entry));
	}
	assert.doesNotMatch((await visitor.get('/disclosures.csv')).text, time);
	const feed = await visitor.get('/disclosures.atom');
	const times = [...feed.text.matchAll(/<(?:updated|published)>([^<]+)</g)].map(([, text]) => text);
	assert.ok(times.length > 2);
	for (const each of times) assert.match(each, /T16:00:00Z$/, 'midnight in Shanghai');
	for (const path of ['/disclosures', '/disclosures.json', '/disclosures.csv', '/disclosures.atom']) assert.equal((await visitor.get(path)).headers.get('last-modified'), null, path);
});
