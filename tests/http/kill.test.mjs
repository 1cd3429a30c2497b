// Processes are killed in the middle of submissions: KILLS of them (200), while several people send reports with a photo and
// send the same form again when the answer does not come, as a browser's retry does. Then each report is read back: one that
// was acknowledged is there once and whole, one that was not is there whole or not at all.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { isGone, startInstance } from '../instance.mjs';
import { filled, multipart, original, png, receiptOf, tokenOf, unescape } from './report_form.mjs';

const KILLS = Number(process.env.KILLS || 200);
const SENDERS = 6;
// A worker that lives for less than ten seconds is replaced later and later, so there are enough to kill the oldest in turn.
const WORKERS = 16;

let portal, going = true;
before(async () => { portal = await startInstance({ conf: (text) => text.replace(/^workers = .*$/m, `workers = ${WORKERS};`) }); });
after(() => { going = false; return portal?.stop(); });

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const number = (text) => Number(portal.sql(text).trim());

// ---- those who send ----

// What was tried: { mark, photos, tries, receipts }, in the order of the first try.
const attempts = [];

// A picture of several chunks in the database, unlike all others.
function photo() {
	return Buffer.concat([png(), randomBytes(300_000 + Math.floor(Math.random() * 300_000))]);
}

async function formOf(visitor) {
	while (going) {
		try {
			const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
			if (token) return token;
		} catch { /* it is being started again */ }
		await pause(50);
	}
	return null;
}

// One report, with the same form again and again until there is a receipt; every fourth person gives up after the first try.
// Every eighth sends it in two windows at once.
async function send(number) {
	const visitor = portal.visitor();
	const token = await formOf(visitor);
	if (token === null) return;
	const attempt = { mark: `第${number}件之记号${randomBytes(6).toString('hex')}`, photos: [photo(), ...(number % 3 === 0 ? [photo()] : [])], tries: 0, receipts: new Set() };
	const body = () => multipart(token, { ...filled, story: `${attempt.mark}：投保以后从来没有人来过。`, name: '示例某', contact: attempt.mark }, attempt.photos.map((bytes, i) => ({ name: `${i + 1}.png`, bytes })));
	const once = async () => {
		attempt.tries++;
		try {
			const { status, text } = await visitor.post('/report', body());
			if (status === 200 && receiptOf(text)) attempt.receipts.add(receiptOf(text));
			else assert.ok([502, 503, 504].includes(status), `${status}: ${text.slice(0, 3000)}`);
		} catch (fault) {
			if (fault instanceof assert.AssertionError) throw fault; // else there was no answer
		}
	};
	attempts.push(attempt);
	for (let tries = 0; attempt.receipts.size === 0 && (tries === 0 || (number % 4 !== 0 && going)); tries++) {
		await Promise.all(number % 8 === 1 ? [once(), once()] : [once()]);
		if (attempt.receipts.size === 0) await pause(30);
	}
}

async function keepSending(own) {
	for (let turn = 0; going; turn++) {
		await send(turn * SENDERS + own);
		await pause(Math.random() * 600); // or the one process that makes the copies never catches up
	}
}

// ---- what is killed ----

const kill = (pid) => { try { process.kill(pid, 'SIGKILL'); } catch { /* it went by itself */ } };

async function killNginx() {
	const all = [portal.pid('nginx'), ...portal.nginxWorkers()];
	all.forEach(kill);
	await portal.until(() => all.every(isGone), 'the end of nginx');
	await portal.startNginx();
}

async function killDatabase() {
	await portal.stopDatabase('SIGKILL');
	await pause(Math.random() * 100);
	await portal.startDatabase();
}

// Of twenty: two times the database, once all of nginx, three times a worker of nginx; else a worker of the portal or its
// process for jobs, the one that has lived longest.
async function killOne(turn) {
	await pause(100 + Math.random() * 300);
	if (turn % 10 === 4) return killDatabase();
	if (turn % 20 === 9) return killNginx();
	if (turn % 7 === 3) {
		const workers = portal.nginxWorkers();
		return kill(workers[turn % workers.length]);
	}
	return kill(portal.children()[0]);
}

// ---- what is there ----

// The reports that came in, read as their handler reads them: [{ id, no, text, files }].
async function readAll(first) {
	const handler = portal.visitor();
	assert.equal((await handler.signIn('handler-taishan')).status, 303);
	const rows = portal.sql(`SELECT id, YEAR(submitted_at + INTERVAL 8 HOUR) FROM report WHERE id > ${first} ORDER BY id`).trim().split('\n').filter(Boolean);
	const read = [];
	const line = rows.map((row) => row.split('\t'));
	await Promise.all(Array.from({ length: 4 }, async () => {
		for (let row; (row = line.shift());) {
			const no = `R${row[1]}-${row[0].padStart(6, '0')}`;
			const page = await handler.get(`/desk/reports/${no}`);
			assert.equal(page.status, 200, no);
			const files = [];
			for (const link of new Set([...page.text.matchAll(/href="(\/desk\/reports\/[^"]*\/files\/\d+)/g)].map(([, path]) => path))) {
				const answer = await original(handler, link);
				assert.equal(answer.status, 200, link);
				files.push(sha(Buffer.from(await answer.arrayBuffer())));
			}
			read.push({ id: Number(row[0]), no, text: unescape(page.text), files: files.sort() });
		}
	}));
	return read;
}

function orphans(first) {
	const counts = {
		'a piece of a file without its file': 'SELECT COUNT(*) FROM blob_chunk c LEFT JOIN blob_file f ON f.id = c.blob_id WHERE f.id IS NULL',
		'a file whose pieces do not add up': 'SELECT COUNT(*) FROM blob_file f WHERE f.size <> (SELECT COALESCE(SUM(LENGTH(c.sealed) - 40), 0) FROM blob_chunk c WHERE c.blob_id = f.id)',
		'a file that was claimed by nothing': `SELECT COUNT(*) FROM blob_file f LEFT JOIN report_file r ON r.blob_id = COALESCE(f.cleaned_of, f.id) WHERE f.claimed = 1 AND r.blob_id IS NULL
			AND f.id NOT IN (SELECT blob_id FROM assessment_file UNION SELECT blob_id FROM visit_photo)`,
		'a file of a report that is still only staged': 'SELECT COUNT(*) FROM report_file r JOIN blob_file f ON f.id = r.blob_id WHERE f.claimed = 0',
		'a report without its content': `SELECT COUNT(*) FROM report r LEFT JOIN report_content c ON c.report_id = r.id WHERE r.id > ${first} AND c.report_id IS NULL`,
		'a report without exactly two wraps of its key': `SELECT COUNT(*) FROM report r WHERE r.id > ${first} AND (SELECT COUNT(*) FROM report_key k WHERE k.report_id = r.id) <> 2`,
		'a report without exactly one submission': `SELECT COUNT(*) FROM report r WHERE r.id > ${first} AND (SELECT COUNT(*) FROM submission s WHERE s.noun = 'report' AND s.noun_id = r.id) <> 1`,
		'a report without exactly one line of its arrival in the trail': `SELECT COUNT(*) FROM report r WHERE r.id > ${first} AND (SELECT COUNT(*) FROM audit a WHERE a.noun = 'report' AND a.noun_id = r.id AND a.action = 'submit') <> 1`,
		'a report without who sent it': `SELECT COUNT(*) FROM report r LEFT JOIN report_identity i ON i.report_id = r.id WHERE r.id > ${first} AND i.report_id IS NULL`,
	};
	return Object.entries(counts).filter(([, query]) => number(query) !== 0).map(([what, query]) => `${what}: ${number(query)}`);
}

test(`${KILLS} processes are killed while reports come in: what was acknowledged is there once and whole`, { timeout: 900_000 }, async (t) => {
	const first = number('SELECT COALESCE(MAX(id), 0) FROM report');
	const began = Date.now();
	const senders = Array.from({ length: SENDERS }, (_, own) => keepSending(own));
	const kills = (async () => {
		for (let turn = 0; turn < KILLS; turn++) await killOne(turn);
	})();
	try {
		await Promise.race([kills, Promise.all(senders)]); // a sender ends early only with a fault
		await kills;
	} finally {
		going = false;
	}
	await Promise.all(senders);
	const killed = Date.now() - began;

	const found = await readAll(first);
	const acknowledged = attempts.filter(({ receipts }) => receipts.size > 0);
	for (const attempt of attempts) {
		const mine = found.filter(({ text }) => text.includes(attempt.mark));
		assert.ok(mine.length <= 1, `${attempt.mark}: ${mine.length} reports`);
		if (attempt.receipts.size > 0) assert.equal(mine.length, 1, `${attempt.mark} was acknowledged`);
		assert.ok(attempt.receipts.size <= 1, `${attempt.mark}: one form, one receipt`);
		for (const { files } of mine) assert.deepEqual(files, attempt.photos.map(sha).sort(), attempt.mark);
	}
	assert.equal(found.filter(({ text }) => attempts.some(({ mark }) => text.includes(mark))).length, found.length, 'nothing else came in');
	for (const { mark, receipts } of acknowledged) {
		const page = await portal.visitor().submit('/report/track', { receipt: [...receipts][0] }, '/report/track');
		assert.equal(page.status, 200, mark);
		assert.ok(page.text.includes(filled.subject_name), mark);
	}
	assert.deepEqual(orphans(first), []);
	const read = Date.now() - began - killed;
	t.diagnostic(`${KILLS} kills in ${Math.round(killed / 1000)} s: ${attempts.length} reports tried, ${acknowledged.length} acknowledged, ${found.length - acknowledged.length} kept without an answer, `
		+ `${attempts.reduce((sum, { tries }) => sum + tries, 0)} submissions; read in ${Math.round(read / 1000)} s`);
	assert.ok(acknowledged.length >= KILLS / 4, `only ${acknowledged.length} were acknowledged: too few to tell`);
});

test('the copies are made in the end, though the process that makes them was killed too', async () => {
	await portal.until(() => number('SELECT COUNT(*) FROM blob_cleaning') === 0, 'the copies', 180_000);
	assert.equal(number('SELECT COUNT(*) FROM blob_file f LEFT JOIN blob_file c ON c.cleaned_of = f.id JOIN report_file r ON r.blob_id = f.id WHERE c.id IS NULL AND f.unclean = \'\''), 0);
});

test('what a killed nginx left of bodies is gone when it is started again', async () => {
	const conf = readFileSync(join(portal.directory, 'nginx/nginx.conf'), 'utf8');
	const bodies = /client_body_temp_path (\S+);/.exec(conf)[1];
	await portal.restart();
	assert.deepEqual(existsSync(bodies) ? readdirSync(bodies) : [], []);
});
