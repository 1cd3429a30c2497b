// Measures: proposed, noticed, defended, reviewed, decided by a second person,
// followed up, annulled; the gate; the rules that the city adopts.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';

let portal;
let city, city2, nfra, construction, insurerA, insurerB, agency, auditor;

const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/&quot;/g, '"').replace(/\s+/g, ' ');
const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
const insurerId = (code) => portal.sql(`SELECT id FROM insurer WHERE uscc = '${code}'`).trim();

async function signedIn(name) {
	const visitor = portal.visitor();
	const answer = await visitor.signIn(name);
	assert.equal(answer.status, 303, name);
	return visitor;
}

async function everybody() {
	[city, city2, nfra, construction, insurerA, insurerB, agency, auditor] = await Promise.all(
		['city', 'city2', 'nfra', 'construction', 'insurer-a', 'insurer-b', 'agency-a', 'auditor'].map(signedIn));
}

// Moves the demonstration's clock; a worker trusts it for a second, and the sessions of before are over.
async function clock(shift) {
	portal.ctl('demo', 'clock', shift);
	await new Promise((go) => setTimeout(go, 1100));
	await everybody();
}

before(async () => {
	portal = await startInstance();
	await everybody();
});
after(() => portal?.stop());

function proposal(more = {}) {
	return {
		kind: 'blacklist', subject: insurerId('91370911MA000T014D'), sector: 'CHE', event: day(-3), ground: 'notice-5.3--no_service',
		facts: '抽查的合同约定了服务，实际没有开展。', public_text: '没有按要求开展事故预防服务，整改后仍未改正。', grave: '投诉集中，影响面大。', ...more,
	};
}

async function propose(visitor, more) {
	const answer = await visitor.submit('/desk/measures/new?kind=blacklist', proposal(more), '/desk/measures/new');
	assert.equal(answer.status, 303, plain(answer.text));
	const found = /^\/desk\/measures\/(M\d{4}-\d{6})\?done=measure_propose$/.exec(answer.location);
	assert.ok(found, answer.location);
	return `/desk/measures/${found[1]}`;
}

async function refusedProposal(visitor, more) {
	const answer = await visitor.submit('/desk/measures/new?kind=blacklist', proposal(more), '/desk/measures/new');
	assert.equal(answer.status, 422);
	return answer.text;
}

const errorOf = (text, field) => plain(new RegExp(`<p class="govuk-error-message" id="${field}-error">([\\s\\S]*?)</p>`).exec(text)?.[1] ?? '');

// A token of any form on the page serves every step: sent by hand, so that a
// step which is not offered can be tried too.
async function act(visitor, at, action, text = '') {
	const page = await visitor.get(at);
	const csrf = new RegExp(`action="${at}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(page.text)?.[1] ?? '';
	return visitor.post(at, { csrf, action, text });
}

// Sends a page's form; status 0 when the page does not offer it.
async function send(visitor, page, fields, path = page) {
	const { text } = await visitor.get(page);
	return text.includes(`action="${path}"`) ? visitor.submit(page, fields, path) : { status: 0, text };
}

const decide = (visitor, at, fields = {}) => send(visitor, at, { document: '示例列〔9〕号', joint: '示例意见〔9〕号', ...fields }, `${at}/decision`);

async function done(answer, action) {
	assert.equal(answer.status, 303, plain(answer.text).slice(0, 900));
	assert.ok(answer.location.endsWith(`?done=measure_${action}`), answer.location);
}

async function until(seen, limit = 1000) {
	const started = performance.now();
	for (;;) {
		if (await seen()) return performance.now() - started;
		if (performance.now() - started > limit) assert.fail(`not within ${limit} ms`);
		await new Promise((go) => setTimeout(go, 20));
	}
}

test('a blacklist entry: notice, defence, review, deadline, second person; public within a second; gone when annulled', async (t) => {
	t.after(() => clock('reset'));
	const at = await propose(city);
	assert.equal((await insurerB.get(at)).status, 404, 'before the notice the insurer does not see it');
	const early = plain((await city2.get(at)).text);
	for (const sentence of ['事先告知书还没有送达', '陈述申辩期限从送达事先告知书起算', '法制审核还没有通过', '还没有写明决定文书', '还没有会同保险监管部门', '依据已经采用'])
		assert.ok(early.includes(sentence), sentence);
	assert.ok(!(await city.get(at)).text.includes(`${at}/decision`), 'the proposer is not offered the decision');

	await done(await act(city, at, 'serve_notice'), 'serve_notice');
	const mine = await insurerB.get(at);
	assert.equal(mine.status, 200);
	assert.ok(!mine.text.includes('id="gate"'), 'the party does not see what is being weighed');
	assert.ok(!mine.text.includes('示例一'), 'nor who works on it');
	assert.equal((await insurerA.get(at)).status, 404, "another insurer's");

	await done(await act(city2, at, 'review_pass'), 'review_pass');
	await done(await act(insurerB, at, 'defend', '服务已在补做，请从轻处理。'), 'defend');
	assert.ok(plain((await city.get(at)).text).includes('服务已在补做，请从轻处理。'));
	assert.ok(!portal.sql("SELECT IFNULL(reason, '') FROM audit WHERE noun = 'measure'").includes('从轻处理'), 'the trail does not repeat it');

	let refused = await decide(city2, at);
	assert.equal(refused.status, 422);
	assert.ok(/陈述申辩期限到 \d{4}-\d\d-\d\d 才届满/.test(plain(refused.text)));
	assert.ok(plain(refused.text).includes('审核之后又收到申辩的，须重新审核'), 'the defence came after the review');
	assert.ok(refused.text.includes('href="#gate-deadline"') && refused.text.includes('id="gate-deadline"'));
	assert.equal((await portal.get('/disclosures?q=示例乙&kind=blacklist')).text.includes('/disclosures/D'), false);

	await clock('+15d');
	await done(await act(city2, at, 'review_pass'), 'review_pass');
	assert.equal((await act(insurerB, at, 'defend', '太晚了')).status, 403, 'no form any more, so no token');

	refused = await decide(city2, at, { document: '', joint: '' });
	assert.equal(refused.status, 422);
	assert.ok(refused.text.includes('href="#gate-document"') && refused.text.includes('href="#gate-joint"'));
	assert.ok(!refused.text.includes('href="#gate-deadline"'));

	await done(await decide(city2, at), 'decide');
	const took = await until(async () => (await portal.get('/disclosures?kind=blacklist')).text.includes('示例乙财产保险'));
	assert.ok(took < 1000);
	const link = /href="(\/disclosures\/D\d{4}-\d{6})"/.exec((await city.get(at)).text)[1];
	const entry = plain((await portal.get(link)).text);
	for (const text of ['示例列〔9〕号', '泰安市应急管理局', '泰安示例〔2024〕1号', '没有按要求开展事故预防服务，整改后仍未改正。', '依法申请行政复议'])
		assert.ok(entry.includes(text), text);
	assert.ok(!entry.includes('抽查的合同'), 'the facts stay inside');
	for (const query of ['q=示例乙财', 'q=91370911MA000T014D', 'q=9137 0911-ma000t014d', 'q=9137091', 'q=（示例乙）'])
		assert.ok((await portal.get(`/disclosures?kind=blacklist&${query}`)).text.includes(link), query);

	assert.equal((await act(city, at, 'annul', '自己撤销')).status, 403, 'the proposer cannot annul alone');
	assert.equal((await act(city2, at, 'annul', '')).status, 422, 'needs a reason');
	await done(await act(city2, at, 'annul', '复议机关撤销。'), 'annul');
	const hidden = async () => !(await portal.get('/disclosures?kind=blacklist')).text.includes('示例乙财产保险') && (await portal.get(link)).status === 404;
	assert.ok(await until(hidden) < 1000);
	for (const path of ['/disclosures?q=示例乙财', '/disclosures?q=91370911MA000T014D', '/disclosures.csv', '/disclosures.json', '/disclosures.atom'])
		assert.ok(!(await portal.get(path)).text.includes(link.split('/').pop()), path);
	assert.ok(plain((await city.get(at)).text).includes('已撤销'), 'history stays inside');
});

test('Order No. 11 is no ground against an insurer, at any rung', async () => {
	for (const kind of ['blacklist', 'expose', 'rectify']) {
		const text = await refusedProposal(city, { kind, ground: 'order-11--false_report', term: '6', rectify_by: day(20) });
		assert.match(errorOf(text, 'ground'), /安全生产严重失信主体名单管理办法.*不能作为对保险机构采取措施的依据/);
		assert.ok(text.includes('href="#ground"'));
	}
	assert.match(errorOf(await refusedProposal(city, { ground: 'shandong-10-2024--order_11' }), 'ground'), /只适用于生产经营单位/);
	assert.match(errorOf(await refusedProposal(city, { ground: '' }), 'ground'), /依据和事由/);
	assert.match(errorOf(await refusedProposal(city, { ground: 'notice-5.3--false_report' }), 'ground'), /选项无效/);
});

test('a rule that the city has not adopted lists nobody; adopted again, it does for later days only', async () => {
	const waiting = await propose(city); // while it is adopted
	const adoption = '/desk/rules/notice-5.3';
	for (const visitor of [nfra, construction, insurerA]) assert.equal((await send(visitor, adoption, { reason: 'x' }, `${adoption}/withdraw`)).status, 0);
	assert.equal((await city.submit(adoption, { reason: '' }, `${adoption}/withdraw`)).status, 422);
	assert.equal((await city.submit(adoption, { reason: '文件正在修订。' }, `${adoption}/withdraw`)).location, `${adoption}?done=rule_withdraw`);

	const text = await refusedProposal(city, {});
	assert.match(errorOf(text, 'ground'), /本市没有采用.*公开曝光为止.*移送保险监管部门/);
	assert.ok(plain(text).includes('目前不能把保险机构列入“黑名单”'));
	const refused = await decide(city2, waiting);
	assert.equal(refused.status, 422);
	assert.ok(refused.text.includes('href="#gate-adopted"') && plain(refused.text).includes('本市在事发时没有采用'));
	await propose(city, { kind: 'expose', term: '6' }); // the ladder goes on up to exposure

	assert.equal((await city.submit(adoption, { document: '', adopted_on: '2026-13-01' }, adoption)).status, 422);
	assert.match(plain((await city.submit(adoption, { document: '示例〔2〕号', adopted_on: day(1) }, adoption)).text), /采用日期不能晚于今天/);
	assert.equal((await city.submit(adoption, { document: '示例〔2〕号', adopted_on: day(-2) }, adoption)).location, `${adoption}?done=rule_adopt`);
	assert.match(errorOf(await refusedProposal(city, { event: day(-3) }), 'ground'), /采用.*在事发之后/);
	await propose(city, { event: day(-2) });
	assert.equal(portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'rule'").trim(), '2');
	assert.match(plain((await city.get(adoption)).text), /文件正在修订。/);
	await city.submit(adoption, { reason: '日期写错。' }, `${adoption}/withdraw`);
	await city.submit(adoption, { document: '泰安示例〔2024〕1号', adopted_on: '2024-01-01' }, adoption); // as it was
});

test('what a proposal needs is said beside the field', async () => {
	assert.match(errorOf(await refusedProposal(city, { grave: '' }), 'previous'), /不能跳过前一步/);
	assert.match(errorOf(await refusedProposal(city, { grave: '', previous: 'M2026-999999' }), 'previous'), /没有找到/);
	assert.match(errorOf(await refusedProposal(city, { public_text: '' }), 'public_text'), /请写出公开的文字/);
	assert.match(errorOf(await refusedProposal(city, { kind: 'expose' }), 'term'), /须写明期限/);
	assert.match(errorOf(await refusedProposal(city, { kind: 'rectify' }), 'rectify_by'), /须写明整改期限/);
	assert.match(errorOf(await refusedProposal(city, { kind: 'rectify', rectify_by: day(0) }), 'rectify_by'), /须晚于今天/);
	assert.match(errorOf(await refusedProposal(city, { event: day(1) }), 'event'), /不能晚于今天/);
	assert.match(errorOf(await refusedProposal(city, { kind: 'commendation' }), 'clause'), /写明依据/);
	assert.match(errorOf(await refusedProposal(city, { facts: '太短' }), 'facts'), /至少/);
	const agencyText = await refusedProposal(city, { subject: 'agency', ground: 'order-11--false_report' });
	assert.match(errorOf(agencyText, 'subject_name'), /单位全称/);
	assert.match(errorOf(agencyText, 'subject_code'), /统一社会信用代码/);
	assert.match(errorOf(await refusedProposal(city, { subject: 'agency', subject_code: '91370923MA000T030G' }), 'subject_code'), /校验码不符/);
	assert.match(errorOf(await refusedProposal(city, { sector: 'CON' }), 'sector'), /选项无效/, "another bureau's sector");
	const all = await refusedProposal(city, { subject: '0', event: '', facts: '' });
	assert.equal((await city.submit('/desk/measures/new?kind=warn', proposal({ kind: 'nothing' }), '/desk/measures/new')).status, 422);
	assert.equal((await city.get('/desk/measures/new?kind=nothing')).status, 404);
	for (const field of ['subject', 'event', 'facts']) assert.notEqual(errorOf(all, field), '', field);
	await propose(city, { subject: 'agency', subject_name: '示例虚构检测有限公司', subject_code: '91370923MA000T030F', ground: 'order-11--false_report', grave: '' });
});

test('the ladder: a rung needs the one before, found refused or overdue', async () => {
	const first = await propose(construction, { kind: 'rectify', sector: 'CON', rectify_by: day(10), grave: '', joint: '示例意见' });
	const no = first.split('/').pop();
	assert.match(errorOf(await refusedProposal(construction, { kind: 'warn', sector: 'CON', grave: '', previous: no }), 'previous'), /还没有被认定/);
	assert.equal((await decide(construction, first)).status, 0, 'the same person is not offered the decision');
	await done(await decide(nfra, first, { document: '' }), 'decide');
	assert.equal((await act(nfra, first, 'unrectified', '逾期')).status, 422, 'only the authority that proposed it');
	await done(await act(construction, first, 'unrectified', '期限届满，仍未整改。'), 'unrectified');
	const second = await propose(construction, { kind: 'warn', sector: 'CON', grave: '', previous: no });
	assert.match((await construction.get(second)).text, new RegExp(`href="/desk/measures/${no}"`));
	const next = await construction.get(`/desk/measures/new?kind=warn&previous=${no}`);
	assert.match(next.text, new RegExp(`id="previous"[^>]*value="${no}"`));
	assert.ok((await construction.get(first)).text.includes(`kind=warn&amp;previous=${no}`));
	assert.equal((await city.get(`/desk/measures/new?kind=warn&previous=${no}`)).status, 200, 'the coordinator reads all sectors');
	assert.equal((await (await signedIn('transport')).get(`/desk/measures/new?kind=warn&previous=${no}`)).status, 404);
	assert.match(errorOf(await refusedProposal(construction, { kind: 'interview', sector: 'CON', grave: '', previous: no }), 'previous'), /不是紧接的前一步/);
	const other = await refusedProposal(construction, { kind: 'warn', sector: 'CON', grave: '', previous: no, subject: insurerId('91370902MA000T0227') });
	assert.match(errorOf(other, 'previous'), /没有找到这家单位/);
	assert.equal((await insurerB.get(first)).status, 200, 'decided without notice: the insurer sees it now');
	assert.equal((await insurerB.get(second)).status, 404);
});

test('a commendation needs no notice, a second person, and is public within a second', async () => {
	const at = await propose(nfra, { kind: 'commendation', subject: insurerId('91370921MA000T014W'), ground: '', grave: '', clause: '示例文件第三条', sector: 'AGR', public_text: '农机安全培训覆盖全部乡镇。' });
	assert.equal((await act(nfra, at, 'serve_notice')).status, 422);
	const nfra2 = await signedIn('nfra2');
	assert.equal((await decide(nfra2, at, { document: '' })).status, 422);
	await done(await decide(nfra2, at, { document: '示例表〔3〕号' }), 'decide');
	assert.ok(await until(async () => (await portal.get('/disclosures?kind=commendation')).text.includes('农机安全培训覆盖全部乡镇。')) < 1000);
});

test('who may not: other roles, other sectors, forged numbers, no token', async () => {
	const at = await propose(city);
	for (const visitor of [agency, auditor]) {
		assert.equal((await visitor.get('/desk/measures')).status, 403);
		assert.equal((await visitor.get(at)).status, 403);
		assert.equal((await visitor.get('/desk/rules')).status, 403);
	}
	assert.equal((await insurerA.get('/desk/measures/new')).status, 403);
	assert.equal((await insurerA.get('/desk/rules')).status, 403);
	assert.equal((await portal.get(at)).status, 303, 'signed out');
	assert.equal((await construction.get(at)).status, 404, 'another sector');
	const no = at.split('/').pop();
	for (const forged of [`${no.slice(0, 6)}999999`, no.replace('M', 'D'), `M1999-${no.slice(6)}`, 'M2026-0', `${no}x`, 'M2026-%2500001'])
		assert.equal((await construction.get(`/desk/measures/${forged}`)).status, 404, forged);
	assert.equal((await city.get('/desk/measures/M1999-' + no.slice(6))).status, 404, 'the year is part of the number');
	for (const path of [at, `${at}/decision`, '/desk/measures/new', '/desk/rules/notice-5.3', '/desk/rules/notice-5.3/withdraw'])
		assert.equal((await city.post(path, { action: 'withdraw', text: 'x', ...proposal() })).status, 403, `${path} without a token`);
	assert.equal((await city.get('/desk/rules/no-such')).status, 404);
	assert.equal((await city.get('/desk/measures?group=x')).status, 404);
	assert.equal((await city.get('/desk/measures?page=-1')).status, 404);
	const page = await city.get(at);
	const csrf = new RegExp(`action="${at}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(page.text)[1];
	assert.equal((await construction.post(at, { csrf, action: 'withdraw', text: 'x' })).status, 403, "another session's token");
});

test('sent twice, it is one proposal', async () => {
	const { text } = await city.get('/desk/measures/new?kind=blacklist');
	const csrf = /action="\/desk\/measures\/new"[\s\S]*?name="csrf" value="([^"]+)"/.exec(text)[1];
	const count = () => Number(portal.sql('SELECT COUNT(*) FROM measure'));
	const before_ = count();
	const answers = await Promise.all([1, 2].map(() => city.post('/desk/measures/new', { csrf, ...proposal() })));
	assert.deepEqual(answers.map((answer) => answer.status), [303, 303]);
	assert.equal(answers[0].location, answers[1].location);
	assert.equal(count(), before_ + 1);
});

// Every state with every action: what the table allows goes through, all else changes nothing.
test('each (state, action) pair', async () => {
	const actions = ['serve_notice', 'defend', 'review_pass', 'review_fail', 'decide', 'refuse', 'withdraw', 'rectified', 'unrectified', 'annul', 'propose', 'nonsense'];
	const allowed = {
		proposed: { serve_notice: 'noticed', review_pass: 'proposed', review_fail: 'proposed', decide: 'decided', refuse: 'refused', withdraw: 'withdrawn' },
		noticed: { defend: 'noticed', review_pass: 'noticed', review_fail: 'noticed', decide: 'decided', refuse: 'refused', withdraw: 'withdrawn' },
		decided: { rectified: 'rectified', unrectified: 'unrectified', annul: 'annulled' },
		rectified: { annul: 'annulled' }, unrectified: { annul: 'annulled' }, refused: {}, withdrawn: {}, annulled: {},
	};
	const byMaker = new Set(['serve_notice', 'withdraw', 'rectified', 'unrectified', 'defend']);
	for (const [state, steps] of Object.entries(allowed)) {
		for (const action of actions) {
			const id = portal.sql(`INSERT INTO measure (kind, subject_type, subject_name, uscc, insurer_id, sector, rule_set, ground, event_on, facts, public_text, joint_opinion, grave_reason, rectify_by, authority_id, maker_id, proposed_at, state, notice_on, defence_until)
				SELECT 'rectify', 'insurer', name, uscc, id, 'CHE', 'notice-5.3', 'no_service', CURDATE() - INTERVAL 1 DAY, '事实', '', '意见', '', CURDATE() + INTERVAL 9 DAY,
				(SELECT id FROM authority WHERE code = 'city-emergency'), (SELECT id FROM account WHERE login = 'city'), UTC_TIMESTAMP(3), '${state}', CURDATE(), CURDATE() + INTERVAL 7 DAY
				FROM insurer WHERE uscc = '91370902MA000T0227'; SELECT LAST_INSERT_ID()`).trim();
			const at = `/desk/measures/M${day(0).slice(0, 4)}-${id.padStart(6, '0')}`;
			const person = byMaker.has(action) ? city : city2;
			const answer = action === 'decide' ? await decide(person, at) : await act(person, at, action, '说明');
			const [now, trail] = portal.sql(`SELECT state, (SELECT COUNT(*) FROM audit WHERE noun = 'measure' AND noun_id = ${id}) FROM measure WHERE id = ${id}`).trim().split('\t');
			assert.equal(now, steps[action] ?? state, `${state} ${action}`);
			assert.equal(trail, steps[action] ? '1' : '0', `${state} ${action}: one audit row for a step, none for a refusal`);
			if (steps[action]) assert.equal(answer.status, 303, `${state} ${action}`);
			else assert.ok(answer.status === 0 || answer.status >= 400, `${state} ${action}: ${answer.status}`);
		}
	}
});

test('a deadline in a year whose days off are provisional says so', async (t) => {
	t.after(() => clock('reset'));
	const at = await propose(city);
	const days = Math.round((Date.UTC(2027, 0, 11) - Date.now()) / 86_400_000);
	await clock(`${days < 0 ? '' : '+'}${days}d`);
	await act(city, at, 'serve_notice');
	assert.match(plain((await city.get(at)).text), /期限为暂定/, 'a provisional calendar is named where it decides');
});

test('the calendar has to reach the deadline', async (t) => {
	t.after(() => clock('reset'));
	const at = await propose(city);
	await clock('+3000d');
	const answer = await act(city, at, 'serve_notice');
	assert.equal(answer.status, 422);
	assert.match(plain(answer.text), /工作日历只到 \d{4}-12-31/);
});
