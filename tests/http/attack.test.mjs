// What somebody hostile tries: to hold the portal's workers, to end them, to see
// and do what is another's. Every try gets an answer, and everybody else theirs.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { http } from './raw.mjs';
import { filled, tokenOf } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

function cookieOf(visitor) {
	return [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

// A report whose fields are far too long and grow six-fold in the page that says so.
async function bloated() {
	const visitor = portal.visitor();
	const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const long = '"'.repeat(60_000);
	const fields = { ...filled, csrf: token, story: long, place: long, name: long, contact: long, subject_name: long, happened: long };
	const parts = ['csrf', ...Object.keys(filled)].map((name) => `--edge\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${fields[name]}\r\n`);
	const body = `${parts.join('')}--edge--\r\n`;
	return Buffer.from(['POST /report HTTP/1.1', 'Host: 127.0.0.1', 'Connection: close', `Cookie: ${cookieOf(visitor)}`,
		'Content-Type: multipart/form-data; boundary=edge', `Content-Length: ${Buffer.byteLength(body)}`, '', body].join('\r\n'));
}

test('those who send much and never read the answer do not hold the workers', async () => {
	// Far away from the host a socket takes little at once; the loopback would take it all.
	const conf = join(portal.directory, 'nginx/nginx.conf');
	const usual = readFileSync(conf, 'utf8');
	const listen = `listen 127.0.0.1:${portal.port}`;
	assert.ok(usual.includes(`${listen};`));
	writeFileSync(conf, usual.replace(`${listen};`, `${listen} sndbuf=16k;`));
	portal.signal('nginx', 'SIGHUP');
	await new Promise((done) => setTimeout(done, 1000));
	const request = await bloated();
	const sockets = await Promise.all(Array.from({ length: 16 }, () => new Promise((done, broken) => {
		const socket = connect({ host: '127.0.0.1', port: portal.port });
		socket.once('error', broken);
		socket.pause();
		socket.write(request, () => done(socket));
	})));
	try {
		await new Promise((done) => setTimeout(done, 1500));
		for (let i = 0; i < 3; i++) {
			const began = Date.now();
			const answer = await http(portal, ['GET /report HTTP/1.1'], '', { ms: 4000 });
			assert.equal(answer.status, 200);
			assert.ok(Date.now() - began < 2000, `answered after ${Date.now() - began} ms`);
		}
	} finally {
		for (const socket of sockets) socket.destroy();
	}
});

// The longest lists that the forms allow, typed in signs that grow six-fold in a
// page, and every text changed since the version before.
test('the largest checklist that a regulator can publish is still a page', async () => {
	portal.sql(`SET @account = (SELECT MIN(id) FROM account), @authority = (SELECT MIN(id) FROM authority);
		INSERT INTO checklist_version (sector, state, number, effective_from, plugin_version, maker_id, created_at, editor_id, changed_at,
			authority_id, published_at)
		SELECT 'MIN', 'published', n.seq, '2026-01-01' + INTERVAL n.seq DAY, '1', @account, NOW(3), @account, NOW(3), @authority, NOW(3)
		FROM seq_1_to_2 n;
		INSERT INTO checklist_item (version_id, code, position, own, own_number, retired, changed, category, question_zh, question_en,
			guidance_zh, guidance_en, major, condition_zh, condition_en, frequency, frequency_note_zh, frequency_note_en, weight,
			mandatory, photo, answer, unit, minimum, maximum, scale)
		SELECT v.id, CONCAT('MIN-Z', LPAD(n.seq, 3, '0')), n.seq, 1, n.seq, 0, 0, '01', REPEAT('"', 298 + v.number), REPEAT('"', 598 + v.number),
			REPEAT('"', 998 + v.number), REPEAT('"', 1998 + v.number), 'no', '', '', 'monthly', '', '', 1, 0, 0, 'yes_no', '', 0, 0, 0
		FROM checklist_version v JOIN seq_1_to_500 n WHERE v.sector = 'MIN' AND v.state = 'published'`);
	for (const language of ['zh', 'en']) {
		for (const path of ['/checklists/mining', '/checklists/mining/1', '/checklists/mining/2', '/checklists']) {
			const answer = await portal.get(path, { headers: { cookie: `anze_lang=${language}` } });
			assert.equal(answer.status, 200, `${language} ${path}`);
			assert.match(answer.text, /<\/html>\s*$/);
		}
	}
});
