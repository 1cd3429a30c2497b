// Rewards: proposed by one, approved by another, asked for with the receipt, drawn with a one-time code without a name.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, newest, report, tokenOf } from './report_form.mjs';

let portal;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-taishan2', 'handler-xintai', 'finance-taishan', 'auditor', 'insurer-a', 'city']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});
after(() => portal?.stop());

const claim = '/report/track/reward';
const one = (query) => portal.sql(query).trim();
const count = (table, where = '1 = 1') => Number(one(`SELECT COUNT(*) FROM ${table} WHERE ${where}`));
const rewardOf = (id) => one(`SELECT id FROM report_reward WHERE report_id = ${id} ORDER BY id DESC LIMIT 1`);
const stateOf = (id) => one(`SELECT state FROM report_reward WHERE report_id = ${id} ORDER BY id DESC LIMIT 1`);
const audits = (id) => one(`SELECT action FROM audit WHERE noun = 'reward' AND noun_id = ${rewardOf(id)} ORDER BY id`).split('\n');
const codeOf = (text) => /id="reward-code">([0-9A-Z-]{19})</.exec(text)?.[1] ?? null;
const open = (receipt, visitor = portal.visitor()) => visitor.submit('/report/track', { receipt }, '/report/track');

const act = ({ no }, fields, login = 'handler-taishan') => desks[login].submit(`/desk/reports/${no}`, { message: '', outcome: '', ...fields }, `/desk/reports/${no}`);
const propose = ({ no }, fields = {}, login = 'handler-taishan') => desks[login].submit(`/desk/reports/${no}/reward`, { rule: 'national_fine', fine: '100000', heads: '', first: '1', ...fields }, `/desk/reports/${no}/reward`);
const decide = ({ no }, fields, login = 'handler-taishan2') => desks[login].submit(`/desk/reports/${no}/reward`, { reason: '', ...fields }, `/desk/reports/${no}/reward/decide`);

async function answered(outcome = 'true') {
	const { receipt } = await report(portal.visitor());
	const found = { ...newest(portal), receipt };
	for (const step of [{ action: 'accept' }, { action: 'conclude', outcome }, { action: 'feed_back', message: '结论。' }]) assert.equal((await act(found, step)).status, 303);
	return found;
}
async function offered() {
	const found = await answered();
	assert.equal((await propose(found)).status, 303);
	assert.equal((await decide(found, { action: 'approve' })).status, 303);
	return found;
}
// What the reporter answers; the token is of the page as it is now, or of a report whose page has the form.
async function answer(found, action, visitor = portal.visitor(), of = found) {
	const page = await open(of.receipt, visitor);
	return visitor.post(claim, { csrf: tokenOf(page.text, claim), reward_receipt: found.receipt, reward_action: action });
}
async function claimed() {
	const found = await offered();
	const code = codeOf((await answer(found, 'claim')).text);
	assert.ok(code);
	return { ...found, code };
}
const look = (code, login = 'finance-taishan') => desks[login].submit('/desk/rewards', { code }, '/desk/rewards');
async function draw(code) {
	const page = await look(code);
	return desks['finance-taishan'].post('/desk/rewards/draw', { csrf: tokenOf(page.text, '/desk/rewards/draw'), code, paid: '1' });
}

test('the whole way: proposed, approved by another, asked for, drawn once, without a name', async () => {
	const found = await answered();
	assert.match((await desks['handler-taishan'].get(`/desk/reports/${found.no}`)).text, new RegExp(`/desk/reports/${found.no}/reward`));
	assert.equal((await propose(found)).status, 303);
	assert.equal(one(`SELECT CONCAT_WS(' ', rule, basis, amount) FROM report_reward WHERE report_id = ${found.id}`), 'national_fine 10000000 1500000');
	assert.ok(!(await open(found.receipt)).text.includes('举报奖励'), 'what one person proposed is no promise yet');
	assert.match((await desks['handler-taishan2'].get('/desk/rewards')).text, new RegExp(`${found.no}[\\s\\S]*15,000.00 元`));
	assert.equal((await decide(found, { action: 'approve' })).status, 303);
	const told = (await open(found.receipt)).text;
	const by = one(`SELECT claim_by FROM report_reward WHERE report_id = ${found.id}`);
	assert.equal(one(`SELECT DATEDIFF(claim_by, DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR)) FROM report_reward WHERE report_id = ${found.id}`), '60');
	assert.match(told, new RegExp(`举报奖励[\\s\\S]*15,000.00 元[\\s\\S]*国家办法：按罚款的 15%[\\s\\S]*100,000.00 元[\\s\\S]*申请截止[\\s\\S]*${by}`));

	const got = await answer(found, 'claim');
	const code = codeOf(got.text);
	assert.match(code, /^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/, '80 bits in groups');
	assert.equal(got.headers.get('cache-control'), 'no-store');
	const bare = code.replaceAll('-', '');
	assert.ok(!(await open(found.receipt)).text.includes(code), 'shown once');
	for (const table of one('SHOW TABLES').split('\n')) assert.ok(!portal.sql(`SELECT * FROM \`${table}\``).toUpperCase().replaceAll('-', '').includes(bare), `${table} holds the code`);
	const desk = (await desks['handler-taishan'].get(`/desk/reports/${found.no}/reward`)).text;
	assert.ok(!desk.includes(code));

	const page = await look(code.toLowerCase().replaceAll('-', ' '));
	assert.match(page.text, /发放奖励[\s\S]*15,000.00 元[\s\S]*不要询问对方的姓名/);
	for (const secret of [found.no, found.receipt, '示例危化有限公司', '100,000.00', '国家办法']) assert.ok(!page.text.includes(secret), `the payer sees ${secret}`);
	assert.equal((await draw(code)).location, '/desk/rewards?done=reward_draw');
	assert.deepEqual(audits(found.id), ['propose', 'approve', 'claim', 'draw']);
	assert.match((await desks['finance-taishan'].get('/desk/rewards')).text, /J\d{4}-\d{6}[\s\S]*15,000.00 元/);
	const again = await look(code);
	assert.match(again.text, /已领取[\s\S]*请不要付款/);
	assert.equal(tokenOf(again.text, '/desk/rewards/draw'), null);
	assert.match((await open(found.receipt)).text, /已经凭领取码领走/);
});

test('the amount is that of the rule; what it needs is said at its field, and what was typed stays', async () => {
	const found = await answered('partly');
	for (const [fields, field] of [[{ rule: '' }, 'rule'], [{ fine: '' }, 'fine'], [{ fine: '0' }, 'fine'], [{ fine: '一万' }, 'fine'], [{ first: '' }, 'first'], [{ rule: 'national_hidden_major', heads: '' }, 'heads'], [{ rule: 'no_such', fine: '777' }, 'rule']]) {
		const back = await propose(found, { fine: '12345.60', ...fields });
		assert.equal(back.status, 422, JSON.stringify(fields));
		assert.ok(errorAt(back.text, field), JSON.stringify(fields));
	}
	assert.match((await propose(found, { first: '', fine: '12345.60' })).text, /value="12,?345\.60"/);
	assert.equal((await propose(found, { rule: 'shandong_2021_hazard', fine: '1000' })).status, 422, 'not in force on the day of the report');
	assert.equal(count('report_reward', `report_id = ${found.id}`), 0);
	assert.equal((await propose(found, { rule: 'national_hidden_major', fine: '', heads: '7' })).status, 303);
	assert.equal(one(`SELECT amount FROM report_reward WHERE report_id = ${found.id}`), '30000000', 'seven times 50,000 is more than the most');
	assert.equal(tokenOf((await desks['handler-taishan'].get(`/desk/reports/${found.no}/reward`)).text, `/desk/reports/${found.no}/reward`), null);
	assert.equal(count('report_reward', `report_id = ${found.id}`), 1, 'one reward a case');
	// An earlier report is judged by the rule of its own day, which is shown as unverified.
	const old = await answered();
	portal.sql(`UPDATE report SET submitted_at = '2024-06-01 02:00:00' WHERE id = ${old.id}`);
	old.no = old.no.replace(/^R\d{4}/, 'R2024');
	assert.match((await desks['handler-taishan'].get(`/desk/reports/${old.no}/reward`)).text, /山东省 2021 年办法：一般事故隐患（原文尚未核实）/);
	for (const [fine, said] of [['499.99', /500\.00 元 至 5,000\.00 元/], ['5000.01', /500\.00 元 至 5,000\.00 元/]]) assert.match((await propose(old, { rule: 'shandong_2021_hazard', fine })).text, said);
	assert.equal((await propose(old, { rule: 'shandong_2021_hazard', fine: '500' })).status, 303);
	await decide(old, { action: 'approve' });
	assert.match((await open(old.receipt)).text, /500\.00 元[\s\S]*这条规定的原文尚未核实/);
});

test('only for what is true, answered and no repetition; only by who handles it; approved by another one', async () => {
	const no = await answered('false');
	assert.equal((await desks['handler-taishan'].get(`/desk/reports/${no.no}/reward`)).status, 404);
	const found = await answered();
	const address = `/desk/reports/${found.no}/reward`;
	for (const [login, status] of [['handler-xintai', 404], ['auditor', 403], ['insurer-a', 403], ['finance-taishan', 403]]) assert.equal((await desks[login].get(address)).status, status, login);
	assert.equal((await portal.get(address)).status, 303);
	const csrf = tokenOf((await desks['handler-taishan'].get(address)).text, address);
	assert.equal((await desks['handler-taishan'].post(address, { rule: 'national_fine', fine: '1', first: '1' })).status, 403, 'without the token');
	portal.sql(`UPDATE report SET merged_into = ${no.id} WHERE id = ${found.id}`);
	assert.equal((await desks['handler-taishan'].post(address, { csrf, rule: 'national_fine', fine: '1', heads: '', first: '1' })).status, 404, 'what repeats another one');
	portal.sql(`UPDATE report SET merged_into = NULL WHERE id = ${found.id}`);
	const twice = await Promise.all([1, 2, 3].map(() => desks['handler-taishan'].post(address, { csrf, rule: 'national_fine', fine: '100', heads: '', first: '1' })));
	assert.equal(twice.filter(({ status }) => status === 303).length, 1, 'three clicks at once');
	assert.equal(count('report_reward', `report_id = ${found.id}`), 1);
	assert.match((await desks['handler-taishan'].get(address)).text, /提出的人不能自己批准/);
	const own = await desks['handler-taishan'].post(`${address}/decide`, { csrf: tokenOf((await desks['handler-taishan2'].get(address)).text, `${address}/decide`), action: 'approve', reason: '' });
	assert.equal(own.status, 403, 'another one\'s token');
	assert.equal(stateOf(found.id), 'proposed');
	const bare = await decide(found, { action: 'decline' });
	assert.equal(bare.status, 422, 'why not must be said');
	assert.equal((await decide(found, { action: 'decline', reason: '罚款还没有作出。' })).status, 303);
	assert.equal(stateOf(found.id), 'declined');
	assert.ok(!(await open(found.receipt)).text.includes('举报奖励'));
	assert.equal((await propose(found, { fine: '200' })).status, 303, 'another one can be proposed');
	assert.equal(stateOf(found.id), 'proposed');
});

test('a reporter who lost the code gets another one and the former is void; the same form shows it again, once', async () => {
	const found = await offered();
	const visitor = portal.visitor();
	const csrf = tokenOf((await open(found.receipt, visitor)).text, claim);
	const ask = () => visitor.post(claim, { csrf, reward_receipt: found.receipt, reward_action: 'claim' });
	const first = codeOf((await ask()).text);
	assert.equal(codeOf((await ask()).text), first, 'the browser\'s second try');
	assert.equal(audits(found.id).filter((each) => each === 'claim').length, 1);
	const second = codeOf((await answer(found, 'renew')).text);
	assert.ok(second && second !== first);
	assert.equal(codeOf((await ask()).text), null, 'a void code is not shown');
	assert.match((await look(first)).text, /没有这个领取码/);
	assert.equal((await draw(second)).status, 303);
	assert.equal(stateOf(found.id), 'drawn');
});

test('given up, over: nothing is drawn any more', async () => {
	const gone = await claimed();
	assert.match((await answer(gone, 'waive')).text, /已记下：放弃奖励/);
	assert.equal(stateOf(gone.id), 'waived');
	assert.match((await look(gone.code)).text, /举报人放弃[\s\S]*请不要付款/);
	const late = await offered();
	const keep = portal.visitor();
	const csrf = tokenOf((await open(late.receipt, keep)).text, claim);
	portal.sql(`UPDATE report_reward SET claim_by = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) - INTERVAL 1 DAY WHERE report_id = ${late.id}`);
	const refused = await keep.post(claim, { csrf, reward_receipt: late.receipt, reward_action: 'claim' });
	assert.equal(refused.status, 422);
	assert.match(refused.text, /期限已过/);
	const unpaid = await claimed();
	const page = await look(unpaid.code);
	portal.sql(`UPDATE report_reward SET draw_by = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) WHERE report_id = ${unpaid.id}`);
	const draws = () => desks['finance-taishan'].post('/desk/rewards/draw', { csrf: tokenOf(page.text, '/desk/rewards/draw'), code: unpaid.code, paid: '1' });
	portal.sql(`UPDATE report_reward SET draw_by = draw_by - INTERVAL 1 DAY WHERE report_id = ${unpaid.id}`);
	const over = await draws();
	assert.equal(over.status, 422);
	assert.match(over.text, /期限已过/);
	assert.equal(stateOf(unpaid.id), 'claimed');
	portal.sql(`UPDATE report_reward SET draw_by = draw_by + INTERVAL 1 DAY WHERE report_id = ${unpaid.id}`);
	assert.equal((await draws()).status, 303, 'on its last day it is good');
});

test('the public, a wrong receipt, another report\'s form, the wrong role and a code of another authority get nothing', async () => {
	const found = await claimed();
	assert.equal((await desks['handler-taishan'].post('/desk/rewards', { csrf: 'x', code: found.code })).status, 403);
	for (const login of ['auditor', 'insurer-a']) assert.equal((await desks[login].get('/desk/rewards')).status, 403, login);
	assert.equal((await portal.get('/desk/rewards')).status, 303);
	assert.equal((await answer({ receipt: '0000-0000-0000-0000' }, 'renew', portal.visitor(), found)).status, 404);
	const none = await answered();
	const strange = await answer(none, 'claim', portal.visitor(), found);
	assert.equal(strange.status, 422);
	assert.match(strange.text, /状态已经改变/);
	for (const wrong of ['0000-0000-0000-0000', 'x', found.receipt]) {
		const answer = await look(wrong);
		assert.equal(answer.status, 422);
		assert.ok(errorAt(answer.text, 'code'), wrong);
	}
	portal.sql(`UPDATE account SET authority_id = (SELECT id FROM authority WHERE code = 'xintai-emergency') WHERE login = 'finance-taishan'`);
	assert.match((await look(found.code)).text, /没有这个领取码，或者不由本机关发放/);
	portal.sql(`UPDATE account SET authority_id = (SELECT id FROM authority WHERE code = 'taishan-emergency') WHERE login = 'finance-taishan'`);
	const page = await look(found.code);
	const csrf = tokenOf(page.text, '/desk/rewards/draw');
	const unticked = await desks['finance-taishan'].post('/desk/rewards/draw', { csrf, code: found.code });
	assert.equal(unticked.status, 422);
	assert.ok(errorAt(unticked.text, 'paid'));
	const both = await Promise.all([1, 2].map(() => desks['finance-taishan'].post('/desk/rewards/draw', { csrf, code: found.code, paid: '1' })));
	assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422], 'two at once: it is paid once');
	assert.equal(audits(found.id).filter((each) => each === 'draw').length, 1);
});

test('guessing codes is limited for an address', async () => {
	const limited = await startInstance({ limits: true });
	try {
		const visitor = limited.visitor();
		await visitor.signIn('finance-taishan');
		const { text } = await visitor.get('/desk/rewards');
		const csrf = tokenOf(text, '/desk/rewards');
		const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => visitor.post('/desk/rewards', { csrf, code: `0000-0000-0000-${String(i).padStart(4, '0')}` })));
		assert.ok(answers.some(({ status }) => status === 429));
	} finally {
		await limited.stop();
	}
});

test('the logs hold no code', async () => {
	const { code } = await claimed();
	await look(code);
	for (const name of ['anzed.log', 'access.log', 'nginx.log']) assert.ok(!Buffer.from(portal.log(name)).includes(code), name);
	assert.match(portal.ctl('flows'), /reward\n[\s\S]*claimed +draw +drawn +payer/);
});

// The last one: it moves the clock.
test('an open reward keeps the case; when its day is over it ends, and the case is kept as long again', async () => {
	const found = await offered();
	portal.sql(`UPDATE audit SET at = at - INTERVAL 4 YEAR WHERE noun = 'report' AND noun_id = ${found.id}; UPDATE report SET submitted_at = submitted_at - INTERVAL 4 YEAR WHERE id = ${found.id}`);
	portal.ctl('report', 'remove');
	assert.equal(one(`SELECT removed_on IS NULL FROM report WHERE id = ${found.id}`), '1');
	assert.ok(!(await open(found.receipt)).text.includes('内容保存到'), 'no day is told while it is open');
	portal.ctl('demo', 'clock', '+61d');
	assert.match(portal.ctl('reward', 'expire'), /ended now: [1-9]/);
	assert.equal(stateOf(found.id), 'expired');
	assert.equal(audits(found.id).at(-1), 'expire');
	portal.ctl('report', 'remove');
	assert.equal(one(`SELECT removed_on IS NULL FROM report WHERE id = ${found.id}`), '1', 'it ended today');
	portal.sql(`UPDATE report_reward SET ended_at = ended_at - INTERVAL 4 YEAR WHERE report_id = ${found.id}`);
	portal.ctl('report', 'remove');
	assert.equal(one(`SELECT removed_on IS NULL FROM report WHERE id = ${found.id}`), '0');
	portal.ctl('demo', 'clock', 'reset');
	assert.match((await open(found.receipt)).text, /逾期未领/);
});
