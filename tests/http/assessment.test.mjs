// The self-assessment: an insurer fills it in section by section and files it,
// the regulator returns or acknowledges it; the public register of insurers.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';

let portal;
let insurer, other, nfra, city, county, agency, year;

const pdf = new Blob(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'], { type: 'application/pdf' });

// A branch that reaches every target: 100 points.
const full = {
	basic: { managers: 6, managers_trained: 6, qualified_staff: 8, agencies: 2, experts: 5 },
	underwriting: { policies: 420, insured_units: 400, insured_persons: 9000, premium: '6,000,000.00' },
	plan: { plan_filed_on: '2025-01-20', tasks_due: 1000, tasks_due_archived: 960 },
	service: {
		units_served: 400, units_fulfilled: 400, tasks_archived: 1000, tasks_on_time: 950, category_1: 300, category_2: 100,
		category_3: 400, category_4: 80, category_5: 90, category_6: 20, category_7: 10, sector_min: 250, sector_che: 350,
		sector_con: 200, sector_tra: 100, sector_agr: 50, sector_ene: 40, sector_other: 10, service_text: '按行业开展服务，覆盖全部投保企业。',
	},
	hazard: { visits: 400, visits_idle: 20, hazards_found: 1500, hazards_due: 1400, hazards_closed: 1380, major_found: 3, major_handled: 3 },
	activity: { quarter_1: 1, quarter_2: 1, quarter_3: 2, quarter_4: 1, participants: 800 },
	fee: { fee_budget: 1200000, fee_spent: 1150000, fee_disallowed: 0, fee_ledger: 'yes' },
	feedback: { tasks_revisited: 980, ratings: 900, rating_sum: 4300, complaints: 4, complaints_on_time: 4 },
	claim: { claims_reported: 30, claims_closed: 28, claims_on_time: 28, claims_paid: 1800000 },
	data: { records_due: 5000, records_accepted: 4980, archives: 400, archives_complete: 400 },
	problem: { sanctions_1: 0, sanctions_2: 0, sanctions_3: 0, sanctions_4: 0, fabricated: 'no', problem_text: '个别企业整改缓慢，已逐户督促。' },
	result: { self_score: '97.5', next_year: '继续扩大服务覆盖，提高质量。' },
};

const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

async function signedIn(name) {
	const visitor = portal.visitor();
	const answer = await visitor.signIn(name);
	assert.equal(answer.status, 303, name);
	return visitor;
}

async function begin(visitor, of) {
	const answer = await visitor.submit('/desk/assessments', { year: String(of) }, '/desk/assessments');
	assert.equal(answer.status, 303);
	assert.match(answer.location, /^\/desk\/assessments\/\d+$/);
	return answer.location;
}

async function fill(visitor, at, sections = full) {
	for (const [code, fields] of Object.entries(sections)) {
		const answer = await visitor.submit(`${at}/${code}`, fields, `${at}/${code}`);
		assert.equal(answer.status, 303, `${code}: ${plain(answer.text).slice(0, 600)}`);
	}
}

async function attach(visitor, at, name = '自评报告.pdf') {
	const body = new FormData();
	const { text } = await visitor.get(`${at}/files`);
	body.append('csrf', /<form[^>]*multipart[\s\S]*?name="csrf" value="([^"]+)"/.exec(text)[1]);
	body.append('files', pdf, name);
	return visitor.post(`${at}/files`, body);
}

async function file(visitor, at) {
	const { text } = await visitor.get(`${at}/review`);
	assert.match(text, /name="declared"/, 'the report is ready');
	return visitor.submit(`${at}/review`, { declared: '1' }, `${at}/review`);
}

before(async () => {
	portal = await startInstance();
	[insurer, other, nfra, city, county, agency] = await Promise.all(
		['insurer-a', 'insurer-b', 'nfra', 'city', 'che-taishan', 'agency-a'].map(signedIn));
	year = new Date(Date.now() + 8 * 3600_000).getUTCFullYear() - 1;
});
after(() => portal?.stop());

test('an insurer fills in, files, is returned with comments, files again, is acknowledged', async () => {
	const at = await begin(insurer, year);
	assert.equal(await begin(insurer, year), at, 'one report a year');

	// A half-filled section is saved, and is all there again.
	let answer = await insurer.submit(`${at}/basic`, { managers: '６', qualified_staff: '8', basic_text: '第一行\n第二行' }, `${at}/basic`);
	assert.equal(answer.status, 303);
	assert.match(answer.location, /done=assessment_saved$/);
	answer = await insurer.get(`${at}/basic`);
	assert.match(answer.text, /name="managers" type="text" value="6"/);
	assert.match(answer.text, /第一行\n第二行<\/textarea>/);
	assert.match(plain((await insurer.get(at)).text), /1\. 基本情况 填写中/);

	// Filing what is incomplete is refused, with links to what is missing.
	answer = await insurer.get(`${at}/review`);
	assert.match(answer.text, new RegExp(`href="${at}/underwriting#policies"`));
	assert.match(answer.text, new RegExp(`href="${at}/files#files"`));
	assert.doesNotMatch(answer.text, /name="declared"/);
	const token = await pageToken(insurer, at);
	answer = await insurer.post(`${at}/review`, { csrf: token, draft: '1', declared: '1' });
	assert.ok([403, 409, 422].includes(answer.status));
	assert.equal(portal.sql(`SELECT state FROM assessment WHERE id = ${at.split('/').pop()}`).trim(), 'draft');

	await fill(insurer, at);
	assert.equal((await attach(insurer, at)).status, 303);
	answer = await insurer.get(`${at}/review`);
	assert.match(answer.text, /100\.00/);
	assert.doesNotMatch(answer.text, /K01[\s\S]*缺少数据/);
	answer = await insurer.submit(`${at}/review`, {}, `${at}/review`);
	assert.equal(answer.status, 422, 'the declaration must be ticked');
	const review = await insurer.get(`${at}/review`);
	const sent = {
		csrf: new RegExp(`action="${at}/review"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(review.text)[1],
		draft: /name="draft" value="(\d+)"/.exec(review.text)[1], declared: '1',
	};
	// Somebody changes the draft after it was read: it is not filed unseen.
	await fill(insurer, at, { activity: { ...full.activity, participants: 801 } });
	answer = await insurer.post(`${at}/review`, sent);
	assert.equal(answer.status, 409);
	assert.match(answer.text, /报告又有修改/);
	sent.draft = /name="draft" value="(\d+)"/.exec(answer.text)[1];
	answer = await insurer.post(`${at}/review`, sent);
	assert.equal(answer.status, 303);
	assert.match(answer.location, /done=assessment_filed$/);
	assert.equal((await insurer.post(`${at}/review`, sent)).location, at, 'sent twice, filed once');
	assert.equal(portal.sql(`SELECT revision FROM assessment WHERE id = ${at.split('/').pop()}`).trim(), '1');
	answer = await insurer.get(`${at}?done=assessment_filed`);
	assert.match(answer.text, /报告已报送/);

	// What is filed cannot be changed; what was typed is shown again.
	answer = await insurer.get(`${at}/basic`);
	assert.equal(answer.status, 303);

	// The regulator returns it: not without saying why.
	answer = await nfra.get(`/desk/assessments?year=${year}&state=filed`);
	assert.match(answer.text, new RegExp(`href="${at}"`));
	answer = await nfra.submit(at, { action: 'return' }, at);
	assert.equal(answer.status, 422);
	assert.match(answer.text, /请写明需要补正的内容/);
	answer = await nfra.submit(at, { action: 'return', comments: '请补充重大隐患的闭环证据。' }, at);
	assert.equal(answer.status, 303);
	answer = await insurer.get(at);
	assert.match(answer.text, /请补充重大隐患的闭环证据。/);
	assert.match(answer.text, /退回补正/);

	// Regulators still read what was filed, not what is being amended.
	await fill(insurer, at, { hazard: { ...full.hazard, hazards_closed: 700 }, result: { ...full.result, self_score: '92' } });
	answer = await nfra.get(at);
	assert.match(plain(answer.text), /1,380/);
	assert.doesNotMatch(plain(answer.text), /\b700\b/);

	answer = await file(insurer, at);
	assert.equal(answer.status, 303);
	answer = await nfra.get(`${at}/versions/1`);
	assert.match(answer.text, /这是以前报送的内容/);
	assert.match(plain(answer.text), /1,380 ÷ 1,400/);
	assert.match(answer.text, /请补充重大隐患的闭环证据。/);
	answer = await nfra.get(at);
	assert.match(plain(answer.text), /700 ÷ 1,400/);
	assert.match(plain(answer.text), /50\.00%/);
	assert.equal((await nfra.get(`${at}/versions/3`)).status, 404);

	// A decision about a version that was filed again since is refused.
	const form = await nfra.get(at);
	const csrf = /name="csrf" value="([^"]+)"/g;
	const tokens = [...form.text.matchAll(csrf)].map((match) => match[1]);
	answer = await nfra.post(at, { csrf: tokens.at(-1), action: 'acknowledge', revision: '1' });
	assert.equal(answer.status, 422);
	assert.match(answer.text, /报告已重新报送/);

	answer = await city.submit(at, { action: 'acknowledge' }, at);
	assert.equal(answer.status, 303);
	answer = await city.post(at, { csrf: await pageToken(city, at), action: 'acknowledge', revision: '2' });
	assert.ok([403, 409].includes(answer.status), 'acknowledged once');
	answer = await insurer.get(at);
	assert.match(answer.text, /已收悉/);

	// The register of insurers shows the grade.
	answer = await portal.get('/insurers');
	assert.match(plain(answer.text), new RegExp(`${year} 年度：优秀`));
	const actions = portal.sql(`SELECT action FROM audit WHERE noun = 'assessment' AND noun_id = ${at.split('/').pop()} ORDER BY id`);
	assert.deepEqual([...new Set(actions.trim().split('\n'))].sort(), ['acknowledge', 'attach', 'begin', 'file', 'return', 'save']);
});

// Any token of the person's session bound to that address, as a page that was open longer would still hold it.
async function pageToken(visitor, at) {
	const { text } = await visitor.get(at);
	return /name="csrf" value="([^"]+)"/.exec(text)[1];
}

test('two people at one section: the second is told and loses nothing', async () => {
	const at = await begin(insurer, year - 1);
	const page = await insurer.get(`${at}/claim`);
	const hidden = (text) => ({
		csrf: new RegExp(`action="${at}/claim"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(text)[1],
		version: /name="version" value="([^"]*)"/.exec(text)[1],
	});
	const mine = hidden(page.text);
	const first = { ...mine, claims_reported: '30', claims_closed: '20', claim_text: '甲的说明' };
	assert.equal((await insurer.post(`${at}/claim`, first)).status, 303);
	assert.equal((await insurer.post(`${at}/claim`, first)).status, 303, 'the same sent twice is no conflict');
	let answer = await insurer.post(`${at}/claim`, { ...mine, claims_reported: '31', claims_closed: '25', claim_text: '乙的说明' });
	assert.equal(answer.status, 409);
	assert.match(answer.text, /有人保存了这一部分/);
	assert.match(answer.text, /乙的说明<\/textarea>/, 'what was typed is still there');
	assert.match(answer.text, /甲的说明/, 'and what the other saved');
	assert.match(answer.text, /value="31"/);
	// Saved again, now that it was read, it replaces the other's.
	answer = await insurer.post(`${at}/claim`, { ...hidden(answer.text), claims_reported: '31', claims_closed: '25', claim_text: '乙的说明' });
	assert.equal(answer.status, 303);
	assert.match((await insurer.get(`${at}/claim`)).text, /乙的说明/);
	// Another section is nobody's business.
	assert.equal((await insurer.submit(`${at}/data`, { records_due: '5' }, `${at}/data`)).status, 303);
});

test('figures are refused next to their field, and nothing typed is lost', async () => {
	const at = await begin(insurer, year - 1);
	const cases = [
		['plan', { tasks_due: '10', tasks_due_archived: '11' }, 'tasks_due_archived', /不能大于/],
		['feedback', { ratings: '2', tasks_revisited: '5', rating_sum: '11' }, 'rating_sum', /5 倍/],
		['feedback', { ratings: '3', tasks_revisited: '5', rating_sum: '2' }, 'ratings', /不能大于/],
		['service', { tasks_archived: '9', category_1: '1', category_2: '1', category_3: '1', category_4: '1', category_5: '1', category_6: '1', category_7: '1' }, 'tasks_archived', /合计 7/],
		['basic', { managers: '-1' }, 'managers', /不能小于 0/],
		['basic', { managers: '2.5' }, 'managers', /整数/],
		['fee', { fee_budget: '1.234' }, 'fee_budget', /小数/],
		['result', { self_score: '100.01' }, 'self_score', /不能大于 100/],
		['result', { next_year: '长'.repeat(4001) }, 'next_year', /4000/],
		['plan', { plan_filed_on: '2025-02-30' }, 'plan_filed_on', /日期/],
		['problem', { fabricated: 'perhaps' }, 'fabricated', /选项无效/],
	];
	for (const [code, fields, field, words] of cases) {
		const answer = await insurer.submit(`${at}/${code}`, fields, `${at}/${code}`);
		assert.equal(answer.status, 422, `${code}.${field}`);
		const error = new RegExp(`id="${field}-error">([\\s\\S]*?)</p>`).exec(answer.text);
		assert.ok(error, `${code}.${field} has its error`);
		assert.match(plain(error[1]), words);
		for (const value of Object.values(fields)) if (value.length < 50 && value !== 'perhaps') assert.ok(answer.text.includes(`value="${value}"`), `${code} keeps ${value}`);
	}
	// At the limits all is well.
	for (const [code, fields] of [['plan', { tasks_due: '10', tasks_due_archived: '10' }], ['feedback', { ratings: '2', tasks_revisited: '2', rating_sum: '10' }], ['result', { self_score: '100' }]]) {
		assert.equal((await insurer.submit(`${at}/${code}`, fields, `${at}/${code}`)).status, 303, code);
	}
	// Two sections that contradict each other: saved, and named before filing.
	assert.equal((await insurer.submit(`${at}/underwriting`, { insured_units: '5' }, `${at}/underwriting`)).status, 303);
	assert.equal((await insurer.submit(`${at}/service`, { units_served: '6' }, `${at}/service`)).status, 303);
	assert.match(plain((await insurer.get(`${at}/review`)).text), /“接受过服务的投保企业”不能大于“投保满 30 天的企业”/);
	assert.match(plain((await insurer.get(at)).text), /服务开展情况 有矛盾/);
});

test('alerts, deductions and the difference that must be explained', async () => {
	const at = await begin(insurer, year - 2);
	await fill(insurer, at, {
		...full, fee: { ...full.fee, fee_spent: '7000000', fee_budget: '7000000' },
		problem: { ...full.problem, sanctions_1: 1, sanctions_2: 1 }, result: { ...full.result, self_score: '99' },
	});
	await attach(insurer, at);
	let answer = await insurer.get(`${at}/review`);
	assert.match(answer.text, /超过了收取的保费/);
	assert.match(plain(answer.text), /1 次 × 2\.00 分 = 2\.00 分/);
	assert.match(plain(answer.text), /1 次 × 5\.00 分 = 5\.00 分/);
	assert.match(answer.text, new RegExp(`href="${at}/result#explanation"`));
	assert.doesNotMatch(answer.text, /name="declared"/);
	await fill(insurer, at, { result: { self_score: '99', explanation: '对已整改的处理不再扣分。', next_year: '提高质量。' } });
	assert.equal((await file(insurer, at)).status, 303);
	answer = await nfra.get(at);
	assert.match(answer.text, /对已整改的处理不再扣分。/);
	assert.match(plain(answer.text), /系统计算得分 93\.00|93\.00 系统计算得分/);
});

test('attachments: kept in scope, at most five, of the known types', async () => {
	const at = await begin(other, year - 1);
	for (let i = 0; i < 5; i++) assert.equal((await attach(other, at, `附件${i}.pdf`)).status, 303);
	let page = await other.get(`${at}/files`);
	const links = [...page.text.matchAll(/href="(\/desk\/assessments\/\d+\/files\/\d+)"/g)].map((match) => match[1]);
	assert.equal(links.length, 5);
	assert.doesNotMatch(page.text, /multipart/, 'full');
	const got = await other.get(links[0]);
	assert.equal(got.status, 200);
	assert.match(got.text, /^%PDF-1\.4/);
	assert.match(got.headers.get('content-disposition'), /^attachment/);
	// A draft's files are its insurer's alone.
	assert.equal((await insurer.get(links[0])).status, 404);
	assert.equal((await nfra.get(links[0])).status, 404);
	assert.equal((await agency.get(links[0])).status, 403);
	const id = links[0].split('/').pop();
	const removal = new RegExp(`action="${at}/files/remove"[^>]*>\\s*<input type="hidden" name="csrf" value="([^"]+)"`).exec(page.text)[1];
	assert.equal((await other.post(`${at}/files/remove`, { csrf: removal, file: '999999' })).status, 404);
	assert.equal((await other.post(`${at}/files/remove`, { csrf: removal, file: id })).status, 303);
	assert.equal((await other.get(links[0])).status, 404);
	// What is no picture and no PDF is refused by its content.
	page = await other.get(`${at}/files`);
	const body = new FormData();
	body.append('csrf', /<form[^>]*multipart[\s\S]*?name="csrf" value="([^"]+)"/.exec(page.text)[1]);
	body.append('files', new Blob(['<html><script>alert(1)</script></html>']), 'report.pdf');
	const answer = await other.post(`${at}/files`, body);
	assert.equal(answer.status, 422);
	assert.match(answer.text, /类型不受支持/);
	// A file of one report is not reached through another.
	const mine = await begin(other, year - 2);
	assert.equal((await other.get(`${mine}/files/${links[1].split('/').pop()}`)).status, 404);
});

test('who may see and do what', async () => {
	const [, own] = [insurer, await begin(insurer, year - 3)];
	const pages = ['', '/basic', '/files', '/review', '/versions/1'];
	for (const page of pages) assert.equal((await other.get(own + page)).status, 404, `another insurer: ${page}`);
	assert.equal((await nfra.get(own)).status, 404, 'a draft is not the regulator\'s to read');
	assert.equal((await insurer.get('/desk/assessments/999999')).status, 404);
	assert.equal((await insurer.get('/desk/assessments/1x')).status, 404);
	assert.equal((await insurer.get('/desk/assessments/0')).status, 404);
	assert.equal((await insurer.get(`${own}/nothing`)).status, 404);
	for (const page of ['', ...pages.map((each) => own.slice('/desk/assessments'.length) + each)])
		assert.equal((await agency.get(`/desk/assessments${page}`)).status, 403, `the agency: ${page}`);
	for (const page of ['/basic', '/files', '/review']) assert.equal((await nfra.get(own + page)).status, 403, `a regulator: ${page}`);
	const anonymous = portal.visitor();
	assert.match((await anonymous.get('/desk/assessments')).location, /^\/login\?next=/);
	assert.equal((await anonymous.post(`${own}/basic`, { managers: '1' })).status, 403);
	// Without its token nothing happens; nor with another page's.
	assert.equal((await insurer.post(`${own}/basic`, { managers: '1' })).status, 403);
	const { text } = await insurer.get(`${own}/basic`);
	const csrf = new RegExp(`action="${own}/basic"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(text)[1];
	assert.equal((await insurer.post(`${own}/claim`, { csrf, version: '0', claims_closed: '1' })).status, 403);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM assessment_value WHERE assessment_id = ${own.split('/').pop()}`).trim(), '0');
	// A year that has not ended, or is no year.
	for (const wrong of [String(year + 1), '1999', 'x', '']) {
		const answer = await other.submit('/desk/assessments', { year: wrong }, '/desk/assessments');
		assert.equal(answer.status, 422, wrong);
		assert.match(answer.text, /只能报送已经结束的年度/);
	}
	// The regulator's list knows its years and states only.
	assert.equal((await nfra.get('/desk/assessments?year=x')).status, 404);
	assert.equal((await nfra.get('/desk/assessments?state=draft')).status, 404);
	assert.equal((await nfra.get(`/desk/assessments?year=${year}&state=missing`)).status, 200);
});

test('a county\'s bureau reads, the city decides; every step only from its state', async () => {
	const at = await begin(other, year - 2);
	await fill(other, at);
	await attach(other, at);
	assert.equal((await file(other, at)).status, 303);
	let answer = await county.get(at);
	assert.equal(answer.status, 200);
	assert.doesNotMatch(answer.text, /name="action"/);
	const id = at.split('/').pop();
	const state = () => portal.sql(`SELECT state FROM assessment WHERE id = ${id}`).trim();
	// Every state and action by hand; only the flow's own steps are there.
	const form = await nfra.get(at);
	const csrf = new RegExp(`action="${at}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(form.text)[1];
	const hidden = { csrf, revision: '1' };
	for (const from of ['draft', 'returned', 'acknowledged']) {
		portal.sql(`UPDATE assessment SET state = '${from}' WHERE id = ${id}`);
		for (const action of ['acknowledge', 'return', 'file']) {
			answer = await nfra.post(at, { ...hidden, action, comments: '意见' });
			assert.ok([403, 409, 422].includes(answer.status), `${from} ${action}: ${answer.status}`);
			assert.equal(state(), from);
		}
	}
	portal.sql(`UPDATE assessment SET state = 'filed' WHERE id = ${id}`);
	answer = await nfra.post(at, { ...hidden, action: 'file' });
	assert.equal(answer.status, 422);
	answer = await other.post(at, { ...hidden, action: 'acknowledge' });
	assert.equal(answer.status, 403, 'an insurer does not acknowledge itself');
	assert.equal(state(), 'filed');
	answer = await nfra.submit(at, { action: 'acknowledge', comments: '收悉' }, at);
	assert.equal(answer.status, 303);
	assert.equal(state(), 'acknowledged');
});

test('the demonstration\'s acknowledged report holds what the portal computes', async () => {
	const id = portal.sql(`SELECT a.id FROM assessment a JOIN account c ON c.insurer_id = a.insurer_id WHERE c.login = 'insurer-b' AND a.year = ${year}`).trim();
	const rows = () => portal.sql(`SELECT i.position, i.state, i.numerator, i.denominator, i.value, i.target, i.weight, i.share, i.points, i.met, i.flag, v.score, v.grade FROM assessment_version_indicator i JOIN assessment_version v ON v.id = i.version_id WHERE v.assessment_id = ${id} AND v.revision = (SELECT MAX(revision) FROM assessment_version WHERE assessment_id = ${id}) ORDER BY i.position`);
	const loaded = rows();
	assert.equal(loaded.trim().split('\n').length, 18);
	const at = `/desk/assessments/${id}`;
	assert.match((await nfra.get(at)).text, /已收悉/);
	portal.sql(`UPDATE assessment SET state = 'returned' WHERE id = ${id}`);
	await attach(other, at);
	assert.equal((await file(other, at)).status, 303);
	assert.equal(rows(), loaded);
	assert.equal((await nfra.submit(at, { action: 'acknowledge' }, at)).status, 303);
});

test('the register of insurers is public, cached, and leads on', async () => {
	let answer = await portal.get('/insurers');
	assert.equal(answer.status, 200);
	assert.match(answer.text, /tel:0538-0000001/);
	assert.equal(answer.headers.get('set-cookie'), null);
	const [, code] = /href="\/insurers\/(\w{18})"/.exec(answer.text);
	assert.ok(answer.text.includes(`/disclosures?q=${code}`));
	answer = await portal.get(`/insurers/${code}`);
	assert.equal(answer.status, 200);
	assert.ok(answer.text.includes(code));
	for (const wrong of ['91370902MA000T0228', 'x', '91110000000000000X']) assert.equal((await portal.get(`/insurers/${wrong}`)).status, 404, wrong);
	const english = await portal.get('/insurers', { headers: { cookie: 'anze_lang=en' } });
	assert.match(english.text, /<html[^>]*lang="en"/);
	assert.match(english.text, />Insurers</);
});

test('in English there is no Chinese left but names and what people typed', async () => {
	const english = await signedIn('insurer-a');
	english.cookies.set('anze_lang', 'en');
	const { text } = await english.get('/desk/assessments');
	const [open] = [...text.matchAll(/href="(\/desk\/assessments\/\d+)"/g)].map((match) => match[1]).slice(-1);
	const sections = Object.keys(full).map((code) => `${open}/${code}`);
	for (const page of ['/desk/assessments', open, ...sections, `${open}/files`, `${open}/review`]) {
		const answer = await english.get(page);
		assert.equal(answer.status, 200, page);
		const main = answer.text.replace(/[\s\S]*<main/, '').replace(/<\/main>[\s\S]*/, '').replace(/示例\S*/g, '');
		assert.doesNotMatch(main, /[\u4e00-\u9fff]/, page);
	}
});
