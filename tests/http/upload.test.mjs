// Files that strangers send: what is taken and what is not, whatever they are called, and what an upload costs a worker.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { sanitized, startInstance } from '../instance.mjs';
import { errorAt, kept, newest, original, png, report } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance({ conf: (text) => text.replace(/^workers = .*$/m, 'workers = 1;') }); });
after(() => portal?.stop());


const handler = async () => {
	const desk = portal.visitor();
	await desk.signIn('handler-taishan');
	return desk;
};

// A ZIP with one entry, as any program would write it, behind other bytes.
function archive(before) {
	const name = Buffer.from('a.txt');
	const head = Buffer.alloc(30);
	head.writeUInt32LE(0x04034b50, 0);
	head.writeUInt16LE(name.length, 26);
	const entry = Buffer.alloc(46);
	entry.writeUInt32LE(0x02014b50, 0);
	entry.writeUInt16LE(name.length, 28);
	const end = Buffer.alloc(22);
	end.writeUInt32LE(0x06054b50, 0);
	end.writeUInt16LE(1, 8);
	end.writeUInt16LE(1, 10);
	end.writeUInt32LE(entry.length + name.length, 12);
	end.writeUInt32LE(head.length + name.length, 16);
	return Buffer.concat([before, head, name, entry, name, end]);
}

test('the content decides; what is two things at once is refused with its name at the field', async () => {
	const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.from([0, 0, 0, 0]), Buffer.from('mif1heic'), Buffer.alloc(400)]);
	const page = Buffer.concat([png(), Buffer.from('<script>alert(1)</script>')]);
	const document = Buffer.concat([png().subarray(0, 33), Buffer.from('%PDF-1.4\n'), png().subarray(33)]);
	for (const [what, name, bytes, said] of [
		['a page called a picture', 'a.png', Buffer.from('<!DOCTYPE html><html><body>x</body></html>'), /a\.png.*JPG, PNG, WebP, PDF/],
		['a drawing called a picture', 'b.png', Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), /b\.png.*JPG, PNG, WebP, PDF/],
		['a picture with an archive', 'c.png', archive(png()), /c\.png.*另一种格式/],
		['a picture with a page', 'd.png', page, /d\.png.*另一种格式/],
		['a picture with a document', 'e.png', document, /e\.png.*另一种格式/],
		['an archive', 'f.pdf', archive(Buffer.alloc(0)), /f\.pdf.*JPG, PNG, WebP, PDF/],
		['a document that begins late', 'g.pdf', Buffer.from('\n\n%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n'), /g\.pdf/],
		['a photo that phones here cannot show', 'h.jpg', heic, /h\.jpg.*HEIC.*JPG/],
		['nothing', 'i.png', Buffer.alloc(0), /空文件/],
	]) {
		const before = portal.sql('SELECT COUNT(*) FROM blob_file');
		const answer = await report(portal.visitor(), {}, { files: [{ name, bytes }] });
		assert.equal(answer.status, 422, what);
		assert.match(errorAt(answer.text, 'files') ?? '', said, what);
		assert.equal(kept(answer.text).length, 0, what);
		assert.equal(portal.sql('SELECT COUNT(*) FROM blob_file'), before, what);
	}
});

test('a picture with a wrong name is a picture, and is saved as one', async () => {
	const sent = await report(portal.visitor(), {}, { files: [{ name: 'holiday.exe', bytes: png(), type: 'application/x-msdownload' }] });
	assert.equal(sent.status, 200);
	assert.equal(portal.sql('SELECT type FROM blob_file ORDER BY id DESC LIMIT 1').trim(), 'image/png');
	const link = `/desk/reports/${newest(portal).no}/files/${portal.sql('SELECT MAX(blob_id) FROM report_file').trim()}`;
	const answer = await original(await handler(), link);
	assert.equal(answer.status, 200);
	assert.equal(answer.headers.get('content-type'), 'image/png');
	assert.equal(answer.headers.get('content-disposition'), "attachment; filename*=UTF-8''holiday.exe.png");
});

// Of the process's status, in KiB.
const memory = (pid, what) => Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
const own = (pid) => [...readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm)].reduce((sum, [, n]) => sum + Number(n), 0);

test('an upload of 20 MB makes a worker grow by less than 4 MB, and its own memory stays below 16 MiB', async () => {
	const mib = 1024 * 1024;
	const send = (size) => report(portal.visitor(), {}, { files: [{ name: 'a.png', bytes: png(size) }, { name: 'b.png', bytes: png(size) }] });
	// Until the worker has had its first file, and the process for jobs has made its first copies: what they keep from then on
	// is not the upload's.
	for (let i = 0; i < 12; i++) assert.equal((await send(100_000)).status, 200);
	await portal.until(() => portal.sql('SELECT COUNT(*) FROM blob_cleaning').trim() === '0', 'the copies', 60_000);
	const workers = portal.children();
	const before = new Map(workers.map((pid) => [pid, memory(pid, 'VmHWM')]));
	for (let i = 0; i < 6; i++) assert.equal((await send(10 * mib - 100)).status, 200);
	for (const pid of workers) {
		const grown = memory(pid, 'VmHWM') - before.get(pid);
		if (sanitized) continue; // what a sanitizer keeps is not the portal's
		assert.ok(grown < 4096, `the highest mark of ${pid} rose by ${grown} KiB`);
		assert.ok(own(pid) < 16384, `${pid} has ${own(pid)} KiB of its own`);
	}
});
