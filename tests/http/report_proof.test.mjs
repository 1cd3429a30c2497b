// The signed proof of a report: what stands in it, who can make one, and how anybody checks it without the case.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, filled, newest, png, report, tokenOf, unescape } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const sha = (bytes) => createHash('sha256').update(bytes).digest('hex');
const make = '/report/track/proof';
const photo = { name: '不该出现的文件名.png', bytes: png(50) };

// A filed report and its proof, reached from the page of the receipt: { receipt, no, text, link, page }.
async function proven({ minute } = {}) {
	const visitor = portal.visitor();
	const sent = await report(visitor, {}, { files: [photo, { name: 'b.png', bytes: png() }] });
	const fields = { csrf: tokenOf(sent.text, make), receipt: sent.receipt, ...(minute ? { minute: '1' } : {}) };
	const page = await visitor.post(make, fields);
	assert.equal(page.status, 200);
	const text = unescape(/id="proof-text">([^<]*)</.exec(page.text)[1]);
	const link = unescape(/href="(http[^"]*\/proof\/verify\?p=[^"]*)"/.exec(page.text)[1]);
	return { visitor, receipt: sent.receipt, ...newest(portal), page: page.text, text, link, fields };
}

// What the page that checks says of a text that is pasted into it.
async function paste(text, visitor = portal.visitor()) {
	return visitor.submit('/proof/verify', { text }, '/proof/verify');
}
const scan = (link) => portal.get(link.replace(portal.url, ''));

test('the proof says number, day, size and hash of each file, and neither the receipt, a word of the report nor a file name', async () => {
	const { receipt, no, page, text } = await proven();
	const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	assert.match(text, new RegExp(`^ANZE PROOF 1\\nreport ${no}\\nreceived ${today}\\nfile ${today} ${photo.bytes.length} ${sha(photo.bytes)}\\nfile ${today} \\d+ ${sha(png())}\\nkey [0-9a-f]{16}\\nsignature [\\w-]{86}\\n?$`));
	for (const word of [receipt, receipt.replaceAll('-', ''), '不该出现的文件名', filled.story, filled.subject_name, filled.place]) {
		assert.ok(!text.includes(word), word);
		assert.ok(!page.replace(/<input type="hidden"[^>]*>/g, '').includes(word), word);
	}
	assert.match(page, /<svg class="az-qr"[^>]*role="img"[\s\S]*<path fill="#000000" d="M4 4h7v1h-7z/, 'a finder pattern stands at the corner of the code');
	assert.ok(!/style=/.test(page));
});

test('anybody checks it: by the code, by the text, and with the published key and another program', async () => {
	const { no, text, link } = await proven();
	for (const answer of [await scan(link), await paste(text), await paste(`转发：\n${text.replaceAll('\n', '\r\n')}\n谢谢`), await paste(link)]) {
		assert.equal(answer.status, 200);
		assert.match(answer.text, /凭证是真的/);
		for (const part of [no, sha(photo.bytes), String(photo.bytes.length)]) assert.ok(answer.text.includes(part), part);
	}
	const keys = await portal.get('/proof/keys.txt');
	assert.match(keys.headers.get('content-type'), /^text\/plain/);
	const [, id, pem] = /^key ([0-9a-f]{16})\n(-----BEGIN PUBLIC KEY-----[\s\S]*?-----END PUBLIC KEY-----)/.exec(keys.text);
	assert.ok(text.includes(`key ${id}\n`));
	const [, signed, signature] = /^([\s\S]*key [0-9a-f]{16}\n)signature ([\w-]+)/.exec(text);
	assert.ok(verify(null, Buffer.from(signed), createPublicKey(pem), Buffer.from(signature, 'base64url')));
});

test('one byte of any part is another one: it is not genuine, and what nobody signed is not repeated', async () => {
	const { no, text, link } = await proven({ minute: true });
	const swap = (s, at) => s.slice(0, at) + (s[at] === '1' ? '2' : '1') + s.slice(at + 1);
	for (const [what, at] of [['number', text.indexOf(no) + 11], ['time', text.indexOf('received ') + 18], ['size', text.indexOf(` ${photo.bytes.length} `) + 1], ['hash', text.indexOf(sha(photo.bytes)) + 5]]) {
		const answer = await paste(swap(text, at));
		assert.equal(answer.status, 200, what);
		assert.match(answer.text, /凭证是假的或者被改动过/, what);
		assert.ok(!answer.text.includes('<dt class="govuk-summary-list__key">举报编号'), what);
	}
	const at = text.indexOf('signature ') + 30;
	assert.match((await paste(text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))).text, /凭证是假的或者被改动过/);
	assert.match((await paste(text.replace(/key ([0-9a-f]{16})/, 'key 0000000000000000'))).text, /认不出签名用的密钥/);
	assert.match((await scan(link.replace(/p=1\.R(\d{4})/, (_, year) => `p=1.R${Number(year) + 1}`))).text, /凭证是假的或者被改动过/);
	const broken = await paste(text.slice(0, -20));
	assert.equal(broken.status, 422);
	assert.match(errorAt(broken.text, 'text'), /没有完整的凭证/);
	assert.ok(broken.text.includes(`report ${no}`), 'what was pasted is still there');
	assert.equal((await paste('')).status, 422);
	assert.equal((await portal.visitor().post('/proof/verify', { text })).status, 403, 'without the form\'s token');
});

test('checking needs no database and tells nothing of a case: also of one that is gone', async () => {
	const { id, no, link, text } = await proven();
	portal.sql(`UPDATE report SET receipt_hash = REVERSE(receipt_hash) WHERE id = ${id}`);
	assert.match((await scan(link)).text, /凭证是真的/);
	const release = await portal.holding('LOCK TABLES report WRITE, report_file WRITE, report_content WRITE, session WRITE, audit WRITE');
	try {
		for (const answer of await Promise.all([scan(link), paste(text), scan(link.replace(no, no.replace('R20', 'R21')))])) assert.equal(answer.status, 200);
	} finally {
		await release();
	}
	const before = portal.sql('SELECT COUNT(*) FROM audit').trim();
	await scan(link);
	assert.equal(portal.sql('SELECT COUNT(*) FROM audit').trim(), before);
});

test('the time of the day stands in it only when the reporter asks', async () => {
	const { text } = await proven({ minute: true });
	assert.match(text, /\nreceived \d{4}-\d\d-\d\d \d\d:\d\d\n/);
});

test('it comes as a text file that is genuine as a whole, and in English too', async () => {
	const { visitor, receipt, no, page, text } = await proven();
	const answer = await visitor.post(make, { csrf: tokenOf(page, make), receipt, file: '1' });
	assert.match(answer.headers.get('content-disposition'), new RegExp(`filename\\*=UTF-8''${no}\\.txt`));
	assert.ok(answer.text.endsWith(`\n\n${text}\n`) || answer.text.endsWith(`\n\n${text}`));
	assert.match(answer.text, /\/proof\/verify/);
	assert.ok(!answer.text.includes(receipt));
	assert.match((await paste(answer.text)).text, /凭证是真的/);
	const english = portal.visitor();
	english.cookies.set('anze_lang', 'en');
	assert.match((await paste(text, english)).text, /The proof is genuine/);
});

test('only the receipt makes one, also from the progress page, never after removal', async () => {
	const { id, receipt, fields } = await proven();
	const visitor = portal.visitor();
	const track = await visitor.submit('/report/track', { receipt }, '/report/track');
	assert.equal((await visitor.post(make, { csrf: tokenOf(track.text, make), receipt })).status, 200);
	assert.equal((await visitor.post(make, { csrf: tokenOf(track.text, make), receipt: '0000-0000-0000-0000' })).status, 404);
	assert.equal((await visitor.post(make, { csrf: tokenOf(track.text, make) })).status, 404);
	assert.equal((await visitor.post(make, { receipt })).status, 403);
	assert.equal((await visitor.post(make, fields)).status, 403, 'another visitor\'s token');
	assert.equal((await portal.get(make)).status, 405);
	portal.sql(`DELETE FROM report_content WHERE report_id = ${id}`);
	assert.equal(tokenOf((await visitor.submit('/report/track', { receipt }, '/report/track')).text, make), null);
	const gone = await visitor.post(make, { csrf: tokenOf(track.text, make), receipt });
	assert.equal(gone.status, 409);
	assert.match(gone.text, /以前生成的仍然可以核对/);
});

test('with another key the earlier proofs stay genuine', async () => {
	const { text } = await proven();
	assert.match(portal.ctl('proof', 'renew'), /keys that are recognised: 2/);
	await portal.restart();
	assert.match((await paste(text)).text, /凭证是真的/);
	const next = await proven();
	assert.notEqual(/key (\w+)/.exec(next.text)[1], /key (\w+)/.exec(text)[1]);
	assert.match((await paste(next.text)).text, /凭证是真的/);
	assert.equal((await portal.get('/proof/keys.txt')).text.match(/^key /gm).length, 2);
});
