// Who gets the keys to cases: a colleague who holds them decides, never a sign-in by itself; and what happens when nobody
// holds them any more, or the recovery key is made again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, startInstance } from '../instance.mjs';
import { errorAt, giveKeys, hidden, newest, report, tokenOf } from './report_form.mjs';

let portal, parts;
const story = '只有拿到密钥的人才能打开的经过：投保以后从来没有人来过。';
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

function ctl(words, input = '') {
	const { status, stdout, stderr } = spawnSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, ...words], { input, encoding: 'utf8', cwd: home });
	return { status, out: stdout, err: stderr };
}
const partsOf = (text) => `${[...text.matchAll(/part \d\s+([0-9A-Z-]+)/g)].map(([, each]) => each).join('\n')}\n`;
async function desk(login, word) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(login, word)).status, 303, login);
	return visitor;
}
async function filed(fields = {}) {
	const { receipt } = await report(portal.visitor(), { story, ...fields });
	return { ...newest(portal), receipt };
}
const one = (query) => portal.sql(query).trim();
const account = (login) => one(`SELECT id FROM account WHERE login = '${login}'`);
const opens = async (visitor, found) => { const { status, text } = await visitor.get(`/desk/reports/${found.no}`); return status === 200 && text.includes(story); };
const linkOf = async (visitor, login) => new RegExp(`href="(/desk/keys/\\d+/\\d+)"[^>]*>${login}<`).exec((await visitor.get('/desk/keys')).text)?.[1];
const audits = () => portal.sql("SELECT CONCAT(t.action, ' ', t.reason, ' ', IFNULL(a.login, '')) FROM audit t LEFT JOIN account a ON a.id = t.account_id WHERE t.noun = 'key_ring' AND t.action IN ('give', 'refuse') AND t.reason <> '' ORDER BY t.id").trim().split('\n').filter(Boolean);

test('a new account gets nothing by anybody\'s sign-in; a colleague reads who waits and why, and gives or refuses', async () => {
	const found = await filed();
	assert.equal(ctl(['user', 'add', 'mole', '示例 丁', 'handler', '--authority', 'taishan-emergency'], 'mole-password\n').status, 0);
	const mole = await desk('mole', 'mole-password');
	const holder = await desk('handler-taishan');
	await desk('handler-taishan2');
	await holder.get(`/desk/reports/${found.no}`);
	assert.ok(!await opens(mole, found), 'not by the sign-in of colleagues');
	for (const where of ['/desk', '/desk/keys', `/desk/reports/${found.no}`]) assert.match((await mole.get(where)).text, /href="\/desk\/keys"/, where);
	assert.match((await mole.get('/desk')).text, /您还没有密钥/);
	const own = (await mole.get('/desk/keys')).text;
	assert.match(own, /新建的账号[\s\S]*可以交给您的同事[\s\S]*示例九 王/);
	assert.ok(!/desk\/keys\/\d/.test(own), 'who waits decides nothing');
	// It is told on the first page of who may decide.
	assert.match((await holder.get('/desk')).text, /href="\/desk\/keys"[^>]*>案件密钥<\/a> <strong[^>]*>1 件待办/);
	const list = (await holder.get('/desk/keys')).text;
	assert.match(list, /等待您决定[\s\S]*mole[\s\S]*示例 丁[\s\S]*举报承办人[\s\S]*泰山区应急管理局[\s\S]*新建的账号/);
	const href = await linkOf(holder, 'mole');
	for (const login of ['handler-xintai', 'city']) assert.equal((await (await desk(login)).get(href)).status, 404, login);
	assert.equal((await (await desk('admin')).get(href)).status, 403);
	assert.equal((await mole.get(href)).status, 404);
	assert.equal((await holder.get('/desk/keys/x/1')).status, 404);
	// A refusal wants a reason, stays, and is told to who waits and to the administrator.
	assert.ok(errorAt((await holder.submit(href, { action: 'refuse', reason: '' }, href)).text, 'reason'));
	assert.equal((await holder.submit(href, { action: '', reason: '' }, href)).status, 422);
	assert.equal((await holder.submit(href, { action: 'refuse', reason: '本人说没有申请过账号。' }, href)).location, '/desk/keys?done=key_refuse');
	assert.match((await mole.get('/desk/keys')).text, /同事没有同意交给您[\s\S]*示例九 王[\s\S]*本人说没有申请过账号。/);
	const admin = await desk('admin');
	assert.match((await admin.get('/desk')).text, /href="\/desk\/keys"[^>]*>案件密钥<\/a> <strong[^>]*>1 件待办/);
	const seen = (await admin.get('/desk/keys')).text;
	assert.match(seen, /没有同意的[\s\S]*mole[\s\S]*本人说没有申请过账号。/);
	assert.ok(!/desk\/keys\/\d/.test(seen));
	assert.doesNotMatch((await holder.get('/desk')).text, /案件密钥<\/a> <strong/, 'it is decided');
	await desk('handler-taishan2');
	assert.ok(!await opens(mole, found));
	// A colleague may give it after all; that is an act of its own.
	const second = await desk('handler-taishan2');
	const page = await second.get(href);
	assert.match(page.text, /本人说没有申请过账号。/);
	assert.ok(!page.text.includes('value="refuse"'));
	assert.equal((await second.submit(href, { action: 'give' }, href)).location, '/desk/keys?done=key_give');
	assert.ok(await opens(mole, found));
	assert.equal(one('SELECT COUNT(*) FROM key_ring_refusal'), '0');
	assert.deepEqual(audits(), ['refuse mole handler-taishan', 'give mole handler-taishan2']);
	const trail = (await (await desk('auditor')).get('/desk/audit')).text;
	const rows = trail.split('<tr>').filter((row) => row.includes('交出案件密钥') && row.includes('>mole<'));
	assert.deepEqual(rows.map((row) => [row.includes('不同意'), /handler-taishan2?/.exec(row)[0]]), [[false, 'handler-taishan2'], [true, 'handler-taishan']]);
	assert.ok(!trail.includes('本人说没有申请过账号'));
	assert.equal(ctl(['user', 'disable', 'mole']).status, 0);
});

test('what was shown is what is decided: another password since then, or a faster colleague, and nothing is given', async () => {
	const found = await filed();
	assert.match(ctl(['user', 'password', 'handler-taishan2'], 'operators-password\n').out, /until a colleague who can open them gives it the/);
	const holder = await desk('handler-taishan');
	const href = await linkOf(holder, 'handler-taishan2');
	const page = (await holder.get(href)).text;
	assert.match(page, /管理员重置了密码/);
	assert.equal(ctl(['user', 'password', 'handler-taishan2'], 'another-password\n').status, 0);
	const late = await holder.post(href, { csrf: tokenOf(page, href), seen: hidden(page, 'seen'), action: 'give', reason: '' });
	assert.equal(late.status, 422);
	assert.match(late.text, /情况刚刚有变化/);
	const reset = await desk('handler-taishan2', 'another-password');
	assert.ok(!await opens(reset, found));
	for (const login of ['handler-xintai', 'city']) assert.equal((await (await desk(login)).post(href, { csrf: 'x', seen: '1', action: 'give' })).status, 403, login);
	// A password that the person changes makes no other keys, and no other wait.
	const before = one(`SELECT made_at FROM account_key WHERE account_id = ${account('handler-taishan2')}`);
	assert.equal((await reset.submit('/desk/password', { now: 'another-password', new: 'password-of-mine', again: 'password-of-mine' }, '/desk/password')).status, 303);
	assert.equal(one(`SELECT made_at FROM account_key WHERE account_id = ${account('handler-taishan2')}`), before);
	const now = (await holder.get(href)).text;
	const both = await Promise.all([1, 2].map(() => holder.post(href, { csrf: tokenOf(now, href), seen: hidden(now, 'seen'), action: 'give', reason: '' })));
	assert.deepEqual(both.map(({ status }) => status).sort(), [303, 404], 'two clicks are one act');
	assert.ok(await opens(reset, found));
	assert.equal(audits().filter((row) => row === 'give handler-taishan2 handler-taishan').length, 1);
});

test('whoever waits still waits when the ring is renewed, and gets it when nobody holds it any more', async () => {
	const found = await filed();
	assert.equal(ctl(['user', 'add', 'waits', '示例 戊', 'handler', '--authority', 'taishan-emergency'], 'waits-password\n').status, 0);
	const waits = await desk('waits', 'waits-password');
	assert.match(ctl(['user', 'disable', 'handler-taishan2']).out, /renewed: 1/);
	const stays = await desk('handler-taishan');
	assert.ok(await opens(stays, found));
	assert.ok(!await opens(waits, found), 'the new ring is not for who waited for the old one');
	assert.equal(one(`SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'account' AND holder_id = ${account('waits')}`), '0');
	assert.match(ctl(['user', 'disable', 'handler-taishan']).out, /renewed: 1/);
	const later = await filed();
	const next = await desk('waits', 'waits-password');
	assert.ok(await opens(next, later), 'what comes in now is for who is there');
	assert.ok(!await opens(next, found), 'what was there before is for the recovery key');
	assert.match((await next.get('/desk/keys')).text, /没有人能打开的密钥[\s\S]*泰山区应急管理局[\s\S]*恢复密钥的两份纸质内容/);
	for (const login of ['handler-taishan', 'handler-taishan2']) assert.equal(ctl(['user', 'enable', login]).status, 0);
});

test('another recovery key is not made while the one of now is the last that opens something', async () => {
	parts = partsOf(ctl(['recovery', 'create', '--give-up']).out);
	assert.equal(parts.trim().split('\n').length, 2);
	await desk('waits', 'waits-password'); // gives it what is held
	const xintai = await filed({ county: '370982', sector: 'CHE' });
	await desk('handler-xintai');
	assert.equal(ctl(['user', 'password', 'handler-xintai'], 'operators-password\n').status, 0);
	const refused = ctl(['recovery', 'create', '--again']);
	assert.equal(refused.status, 1);
	assert.match(refused.err, /xintai-emergency[\s\S]*recovery restore LOGIN[\s\S]*handler-xintai/);
	assert.ok(!refused.out.includes('part 1'));
	assert.match(ctl(['recovery', 'status']).out, /no living account can open:[\s\S]*xintai-emergency[^\n]*the recovery key opens it/);
	const shut = await desk('handler-xintai', 'operators-password');
	assert.match((await shut.get(`/desk/reports/${xintai.no}`)).text, /您暂时打不开这件举报/);
	assert.match((await shut.get('/desk/keys')).text, /没有人能打开的密钥[\s\S]*新泰市应急管理局/);
	assert.match((await (await desk('admin')).get('/desk/keys')).text, /没有人能打开的密钥[\s\S]*新泰市应急管理局/);
	// What comes in meanwhile is sealed for what the recovery key opens: nothing is lost.
	const meanwhile = await filed({ county: '370982', sector: 'CHE' });
	assert.match(ctl(['recovery', 'restore', 'handler-xintai'], parts).out, /1 rings of keys more/);
	for (const found of [xintai, meanwhile]) assert.ok(await opens(shut, found));
});

test('where its parts are lost another one is made all the same, and no report vanishes for a ring that nobody opens', async () => {
	const before = await filed({ county: '370982', sector: 'CHE' });
	const old = parts;
	assert.equal(ctl(['user', 'password', 'handler-xintai'], 'operators-password\n').status, 0);
	const made = ctl(['recovery', 'create', '--give-up']);
	assert.match(made.out, /still open \d+ rings of keys/);
	parts = partsOf(made.out);
	const later = await filed({ county: '370982', sector: 'CHE' });
	const handler = await desk('handler-xintai', 'operators-password');
	assert.ok(await opens(handler, later), 'a new ring took the place of the dead one');
	assert.ok(!await opens(handler, before));
	assert.match((await handler.get('/desk/keys')).text, /只有已经更换的旧恢复密钥还能打开/);
	assert.ok((await portal.visitor().submit('/report/track', { receipt: before.receipt }, '/report/track')).text.includes('示例危化有限公司'), 'its reporter opens it');
	// The parts were found after all.
	assert.match(ctl(['recovery', 'restore', 'handler-xintai'], old).out, /1 rings of keys more/);
	assert.ok(await opens(handler, before));
});

test('the parts of a former recovery key open nothing of today\'s database once its rings are given to the new one', async () => {
	const old = parts;
	assert.match(ctl(['recovery', 'status']).out, /still held by a recovery key that was replaced: \d+/);
	const made = ctl(['recovery', 'create', '--give-up']);
	parts = partsOf(made.out);
	for (const login of portal.sql("SELECT login FROM account WHERE active = 1 AND roles & 129 AND login NOT IN ('waits', 'handler-xintai', 'handler-taishan2')").trim().split('\n')) await desk(login);
	await desk('waits', 'waits-password');
	await desk('handler-xintai', 'operators-password');
	await desk('handler-taishan2', 'password-of-mine');
	const former = one("SELECT COUNT(*) FROM key_ring_holder h JOIN recovery_key v ON v.id = h.holder_id WHERE h.holder = 'recovery' AND v.current IS NULL AND EXISTS (SELECT 1 FROM key_ring_holder a WHERE a.ring_id = h.ring_id AND a.holder = 'account')");
	assert.equal(former, '0', 'what somebody holds no former one does');
	const living = one("SELECT COUNT(*) FROM key_ring_holder h JOIN recovery_key v ON v.id = h.holder_id WHERE h.holder = 'recovery' AND v.current = 1");
	assert.ok(Number(living) >= 2);
	// One was left that only the demonstration's own papers open, before the first --give-up here.
	assert.match(ctl(['recovery', 'status']).out, /not yet held by the recovery key: 1\n[^\n]*\nstill held by a recovery key that was replaced: 1 /);
	// Whoever has the old parts and today's database sets the old key on again: it holds nothing that anybody opens today.
	ctl(['user', 'add', 'thief', '示例 己', 'handler', '--authority', 'taishan-emergency'], 'thief-password\n');
	const [newest_, second] = portal.sql('SELECT id FROM recovery_key ORDER BY id DESC LIMIT 2').trim().split('\n');
	portal.sql(`UPDATE recovery_key SET current = NULL WHERE id = ${newest_}; UPDATE recovery_key SET current = 1 WHERE id = ${second}`);
	assert.match(ctl(['recovery', 'restore', 'thief'], old).out, /of 0 rings of keys more/);
	portal.sql(`UPDATE recovery_key SET current = NULL WHERE id = ${second}; UPDATE recovery_key SET current = 1 WHERE id = ${newest_}`);
	assert.match(ctl(['recovery', 'restore', 'thief'], parts).out, /of [1-9] rings of keys more/, 'the new parts do');
});
