// Files of a report: taken by their content, sealed, given out whole or not at all.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { exchange, fastcgiSocket, whole } from './raw.mjs';
import { errorAt, filled, kept, multipart, newest, original, png, report, tokenOf, unescape } from './report_form.mjs';

let portal;
const desks = {};
before(async () => {
	portal = await startInstance();
	for (const login of ['handler-taishan', 'handler-xintai', 'insurer-a']) {
		desks[login] = portal.visitor();
		await desks[login].signIn(login);
	}
});
after(() => portal?.stop());

const count = (table, where = '1 = 1') => Number(portal.sql(`SELECT COUNT(*) FROM ${table} WHERE ${where}`));
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');

test('files are attached, encrypted at rest and come back to the byte', async () => {
	const bytes = png(600_000);
	const sent = await report(portal.visitor(), {}, { files: [{ name: '现场 照片".png', bytes }, { name: 'b.png', bytes: png() }] });
	assert.equal(sent.status, 200);
	assert.ok(sent.text.includes('现场 照片'));
	const { id, no } = newest(portal);
	const page = await desks['handler-taishan'].get(`/desk/reports/${no}`);
	const links = [...page.text.matchAll(/href="(\/desk\/reports\/[^"]*\/files\/\d+)\/original"/g)].map(([, link]) => link);
	assert.equal(links.length, 2);
	const answer = await original(desks['handler-taishan'], links[0]);
	assert.equal(answer.headers.get('content-type'), 'image/png');
	assert.equal(answer.headers.get('content-length'), String(bytes.length));
	assert.match(answer.headers.get('content-disposition'), /^attachment; filename\*=UTF-8''%E7%8E%B0/);
	assert.equal(answer.headers.get('cache-control'), 'no-store');
	assert.equal(sha(Buffer.from(await answer.arrayBuffer())), sha(bytes));
	assert.equal(count('blob_file', `(name <> '' OR sha256 <> '' OR owner <> '') AND id IN (SELECT blob_id FROM report_file WHERE report_id = ${id})`), 0, 'its name and hash are sealed, who staged it is forgotten');
	assert.equal(count('blob_chunk', `blob_id = (SELECT MIN(blob_id) FROM report_file WHERE report_id = ${id})`), 3);
	assert.equal(count('blob_chunk', "INSTR(sealed, 0x89504E470D0A1A0A) > 0"), 0, 'no chunk in the clear');
	// Nobody else's file, not even by its number.
	assert.equal((await desks['handler-xintai'].get(links[0])).status, 404);
	assert.equal((await desks['insurer-a'].get(links[0])).status, 403);
	assert.equal((await portal.get(links[0])).status, 303);
	await report(portal.visitor(), {}, { files: [{ name: 'c.png', bytes: png() }] });
	const other = portal.sql('SELECT MAX(blob_id) FROM report_file').trim();
	assert.equal((await desks['handler-taishan'].get(links[0].replace(/\d+$/, other))).status, 404);
});

test('a file outlives a form that comes back with errors, and only for the one who sent it', async () => {
	const visitor = portal.visitor();
	const bytes = png(1000);
	const back = await report(visitor, { story: '太短', at: 'whole' }, { files: [{ name: 'kept.png', bytes }] });
	assert.equal(back.status, 422);
	assert.ok(back.text.includes('kept.png'));
	const [proof] = kept(back.text);
	assert.ok(proof);
	const staged = () => [count('report'), count('blob_file', 'claimed = 0')]; // copies of other reports' files come when they are made
	const before = staged();
	// Another visitor cannot claim it, nor is a changed one believed.
	for (const [who, token] of [[portal.visitor(), proof], [visitor, `${proof[0] === 'A' ? 'B' : 'A'}${proof.slice(1)}`], [visitor, 'x'], [visitor, '']]) {
		const stolen = await report(who, {}, { keptTokens: [token] });
		assert.equal(stolen.status, 400, token);
	}
	assert.deepEqual(staged(), before);
	const sent = await report(visitor, {}, { token: tokenOf(back.text, '/report'), keptTokens: [proof], files: [{ name: 'second.png', bytes: png() }] });
	assert.equal(sent.status, 200);
	assert.equal(count('report_file', `report_id = ${newest(portal).id}`), 2);
	const stored = portal.sql(`SELECT MIN(blob_id) FROM report_file WHERE report_id = ${newest(portal).id}`).trim();
	const fetched = await original(desks['handler-taishan'], `/desk/reports/${newest(portal).no}/files/${stored}`);
	assert.equal(sha(Buffer.from(await fetched.arrayBuffer())), sha(bytes));
	// Used once: the next report of the same visitor does not get it.
	assert.equal((await report(visitor, {}, { keptTokens: [proof] })).status, 200);
	assert.equal(count('report_file', `report_id = ${newest(portal).id}`), 0);
});

test('a file that is too large, empty, of another kind or one too many is an error at the field; the rest is kept', async () => {
	const exe = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff', 'latin1'), Buffer.alloc(50), Buffer.from([64, 0, 0, 0]), Buffer.from('PE\0\0L\x01'), Buffer.alloc(400)]);
	const good = { name: 'good.png', bytes: png() };
	for (const [what, files, said, left] of [
		['too large', [good, { name: 'large.png', bytes: png(10 * 1024 * 1024) }], /large\.png.*10 MB/, 1],
		['a program', [good, { name: 'holiday.jpg', bytes: exe, type: 'image/jpeg' }], /holiday\.jpg.*JPG, PNG, WebP, PDF/, 1],
		['a page', [good, { name: 'page.png', bytes: Buffer.from('<html><script>alert(1)</script></html>') }], /page\.png/, 1],
		['a drawing with scripts', [{ name: 'a.svg', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), type: 'image/svg+xml' }], /a\.svg/, 0],
		['empty', [good, { name: 'none.png', bytes: Buffer.alloc(0) }], /空文件/, 1],
		['six', Array.from({ length: 6 }, (_, i) => ({ name: `${i}.png`, bytes: png(i) })), /最多上传 5 个/, 5],
	]) {
		const before = count('report');
		const answer = await report(portal.visitor(), { place: '示例路的另一头' }, { files });
		assert.equal(answer.status, 422, what);
		assert.match(errorAt(answer.text, 'files') ?? '', said, what);
		assert.equal(kept(answer.text).length, left, what);
		assert.ok(answer.text.includes('示例路的另一头') && answer.text.includes(filled.story), what);
		assert.equal(count('report'), before);
	}
	assert.equal(count('blob_file', 'sha256 IS NULL OR size = 0 OR size > 10485760'), 0, 'nothing of what was refused stays');
	const exact = png();
	const full = png(10 * 1024 * 1024 - exact.length);
	assert.equal(full.length, 10 * 1024 * 1024);
	assert.equal((await report(portal.visitor(), {}, { files: [{ name: 'full.png', bytes: full }] })).status, 200);
	// As many as may be, each as large as it may be.
	const five = Array.from({ length: 5 }, (_, i) => ({ name: `${i}.png`, bytes: full }));
	assert.equal((await report(portal.visitor(), {}, { files: five })).status, 200);
	// Together more than is taken at once: what was typed stays, and so do the files of the page before.
	const sent = () => count('blob_file', 'cleaned_of IS NULL');
	const before = sent();
	const visitor = portal.visitor();
	const first = await report(visitor, { story: '' }, { files: [good] });
	const again = await report(visitor, { place: '示例路的另一头' }, { files: [...five, { name: '5.png', bytes: full }], keptTokens: kept(first.text) });
	assert.equal(again.status, 422);
	assert.match(errorAt(again.text, 'files'), /合计太大：一次最多 52 MB/);
	assert.ok(again.text.includes('示例路的另一头') && again.text.includes(filled.story));
	assert.equal(kept(again.text).length, 1);
	assert.equal(sent(), before + 1);
});

test('a file that was changed where it lies is never handed out as a whole', async () => {
	const bytes = png(700_000);
	const sha256 = sha(bytes);
	const fetched = async (link) => Buffer.from(await (await original(desks['handler-taishan'], link)).arrayBuffer());
	const changes = {
		'a byte': (id) => `UPDATE blob_chunk SET sealed = INSERT(sealed, 500, 1, CHAR(ORD(SUBSTR(sealed, 500, 1)) ^ 1)) WHERE chunk = 1 AND blob_id = ${id}`,
		'a chunk gone': (id) => `DELETE FROM blob_chunk WHERE chunk = 1 AND blob_id = ${id}`,
		'the end gone': (id) => `DELETE FROM blob_chunk WHERE chunk = 2 AND blob_id = ${id}`,
		'chunks in another order': (id) => [[0, 9], [1, 0], [9, 1]].map(([from, to]) => `UPDATE blob_chunk SET chunk = ${to} WHERE chunk = ${from} AND blob_id = ${id};`).join(' '),
	};
	for (const [what, change] of Object.entries(changes)) {
		await report(portal.visitor(), {}, { files: [{ name: 'a.png', bytes }] });
		const { no } = newest(portal);
		const id = portal.sql('SELECT MAX(blob_id) FROM report_file').trim();
		const link = `/desk/reports/${no}/files/${id}`;
		assert.equal(sha(await fetched(link)), sha256);
		portal.sql(change(id));
		await assert.rejects(fetched(link), undefined, what);
		// To nginx it ends in a record of no known version, which also breaks off an answer whose length was not said.
		const cookie = `anze_session=${desks['handler-taishan'].cookies.get('anze_session')}`;
		const action = `${link}/original`;
		const body = new URLSearchParams({ csrf: tokenOf((await desks['handler-taishan'].get(action)).text, action), reason: '核对原件' }).toString();
		const raw = await exchange(fastcgiSocket(portal), whole({ REQUEST_METHOD: 'POST', REQUEST_URI: action, HTTP_COOKIE: cookie,
			CONTENT_TYPE: 'application/x-www-form-urlencoded', CONTENT_LENGTH: String(Buffer.byteLength(body)) }, body));
		assert.ok(raw.subarray(-8).equals(Buffer.alloc(8)), what);
	}
	// What is known before the first byte is said on a page.
	for (const change of ['wrapped_key = REVERSE(wrapped_key)', 'about = REVERSE(about)']) {
		await report(portal.visitor(), {}, { files: [{ name: 'a.png', bytes }] });
		const id = portal.sql('SELECT MAX(blob_id) FROM report_file').trim();
		portal.sql(`UPDATE blob_file SET ${change} WHERE id = ${id}`);
		const answer = await desks['handler-taishan'].get(`/desk/reports/${newest(portal).no}/files/${id}`);
		assert.equal(answer.status, 500, change);
		assert.match(answer.text, /与原来不一致，平台没有打开它/, change);
	}
	assert.equal((await portal.get('/healthz')).status, 200);
});

test('names of files are tidied, whatever they are', async () => {
	for (const name of ['../../etc/passwd.png', 'C:\\Users\\x\\照片.png', `${'长'.repeat(400)}.png`, '<img src=x onerror=alert(1)>.png', 'a\tb.png', `${'n'.repeat(1000)}.png`, '.png', '\u202egnp.exe.png']) {
		const sent = await report(portal.visitor(), {}, { files: [{ name, bytes: png() }] });
		assert.equal(sent.status, 200, name.slice(0, 30));
		assert.ok(!sent.text.includes('<img src=x'));
		const page = (await desks['handler-taishan'].get(`/desk/reports/${newest(portal).no}`)).text;
		const stored = unescape(/<ul class="az-files">\s*<li><span>(?:<a[^>]*>)?([^<]*)</.exec(page)[1]);
		assert.match(stored, /^[^/\\\p{Cc}\u202e]+$/u);
	}
	// Files without any report are no danger to the next request.
	const token = tokenOf((await portal.visitor().get('/report?pages=one')).text, '/report');
	assert.equal((await portal.visitor().post('/report', multipart(token, filled, [{ name: 'a.png', bytes: png() }]))).status, 403);
});
