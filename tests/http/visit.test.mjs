// Visits: who begins one where, filling it page by page, conditions, signing, trials.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { numberAndChoice, publishedChecklist } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { begin, begun, error, field, fill, idOf, itemsOf, mine, pathOf, sectionsOf, sentOf } from '../visit_form.mjs';
import { png } from './report_form.mjs';

const desk = '/desk/visits';
const chemicals = '91370902MA9E00014C'; // 示例甲化工, Taishan
let portal, mining, insurer, insurerB, agency, taishan, city, construction, version;

before(async () => {
	portal = await startInstance();
	[mining, insurer, insurerB, agency, taishan, city, construction] =
		await Promise.all(['mining', 'insurer-a', 'insurer-b', 'agency-a', 'che-taishan', 'city', 'construction'].map(signedIn));
	version = await publishedChecklist(portal, mining, 'mining', numberAndChoice);
});
after(() => portal?.stop());

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, name);
	return visitor;
}

async function fillAll(visitor, path, answer = 'yes', more = {}) {
	for (const page of await sectionsOf(visitor, path)) {
		for (let round = 0; round < 2; round++) {
			const { text } = await visitor.get(page);
			const answers = {};
			for (const code of itemsOf(text)) {
				if (code === 'MIN-L01') answers[field('n', code)] = '1.2';
				else answers[field('a', code)] = code === 'MIN-L02' ? 'c.good' : answer;
			}
			for (const [name, value] of Object.entries(more)) if (text.includes(`name="${name}"`)) answers[name] = value;
			assert.equal((await fill(visitor, page, answers)).status, 303, page);
		}
	}
}
const signing = { inspector: '示例 检查员', inspector_position: '安全工程师', party: '示例 负责人', party_position: '安全总监', party_signed: 'signed', refusal: '', incomplete: '' };
const sign = (visitor, path, more = {}) => visitor.submit(`${path}/sign`, { ...signing, ...more }, `${path}/sign`);
const day = (offset) => new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);

test('who may begin a visit, and where', async () => {
	assert.equal((await portal.get(desk)).status, 303, 'the public signs in first');
	for (const name of ['auditor', 'nfra', 'handler-taishan']) {
		const other = await signedIn(name);
		assert.equal((await other.get(desk)).status, 403, name);
		assert.equal((await other.get(`${desk}/new`)).status, 403, name);
	}
	assert.equal((await mining.post(`${desk}/new`, { uscc: mine, sector: 'MIN' })).status, 403, 'no token');
	const empty = await begin(insurer, '', '');
	assert.equal(empty.status, 422);
	assert.ok(error(empty.text, 'uscc') && error(empty.text, 'sector'));
	for (const [visitor, code, sector, why] of [[insurer, '91370982MA9E000224', 'MIN', 'a code that does not check'], [insurer, mine, 'CHE', 'another industry'],
		[insurer, '91370902MA9E010092', 'MIN', 'not in the register'], [taishan, mine, 'MIN', 'another county'], [construction, mine, 'MIN', 'not its industry']])
		assert.equal((await begin(visitor, code, sector)).status, 422, why);
	const none = await begin(insurer, chemicals, 'CHE');
	assert.equal(none.status, 409);
	assert.match(none.text, /还没有生效的检查清单/);
	for (const visitor of [insurer, agency, mining, city]) assert.match((await begin(visitor)).location, /^\/desk\/visits\/V20\d\d-\d{6}\?done=visit_begun$/);
	assert.equal(portal.sql("SELECT GROUP_CONCAT(kind ORDER BY id) FROM visit WHERE sector = 'MIN'").trim(), 'service,service,inspection,inspection');
	assert.equal(portal.sql("SELECT COUNT(*) FROM audit a JOIN visit v ON v.id = a.noun_id WHERE a.noun = 'visit' AND a.action = 'begin' AND v.sector = 'MIN'").trim(), '4');
});

test('the same form sent twice begins one visit', async () => {
	const { text } = await insurer.get(`${desk}/new`);
	const csrf = /action="\/desk\/visits\/new"[\s\S]*?name="csrf" value="([^"]*)"/.exec(text)[1];
	const [first, second] = [await insurer.post(`${desk}/new`, { csrf, uscc: mine, sector: 'MIN' }), await insurer.post(`${desk}/new`, { csrf, uscc: mine, sector: 'MIN' })];
	assert.equal(first.location, second.location);
});

test('whoever begins where a colleague is at it is told first, and may begin all the same', async () => {
	const colleague = await signedIn('mining2');
	const clear = () => portal.sql("UPDATE visit SET state = 'abandoned' WHERE state = 'draft' AND kind = 'inspection' AND sector = 'MIN'");
	clear();
	const path = await begun(mining), no = path.split('/').pop();
	const ask = (more, visitor = colleague) => visitor.submit(`${desk}/new`, { uscc: mine, sector: 'MIN', ...more }, `${desk}/new`);
	const told = await ask({});
	assert.equal(told.status, 422);
	assert.match(told.text, new RegExp(`href="${path}">${no}</a>[\\s\\S]*示例四 钱`));
	assert.ok(error(told.text, 'anyway'));
	assert.match((await colleague.get(`${desk}/new?uscc=${mine}&sector=MIN`)).text, new RegExp(`href="${path}">${no}</a>[\\s\\S]*name="anyway"`), 'also where the enterprise is known beforehand');
	assert.doesNotMatch((await colleague.get(`${desk}/new`)).text, /name="anyway"/);
	for (const other of [mining, insurer, city]) assert.equal((await ask({}, other)).status, 303, 'one\'s own, and another organisation\'s, are no matter');
	assert.equal((await ask({ anyway: '1' })).status, 303);
	clear();
});

test('a draft is seen by its own organisation alone, a signed visit by the regulator too', async () => {
	const path = await begun(insurer);
	const pages = [path, `${path}/1`, `${path}/sign`, `${path}/abandon`];
	for (const page of pages) {
		assert.equal((await insurer.get(page)).status, 200, page);
		for (const other of [insurerB, agency, mining, city, taishan]) assert.equal((await other.get(page)).status, 404, page);
	}
	for (const [page, fields] of [[`${path}/1`, { seen: '0' }], [`${path}/sign`, signing], [`${path}/abandon`, { reason: '不属于我' }]]) {
		const csrf = /name="csrf" value="([^"]*)"/.exec((await insurer.get(page)).text)[1];
		assert.equal((await insurerB.post(page, { csrf, ...fields })).status, 403, 'a token of another session');
		assert.equal((await insurer.post(page, fields)).status, 403, 'no token');
	}
	for (const wrong of [`${desk}/V2020-000001`, `${desk}/V2026-999999`, `${desk}/x`, `${path}/0`, `${path}/99`, `${path}/x`]) assert.equal((await insurer.get(wrong)).status, 404, wrong);
	await fillAll(insurer, path);
	assert.equal((await sign(insurer, path)).status, 303);
	for (const reader of [mining, city]) assert.equal((await reader.get(path)).status, 200);
	for (const other of [insurerB, agency, taishan, construction]) assert.equal((await other.get(path)).status, 404);
	assert.equal((await mining.get(`${path}/sign`)).status, 404, 'reads, but does not sign');
	assert.match((await mining.get(`${desk}?group=closed`)).text, new RegExp(path.split('/').pop()));
	assert.doesNotMatch((await insurerB.get(`${desk}?group=closed`)).text, new RegExp(path.split('/').pop()));
});

test('a form that was opened in another session cannot reach a visit out of scope', async () => {
	const path = await begun(insurer);
	const own = await begun(insurerB);
	const page = (await insurerB.get(`${own}/1`)).text;
	const csrf = /name="csrf" value="([^"]*)"/.exec(page)[1];
	assert.equal((await insurerB.post(`${path}/1`, { csrf, seen: '0' })).status, 403, 'the token belongs to another address');
});

test('pages of at most ten items of one category, each under 100 KB', async () => {
	const path = await begun(mining);
	const pages = await sectionsOf(mining, path);
	assert.ok(pages.length >= 4);
	const seen = [];
	for (const page of pages) {
		const { status, text } = await mining.get(page);
		assert.equal(status, 200);
		const items = itemsOf(text);
		assert.ok(items.length <= 10, page);
		assert.ok(Buffer.byteLength(text) < 100 * 1024, `${page}: ${Buffer.byteLength(text)} bytes`);
		seen.push(...items);
	}
	assert.equal(new Set(seen).size, seen.length);
	assert.ok(seen.includes('MIN-06'), 'of an underground mine');
	assert.ok(!seen.includes('MIN-01'), 'of a coal mine');
	assert.ok(seen.includes('MIN-L03'), 'asked while its condition is open');
});

test('what is saved is there again, faulty fields keep what was typed', async () => {
	const path = await begun(agency);
	const page = (await sectionsOf(agency, path)).at(-1);
	const wrong = await fill(agency, page, { n_min_l01: '很高', r_min_l02: '右侧有一处松动' });
	assert.equal(wrong.status, 422);
	assert.ok(error(wrong.text, 'n_min_l01'));
	assert.match(wrong.text, /value="很高"/);
	assert.match(wrong.text, /右侧有一处松动/);
	const both = await fill(agency, page, { n_min_l01: '1.2', a_min_l01: 'not_checked' });
	assert.equal(both.status, 422);
	assert.ok(error(both.text, 'a_min_l01'));
	assert.equal((await fill(agency, page, { n_min_l01: '1.25' })).status, 422, 'one place only');
	assert.equal((await fill(agency, page, { a_min_l02: 'c.none' })).status, 422, 'no such choice');
	assert.equal((await fill(agency, page, { n_min_l01: '1.2', a_min_l02: 'c.bent', r_min_l02: '右侧有一处松动' })).location, `${path}?done=visit_saved`);
	const again = (await agency.get(page)).text;
	assert.match(again, /name="n_min_l01"[^>]* value="1.2"/);
	assert.match(again, /value="c.bent" checked/);
	assert.match(again, /右侧有一处松动/);
	assert.match((await agency.get(path)).text, /已答 2 项/);
	const rows = portal.sql(`SELECT COUNT(*) FROM visit_answer WHERE visit_id = ${idOf(path)}`).trim();
	assert.equal((await fill(agency, page, {})).status, 303);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM visit_answer WHERE visit_id = ${idOf(path)}`).trim(), rows, 'nothing changed, nothing written');
});

test('a condition shows a question after the answer, and what was answered to a hidden one is kept and not counted', async () => {
	const path = await begun(agency);
	const page = (await sectionsOf(agency, path)).at(-1);
	await fill(agency, page, { n_min_l01: '1.0', a_min_l02: 'c.good' });
	const shown = (await agency.get(page)).text;
	assert.match(shown, /id="MIN-L03" data-az-conditional hidden>/, 'not low: not asked, there for a script');
	const probe = await agency.submit(page, { ...sentOf(shown, { n_min_l01: '0.4' }), go: 'probe' }, page);
	assert.equal(probe.status, 200);
	assert.ok(!JSON.parse(probe.text).hidden.includes('MIN-L03'), 'what would be asked');
	assert.ok(JSON.parse((await agency.submit(page, { ...sentOf(shown), go: 'probe' }, page)).text).hidden.includes('MIN-L03'));
	const low = await fill(agency, page, { n_min_l01: '0.4' });
	assert.equal(low.location, `${page}?done=visit_more`, 'a new question on this page');
	assert.doesNotMatch((await agency.get(page)).text, /id="MIN-L03"[^>]* hidden/);
	await fill(agency, page, { a_min_l03: 'no' });
	assert.match((await agency.get(path)).text, /<dd class="govuk-summary-list__value">2<\/dd>/, 'the low railing and the missing warning fail');
	await fill(agency, page, { n_min_l01: '1.0' });
	const hidden = (await agency.get(page)).text;
	assert.match(hidden, /id="MIN-L03" data-az-conditional hidden>/);
	assert.match(hidden, /MIN-L03[\s\S]*?不计入[\s\S]*?不符合/);
	assert.equal(portal.sql(`SELECT answer FROM visit_answer WHERE visit_id = ${idOf(path)} AND item = 'MIN-L03'`).trim(), 'no');
});

test('signing: both parties, a refusal with its reason, an incomplete visit with its own; then nothing changes any more', async () => {
	const path = await begun(insurer);
	assert.equal((await sign(insurer, path)).status, 422, 'nothing was filled in');
	await fillAll(insurer, path, 'not_checked');
	const incomplete = await sign(insurer, path);
	assert.equal(incomplete.status, 422);
	assert.ok(error(incomplete.text, 'incomplete'));
	await fillAll(insurer, path);
	for (const name of ['inspector', 'inspector_position', 'party', 'party_position', 'party_signed'])
		assert.ok(error((await sign(insurer, path, { [name]: '' })).text, name), name);
	const silent = await sign(insurer, path, { party_signed: 'refused' });
	assert.equal(silent.status, 422);
	assert.ok(error(silent.text, 'refusal'));
	const read = (await insurer.get(`${path}/sign`)).text;
	const page = (await sectionsOf(insurer, path)).at(-1);
	await fill(insurer, page, { r_min_l02: '又看了一遍' });
	const csrf = /action="[^"]*\/sign"[\s\S]*?name="csrf" value="([^"]*)"/.exec(read)[1], revision = /name="revision" value="(\d+)"/.exec(read)[1];
	const moved = await insurer.post(`${path}/sign`, { csrf, revision, ...signing });
	assert.equal(moved.status, 409, 'what is signed is what was read');
	const open = (await insurer.get(page)).text;
	assert.equal((await sign(insurer, path, { party_signed: 'refused', refusal: '企业认为结论有误', party: '', party_position: '' })).location, `${path}?done=visit_refused`);
	assert.match((await insurer.get(path)).text, /企业拒签，检查结束[\s\S]*企业认为结论有误/);
	assert.equal((await sign2(insurer, path, read)).status, 303, 'sent twice');
	const closed = (await insurer.get(path)).text;
	assert.match(closed, /企业认为结论有误/);
	assert.match(closed, /100\.00 分/);
	assert.equal([...closed.matchAll(/class="az-sign__party"/g)].length, 1, 'on paper a line for who signs, none for who refused');
	const late = await insurer.post(page, { csrf: /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(open)[0])[1], ...sentOf(open, { a_min_l02: 'c.bent' }), go: 'next' });
	assert.equal(late.status, 409, 'too late');
	assert.equal((await insurer.get(page)).location, path, 'its pages lead to it');
	assert.equal((await insurer.get(`${path}/abandon`)).location, path);
	assert.equal(portal.sql(`SELECT CONCAT(state, good_weight = judged_weight, incomplete, party_signed) FROM visit WHERE id = ${idOf(path)}`).trim(), 'signed100');
	portal.sql(`INSERT INTO enterprise_profile (enterprise_id, sector, field, value, valid_from, recorded_at)
		SELECT enterprise_id, 'MIN', 'kind', 'coal', '2026-01-02', NOW(3) FROM visit WHERE id = ${idOf(path)}`);
	assert.equal((await insurer.get(path)).text.replace(/[\s\S]*<main/, ''), closed.replace(/[\s\S]*<main/, ''), 'a later profile tells it no otherwise');
	portal.sql("DELETE FROM enterprise_profile WHERE field = 'kind' AND value = 'coal' AND valid_from = '2026-01-02'");
});

async function sign2(visitor, path, page) {
	return visitor.post(`${path}/sign`, { csrf: /action="[^"]*\/sign"[\s\S]*?name="csrf" value="([^"]*)"/.exec(page)[1], revision: '1', ...signing });
}

test('what failed is a hazard: graded, with its basis and a deadline, noted before signing and followed to its end', async () => {
	const path = await begun(insurer);
	await fillAll(insurer, path, 'yes', { a_min_06: 'no', r_min_06: '井口一侧没有直达的梯子', a_min_14: 'no', r_min_14: '没有演练记录', a_min_13: 'no' });
	const open = (await insurer.get(path)).text;
	for (const code of ['MIN-06', 'MIN-13', 'MIN-14']) assert.match(open, new RegExp(`href="${path}/hazards/${code}"`));
	const note = (code, more, visitor = insurer) => visitor.submit(`${path}/hazards/${code}`, { grade: 'general', situation: '', measure: '限期整改', deadline: '', ...more }, `${path}/hazards/${code}`);
	for (const other of [insurerB, agency, mining, city]) assert.equal((await other.get(`${path}/hazards/MIN-14`)).status, 404);
	assert.equal((await insurer.get(`${path}/hazards/MIN-07`)).status, 404, 'it does not fail');
	const page = (await insurer.get(`${path}/hazards/MIN-14`)).text;
	assert.match(page, /没有演练记录/, 'the remark is there already');
	assert.match(page, /第33条|应急管理部令第2号|令2号/, 'and the basis of the day');
	assert.ok(error((await note('MIN-14', { deadline: '2020-01-01' })).text, 'deadline'));
	assert.equal((await note('MIN-06', { deadline: day(10) })).status, 422, 'major by itself');
	const offered = (text) => [...text.matchAll(/name="grade" type="radio" value="([^"]*)"|type="radio"[^>]*name="grade"[^>]*value="([^"]*)"|name="grade"[^>]*value="([^"]*)"/g)].map((found) => found[1] ?? found[2] ?? found[3]);
	const fixed = (await insurer.get(`${path}/hazards/MIN-06`)).text;
	assert.deepEqual(offered(fixed), ['major'], 'nothing that is always refused');
	assert.match(fixed, /该项不符合即为重大隐患，等级不能另选/);
	const openly = (await insurer.get(`${path}/hazards/MIN-13`)).text;
	assert.deepEqual(offered(openly), ['general', 'major']);
	assert.match(openly, /请按下列条件认定/);
	assert.deepEqual(offered(page), ['general', 'major']);
	assert.doesNotMatch(page, /下列条件/);
	const undecided = await sign(insurer, path);
	assert.equal(undecided.status, 422);
	assert.match(undecided.text, /MIN-13 是否为重大隐患还没有认定/);
	const majors = async (page) => /<p class="govuk-body"><strong[^>]*>重大隐患 (\d+) 项/.exec((await insurer.get(page)).text)?.[1];
	assert.equal(await majors(path), '1', 'what is open is none yet');
	assert.equal((await note('MIN-13', { deadline: day(20), grade: 'major' })).status, 303, 'a person decides');
	for (const page of [path, `${path}/sign`]) assert.equal(await majors(page), '2', page);
	const stale = (await insurer.get(`${path}/hazards/MIN-14`)).text;
	assert.equal((await note('MIN-14', { deadline: day(20), measure: '组织一次演练' })).location, `${path}?done=hazard_noted`);
	const csrf = /action="[^"]*hazards\/MIN-14"[\s\S]*?name="csrf" value="([^"]*)"/.exec(stale)[1];
	const late = await insurer.post(`${path}/hazards/MIN-14`, { csrf, version: '0', grade: 'general', situation: '', measure: '另一种写法', deadline: day(5) });
	assert.equal(late.status, 409);
	assert.match(late.text, /组织一次演练[\s\S]*另一种写法/, 'theirs and mine');
	assert.equal((await insurer.get(`${path}/notice`)).status, 404, 'not before it is signed');
	assert.equal((await sign(insurer, path)).status, 303);
	assert.equal(await majors(path), '2', 'one number, before and after');
	assert.match((await insurer.get(`${desk}?group=closed`)).text, /重大隐患 2 项/);
	const rows = portal.sql(`SELECT CONCAT_WS(',', item, grade, state, deadline IS NOT NULL, basis <> '') FROM hazard WHERE visit_id = ${idOf(path)} ORDER BY item`).trim().split('\n');
	assert.deepEqual(rows, ['MIN-06,major,open,1,1', 'MIN-13,major,open,1,1', 'MIN-14,general,open,1,1']);
	const notice = await insurer.get(`${path}/notice`);
	assert.equal(notice.status, 200);
	assert.match(notice.text, /隐患整改通知书[\s\S]*MIN-06|直达地面/);
	assert.match(notice.text, /井口一侧没有直达的梯子/, 'what was remarked is what was seen, also where nobody wrote a note');

	const [, hazard] = new RegExp('href="(/desk/hazards/H20\\d\\d-\\d{6})"[^>]*>').exec((await insurer.get(path)).text.split('id="hazards"')[1]);
	const enterprise = portal.sql(`SELECT id FROM enterprise WHERE uscc = '${mine}'`).trim();
	const red = async () => /未销号重大隐患 \d 项/.test((await mining.get(`/desk/enterprises/${enterprise}`)).text) && /红色：重大风险/.test((await mining.get(`/desk/enterprises/${enterprise}/mining`)).text);
	assert.ok(await red(), 'an open major hazard makes the enterprise red');
	for (const other of [insurerB, agency, taishan, construction]) assert.equal((await other.get(hazard)).status, 404);
	for (const reader of [insurer, mining, city]) assert.equal((await reader.get(hazard)).status, 200);
	assert.equal((await insurer.post(hazard, { action: 'claim', text: '已经整改' })).status, 403, 'no token');
	assert.equal((await insurer.get('/desk/hazards/H2026-999999')).status, 404);
	const step = (visitor, action, text) => visitor.submit(hazard, { action, text }, hazard);
	assert.ok(error((await step(insurer, 'claim', '')).text, 'text'));
	assert.equal((await step(insurer, 'verify', '看过了')).status, 422, 'nothing was claimed yet');
	assert.equal((await step(insurer, 'claim', '已增设第二个安全出口')).location, `${hazard}?done=hazard_claim`);
	assert.doesNotMatch((await insurer.get(hazard)).text, /name="action"/, 'who claims does not verify');
	assert.equal((await step(mining, 'return', '间距仍然不足')).status, 303);
	assert.ok(await red());
	assert.match((await mining.get(`/desk/enterprises/${enterprise}`)).text, new RegExp(`href="${hazard}"`), 'named on the enterprise\'s page');
	const claim = new FormData();
	claim.append('csrf', /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec((await insurer.get(hazard)).text)[0])[1]);
	claim.append('action', 'claim');
	claim.append('text', '间距已达到 35 米');
	claim.append('photos', new File([png(7)], '整改后.png', { type: 'image/png' }));
	assert.equal((await insurer.post(hazard, claim)).status, 303);
	const after = /href="(\/desk\/hazards\/[^"]*\/photos\/\d+)"/.exec((await mining.get(hazard)).text)[1];
	for (const reader of [insurer, mining, city]) assert.equal((await reader.get(after)).status, 200);
	for (const other of [insurerB, agency, taishan]) assert.equal((await other.get(after)).status, 404);
	assert.equal((await insurer.get(`${hazard}/photos/999999`)).status, 404);
	assert.equal((await step(mining, 'verify', '现场复查合格')).location, `${hazard}?done=hazard_verify`);
	assert.match((await insurer.get(hazard)).text, /现场复查合格/);
	portal.sql("UPDATE hazard SET state = 'closed' WHERE item = 'MIN-13'");
	assert.equal(await red(), false, 'closed');
	assert.match((await insurer.get('/desk/hazards?group=closed')).text, new RegExp(hazard));
	assert.equal((await insurer.get('/desk/hazards?page=x')).status, 404);
	assert.equal((await (await signedIn('nfra')).get('/desk/hazards')).status, 403);
});

test('a hazard says what was measured or chosen and what it should be, and asks for it in a statement', async () => {
	const path = await begun(insurer);
	await fillAll(insurer, path, 'yes', { n_min_l01: '0.4', a_min_l02: 'c.bent', a_min_07: 'no' });
	const text = async (page, visitor = insurer) => (await visitor.get(page)).text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
	assert.match((await insurer.get(`${path}/hazards/MIN-L01`)).text, /<textarea[^>]*name="measure"[^>]*>\n整改至检查项“护栏高度”符合要求（应为 0\.5 至 2\.0 m）</);
	assert.match(await text(`${path}/hazards/MIN-L02`), /现场为“变形”/);
	assert.equal((await insurer.submit(`${path}/hazards/MIN-L02`, { grade: 'general', situation: '', measure: '更换护栏', deadline: day(10) }, `${path}/hazards/MIN-L02`)).status, 303);
	assert.equal((await sign(insurer, path)).status, 303);
	for (const page of [path, `${path}/notice`]) {
		const said = await text(page);
		assert.match(said, /检查结果 实测 0\.4 m 整改要求 整改至检查项“护栏高度”符合要求（应为 0\.5 至 2\.0 m）/, page);
		assert.match(said, /检查结果 现场为“变形” 整改要求 更换护栏/, page);
		assert.doesNotMatch(said, /整改要求 [^。]{0,80}？/, page);
		assert.match(said, /整改要求 整改至检查项“[^”？]*”符合要求/, page);
	}
	const hazard = /href="(\/desk\/hazards\/[^"]*)"[^>]*>/.exec((await insurer.get(path)).text.split('MIN-L01')[1])[1];
	for (const reader of [insurer, mining]) assert.match(await text(hazard, reader), /检查结果 实测 0\.4 m/);
	insurer.cookies.set('anze_lang', 'en');
	assert.match(await text(`${path}/notice`), /Result of the check Measured: 0\.4 m .*it should be 0\.5 to 2\.0 m/);
	insurer.cookies.delete('anze_lang');
});

test('photos: kept with their item, read in scope, taken away again; one that is demanded has to be there', async () => {
	const path = await begun(agency);
	const page = (await sectionsOf(agency, path)).at(-1);
	portal.sql("UPDATE checklist_item SET photo = 1 WHERE code = 'MIN-L02'");
	const send = async (files, fields = {}, text = null) => {
		const shown = text ?? (await agency.get(page)).text;
		const body = new FormData();
		body.append('csrf', /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(shown)[0])[1]);
		for (const [name, value] of Object.entries({ ...sentOf(shown, fields), go: 'next' })) if (name !== 'csrf') body.append(name, value);
		for (const [name, bytes] of files) body.append('p_min_l02', new File([bytes], name, { type: 'image/png' }));
		return [await agency.post(page, body), shown];
	};
	const wrong = (await send([['页面.png', Buffer.from('<html></html>')]]))[0];
	assert.equal(wrong.status, 422);
	assert.ok(error(wrong.text, 'p_min_l02'));
	const [saved, shown] = await send([['护栏 一.png', png()], ['护栏 二.png', png(100)]], { a_min_l02: 'c.bent', n_min_l01: '1.0' });
	assert.equal(saved.status, 303);
	const photos = () => portal.sql(`SELECT blob_id FROM visit_photo WHERE visit_id = ${idOf(path)} ORDER BY blob_id`).trim().split('\n').filter(Boolean);
	assert.equal(photos().length, 2);
	assert.equal((await send([['护栏 一.png', png()]], { a_min_l02: 'c.bent', n_min_l01: '1.0' }, shown))[0].status, 303);
	assert.equal(photos().length, 2, 'the same page sent twice');
	const href = `${path}/photos/${photos()[0]}`;
	const answer = await portal.fetch(href, { headers: { cookie: [...agency.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } });
	assert.ok(Buffer.from(await answer.arrayBuffer()).equals(png()), 'byte for byte');
	for (const other of [insurer, mining, city]) assert.equal((await other.get(href)).status, 404);
	const elsewhere = await begun(insurer);
	assert.equal((await insurer.get(`${elsewhere}/photos/${photos()[0]}`)).status, 404, 'of another visit');
	const removed = (await send([], { d_min_l02: photos()[1] }))[0];
	assert.equal(removed.status, 303);
	assert.equal(photos().length, 1);
	assert.equal((await send(Array.from({ length: 6 }, (_, i) => [`${i}.png`, png(i)])))[0].status, 422, 'six at most');
	assert.equal(photos().length, 1, 'none of them was kept');
	await send([], { d_min_l02: photos()[0] });
	await fillAll(agency, path, 'yes', { a_min_13: 'no' });
	const both = await sign(agency, path);
	assert.equal(both.status, 422);
	assert.match(both.text, /MIN-13 是否为重大隐患还没有认定；MIN-L02 须附照片/, 'all that is missing at once');
	const sheet = (await agency.get(`${path}/sign`)).text;
	assert.match(sheet, new RegExp(`签字前还需完成[\\s\\S]*href="${path}/hazards/MIN-13"[\\s\\S]*href="${page}#MIN-L02"`), 'before it is sent, too');
	await fillAll(agency, path);
	const missing = await sign(agency, path);
	assert.equal(missing.status, 422);
	assert.match(missing.text, /MIN-L02 须附照片/);
	await send([['护栏.png', png()]]);
	assert.equal((await sign(agency, path)).status, 303);
	assert.match((await mining.get(path)).text, new RegExp(`<img src="${path}/photos/\\d+"`), 'the regulator sees it');
	portal.sql("UPDATE checklist_item SET photo = 0 WHERE code = 'MIN-L02'");
});

test('a visit is abandoned with a reason', async () => {
	const path = await begun(insurer);
	assert.ok(error((await insurer.submit(`${path}/abandon`, { reason: '' }, `${path}/abandon`)).text, 'reason'));
	assert.equal((await insurer.submit(`${path}/abandon`, { reason: '企业当日停产' }, `${path}/abandon`)).status, 303);
	assert.match((await insurer.get(path)).text, /企业当日停产/);
	assert.equal((await mining.get(path)).status, 404, 'no result for anybody else');
	assert.equal((await insurer.get(`${path}/sign`)).location, path);
});

test('a visit keeps the version that it began with', async () => {
	const path = await begun(insurer);
	const second = await publishedChecklist(portal, mining, 'mining');
	assert.notEqual(second, version);
	assert.match((await insurer.get(path)).text, /检查清单第1版/);
	assert.match((await insurer.get((await sectionsOf(insurer, path)).at(-1))).text, /护栏高度/);
	assert.match((await insurer.get(await begun(insurer))).text, /检查清单第2版/);
});

test('a trial fills a draft once, at its revision, and counts for nothing else', async () => {
	const draft = '/desk/checklists/mining/draft', trial = `${draft}/trial`;
	assert.equal((await mining.get(trial)).status, 404, 'there is no draft');
	assert.equal((await mining.submit('/desk/checklists/mining', { from: 'baseline' }, draft)).status, 303);
	for (const visitor of [taishan, construction]) assert.equal((await visitor.get(trial)).status, 404);
	for (const visitor of [insurer, agency]) assert.equal((await visitor.get(trial)).status, 403);
	const start = (uscc = mine) => mining.submit(trial, { uscc }, trial);
	assert.ok(error((await start('')).text, 'uscc'));
	assert.ok(error((await start(chemicals)).text, 'uscc'), 'not of this industry');
	const path = pathOf(await start());
	const finish = () => mining.submit(`${path}/sign`, {}, `${path}/finish`);
	const early = await finish();
	assert.equal(early.status, 422, 'more than a tenth is open');
	await fillAll(mining, path, 'no');
	const row = () => portal.sql(`SELECT CONCAT_WS(',', kind, state, (SELECT COUNT(*) FROM hazard h WHERE h.visit_id = v.id)) FROM visit v WHERE id = ${idOf(path)}`).trim();
	portal.sql("UPDATE checklist_version SET revision = revision + 1 WHERE sector = 'MIN' AND state = 'draft'");
	assert.equal((await finish()).status, 409, 'the draft was changed since');
	portal.sql("UPDATE checklist_version SET revision = revision - 1 WHERE sector = 'MIN' AND state = 'draft'");
	assert.equal((await finish()).location, `${path}?done=visit_finished`);
	assert.equal(row(), 'trial,finished,0');
	assert.equal((await city.get(path)).status, 404, 'nobody else is concerned');
	const stale = (await mining.get(trial)).text;
	portal.sql("UPDATE checklist_version SET revision = revision + 1 WHERE sector = 'MIN' AND state = 'draft'");
	const csrf = /action="[^"]*trial"[\s\S]*?name="csrf" value="([^"]*)"/.exec(stale)[1], revision = /name="revision" value="(\d+)"/.exec(stale)[1];
	assert.equal((await mining.post(trial, { csrf, revision, uscc: mine })).status, 409);
});

test('the demonstration shows a signed visit with its hazard, and one that is being filled in', async () => {
	const energy = await signedIn('energy');
	const closed = (await energy.get(`${desk}?group=closed`)).text;
	assert.match(closed, /示例己新能源发电有限公司/);
	assert.match((await energy.get(desk)).text, /示例子煤业有限公司/);
	assert.match((await energy.get('/desk/hazards')).text, /示例己新能源发电有限公司/);
	assert.match((await energy.get(/href="(\/desk\/visits\/V[\d-]+)"/.exec(closed)[1])).text, /储能电站火灾专项演练/);
});

test('the flow is the one that the operator is shown', () => {
	const flows = portal.ctl('flows');
	for (const row of ['draft sign signed', 'draft finish finished', 'draft abandon abandoned'])
		assert.match(flows.slice(flows.indexOf('\nvisit\n')), new RegExp(`\\n\\s*${row.replaceAll(' ', '\\s+')} `), row);
});

test('a hazard that the facts make major is nothing else, and counts everywhere', async () => {
	const energy = await signedIn('energy');
	await publishedChecklist(portal, energy, 'energy');
	const [id, uscc] = portal.sql("SELECT e.id, e.uscc FROM enterprise e JOIN enterprise_sector s ON s.enterprise_id = e.id WHERE s.sector = 'ENE' ORDER BY e.id LIMIT 1").trim().split('\t');
	portal.sql(`INSERT INTO enterprise_profile (enterprise_id, sector, field, value, valid_from, recorded_at) VALUES (${id}, 'ENE', 'without_ticket', 'yes', '2026-01-02', NOW(3))`);
	const path = await begun(energy, uscc, 'ENE');
	await fillAll(energy, path, 'yes', { a_ene_05: 'no' });
	const majors = (text) => /重大隐患 (\d+) 项/.exec(text)?.[1];
	assert.equal(majors((await energy.get(path)).text), '1');
	const page = (await energy.get(`${path}/hazards/ENE-05`)).text;
	assert.match(page, /企业档案所填情况已达到重大隐患条件，只能定为重大隐患/);
	assert.doesNotMatch(page, /name="grade"[^>]*value="general"/);
	assert.equal((await sign(energy, path)).status, 303);
	assert.equal(majors((await energy.get(path)).text), '1');
	assert.equal(portal.sql(`SELECT majors FROM visit WHERE id = ${idOf(path)}`).trim(), '1');
});
