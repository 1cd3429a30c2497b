// A plugin that crashes, never ends or eats memory costs the request that called it; after three deaths in a minute it is
// set aside. The other industries go on throughout.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { publishedChecklist } from '../checklist_version.mjs';
import { build, startInstance } from '../instance.mjs';
import { field, itemsOf, sentOf } from '../visit_form.mjs';

// The sanitizer bounds memory in its own way, and perhaps after the deadline.
const sanitized = /san$/.test(build);
let portal, plugins, mining, chemicals, mine, plant, published = false;

before(async () => {
	plugins = mkdtempSync(join(tmpdir(), 'anze-plugins-'));
	cpSync(join(build, 'plugins'), plugins, { recursive: true });
	cpSync(join(build, 'tests/plugins/rogue.so'), join(plugins, 'mining.so'));
	portal = await startInstance({
		conf: (text) => text.replace('plugins = ""', `plugins = "${plugins}"`).replace(/^plugin_deadline_ms = .*$/m, 'plugin_deadline_ms = 800;')
			.replace(/^process_mib = .*$/m, 'process_mib = 256;'),
		// With the sanitizer, whose memory the system's limit cannot bound: crashes are left to the system, memory is bounded by it.
		environment: { ASAN_OPTIONS: 'handle_segv=0:hard_rss_limit_mb=700' },
	});
	[mining, chemicals] = await Promise.all(['mining', 'city'].map(async (name) => {
		const visitor = portal.visitor();
		assert.equal((await visitor.signIn(name)).status, 303, name);
		return visitor;
	}));
	const idOf = (sector) => portal.sql(`SELECT MIN(enterprise_id) FROM enterprise_sector WHERE sector = '${sector}'`).trim();
	mine = `/desk/enterprises/${idOf('MIN')}/mining`;
	plant = `/desk/enterprises/${idOf('CHE')}/chemicals`;
});
after(async () => {
	await portal?.stop();
	rmSync(plugins, { recursive: true, force: true });
});
// Each test begins with no death on the plugin's account.
beforeEach(async () => {
	portal.ctl('plugin', 'disable', 'MIN');
	await portal.until(async () => await metric('set_aside') === 1, 'the plugin to rest');
	portal.ctl('plugin', 'enable', 'MIN');
	await portal.until(async () => await metric('set_aside') === 0, 'the plugin to be back');
});

async function metric(name, sector = 'MIN') {
	const { text } = await portal.get('/metrics');
	return Number(new RegExp(`^anze_plugin_${name}\\{sector="${sector}"\\} (\\d+)$`, 'm').exec(text)?.[1]);
}

const day = () => new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const written = () => join(portal.directory, 'aside/MIN');

// The profile says how the plugin behaves; recording it does not call it.
async function behave(how, only = '') {
	portal.sql("DELETE FROM enterprise_profile WHERE sector = 'MIN' AND field IN ('behaviour', 'function')");
	for (const [field, value] of Object.entries({ behaviour: how, function: only }))
		portal.sql(`INSERT INTO enterprise_profile (enterprise_id, sector, field, \`row\`, value, valid_from, recorded_at)
			VALUES (${mine.split('/')[3]}, 'MIN', '${field}', 0, '${value}', '${day()}', NOW(3))`);
}

// One request that dies in the plugin: nginx's page with the id that the log names.
async function dies(how, said, path = mine, only = '') {
	const before = portal.log('anzed.log').length;
	await behave(how, only);
	const page = await mining.get(path);
	assert.equal(page.status, 503, how);
	const id = page.headers.get('x-request-id').slice(0, 16);
	assert.match(id, /^[0-9a-f]{16}$/);
	assert.ok(page.text.includes(id), 'the page shows its id');
	await portal.until(() => new RegExp(`plugin\\.died sector=MIN request=${id} ${said.source}`).test(portal.log('anzed.log').slice(before)), `${how} in the log`);
	return id;
}

for (const [how, said] of [['crash', /signal=11/], ['loop', /longer=800ms/], ['flood', /longer=800ms/], ['heap', sanitized ? /(status|longer)=/ : /signal=\d+/], ['greedy', /status=1/], ['stack', /signal=11/]])
	test(`${how} in classify costs the one request`, async () => {
		const deaths = await metric('deaths_total');
		await dies(how, said);
		assert.equal(await metric('deaths_total'), deaths + 1);
		assert.equal(await metric('deaths_total', 'CHE'), 0);
		assert.equal((await chemicals.get(plant)).status, 200);
		await behave('calm');
		const page = await mining.get(mine);
		assert.equal(page.status, 200);
		assert.match(page.text, /一切正常/);
	});

test('a plugin that leaks costs no request: a worker that has grown is replaced', async () => {
	const before = portal.log('anzed.log').length, deaths = await metric('deaths_total');
	await behave('leak', 'classify');
	for (let i = 0; i < 60; i++) assert.equal((await mining.get(mine)).status, 200, `request ${i}`);
	if (!sanitized) assert.match(portal.log('anzed.log').slice(before), /worker\.grown kib=\d+/);
	assert.doesNotMatch(portal.log('anzed.log').slice(before), /worker\.died|arena\.exhausted/);
	assert.equal(await metric('deaths_total'), deaths);
	await behave('calm');
});

test('three deaths within a minute set the plugin aside, others never notice, enabling brings it back', async () => {
	let going = true, served = 0;
	const others = ['/', '/checklists', '/checklists/chemicals', '/report', '/desk/checklists', plant, '/desk/enterprises'].map(async (path) => {
		while (going) {
			const page = await chemicals.get(path);
			assert.equal(page.status, 200, path);
			served++;
			await new Promise((done) => setTimeout(done, 30));
		}
	});
	try {
		await dies('crash', /signal=11/);
		await dies('loop', /longer=800ms/);
		assert.equal(await metric('set_aside'), 0, 'two are not enough');
		assert.equal((await mining.get('/desk/checklists/mining')).status, 200);
		const last = await dies('crash', /signal=11/);
		await portal.until(async () => await metric('set_aside') === 1, 'the plugin to be set aside');
		assert.match(portal.log('anzed.log'), new RegExp(`plugin\\.aside sector=MIN set aside: 3 deaths within 60 s, the last in request ${last}: signal=11`));
		await portal.until(() => existsSync(written()), 'the file');
		assert.match(readFileSync(written(), 'utf8'), /^failed\n3 deaths within 60 s/);
	} finally {
		going = false;
		await Promise.all(others);
	}
	assert.ok(served > 50, `${served} pages of others`);
	await saysSo(/一分钟内三次.*anzectl plugin enable MIN/s, /three times within a minute.*anzectl plugin enable MIN/s);

	// It outlives a restart, and a worker never offers it for a moment.
	await portal.restart();
	await saysSo(/一分钟内三次/, /three times within a minute/);
	assert.equal(await metric('set_aside'), 1);

	// The operator mends it and brings it back, without a restart.
	await behave('calm');
	const workers = portal.children();
	assert.match(portal.ctl('plugin', 'enable', 'MIN'), /^MIN: offered again$/m);
	// What was computed last stands on the page all the while: it is the plugin's own again when no worker says otherwise.
	await portal.until(async () => {
		for (let i = 0; i < 8; i++) {
			const { text } = await mining.get(mine);
			if (!/一切正常/.test(text) || /anzectl plugin enable/.test(text)) return false;
		}
		return true;
	}, 'the plugin, in each worker');
	assert.deepEqual(portal.children(), workers);
	assert.ok(!existsSync(written()));
	assert.match(portal.ctl('plugin', 'list'), /^MIN +loaded/m);
	// It begins anew: two more deaths are not enough.
	await dies('crash', /signal=11/);
	await dies('crash', /signal=11/);
	assert.equal(await metric('set_aside'), 0);
});

test('many at once that never end hold the others up for one deadline only', async () => {
	await behave('loop');
	const began = Date.now();
	const [pages, others] = await Promise.all([Promise.all(Array.from({ length: 12 }, () => mining.get(mine))),
		Promise.all(Array.from({ length: 12 }, () => chemicals.get(plant)))]);
	for (const page of others) assert.equal(page.status, 200);
	for (const page of pages) assert.ok(page.status === 503 || (page.status === 200 && /已将其停用/.test(page.text)), `${page.status}`);
	assert.ok(Date.now() - began < 20_000, 'each did not wait for all before it');
	await portal.until(async () => await metric('set_aside') === 1, 'the plugin to be set aside');
	await behave('calm');
});

test('the operator sets a plugin aside and brings it back', async () => {
	assert.match(portal.ctl('plugin', 'disable', 'MIN'), /^MIN: set aside$/m);
	assert.match(portal.ctl('plugin', 'disable', 'MIN'), /^MIN: is set aside already$/m);
	await portal.until(async () => await metric('set_aside') === 1, 'the workers to follow');
	await saysSo(/运维人员已停用/, /operator has set aside/);
	assert.equal((await chemicals.get(plant)).status, 200);
	portal.ctl('plugin', 'enable', 'MIN');
	assert.match(portal.ctl('plugin', 'enable', 'MIN'), /^MIN: was not set aside$/m);
	await behave('calm');
	await portal.until(async () => (await mining.get(mine)).text.includes('一切正常'), 'the plugin');
	for (const words of [['plugin', 'enable', 'QQQ'], ['plugin', 'disable', '../MIN'], ['plugin', 'enable'], ['plugin', 'disable', 'MIN', 'CHE']])
		assert.throws(() => portal.ctl(...words), (fault) => fault.status === (words.length === 3 ? 1 : 2), words.join(' '));
});

test('a file that nobody can make sense of sets the plugin aside', async () => {
	writeFileSync(written(), '');
	await portal.until(async () => await metric('set_aside') === 1, 'the plugin to rest');
	rmSync(written());
	await portal.until(async () => await metric('set_aside') === 0, 'the plugin to be back');
});

test('a visit whose review never ends, or crashes, loses a page and not what was filled in', async () => {
	if (!published) await publishedChecklist(portal, mining, 'mining');
	published = true;
	const uscc = portal.sql(`SELECT uscc FROM enterprise WHERE id = ${mine.split('/')[3]}`).trim();
	await behave('calm');
	const begun = await mining.submit('/desk/visits/new', { uscc, sector: 'MIN' }, '/desk/visits/new');
	assert.equal(begun.status, 303, begun.text);
	const visit = begun.location.replace(/\?.*/, '');
	assert.equal((await mining.get(visit)).status, 200);
	await dies('loop', /longer=800ms/, visit, 'review');
	await dies('crash', /signal=11/, visit, 'applies');
	assert.equal((await chemicals.get(plant)).status, 200);
	await behave('calm');
	assert.equal((await mining.get(visit)).status, 200);
	// Without its plugin the visit goes on: everything is asked.
	portal.ctl('plugin', 'disable', 'MIN');
	await portal.until(async () => await metric('set_aside') === 1, 'the plugin to rest');
	assert.equal((await mining.get(visit)).status, 200);
	assert.equal((await mining.get(`${visit}/1`)).status, 200);
	await portal.until(async () => /已发布的版本仍可查阅/.test((await portal.get('/checklists/mining')).text), 'the published version with a word about it');
});

test('what is sent of a section is stored before the plugin that dies of it is asked', async () => {
	if (!published) await publishedChecklist(portal, mining, 'mining');
	published = true;
	await behave('calm');
	const uscc = portal.sql(`SELECT uscc FROM enterprise WHERE id = ${mine.split('/')[3]}`).trim();
	const begun = await mining.submit('/desk/visits/new', { uscc, sector: 'MIN' }, '/desk/visits/new');
	const page = `${begun.location.replace(/\?.*/, '')}/1`, id = Number(page.split('/')[3].slice(-6));
	const { text } = await mining.get(page);
	const code = itemsOf(text)[0], csrf = /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(text)[0])[1];
	const said = () => portal.sql(`SELECT CONCAT_WS(',', answer, remark) FROM visit_answer WHERE visit_id = ${id} AND item = '${code}' ORDER BY revision DESC LIMIT 1`).trim();
	const send = (answer, remark, more = {}) => mining.post(page, { csrf, ...sentOf(text, { [field('a', code)]: answer, [field('r', code)]: remark }), go: 'leave', ...more });
	for (const [how, only, answer] of [['loop', 'review', 'no'], ['crash', 'applies', 'yes']]) {
		await behave(how, only);
		assert.equal((await send(answer, `${how} 之前填写`)).status, 503, only);
		assert.equal(said(), `${answer},${how} 之前填写`, only);
	}
	portal.ctl('plugin', 'disable', 'MIN');
	portal.ctl('plugin', 'enable', 'MIN');
	await portal.until(async () => await metric('set_aside') === 0, 'the plugin to be back');
	await behave('calm');
	const again = await mining.get(page);
	assert.match(again.text, /crash 之前填写/);
});

test('a job that dies in a plugin is attributed, too, and does not try for ever', async () => {
	const before = portal.log('anzed.log').length;
	const died = () => (portal.log('anzed.log').slice(before).match(/plugin\.died sector=MIN request=job signal=11/g) ?? []).length;
	await behave('crash', 'classify');
	const asked = await mining.submit('/desk/jobs', { sector: 'MIN' }, '/desk/jobs');
	assert.equal(asked.status, 303, asked.text);
	const id = Number(/\/desk\/jobs\/(\d+)\?/.exec(asked.location)[1]);
	for (let times = 1; times <= 3; times++) {
		await portal.until(() => died() === times, `death ${times}`, 20_000);
		portal.sql(`UPDATE job SET lease_until = NULL WHERE id = ${id} AND open = 1`); // who had it is gone: no need to wait
	}
	await portal.until(async () => await metric('set_aside') === 1, 'the plugin to be set aside');
	await portal.until(() => portal.sql(`SELECT state FROM job WHERE id = ${id}`).trim() === 'failed', 'the job to give up', 20_000);
	assert.equal(died(), 3);
	assert.equal((await mining.get(`/desk/jobs/${id}`)).status, 200);
	assert.equal((await chemicals.get(plant)).status, 200);
	await behave('calm');
});

// The regulator, the public and the operator are told, each in words of their own.
async function saysSo(zh, en) {
	const english = { headers: { cookie: 'anze_lang=en' } };
	for (const path of [mine, '/desk/checklists', '/desk/checklists/mining']) {
		const page = await mining.get(path);
		assert.equal(page.status, 200, path);
		assert.match(page.text, zh, path);
		mining.cookies.set('anze_lang', 'en');
		assert.match((await mining.get(path)).text, en, path);
		mining.cookies.delete('anze_lang');
	}
	await portal.until(async () => /正在检修/.test((await portal.get('/checklists/mining')).text), 'the public page');
	assert.match((await portal.get('/checklists/mining', english)).text, /being repaired/);
	assert.match((await portal.get('/checklists')).text, /正在检修/);
	assert.doesNotMatch((await portal.get('/checklists/mining')).text, /anzectl/);
	assert.throws(() => portal.ctl('plugin', 'list'), (fault) => fault.status === 1 && /^MIN +aside +mining\.so: .*anzectl plugin enable MIN/m.test(fault.stdout) && /^CHE +loaded/m.test(fault.stdout));
}
