// The processes: what they say in their headers, peers that misbehave, workers
// that hang or die, reloading and stopping.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, isGone as gone, sanitized, startInstance } from '../instance.mjs';
import { answerOf, begin, exchange, fastcgi, fastcgiSocket, http, pairs, PARAMS, record, usual, whole } from './raw.mjs';
import { png, report } from './report_form.mjs';

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
// A short deadline, so that what hangs is ended while the test waits.
const quick = (text) => text.replace(/^request_deadline_ms = .*$/m, 'request_deadline_ms = 1500;').replace(/^workers = .*$/m, 'workers = 3;');

let portal;
before(async () => { portal = await startInstance({ conf: quick }); });
after(() => portal?.stop());

function program(name, words, input) {
	return new Promise((done) => {
		const child = execFile(join(build, name), words, { cwd: home, timeout: 60_000 }, (fault, out, err) => done({ status: fault ? fault.code : 0, out, err }));
		child.stdin.on('error', () => {}).end(input ?? '');
	});
}

async function metric(name) {
	const { text } = await portal.get('/metrics');
	return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

// ---- headers ----

test('every kind of answer has the headers that protect its reader', async () => {
	const visitor = portal.visitor();
	await visitor.signIn('handler-taishan');
	await report(portal.visitor(), {}, { files: [{ name: 'a.png', bytes: png() }] });
	const [id, blob] = portal.sql('SELECT report_id, blob_id FROM report_file ORDER BY blob_id DESC LIMIT 1').trim().split('\t');
	const file = `/desk/reports/R${new Date(Date.now() + 8 * 3600e3).getUTCFullYear()}-${id.padStart(6, '0')}/files/${blob}`;
	await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the copy');
	const kinds = [
		['/', 200], ['/about', 200], ['/report', 200], ['/login', 200], ['/healthz', 200], ['/metrics', 200], ['/readyz', 200], ['/css/anze.css', 200], ['/js/anze.js', 200],
		['/nothing', 404], ['/css/nothing.css', 404], ['/desk', 303], ['/lang/en', 303], ['/logout', 405], ['/login?next=%b0', 400], [`/${'a'.repeat(600)}`, 400],
	];
	const answers = [];
	for (const [path, status] of kinds) answers.push([path, status, await portal.get(path)]);
	answers.push(['file', 200, await visitor.get(file)], ['desk', 200, await visitor.get('/desk')], ['403', 403, await visitor.get('/desk/audit')]);
	answers.push(['post', 403, await visitor.post('/report', {})], ['413', 413, await visitor.post('/login', { name: 'x'.repeat(70_000) })]);
	for (const [path, status, { status: got, headers }] of answers) {
		assert.equal(got, status, path);
		assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/, path);
		assert.ok(!/unsafe/.test(headers.get('content-security-policy')), path);
		assert.equal(headers.get('x-content-type-options'), 'nosniff', path);
		assert.equal(headers.get('referrer-policy'), 'same-origin', path);
		assert.match(headers.get('permissions-policy') ?? '', /geolocation=\(\)/, path);
		assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin', path);
		assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f]{32}$/, path);
		assert.equal(headers.get('server'), 'nginx', path);
		assert.equal(headers.get('x-powered-by'), null, path);
		assert.equal(headers.get('x-accel-expires'), null, path);
	}
});

test('what may be private is never stored, what is public is asked for again', async () => {
	const visitor = portal.visitor();
	for (const path of ['/report', '/report/track', '/login', '/nothing', '/desk']) {
		assert.equal((await visitor.get(path)).headers.get('cache-control'), 'no-store', path);
	}
	await visitor.signIn('handler-taishan');
	for (const path of ['/desk', '/desk/reports', '/', '/about', '/desk/audit']) {
		assert.equal((await visitor.get(path)).headers.get('cache-control'), 'no-store', path);
	}
	for (const path of ['/', '/about']) assert.equal((await portal.get(path)).headers.get('cache-control'), 'no-cache', path);
	// What one who is signed in saw is not what the next visitor gets.
	assert.ok((await visitor.get('/')).text.includes('示例九'));
	assert.ok(!(await portal.get('/')).text.includes('示例九'));
	assert.match((await portal.get('/css/anze.css?v=1')).headers.get('cache-control'), /immutable/);
});

test('a cookie cannot be read by scripts and is not sent from other sites; the public pages set none', async () => {
	for (const path of ['/', '/about', '/nothing', '/healthz']) {
		assert.deepEqual((await portal.get(path)).headers.getSetCookie(), [], path);
	}
	const [form] = (await portal.get('/report')).headers.getSetCookie();
	assert.match(form, /^anze_form=[\w-]{22}; Path=\/report; HttpOnly; SameSite=Strict$/);
	const [language] = (await portal.get('/lang/en')).headers.getSetCookie();
	assert.match(language, /^anze_lang=en; Path=\/; HttpOnly; SameSite=Lax; Max-Age=31536000$/);
	const visitor = portal.visitor();
	const session = (await visitor.signIn('auditor')).headers.getSetCookie().find((line) => line.startsWith('anze_session='));
	assert.match(session, /^anze_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
	const [ended] = (await visitor.submit('/desk', {}, '/logout')).headers.getSetCookie();
	assert.match(ended, /^anze_session=; Path=\/; .*Max-Age=0$/);
});

test('the language is switched and its link leads back, and never to another host', async () => {
	const visitor = portal.visitor();
	const chinese = await visitor.get('/about');
	assert.match(chinese.text, /<html[^>]* lang="zh-CN"/);
	assert.equal(chinese.headers.get('content-language'), 'zh-CN');
	const link = /href="(\/lang\/en\?back=[^"]*)"/.exec(chinese.text)[1];
	const switched = await visitor.get(link);
	assert.equal(switched.location, '/about');
	const english = await visitor.get('/about');
	assert.match(english.text, /<html[^>]* lang="en"/);
	assert.equal(english.headers.get('content-language'), 'en');
	assert.match((await visitor.get('/nothing')).text, /<html[^>]* lang="en"/);
	assert.equal((await visitor.get(`/lang/zh?back=${encodeURIComponent('/disclosures?kind=exposure&q=%E7%A4%BA')}`)).location, '/disclosures?kind=exposure&q=%E7%A4%BA');
	for (const back of ['//evil.example', '\\\\evil.example', '/\\evil.example', 'http://evil.example', 'https:evil.example', '', 'evil', '/\t/evil.example', '/\n/evil.example',
		'/\r\nSet-Cookie: a=b', '\t//evil.example', ' //evil.example', '/\u0000/evil.example', '/\u0085/evil.example']) {
		const answer = await visitor.get(`/lang/zh?back=${encodeURIComponent(back)}`);
		const target = answer.location ?? '/';
		assert.equal(new URL(target, portal.url).host, new URL(portal.url).host, JSON.stringify(back));
		assert.ok(['/', null].includes(answer.location) || !/[\s\\]|\/\//.test(target), JSON.stringify([back, target]));
		assert.ok(answer.headers.getSetCookie().every((line) => line.startsWith('anze_lang=')));
	}
	// A path in Chinese goes into the header as ASCII.
	assert.match((await visitor.get(`/lang/zh?back=${encodeURIComponent('/示例?q=示例')}`)).location, /^\/[!-~]*$/);
	assert.equal((await portal.get('/lang/fr')).status, 404);
	assert.equal((await portal.get('/lang/')).status, 404);
});

test('the error pages name the request under which the log has it', async () => {
	const answer = await portal.get('/nothing');
	const id = answer.headers.get('x-request-id').slice(0, 16);
	assert.ok(answer.text.includes(id));
	await portal.until(() => portal.log('access.log').includes(answer.headers.get('x-request-id')), 'the line, which comes after the answer');
});

test('the instruments are for this host only', async () => {
	for (const path of ['/metrics', '/readyz']) {
		assert.equal((await portal.get(path)).status, 200);
		assert.equal((await portal.get(path, { headers: { 'x-forwarded-for': '192.0.2.1' } })).status, 404);
		assert.equal((await http(portal, [`GET ${path} HTTP/1.1`], '', { from: '127.0.0.9' })).status, 403);
	}
	const { text } = await portal.get('/metrics');
	assert.match(text, /^anze_workers 3$/m);
	assert.match(text, /^anze_requests_total\{class="4xx"\} \d+$/m);
});

// ---- peers ----

const rude = {
	'is silent': Buffer.alloc(0),
	'stops within its first record': begin.subarray(0, 5),
	'stops after its first record': begin,
	'stops within its parameters': Buffer.concat([begin, record(PARAMS, pairs(usual).subarray(0, 9), { length: 400 })]),
	'says that a name has two thousand million bytes': Buffer.concat([begin, record(PARAMS, Buffer.from([0xff, 0xff, 0xff, 0xff, 0x80, 0, 0, 1, 65]))]),
	'sends nonsense': Buffer.from('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
	'never ends its parameters': Buffer.concat([begin, record(PARAMS, pairs(usual))]),
	'promises a body and sends none': Buffer.concat([begin, record(PARAMS, pairs({ ...usual, REQUEST_METHOD: 'POST', REQUEST_URI: '/report/track', CONTENT_LENGTH: '5000',
		CONTENT_TYPE: 'application/x-www-form-urlencoded' })), record(PARAMS), record(5, 'csrf=')]),
};

// Holds `count` connections open with these bytes until the function that comes back is called.
function besiege(bytes, count) {
	const sockets = Array.from({ length: count }, () => {
		const socket = connect(fastcgiSocket(portal));
		socket.on('error', () => {});
		socket.resume();
		if (bytes.length > 0) socket.write(bytes);
		return socket;
	});
	return () => sockets.forEach((socket) => socket.destroy());
}

for (const [what, bytes] of Object.entries(rude)) {
	test(`a FastCGI peer that ${what} costs a worker no more than a moment`, async () => {
		const end = besiege(bytes, 3); // as many as there are workers
		try {
			await pause(30);
			const began = Date.now();
			const answer = await portal.get('/healthz');
			assert.equal(answer.status, 200);
			assert.ok(Date.now() - began < 1000, `${Date.now() - began} ms`);
		} finally {
			end();
		}
	});
}

test('a FastCGI peer that drops its connection after each step harms nobody', async () => {
	const all = whole({ REQUEST_METHOD: 'POST', REQUEST_URI: '/report/track', CONTENT_LENGTH: '20', CONTENT_TYPE: 'application/x-www-form-urlencoded' }, 'csrf=1&receipt=234567');
	for (let at = 0; at < all.length; at += 13) {
		await exchange(fastcgiSocket(portal), all.subarray(0, at), { end: true, ms: 20 });
	}
	const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await portal.get('/report')).status));
	assert.ok(statuses.every((status) => status === 200));
	assert.ok(!portal.log('anzed.log').includes('worker.died'));
});

test('a peer that drips its parameters is cut off', async () => {
	const all = whole({});
	const socket = connect(fastcgiSocket(portal));
	let open = true;
	socket.on('close', () => { open = false; }).on('error', () => {}).resume();
	const began = Date.now();
	for (let at = 0; open && at < all.length; at++) {
		socket.write(all.subarray(at, at + 1));
		await pause(25);
	}
	assert.ok(Date.now() - began < 5000 && !open, `${Date.now() - began} ms`);
	assert.equal((await portal.get('/healthz')).status, 200);
});

test('the portal\'s own socket is for its user and nginx alone', async () => {
	const { statSync } = await import('node:fs');
	assert.equal(statSync(join(portal.directory, 'run/anzed.sock')).mode & 0o777, 0o660);
	assert.equal((await fastcgi(portal, {})).status, 200);
	assert.equal(answerOf(await exchange(fastcgiSocket(portal), whole({ REQUEST_URI: '/healthz' }))).text, 'ok\n');
});

// ---- workers ----

test('a request that takes too long ends its worker, which is replaced; the others go on', async () => {
	const ended = await metric('anze_worker_ended_by_watchdog_total');
	const release = await portal.hold('disclosure');
	try {
		const before = portal.children();
		const began = Date.now();
		const hanging = portal.get(`/disclosures?q=${Date.now()}`);
		await pause(300);
		assert.equal((await portal.get('/healthz')).status, 200);
		const answer = await hanging;
		assert.equal(answer.status, 503);
		assert.match(answer.text, /<h1/);
		assert.ok(Date.now() - began < 4000, `${Date.now() - began} ms`);
		await portal.until(() => portal.children().length === before.length && portal.children().some((pid) => !before.includes(pid)), 'a new worker');
	} finally {
		await release();
	}
	assert.equal(await metric('anze_worker_ended_by_watchdog_total'), ended + 1);
	assert.match(portal.log('anzed.log'), /worker\.hangs.*request=[0-9a-f]{16}/);
	assert.equal((await portal.get('/report')).status, 200);
});

test('a worker that stands still in a request is ended, too', async () => {
	const release = await portal.hold('disclosure');
	let stopped = [];
	try {
		const hanging = portal.get(`/disclosures?q=${Date.now()}`);
		await pause(300);
		stopped = portal.children();
		for (const pid of stopped) process.kill(pid, 'SIGSTOP');
		const answer = await hanging;
		assert.equal(answer.status, 503);
		await portal.until(() => stopped.filter(gone).length === 1, 'the end of the one that had a request', 2000);
		await pause(200);
		assert.equal(stopped.filter(gone).length, 1, 'and of no other');
	} finally {
		for (const pid of stopped) if (!gone(pid)) process.kill(pid, 'SIGCONT');
		await release();
	}
	await portal.until(async () => (await portal.get('/report')).status === 200, 'the portal');
});

test('a process that is killed is replaced at once', async () => {
	for (const pid of portal.children()) {
		process.kill(pid, 'SIGKILL');
		await portal.until(() => gone(pid) && portal.children().length === 4, 'its successor', 5000);
		assert.equal((await portal.get('/healthz')).status, 200);
	}
	assert.ok((await metric('anze_worker_deaths_total')) >= 3);
	assert.match(portal.log('anzed.log'), /worker\.died pid=\d+ slot=\d+ signal=9/);
});

test('reloading under load drops no request', async () => {
	const reloads = await metric('anze_reloads_total');
	const statuses = [];
	let more = true;
	const clients = Array.from({ length: 4 }, async (_, i) => {
		for (let n = 0; more || n < 50; n++) statuses.push((await portal.get(i % 2 ? '/report' : `/nothing-${i}`)).status);
	});
	for (let i = 1; i <= 5; i++) {
		portal.signal('anzed', 'SIGHUP');
		await portal.until(async () => (await metric('anze_reloads_total')) === reloads + i, 'the new generation');
	}
	more = false;
	await Promise.all(clients);
	assert.ok(statuses.length >= 200);
	assert.deepEqual([...new Set(statuses)].sort(), [200, 404]);
	assert.ok(!/worker\.died/.test(portal.log('anzed.log').split('master.reload generation=').slice(-5).join('')));
});

// What the master gave back to its allocator, each worker put together for itself once: 30 MiB of copied pages in each.
test('after reloading, workers share what the master has read', async () => {
	for (let i = 0; i < 2; i++) {
		await portal.reload();
		const workers = await portal.until(() => portal.children().length === 4 && portal.children(), 'a whole generation');
		for (let n = 0; n < 12; n++) assert.equal((await portal.get('/report')).status, 200);
		if (sanitized) continue; // its allocator is another
		for (const pid of workers) {
			const kib = Number(/^Private_Dirty: +(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))[1]);
			assert.ok(kib < 16 * 1024, `${kib} KiB of a worker are its own, expected less than 16 MiB`);
		}
	}
});

test('reloading with a configuration that is wrong is refused and the old one stays', async () => {
	const file = portal.environment.CONF;
	const good = readFileSync(file, 'utf8');
	// A generation of this test's own: of an earlier reload, an old worker may still be leaving while the new ones arrive.
	await portal.reload();
	const workers = await portal.until(() => portal.children().length === 4 && portal.children(), 'a whole generation');
	const reloads = await metric('anze_reloads_total');
	for (const [wrong, said] of [[`${good}\nnot a setting`, /syntax error/], [good.replace('workers = 3;', 'workers = 300;'), /workers: wants a whole number from 0 to 64/],
		[`${good}\nworkerz = 3;`, /workerz: there is no such setting/], [good.replace(/^templates = .*$/m, 'templates = "nowhere";'), /view\.catalogue/],
		[good.replace(/^rules = .*$/m, 'rules = "nowhere";'), /nowhere/]]) {
		const before = portal.log('anzed.log').length;
		writeFileSync(file, wrong);
		portal.signal('anzed', 'SIGHUP');
		const log = await portal.until(() => /master\.reload refused/.test(portal.log('anzed.log').slice(before)) && portal.log('anzed.log').slice(before), 'the refusal');
		assert.match(log, said);
		assert.equal((await portal.get('/report')).status, 200);
	}
	writeFileSync(file, good);
	assert.deepEqual(portal.children(), workers);
	assert.equal(await metric('anze_reloads_total'), reloads);
	portal.signal('anzed', 'SIGHUP');
	await portal.until(async () => (await metric('anze_reloads_total')) === reloads + 1, 'the next one, which is right');
});

test('a new configuration is in force after reloading', async () => {
	const file = portal.environment.CONF;
	const good = readFileSync(file, 'utf8');
	writeFileSync(file, good.replace('workers = 3;', 'workers = 2;').replace(/zh = "泰安市"/, 'zh = "示例城"'));
	portal.signal('anzed', 'SIGHUP');
	await portal.until(async () => (await portal.get('/report')).text.includes('示例城'), 'the new name');
	await portal.until(() => portal.children().length === 3, 'two workers and the jobs');
	writeFileSync(file, good);
	portal.signal('anzed', 'SIGHUP');
	await portal.until(() => portal.children().length === 4, 'three workers again');
});

test('the check of a configuration names file and line', async () => {
	const check = (text) => {
		const file = join(portal.directory, 'check.conf');
		writeFileSync(file, text);
		return program('anzed', ['-c', file, '-d', portal.directory, '-t']);
	};
	const good = readFileSync(portal.environment.CONF, 'utf8');
	assert.equal((await check(good)).status, 0);
	const lines = good.split('\n');
	const at = lines.findIndex((line) => line.startsWith('workers ='));
	for (const [text, line, what] of [['workers = "three";', at + 1, 'workers: wants a whole number'], ['workers = -1;', at + 1, 'workers: wants a whole number'],
		['workers = ;', at + 1, 'syntax error'], ['worker = 3;', at + 1, 'worker: there is no such setting']]) {
		const wrong = await check([...lines.slice(0, at), text, ...lines.slice(at + 1)].join('\n'));
		assert.equal(wrong.status, 1, text);
		assert.match(wrong.err, new RegExp(`check\\.conf:${line}: ${what}`));
	}
	assert.match((await check(good.replace(/^demonstration = .*$/m, 'demonstration = 1;'))).err, /check\.conf:\d+: demonstration: wants true or false/);
	assert.match((await check(good.replace(/^log_level = .*$/m, 'log_level = 3;'))).err, /check\.conf:\d+: log_level: wants a text/);
	assert.equal((await program('anzed', ['-t', '-c', '/nowhere.conf', '-d', portal.directory])).status, 1);
	assert.equal((await program('anzed', ['-t', '-c', portal.environment.CONF, '-d', '/nowhere'])).status, 1);
	assert.equal((await program('anzed', ['-x'])).status, 2);
	assert.equal((await program('anzed', ['stray'])).status, 2);
	assert.equal((await program('anzed', ['-h'])).status, 0);
});

// The last test: it ends the portal.
test('a request in hand is finished before the portal ends', async () => {
	const release = await portal.hold('disclosure');
	const master = portal.pid('anzed');
	const inHand = portal.get(`/disclosures?q=${Date.now()}`);
	await pause(300);
	process.kill(master, 'SIGTERM');
	await pause(300);
	assert.ok(!gone(master), 'it waits');
	const late = await portal.get('/about');
	assert.equal(late.status, 503);
	assert.match(late.text, /<h1/);
	assert.equal(late.headers.get('retry-after'), '10');
	await release();
	assert.equal((await inHand).status, 200);
	await portal.until(() => gone(master), 'its end');
	assert.match(portal.log('anzed.log'), /master\.stopped/);
});
