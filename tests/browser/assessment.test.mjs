// An insurer files its annual self-assessment with figures, text and a file; the
// regulator returns it; the insurer corrects it and files again; acknowledged.
import assert from 'node:assert/strict';
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

const lastYear = new Date(Date.now() + 8 * 3600_000).getUTCFullYear() - 1;
const figures = (year) => ({
	basic: { managers: '6', managers_trained: '6', qualified_staff: '8', agencies: '2', experts: '5', basic_text: '设立事故预防服务部。\n委托两家机构。' },
	underwriting: { policies: '420', insured_units: '400', insured_persons: '9000', premium: '6,000,000.00' },
	plan: { plan_filed_on: `${year}-01-20`, tasks_due: '1000', tasks_due_archived: '960' },
	service: {
		units_served: '400', units_fulfilled: '400', tasks_archived: '1000', tasks_on_time: '950', category_1: '300', category_2: '100',
		category_3: '400', category_4: '80', category_5: '90', category_6: '20', category_7: '10', sector_min: '250', sector_che: '350',
		sector_con: '200', sector_tra: '100', sector_agr: '50', sector_ene: '40', sector_other: '10', service_text: '按行业开展服务，覆盖全部投保企业。',
	},
	hazard: { visits: '400', visits_idle: '20', hazards_found: '1500', hazards_due: '1400', hazards_closed: '1380', major_found: '3', major_handled: '3' },
	activity: { quarter_1: '1', quarter_2: '1', quarter_3: '2', quarter_4: '1', participants: '800' },
	fee: { fee_budget: '1200000', fee_spent: '1150000', fee_disallowed: '0', fee_ledger: 'yes' },
	feedback: { tasks_revisited: '980', ratings: '900', rating_sum: '4300', complaints: '4', complaints_on_time: '4' },
	claim: { claims_reported: '30', claims_closed: '28', claims_on_time: '28', claims_paid: '1800000' },
	data: { records_due: '5000', records_accepted: '4980', archives: '400', archives_complete: '400' },
	problem: { sanctions_1: '0', sanctions_2: '0', sanctions_3: '0', sanctions_4: '0', fabricated: 'no', problem_text: '个别企业整改缓慢，已逐户督促。' },
	result: { self_score: '97.5', next_year: '继续扩大服务覆盖，提高质量。' },
});
const paper = { name: '自评报告.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n') };
const comments = '重大隐患的闭环证据不全，请补充后重新报送。';

// Each way its own year, so that neither depends on the other.
for (const [way, year] of [[phone, lastYear - 1], [wide, lastYear]]) {
	test(`the self-assessment of a year, returned once (${way.name})`, async () => {
		const insurer = await browser.visit(portal, way, 'insurer-a');
		await insurer.go('/desk');
		await insurer.check('desk-insurer');
		await insurer.follow(insurer.page.locator('main a[href="/desk/assessments"]').first());
		await insurer.check('assessment-1-own');
		await insurer.fill({ year: String(year) });
		await insurer.send();
		await insurer.check('assessment-2-tasks');
		const at = new URL(insurer.page.url()).pathname;

		await insurer.go(`${at}/review`);
		await insurer.check('assessment-3-review-incomplete');
		assert.equal(await insurer.page.locator('[name="declared"]').count(), 0, 'what is incomplete cannot be filed');

		// What is wrong in a section is said at the field.
		await insurer.go(`${at}/hazard`);
		await insurer.fill({ visits: '四百', hazards_found: '-3' });
		await insurer.send();
		await insurer.check('assessment-4-section-refused');
		assert.equal(await insurer.page.locator('#visits').inputValue(), '四百', 'what was typed is there again');

		for (const [section, fields] of Object.entries(figures(year))) {
			await insurer.go(`${at}/${section}`);
			await insurer.check(`assessment-5-${section}`);
			await insurer.fill(fields);
			await insurer.send();
			assert.equal(await insurer.page.locator('#error-summary').count(), 0, `the section ${section} is saved`);
		}
		await insurer.go(`${at}/files`);
		await insurer.check('assessment-6-files');
		await insurer.fill({ files: [paper] });
		await insurer.send();
		await insurer.sees(paper.name, 'the file is kept');
		await insurer.go(`${at}/files`);
		await insurer.check('assessment-7-file');
		await insurer.go(at);
		await insurer.check('assessment-8-ready');
		await insurer.follow(insurer.page.locator(`main a[href="${at}/review"]`).first());
		await insurer.check('assessment-9-review');
		await insurer.fill({ declared: '1' });
		await insurer.send();
		await insurer.check('assessment-10-filed');

		const regulator = await browser.visit(portal, way, 'nfra');
		await regulator.go('/desk');
		await regulator.check('desk-nfra');
		await regulator.go(`/desk/assessments?year=${year}`);
		await regulator.check('assessment-11-list');
		await regulator.follow(regulator.page.locator(`main a[href="${at}"]`).first());
		await regulator.check('assessment-12-decide');
		await regulator.sees('1,380', 'the figures are there');
		const answer = await regulator.context.request.get(await regulator.page.getByRole('link', { name: paper.name }).first().getAttribute('href'));
		assert.ok((await answer.body()).equals(paper.buffer), 'the attachment comes back byte for byte');
		await regulator.fill({ action: 'return' });
		await regulator.send();
		await regulator.check('assessment-13-comments-needed');
		await regulator.fill({ action: 'return', comments });
		await regulator.send();
		await regulator.check('assessment-14-returned');

		await insurer.go(at);
		await insurer.check('assessment-15-returned');
		await insurer.sees(comments, 'why it was returned');
		await insurer.go(`${at}/hazard`);
		await insurer.fill({ hazards_closed: '1390' });
		await insurer.send();
		await insurer.go(`${at}/review`);
		await insurer.fill({ declared: '1' });
		await insurer.send();
		await regulator.go(at);
		await regulator.sees('1,390', 'the second version');
		await regulator.fill({ action: 'acknowledge' });
		await regulator.send();
		await regulator.check('assessment-16-acknowledged');
		await regulator.go(`${at}/versions/1`);
		await regulator.check('assessment-17-first-version');
		await regulator.sees('1,380', 'as it was filed first');
		await insurer.go('/desk/assessments');
		await insurer.check('assessment-18-own');
		assert.equal(portal.sql(`SELECT state FROM assessment WHERE id = ${at.split('/').pop()}`).trim(), 'acknowledged');
		await insurer.close();
		await regulator.close();
	});
}
