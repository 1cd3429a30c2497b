// Malware: ClamAV's daemon where one is configured, spoken to as clamd(8) says, by one that the test plays; and what the
// pages say where there is none, or where it does not answer.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { newest, original, png, report, unescape } from './report_form.mjs';

// The test file that each scanner knows, put together here so that none of them takes this one for it.
const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!', '$H+H*'].join(''), 'latin1');

// A daemon: takes streams, finds what holds the test file, refuses what is longer than `most`. mood: 'well', 'silent'.
class Daemon {
	constructor(where) {
		this.where = where;
		this.most = 1 << 20;
		this.mood = 'well';
		this.streams = [];
		this.sockets = new Set();
	}

	start() {
		this.server = createServer((socket) => this.serve(socket));
		return new Promise((done) => this.server.listen(this.where, done));
	}

	stop() {
		for (const socket of this.sockets) socket.destroy();
		return new Promise((done) => this.server.close(done));
	}

	serve(socket) {
		let buffer = Buffer.alloc(0), begun = false;
		const pieces = [];
		this.sockets.add(socket);
		socket.on('close', () => this.sockets.delete(socket));
		socket.on('error', () => {});
		socket.on('data', (bytes) => {
			buffer = Buffer.concat([buffer, bytes]);
			if (!begun && buffer.length >= 10) {
				assert.equal(buffer.subarray(0, 10).toString('latin1'), 'zINSTREAM\0');
				buffer = buffer.subarray(10);
				begun = true;
			}
			while (begun && buffer.length >= 4 && buffer.length >= 4 + buffer.readUInt32BE(0)) {
				const n = buffer.readUInt32BE(0);
				pieces.push(buffer.subarray(4, 4 + n));
				buffer = buffer.subarray(4 + n);
				const whole = Buffer.concat(pieces);
				if (whole.length > this.most) return socket.end('INSTREAM size limit exceeded. ERROR\0');
				if (n === 0) return this.judge(socket, whole);
			}
		});
	}

	judge(socket, whole) {
		this.streams.push(whole);
		if (this.mood === 'silent') return;
		socket.end(whole.includes(eicar) ? 'stream: Win.Test.EICAR_HDB-1 FOUND\0' : 'stream: OK\0');
	}
}

let portal, desk, daemon, place;
before(async () => {
	place = mkdtempSync(join(tmpdir(), 'anze-clamd-'));
	daemon = new Daemon(join(place, 'clamd.ctl'));
	await daemon.start();
	portal = await startInstance({ conf: (text) => text.replace(/^clamd = "";/m, `clamd = "${daemon.where}";`) });
	desk = portal.visitor();
	await desk.signIn('handler-taishan');
});
after(async () => {
	await portal?.stop();
	await daemon?.stop();
	rmSync(place, { recursive: true, force: true });
});

async function sent(at, name, bytes, done = true) {
	const { receipt, status } = await report(at.visitor(), {}, { files: [{ name, bytes }] });
	assert.equal(status, 200);
	const { id, no } = newest(at);
	const blob = at.sql(`SELECT blob_id FROM report_file WHERE report_id = ${id}`).trim();
	const found = { id, no, receipt, blob, case: `/desk/reports/${no}`, link: `/desk/reports/${no}/files/${blob}` };
	if (done) await over(at, found);
	return found;
}
const over = (at, { blob }) => at.until(() => at.sql(`SELECT COUNT(*) FROM blob_cleaning WHERE blob_id = ${blob}`).trim() === '0', 'the file', 60_000);
const kept = (at, { blob }) => at.sql(`SELECT CONCAT_WS('|', scan, scan_name, scanned_at IS NOT NULL) FROM blob_file WHERE id = ${blob}`).trim();
const track = (at, { receipt }) => at.visitor().submit('/report/track', { receipt }, '/report/track');

test('a file is streamed whole before anything else opens it, and the page says when it was checked', async () => {
	const bytes = png(700_000);
	const file = await sent(portal, '好.png', bytes);
	assert.ok(daemon.streams.at(-1).equals(bytes));
	assert.equal(kept(portal, file), 'clean||1');
	const page = unescape((await desk.get(file.case)).text);
	assert.match(page, /已查毒，未发现恶意软件 · <time/);
	assert.ok(page.includes(`href="${file.link}"`));
	assert.ok(!page.includes('id="unscanned"'));
	assert.ok(!(await track(portal, file)).text.includes('id="unsafe"'));
});

test('what is malware is shown to nobody: the handler reads what it is, the reporter that it could not be opened', async () => {
	const bytes = Buffer.concat([png(100), eicar]);
	const file = await sent(portal, '坏.png', bytes);
	assert.equal(kept(portal, file), 'found|Win.Test.EICAR_HDB-1|1');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM blob_file WHERE cleaned_of = ${file.blob}`).trim(), '0');
	const page = unescape((await desk.get(file.case)).text);
	assert.match(page, /没有生成安全副本：查出恶意软件[\s\S]*查出恶意软件：Win\.Test\.EICAR_HDB-1/);
	assert.ok(!page.includes(`href="${file.link}"`));
	assert.equal((await desk.get(file.link)).status, 409);
	assert.match((await desk.get(`${file.link}/original`)).text, /这个文件查出了恶意软件[\s\S]*Win\.Test\.EICAR_HDB-1/);
	const given = await original(desk, file.link, '提交公安机关鉴定');
	assert.ok(Buffer.from(await given.arrayBuffer()).equals(bytes), 'with a reason, as evidence');
	assert.match(unescape((await track(portal, file)).text), /id="unsafe"[\s\S]*有文件无法安全打开[\s\S]*坏\.png/);
});

test('a file that the daemon does not take is not shown either', async () => {
	const file = await sent(portal, '长.png', png(2 << 20));
	assert.equal(kept(portal, file), 'unable||1');
	assert.match((await desk.get(file.case)).text, /查毒程序无法检查这个文件/);
	assert.equal((await desk.get(file.link)).status, 409);
});

test('a daemon that is away or silent lets nothing pass: the file waits, and is checked when it is back', async () => {
	await daemon.stop();
	const file = await sent(portal, '等.png', png(), false);
	await portal.until(() => /clamd\.away/.test(portal.log('anzed.log')), 'the first try');
	assert.equal(kept(portal, file), '||0');
	assert.match((await desk.get(file.case)).text, /等待查毒/);
	assert.equal((await desk.get(file.link)).status, 409);
	const admin = portal.visitor();
	await admin.signIn('admin');
	assert.match((await admin.get('/desk/jobs')).text, /id="scanner"[^<]*已配置。现有 1 个文件在等待/);
	await daemon.start();
	daemon.mood = 'silent';
	const again = () => portal.sql('UPDATE blob_cleaning SET taken_until = NULL');
	again();
	await portal.until(() => daemon.streams.at(-1)?.length === png().length, 'the second try');
	await portal.until(() => /gave no answer in time/.test(portal.log('anzed.log')), 'its end', 30_000);
	assert.equal(kept(portal, file), '||0');
	assert.equal(portal.sql(`SELECT attempts FROM blob_cleaning WHERE blob_id = ${file.blob}`).trim(), '0', 'a try that could not be does not count');
	daemon.mood = 'well';
	again();
	await over(portal, file);
	assert.equal(kept(portal, file), 'clean||1');
	assert.equal((await desk.get(file.link)).status, 200);
});

test('where none is configured the pages say so, to the handler and to who operates the portal; an address of another host is refused', async () => {
	const other = await startInstance();
	try {
		const file = await sent(other, '未查.png', Buffer.concat([png(), eicar]));
		assert.equal(kept(other, file), '||0');
		const handler = other.visitor();
		await handler.signIn('handler-taishan');
		assert.match((await handler.get(file.case)).text, /id="unscanned"[^<]*没有查过毒/);
		assert.match((await handler.get(`${file.link}/original`)).text, /这个文件没有查过毒/);
		const admin = other.visitor();
		await admin.signIn('admin');
		assert.match((await admin.get('/desk/jobs')).text, /id="scanner"[^<]*没有配置查毒程序/);
		await admin.get('/lang/en');
		assert.match((await admin.get('/desk/jobs')).text, /id="scanner"[^<]*no scanner is configured/);
	} finally {
		await other.stop();
	}
	for (const address of ['192.0.2.1:3310', 'clamd.example:3310', '127.0.0.1', '127.0.0.1:0', 'run/clamd.ctl', `/${'x'.repeat(120)}`]) {
		await assert.rejects(startInstance({ conf: (text) => text.replace(/^clamd = "";/m, `clamd = "${address}";`) }), /clamd: wants/, address);
	}
});
