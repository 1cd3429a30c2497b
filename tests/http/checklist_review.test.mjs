// The flow of a checklist's version: proposed by one person, published or returned
// by another of the same sector, and unchanged in between.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { tryDraft } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';

const desk = '/desk/checklists/agriculture';
const draft = `${desk}/draft`;
let portal, maker, second;

before(async () => {
	portal = await startInstance();
	maker = await signedIn('agriculture');
	second = await signedIn('agriculture2');
});
after(() => portal?.stop());

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303);
	return visitor;
}

function day(offset) {
	return new Date(Date.now() + 8 * 3600_000 + offset * 86400_000).toISOString().slice(0, 10);
}

const start = (visitor, from) => visitor.submit(desk, { from }, draft);
const trial = () => tryDraft(maker, desk, '91370923MA9E000577');
async function propose(visitor, effective = day(0), note = '说明') {
	await trial();
	return visitor.submit(`${draft}/propose`, { effective, note }, `${draft}/propose`);
}
const decide = (visitor, action, reason = '') => visitor.submit(`${draft}/review`, { action, reason }, `${draft}/review`);
const state = () => portal.sql("SELECT state FROM checklist_version WHERE sector = 'AGR' ORDER BY id DESC LIMIT 1").trim();
const trail = () => Number(portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'checklist'").trim());
const tokenOf = (page, path) => new RegExp(`<form[^>]*action="${path}"[\\s\\S]*?name="csrf" value="([^"]+)"`).exec(page.text)?.[1];

const offer = () => maker.submit(`${draft}/propose`, { effective: day(0), note: '' }, `${draft}/propose`);

test('what was not tried as it stands is not proposed', async () => {
	assert.equal((await start(maker, 'baseline')).status, 303);
	assert.match((await maker.get(draft)).text, /还没有试用/);
	const never = await offer();
	assert.equal(never.status, 422);
	assert.match(never.text, /草稿还没有试用/);
	await trial();
	assert.match((await maker.get(draft)).text, /已按现在的内容试用/);
	assert.equal((await maker.submit(draft, { code: 'AGR-02', act: 'down' }, `${draft}/act`)).status, 303);
	assert.match((await maker.get(draft)).text, /试用后又有修改，须重新试用/);
	const before = await offer();
	assert.equal(before.status, 422);
	assert.match(before.text, /那次试用不能作数/);
	assert.equal(state(), 'draft');
	assert.equal((await maker.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303);
});

test('a draft is proposed and cannot be decided by who proposed it', async () => {
	assert.equal((await start(maker, 'baseline')).status, 303);
	assert.equal((await second.get(`${draft}/review`)).status, 409, 'nothing is proposed');
	for (const bad of [day(-1), '', 'soon']) assert.equal((await propose(maker, bad)).status, 422, bad);
	assert.equal(state(), 'draft');
	assert.equal((await propose(maker)).headers.get('location'), `${draft}?done=checklist_proposed`);
	assert.equal(state(), 'review');
	assert.equal(portal.sql("SELECT number IS NULL AND published_at IS NULL FROM checklist_version WHERE sector = 'AGR' AND state = 'review'").trim(), '1');
	const own = await maker.get(`${draft}/review`);
	assert.match(own.text, /须由另一个人审核/);
	assert.doesNotMatch(own.text, /value="publish"/);
	// The step itself refuses, whatever a page offers.
	const before = trail();
	const forged = { csrf: tokenOf(own, `${draft}/review`), proposed: /name="proposed" value="(\d+)"/.exec(own.text)[1], reason: 'x' };
	for (const action of ['publish', 'return', 'vanish', '']) {
		const answer = await maker.post(`${draft}/review`, { ...forged, action });
		assert.equal(answer.status, 422, action);
	}
	assert.equal(state(), 'review');
	assert.equal(trail(), before);
});

test('while it is reviewed nobody changes it, and the desk says what waits', async () => {
	for (const path of [`${draft}/own`, `${draft}/items/AGR-02`, `${draft}/propose`, `${draft}/discard`, `${draft}/sheet`]) {
		const page = await maker.get(path);
		assert.equal(page.status, 409, path);
		assert.match(page.text, /审核期间不能修改/, path);
		assert.match(page.text, /<h1[^>]*>现在不能这样操作<\/h1>/, 'nobody has changed anything');
	}
	const page = await maker.get(draft);
	assert.match(page.text, /等待审核/);
	assert.doesNotMatch(page.text, /name="act" value="up"/);
	assert.match((await maker.get(desk)).text, /待审核/);
	assert.doesNotMatch((await maker.get(desk)).text, /name="from"/, 'no second draft beside it');
	assert.match((await second.get('/desk')).text, /href="\/desk\/checklists"[\s\S]{0,400}az-tag--amber/);
	assert.doesNotMatch((await maker.get('/desk')).text, /az-tag--amber/, 'one\'s own proposal is not one\'s task');
	assert.equal((await portal.get('/checklists/agriculture/1')).status, 404);
});

test('others do not see it, nor decide', async () => {
	for (const [name, status] of [['mining2', 404], ['city', 404], ['insurer-a', 403], ['auditor', 403]]) {
		const visitor = await signedIn(name);
		assert.equal((await visitor.get(`${draft}/review`)).status, status, name);
	}
	assert.equal((await portal.get(`${draft}/review`)).status, 303);
	assert.equal((await second.post(`${draft}/review`, { action: 'publish', reason: '', proposed: '1' })).status, 403);
});

test('it is returned with a reason, which the maker reads', async () => {
	const silent = await decide(second, 'return');
	assert.equal(silent.status, 422);
	assert.equal(state(), 'review');
	assert.equal((await decide(second, 'return', '请补充第二项的检查方法。')).headers.get('location'), `${draft}?done=checklist_returned`);
	assert.equal(state(), 'draft');
	const page = await maker.get(draft);
	assert.match(page.text, /退回，原因如下/);
	assert.match(page.text, /请补充第二项的检查方法。/);
	const again = await maker.get(`${draft}/propose`);
	assert.match(again.text, /说明<\/textarea>/, 'what was proposed is offered again');
	assert.equal((await propose(maker)).status, 303);
	assert.doesNotMatch((await maker.get(draft)).text, /退回，原因如下/);
});

test('who proposed it withdraws it; what was read before is not decided any more', async () => {
	const read = await second.get(`${draft}/review`);
	const fields = { csrf: tokenOf(read, `${draft}/review`), proposed: /name="proposed" value="(\d+)"/.exec(read.text)[1], action: 'publish', reason: '' };
	assert.equal((await decide(maker, 'withdraw')).headers.get('location'), `${draft}?done=checklist_withdrawn`);
	assert.equal((await second.post(`${draft}/review`, fields)).status, 409, 'nothing is proposed any more');
	assert.equal((await propose(maker, day(3))).status, 303);
	const late = await second.post(`${draft}/review`, fields);
	assert.equal(late.status, 409);
	assert.match(late.text, /刚刚重新提请发布/);
	assert.match(late.text, new RegExp(day(3)), 'the new day is shown');
	assert.equal(state(), 'review');
});

test('a day that is over meanwhile is not published', async () => {
	portal.sql(`UPDATE checklist_version SET effective_from = '${day(-1)}' WHERE sector = 'AGR' AND state = 'review'`);
	const late = await decide(second, 'publish');
	assert.equal(late.status, 422);
	assert.match(late.text, /已过，不能再按这一天发布/);
	portal.sql(`UPDATE checklist_version SET effective_from = '${day(0)}' WHERE sector = 'AGR' AND state = 'review'`);
});

test('the second person publishes it', async () => {
	assert.equal((await decide(second, 'publish')).headers.get('location'), `${desk}?done=checklist_published`);
	assert.equal(state(), 'published');
	await new Promise((done) => setTimeout(done, 1100));
	assert.match((await portal.get('/checklists/agriculture')).text, /第 1 版/);
	assert.equal(portal.sql("SELECT GROUP_CONCAT(action ORDER BY id) FROM audit WHERE noun = 'checklist' AND noun_id IN (SELECT id FROM checklist_version WHERE sector = 'AGR')").trim(),
		'start,move,discard,start,propose,return,propose,withdraw,propose,publish');
});

test('what is being filled in by the earlier version is told, and keeps it', async () => {
	assert.equal((await start(maker, '1')).status, 303);
	assert.match((await maker.get(`${draft}/propose`)).text, /现在没有正在按原版本进行的现场检查/);
	for (const kind of ['service', 'inspection', 'trial'])
		portal.sql(`INSERT INTO visit (kind, enterprise_id, sector, county, version_id, authority_id, begun_on, begun_at, maker_id, state, changed_at, editor_id)
			SELECT '${kind}', (SELECT MIN(id) FROM enterprise), v.sector, '370902', v.id, v.authority_id, CURDATE(), NOW(3), v.maker_id, 'draft', NOW(3), v.maker_id
			FROM checklist_version v WHERE v.sector = 'AGR' AND v.number = 1`);
	const named = (text) => [.../<ul[^>]* id="visits">([\s\S]*?)<\/ul>/.exec(text)[1].matchAll(/<li>(<a [^>]*href="\/desk\/visits\/[^"]*">|<span[^>]*>)(V20\d\d-\d{6})<\/\w+> ([^<]+)<\/li>/g)];
	for (const path of [`${draft}/propose`, `${desk}/changes?from=1&to=draft`]) {
		const { text } = await maker.get(path);
		assert.match(text, /现场检查有 2 次，仍按原版本完成/, path);
		assert.equal(named(text).length, 2, path);
		for (const [, tag, no] of named(text)) assert.equal(tag, `<a class="govuk-link" href="/desk/visits/${no}">`);
	}
	for (let i = 0; i < 21; i++)
		portal.sql(`INSERT INTO visit (kind, enterprise_id, sector, county, version_id, insurer_id, begun_on, begun_at, maker_id, state, changed_at, editor_id)
			SELECT 'service', (SELECT MIN(id) FROM enterprise), v.sector, '370902', v.id, (SELECT MIN(id) FROM insurer), CURDATE(), NOW(3), v.maker_id, 'draft', NOW(3), v.maker_id
			FROM checklist_version v WHERE v.sector = 'AGR' AND v.number = 1`);
	const many = (await maker.get(`${draft}/propose`)).text, rows = named(many);
	assert.match(many, /现场检查有 23 次/);
	assert.equal(rows.length, 20);
	assert.equal(rows.filter(([, tag]) => tag.startsWith('<a')).length, 2, 'an insurer\'s draft is nobody else\'s to open');
	assert.ok(rows.every(([, , , name]) => name.length > 3), 'each with its enterprise');
	assert.match(many, /另有 3 次现场检查，没有在这里列出/);
	assert.doesNotMatch((await maker.get(`${desk}/changes?from=baseline&to=1`)).text, /按原版本/);
	assert.doesNotMatch((await portal.get('/checklists/agriculture/changes?from=1&to=baseline')).text, /按原版本/, 'not for the public');
	assert.equal((await maker.submit(`${draft}/discard`, {}, `${draft}/discard`)).status, 303);
});

// Every state with every action, by somebody who may take it where the flow has it.
test('each step is possible from its own state alone', async () => {
	const flow = portal.ctl('flows').split(/^(?=\w)/m).find((part) => part.startsWith('checklist\n'));
	const steps = [...flow.matchAll(/^ {2}(\w+) +(\w+) +(\w+) /gm)].map(([, from, action, to]) => ({ from, action, to }));
	assert.deepEqual(steps.map((step) => `${step.from} ${step.action} ${step.to}`), ['draft propose review', 'draft discard discarded',
		'review publish published', 'review return draft', 'review withdraw draft']);
	assert.match(flow, /review +publish.*a second person/);
	assert.match(flow, /review +return.*a reason; a second person/);
	const take = {
		propose: () => propose(maker, day(0)), discard: () => maker.submit(`${draft}/discard`, {}, `${draft}/discard`),
		publish: () => decide(second, 'publish'), return: () => decide(second, 'return', '原因'), withdraw: () => decide(maker, 'withdraw'),
	};
	for (const from of ['draft', 'review', 'none'])
		for (const action of Object.keys(take)) {
			if (from !== 'none') {
				assert.equal((await start(maker, '1')).status, 303);
				assert.equal((await maker.submit(draft, { code: 'AGR-02', act: 'up' }, `${draft}/act`)).status, 303);
				if (from === 'review') assert.equal((await propose(maker)).status, 303);
			}
			const step = steps.find((each) => each.from === from && each.action === action);
			const before = trail();
			let status;
			try {
				status = (await take[action]()).status;
			} catch {
				status = 'no form'; // the page has nothing to send
			}
			assert.equal(status === 303, step !== undefined, `${from} ${action}: ${status}`);
			assert.equal(trail() - before, step ? 1 : 0, `${from} ${action}`);
			if (step) assert.equal(state(), step.to, `${from} ${action}`);
			portal.sql("UPDATE checklist_version SET state = 'discarded', number = NULL WHERE sector = 'AGR' AND (number IS NULL OR number > 1)");
		}
});
