// Redacted copies: of the text with passages covered, of a picture with places painted over; sealed, recorded, discarded.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync, inflateSync } from 'node:zlib';
import { startInstance } from '../instance.mjs';
import { documentOf, errorAt, hidden, newest, png, pngOf, report, tokenOf, unescape } from './report_form.mjs';

let portal, desk;
const story = '王植入在三号车间值夜班。八月二日没有人来做过隐患排查。车牌鲁J植入9的车从来没有到过厂里！\n请来看一看。';
before(async () => {
	portal = await startInstance();
	desk = portal.visitor();
	await desk.signIn('handler-taishan');
});
after(() => portal?.stop());

const one = (query) => portal.sql(query).trim();
async function filed(options = {}) {
	const { receipt, status } = await report(portal.visitor(), { story }, options);
	assert.equal(status, 200);
	const found = { ...newest(portal), receipt };
	return { ...found, at: `/desk/reports/${found.no}` };
}
const bytesOf = async (path) => {
	const answer = await portal.fetch(path, { headers: { cookie: `anze_session=${desk.cookies.get('anze_session')}` } });
	return { status: answer.status, type: answer.headers.get('content-type'), shown: answer.headers.get('content-disposition'), bytes: Buffer.from(await answer.arrayBuffer()) };
};
const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${id} AND action LIKE 'redact%' ORDER BY id`).trim().split('\n').filter(Boolean);
const segmentsOf = (text) => [...text.matchAll(/name="segments" type="checkbox" value="(s\d+)"[^>]*><label[^>]*>([\s\S]*?)<\/label>/g)].map(([, code, label]) => [code, unescape(label)]);

// Sends the form of the text as a browser does: the same name for each ticked sentence. What is kept was shown before.
async function redact(at, fields, segments = []) {
	let { text } = await desk.get(`${at}/redaction`);
	if (fields.checked !== undefined && fields.seen === undefined) {
		const { checked, ...looked } = fields;
		void checked;
		const shown = await redact(at, looked, segments);
		if (shown.status !== 200) return shown;
		text = shown.text;
	}
	const body = new URLSearchParams({ csrf: tokenOf(text, `${at}/redaction`), seen: hidden(text, 'seen') ?? '', ...fields });
	for (const each of segments) body.append('segments', each);
	const answer = await portal.fetch(`${at}/redaction`, { method: 'POST', body, headers: { cookie: `anze_session=${desk.cookies.get('anze_session')}` } });
	return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() };
}

// The grey of a pixel of a PNG that gd wrote (8 bits, RGB or RGBA, one pass).
function pixel(bytes, x, y) {
	const width = bytes.readUInt32BE(16), channels = { 2: 3, 6: 4, 0: 1 }[bytes[25]];
	assert.equal(bytes[24], 8);
	const data = [];
	for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
	const raw = inflateSync(Buffer.concat(data)), stride = width * channels;
	let above = Buffer.alloc(stride), line;
	for (let row = 0; row <= y; row++) {
		const filter = raw[row * (stride + 1)];
		line = Buffer.from(raw.subarray(row * (stride + 1) + 1, (row + 1) * (stride + 1)));
		for (let i = 0; i < stride; i++) {
			const a = i >= channels ? line[i - channels] : 0, b = above[i], c = i >= channels ? above[i - channels] : 0;
			const p = a + b - c, near = [[Math.abs(p - a), a], [Math.abs(p - b), b], [Math.abs(p - c), c]].reduce((best, each) => (each[0] < best[0] ? each : best))[1];
			line[i] = (line[i] + [0, a, b, (a + b) >> 1, near][filter]) & 255;
		}
		above = line;
	}
	return line[x * channels];
}

test('a copy of the text: first how it reads, then kept; sentences and words are covered, their length tells nothing', async () => {
	const found = await filed();
	const page = await desk.get(`${found.at}/redaction`);
	assert.equal(page.status, 200);
	const segments = segmentsOf(page.text);
	assert.deepEqual(segments.map(([, text]) => text.trim()), ['王植入在三号车间值夜班。', '八月二日没有人来做过隐患排查。', '车牌鲁J植入9的车从来没有到过厂里！', '请来看一看。']);
	const before = one('SELECT COUNT(*) FROM audit');
	const preview = await redact(found.at, { purpose: 'subject', words: '鲁j植入9\n\n八月二日\n' }, ['s0']);
	assert.equal(preview.status, 200);
	const expected = '████████没有人来做过隐患排查。车牌████的车从来没有到过厂里！\n请来看一看。'.replace('████████', '████');
	assert.ok(unescape(preview.text).includes(expected), unescape(/az-redacted">([\s\S]*?)<\/p>/.exec(preview.text)?.[1] ?? preview.text));
	assert.match(preview.text, /value="s0" checked/);
	assert.ok(unescape(preview.text).includes('鲁j植入9\n\n八月二日'), 'what was typed stays');
	assert.equal(one('SELECT COUNT(*) FROM report_redaction'), '0', 'nothing is kept yet');
	// Ticked without having been shown, or other words than those that were: shown first.
	for (const seen of ['', hidden(preview.text, 'seen')]) {
		const other = await redact(found.at, { purpose: 'subject', words: '八月二日', checked: '1', seen }, ['s0']);
		assert.equal(other.status, 200);
		assert.ok(unescape(other.text).includes('车牌鲁J植入9的车'), 'as it would be kept');
	}
	assert.equal(one('SELECT COUNT(*) FROM report_redaction'), '0');
	const kept = await redact(found.at, { purpose: 'subject', words: '鲁j植入9\n八月二日', checked: '1' }, ['s0']);
	assert.equal(kept.status, 303);
	assert.match(kept.location, /\/copies\/\d+\?done=redaction$/);
	assert.equal(Number(one('SELECT COUNT(*) FROM audit')) - Number(before), 1);
	assert.deepEqual(audits(found.id), ['redact']);
	const copy = (await desk.get(kept.location)).text;
	assert.ok(unescape(copy).includes(expected));
	assert.doesNotMatch(copy, /王植入|鲁J植入9/);
	const main = /<main[\s\S]*<\/main>/.exec(copy)[0];
	assert.doesNotMatch(main, /\d{1,2}:\d\d/, 'a day, no time');
	const list = (await desk.get(found.at)).text;
	assert.match(list, /id="copies"[\s\S]*示例九 王[\s\S]*被举报单位/);
	assert.ok(unescape(list).includes('王植入'), 'the case itself is as it was');
	// Covered nothing: it is said.
	assert.match((await redact(found.at, { purpose: 'joint', words: '不在其中' })).text, /没有遮住任何内容/);
});

test('the copy lies sealed: no word of it, covered or not, on the disk', async () => {
	const found = await filed();
	await redact(found.at, { purpose: 'subject', words: '王植入', checked: '1' });
	const files = (path) => (statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => files(join(path, name))) : statSync(path).isFile() ? [path] : []);
	await portal.restart();
	desk = portal.visitor();
	await desk.signIn('handler-taishan');
	const dump = execFileSync('mariadb', ['--no-defaults', '-S', join(portal.directory, 'run/db.sock'), '-u', 'anze', '-N', '-B', '-r', '--default-character-set=utf8mb4', 'anze', '-e', 'SELECT * FROM report_redaction'],
		{ env: { ...process.env, MYSQL_PWD: readFileSync(join(portal.directory, 'keys/database-password'), 'utf8') } });
	assert.ok(dump.length > 0);
	for (const word of ['王植入', '三号车间值夜班', '没有人来做过隐患排查', '鲁J植入9', '████'])
		for (const [where, bytes] of [['the dump', dump], ...files(portal.directory).map((path) => [path, readFileSync(path)])]) assert.ok(!bytes.includes(Buffer.from(word)), `${where}: ${word}`);
	// Of another case it does not open.
	const other = await filed();
	await redact(other.at, { purpose: 'joint', words: '', checked: '1' });
	portal.sql(`UPDATE report_redaction SET report_id = ${other.id} WHERE report_id = ${found.id}`);
	assert.equal((await desk.get(`${other.at}/copies/${one(`SELECT MIN(id) FROM report_redaction WHERE report_id = ${other.id}`)}`)).status, 500);
	portal.sql('DELETE FROM report_redaction');
});

test('a picture: the places are black in the copy, the rest is as it was, the original and its clean copy stay', async () => {
	const light = Buffer.concat(Array.from({ length: 100 }, () => Buffer.concat([Buffer.from([0]), Buffer.alloc(200, 220)])));
	const found = await filed({ files: [{ name: '厂门口.png', bytes: pngOf(200, 100, deflateSync(light), 8) }] });
	const blob = one(`SELECT blob_id FROM report_file WHERE report_id = ${found.id}`);
	await portal.until(() => one(`SELECT COUNT(*) FROM blob_cleaning WHERE blob_id = ${blob}`) === '0', 'the clean copy', 30_000);
	const at = `${found.at}/files/${blob}/redaction`;
	assert.ok((await desk.get(found.at)).text.includes(`href="${at}"`));
	assert.equal((await desk.get(at)).status, 200);
	for (const [places, said] of [['', /places-error/], ['10 20 30', /第 1 行/], ['1 1 1 1\n5 5 500 5', /第 2 行/], ['a b c d', /第 1 行/], [' , \n', /places-error/]]) {
		const answer = await desk.submit(at, { purpose: 'subject', places }, at);
		assert.equal(answer.status, 422, places);
		assert.match(answer.text, said);
		if (places.trim() !== '' && places.trim() !== ',') assert.ok(unescape(answer.text).includes(places), 'what was typed stays');
	}
	assert.equal((await desk.submit(at, { places: '10 10 10 10' }, at)).status, 422, 'for whom is asked');
	assert.deepEqual(audits(found.id), []);
	const made = await desk.submit(at, { purpose: 'hazard', places: '25 0 25 100\n90, 90, 50, 50' }, at);
	assert.equal(made.status, 303);
	assert.deepEqual(audits(found.id), ['redact']);
	const copy = made.location.split('?')[0];
	assert.match((await desk.get(copy)).text, new RegExp(`<img src="${copy}/file"`));
	const painted = await bytesOf(`${copy}/file`);
	assert.deepEqual([painted.status, painted.type, painted.shown], [200, 'image/png', null]);
	for (const [x, y, grey] of [[49, 50, 220], [50, 0, 0], [99, 99, 0], [100, 50, 220], [10, 10, 220], [179, 95, 220], [185, 95, 0], [199, 99, 0]]) assert.equal(pixel(painted.bytes, x, y), grey, `${x},${y}`);
	assert.equal(pixel((await bytesOf(`${found.at}/files/${blob}`)).bytes, 60, 50), 220, 'the clean copy is as it was');
	for (const chunk of ['tEXt', 'eXIf', 'tIME']) assert.ok(!painted.bytes.includes(Buffer.from(chunk)), chunk);
	// It goes with the case, and alone when it is discarded.
	const held = one(`SELECT blob_id FROM report_redaction WHERE report_id = ${found.id}`);
	assert.equal(one(`SELECT CONCAT(claimed, name, sha256) FROM blob_file WHERE id = ${held}`), '1');
	assert.equal((await desk.post(copy, {})).status, 403, 'no token');
	assert.equal((await desk.submit(copy, {}, copy)).location, `${found.at}?done=redaction_discard`);
	assert.equal((await desk.get(copy)).status, 404);
	assert.equal(one(`SELECT COUNT(*) FROM blob_file WHERE id = ${held}`), '0');
	assert.deepEqual(audits(found.id), ['redact', 'redact_discard']);
	assert.doesNotMatch((await desk.get(found.at)).text, /id="copies"/);
});

test('a page of a document: as a picture, with places black or as it is; another page is another copy', async () => {
	const found = await filed({ files: [{ name: '合同.pdf', bytes: documentOf(['0.9', '0.5']), type: 'application/pdf' }] });
	const blob = one(`SELECT blob_id FROM report_file WHERE report_id = ${found.id}`);
	await portal.until(() => one(`SELECT COUNT(*) FROM blob_cleaning WHERE blob_id = ${blob}`) === '0', 'the clean copy', 30_000);
	const at = (page) => `${found.at}/files/${blob}/pages/${page}`;
	assert.ok((await desk.get(found.at)).text.includes(`href="${at(1)}/redaction"`));
	const first = await desk.get(`${at(1)}/redaction`), last = await desk.get(`${at(2)}/redaction`);
	assert.match(first.text, /第 1 页，共 2 页/);
	assert.ok(first.text.includes(`src="${at(1)}"`) && first.text.includes(`href="${at(2)}/redaction"`));
	assert.ok(last.text.includes(`href="${at(1)}/redaction"`) && !last.text.includes(`href="${at(3)}`));
	for (const page of ['0', '3', 'x', '-1', '01x']) for (const path of [at(page), `${at(page)}/redaction`]) assert.equal((await desk.get(path)).status, 404, path);
	const shown = await Promise.all([1, 2].map((page) => bytesOf(at(page))));
	assert.deepEqual(shown.map((each) => [each.status, each.type, each.shown]), [[200, 'image/jpeg', null], [200, 'image/jpeg', null]]);
	assert.ok(!shown[0].bytes.equals(shown[1].bytes));
	assert.deepEqual(audits(found.id), []);
	const wrong = await desk.submit(`${at(1)}/redaction`, { purpose: 'subject', places: '1 2 3' }, `${at(1)}/redaction`);
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /第 1 行/);
	const copies = [];
	for (const [page, places] of [[1, ''], [1, '0 0 100 100'], [2, '0 0 100 100'], [1, '0 0 50 100']]) {
		const made = await desk.submit(`${at(page)}/redaction`, { purpose: 'joint', places }, `${at(page)}/redaction`);
		assert.equal(made.status, 303, places);
		const copy = await bytesOf(`${made.location.split('?')[0]}/file`);
		assert.deepEqual([copy.status, copy.type], [200, 'image/jpeg']);
		copies.push(copy.bytes);
	}
	assert.deepEqual(audits(found.id), ['redact', 'redact', 'redact', 'redact']);
	assert.ok(copies[0].equals(shown[0].bytes), 'nothing covered: the page as it is shown');
	assert.ok(copies[1].equals(copies[2]), 'of two pages that are covered whole nothing is left that tells them apart');
	assert.ok(!copies[3].equals(copies[0]) && !copies[3].equals(copies[1]));
	for (const [login, status] of [['handler-xintai', 404], ['insurer-a', 403], ['auditor', 403]]) {
		const visitor = portal.visitor();
		await visitor.signIn(login);
		for (const path of [at(1), `${at(1)}/redaction`]) assert.equal((await visitor.get(path)).status, status, `${login} ${path}`);
	}
	assert.equal((await desk.post(`${at(1)}/redaction`, { purpose: 'joint', places: '' })).status, 403, 'no token');
});

test('only pictures and pages; a file without a safe copy is said so', async () => {
	const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
	const found = await filed({ files: [{ name: 'a.pdf', bytes: pdf, type: 'application/pdf' }, { name: 'b.png', bytes: png() }] });
	const blobs = portal.sql(`SELECT b.id FROM report_file f JOIN blob_file b ON b.id = f.blob_id WHERE f.report_id = ${found.id} ORDER BY b.type`).trim().split('\n');
	await portal.until(() => one('SELECT COUNT(*) FROM blob_cleaning') === '0', 'the clean copies', 30_000);
	assert.equal((await desk.get(`${found.at}/files/${blobs[0]}/redaction`)).status, 409);
	assert.ok(!(await desk.get(found.at)).text.includes(`/files/${blobs[0]}/redaction`));
	for (const path of ['', '/redaction']) assert.equal((await desk.get(`${found.at}/files/${blobs[1]}/pages/1${path}`)).status, 409, 'a picture has no pages');
	portal.sql(`DELETE FROM blob_file WHERE cleaned_of = ${blobs[1]}`);
	assert.equal((await desk.get(`${found.at}/files/${blobs[1]}/redaction`)).status, 409);
});

test('who may: handlers of the case; forged numbers, missing tokens and other roles are refused', async () => {
	const found = await filed(), other = await filed();
	await redact(found.at, { purpose: 'subject', words: '王植入', checked: '1' });
	const copy = one(`SELECT id FROM report_redaction WHERE report_id = ${found.id}`);
	const paths = [`${found.at}/redaction`, `${found.at}/copies/${copy}`];
	for (const [login, status] of [['handler-xintai', 404], ['insurer-a', 403], ['auditor', 403], ['che-taishan', 403], ['agency-a', 403]]) {
		const visitor = portal.visitor();
		await visitor.signIn(login);
		for (const path of paths) assert.equal((await visitor.get(path)).status, status, `${login} ${path}`);
	}
	for (const path of paths) assert.equal((await portal.visitor().get(path)).status, 303);
	for (const path of [`${other.at}/copies/${copy}`, `${found.at}/copies/0`, `${found.at}/copies/x`, `${found.at}/copies/999999`, `${found.at}/copies/${copy}/file`, `${found.at}/files/1/redaction`]) assert.equal((await desk.get(path)).status, 404, path);
	assert.equal((await desk.post(`${found.at}/redaction`, { purpose: 'subject', words: '', checked: '1' })).status, 403);
	const bad = await redact(found.at, { purpose: 'everybody', words: '', checked: '1' });
	assert.equal(bad.status, 422);
	assert.ok(errorAt(bad.text, 'purpose'));
	assert.equal((await redact(found.at, { purpose: 'subject', words: '', checked: '1' }, ['s99'])).status, 422);
	assert.equal((await redact(found.at, { purpose: 'subject', words: 'x'.repeat(2001), checked: '1' })).status, 422);
	assert.equal(one(`SELECT COUNT(*) FROM report_redaction WHERE report_id = ${found.id}`), '1');
	// Fifty are enough.
	portal.sql(`INSERT INTO report_redaction (report_id, purpose, sealed, maker_id, made_at) SELECT ${found.id}, 'joint', '', maker_id, made_at FROM report_redaction, seq_1_to_49 WHERE report_id = ${found.id}`);
	const full = await redact(found.at, { purpose: 'subject', words: '', checked: '1' });
	assert.equal(full.status, 422);
	assert.match(full.text, /五十份/);
});

test('when the time of a case is over its copies go with it', async () => {
	const found = await filed();
	await redact(found.at, { purpose: 'subject', words: '王植入', checked: '1' });
	portal.sql(`UPDATE report SET state = 'withdrawn', submitted_at = submitted_at - INTERVAL 2000 DAY WHERE id = ${found.id}; UPDATE audit SET at = at - INTERVAL 2000 DAY WHERE noun = 'report' AND noun_id = ${found.id}`);
	portal.ctl('report', 'remove');
	assert.equal(one(`SELECT COUNT(*) FROM report_redaction WHERE report_id = ${found.id}`), '0');
	assert.equal(one(`SELECT removed_on IS NOT NULL FROM report WHERE id = ${found.id}`), '1');
});
