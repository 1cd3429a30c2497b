// A checklist as a spreadsheet: given out to everybody, taken into a draft by those who may, whole or not at all.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { tryDraft } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';

const desk = '/desk/checklists/chemicals';
const draft = `${desk}/draft`;
const page = `${draft}/sheet`;
let portal, city;

before(async () => {
	portal = await startInstance();
	city = await signedIn('city');
	await city.submit(desk, { from: 'baseline' }, draft);
});
after(() => portal?.stop());

async function signedIn(name) {
	const visitor = portal.visitor();
	const answer = await visitor.signIn(name);
	assert.equal(answer.status, 303, `${name} signs in`);
	return visitor;
}

// ---- a workbook as its parts ----

function unpack(bytes) {
	const parts = new Map();
	let at = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const count = bytes.readUInt16LE(at + 10);
	at = bytes.readUInt32LE(at + 16);
	for (let i = 0; i < count; i++) {
		const method = bytes.readUInt16LE(at + 10), packed = bytes.readUInt32LE(at + 20), length = bytes.readUInt16LE(at + 28);
		const more = bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32), local = bytes.readUInt32LE(at + 42);
		const name = bytes.toString('utf8', at + 46, at + 46 + length);
		const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
		const body = bytes.subarray(start, start + packed);
		parts.set(name, (method === 8 ? inflateRawSync(body) : body).toString('utf8'));
		at += 46 + length + more;
	}
	return parts;
}

function pack(parts) {
	const locals = [], heads = [];
	let offset = 0;
	for (const [name, text] of parts) {
		const title = Buffer.from(name), body = Buffer.from(text), packed = deflateRawSync(body);
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(8, 4);
		common.writeUInt16LE(0x21, 8);
		common.writeUInt32LE(crc32(body), 10);
		common.writeUInt32LE(packed.length, 14);
		common.writeUInt32LE(body.length, 18);
		common.writeUInt16LE(title.length, 22);
		const head = Buffer.alloc(14);
		head.writeUInt32LE(offset, 10);
		locals.push(Buffer.from('PK\x03\x04', 'latin1'), common, title, packed);
		heads.push(Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, head, title);
		offset += 30 + title.length + packed.length;
	}
	const central = Buffer.concat(heads), end = Buffer.alloc(22);
	end.write('PK\x05\x06', 'latin1');
	end.writeUInt16LE(parts.size, 8);
	end.writeUInt16LE(parts.size, 10);
	end.writeUInt32LE(central.length, 12);
	end.writeUInt32LE(offset, 16);
	return Buffer.concat([...locals, central, end]);
}

async function download(visitor, path) {
	const answer = await portal.fetch(path, { headers: visitor ? { cookie: [...visitor.cookies].map(([n, v]) => `${n}=${v}`).join('; ') } : {} });
	return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
}

// Debian's own, which has Debian's packages.
const python = '/usr/bin/python3';
const survey = 'xl/worksheets/sheet1.xml';

// The draft's workbook with something changed in its survey (or another part).
async function changed(change, part = survey) {
	const parts = unpack((await download(city, `${draft}.xlsx`)).bytes);
	const text = change(parts.get(part));
	assert.notEqual(text, parts.get(part), 'the test changes something');
	parts.set(part, text);
	return pack(parts);
}

// Puts a text into a cell: put('I', 2, 'S3').
const put = (column, row, value) => (xml) => xml.replace(new RegExp(`(<row r="${row}">)(.*?)(</row>)`, 's'), (all, head, inner, tail) => {
	const cells = [...inner.matchAll(/<c r="([A-Z]+)\d+".*?<\/c>/gs)].filter(([, at]) => at !== column).map(([text, at]) => [at, text]);
	cells.push([column, `<c r="${column}${row}" t="inlineStr"><is><t>${value}</t></is></c>`]);
	return head + cells.sort(([x], [y]) => (x < y ? -1 : 1)).map(([, text]) => text).join('') + tail;
});

// The token comes first: what follows it is read only when it is genuine.
async function upload(visitor, bytes, name = 'edited.xlsx') {
	const form = new FormData();
	form.append('csrf', hidden((await visitor.get(page)).text, page).csrf);
	if (bytes) form.append('sheet', new Blob([bytes]), name);
	return visitor.post(page, form);
}

function hidden(text, action) {
	const [, inner] = new RegExp(`<form[^>]*action="${action}"[^>]*>([\\s\\S]*?)</form>`).exec(text);
	return Object.fromEntries([...inner.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value]));
}
const takeOver = (visitor, text) => visitor.post(`${page}/apply`, hidden(text, `${page}/apply`));
const revision = () => Number(portal.sql('SELECT revision FROM checklist_version WHERE state = \'draft\' AND sector = \'CHE\''));

// ---- giving out ----

test('everybody gets the baseline, nobody what is not there', async () => {
	const answer = await download(null, '/checklists/chemicals/baseline.xlsx');
	assert.equal(answer.status, 200);
	assert.equal(answer.headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
	assert.match(answer.headers.get('content-disposition'), /^attachment; .*chemicals-baseline\.xlsx$/);
	const parts = unpack(answer.bytes);
	assert.match(parts.get('xl/workbook.xml'), /name="survey".*name="choices".*name="settings".*name="basis"/);
	assert.match(parts.get(survey), /<t xml:space="preserve">CHE_01<\/t>/);
	assert.match((await portal.get('/checklists/chemicals')).text, /href="\/checklists\/chemicals\/baseline\.xlsx"/);
	for (const path of ['/checklists/nonsense/baseline.xlsx', '/checklists/chemicals/1.xlsx', '/checklists/chemicals/01.xlsx',
		'/checklists/chemicals/draft.xlsx', '/checklists/chemicals/.xlsx'])
		assert.equal((await portal.get(path)).status, 404, path);
});

test('the draft and its page belong to the desk', async () => {
	const nobody = portal.visitor();
	assert.equal((await nobody.get(`${draft}.xlsx`)).status, 303);
	assert.equal((await nobody.get(page)).status, 303);
	const mining = await signedIn('mining');
	for (const path of [`${draft}.xlsx`, page]) assert.equal((await mining.get(path)).status, 404, path);
	const insurer = await signedIn('insurer-a');
	assert.equal((await insurer.get(page)).status, 403);
	// The district's authority reads the draft and does not change it.
	const district = await signedIn('che-taishan');
	assert.equal((await district.get(`${draft}.xlsx`)).status, 200);
	assert.equal((await district.get(page)).status, 404);
	assert.match((await city.get(draft)).text, new RegExp(`href="${page}"`));
});

// ---- taking in ----

test('what was given out says the same as the draft', async () => {
	const before = revision();
	const answer = await upload(city, (await download(city, `${draft}.xlsx`)).bytes);
	assert.equal(answer.status, 200);
	assert.doesNotMatch(answer.text, /id="faults"/);
	assert.doesNotMatch(answer.text, /sheet\/apply/);
	assert.equal(revision(), before);
});

test('changes are shown, then taken over together', async () => {
	const before = revision();
	const file = await changed((xml) => put('E', 2, '看一看&amp;问一问')(put('M', 2, '9')(xml)).replace('</sheetData>',
		'<row r="90"><c r="A90" t="inlineStr"><is><t>select_one  yes_no</t></is></c><c r="B90" t="inlineStr"><is><t>new_1</t></is></c>'
		+ '<c r="C90" t="inlineStr"><is><t>是否参加了园区的联合演练？</t></is></c><c r="D90" t="inlineStr"><is><t>Was the joint drill attended?</t></is></c>'
		+ '<c r="I90" t="inlineStr"><is><t>S5</t></is></c><c r="J90" t="inlineStr"><is><t>yearly</t></is></c><c r="M90"><v>2</v></c></row></sheetData>'));
	const parts = unpack(file);
	parts.set('xl/worksheets/sheet4.xml', parts.get('xl/worksheets/sheet4.xml').replace('</sheetData>',
		'<row r="900"><c r="A900" t="inlineStr"><is><t>new_1</t></is></c><c r="B900" t="inlineStr"><is><t>《示例办法》第三条</t></is></c></row></sheetData>'));
	const answer = await upload(city, pack(parts));
	assert.equal(answer.status, 200);
	assert.match(answer.text, /new_1/);
	assert.match(answer.text, /看一看&amp;问一问/);
	assert.equal(revision(), before, 'a look changes nothing');
	const applied = await takeOver(city, answer.text);
	assert.equal(applied.status, 303);
	assert.match(applied.location, /done=checklist_imported/);
	assert.equal(revision(), before + 1);
	const now = await city.get(draft);
	assert.match(now.text, /CHE-L01/);
	assert.match(now.text, /从电子表格导入/);
	// The same button again: the draft is another one by now.
	assert.equal((await takeOver(city, answer.text)).status, 409);
	assert.equal(revision(), before + 1);
});

test('a file made before the last change says so', async () => {
	const old = (await download(city, `${draft}.xlsx`)).bytes;
	await city.submit(`${draft}/items/CHE-L01/retire`, { reason: '不再需要。' }, `${draft}/items/CHE-L01/retire`);
	const answer = await upload(city, old);
	assert.equal(answer.status, 200);
	assert.match(answer.text, /draft-\d+-\d+ *，而草稿现在是 *draft-\d+-\d+/);
	assert.match(answer.text, /sheet\/apply/);
});

test('a draft that changed between the look and the button is left alone', async () => {
	const answer = await upload(city, await changed(put('M', 3, '9')));
	assert.match(answer.text, /sheet\/apply/);
	await city.submit(draft, { code: 'CHE-L01', act: 'restore' }, `${draft}/act`);
	const before = revision();
	const refused = await takeOver(city, answer.text);
	assert.equal(refused.status, 409);
	assert.equal(revision(), before);
	// The page shows the changes against the draft of now; its button works.
	assert.equal((await takeOver(city, refused.text)).status, 303);
	assert.equal(revision(), before + 1);
});

test('all faults at once, each with its place, and nothing is taken over', async () => {
	const before = revision();
	const file = await changed((xml) => [put('A', 2, 'decimal'), put('I', 3, 'S1'), put('J', 4, 'hourly'), put('M', 5, '12'), put('C', 6, '短'),
		put('B', 7, 'CHE_99')].reduce((text, change) => change(text), xml));
	const answer = await upload(city, file);
	assert.equal(answer.status, 422);
	for (const place of ['survey!A2', 'survey!J4', 'survey!M5', 'survey!C6', 'survey!B7']) assert.match(answer.text, new RegExp(place), place);
	assert.match(answer.text, /hourly/);
	assert.match(answer.text, /half_yearly/);
	assert.doesNotMatch(answer.text, /sheet\/apply/);
	assert.equal(revision(), before);
	const english = await city.fetch(page, { headers: {} });
	assert.equal(english.status, 200);
});

test('what the law demands is not weakened by a sheet', async () => {
	const rows = portal.sql('SELECT i.code, i.position FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id '
		+ 'WHERE v.sector = \'CHE\' AND v.state = \'draft\' AND i.mandatory = 1 ORDER BY i.position').trim().split('\n');
	const row = Number(rows[0].split('\t')[1]) + 1;
	const answer = await upload(city, await changed(put('N', row, 'yes')));
	assert.equal(answer.status, 422);
	assert.match(answer.text, new RegExp(`survey!N${row}`));
	assert.match(answer.text, /法规要求检查这一项|依据/);
});

test('other words of what the law demands are taken over once somebody has said that they ask for the same', async () => {
	const [code, position, question, english] = portal.sql('SELECT i.code, i.position, i.question_zh, i.question_en FROM checklist_item i JOIN checklist_version v ON v.id = i.version_id '
		+ 'WHERE v.sector = \'CHE\' AND v.state = \'draft\' AND i.code = \'CHE-05\'').trim().split('\t');
	const row = Number(position) + 1, before = revision();
	const weaker = await upload(city, await changed(put('D', row, english.replace('grade 1 or 2', 'grade 1'))));
	assert.equal(weaker.status, 422);
	assert.match(weaker.text, new RegExp(`survey!D${row}[\\s\\S]*英文检查内容中的数字“2”须保留。依据：[\\s\\S]*在检查内容中写回“2”`));
	const answer = await upload(city, await changed(put('C', row, `本市各企业：${question}`)));
	assert.equal(answer.status, 200);
	assert.match(answer.text, new RegExp(`<li>${code} 是法定条目，改写后须仍包含依据条款要求的全部内容：[^<]*依据：`));
	assert.match(answer.text, new RegExp(`法定条目，行业基准的写法：[\\s\\S]*<p>${question}</p>`));
	const unsaid = await takeOver(city, answer.text);
	assert.equal(unsaid.status, 422);
	assert.match(unsaid.text, /id="said-error"/);
	assert.match(unsaid.text, /本市各企业：/, 'the file is still at hand');
	assert.equal(revision(), before);
	const said = { ...hidden(unsaid.text, `${page}/apply`), said: '1' };
	assert.equal((await city.post(`${page}/apply`, said)).status, 303);
	assert.equal(revision(), before + 1);
	const nothing = await upload(city, await changed(put('M', 2, '8')));
	assert.doesNotMatch(nothing.text, /name="said"/, 'nothing else is asked about');
});

// ---- files that are none ----

test('only a workbook is taken, and a page says what is wrong with the rest', async () => {
	const good = (await download(city, `${draft}.xlsx`)).bytes;
	const cases = {
		'a picture': Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex'),
		'half a file': good.subarray(0, good.length / 2),
		'another ZIP': pack(new Map([['a.txt', 'a']])),
		'a text': Buffer.from('type,name\n'),
		'a damaged part': pack(new Map([...unpack(good)].map(([name, text]) => [name, name === survey ? text.slice(0, -30) : text]))),
		'entities': pack(new Map([...unpack(good)].map(([name, text]) => [name, name === survey
			? text.replace('<worksheet', '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet') : text]))),
		'a bomb': pack(new Map([...unpack(good), [survey, `<worksheet><sheetData>${' '.repeat(40 << 20)}</sheetData></worksheet>`]])),
	};
	for (const [name, bytes] of Object.entries(cases)) {
		const answer = await upload(city, bytes);
		assert.equal(answer.status, 422, name);
		assert.match(answer.text, /<h1/, name);
		assert.doesNotMatch(answer.text, /sheet\/apply/, name);
	}
	const large = await upload(city, Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), Buffer.alloc(2 << 20)]));
	assert.equal(large.status, 422);
	assert.match(large.text, /2 MB/);
	assert.equal((await upload(city, null)).status, 422, 'no file');
});

test('pages without a token, forged files and other routes', async () => {
	const form = new FormData();
	form.append('sheet', new Blob([Buffer.from('PK\x03\x04')]), 'a.xlsx');
	assert.equal((await city.post(page, form)).status, 403);
	const looked = await upload(city, await changed(put('M', 4, '9')));
	const fields = hidden(looked.text, `${page}/apply`);
	assert.equal((await city.post(`${page}/apply`, { ...fields, csrf: 'x' })).status, 403);
	assert.equal((await city.post(`${page}/apply`, { ...fields, sheet_kept: 'AAAA' })).status, 400);
	// Another person's file, also with a token of one's own, is no file of mine.
	const city2 = await signedIn('city2');
	const own = hidden((await upload(city2, await changed(put('M', 4, '9')))).text, `${page}/apply`);
	const before = revision();
	assert.equal((await city2.post(`${page}/apply`, { ...own, sheet_kept: fields.sheet_kept })).status, 400);
	// A spreadsheet is no evidence of a report: the proof of one is refused where pictures are taken.
	const mining = await signedIn('mining');
	assert.equal((await mining.post(`${page}/apply`, fields)).status, 403);
	assert.equal(revision(), before);
});

test('openpyxl writes what is read', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'anze-sheet-'));
	try {
		const path = join(folder, 'a.xlsx');
		writeFileSync(path, (await download(city, `${draft}.xlsx`)).bytes);
		execFileSync(python, ['-c', 'import sys, openpyxl\nb = openpyxl.load_workbook(sys.argv[1])\nb["survey"]["M6"] = 8\nb.save(sys.argv[1])', path]);
		const answer = await upload(city, readFileSync(path));
		assert.equal(answer.status, 200);
		assert.match(answer.text, /sheet\/apply/);
		assert.equal([...answer.text.matchAll(/class="az-entry__title"/g)].length, 1, 'one change');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test('new items are answered in every way, and their conditions name one another', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'anze-sheet-'));
	const script = `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
def add(sheet, **cells):
    heads = [cell.value for cell in book[sheet][1]]
    book[sheet].append([cells.get(str(head).split(':')[0] + ('_en' if 'en)' in str(head) else ''), cells.get(head)) for head in heads])
texts = dict(label='新增的检查内容', label_en='A question of ours')
add('survey', type='decimal', name='new_1', category='S3', frequency='yearly', weight=1, unit='m', places=1, complies_from=0.5, complies_to=2, photo='yes', **texts)
add('survey', type='select_one new_2', name='new_2', category='S3', frequency='yearly', weight=1, relevant="\${new_1} < 1.5 and \${CHE_01} != 'no'", **texts)
add('survey', type='select_one yes_no', name='new_3', category='S3', frequency='yearly', weight=1, relevant=sys.argv[2], **texts)
add('choices', list_name='new_2', name='good', label='好', label_en='Good', complies='yes')
add('choices', list_name='new_2', name='bad', label='差', label_en='Bad', complies='no')
for name in ('new_1', 'new_2', 'new_3'):
    add('basis', name=name, document='《示例办法》', clause='第五条', in_force_from='2024-01-01', verified='no')
book.save(sys.argv[1])`;
	const edited = async (relevant) => {
		const path = join(folder, 'a.xlsx');
		writeFileSync(path, (await download(city, `${draft}.xlsx`)).bytes);
		execFileSync(python, ['-c', script, path, relevant]);
		return upload(city, readFileSync(path));
	};
	try {
		for (const [relevant, reason] of [["\${new_2} = 'medium'", /只能是：good, bad/], ["\${nothing} = 1", /没有叫“nothing”/], ["\${new_3} = 'no'", /new_3 → new_3/]]) {
			const refused = await edited(relevant);
			assert.match(refused.text, reason);
			assert.doesNotMatch(refused.text, /sheet\/apply/);
		}
		const looked = await edited("\${new_2} = 'bad'");
		assert.match(looked.text, /sheet\/apply/);
		assert.equal((await takeOver(city, looked.text)).status, 303);
		const rows = portal.sql("SELECT code, answer, unit, minimum, maximum, photo, relevant FROM checklist_item WHERE own = 1 AND question_zh = '新增的检查内容' ORDER BY position").trim().split('\n').map((row) => row.split('\t'));
		assert.deepEqual(rows.map((row) => row[1]), ['number', 'choice', 'yes_no']);
		assert.deepEqual(rows[0].slice(2), ['m', '5', '20', '1', '']);
		const name = (i) => `\${${rows[i][0].replace('-', '_')}}`;
		assert.equal(rows[1][6], `${name(0)} < 1.5 and \${CHE_01} != 'no'`);
		assert.equal(rows[2][6], `${name(1)} = 'bad'`);
		const again = await upload(city, (await download(city, `${draft}.xlsx`)).bytes);
		assert.match(again.text, /没有改动：电子表格与草稿内容相同/, 'out and in is the same');
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

// ---- published ----

test('a published version stays to be had, and leaves nothing of the draft behind', async () => {
	const day = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	const file = (await download(city, `${draft}.xlsx`)).bytes;
	await tryDraft(city, desk, '91370902MA9E00014C');
	assert.equal((await city.submit(`${draft}/propose`, { effective: day, note: '' }, `${draft}/propose`)).status, 303);
	assert.equal((await (await signedIn('city2')).submit(`${draft}/review`, { action: 'publish', reason: '' }, `${draft}/review`)).status, 303);
	const answer = await download(null, '/checklists/chemicals/1.xlsx');
	assert.equal(answer.status, 200);
	const parts = unpack(answer.bytes);
	assert.equal(parts.get(survey), unpack(file).get(survey), 'the sheet of the version is that of the draft');
	assert.match(parts.get('xl/worksheets/sheet3.xml'), /version-1/);
	assert.equal((await city.get(`${draft}.xlsx`)).status, 404);
	assert.equal((await city.get(page)).status, 409);
});
