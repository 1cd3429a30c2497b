// The pages in English: no Chinese is left on them but names and what people
// wrote; every key has its text. Each role's pages, on a wide screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { filled, newest, report } from '../http/report_form.mjs';
import { startInstance } from '../instance.mjs';
import { openBrowser, wide } from './browser.mjs';
import { chineseLeft, dataOf } from './judge.mjs';

let portal, browser, known, no;

before(async () => {
	browser = await openBrowser();
	portal = await startInstance();
	assert.equal((await report(portal.visitor())).status, 200, 'a report is there to be read');
	no = newest(portal).no;
	known = dataOf(portal) + Object.values(filled).join('\n'); // what a report says is sealed in the database
});
after(async () => {
	await browser?.close();
	await portal?.stop();
});

const roles = {
	public: ['/', '/report', '/report?pages=one', '/report/track', '/disclosures', '/disclosures?kind=blacklist', '/disclosures?q=%E6%97%A0%E6%AD%A4%E5%85%AC%E5%8F%B8', '/checklists',
		'/checklists/chemicals', '/checklists/construction', '/checklists/construction/changes', '/insurers', '/about', '/login', '/no-such-page', '/proof/verify', 'main a[href^="/disclosures/D"] @ /disclosures',
		'main a[href^="/insurers/"] @ /insurers'],
	'handler-taishan': ['/desk', '/desk/reports', '/desk/reports?state=refused', 'main td a, main th a @ /desk/reports',
		...['', '/transfer', '/extension', '/pause', '/share', '/note', '/merge', '/subject', '/redaction', '/hazard', '/inspection'].map((step) => `/desk/reports/{no}${step}`),
		'/desk/reports?group=overdue', '/desk/reply-templates', '/desk/reply-templates/new', '/desk/rewards', '/desk/password'],
	'che-taishan': ['/desk', '/desk/checklists', '/desk/checklists/chemicals', '/desk/visits', '/desk/hazards', '/desk/hazards?group=closed', '/desk/enterprises',
		'main th a[href] @ /desk/enterprises', '/desk/enterprises/new', '/desk/jobs'],
	'finance-taishan': ['/desk', '/desk/rewards'],
	'agency-a': ['/desk', '/desk/visits', '/desk/visits/new', '/desk/visits?group=closed', '/desk/hazards'],
	construction: ['/desk', '/desk/checklists', '/desk/checklists/construction', '/desk/checklists/construction/changes', '/desk/measures'],
	city: ['/desk', '/desk/measures', '/desk/measures?group=decided', '/desk/measures?group=closed', '/desk/measures/new', '/desk/measures/new?kind=expose',
		'/desk/measures/new?kind=commendation', 'main th a @ /desk/measures', 'main th a @ /desk/measures?group=decided', '/desk/rules', 'main th a @ /desk/rules', '/desk/assessments'],
	nfra: ['/desk', '/desk/assessments', 'main th a[href] @ /desk/assessments'],
	'insurer-b': ['/desk', '/desk/assessments', 'main th a[href] @ /desk/assessments', '/desk/measures'],
	auditor: ['/desk', '/desk/audit'],
	admin: ['/desk'],
};

for (const [role, places] of Object.entries(roles)) {
	test(`in English: ${role}`, async () => {
		const person = await browser.visit(portal, wide, role === 'public' ? null : role);
		await person.speak('en');
		for (const place of places) {
			const [link, from] = place.replace('{no}', no).split(' @ ');
			await person.go(from ?? link);
			if (from) await person.follow(person.page.locator(link).first());
			const found = await person.check(`english-${role}-${place.replace(/\W+/g, '-').replace(/^-|-$/g, '') || 'home'}`);
			assert.deepEqual(chineseLeft(found.texts, known), [], `${person.path()} as ${role}: no Chinese but names and what people wrote`);
		}
		await person.close();
	});
}

test('a refused form, in English', async () => {
	const person = await browser.visit(portal, wide);
	await person.speak('en');
	await person.go('/report?pages=one');
	await person.fill({ story: 'short' });
	await person.send();
	const found = await person.check('english-refused');
	assert.deepEqual(chineseLeft(found.texts, known), [], 'the errors are in English');
	await person.close();
});

test('no page asked for a text that the catalogues do not have', () => {
	assert.deepEqual(portal.log('anzed.log').split('\n').filter((line) => line.includes('view.key')), []);
});
