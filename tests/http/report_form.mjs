// The report form as a visitor fills it in, and what comes back.
import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';

export const filled = {
	kind: 'no_service', subject: 'enterprise', subject_name: '示例危化有限公司', sector: 'CHE', county: '370902',
	happened: '2026年10月', place: '示例路1号', story: '投保以后从来没有人来做过隐患排查，问了几次都说在安排。', name: '', contact: '',
	at: 'check', // as from the last page, where it is sent
};

export function unescape(text) {
	return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

// The value of the first hidden field of that name in a page.
export function hidden(text, name) {
	const tag = [...text.matchAll(/<input\b[^>]*>/g)].map(([each]) => each)
		.find((each) => each.includes('type="hidden"') && each.includes(`name="${name}"`));
	return tag === undefined ? null : unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
}

// The token of the form that posts to `action`.
export function tokenOf(text, action) {
	for (const [, head, inner] of text.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
		if (head.includes(`action="${action}"`)) return hidden(inner, 'csrf');
	}
	return null;
}

// All hidden fields of a name, as a browser would send them again.
export function kept(text, name = 'files_kept') {
	return [...text.matchAll(/<input\b[^>]*>/g)].map(([each]) => each).filter((each) => each.includes(`name="${name}"`))
		.map((each) => unescape(/\bvalue="([^"]*)"/.exec(each)?.[1] ?? ''));
}

// The error that a page shows at a field, or null.
export function errorAt(text, field) {
	const found = new RegExp(`<p[^>]* id="${field}-error"[^>]*>([\\s\\S]*?)</p>`).exec(text);
	return found === null ? null : unescape(found[1].replace(/<[^>]*>/g, '')).trim();
}

export function receiptOf(text) {
	return /id="receipt">([0-9A-Z-]{19})</.exec(text)?.[1] ?? null;
}

// A body with files: the fields first, as the page has them.
export function multipart(token, fields, files = [], keptTokens = []) {
	const body = new FormData();
	body.append('csrf', token);
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	for (const each of keptTokens) body.append('files_kept', each);
	for (const { name, bytes, type = 'image/png' } of files) body.append('files', new File([bytes], name, { type }));
	return body;
}

// Files a report and gives back { status, text, receipt, token }.
export async function report(visitor, fields = {}, { files = [], token, keptTokens = [] } = {}) {
	const page = token ?? tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const answer = await visitor.post('/report', multipart(page, { ...filled, ...fields }, files, keptTokens));
	return { ...answer, receipt: receiptOf(answer.text), token: page };
}

// The number of the newest report, as the desk writes it.
export function newest(portal) {
	const [id, year] = portal.sql("SELECT id, YEAR(submitted_at + INTERVAL 8 HOUR) FROM report ORDER BY id DESC LIMIT 1").trim().split('\t');
	return { id: Number(id), no: `R${year}-${id.padStart(6, '0')}` };
}

// The file as it came: opens the page of its link, gives the reason, and gives back fetch's answer.
export async function original(desk, link, reason = '核对原件') {
	const { text } = await desk.get(`${link}/original`);
	const cookie = [...desk.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	return desk.portal.fetch(`${link}/original`, { method: 'POST', headers: { cookie }, body: new URLSearchParams({ csrf: tokenOf(text, `${link}/original`), reason }) });
}

// A PNG of one grey pixel, followed by `more` bytes that no reader looks at.
export function png(more = 0) {
	return Buffer.concat([pngOf(1, 1, deflateSync(Buffer.from([0, 128])), 8), Buffer.alloc(more, 7)]);
}

// A grey PNG that says it has this size, with this content.
export function pngOf(width, height, content, depth = 1) {
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width, 0);
	head.writeUInt32BE(height, 4);
	head[8] = depth;
	const chunk = (type, data) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const ends = Buffer.alloc(8);
		ends.writeUInt32BE(data.length, 0);
		ends.writeUInt32BE(crc(body), 4);
		return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
	};
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', head), chunk('IDAT', content), chunk('IEND', Buffer.alloc(0)),
	]);
}

function crc(bytes) {
	let sum = 0xffffffff;
	for (const byte of bytes) {
		sum ^= byte;
		for (let i = 0; i < 8; i++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
	}
	return (sum ^ 0xffffffff) >>> 0;
}

// Who sent a report, as its handler comes to see it: asks with a reason, a coordinator of the city agrees, one look.
export async function openIdentity(portal, handler, no) {
	const address = `/desk/reports/${no}/identity`;
	const asked = await handler.submit(address, { reason: '需要电话核实现场情况。' }, address);
	const city = portal.visitor();
	await city.signIn('custody');
	const request = new RegExp(`href="(/desk/identities/\\d+)"[^>]*>${no}<`).exec((await city.get('/desk/identities')).text)?.[1];
	const answered = await city.submit(request, { action: 'open', decision: '' }, request);
	const seen = await handler.submit(address, {}, `${address}/show`);
	return { asked, request, answered, seen };
}

// A colleague who holds the keys gives them to an account that waits, at the desk.
export async function giveKeys(desk, login) {
	const href = new RegExp(`href="(/desk/keys/\\d+/\\d+)"[^>]*>${login}<`).exec((await desk.get('/desk/keys')).text)?.[1];
	return href === undefined ? { status: 404 } : desk.submit(href, { action: 'give', reason: '' }, href);
}

// Presses a button of a page of the form that is asked a page at a time, with what is typed into it; what was answered before
// goes along as a browser sends it.
export async function press(visitor, page, go, typed = {}, { action = '/report/step' } = {}) {
	const inner = [...page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].find(([, head]) => head.includes(`action="${action}"`))[2];
	const fields = {};
	for (const [tag] of inner.matchAll(/<input\b[^>]*>/g)) {
		const name = /\bname="([^"]*)"/.exec(tag)?.[1];
		if (tag.includes('type="hidden"') && name !== 'csrf' && name !== 'files_kept') fields[name] = unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
	}
	const answer = await visitor.post(action, multipart(hidden(inner, 'csrf'), { ...fields, ...typed, ...(go === null ? {} : { go }) }, [], kept(inner)));
	return { ...answer, at: hidden(answer.text, 'at') };
}

// A document of so many pages, each with a grey of its own.
export function documentOf(greys) {
	const objects = ['<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Kids[${greys.map((_, i) => `${3 + 2 * i} 0 R`).join(' ')}]/Count ${greys.length}>>`];
	for (const [i, grey] of greys.entries()) {
		const drawing = `${grey} g 0 0 200 100 re f`;
		objects.push(`<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents ${4 + 2 * i} 0 R>>`, `<</Length ${drawing.length}>>stream\n${drawing}\nendstream`);
	}
	return Buffer.from(`%PDF-1.4\n${objects.map((object, i) => `${i + 1} 0 obj${object}endobj\n`).join('')}trailer<</Root 1 0 R>>\n%%EOF\n`);
}
