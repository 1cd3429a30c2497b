// The database: away and back, its migrations, and the operator's tool.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, startInstance } from '../instance.mjs';
import { filled, multipart, png, receiptOf, report, tokenOf } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const count = (table) => Number(portal.sql(`SELECT COUNT(*) FROM ${table}`));

function program(name, words, { input = '', conf = portal.environment.CONF } = {}) {
	return new Promise((done) => {
		const child = execFile(join(build, name), ['-c', conf, '-d', portal.directory, ...words], { cwd: home, timeout: 60_000 },
			(fault, out, err) => done({ status: fault ? fault.code ?? fault.signal : 0, out, err }));
		child.stdin.on('error', () => {}).end(input);
	});
}
const ctl = (words, options) => program('anzectl', words, options);

for (const [how, signal] of [['is stopped', 'SIGTERM'], ['is killed', 'SIGKILL']]) {
	test(`the database ${how}: pages say so, nothing is lost, and all is well within two seconds of its return`, async () => {
		const visitor = portal.visitor();
		const handler = portal.visitor();
		await handler.signIn('handler-taishan');
		// Each worker has a connection when it goes.
		await Promise.all(Array.from({ length: 12 }, () => portal.get('/report')));
		const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
		const reports = count('report');
		await portal.stopDatabase(signal);
		await new Promise((done) => setTimeout(done, 1100)); // lists that forms ask for may be a second old
		for (let i = 0; i < 6; i++) {
			for (const [answer, what] of [[await portal.get('/report'), 'a form'], [await handler.get('/desk/reports'), 'the desk'],
				[await visitor.post('/report', multipart(token, filled)), 'a report'], [await visitor.post('/report', multipart(token, filled, [{ name: 'a.png', bytes: png() }])), 'one with a file'],
				[await portal.get('/readyz'), 'readiness']]) {
				assert.equal(answer.status, 503, what);
				assert.match(answer.text, /系统暂时无法服务/, what);
				assert.equal(answer.headers.get('retry-after'), '5');
				assert.equal(answer.headers.get('cache-control'), 'no-store');
				assert.ok(!answer.text.includes('db.sock'));
			}
		}
		assert.equal((await portal.get('/healthz')).status, 200);
		assert.equal((await portal.get('/about')).status, 200, 'what needs no database is there');
		const tool = await ctl(['user', 'list']);
		assert.equal(tool.status, 3);
		assert.match(tool.err, /the database does not answer/);
		await portal.startDatabase();
		const back = Date.now();
		await portal.until(async () => (await portal.get('/readyz')).status === 200, 'readiness', 2000);
		const statuses = await Promise.all(Array.from({ length: 12 }, async () => (await portal.get('/report')).status));
		assert.deepEqual([...new Set(statuses)], [200]);
		assert.ok(Date.now() - back < 2000, `${Date.now() - back} ms`);
		assert.equal((await handler.get('/desk/reports')).status, 200, 'the session is still good');
		// The same form, sent again, with the token it had: one report.
		const first = await visitor.post('/report', multipart(token, filled));
		const second = await visitor.post('/report', multipart(token, filled));
		assert.equal(first.status, 200);
		assert.equal(receiptOf(first.text), receiptOf(second.text));
		assert.equal(count('report'), reports + 1);
		assert.ok(!/worker\.died/.test(portal.log('anzed.log')));
	});
}

test('connections that the server cut are made again without anybody seeing it', async () => {
	const handler = portal.visitor();
	await handler.signIn('handler-taishan');
	for (let i = 0; i < 3; i++) {
		await Promise.all(Array.from({ length: 12 }, () => portal.get('/report')));
		const own = portal.sql("SELECT id FROM information_schema.processlist WHERE user = 'anze' AND command = 'Sleep'").trim().split('\n');
		portal.sql(own.map((id) => `KILL ${id};`).join(' '));
		const answers = await Promise.all([...Array.from({ length: 8 }, () => portal.get('/report')), handler.get('/desk/reports'), report(portal.visitor())]);
		assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
	}
});

test('a lock that is held for too long is waited for again, and nobody sees it', async () => {
	// A transaction by hand holds the row while a report is handled.
	await report(portal.visitor());
	const id = portal.sql('SELECT MAX(id) FROM report').trim();
	const no = `R${portal.sql(`SELECT YEAR(submitted_at + INTERVAL 8 HOUR) FROM report WHERE id = ${id}`).trim()}-${id.padStart(6, '0')}`;
	const handler = portal.visitor();
	await handler.signIn('handler-taishan');
	const page = await handler.get(`/desk/reports/${no}`);
	const csrf = tokenOf(page.text, `/desk/reports/${no}`);
	const { spawn } = await import('node:child_process');
	const client = spawn('mariadb', ['--no-defaults', '-S', join(portal.directory, 'run/db.sock'), '-u', 'anze', '-N', '-B', '--unbuffered', 'anze'],
		{ env: { ...process.env, MYSQL_PWD: readFileSync(join(portal.directory, 'keys/database-password'), 'utf8') } });
	const said = new Promise((done) => client.stdout.once('data', done));
	client.stdin.write(`BEGIN; SELECT 1 FROM report WHERE id = ${id} FOR UPDATE;\n`);
	await said;
	const waiting = handler.post(`/desk/reports/${no}`, { csrf, action: 'accept', message: '', outcome: '' });
	await new Promise((done) => setTimeout(done, 6500)); // longer than innodb_lock_wait_timeout: 1205, then again
	client.stdin.end('COMMIT;\n');
	assert.equal((await waiting).status, 303);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM audit WHERE noun = 'report' AND noun_id = ${id} AND action = 'accept'`).trim(), '1');
});

// ---- migrations ----

function sqlCopy(change) {
	const directory = join(portal.directory, 'sql-copy');
	rmSync(directory, { recursive: true, force: true });
	cpSync(join(home, 'sql'), directory, { recursive: true });
	change(directory);
	const conf = join(portal.directory, 'migrate.conf');
	writeFileSync(conf, readFileSync(join(home, 'conf/anze.conf'), 'utf8').replace(/^home = .*$/m, `home = "${home}";`).replace(/^sql = .*$/m, `sql = "${directory}";`));
	return { conf };
}

test('migrations that are applied are applied once', async () => {
	const again = await ctl(['migrate']);
	assert.equal(again.status, 0);
	assert.match(again.out, /applied now: 0/);
	assert.equal((await ctl(['migrate', '--check'])).status, 0);
});

test('a migration that was changed, is missing, came late or stands twice is refused, and nothing is run', async () => {
	const cases = [
		['changed', (path) => appendFileSync(join(path, '0001_core.sql'), '\n-- later\n'), /0001_core\.sql was changed after it was applied/],
		['missing', (path) => rmSync(join(path, '0001_core.sql')), /0001_core\.sql was applied to this database, but its file is missing/],
		['renamed', (path) => renameSync(join(path, '0001_core.sql'), join(path, '0001_heart.sql')), /0001_core\.sql was applied/],
		['twice', (path) => writeFileSync(join(path, '0001_second.sql'), 'CREATE TABLE never (a INT);'), /number that another migration has too|0001|stands elsewhere/],
		['before others', (path) => writeFileSync(join(path, '0000_early.sql'), 'CREATE TABLE never (a INT);'), /was applied|elsewhere/],
		['none at all', (path) => rmSync(path, { recursive: true }), /holds no migrations/],
	];
	for (const [what, change, said] of cases) {
		const options = sqlCopy(change);
		for (const words of [['migrate'], ['migrate', '--check']]) {
			const refused = await ctl(words, options);
			assert.equal(refused.status, 1, `${what}: ${words}`);
			assert.match(refused.err, said, what);
		}
	}
	assert.equal(portal.sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_name = 'never'").trim(), '0');
});

test('a new migration waits to be applied, is applied, and one that fails says where', async () => {
	const broken = sqlCopy((path) => writeFileSync(join(path, '9001_broken.sql'), 'CREATE TABLE broken (a INT;'));
	const failed = await ctl(['migrate'], broken);
	assert.equal(failed.status, 1);
	assert.match(failed.err, /9001_broken\.sql failed: 1064/);
	const options = sqlCopy((path) => writeFileSync(join(path, '9001_more.sql'), 'CREATE TABLE IF NOT EXISTS more (a INT);\nINSERT INTO more VALUES (1);'));
	const waiting = await ctl(['migrate', '--check'], options);
	assert.equal(waiting.status, 1);
	assert.match(waiting.err, /9001_more\.sql is waiting/);
	assert.match((await ctl(['migrate'], options)).out, /applied now: 1/);
	assert.match((await ctl(['migrate'], options)).out, /applied now: 0/);
	assert.equal(portal.sql('SELECT COUNT(*) FROM more').trim(), '1');
	portal.sql('DROP TABLE more; DELETE FROM schema_migration WHERE number = 9001');
});

// ---- the operator's tool ----

test('the operator\'s tool: words that are wrong leave with 2, what is refused with 1', async () => {
	for (const words of [[], ['nothing'], ['demo'], ['user'], ['user', 'remove'], ['user', 'add'], ['user', 'add', 'x'], ['user', 'add', 'x', 'y', 'nobody'], ['demo', 'clock', 'soon'],
		['demo', 'clock', '+1h'], ['demo', 'clock', '+99999d'], ['user', 'add', 'x', 'y', 'auditor', '--authority'], ['user', 'add', 'x', 'y', 'auditor', '--colour', 'red']]) {
		const answer = await ctl(words, { input: 'a long enough word\n' });
		assert.equal(answer.status, 2, words.join(' '));
		assert.match(answer.err, /usage: anzectl/, words.join(' '));
	}
	assert.equal((await ctl(['user', 'add', 'short', '示例', 'auditor'], { input: 'short\n' })).status, 2);
	assert.equal((await ctl(['user', 'add', 'short', '示例', 'auditor'])).status, 2, 'no password at all');
	const taken = await ctl(['user', 'add', 'auditor', '示例', 'auditor'], { input: 'a long enough word\n' });
	assert.equal(taken.status, 1);
	assert.match(taken.err, /the login auditor is taken/);
	const unknown = await ctl(['user', 'add', 'new', '示例', 'regulator', '--authority', 'moon'], { input: 'a long enough word\n' });
	assert.equal(unknown.status, 1);
	assert.match(unknown.err, /no such authority/);
	const before = count('account');
	const again = await ctl(['demo', 'load']);
	assert.equal(again.status, 1);
	assert.match(again.err, /has accounts already; nothing was changed/);
	assert.equal(count('account'), before);
});

test('the operator\'s tool: a new account signs in', async () => {
	assert.equal((await ctl(['user', 'add', 'newcomer', '示例新', 'auditor,handler', '--authority', 'taishan-emergency'], { input: 'a long enough word\n' })).status, 0);
	assert.match((await ctl(['user', 'list'])).out, /^newcomer +active +示例新 泰山区应急管理局 +handler auditor$/m);
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn('newcomer', 'a long enough word')).status, 303);
	assert.equal((await visitor.get('/desk/reports')).status, 200);
	assert.equal(portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'account' AND action = 'add' AND noun_id = (SELECT id FROM account WHERE login = 'newcomer')").trim(), '1');
});

test('the operator\'s tool: flows, the clock and plain help', async () => {
	const flows = await ctl(['flows']);
	assert.equal(flows.status, 0);
	assert.match(flows.out, /^report\n {2}received +accept +verifying +handler/m);
	assert.match((await ctl(['flows', '--dot'])).out, /digraph report \{[^}]*received -> verifying \[label="accept"\];/);
	assert.equal((await ctl(['--help'])).status, 0);
	assert.match((await ctl(['demo', 'clock', '+40d'])).out, /shows \d{4}-\d\d-\d\d \d\d:\d\d/);
	assert.equal((await ctl(['demo', 'clock', 'reset'])).status, 0);
	const real = join(portal.directory, 'real.conf');
	writeFileSync(real, readFileSync(join(home, 'conf/anze.conf'), 'utf8').replace(/^home = .*$/m, `home = "${home}";`).replace('demonstration = true', 'demonstration = false'));
	for (const words of [['demo', 'clock', '+1d'], ['demo', 'clock'], ['demo', 'load']]) {
		assert.equal((await ctl(words, { conf: real })).status, 1, words.join(' '));
	}
	assert.equal((await ctl(['user', 'list'], { conf: '/nowhere.conf' })).status, 1);
});
