// A portal for a test file: its own directory, port and database, made by
// tools/instance.sh like any other, from a template that is prepared once a
// build (migrated, with the demonstration city) and then copied.
//
//   import { startInstance } from '../instance.mjs';
//   const portal = await startInstance();
//   after(() => portal.stop());
//   const answer = await portal.get('/disclosures?kind=exposure');
//
// The limits of nginx are out of the way unless a test asks for the real ones:
// startInstance({ limits: true }).
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const home = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
export const build = resolve(home, process.env.BUILD || 'build');
export const sanitized = build.endsWith('/san');
export const password = 'anze-demo';

const script = join(home, 'tools/instance.sh');
const wide = { LIMIT_REPORT: '600r/s', LIMIT_STEP: '600r/s', LIMIT_TRACK: '600r/s', LIMIT_CODE: '600r/s', LIMIT_LOGIN: '600r/s' };

function settings(directory, port, more = {}) {
	return {
		...process.env, VAR: directory, PORT: String(port), CONF: join(home, 'conf/anze.conf'), BUILD: build,
		DATABASE_MEMORY: '32M', DATABASE_LOG: '16M',
		LSAN_OPTIONS: `suppressions=${join(home, 'tests/lsan.txt')}:print_suppressions=0`, ...more,
	};
}

function instance(command, environment) {
	return new Promise((done, broken) => {
		execFile(script, [command], { env: environment, timeout: 180_000 }, (fault, out, err) => {
			if (fault) broken(new Error(`tools/instance.sh ${command}: ${fault.message}\n${out}${err}`));
			else done(out + err);
		});
	});
}

// A port that was free a moment ago.
export function freePort() {
	return new Promise((done, broken) => {
		const server = createServer();
		server.once('error', broken);
		server.listen(0, '127.0.0.1', () => {
			const { port } = server.address();
			server.close(() => done(port));
		});
	});
}

// ---- the template ----

function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path).sort().flatMap((name) => filesUnder(join(path, name)));
}

// Whatever the prepared database depends on; another answer, another template.
function templateName() {
	const hash = createHash('sha256');
	for (const path of ['sql', 'conf', 'tools/instance.sh']) {
		for (const file of filesUnder(join(home, path))) hash.update(file).update(readFileSync(file));
	}
	for (const program of [join(build, 'anzectl'), ...filesUnder(join(build, 'plugins'))]) {
		const { size, mtimeMs } = statSync(program);
		hash.update(`${program} ${size} ${mtimeMs}`);
	}
	return hash.digest('hex').slice(0, 16);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

// Has this process ended, whether or not somebody has asked for its status?
export function isGone(pid) {
	try {
		return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1][0] === 'Z';
	} catch {
		return true;
	}
}

// Test files run side by side: one makes the template, the others wait. Who made
// it is in the lock, so that a lock whose owner is gone does not hold anybody.
async function template() {
	const shelf = join(build, 'instances');
	const ready = join(shelf, templateName());
	const lock = join(shelf, 'lock');
	mkdirSync(shelf, { recursive: true });
	while (!existsSync(ready)) {
		try {
			writeFileSync(lock, String(process.pid), { flag: 'wx' });
		} catch {
			await pause(100);
			let owner = 0;
			try { owner = Number(readFileSync(lock, 'utf8')); } catch { continue; }
			if (owner > 0 && !existsSync(`/proc/${owner}`)) rmSync(lock, { force: true });
			continue;
		}
		try {
			if (!existsSync(ready)) await makeTemplate(shelf, ready);
		} finally {
			rmSync(lock, { force: true });
		}
	}
	return ready;
}

async function makeTemplate(shelf, ready) {
	for (const name of readdirSync(shelf)) {
		if (name !== 'lock') rmSync(join(shelf, name), { recursive: true, force: true });
	}
	const directory = mkdtempSync(join(tmpdir(), 'anze-'));
	try {
		const environment = settings(directory, await freePort());
		await instance('start', environment);
		await instance('stop', environment);
		execFileSync('cp', ['-a', '--reflink=auto', directory, `${ready}.new`]);
		renameSync(`${ready}.new`, ready);
	} finally {
		rmSync(directory, { recursive: true, force: true });
	}
}

// ---- an instance ----

function confOf({ conf = (text) => text, flood = false }) {
	const text = conf(readFileSync(join(home, 'conf/anze.conf'), 'utf8').replace(/^home = .*$/m, `home = "${home}";`)
		.replace(/^log_level = .*$/m, 'log_level = "debug";'));
	return flood ? text : text.replace(/^\tproof = "auto";$/m, '\tproof = "off";');
}

// options: fresh: true    an empty directory instead of the template
//          limits: true   nginx's own rates for POST requests
//          flood: true    many reports within ten minutes cost a proof of work, as conf/anze.conf has it
//          environment    more for tools/instance.sh, for example CONF
//          conf           (text) => text: a changed copy of conf/anze.conf
export async function startInstance(options = {}) {
	const directory = mkdtempSync(join(tmpdir(), 'anze-'));
	const port = await freePort();
	const more = { ...(options.limits ? {} : wide), ...options.environment };
	more.CONF = join(directory, 'anze.conf');
	writeFileSync(more.CONF, confOf(options));
	const environment = settings(directory, port, more);
	try {
		if (!options.fresh) {
			const ready = await template();
			execFileSync('cp', ['-a', '--reflink=auto', join(ready, 'mariadb'), join(ready, 'keys'), directory]);
		}
		await instance('start', environment);
	} catch (fault) {
		rmSync(directory, { recursive: true, force: true });
		throw fault;
	}
	return new Portal(directory, port, environment);
}

// nginx neither keeps nor gives a kept page when a request has a cookie other than the language's.
const fresh = 'fresh=1';
const cookieLine = (...pairs) => pairs.filter(Boolean).join('; ');

class Portal {
	constructor(directory, port, environment) {
		this.directory = directory;
		this.port = port;
		this.environment = environment;
		this.holders = new Set(); // sessions that a test has not released
		this.url = `http://127.0.0.1:${port}`;
	}

	// One request without following redirects; headers as in fetch. A public page may be the one that nginx has kept, up to
	// a second old.
	fetch(path, options = {}) {
		return fetch(new URL(path, this.url), { redirect: 'manual', ...options });
	}

	// GET: { status, headers, text }; always from the portal itself.
	async get(path, options = {}) {
		const headers = new Headers(options.headers);
		headers.set('cookie', cookieLine(fresh, headers.get('cookie')));
		const answer = await this.fetch(path, { ...options, headers });
		return { status: answer.status, headers: answer.headers, text: await answer.text() };
	}

	// A visitor who keeps cookies, as a browser would.
	visitor() {
		return new Visitor(this);
	}

	// What the operator's tool prints: portal.ctl('flows').
	ctl(...words) {
		return execFileSync(join(build, 'anzectl'), ['-c', this.environment.CONF, '-d', this.directory, ...words],
			{ encoding: 'utf8', cwd: home });
	}

	// A query by hand, one line a row, tab-separated.
	sql(text) {
		return execFileSync('mariadb', ['--no-defaults', '-S', join(this.directory, 'run/db.sock'), '-u', 'anze', '-N', '-B',
			'--default-character-set=utf8mb4', 'anze', '-e', text],
		{ encoding: 'utf8', env: { ...process.env, MYSQL_PWD: readFileSync(join(this.directory, 'keys/database-password'), 'utf8') } });
	}

	log(name) {
		const path = isAbsolute(name) ? name : join(this.directory, 'log', name);
		return existsSync(path) ? readFileSync(path, 'utf8') : '';
	}

	pid(part) {
		return Number(readFileSync(join(this.directory, 'run', `${part}.pid`), 'utf8'));
	}

	// The processes of the portal below its master: the workers and the one for jobs.
	children() {
		const master = this.pid('anzed');
		return readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
	}

	signal(part, name) {
		process.kill(this.pid(part), name);
	}

	// Ends the database and waits until it is gone.
	async stopDatabase(signal) {
		const pid = this.pid('database');
		process.kill(pid, signal);
		await this.until(() => isGone(pid), 'the end of the database', 20_000);
	}

	// Starts it again as tools/instance.sh does, and waits until it answers.
	async startDatabase() {
		rmSync(join(this.directory, 'run/db.sock'), { force: true });
		const child = this.leave('mariadbd', [`--defaults-file=${join(this.directory, 'mariadb.cnf')}`], 'mariadb.log');
		writeFileSync(join(this.directory, 'run/database.pid'), `${child.pid}\n`);
		await this.until(() => { try { this.sql('SELECT 1'); return true; } catch { return false; } }, 'the database', 60_000);
	}

	// nginx's workers.
	nginxWorkers() {
		const master = this.pid('nginx');
		return readFileSync(`/proc/${master}/task/${master}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
	}

	// Starts nginx again, as tools/instance.sh does, after all of it was killed.
	async startNginx() {
		this.leave('nginx', ['-p', `${this.directory}/`, '-e', join(this.directory, 'log/nginx.log'), '-c', join(this.directory, 'nginx/nginx.conf')], 'nginx.log');
		await this.until(async () => { try { return (await this.get('/healthz')).status === 200; } catch { return false; } }, 'nginx', 20_000);
	}

	// A program that is left running when the test ends; the instance's own `stop` ends it.
	leave(program, words, log) {
		const out = openSync(join(this.directory, 'log', log), 'a');
		const child = spawn(program, words, { detached: true, stdio: ['ignore', out, out], env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` } });
		closeSync(out);
		child.unref();
		return child;
	}

	// Keeps a table for itself, so that a request which needs it waits in its worker:
	// const release = await portal.hold('insurer'); ... await release();
	hold(table) {
		return this.holding(`LOCK TABLES ${table} WRITE`);
	}

	// Does something in a session of its own and keeps that open, with its locks, until it is released.
	async holding(statements) {
		const client = spawn('mariadb', ['--no-defaults', '-S', join(this.directory, 'run/db.sock'), '-u', 'anze', '-N', '-B',
			'--unbuffered', 'anze'],
		{ env: { ...process.env, MYSQL_PWD: readFileSync(join(this.directory, 'keys/database-password'), 'utf8') } });
		this.holders.add(client);
		const ended = new Promise((done) => client.once('exit', done));
		let said = '';
		const held = new Promise((done, broken) => {
			client.stdout.on('data', (text) => {
				said += text;
				if (said.endsWith('held\n')) done();
			});
			client.once('exit', (code) => broken(new Error(`the mariadb client ended with ${code}`)));
		});
		client.stdin.write(`${statements};\nSELECT 'held';\n`);
		await held;
		return () => {
			this.holders.delete(client);
			client.stdin.end();
			return ended;
		};
	}

	// Waits until `check` gives something true, and gives it back.
	async until(check, what, ms = 10_000) {
		const end = Date.now() + ms;
		for (;;) {
			const value = await check();
			if (value) return value;
			if (Date.now() > end) throw new Error(`waited ${ms} ms in vain for ${what}`);
			await pause(25);
		}
	}

	// A new generation of processes, and nothing of the one before is left to answer; gives back where its lines begin in
	// the log of anzed.
	async reload() {
		const from = this.log('anzed.log').length;
		const before = this.children();
		this.signal('anzed', 'SIGHUP');
		await this.until(() => /master\.reload generation=/.test(this.log('anzed.log').slice(from)), 'the reload');
		await this.until(() => { const now = this.children(); return now.length > 0 && !now.some((pid) => before.includes(pid)); }, 'a whole generation');
		return from;
	}

	async restart() {
		await instance('stop', this.environment);
		await instance('start', this.environment);
	}

	// Stops it and removes its directory; keep: true leaves the directory. What a
	// sanitizer had to say is a failure of the test, wherever it came from; only a
	// limit of memory that a test set itself is meant to be met. So is a request that
	// left more than one row in the audit trail; which routes left one is noted for
	// tests/trail.mjs.
	async stop({ keep = false } = {}) {
		for (const client of this.holders) client.stdin.end();
		await instance('stop', this.environment);
		const said = this.log('anzed.log').split('\n');
		const at = said.findIndex((line) => /runtime error:|AddressSanitizer|LeakSanitizer/.test(line) && !/hard rss limit exhausted/.test(line));
		if (!keep) rmSync(this.directory, { recursive: true, force: true });
		const wrong = said.find((line) => line.includes(' request.trail '));
		if (wrong) throw new Error(`more rows in the audit trail than the route may leave: ${wrong}`);
		const written = said.filter((line) => line.includes(' request.write ') && line.includes(' rows=1')).map((line) => /route=(\S+)/.exec(line)[1]);
		mkdirSync(join(build, 'check/trail'), { recursive: true });
		appendFileSync(join(build, 'check/trail', String(process.pid)), [...new Set(written), ''].join('\n'));
		if (at >= 0) throw new Error(`a sanitizer spoke:\n${said.slice(at, at + 25).join('\n')}`);
	}
}

class Visitor {
	constructor(portal) {
		this.portal = portal;
		this.cookies = new Map();
	}

	async fetch(path, options = {}) {
		const headers = new Headers(options.headers);
		headers.set('cookie', cookieLine(fresh, ...[...this.cookies].map(([name, value]) => `${name}=${value}`)));
		const answer = await this.portal.fetch(path, { ...options, headers });
		for (const line of answer.headers.getSetCookie()) {
			const [pair, ...attributes] = line.split(';');
			const name = pair.slice(0, pair.indexOf('=')).trim();
			const value = pair.slice(pair.indexOf('=') + 1).trim();
			if (value === '' || attributes.some((text) => /^\s*max-age=0$/i.test(text))) this.cookies.delete(name);
			else this.cookies.set(name, value);
		}
		return { status: answer.status, headers: answer.headers, location: answer.headers.get('location'), text: await answer.text() };
	}

	get(path, options = {}) {
		return this.fetch(path, options);
	}

	// Sends fields as a form does; a FormData goes as multipart.
	post(path, fields, options = {}) {
		const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
		return this.fetch(path, { ...options, method: 'POST', body });
	}

	// Opens a page, takes the hidden fields of its form whose action is `path`
	// (or its first one, but never the one that signs out), adds `fields` and sends them to that action.
	async submit(page, fields, path) {
		const { text } = await this.get(page);
		const forms = [...text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head, inner]) => ({
			action: unescape(/\baction="([^"]*)"/.exec(head)?.[1] ?? page), method: /\bmethod="post"/i.test(head), inner,
		})).filter((form) => form.method);
		const form = forms.find((each) => each.action === path) ?? forms.find((each) => each.action !== '/logout');
		if (!form) throw new Error(`${page} has no form that is sent`);
		const hidden = {};
		for (const [tag] of form.inner.matchAll(/<input\b[^>]*>/g)) {
			if (!/\btype="hidden"/.test(tag)) continue;
			hidden[unescape(/\bname="([^"]*)"/.exec(tag)?.[1] ?? '')] = unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
		}
		if (fields instanceof FormData) {
			const all = new FormData(); // the token stands before any file, as on the page
			for (const [name, value] of Object.entries(hidden)) if (!fields.has(name)) all.append(name, value);
			for (const [name, value] of fields) all.append(name, value);
			return this.post(form.action, all);
		}
		return this.post(form.action, { ...hidden, ...fields });
	}

	signIn(name, word = password) {
		return this.submit('/login', { name, password: word }, '/login');
	}
}

function unescape(text) {
	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
