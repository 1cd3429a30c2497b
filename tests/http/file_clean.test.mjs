// Cleaned copies: what strangers' files carry besides what is to be seen, files that are made to hurt their reader, and what
// the handler is told when there is no copy.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { build, startInstance } from '../instance.mjs';
import { errorAt, newest, original, png, pngOf, report, unescape } from './report_form.mjs';

// Left half red, right half blue, 32 by 16.
const jpeg = Buffer.from('/9j/4AAQSkZJRgABAQEAYABgAAD//gA7Q1JFQVRPUjogZ2QtanBlZyB2MS4wICh1c2luZyBJSkcgSlBFRyB2NjIpLCBxdWFsaXR5ID0gNjAK/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/9sAQwEODg4TERMmFRUmTzUtNU9PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09P/8AAEQgAEAAgAwEiAAIRAQMRAf/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFBBhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqSk5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/EAB8BAAMBAQEBAQEBAQEAAAAAAAABAgMEBQYHCAkKC//EALURAAIBAgQEAwQHBQQEAAECdwABAgMRBAUhMQYSQVEHYXETIjKBCBRCkaGxwQkjM1LwFWJy0QoWJDThJfEXGBkaJicoKSo1Njc4OTpDREVGR0hJSlNUVVZXWFlaY2RlZmdoaWpzdHV2d3h5eoKDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uLj5OXm5+jp6vLz9PX29/j5+v/aAAwDAQACEQMRAD8A5+iiivGP0kwqKKK/Yj8qP//Z', 'base64');

let portal, desk;
before(async () => {
	// The tests' own build of the program: the same, and it obeys a file that says what to try.
	portal = await startInstance({ conf: (text) => text.replace(/^cleaner = "";/m, `cleaner = "${join(build, 'tests/anzeclean')}";`) });
	desk = portal.visitor();
	await desk.signIn('handler-taishan');
});
after(() => portal?.stop());

async function sent(name, bytes, type = 'image/jpeg') {
	const answer = await report(portal.visitor(), {}, { files: [{ name, bytes, type }] });
	assert.equal(answer.status, 200, `${name}: ${errorAt(answer.text, 'files')}`);
	const { id, no } = newest(portal);
	const blob = portal.sql(`SELECT blob_id FROM report_file WHERE report_id = ${id}`).trim();
	await portal.until(() => portal.sql(`SELECT COUNT(*) FROM blob_cleaning WHERE blob_id = ${blob}`).trim() === '0', 'the copy', 60_000);
	return { id, no, blob, case: `/desk/reports/${no}`, link: `/desk/reports/${no}/files/${blob}` };
}

async function copyOf({ link }) {
	const answer = await portal.fetch(link, { headers: { cookie: `anze_session=${desk.cookies.get('anze_session')}` } });
	return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

// What the handler's page says where there is no copy.
async function refused(file, said) {
	const { text } = await desk.get(file.case);
	assert.match(unescape(text), said);
	assert.ok(!text.includes(`href="${file.link}"`));
	assert.ok(text.includes(`href="${file.link}/original"`));
	const answer = await desk.get(file.link);
	assert.equal(answer.status, 409);
	assert.match(answer.text, /没有安全副本/);
}

// EXIF as a phone writes it: orientation, and where it was.
function exif(turn) {
	const tiff = Buffer.alloc(26 + 18 + 24, 0);
	tiff.write('II*\0', 0, 'latin1');
	tiff.writeUInt32LE(8, 4);
	tiff.writeUInt16LE(2, 8);
	tiff.writeUInt16LE(0x112, 10); tiff.writeUInt16LE(3, 12); tiff.writeUInt32LE(1, 14); tiff.writeUInt16LE(turn, 18);
	tiff.writeUInt16LE(0x8825, 22); tiff.writeUInt16LE(4, 24); tiff.writeUInt32LE(1, 26); tiff.writeUInt32LE(38, 30);
	const place = Buffer.from('GPS 36.1949N 117.0876E', 'latin1');
	const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, place]);
	const head = Buffer.from([0xff, 0xe1, 0, 0]);
	head.writeUInt16BE(body.length + 2, 2);
	return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

// A document of these objects, the first of which is its catalogue.
function pdf(objects) {
	const parts = ['%PDF-1.4\n'];
	const places = [];
	for (const [i, object] of objects.entries()) {
		places.push(parts.join('').length);
		parts.push(`${i + 1} 0 obj\n${object}\nendobj\n`);
	}
	const at = parts.join('').length;
	parts.push(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('')}`);
	parts.push(`trailer\n<</Size ${objects.length + 1}/Root 1 0 R/Info<</Author(Zhang San)>>>>\nstartxref\n${at}\n%%EOF\n`);
	return Buffer.from(parts.join(''), 'latin1');
}
const stream = (text, more = '') => `<</Length ${text.length}${more}>>stream\n${text}\nendstream`;

test('a photo comes without its place, upright, and the file itself stays to the byte', async () => {
	const bytes = exif(6);
	const file = await sent('IMG_0001.jpg', bytes);
	const page = await desk.get(file.case);
	assert.ok(page.text.includes(`href="${file.link}"`));
	const { status, headers, bytes: copy } = await copyOf(file);
	assert.equal(status, 200);
	assert.equal(headers.get('content-type'), 'image/jpeg');
	assert.equal(headers.get('cache-control'), 'no-store');
	assert.ok(!copy.includes('Exif') && !copy.includes('GPS'));
	// Turned by a quarter: the height that its frame tells is now the longer side.
	const frame = copy.indexOf(Buffer.from([0xff, 0xc0]));
	assert.deepEqual([copy.readUInt16BE(frame + 5), copy.readUInt16BE(frame + 7)], [32, 16]);
	const answer = await original(desk, file.link);
	assert.ok(Buffer.from(await answer.arrayBuffer()).equals(bytes));
	// Nothing of the key that the job was lent is left, and the copy is sealed like the file.
	assert.equal(portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim(), '0');
	assert.equal(portal.sql(`SELECT CONCAT(name, sha256, owner, wrapped_key) FROM blob_file WHERE cleaned_of = ${file.blob}`).trim(), '');
	assert.equal(portal.sql('SELECT COUNT(*) FROM blob_chunk WHERE INSTR(sealed, 0xFFD8FFE0) > 0').trim(), '0');
});

test('a document comes as pictures of its pages, without script, form, attachment or author', async () => {
	const drawing = '1 0 0 rg 50 50 200 200 re f';
	const bytes = pdf([
		'<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>/Names<</EmbeddedFiles<</Names[(a.exe)5 0 R]>>>>/AcroForm<</Fields[]>>>>',
		'<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>', stream(drawing),
		'<</Type/Filespec/F(a.exe)/EF<</F 6 0 R>>>>', stream('MZ-the-attachment', '/Type/EmbeddedFile'),
	]);
	const file = await sent('report.pdf', bytes, 'application/pdf');
	const { status, headers, bytes: copy } = await copyOf(file);
	assert.equal(status, 200);
	assert.equal(headers.get('content-type'), 'application/pdf');
	assert.ok(copy.subarray(0, 5).equals(Buffer.from('%PDF-')));
	for (const word of ['JavaScript', 'EmbeddedFile', 'AcroForm', 'OpenAction', 'Zhang San', 'a.exe', 'MZ-the-attachment', drawing]) assert.ok(!copy.includes(word), word);
	assert.ok(copy.includes('/DCTDecode'));
});

test('what hurts its reader makes no copy, and the page says so', async () => {
	await refused(await sent('short.jpg', jpeg.subarray(0, jpeg.length - 60)), /文件已损坏或不完整。原件仍封存/);
	await refused(await sent('bomb.png', pngOf(20_000, 20_000, deflateSync(Buffer.alloc(20_000 * 2501)))), /超过上限。原件仍封存/);
	await refused(await sent('lies.png', pngOf(4000, 4000, deflateSync(Buffer.alloc(100)))), /文件已损坏/);
	const words = pdf(['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>',
		'<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>',
		stream('BT /F1 24 Tf 50 50 Td (Hello) Tj ET')]);
	await refused(await sent('words.pdf', words, 'application/pdf'), /没有带上所用的字体/);
	await refused(await sent('empty.pdf', Buffer.from('%PDF-1.4\n%%EOF\n'), 'application/pdf'), /文件已损坏/);
	const pages = Array.from({ length: 101 }, (_, i) => `${i + 3} 0 R`);
	const long = pdf(['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${pages.join(' ')}]/Count 101>>`, ...pages.map(() => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>')]);
	await refused(await sent('pages.pdf', long, 'application/pdf'), /超过上限/);
});

test('a file that takes the program over gets nowhere', async () => {
	const with_ = (what) => Buffer.concat([png(), Buffer.from(`az-probe:${what}`)]);
	for (const what of ['open', 'create', 'socket', 'unix', 'fork', 'exec', 'kill', 'trace', 'code', 'memory', 'crash', 'half'])
		await refused(await sent(`${what}.png`, with_(what), 'image/png'), /无法生成安全副本。原件仍封存/);
	assert.ok(!existsSync('/tmp/anze-probe'));
	await refused(await sent('loop.png', with_('loop'), 'image/png'), /处理超过了时限/);
	await refused(await sent('flood.png', with_('flood'), 'image/png'), /超过上限/);
	// And the next one is served as ever.
	assert.equal((await copyOf(await sent('after.png', png(), 'image/png'))).status, 200);
});

test('the file as it came takes a reason, which stays; and it is nobody else\'s', async () => {
	const file = await sent('a.png', png(), 'image/png');
	const trail = () => portal.sql(`SELECT action, reason FROM audit WHERE noun = 'report' AND noun_id = ${file.id} AND action = 'original'`).trim();
	assert.equal((await desk.get(`${file.link}/original`)).status, 200);
	const none = await original(desk, file.link, ' ');
	assert.equal(none.status, 422);
	assert.ok(errorAt(await none.text(), 'reason'));
	assert.equal(trail(), '');
	assert.equal((await desk.post(`${file.link}/original`, { reason: '没有令牌' })).status, 403);
	assert.equal(trail(), '');
	const given = await original(desk, file.link, '需要核对拍摄时间');
	assert.equal(given.status, 200);
	assert.match(given.headers.get('content-disposition'), /^attachment/);
	assert.equal(trail(), 'original', 'the words are sealed with the case');
	assert.match((await desk.get(file.case)).text, /查看文件原件[\s\S]*需要核对拍摄时间/);
	for (const [login, status] of [['handler-xintai', 404], ['city', 404], ['insurer-a', 403], ['auditor', 403]]) {
		const other = portal.visitor();
		await other.signIn(login);
		for (const link of [file.link, `${file.link}/original`]) assert.equal((await other.get(link)).status, status, `${login} ${link}`);
	}
	for (const number of ['0', '999999', 'x']) assert.equal((await desk.get(`${file.case}/files/${number}/original`)).status, 404);
	assert.equal((await portal.get(file.link)).status, 303);
	const english = portal.visitor();
	await english.signIn('handler-taishan');
	await english.get('/lang/en');
	assert.match((await english.get(`${file.link}/original`)).text, /comes from a stranger/);
});
