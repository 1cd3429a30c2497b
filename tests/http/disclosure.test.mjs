// What the public finds, in which form, and what it never finds.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';

let portal;

before(async () => {
	portal = await startInstance();
});
after(() => portal?.stop());

const numbers = (text) => [...new Set([...text.matchAll(/href="\/disclosures\/(D\d{4}-\d{6,})"/g)].map((found) => found[1]))];
const names = (text) => [...text.matchAll(/az-entry__title">[\s\S]*?<a [^>]*>([^<]*)<\/a>/g)].map((found) => found[1]);
const found = async (query) => names((await portal.get(`/disclosures?${new URLSearchParams(query)}`)).text);
const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

// n entries more, written as the portal writes them, through SQL. Returns the first id.
function many(n, name = '示例批量') {
	return portal.sql(`SET @first = (SELECT MAX(id) + 1 FROM disclosure), @m = (SELECT MAX(id) FROM measure);
		INSERT INTO measure (kind, subject_type, subject_name, uscc, sector, event_on, facts, public_text, grave_reason, authority_id, maker_id, proposed_at, state)
		SELECT 'commendation', 'enterprise', CONCAT('${name}', seq), '91370923MA000T030F', 'CHE', CURDATE(), '', '', '', (SELECT MIN(id) FROM authority), (SELECT MIN(id) FROM account), UTC_TIMESTAMP(3), 'decided' FROM seq_1_to_${n};
		INSERT INTO disclosure (measure_id, kind, state, subject_type, subject_name, name_folded, uscc, sector, authority_zh, authority_en, ground_zh, ground_en, basis_zh, basis_en, document, body, decided_on, published_at)
		SELECT id, kind, 'published', subject_type, subject_name, subject_name, uscc, sector, '示例局', 'Example', '事由', 'ground', '依据', 'basis', '文号', REPEAT('文', 400), CURDATE(), UTC_TIMESTAMP(3) FROM measure WHERE id > @m ORDER BY id;
		SELECT @first`).trim();
}

test('the list by kind, newest first; expired and annulled entries are nowhere', async () => {
	const all = await portal.get('/disclosures');
	assert.equal(all.status, 200);
	assert.equal(names(all.text).length, 5);
	assert.ok(names(all.text)[0].startsWith('示例丙'));
	assert.deepEqual((await found({ kind: 'exposure' })).length, 1);
	assert.deepEqual((await found({ kind: 'blacklist' })).length, 2);
	assert.deepEqual((await found({ kind: 'commendation' })).length, 2);
	assert.equal((await portal.get('/disclosures?kind=other')).status, 404);
	for (const row of portal.sql("SELECT CONCAT('D', YEAR(published_at), '-', LPAD(id, 6, '0')) FROM disclosure WHERE state = 'annulled' OR until_on < CURDATE()").trim().split('\n')) {
		assert.equal((await portal.get(`/disclosures/${row}`)).status, 404, row);
		for (const path of ['/disclosures', '/disclosures.csv', '/disclosures.json', '/disclosures.atom'])
			assert.ok(!(await portal.get(path)).text.includes(row), `${row} in ${path}`);
	}
});

test('an entry is public on the last day of its term and gone on the next', async () => {
	const [id, no] = portal.sql("SELECT id, CONCAT('D', YEAR(published_at + INTERVAL 8 HOUR), '-', LPAD(id, 6, '0')) FROM disclosure WHERE kind = 'exposure' AND state = 'published' AND until_on >= CURDATE()").trim().split('\t');
	const old = portal.sql(`SELECT until_on FROM disclosure WHERE id = ${id}`).trim();
	const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
	portal.sql(`UPDATE disclosure SET until_on = '${today}' WHERE id = ${id}`);
	assert.equal((await portal.get(`/disclosures/${no}`)).status, 200);
	assert.equal((await found({ kind: 'exposure' })).length, 1);
	portal.sql(`UPDATE disclosure SET until_on = '${today}' - INTERVAL 1 DAY WHERE id = ${id}`);
	await new Promise((go) => setTimeout(go, 1000));
	assert.equal((await portal.get(`/disclosures/${no}`)).status, 404);
	assert.equal((await found({ kind: 'exposure' })).length, 0);
	assert.equal((await found({ q: '示例乙财产' })).length, 0);
	portal.sql(`UPDATE disclosure SET until_on = '${old}' WHERE id = ${id}`);
	await new Promise((go) => setTimeout(go, 1000)); // what was asked for last may be kept until the second ends
});

test('found by a fragment of the name, by one character, by a code or its beginning', async () => {
	assert.deepEqual(await found({ q: '示例丁' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.deepEqual(await found({ q: '丁' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.deepEqual(await found({ q: ' 示例（丁） ' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.deepEqual(await found({ q: '示例丁财产保险股份有限公司泰安中心支公司' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.equal((await found({ q: '财产保险' })).length, 4);
	assert.equal((await found({ q: '财产保险', kind: 'blacklist' })).length, 1);
	assert.equal((await found({ q: '保险财产' })).length, 0, 'the pairs in another order');
	assert.deepEqual(await found({ q: '91370982MA000T0223' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.deepEqual(await found({ q: '９１３７０９８２ ma000t0223' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	assert.deepEqual(await found({ q: '9137098' }), ['示例丁财产保险股份有限公司泰安中心支公司']);
	const wrong = await portal.get('/disclosures?q=91370982MA000T0224');
	assert.equal(names(wrong.text).length, 0);
	assert.ok(plain(wrong.text).includes('校验码不符'));
	for (const q of ['%', '_', '%%', '\'; DROP TABLE disclosure; --', '<script>alert(1)</script>', '《》']) {
		const answer = await portal.get(`/disclosures?${new URLSearchParams({ q })}`);
		assert.equal(answer.status, 200, q);
		assert.ok(!answer.text.includes('<script>alert'), q);
	}
	assert.equal((await found({ q: '没有这家' })).length, 0);
	const long = await portal.get(`/disclosures?q=${encodeURIComponent('长'.repeat(150))}`);
	assert.equal(long.status, 200);
});

test('an entry says what, by whom, on which basis, for how long, and how to object', async () => {
	const no = numbers((await portal.get('/disclosures?kind=exposure')).text)[0];
	const text = plain((await portal.get(`/disclosures/${no}`)).text);
	for (const part of [no, '公开曝光', '91370911MA000T014D', '泰安市住房和城乡建设局', '〕3号', '期限至', '进一步加强安全生产责任保险事故预防工作的通知', '行政复议'])
		assert.ok(text.includes(part), part);
	assert.ok(!text.includes('责令整改期限届满后复查'), 'the facts stay inside');
	for (const other of ['D1999-000001', no.replace('D', 'M'), `${no}0`, 'D2026-0', 'x', `${no}%00`])
		assert.ok([400, 404].includes((await portal.get(`/disclosures/${other}`)).status), other);
	const english = await portal.get(`/disclosures/${no}`, { headers: { cookie: 'anze_lang=en' } });
	assert.match(plain(english.text), /Public exposure.*Charging without service/);
});

test('CSV: a byte order mark, CRLF, one row an entry, no formulas; the same filters', async () => {
	const answer = await portal.fetch('/disclosures.csv');
	const bytes = new Uint8Array(await answer.arrayBuffer());
	assert.deepEqual([...bytes.slice(0, 3)], [0xef, 0xbb, 0xbf]);
	assert.match(answer.headers.get('content-type'), /text\/csv/);
	assert.match(answer.headers.get('content-disposition'), /attachment/);
	const lines = new TextDecoder().decode(bytes).split('\r\n');
	assert.equal(lines.length, 7, 'a heading, five entries, the end');
	assert.match(lines[0], /编号,类别,单位名称/);
	assert.equal((await portal.get('/disclosures.csv?kind=blacklist')).text.split('\r\n').length, 4);
	assert.equal((await portal.get(`/disclosures.csv?q=${encodeURIComponent('示例丁')}`)).text.split('\r\n').length, 3);
	assert.match((await portal.get('/disclosures.csv', { headers: { cookie: 'anze_lang=en' } })).text, /Unified social credit code/);
	assert.equal((await portal.get('/disclosures.csv?kind=x')).status, 404);
	const id = portal.sql("SELECT MAX(id) FROM disclosure WHERE state = 'published'").trim();
	const before_ = portal.sql(`SELECT document FROM disclosure WHERE id = ${id}`).trim();
	portal.sql(`UPDATE disclosure SET document = '=HYPERLINK("x")' WHERE id = ${id}`);
	await new Promise((go) => setTimeout(go, 1000));
	assert.ok((await portal.get('/disclosures.csv')).text.includes(`"'=HYPERLINK(""x"")"`));
	portal.sql(`UPDATE disclosure SET document = '${before_}' WHERE id = ${id}`);
});

test('JSON and Atom hold the same entries', async () => {
	const json = JSON.parse((await portal.get('/disclosures.json')).text);
	const page = numbers((await portal.get('/disclosures')).text);
	assert.deepEqual(json.disclosures.map((entry) => entry.no), page);
	assert.equal(json.disclosures[1].subject.uscc, '91370982MA000T0223');
	assert.equal(json.disclosures[0].until, null);
	assert.equal(JSON.parse((await portal.get('/disclosures.json?kind=exposure')).text).disclosures.length, 1);
	assert.deepEqual(JSON.parse((await portal.get('/disclosures.json?q=%E6%B2%A1%E6%9C%89')).text).disclosures, []);
	const atom = await portal.get('/disclosures.atom');
	assert.match(atom.headers.get('content-type'), /application\/atom\+xml/);
	assert.deepEqual([...atom.text.matchAll(/<id>urn:anze:disclosure:(D[\d-]+)<\/id>/g)].map((each) => each[1]), page);
	assert.match(atom.text, /<updated>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ<\/updated>/);
	assert.ok(atom.text.endsWith('</feed>\n'));
});

test('pages by key: every entry once, whatever is added meanwhile', async () => {
	many(45);
	const seen = [];
	let at = '/disclosures?kind=commendation';
	for (let page = 0; at && page < 10; page++) {
		const { text } = await portal.get(at);
		seen.push(...numbers(text));
		if (page === 0) many(3, '示例后来');
		at = /rel="next" href="([^"]+)"/.exec(text)?.[1].replaceAll('&amp;', '&');
	}
	assert.equal(seen.length, 47);
	assert.equal(new Set(seen).size, 47);
	for (const page of ['0', '-1', 'x', '1e3', '99999999999999999999'])
		assert.equal((await portal.get(`/disclosures?page=${page}`)).status, 404, page);
});

test('twenty thousand rows go out whole, in flat memory', async () => {
	many(20000, '示例很多');
	await new Promise((go) => setTimeout(go, 1000));
	const csv = (await portal.get('/disclosures.csv?kind=commendation')).text.split('\r\n');
	assert.equal(csv.length, 20000 + 48 + 2 + 2);
	const json = JSON.parse((await portal.get('/disclosures.json')).text);
	assert.ok(json.disclosures.length > 20000);
});

test('a visitor without a session gets the cached page for less than a second; nothing personal in it', async () => {
	const kept = async (path, cookie) => {
		const answer = await portal.fetch(path, { headers: cookie ? { cookie } : {} });
		assert.equal(answer.headers.get('set-cookie'), null);
		assert.ok(!(await answer.text()).includes('name="csrf"'));
		const line = await portal.until(() => portal.log('access.log').split('\n').findLast((each) => each.includes(` request=${answer.headers.get('x-request-id')}`)), 'the line in the log');
		return / cache=(\S+)/.exec(line)[1];
	};
	await kept('/disclosures');
	await portal.until(async () => (await kept('/disclosures')) === 'HIT', 'the same page within one second');
	assert.notEqual(await kept('/disclosures', 'anze_lang=en'), 'BYPASS');
	assert.equal(await kept('/disclosures', 'other=1'), 'BYPASS');
	assert.equal(await kept('/disclosures', 'anze_lang=en; other=1'), 'BYPASS');
	assert.equal((await portal.fetch('/disclosures', { method: 'POST', body: 'x=1' })).status, 405);
});
