// Parts of the installation that are missing or damaged: a plugin, a template, a
// text. What does not need them goes on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, startInstance } from '../instance.mjs';
import { filled, report, tokenOf } from './report_form.mjs';

let parts;
before(() => {
	parts = mkdtempSync(join(tmpdir(), 'anze-parts-'));
	cpSync(join(build, 'plugins'), join(parts, 'plugins'), { recursive: true });
	cpSync(join(home, 'templates'), join(parts, 'templates'), { recursive: true });
	rmSync(join(parts, 'plugins/mining.so'));
	truncateSync(join(parts, 'plugins/energy.so'), 3000);
	writeFileSync(join(parts, 'plugins/transport.so'), 'not a plugin at all\n');
	cpSync(join(build, 'tests/plugins/wrong_abi.so'), join(parts, 'plugins/construction.so'));
});
after(() => rmSync(parts, { recursive: true, force: true }));

const withParts = (text) => text.replace(/^plugins = .*$/m, `plugins = "${join(parts, 'plugins')}";`).replace(/^templates = .*$/m, `templates = "${join(parts, 'templates')}";`);

// What `anzed -t` says: { status, text }.
function checked(portal) {
	try {
		return { status: 0, text: execFileSync('sh', ['-c', '"$@" 2>&1', 'sh', join(build, 'anzed'), '-c', portal.environment.CONF, '-d', portal.directory, '-t'], { encoding: 'utf8', cwd: home }) };
	} catch (fault) {
		return { status: fault.status, text: fault.stdout };
	}
}

test('plugins that are missing or damaged are set aside by name; the rest works', async () => {
	const portal = await startInstance({ conf: withParts });
	try {
		for (const file of ['mining.so', 'energy.so', 'transport.so', 'construction.so']) assert.match(portal.log('anzed.log'), new RegExp(`^\\S+ \\w+ plugin\\..*${file}`, 'm'));
		let list = '';
		try {
			portal.ctl('plugin', 'list');
			assert.fail('it leaves with 1');
		} catch (fault) {
			assert.equal(fault.status, 1);
			list = fault.stdout;
		}
		assert.match(list, /^MIN +disabled +mining\.so/m);
		assert.match(list, /^CHE +loaded +chemicals\.so/m);
		assert.match(list, /^AGR +loaded +agriculture\.so/m);
		for (const sector of ['ENE', 'TRA', 'CON']) assert.match(list, new RegExp(`^${sector} +disabled`, 'm'));
		assert.equal(checked(portal).status, 0, 'no fault of the whole');
		assert.match(checked(portal).text, /the portal can start; out of service, for the reasons above: MIN CON TRA ENE$/m);
		assert.doesNotMatch(checked(portal).text, /all is well/);
		for (const path of ['/', '/report', '/about', '/login', '/readyz']) assert.equal((await portal.get(path)).status, 200, path);
		// A report about that industry is still taken.
		assert.equal((await report(portal.visitor(), { sector: 'MIN' })).status, 200);
		// The file comes back: reloading is enough.
		cpSync(join(build, 'plugins/mining.so'), join(parts, 'plugins/mining.so'));
		await portal.reload();
		assert.equal((await portal.get('/report')).status, 200);
	} finally {
		await portal.stop();
	}
});

test('a template that is missing or faulty costs its own page, with an id, and the check names it', async () => {
	const portal = await startInstance({ conf: (text) => text.replace(/^templates = .*$/m, `templates = "${join(parts, 'templates')}";`) });
	const whole = readFileSync(join(home, 'templates/public/report_track.cs'), 'utf8');
	const file = join(parts, 'templates/public/report_track.cs');
	const restart = async () => {
		const before = portal.log('anzed.log').length;
		await portal.restart();
		return portal.log('anzed.log').slice(before);
	};
	try {
		assert.equal(checked(portal).status, 0);
		for (const [change, said] of [[() => rmSync(file), /missing: .*public\/report_track\.cs/], [() => writeFileSync(file, `${whole}<?cs if:x ?>`), /public\/report_track\.cs/],
			[() => writeFileSync(file, '<?cs include!"nowhere.cs" ?>'), /public\/report_track\.cs/]]) {
			change();
			const check = checked(portal);
			assert.equal(check.status, 1);
			assert.match(check.text, said);
			// Reloading is refused, so that what is good stays.
			const before = portal.log('anzed.log').length;
			portal.signal('anzed', 'SIGHUP');
			await portal.until(() => /master\.reload refused/.test(portal.log('anzed.log').slice(before)), 'the refusal');
			assert.match(await restart(), said);
			const page = await portal.get('/report/track');
			assert.equal(page.status, 500);
			assert.ok(page.text.includes(page.headers.get('x-request-id').slice(0, 16)));
			assert.match(page.text, /系统出现故障/);
			assert.equal(page.headers.get('cache-control'), 'no-store');
			for (const path of ['/', '/report', '/login']) assert.equal((await portal.get(path)).status, 200, path);
			writeFileSync(file, whole);
			portal.signal('anzed', 'SIGHUP');
			await portal.until(async () => (await portal.get('/report/track')).status === 200, 'the page');
		}
		// Even without the page for errors there is an answer with the id.
		rmSync(join(parts, 'templates/public/error.cs'));
		await restart();
		const bare = await portal.get('/nothing');
		assert.equal(bare.status, 500);
		assert.ok(bare.text.includes(bare.headers.get('x-request-id').slice(0, 16)));
		assert.equal((await portal.get('/')).status, 200);
		cpSync(join(home, 'templates/public/error.cs'), join(parts, 'templates/public/error.cs'));
	} finally {
		await portal.stop();
	}
});

test('a report whose answer cannot be drawn is filed once, and its form can be sent again', async () => {
	const portal = await startInstance({ conf: (text) => text.replace(/^templates = .*$/m, `templates = "${join(parts, 'templates')}";`) });
	const file = join(parts, 'templates/public/report_receipt.cs');
	try {
		rmSync(file);
		await portal.restart();
		const visitor = portal.visitor();
		const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
		const failed = await visitor.post('/report', { csrf: token, ...filled });
		assert.equal(failed.status, 500);
		cpSync(join(home, 'templates/public/report_receipt.cs'), file);
		portal.signal('anzed', 'SIGHUP');
		const again = await portal.until(async () => {
			const answer = await report(visitor, {}, { token });
			return answer.status === 200 && answer;
		}, 'the receipt');
		assert.match(again.receipt, /^[0-9A-Z-]{19}$/);
		assert.equal(portal.sql('SELECT COUNT(*) FROM report').trim(), '1');
	} finally {
		await portal.stop();
	}
});

test('a catalogue that cannot be read is named by the check, and reloading keeps the old ones', async () => {
	const portal = await startInstance({ conf: (text) => text.replace(/^templates = .*$/m, `templates = "${join(parts, 'templates')}";`) });
	try {
		for (const [name, change] of [['lang/en.hdf', (path) => rmSync(path)], ['lang/zh/report.hdf', (path) => writeFileSync(path, 'no catalogue at all\n')]]) {
			const path = join(parts, 'templates', name);
			const whole = readFileSync(path);
			change(path);
			const check = checked(portal);
			assert.equal(check.status, 1, name);
			assert.match(check.text, new RegExp(`view\\.catalogue .*${name}`));
			const before = portal.log('anzed.log').length;
			portal.signal('anzed', 'SIGHUP');
			await portal.until(() => /master\.reload refused/.test(portal.log('anzed.log').slice(before)), 'the refusal');
			assert.equal((await portal.get('/report')).status, 200);
			writeFileSync(path, whole);
		}
	} finally {
		await portal.stop();
	}
});
