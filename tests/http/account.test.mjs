// Signing in and out, sessions that end, and who may open what.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { home, password, startInstance } from '../instance.mjs';
import { errorAt, newest, report, tokenOf } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
// Without the portal's own jobs, which end when they end.
const audits = () => Number(portal.sql("SELECT COUNT(*) FROM audit WHERE noun <> 'job'"));
const lastAudit = () => portal.sql("SELECT noun, action, IFNULL(account_id, 0) FROM audit WHERE noun <> 'job' ORDER BY id DESC LIMIT 1").trim().split('\t');

async function clock(words) {
	portal.ctl('demo', 'clock', words);
	await pause(1200); // a worker trusts the clock for a second
}

test('every demonstration sign-in works, leads to the desk and leaves one audit row', async () => {
	const logins = portal.sql('SELECT login FROM account ORDER BY id').trim().split('\n');
	assert.equal(logins.length, 27);
	for (const login of logins) {
		const visitor = portal.visitor();
		const before = audits();
		const answer = await visitor.signIn(login);
		assert.equal(answer.status, 303, login);
		assert.equal(answer.location, '/desk');
		assert.equal(audits(), before + 1);
		assert.deepEqual(lastAudit().slice(0, 2), ['account', 'sign_in']);
		assert.equal((await visitor.get('/desk')).status, 200, login);
	}
});

test('a wrong name and a wrong password get the same answer', async () => {
	const texts = [];
	for (const [name, word] of [['auditor', 'wrong'], ['nobody', 'wrong'], ["auditor' -- ", password], ['AUDITOR', password], ['auditor', `${password} `], ['auditor', '']]) {
		const visitor = portal.visitor();
		const answer = await visitor.signIn(name, word);
		assert.equal(answer.status, 422, name);
		assert.equal(visitor.cookies.has('anze_session'), false);
		assert.ok(!answer.text.includes('value="wrong"'), 'a password is never drawn again');
		if (word === 'wrong') texts.push(/<ul class="govuk-list govuk-error-summary__list">([\s\S]*?)<\/ul>/.exec(answer.text)[1]);
		assert.equal((await visitor.get('/desk')).status, 303);
	}
	assert.equal(texts[0], texts[1]);
	assert.match(texts[0], /用户名或密码不正确/);
	const visitor = portal.visitor();
	const empty = await visitor.signIn('', '');
	assert.ok(errorAt(empty.text, 'name') && errorAt(empty.text, 'password'));
	assert.equal((await visitor.signIn('x'.repeat(41))).status, 422);
	assert.equal((await visitor.signIn('auditor', 'x'.repeat(257))).status, 422);
});

test('ten wrong passwords lock an account for a while, also when they come at once', async () => {
	const before = audits();
	await Promise.all(Array.from({ length: 12 }, () => portal.visitor().signIn('admin', 'guess')));
	const [failures, locked] = portal.sql("SELECT failures, locked_until IS NOT NULL FROM account WHERE login = 'admin'").trim().split('\t').map(Number);
	assert.ok(failures >= 10 && failures <= 12, String(failures));
	assert.equal(locked, 1);
	assert.equal(audits(), before + failures, 'each try that was judged is on record');
	const refused = await portal.visitor().signIn('admin');
	assert.equal(refused.status, 422);
	assert.match(refused.text, /请在 \d+ 分钟后再试/);
	assert.equal((await portal.visitor().signIn('auditor')).status, 303, 'nobody else is locked out');
	await clock('+1d');
	assert.equal((await portal.visitor().signIn('admin')).status, 303);
	assert.equal(portal.sql("SELECT failures FROM account WHERE login = 'admin'").trim(), '0');
	await clock('reset');
});

test('signing in leads to where one wanted to go, on this desk only', async () => {
	const wanted = '/desk/reports?state=concluded&page=7';
	const visitor = portal.visitor();
	const asked = await visitor.get(wanted);
	assert.equal(asked.status, 303);
	assert.equal(asked.location, `/login?next=${encodeURIComponent(wanted)}`);
	assert.equal((await visitor.submit(asked.location, { name: 'handler-taishan', password }, '/login')).location, wanted);
	assert.equal((await visitor.get(asked.location)).location, wanted, 'who is signed in already goes there at once');
	for (const next of ['//evil.example', '\\\\evil.example', 'http://evil.example', '/\\evil.example', '/desk\\@evil.example', '/desk.evil.example', '/desk\t', '/desk/\r\nX: y',
		'/', '/report', '', `/desk/${'x'.repeat(600)}`, `/desk?${'x'.repeat(600)}`]) {
		const each = portal.visitor();
		const answer = await each.submit(`/login?next=${encodeURIComponent(next)}`, { name: 'auditor', password }, '/login');
		assert.equal(answer.location, '/desk', JSON.stringify(next));
		assert.equal((await each.get(`/login?next=${encodeURIComponent(next)}`)).location, '/desk');
		// The hidden field can be changed by hand, too.
		const other = portal.visitor();
		const forged = await other.submit('/login', { name: 'auditor', password, next }, '/login');
		assert.ok(forged.status === 422 || /^\/desk([/?][!-[\]-~]*)?$/.test(forged.location), JSON.stringify([next, forged.location]));
	}
	assert.match((await visitor.get(`/login?next=${encodeURIComponent('/desk/示例')}`)).location, /^\/desk\/[!-~]+$/);
});

test('a session that is over: a page leads to the sign-in, a form says so and nothing happens', async () => {
	await report(portal.visitor());
	const { no, id } = newest(portal);
	for (const [what, end, back] of [['too long without a page', () => clock('+1d'), () => clock('reset')],
		['removed', () => portal.sql('DELETE FROM session'), () => {}],
		['of an account that was disabled', () => portal.sql("UPDATE account SET active = 0 WHERE login = 'handler-taishan'"),
			() => portal.sql("UPDATE account SET active = 1 WHERE login = 'handler-taishan'")]]) {
		const visitor = portal.visitor();
		await visitor.signIn('handler-taishan');
		const page = await visitor.get(`/desk/reports/${no}`);
		const csrf = tokenOf(page.text, `/desk/reports/${no}`);
		const before = audits();
		await end();
		const asked = await visitor.get(`/desk/reports/${no}`);
		assert.equal(asked.status, 303, what);
		assert.equal(asked.location, `/login?next=${encodeURIComponent(`/desk/reports/${no}`)}`);
		const posted = await visitor.post(`/desk/reports/${no}`, { csrf, action: 'accept', message: '', outcome: '' });
		assert.equal(posted.status, 403, what);
		assert.match(posted.text, /登录已过期，您的操作没有生效/);
		assert.match(posted.text, /href="\/login"/);
		assert.equal(portal.sql(`SELECT state FROM report WHERE id = ${id}`).trim(), 'received');
		assert.equal(audits(), before);
		await back();
	}
});

test('nothing is carried over a sign-in that should not be', async () => {
	const password = { now: 'anze-demo', new: 'another-password', again: 'another-password' };
	const room = '/desk/jobs';
	const carried = (text) => /name="carried" value="([^"]*)"/.exec(text)[1];
	const idle = () => portal.sql('UPDATE session SET seen_at = seen_at - INTERVAL 31 MINUTE');
	const open = async () => {
		const visitor = portal.visitor();
		await visitor.signIn('city');
		return [visitor, tokenOf((await visitor.get(room)).text, room)];
	};
	const over = async (visitor, path, fields) => {
		const answer = await visitor.post(path, fields);
		assert.equal(answer.status, 403);
		assert.match(answer.text, /登录已过期，您的操作没有生效/);
		return carried(answer.text);
	};
	let [visitor, csrf] = await open();
	const other = tokenOf((await visitor.get('/desk/password')).text, '/desk/password');
	await idle();
	assert.notEqual(await over(visitor, room, { csrf, sector: 'MIN' }), '', 'an ordinary form is');
	assert.equal(await over(visitor, '/desk/password', { csrf: other, ...password }), '', 'a password');
	assert.equal(await over(visitor, room, { csrf: other, sector: 'MIN' }), '', 'another form\'s token');
	assert.equal(await over(visitor, room, { sector: 'MIN', csrf }), '', 'a token that does not come first');
	assert.equal(await over(visitor, room, { csrf, sector: 'M'.repeat(40_000) }), '', 'too much');
	assert.equal(await over(visitor, room, { csrf }), '', 'nothing');
	assert.equal(await over(portal.visitor(), room, { csrf, sector: 'MIN' }), '', 'no session');
	portal.sql("UPDATE account SET active = 0 WHERE login = 'city'");
	assert.equal(await over(visitor, room, { csrf, sector: 'MIN' }), '', 'a disabled account');
	portal.sql("UPDATE account SET active = 1 WHERE login = 'city'");
	[visitor, csrf] = await open();
	const session = visitor.cookies.get('anze_session');
	await visitor.submit('/desk', {}, '/logout');
	visitor.cookies.set('anze_session', session);
	assert.equal(await over(visitor, room, { csrf, sector: 'MIN' }), '', 'ended by its owner');
	assert.match((await visitor.post('/logout', { csrf })).text, /name="next" value="\/desk"/, 'an address without a page');
});

test('a session ends half an hour after the last page, and twelve hours after it began', async () => {
	const visitor = portal.visitor();
	await visitor.signIn('auditor');
	const move = (column, minutes) => portal.sql(`UPDATE session SET ${column} = ${column} - INTERVAL ${minutes} MINUTE`);
	move('seen_at', 29);
	assert.equal((await visitor.get('/desk')).status, 200);
	const seen = Number(portal.sql("SELECT MAX(TIMESTAMPDIFF(SECOND, seen_at, UTC_TIMESTAMP(3))) FROM session t JOIN account a ON a.id = t.account_id WHERE a.login = 'auditor' AND t.created_at = (SELECT MAX(created_at) FROM session)"));
	assert.ok(seen < 60, 'the page counted');
	move('seen_at', 31);
	assert.equal((await visitor.get('/desk')).status, 303);
	await visitor.signIn('auditor');
	move('expires_at', 12 * 60 - 1);
	assert.equal((await visitor.get('/desk')).status, 200);
	move('expires_at', 2);
	assert.equal((await visitor.get('/desk')).status, 303);
});

test('signing out ends the session for good and is on record', async () => {
	const visitor = portal.visitor();
	await visitor.signIn('auditor');
	const session = visitor.cookies.get('anze_session');
	const before = audits();
	assert.equal((await visitor.post('/logout', {})).status, 403, 'not without its token');
	assert.equal((await visitor.get('/desk')).status, 200);
	const answer = await visitor.submit('/desk', {}, '/logout');
	assert.equal(answer.status, 303);
	assert.match((await visitor.get(answer.location)).text, /role="alert"|govuk-notification|az-notice|已退出/);
	assert.equal(audits(), before + 1);
	assert.deepEqual(lastAudit().slice(0, 2), ['account', 'sign_out']);
	assert.notEqual(lastAudit()[2], '0');
	visitor.cookies.set('anze_session', session);
	assert.equal((await visitor.get('/desk')).status, 303, 'the old cookie opens nothing');
});

// The routes, read from the tables themselves.
function routes() {
	return readdirSync(join(home, 'core/web')).filter((name) => name.endsWith('.c')).flatMap((name) => {
		const text = readFileSync(join(home, 'core/web', name), 'utf8');
		return [...text.matchAll(/\{\s*AZ_(GET|POST),\s*"(\/[^"]*)",\s*\w+,\s*([A-Z_ |\n\t]+),/g)].map(([, method, path, roles]) => ({ method, path, roles: roles.trim(), name }));
	});
}

test('every page of the desk asks for a sign-in, every form of it is refused without one', async () => {
	const all = routes().filter(({ path }) => path.startsWith('/desk'));
	assert.ok(all.length >= 6);
	const before = audits();
	for (const { method, path, roles } of all) {
		assert.notEqual(roles, 'AZ_ANYBODY', path);
		const address = path.replace(/\{\w+\}/g, 'x1');
		const answer = method === 'GET' ? await portal.get(address) : await portal.visitor().post(address, { csrf: 'x' });
		if (method === 'GET') {
			assert.equal(answer.status, 303, path);
			assert.match(answer.headers.get('location'), /^\/login\?next=%2Fdesk/);
		} else {
			assert.equal(answer.status, 403, path);
			assert.match(answer.text, /登录已过期/);
		}
		assert.equal(answer.headers.get('cache-control'), 'no-store');
	}
	assert.equal(audits(), before);
});

test('a form of the desk is refused without its token, whoever is signed in', async () => {
	const before = audits();
	const visitors = {};
	for (const login of ['city', 'insurer-a', 'nfra', 'auditor', 'admin', 'agency-a', 'mining']) {
		visitors[login] = portal.visitor();
		await visitors[login].signIn(login);
	}
	for (const { method, path } of routes().filter((route) => route.path.startsWith('/desk') && route.method === 'POST')) {
		for (const [login, visitor] of Object.entries(visitors)) {
			// A page whose fields an industry's plugin declares is known only by the industry's and the table's names.
			const address = path.replace(/^(\/desk\/enterprises\/.*)\{sector\}/, '$1chemicals').replace('{table}', 'substances').replace(/\{\w+\}/g, 'x1');
			const answer = await visitor.post(address, { csrf: 'forged', action: 'accept' });
			assert.equal(answer.status, 403, `${method} ${path} ${login}`);
		}
	}
	assert.equal(audits(), before + 7, 'the sign-ins alone');
});

test('a page of another role is refused', async () => {
	const mine = {
		'handler-taishan': { '/desk/reports': 200, '/desk/audit': 403 }, 'auditor': { '/desk/reports': 403, '/desk/audit': 200 },
		'insurer-a': { '/desk/reports': 403, '/desk/audit': 403 }, 'agency-a': { '/desk/reports': 403, '/desk/audit': 403 },
		'nfra': { '/desk/reports': 200, '/desk/audit': 403 }, 'admin': { '/desk/reports': 403, '/desk/audit': 403 },
		'che-taishan': { '/desk/reports': 403, '/desk/audit': 403 }, 'city': { '/desk/reports': 200, '/desk/audit': 403 },
	};
	for (const [login, pages] of Object.entries(mine)) {
		const visitor = portal.visitor();
		await visitor.signIn(login);
		for (const [path, status] of Object.entries(pages)) assert.equal((await visitor.get(path)).status, status, `${login} ${path}`);
		const { text } = await visitor.get('/desk');
		for (const [path, status] of Object.entries(pages)) assert.equal(text.includes(`href="${path}"`), status === 200, `${login} sees ${path}`);
	}
});

test('the auditor\'s pages go back through all that was done', async () => {
	const visitor = portal.visitor();
	await visitor.signIn('auditor');
	portal.sql("INSERT INTO audit (at, noun, noun_id, action, reason) SELECT UTC_TIMESTAMP(3), 'report', 1, 'accept', '' FROM seq_1_to_120");
	const first = await visitor.get('/desk/audit');
	const next = /href="(\/desk\/audit\?page=\d+)"/.exec(first.text)?.[1];
	assert.ok(next);
	assert.equal((await visitor.get(next)).status, 200);
	for (const page of ['0', '-1', 'x', '99999999999999999999']) assert.equal((await visitor.get(`/desk/audit?page=${page}`)).status, 404, page);
	assert.equal((await visitor.get('/desk/audit?page=1')).status, 200);
});
