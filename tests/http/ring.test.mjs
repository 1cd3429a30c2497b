// Somebody leaves: his session and his password open nothing any more, at once; those who stay lose nothing, whatever is
// killed in between.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, startInstance } from '../instance.mjs';
import { giveKeys, newest, openIdentity, report } from './report_form.mjs';

let portal, parts;
const story = '离开的人不能再打开的经过：投保以后从来没有人来过。';
before(async () => {
	portal = await startInstance();
	const made = ctl(['recovery', 'create', '--again']).out;
	parts = `${[...made.matchAll(/part \d\s+([0-9A-Z-]+)/g)].map(([, text]) => text).join('\n')}\n`;
});
after(() => portal?.stop());

function ctl(words, input = '') {
	const { status, stdout, stderr } = spawnSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, ...words], { input, encoding: 'utf8', cwd: home });
	return { status, out: stdout, err: stderr };
}
async function desk(login) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(login)).status, 303, login);
	return visitor;
}
async function filed(fields = {}) {
	const { receipt } = await report(portal.visitor(), { story, ...fields });
	return { ...newest(portal), receipt };
}
const one = (query) => portal.sql(query).trim();
const account = (login) => one(`SELECT id FROM account WHERE login = '${login}'`);
const ring = (found) => one(`SELECT r.id FROM key_ring r JOIN report s ON r.name = CONCAT('cases:', s.authority_id) WHERE s.id = ${found.id}`);
const holders = (id) => portal.sql(`SELECT CONCAT(holder, ' ', IFNULL(a.login, '')) FROM key_ring_holder h LEFT JOIN account a ON a.id = h.holder_id AND h.holder = 'account' WHERE ring_id = ${id} ORDER BY 1`).trim().split('\n').map((line) => line.trim());
const wrapsOf = (id) => Number(one(`SELECT COUNT(*) FROM report_key WHERE holder = 'ring' AND holder_id = ${id}`));
const waits = () => one("SELECT COUNT(*) FROM job WHERE kind = 'rewrap' AND open = 1") === '1';
const opens = async (visitor, found) => { const { status, text } = await visitor.get(`/desk/reports/${found.no}`); return status === 200 && text.includes(story); };
const due = () => /rings due for renewal: (\d+), wraps still for the former ones: (\d+)/.exec(ctl(['recovery', 'status']).out).slice(1).map(Number);

test('a handler whose account is disabled is out at once; those who stay open all cases, and all is wrapped for a new ring', async () => {
	const cases = [await filed(), await filed(), await filed()];
	const stays = await desk('handler-taishan'), leaves = await desk('handler-taishan2');
	for (const found of cases) for (const each of [stays, leaves]) assert.ok(await opens(each, found));
	const old = ring(cases[0]);
	assert.deepEqual(due(), [0, 0]);
	const said = ctl(['user', 'disable', 'handler-taishan2']);
	assert.match(said.out, /sessions ended, rings of keys renewed: 1/, said.err);
	assert.equal((await leaves.get(`/desk/reports/${cases[0].no}`)).status, 303, 'the session is over');
	assert.equal(one(`SELECT COUNT(*) FROM session WHERE account_id = ${account('handler-taishan2')}`), '0');
	assert.equal((await portal.visitor().signIn('handler-taishan2')).status, 422);
	assert.equal(one(`SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'account' AND holder_id = ${account('handler-taishan2')}`), '0');
	const fresh = ring(cases[0]);
	assert.notEqual(fresh, old);
	assert.deepEqual(holders(fresh), ['account handler-taishan', 'recovery']);
	assert.deepEqual(holders(old), ['account handler-taishan', 'recovery']);
	assert.deepEqual(portal.sql(`SELECT noun, action FROM audit WHERE (noun = 'account' AND noun_id = ${account('handler-taishan2')} AND action = 'disable') OR (noun = 'key_ring' AND action = 'renew') ORDER BY noun`).trim().split('\n'), ['account\tdisable', 'key_ring\trenew']);
	// What comes in now is for the new ring; the portal's own process holds no key and leaves the job alone.
	const later = await filed();
	assert.equal(one(`SELECT holder_id FROM report_key WHERE report_id = ${later.id} AND holder = 'ring'`), fresh);
	assert.deepEqual(due(), [1, wrapsOf(old)]);
	await new Promise((done) => setTimeout(done, 1500));
	assert.ok(waits());
	assert.equal(one("SELECT claims FROM job WHERE kind = 'rewrap' AND open = 1"), '0');
	// The colleague goes on with his work, in the session that he had.
	assert.ok(await opens(stays, cases[1]));
	assert.equal(waits(), false);
	assert.equal(wrapsOf(old), 0);
	assert.deepEqual(holders(old), ['']);
	assert.deepEqual(due(), [0, 0]);
	for (const found of [...cases, later]) assert.ok(await opens(stays, found), found.no);
	for (const found of [...cases, later]) assert.ok((await portal.visitor().submit('/report/track', { receipt: found.receipt }, '/report/track')).text.includes('示例危化有限公司'));
});

test('whoever comes back, or loses only the role or the authority, holds just what he may', async () => {
	assert.equal(ctl(['user', 'enable', 'handler-taishan2']).status, 0);
	const found = await filed();
	const back = await desk('handler-taishan2');
	const stays = await desk('handler-taishan');
	assert.equal(await opens(back, found), false, 'until a colleague gives him the keys');
	assert.equal((await giveKeys(stays, 'handler-taishan2')).status, 303);
	assert.ok(await opens(back, found));
	const before = ring(found);
	assert.match(ctl(['user', 'move', 'handler-taishan2', 'xintai-emergency']).out, /renewed: 1/);
	assert.equal((await back.get('/desk')).status, 303);
	const moved = await desk('handler-taishan2');
	assert.equal((await moved.get(`/desk/reports/${found.no}`)).status, 404);
	assert.notEqual(ring(found), before);
	assert.ok(!holders(ring(found)).includes('account handler-taishan2'));
	assert.ok(await opens(stays, found));
	assert.equal(ctl(['user', 'move', 'handler-taishan2', 'taishan-emergency']).status, 0);
	assert.equal((await giveKeys(await desk('handler-taishan'), 'handler-taishan2')).status, 303);
	assert.match(ctl(['user', 'roles', 'handler-taishan2', 'regulator']).out, /renewed: 1/);
	assert.equal(one(`SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'account' AND holder_id = ${account('handler-taishan2')}`), '0');
	assert.equal(ctl(['user', 'roles', 'handler-taishan2', 'handler']).status, 0);
	for (const words of [['user', 'disable'], ['user', 'disable', 'nobody'], ['user', 'move', 'handler-taishan2', 'nowhere'], ['user', 'roles', 'handler-taishan2', 'king'], ['user', 'roles', 'nobody', 'handler']])
		assert.notEqual(ctl(words).status, 0, words.join(' '));
	assert.equal(one(`SELECT CONCAT(active, ' ', roles) FROM account WHERE login = 'handler-taishan2'`), '1 1');
});

test('an account that was changed by another hand is found within a minute, and the operator sees it', async () => {
	assert.equal((await giveKeys(await desk('handler-taishan'), 'handler-taishan2')).status, 303);
	const id = account('handler-taishan2');
	assert.equal(one(`SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'account' AND holder_id = ${id}`), '1');
	portal.sql(`UPDATE account SET active = 0 WHERE id = ${id}`);
	assert.equal(due()[0], 1);
	await portal.until(() => one(`SELECT COUNT(*) FROM key_ring_holder WHERE holder = 'account' AND holder_id = ${id}`) === '0', 'the portal to look', 130_000);
	await desk('handler-taishan');
	assert.deepEqual(due(), [0, 0]);
	portal.sql(`UPDATE account SET active = 1 WHERE id = ${id}`);
});

test('custody of identities too: a coordinator who leaves can agree to nothing, the others can', async () => {
	const found = await filed({ name: '示例之姓名', contact: '0538-0000000' });
	const stays = await desk('custody');
	const custody = () => one("SELECT id FROM key_ring WHERE name = 'custody'");
	const before = custody();
	assert.equal(one(`SELECT ring_id FROM report_identity WHERE report_id = ${found.id}`), before);
	assert.match(ctl(['user', 'disable', 'custody2']).out, /renewed: 1/);
	assert.notEqual(custody(), before);
	const handler = await desk('handler-taishan');
	await desk('custody'); // and wraps what there is for the new ring
	assert.equal(one(`SELECT ring_id FROM report_identity WHERE report_id = ${found.id}`), custody());
	assert.ok((await openIdentity(portal, handler, found.no)).seen.text.includes('示例之姓名'));
	assert.equal((await stays.get('/desk/identities')).status, 200);
	assert.equal(ctl(['user', 'enable', 'custody2']).status, 0);
});

test('the recovery key does it where no colleague comes; killed again and again in the middle, no case is lost', async () => {
	const many = [];
	const csrf = portal.visitor();
	for (let i = 0; i < 120; i++) many.push(await report(csrf, { story }).then(({ receipt }) => ({ ...newest(portal), receipt })));
	assert.equal((await giveKeys(await desk('handler-taishan'), 'handler-taishan2')).status, 303); // the sign-in gives the ring to the new recovery key
	const old = ring(many[0]);
	assert.equal(ctl(['user', 'disable', 'handler-taishan2']).status, 0);
	assert.ok(wrapsOf(old) >= 120);
	assert.match(ctl(['recovery', 'renew'], `${parts.split('\n')[0]}\n${parts.split('\n')[0]}\n`).err, /not the two parts/);
	const told = ctl(['recovery', 'renew'], 'x\n');
	assert.equal(told.status, 2);
	// Before anybody gives the parts it says who will read: nobody who was only added meanwhile.
	assert.match(told.out, /A renewal lets these accounts open the cases of before[\s\S]*泰山区应急管理局: handler-taishan\n/);
	const seen = new Set();
	// The first one comes as far as a case that somebody else holds just now, however fast it is.
	let release = await portal.holding(`BEGIN; SELECT report_id FROM report_key WHERE report_id = ${many[60].id} AND holder = 'ring' FOR UPDATE`);
	for (let i = 0; i < 12 && wrapsOf(old) > 0; i++) {
		const child = spawn(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, 'recovery', 'renew'], { cwd: home, stdio: ['pipe', 'ignore', 'ignore'] });
		const ended = new Promise((done) => child.once('exit', done));
		child.stdin.end(parts);
		const left = wrapsOf(old);
		const until = Date.now() + 3000;
		while (Date.now() < until && child.exitCode === null && wrapsOf(old) === left) await new Promise((done) => setTimeout(done, 1));
		child.kill('SIGKILL');
		await ended;
		await release?.();
		release = null;
		seen.add(wrapsOf(old));
		assert.equal(one("SELECT COUNT(*) FROM report s JOIN report_content c ON c.report_id = s.id WHERE NOT EXISTS (SELECT 1 FROM report_key k JOIN key_ring_holder h ON h.ring_id = k.holder_id WHERE k.report_id = s.id AND k.holder = 'ring')"), '0', 'each case has a wrap that somebody holds');
		portal.sql("UPDATE job SET lease_until = UTC_TIMESTAMP(3) WHERE kind = 'rewrap' AND state = 'running'"); // instead of ten seconds' wait
	}
	assert.ok(seen.size >= 2, 'it was killed in the middle');
	const end = ctl(['recovery', 'renew'], parts);
	assert.match(end.out, /rewrap .* done |nothing is due/, end.err);
	assert.deepEqual([wrapsOf(old), ...due()], [0, 0, 0]);
	const stays = await desk('handler-taishan');
	for (const found of many) assert.ok(await opens(stays, found), found.no);
	assert.equal(ctl(['user', 'enable', 'handler-taishan2']).status, 0);
});

test('a wrap that does not open holds nobody up: the job ends, says why, and the others are done', async () => {
	const stays = await desk('handler-taishan');
	assert.equal((await giveKeys(stays, 'handler-taishan2')).status, 303);
	const [one_, two] = [await filed(), await filed()];
	portal.sql(`UPDATE report_key SET sealed = INSERT(sealed, 40, 1, CHAR(ORD(SUBSTR(sealed, 40, 1)) ^ 1)) WHERE report_id = ${one_.id} AND holder = 'ring'`);
	const old = ring(two);
	assert.equal(ctl(['user', 'disable', 'handler-taishan2']).status, 0);
	assert.ok(await opens(stays, two));
	await portal.until(async () => { await stays.get(`/desk/reports/${two.no}`); return !waits(); }, 'the job to end');
	assert.equal(one("SELECT CONCAT(state, ' ', failure) FROM job WHERE kind = 'rewrap' ORDER BY id DESC LIMIT 1"), 'failed damaged');
	assert.equal(wrapsOf(old), 1);
	assert.deepEqual(due(), [1, 1]);
	portal.sql(`DELETE FROM report_key WHERE report_id = ${one_.id} AND holder = 'ring'`);
});

test('after a transfer the former authority holds nothing of the case, also where its ring was just renewed', async () => {
	assert.equal(ctl(['user', 'enable', 'handler-taishan2']).status, 0);
	assert.equal((await giveKeys(await desk('handler-taishan'), 'handler-taishan2')).status, 303);
	const stays = await desk('handler-taishan'), found = await filed();
	const of = () => portal.sql(`SELECT DISTINCT r.authority_id FROM report_key k JOIN key_ring r ON r.id = k.holder_id WHERE k.report_id = ${found.id} AND k.holder = 'ring'`).trim();
	const taishan = one("SELECT id FROM authority WHERE code = 'taishan-emergency'"), xintai = one("SELECT id FROM authority WHERE code = 'xintai-emergency'");
	assert.equal(of(), taishan);
	assert.match(ctl(['user', 'disable', 'handler-taishan2']).out, /renewed: 1/);
	const page = `/desk/reports/${found.no}/transfer`;
	assert.equal((await stays.submit(page, { to: xintai, message: '不属于本机关管辖。' }, page)).status, 303);
	assert.equal(of(), xintai);
	assert.ok(await opens(await desk('handler-xintai'), found));
	assert.equal((await stays.get(`/desk/reports/${found.no}`)).status, 404);
	assert.equal(ctl(['user', 'enable', 'handler-taishan2']).status, 0);
});

test('where nobody else could open a ring the leaver\'s wrap stays, and it is said', async () => {
	portal.sql('UPDATE recovery_key SET current = NULL');
	const energy = await filed({ sector: 'ENE', county: '370983' });
	const [lone] = portal.sql(`SELECT login FROM account WHERE authority_id = (SELECT authority_id FROM report WHERE id = ${energy.id}) AND roles & 1 ORDER BY id`).trim().split('\n');
	const handler = await desk(lone);
	assert.ok(await opens(handler, energy));
	portal.sql(`DELETE FROM key_ring_holder WHERE ring_id = ${ring(energy)} AND NOT (holder = 'account' AND holder_id = ${account(lone)})`);
	const said = ctl(['user', 'disable', lone]);
	assert.match(said.out, /1 rings could not be renewed, because nobody else could open them/);
	assert.equal((await handler.get('/desk')).status, 303, 'out he is all the same');
	assert.match(ctl(['recovery', 'status']).out, /still held by somebody who left, because nobody else could open them: 1/);
	assert.equal(ctl(['user', 'enable', lone]).status, 0);
	assert.ok(await opens(await desk(lone), energy), 'and nothing was lost');
});
