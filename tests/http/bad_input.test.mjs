// What arrives broken, forged, too large or in the wrong encoding: each gets a
// page that says so, and nothing is half-written.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { answerOf, exchange, fastcgi, fastcgiSocket, http, whole } from './raw.mjs';
import { errorAt, filled, kept, multipart, newest, openIdentity, png, press, receiptOf, report, tokenOf, unescape } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const reports = () => Number(portal.sql('SELECT COUNT(*) FROM report'));
const form = async (visitor) => tokenOf((await visitor.get('/report?pages=one')).text, '/report');

// A page of ours: its language, one heading, the id under which the log has it.
function isErrorPage(answer, status) {
	assert.equal(answer.status, status);
	assert.match(answer.text, /<html[^>]* lang="zh-CN"/);
	assert.equal(answer.text.match(/<h1\b/g)?.length, 1);
	assert.match(answer.text, /[0-9a-f]{16}/);
}

// The bytes of a multipart body, written by hand.
function handmade(parts, { boundary = 'edge', closed = true } = {}) {
	const pieces = parts.map(([name, value]) => Buffer.concat([
		Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`), Buffer.from(value), Buffer.from('\r\n'),
	]));
	return Buffer.concat([...pieces, Buffer.from(closed ? `--${boundary}--\r\n` : '')]);
}

function cookieOf(visitor) {
	return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

test('a wrong receipt is an error at its field, not a page of somebody else', async () => {
	const visitor = portal.visitor();
	for (const receipt of ['0000-0000-0000-0000', 'ABCD-EFGH-JKMN-PQR', 'ABCD-EFGH-JKMN-PQRSX', "' OR 1=1 -- ", '%', '<b>x</b>']) {
		const answer = await visitor.submit('/report/track', { receipt }, '/report/track');
		assert.equal(answer.status, 422, receipt);
		assert.ok(errorAt(answer.text, 'receipt'), receipt);
		assert.ok(!answer.text.includes('<b>x</b>'));
	}
	const empty = await visitor.submit('/report/track', { receipt: '  ' }, '/report/track');
	assert.equal(empty.status, 422);
	const sent = await report(portal.visitor());
	for (const receipt of [sent.receipt, sent.receipt.toLowerCase().replaceAll('-', ' '), sent.receipt.replaceAll('0', 'O').replaceAll('1', 'l')]) {
		const found = await visitor.submit('/report/track', { receipt }, '/report/track');
		assert.equal(found.status, 200);
		assert.ok(found.text.includes(filled.subject_name));
	}
});

test('people behind one address look up their receipts without waiting; a machine is stopped, and only that address', async () => {
	const limited = await startInstance({ limits: true });
	try {
		const guess = (from) => http(limited, ['POST /report/track HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 9'],
			'receipt=0', { from });
		const people = await Promise.all(Array.from({ length: 18 }, () => guess('127.0.0.1')));
		for (let i = 0; i < 40; i++) people.push(await guess('127.0.0.1'));
		assert.deepEqual(people.filter(({ status }) => status === 429), []);
		let refused;
		for (let i = 0; i < 60 && refused === undefined; i++)
			refused = (await Promise.all(Array.from({ length: 18 }, () => guess('127.0.0.1')))).find(({ status }) => status === 429);
		assert.ok(refused, 'a machine');
		assert.match(refused.text, /操作太频繁|Too many/);
		assert.equal(refused.headers['retry-after'], '60');
		assert.equal(refused.headers['x-content-type-options'], 'nosniff');
		assert.notEqual((await guess('127.0.0.2')).status, 429);
		assert.equal((await limited.get('/report/track')).status, 200, 'reading is not limited');
		// The page that says so is the same where files are sent, which are longer than other addresses take.
		const files = Buffer.alloc(200_000, 'x');
		const send = () => http(limited, ['POST /report HTTP/1.1', 'Content-Type: multipart/form-data; boundary=b', `Content-Length: ${files.length}`], files);
		let last;
		for (let i = 0; i < 14; i++) last = await send();
		assert.equal(last.status, 429);
		assert.match(last.text, /操作太频繁|Too many/);
	} finally {
		await limited.stop();
	}
});

test('a form without its token, with another visitor\'s or another form\'s is refused, and nothing is kept', async () => {
	const [one, other] = [portal.visitor(), portal.visitor()];
	const [mine, theirs] = [await form(one), await form(other)];
	const track = tokenOf((await one.get('/report/track')).text, '/report/track');
	const before = reports();
	for (const [what, token] of [['none', ''], ['nonsense', 'x'.repeat(75)], ['another visitor\'s', theirs], ['another form\'s', track],
		['a changed one', (mine[0] === 'A' ? 'B' : 'A') + mine.slice(1)]]) {
		const answer = await one.post('/report', multipart(token, filled));
		isErrorPage(answer, 403);
		assert.ok(!answer.text.includes(filled.story), what);
	}
	// Left out altogether, and as the last field: the token must be the first.
	const left = new FormData();
	for (const [name, value] of Object.entries(filled)) left.append(name, value);
	isErrorPage(await one.post('/report', left), 403);
	left.append('csrf', mine);
	isErrorPage(await one.post('/report', left), 403);
	isErrorPage(await one.post('/report', {}), 403);
	assert.equal(reports(), before);
	assert.equal((await one.post('/report', multipart(mine, filled))).status, 200, 'the right one still counts');
	assert.equal(reports(), before + 1);
});

test('a form that was open for more than twelve hours says so, keeps nothing and loses nothing', async () => {
	const visitor = portal.visitor();
	const token = await form(visitor);
	const before = reports();
	portal.ctl('demo', 'clock', '+1d');
	try {
		await new Promise((done) => setTimeout(done, 1200)); // a worker trusts the clock for a second
		const answer = await visitor.post('/report', multipart(token, filled));
		assert.equal(answer.status, 422);
		assert.match(answer.text, /打开的时间太久/);
		assert.ok(answer.text.includes(filled.story), 'what was typed is still there');
		assert.equal(reports(), before);
		const again = await visitor.post('/report', multipart(tokenOf(answer.text, '/report'), filled));
		assert.equal(again.status, 200);
		assert.equal(reports(), before + 1);
		// Where nothing can be shown again, it is an error page.
		const login = tokenOf((await visitor.get('/login')).text, '/login');
		portal.ctl('demo', 'clock', '+2d');
		await new Promise((done) => setTimeout(done, 1200));
		const late = await visitor.post('/login', { csrf: login, name: 'city', password: 'x' });
		assert.deepEqual([late.status, /打开的时间太久/.test(late.text)], [400, true]);
	} finally {
		portal.ctl('demo', 'clock', 'reset');
		await new Promise((done) => setTimeout(done, 1200));
	}
	assert.equal((await visitor.post('/report', multipart(token, filled))).status, 200);
});

test('a body that is too large: nginx\'s page, and the portal\'s own', async () => {
	const visitor = portal.visitor();
	const token = await form(visitor);
	const before = reports();
	const byNginx = await http(portal, ['POST /report HTTP/1.1', `Cookie: ${cookieOf(visitor)}`, `Content-Length: ${111 * 1024 * 1024}`], 'csrf=');
	assert.equal(byNginx.status, 413);
	assert.match(byNginx.text, /上传的内容太大/);
	const params = { REQUEST_METHOD: 'POST', REQUEST_URI: '/report', HTTP_COOKIE: cookieOf(visitor), CONTENT_TYPE: 'multipart/form-data; boundary=edge' };
	isErrorPage(await fastcgi(portal, { ...params, CONTENT_LENGTH: String(105 * 1024 * 1024) }, 'csrf='), 413); // more than twice what is taken
	isErrorPage(await visitor.post('/report', multipart(token, { ...filled, story: 'x'.repeat(1_100_000) })), 413); // one field alone
	const many = multipart(token, { ...filled, place: 'x'.repeat(900_000), story: 'x'.repeat(900_000), happened: 'x'.repeat(900_000) });
	isErrorPage(await visitor.post('/report', many), 413); // all of them together
	const long = await visitor.post('/report', multipart(token, { ...filled, story: '长'.repeat(100_000) }));
	assert.equal(long.status, 422, 'a text that is only too long comes back');
	assert.ok(errorAt(long.text, 'story').includes('5000') || errorAt(long.text, 'story').includes('5,000'), errorAt(long.text, 'story'));
	assert.ok(long.text.includes('长'.repeat(100_000)));
	const track = tokenOf((await visitor.get('/report/track')).text, '/report/track');
	isErrorPage(await visitor.post('/report/track', { csrf: track, receipt: 'x'.repeat(66_000) }), 413);
	assert.equal((await visitor.post('/login', { name: 'x'.repeat(66_000) })).status, 413);
	assert.equal(reports(), before);
	assert.equal((await visitor.get('/healthz')).status, 200);
});

test('a body that ends too early is refused', async () => {
	const visitor = portal.visitor();
	const token = await form(visitor);
	const before = reports();
	const cut = handmade([['csrf', token], ...Object.entries(filled)], { closed: false });
	const head = (length) => ['POST /report HTTP/1.1', `Cookie: ${cookieOf(visitor)}`, 'Content-Type: multipart/form-data; boundary=edge', `Content-Length: ${length}`];
	// Whole by its length, but the last boundary never came.
	isErrorPage(await http(portal, head(cut.length), cut), 400);
	isErrorPage(await http(portal, head(cut.length - 40), cut.subarray(0, cut.length - 40)), 400);
	// Fewer bytes than were announced: nginx keeps it to itself.
	const short = await http(portal, head(cut.length + 1000), cut, { end: true });
	assert.ok([0, 400].includes(short.status), String(short.status));
	// The same, when a peer of the portal itself says so.
	const params = { REQUEST_METHOD: 'POST', REQUEST_URI: '/report', HTTP_COOKIE: cookieOf(visitor), CONTENT_TYPE: 'multipart/form-data; boundary=edge' };
	const good = handmade([['csrf', token], ...Object.entries(filled)]);
	isErrorPage(await fastcgi(portal, { ...params, CONTENT_LENGTH: String(good.length + 500) }, good), 400);
	for (const length of ['-1', '12x', '99999999999999999999', ' 5']) {
		const answer = await fastcgi(portal, { ...params, CONTENT_LENGTH: length }, good);
		assert.ok([400, 413].includes(answer.status), `${length}: ${answer.status}`);
	}
	assert.equal(reports(), before);
	// More bytes than were announced: what is beyond does not count.
	assert.equal((await fastcgi(portal, { ...params, CONTENT_LENGTH: String(good.length) }, Buffer.concat([good, Buffer.from('and more')]))).status, 200);
	assert.equal(reports(), before + 1);
});

test('types and boundaries that are none are refused', async () => {
	const visitor = portal.visitor();
	const token = await form(visitor);
	const body = handmade([['csrf', token], ...Object.entries(filled)]);
	for (const type of ['application/json', 'text/plain', '', 'multipart/form-data', 'multipart/form-data; boundary=', `multipart/form-data; boundary=${'b'.repeat(71)}`,
		'multipart/form-data; boundary=other', 'multipart/mixed; boundary=edge']) {
		const answer = await http(portal, ['POST /report HTTP/1.1', `Cookie: ${cookieOf(visitor)}`, `Content-Type: ${type}`, `Content-Length: ${body.length}`], body);
		assert.ok([400, 403].includes(answer.status), `${type}: ${answer.status}`);
	}
	const plain = await http(portal, ['POST /report HTTP/1.1', 'Content-Type: application/x-www-form-urlencoded', 'Content-Length: 8'], 'csrf=%4z');
	assert.equal(plain.status, 400);
});

test('bytes that are not UTF-8, in a field and in a query, get a page that says so', async () => {
	const visitor = portal.visitor();
	const before = reports();
	const wrong = {
		'GB18030': Buffer.from([0xb0, 0xb2, 0xd4, 0xf0]), 'a lone byte': Buffer.from([0x61, 0xff, 0x62]), 'cut short': Buffer.from([0xe5, 0xae]),
		'overlong': Buffer.from([0xc0, 0xaf]), 'a surrogate': Buffer.from([0xed, 0xa0, 0x80]), 'a NUL': Buffer.from([0x61, 0x00, 0x62]),
	};
	for (const [what, bytes] of Object.entries(wrong)) {
		const token = await form(visitor);
		const body = handmade([['csrf', token], ['kind', 'no_service'], ['story', bytes]]);
		const answer = await http(portal, ['POST /report HTTP/1.1', `Cookie: ${cookieOf(visitor)}`, 'Content-Type: multipart/form-data; boundary=edge',
			`Content-Length: ${body.length}`], body);
		isErrorPage(answer, 400);
		assert.match(answer.text, /请使用 UTF-8 编码/, what);
		const coded = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
		const plain = `csrf=${encodeURIComponent(tokenOf((await visitor.get('/report/track')).text, '/report/track'))}&receipt=${coded}`;
		const tracked = await visitor.fetch('/report/track', { method: 'POST', body: plain, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
		isErrorPage(tracked, 400);
		assert.match(tracked.text, /请使用 UTF-8 编码/, what);
		const query = await http(portal, [`GET /login?next=${coded} HTTP/1.1`]);
		isErrorPage(query, 400);
		assert.match(query.text, /请使用 UTF-8 编码/, what);
	}
	const path = await fastcgi(portal, { REQUEST_URI: '/lang/%b0%b2' });
	isErrorPage(path, 400);
	const name = handmade([['csrf', await form(visitor)]], { closed: false });
	const file = Buffer.concat([name, Buffer.from('--edge\r\nContent-Disposition: form-data; name="files"; filename="'), Buffer.from([0xb0, 0xb2]),
		Buffer.from('.png"\r\nContent-Type: image/png\r\n\r\nx\r\n--edge--\r\n')]);
	isErrorPage(await http(portal, ['POST /report HTTP/1.1', `Cookie: ${cookieOf(visitor)}`, 'Content-Type: multipart/form-data; boundary=edge',
		`Content-Length: ${file.length}`], file), 400);
	assert.equal(reports(), before);
	assert.equal(portal.sql('SELECT COUNT(*) FROM blob_file').trim(), '0');
	isErrorPage(await http(portal, ['GET /login?next=%4 HTTP/1.1']), 400);
	isErrorPage(await http(portal, [`GET /login?${'a=1&'.repeat(70)} HTTP/1.1`]), 400);
});

test('signs that mean something to SQL and HTML are stored and shown as they were typed', async () => {
	const visitor = portal.visitor();
	const nasty = `'; DROP TABLE report; -- <script>alert("1")</script> & &amp; %s %n \\' \\0 \${7*7} {{7}} <?cs var:x ?> ../../etc 𠮷 <img src=x onerror=alert(1)>`;
	const fields = {
		subject_name: `甲${nasty}`.slice(0, 100), happened: `二"><svg>'\\&`, place: `三${nasty}`, story: `四${nasty}\n第二行 <b>粗</b>`,
		name: `五"'><i>`, contact: `六${nasty}`.slice(0, 100),
	};
	const sent = await report(visitor, fields);
	assert.equal(sent.status, 200);
	const { no } = newest(portal);
	const inside = (text, value) => {
		assert.ok(unescape(text).includes(value), value);
		for (const raw of ['<script>alert', '<svg>', '<img src=x', '<b>粗', '"><i>']) assert.ok(!text.includes(raw), raw);
	};
	const handler = portal.visitor();
	await handler.signIn('handler-taishan');
	const page = await handler.get(`/desk/reports/${no}`);
	for (const name of ['subject_name', 'happened', 'place', 'story']) inside(page.text, fields[name]);
	const message = `回复：${nasty}\n\t缩进`;
	const acted = await handler.submit(`/desk/reports/${no}`, { action: 'accept', message, outcome: '' }, `/desk/reports/${no}`);
	assert.equal(acted.status, 303);
	inside((await handler.get(`/desk/reports/${no}`)).text, message);
	inside((await handler.get('/desk/reports?state=verifying')).text, fields.subject_name);
	const { seen: who } = await openIdentity(portal, handler, no);
	inside(who.text, fields.name);
	inside(who.text, fields.contact);
	inside((await visitor.submit('/report/track', { receipt: sent.receipt }, '/report/track')).text, message);
	// And in a form that comes back with errors.
	const again = await report(visitor, { ...fields, kind: '', county: `370902' OR '1'='1` });
	assert.equal(again.status, 422);
	for (const name of ['subject_name', 'happened', 'place', 'story', 'name', 'contact']) inside(again.text, fields[name]);
});

test('signs in a query, a path and a cookie harm nothing', async () => {
	const handler = portal.visitor();
	await handler.signIn('handler-taishan');
	for (const path of [`/desk/reports?state=${encodeURIComponent("' OR 1=1 -- ")}`, '/desk/reports?page=1%20OR%201', '/desk/reports?page=-1',
		`/desk/reports/${encodeURIComponent("R2026-000001' OR '1")}`, '/desk/reports/R2026-99999999999999999999', '/desk/reports/R2026-000001%00',
		'/desk/reports/..%2f..%2fetc', `/desk/reports/R2026-000001/files/${encodeURIComponent('1 OR 1')}`]) {
		const answer = await handler.get(path);
		assert.ok([400, 404].includes(answer.status), `${path}: ${answer.status}`);
	}
	const notice = await portal.get(`/?done=${encodeURIComponent('<script>')}`);
	assert.equal(notice.status, 200);
	assert.ok(!notice.text.includes('<script>'));
	for (const cookie of ["anze_session=' OR 1=1", 'anze_session=', 'anze_session=%00; anze_lang=<script>', `anze_session=${'x'.repeat(7000)}`, ';;;=;anze_lang', 'anze_lang=en']) {
		const answer = await portal.get('/report', { headers: { cookie } });
		assert.equal(answer.status, 200, cookie.slice(0, 40));
		assert.ok(!answer.text.includes('lang="<'));
	}
});

test('a second value, a code that was not offered and one character too many are errors of a field', async () => {
	const visitor = portal.visitor();
	const token = await form(visitor);
	const double = multipart(token, filled);
	double.append('kind', 'hazard');
	isErrorPage(await visitor.post('/report', double), 400);
	for (const [field, value] of [['kind', 'nothing'], ['subject', '99999999'], ['subject', '0'], ['sector', 'QQQ'], ['county', '110101'], ['county', '370900'],
		['story', '太短'], ['story', '长'.repeat(5001)], ['subject_name', '长'.repeat(101)], ['name', '长'.repeat(51)], ['contact', '长'.repeat(101)], ['place', '长'.repeat(201)]]) {
		const answer = await report(visitor, { [field]: value });
		if (answer.status === 200 && value === '370900') continue; // the city as a whole may be offered
		assert.equal(answer.status, 422, `${field}=${value.slice(0, 12)}`);
		assert.ok(errorAt(answer.text, field), `${field}=${value.slice(0, 12)}`);
	}
	const longest = { subject_name: '𠮷'.repeat(100), happened: '𠮷'.repeat(50), place: '𠮷'.repeat(200), story: '𠮷'.repeat(5000), name: '𠮷'.repeat(50), contact: '𠮷'.repeat(50) };
	assert.equal((await report(visitor, longest)).status, 200);
});

test('a unified social credit code is judged by its length, its characters and its check character', async () => {
	const desk = portal.visitor();
	await desk.signIn('city');
	const measures = () => Number(portal.sql('SELECT COUNT(*) FROM measure'));
	const before = measures();
	for (const [code, said] of [['91370902MA000T022', /应当是 18 位，现在是 17 位/], ['91370902MA000T02277', /应当是 18 位，现在是 19 位/], ['91370902MI000T0227', /第 10 位的“I”不会出现/],
		['91370902MA000T022O', /第 18 位的“O”不会出现/], ['9137090示MA000T0227', /“示”不会出现/], ['91370902MA000T0226', /校验码不符/], ['91370902MA000T0272', /校验码不符/],
		["91370902MA000T02'--", /./], ['91370902MA000T0227', null], [' 91370902ma000t0227 ', null], ['９１３７０９０２ＭＡ０００Ｔ０２２７', null]]) {
		const answer = await desk.submit('/desk/measures/new?kind=rectify', { subject_code: code }, '/desk/measures/new');
		assert.equal(answer.status, 422, code);
		if (said === null) assert.equal(errorAt(answer.text, 'subject_code'), null, code);
		else assert.match(errorAt(answer.text, 'subject_code') ?? '', said, code);
		assert.ok(unescape(answer.text).includes(`value="${code.trim()}"`), 'what was typed comes back');
	}
	assert.equal(measures(), before);
});

test('methods that the portal does not know are refused by the rules of HTTP', async () => {
	for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
		const answer = await portal.get('/report', { method });
		assert.equal(answer.status, 405, method);
		assert.equal(answer.headers.get('allow'), 'GET, HEAD, POST');
	}
	assert.equal((await portal.get('/nowhere', { method: 'PUT' })).status, 404);
	assert.equal((await portal.get('/login/', { method: 'GET' })).status, 404);
	const logout = await portal.get('/logout');
	isErrorPage(logout, 405);
	assert.equal(logout.headers.get('allow'), 'POST');
	const head = await portal.get('/about', { method: 'HEAD' });
	assert.equal(head.status, 200);
	assert.equal(head.text, '');
});

test('parameters that no server of ours sends get an answer all the same', async () => {
	for (const params of [{ REQUEST_URI: '' }, { REQUEST_URI: 'nothing' }, { REQUEST_URI: `/${'a'.repeat(600)}` }, { REQUEST_URI: `/?${'a'.repeat(2100)}` },
		{ REQUEST_METHOD: 'get' }, { REQUEST_ID: '../../x' }, { HTTP_COOKIE: 'a'.repeat(60_000) }, { CONTENT_TYPE: 'x'.repeat(60_000), REQUEST_METHOD: 'POST', REQUEST_URI: '/login' }]) {
		const answer = await fastcgi(portal, params);
		assert.ok([200, 400, 403, 404, 405].includes(answer.status), `${JSON.stringify(params).slice(0, 60)}: ${answer.status}`);
	}
	const two = await exchange(fastcgiSocket(portal), Buffer.concat([whole({}), whole({})]));
	assert.equal(answerOf(two).status, 200);
	assert.ok(portal.log('anzed.log').split('\n').every((line) => !line.includes('worker.died')));
});

test('a page of ours whose mark the browser has lost is shown again with what was typed; another\'s page is refused', async () => {
	const first = portal.visitor();
	const before = reports();
	const staged = await first.post('/report', multipart(await form(first), { ...filled, story: '短', at: 'whole' }, [{ name: 'a.png', bytes: png() }]));
	const [proof] = kept(staged.text);
	assert.ok(proof);
	const post = async (cookie, site, keptTokens = []) => {
		const answer = await portal.fetch('/report', { method: 'POST', headers: { ...(cookie ? { cookie } : {}), ...(site ? { 'sec-fetch-site': site } : {}) }, body: multipart(tokenOf(staged.text, '/report'), { ...filled, at: 'check' }, [{ name: 'b.png', bytes: png() }], keptTokens) });
		return { status: answer.status, text: await answer.text(), cookie: /anze_form=[^;]*/.exec(answer.headers.get('set-cookie') ?? '')?.[0] };
	};
	for (const [cookie, site] of [[null, null], [null, 'cross-site'], [null, 'same-site'], ['anze_form=other', null]]) assert.equal((await post(cookie, site)).status, 403, `${cookie} ${site}`);
	const again = await post(null, 'same-origin', [proof]);
	assert.equal(again.status, 422);
	assert.match(again.text, /请重新选择/);
	assert.ok(again.text.includes(filled.story) && again.text.includes('b.png'));
	assert.equal(reports(), before, 'nothing is done by it');
	// Sent once more it goes, with the file that came now.
	const same = portal.visitor();
	same.cookies.set('anze_form', again.cookie.slice('anze_form='.length));
	const check = await press(same, again.text, 'next');
	assert.ok(receiptOf((await press(same, check.text, null, {}, { action: '/report' })).text));
	assert.equal(reports(), before + 1);
});
