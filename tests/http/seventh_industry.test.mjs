// A seventh industry without a change of the core: the plugin of plugins/README.md, built outside the house against what was
// installed, offered by configuration alone. Then the same place with plugins that are refused.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, startInstance } from '../instance.mjs';
import { report } from './report_form.mjs';

const word = 'fireworks-demo';
let work, plugins, sectors, portal;

before(async () => {
	work = mkdtempSync(join(tmpdir(), 'anze-seventh-'));
	plugins = join(work, 'root/usr/lib/anze/plugins');
	sectors = join(work, 'sectors.conf');
	execFileSync(join(home, 'tools/install.sh'), { env: { ...process.env, BUILD: build, DESTDIR: join(work, 'root'), PREFIX: '/usr' } });
	cpSync(join(home, 'conf/sectors.conf'), sectors);
	portal = await startInstance({
		conf: (text) => text.replace(/^plugins = .*$/m, `plugins = "${plugins}";`).replace(/^sectors = .*$/m, `sectors = "${sectors}";`),
	});
});
after(async () => {
	await portal?.stop();
	rmSync(work, { recursive: true, force: true });
});

const row = (code, path, zh, en) => `sectors = (\n\t{ code = "${code}"; path = "${path}"; zh = "${zh}"; en = "${en}"; },`;
const configure = (...of) => writeFileSync(sectors, readFileSync(sectors, 'utf8').replace('sectors = (', row(...of)));

// The first listing of C and the line for the compiler, as a reader finds them on the page.
function fromReadme(directory) {
	const page = readFileSync(join(home, 'plugins/README.md'), 'utf8');
	const [, source] = /```c\n(.*?)```/s.exec(page);
	const [, line] = /```sh\n(.*?)```/s.exec(page);
	mkdirSync(directory);
	writeFileSync(join(directory, 'fireworks.c'), source);
	const root = join(work, 'root');
	const command = line.replaceAll('/usr/', `${root}/usr/`).replace('gcc ', 'gcc -Werror ');
	assert.doesNotMatch(command, new RegExp(`${home}/(core|plugins)`));
	execFileSync('sh', ['-c', command], { cwd: directory });
	const symbols = execFileSync('nm', ['-D', '--defined-only', join(directory, 'fireworks.so')], { encoding: 'utf8' });
	assert.match(symbols, /^\S+ \w anze_plugin\n$/, 'it exports one symbol');
	return join(directory, 'fireworks.so');
}

test('the plugin of the guide is built against what is installed and works by configuration alone', async () => {
	const english = { headers: { cookie: 'anze_lang=en' } };
	assert.equal((await portal.get('/checklists/fireworks')).status, 404);
	cpSync(fromReadme(join(work, 'source')), join(plugins, 'fireworks.so'));
	configure('FWK', 'fireworks', '烟花爆竹', 'Fireworks');
	portal.ctl('migrate');
	const from = await portal.reload();
	await portal.until(() => /plugin\.loaded sector=FWK/.test(portal.log('anzed.log').slice(from)), 'the plugin');
	assert.match(portal.ctl('plugin', 'list'), /^FWK +loaded +fireworks\.so 1\.0\.0, 2 items$/m);

	// What the public sees, in both languages.
	const list = await portal.until(async () => {
		const page = await portal.get('/checklists/fireworks');
		return page.status === 200 && page.text;
	}, 'the checklist');
	assert.match(list, /仓库存药量是否不超过核定量？/);
	assert.match(list, /《某某标准》/);
	assert.match((await portal.get('/checklists/fireworks', english)).text, /Does the store hold no more than its approved amount\?/);
	assert.match((await portal.get('/checklists', english)).text, /Fireworks/);
	assert.match((await portal.get('/report?pages=one')).text, /烟花爆竹/);
	assert.match((await portal.get('/checklists/mining')).text, /MIN-01/, 'the six are as before');

	// Who supervises it.
	const sheet = join(work, 'authorities.csv');
	const [, lines] = /```\n( +code,kind.*?)```/s.exec(readFileSync(join(home, 'plugins/README.md'), 'utf8'));
	writeFileSync(sheet, lines.replace(/^ +/gm, ''));
	portal.ctl('import', 'authorities', sheet);
	execFileSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, 'user', 'add', 'fireworks', '示例人员', 'regulator',
		'--authority', 'city-fireworks'], { input: `${word}\n`, cwd: home });
	const officer = portal.visitor();
	assert.equal((await officer.signIn('fireworks', word)).status, 303);

	assert.equal((await report(portal.visitor(), { sector: 'FWK' })).status, 200, 'a report finds its authority');

	// An enterprise, its profile, what follows.
	const made = await officer.submit('/desk/enterprises/new',
		{ name: '示例测试烟花有限公司', uscc: '91370902MA9E010092', county: '370902', zone: '', size: 'small', sectors: 'FWK' }, '/desk/enterprises/new');
	assert.equal(made.status, 303, made.text);
	const id = portal.sql("SELECT id FROM enterprise WHERE uscc = '91370902MA9E010092'").trim();
	const place = `/desk/enterprises/${id}/fireworks`;
	const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	const bad = await officer.submit(place, { trade: 'making', approved: '100', stored: '100.05', 'valid-from': day }, place);
	assert.equal(bad.status, 422);
	assert.match(bad.text, /id="stored-error"/);
	assert.doesNotMatch(bad.text, /id="approved-error"/);
	for (const [stored, words, in_english] of [['100.1', /实际100\.1 kg，核定100 kg/, /100\.1 kg in store, 100 kg approved/], ['100', /未超量/, /100 kg in store/]]) {
		assert.equal((await officer.submit(place, { trade: 'making', approved: '100', stored, 'valid-from': day }, place)).status, 303);
		officer.cookies.delete('anze_lang');
		assert.match((await officer.get(place)).text, words);
		officer.cookies.set('anze_lang', 'en');
		assert.match((await officer.get(place)).text, in_english);
	}
	officer.cookies.delete('anze_lang');

	// What is red by itself colours the enterprise, and with it the visits that are owed.
	const colour = () => portal.sql(`SELECT colour FROM enterprise_class WHERE enterprise_id = ${id}`).trim();
	assert.equal(colour(), '0');
	assert.equal((await officer.submit(place, { trade: 'making', approved: '100', stored: '100.1', 'valid-from': day }, place)).status, 303);
	assert.equal(colour(), '4');
	assert.match((await officer.get(place)).text, /来自超量储存（超量）/);
	assert.match((await officer.get(place)).text, /3次/);
	const ahead = await officer.submit(place, { trade: 'making', approved: '100', stored: '100.1', counted: '2199-01-01', 'valid-from': day }, place);
	assert.equal(ahead.status, 422);
	assert.match(ahead.text, /id="counted-error"/);

	// The regulator's desk: a draft of the checklist from the baseline.
	const desk = '/desk/checklists/fireworks';
	assert.match((await officer.get('/desk/checklists')).text, /烟花爆竹/);
	assert.equal((await officer.get(desk)).status, 200);
	assert.equal((await officer.submit(desk, { from: 'baseline' }, `${desk}/draft`)).status, 303);
	const draft = (await officer.get(`${desk}/draft`)).text;
	for (const code of ['FWK-01', 'FWK-02']) assert.ok(draft.includes(code), code);
	const other = portal.visitor();
	assert.equal((await other.signIn('construction')).status, 303);
	assert.equal((await other.get(place)).status, 404, 'another industry sees nothing of it');
});

test('plugins that are refused say why on the pages and in the log, and the others go on', async () => {
	configure('TST', 'test', '测试', 'Test');
	portal.ctl('migrate');
	const city = portal.visitor();
	assert.equal((await city.signIn('city')).status, 303);
	const bad = [
		['missing_symbol', /不是安责的行业插件/, /does not export the constant anze_plugin/],
		['wrong_abi', /接口版本为 \d+，与本系统不符/, /was made for ABI \d+; this core has ABI/],
		['small_struct', /结构大小不符（24 字节）/, /claims a structure of 24 bytes/],
		['duplicate_code', /内容不合要求（TST-01 code）/, /TST-01 code occurs twice/],
		['relevant_unread', /内容不合要求（TST-02 relevant[^）]*）/, /TST-02 relevant/],
		['relevant_unknown', /内容不合要求（TST-02 relevant[^）]*）/, /TST-02 relevant/],
		['number_without_unit', /内容不合要求（TST-02 unit）/, /unit is empty/],
	];
	for (const [name, zh, said] of bad) {
		put(`${name}.so`);
		const from = await portal.reload();
		await portal.until(() => said.test(portal.log('anzed.log').slice(from)), `${name} in the log`);
		assert.match(portal.log('anzed.log').slice(from), /plugin\.refused sector=TST/);
		await portal.until(async () => zh.test((await portal.get('/checklists/test')).text), `${name} on the public page`);
		const desk = await city.get('/desk/checklists/test');
		assert.equal(desk.status, 200);
		await portal.until(async () => zh.test((await city.get('/desk/checklists/test')).text), `${name} on the desk`);
		assert.equal((await portal.get('/checklists/chemicals')).status, 200);
		assert.throws(() => portal.ctl('plugin', 'list'), (fault) => fault.status === 1 && /^TST +disabled +test\.so/m.test(fault.stdout) && /^FWK +loaded/m.test(fault.stdout), name);
	}
	// Set aside and brought back, it still cannot be loaded: the operator is told.
	portal.ctl('plugin', 'disable', 'TST');
	assert.throws(() => portal.ctl('plugin', 'enable', 'TST'), (fault) => fault.status === 1 && /cannot be loaded/.test(fault.stderr));
	put('good.so');
	await portal.reload();
	await portal.until(async () => /TST-01/.test((await portal.get('/checklists/test')).text), 'the sound one');
});

// A new file under the old name, as `install` and `mv` put it: workers that still use the old one keep it.
function put(file) {
	cpSync(join(build, 'tests/plugins', file), join(plugins, 'test.so.new'));
	renameSync(join(plugins, 'test.so.new'), join(plugins, 'test.so'));
}
