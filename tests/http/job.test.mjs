// Jobs: asked for, watched, stopped, taken up again after a crash, run once; and what the job of classifying anew does.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { build, startInstance } from '../instance.mjs';

const rooms = '/desk/jobs';
const many = 5000;
let portal, plugins, city, taishan, mining, admin;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	portal = await startInstance({ conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`) });
	[city, taishan, mining, admin] = await Promise.all(['city', 'che-taishan', 'mining', 'admin'].map(signedIn));
	await idle();
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, name);
	return visitor;
}

const one = (query) => portal.sql(query).trim();
const job = (id) => {
	const [state, done, total, found, claims, failure] = portal.sql(`SELECT state, done, total, found, claims, failure FROM job WHERE id = ${id}`).replace(/\n$/, '').split('\t');
	return { state, done: Number(done), total: Number(total), found: Number(found), claims: Number(claims), failure };
};
const ended = (id) => portal.until(() => one(`SELECT COUNT(*) FROM job WHERE id = ${id} AND open IS NULL`) === '1', `job ${id}`, 40_000);
const idle = () => portal.until(() => one('SELECT COUNT(*) FROM job WHERE open = 1') === '0' && one('SELECT COUNT(*) FROM job') !== '0', 'the jobs of the start', 30_000);
const trail = (id) => portal.sql(`SELECT action, IFNULL(account_id, 0) > 0 FROM audit WHERE noun = 'job' AND noun_id = ${id} ORDER BY id`).trim().split('\n').map((line) => line.replace('\t', ' '));
const ask = (visitor, sector) => visitor.submit(rooms, { sector }, rooms);
async function asked(visitor, sector) {
	const answer = await ask(visitor, sector);
	assert.equal(answer.status, 303, answer.text);
	return Number(/\/desk\/jobs\/(\d+)\?/.exec(answer.location)[1]);
}
const stop = (visitor, id, fields = {}) => visitor.submit(`${rooms}/${id}`, fields, `${rooms}/${id}/stop`);

// A city large enough for several steps, and a row in its middle that a session keeps, where the job has to wait.
function fill() {
	if (one("SELECT COUNT(*) FROM enterprise WHERE name LIKE '示例多%'") !== '0') return;
	portal.sql(`INSERT INTO enterprise (name, name_folded, uscc, county, size) SELECT CONCAT('示例多', seq), CONCAT('示例多', seq), CONCAT('91370923MB', LPAD(seq, 8, '0')), '370923', 'small' FROM seq_1_to_${many}`);
	portal.sql("INSERT INTO enterprise_sector (enterprise_id, sector, county) SELECT id, 'MIN', county FROM enterprise WHERE name LIKE '示例多%'");
	portal.sql("INSERT INTO enterprise_profile (enterprise_id, sector, field, `row`, value, valid_from, recorded_at) SELECT id, 'MIN', 'accident_12_months', 0, 'ordinary', '2026-01-01', UTC_TIMESTAMP() FROM enterprise WHERE name LIKE '示例多%'");
}
const middle = () => portal.holding(`BEGIN; SELECT enterprise_id FROM enterprise_sector WHERE sector = 'MIN' AND enterprise_id = ${one("SELECT id FROM enterprise WHERE name = '示例多3500'")} FOR UPDATE`);
const waitsInTheMiddle = (id) => portal.until(() => job(id).state === 'running' && job(id).done >= 2000, 'the first steps', 20_000);

test('what is loaded is classified by itself, once a version of a plugin', async () => {
	const jobs = "SELECT COUNT(*) FROM job WHERE cause = 'plugin' AND state = 'done'";
	assert.equal(one(jobs), '6');
	assert.equal(one("SELECT COUNT(*) FROM job"), '6');
	assert.equal(one("SELECT c.colour FROM enterprise_class c JOIN enterprise e ON e.id = c.enterprise_id WHERE e.name = '示例辛尾矿综合利用有限公司' AND c.sector = 'MIN'"), '0');
	assert.equal(one("SELECT value FROM enterprise_result r JOIN enterprise e ON e.id = r.enterprise_id WHERE e.name = '示例辛尾矿综合利用有限公司' AND r.code = 'tailings_class'"), '4');
	assert.equal(one('SELECT COUNT(*) FROM enterprise_change'), '0', 'the first result is no change');
	await portal.reload();
	await new Promise((done) => setTimeout(done, 1500));
	assert.equal(one('SELECT COUNT(*) FROM job'), '6', 'the same version is not asked for again');

	const path = join(plugins, 'mining.so');
	const version = one("SELECT value FROM setting WHERE name = 'classified.MIN'");
	const other = `${version.slice(0, -1)}9`;
	const bytes = readFileSync(path);
	for (let at = bytes.indexOf(`\0${version}\0`); at >= 0; at = bytes.indexOf(`\0${version}\0`, at + 1)) bytes.write(other, at + 1);
	writeFileSync(`${path}.new`, bytes);
	renameSync(`${path}.new`, path);
	await portal.reload();
	await portal.until(() => one(jobs) === '7', 'the job of the new version', 20_000);
	assert.equal(one("SELECT DISTINCT plugin_version FROM enterprise_class WHERE sector = 'MIN'"), other);
	assert.equal(one('SELECT MAX(found) FROM job WHERE id > 6'), '0', 'no result is another');
	assert.deepEqual(trail(one('SELECT MAX(id) FROM job')), ['ask 0', 'finish 0']);
});

test('asking: one\'s own industry and territory, and who may not', async () => {
	const id = await asked(taishan, 'CHE');
	assert.equal(one(`SELECT CONCAT(kind, sector, county, cause) FROM job WHERE id = ${id}`), 'reclassifyCHE370902person');
	await ended(id);
	assert.deepEqual(job(id), { state: 'done', done: 3, total: 3, found: 0, claims: 1, failure: '' });
	assert.deepEqual(trail(id), ['ask 1', 'finish 0']);
	assert.match((await taishan.get(`${rooms}/${id}`)).text, /已处理 3 \/ 3 户/);

	const all = await asked(city, 'all');
	assert.equal(one(`SELECT CONCAT(sector, county) FROM job WHERE id = ${all}`), '');
	await ended(all);
	assert.equal(job(all).done, 14);

	const other = await ask(taishan, 'CON');
	assert.equal(other.status, 422);
	assert.match(other.text, /id="sector-error"/);
	assert.equal((await ask(taishan, 'all')).status, 422);
	assert.equal((await ask(taishan, '')).status, 422);
	assert.equal((await city.post(rooms, { sector: 'all' })).status, 403, 'no token');
	assert.equal((await portal.visitor().get(rooms)).status, 303, 'not signed in');
	for (const name of ['insurer-a', 'handler-taishan', 'nfra', 'auditor', 'agency-a']) assert.equal((await (await signedIn(name)).get(rooms)).status, 403, name);
	const list = await admin.get(rooms);
	assert.equal(list.status, 200, 'who administers the portal watches');
	assert.doesNotMatch(list.text, /name="sector"/);
	assert.equal((await admin.post(rooms, { sector: 'all' })).status, 403);
});

test('a job of others is not there', async () => {
	const id = await asked(mining, 'MIN');
	await ended(id);
	for (const path of [`${rooms}/${id}`, `${rooms}/0`, `${rooms}/999999`, `${rooms}/x`]) assert.equal((await taishan.get(path)).status, 404, path);
	assert.doesNotMatch((await taishan.get(rooms)).text, new RegExp(`${rooms}/${id}"`));
	assert.equal((await city.get(`${rooms}/${id}`)).status, 200);
	assert.equal((await admin.get(`${rooms}/${id}`)).status, 200);
	const page = await taishan.get(rooms);
	const token = /name="csrf" value="([^"]+)"/.exec(page.text)[1];
	assert.ok([403, 404].includes((await taishan.post(`${rooms}/${id}/stop`, { csrf: token, reason: '' })).status));
});

test('watching, asking twice and stopping', async (t) => {
	fill();
	const release = await middle();
	t.after(release);
	const id = await asked(mining, 'MIN');
	await waitsInTheMiddle(id);
	const again = await ask(mining, 'MIN');
	assert.equal(again.location, `${rooms}/${id}?done=job_open_already`);
	const { text } = await mining.get(`${rooms}/${id}`);
	assert.match(text, /<progress [^>]*max="5003" value="[1-9]\d*"/);
	assert.match(text, /data-az-open/);
	assert.match(text, /刷新进度/, 'without JavaScript a link shows the progress');
	assert.equal((await mining.post(`${rooms}/${id}/stop`, { reason: '' })).status, 403, 'no token');
	const before = Date.now();
	const stopped = await stop(mining, id, { reason: '规则还要修改' });
	assert.equal(stopped.location, `${rooms}/${id}?done=job_stopped`);
	assert.ok(Date.now() - before < 5000);
	const then = job(id);
	assert.equal(then.state, 'stopped');
	await release();
	await portal.until(() => portal.log('anzed.log').includes(`job.lost request=job${String(id).padStart(13, '0')}`), 'the runner to notice', 20_000);
	assert.deepEqual(job(id), then, 'what was in hand is not written');
	assert.equal(one("SELECT COUNT(*) FROM enterprise_class c JOIN enterprise e ON e.id = c.enterprise_id WHERE e.name = '示例多3500'"), '0');
	assert.deepEqual(trail(id), ['ask 1', 'stop 1']);
	const page = (await mining.get(`${rooms}/${id}`)).text;
	assert.match(page, /规则还要修改/);
	assert.doesNotMatch(page, /停止后，已完成/);
});

test('a job whose process dies goes on where it was, in another', async (t) => {
	fill();
	const release = await middle();
	t.after(release);
	const id = await asked(mining, 'MIN');
	await waitsInTheMiddle(id);
	const { done } = job(id);
	const pid = Number(one(`SELECT owner FROM job WHERE id = ${id}`).split(':').pop());
	assert.ok(portal.children().includes(pid));
	process.kill(pid, 'SIGKILL');
	await portal.until(() => !portal.children().includes(pid), 'its end');
	assert.equal(job(id).done, done);
	await release();
	await ended(id);
	const now = job(id);
	assert.deepEqual([now.state, now.done, now.total, now.claims], ['done', many + 3, many + 3, 2]);
	assert.notEqual(Number(one(`SELECT owner FROM job WHERE id = ${id}`).split(':').pop()), pid);
	assert.equal(one("SELECT COUNT(*) FROM enterprise_class c JOIN enterprise e ON e.id = c.enterprise_id WHERE e.name LIKE '示例多%' AND c.colour = 3"), String(many));
	assert.equal(one(`SELECT COUNT(*) FROM enterprise_change WHERE job_id = ${id}`), '0', 'none twice');
	assert.deepEqual(trail(id), ['ask 1', 'finish 0']);
});

test('of several processes one runs it', async () => {
	fill();
	const run = promisify(execFile);
	const words = ['-c', portal.environment.CONF, '-d', portal.directory, 'job', 'run', 'reclassify', 'MIN'];
	const said = await Promise.all(Array.from({ length: 4 }, () => run(join(build, 'anzectl'), words)));
	const ids = new Set(said.map(({ stdout }) => /^(\d+) {2}reclassify MIN city {2}done/.exec(stdout)?.[1]));
	for (const id of ids) {
		assert.equal(job(id).claims, 1, `job ${id}`);
		assert.equal(job(id).done, many + 3);
		assert.deepEqual(trail(id), ['ask 0', 'finish 0']);
	}
	assert.match(portal.ctl('job', 'list'), /reclassify MIN city {2}done {2}5003\/5003/);
	assert.throws(() => portal.ctl('job', 'run', 'nothing'));
	assert.throws(() => portal.ctl('job', 'stop', [...ids][0]), /it has ended/);
});

test('a job that cannot be done says why', async (t) => {
	renameSync(join(plugins, 'energy.so'), join(plugins, 'energy.off'));
	await portal.reload();
	const energy = await signedIn('energy');
	const id = await asked(energy, 'ENE');
	await ended(id);
	assert.equal(job(id).state, 'failed');
	assert.match((await energy.get(`${rooms}/${id}`)).text, /该行业的插件暂停服务/);
	assert.deepEqual(trail(id), ['ask 1', 'fail 0']);

	// One that ends its process each time is given up: here its third runner has died a moment ago.
	const release = await middle();
	t.after(release);
	const dead = await asked(mining, 'MIN');
	await waitsInTheMiddle(dead);
	portal.sql(`UPDATE job SET idle_claims = 3, claims = claims + 1, lease_until = UTC_TIMESTAMP(3) WHERE id = ${dead}`);
	await release();
	await ended(dead);
	assert.equal(job(dead).failure, 'died');
	assert.match((await mining.get(`${rooms}/${dead}`)).text, /不再重试/);
});
