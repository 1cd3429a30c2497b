// The register of enterprises as a regulator's sheet: all faults at once, what it would do, all of it or nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';

const register = '/desk/enterprises';
const page = `${register}/import`;
const head = 'name,uscc,county,zone,sectors,size,active\n';
let portal, city, taishan, mining;

before(async () => {
	portal = await startInstance();
	[city, taishan, mining] = await Promise.all(['city', 'che-taishan', 'mining'].map(signedIn));
});
after(() => portal?.stop());

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, name);
	return visitor;
}

const characters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
function code(n) {
	const body = `91370902MB${String(n).padStart(7, '0')}`;
	const sum = [...body].reduce((sofar, c, i) => (sofar + characters.indexOf(c) * (3 ** i % 31)) % 31, 0);
	return body + characters[(31 - sum) % 31];
}
const plain = (text) => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const one = (query) => portal.sql(query).trim();
const enterprise = (n, columns) => one(`SELECT CONCAT_WS(',', ${columns}) FROM enterprise WHERE uscc = '${code(n)}'`);
const sectors = (uscc) => one(`SELECT GROUP_CONCAT(sector ORDER BY sector) FROM enterprise_sector s JOIN enterprise e ON e.id = s.enterprise_id WHERE e.uscc = '${uscc}'`);
const counts = (text) => ['新登记', '加入行业（其他机关已登记）', '修改', '没有改动'].map((label) => Number(new RegExp(`>${label}</dt><dd[^>]*>(\\d+)<`).exec(text)?.[1]));
const faults = (text) => [...text.matchAll(/<tr><th scope="row" data-label="行">([^<]*)<\/th>\s*<td data-label="列">(?:<span>)?([^<]*)[^]*?<\/tr>/g)].map(([, row, column]) => `${row.replace(/\D/g, '')} ${column}`);

function look(visitor, text) {
	const form = new FormData();
	form.append('sheet', new Blob([text]), '企业.csv');
	return visitor.submit(page, form, page);
}

// The button of the page that shows what would change.
function confirm(visitor, { text }) {
	const [, form] = new RegExp(`<form method="post" action="${page}/apply"[^>]*>([^]*?)</form>`).exec(text) ?? assert.fail(plain(text).slice(0, 600));
	return visitor.post(`${page}/apply`, Object.fromEntries([...form.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name, value])));
}

test('it is for those who keep enterprises', async () => {
	assert.equal((await taishan.get(page)).status, 200);
	assert.match((await taishan.get(register)).text, new RegExp(`href="${page}"`));
	assert.equal((await portal.visitor().get(page)).status, 303);
	for (const name of ['insurer-a', 'nfra', 'auditor', 'handler-taishan']) {
		const other = await signedIn(name);
		assert.ok([403, 404].includes((await other.get(page)).status), name);
	}
	assert.equal((await taishan.post(page, { csrf: 'x' })).status, 403);
	assert.equal((await taishan.post(`${page}/apply`, { csrf: 'x' })).status, 403);
	const { text } = await taishan.get(page);
	for (const words of ['370902', '泰山区', 'CHE', '危险化学品', 'small', '小型']) assert.match(text, new RegExp(words), words);
	assert.doesNotMatch(text, /370911/, 'another county is nothing for this one');
});

test('every fault at once, each with its place; nothing is written', async () => {
	const was = one('SELECT COUNT(*) FROM enterprise');
	const answer = await look(taishan, `${head}好,${code(1)},370902,,CHE,small,\n示例甲一有限公司,91370902MB0000002X,370903,QQ,CHE,巨型,也许\n\n示例甲三有限公司,${code(3)},370902,,CON,small,yes\n`
		+ `示例甲四有限公司,${code(4)},370983,,CHE,small,yes\n示例甲五有限公司,${code(5)},370902,,CHE,small,yes\n示例甲五有限公司,${code(5)},370902,,CHE,small,yes\n示例甲六有限公司,${code(6)},370902,,XYZ,small,yes,多\n`);
	assert.equal(answer.status, 422);
	assert.deepEqual(faults(answer.text), ['2 name', '3 uscc', '3 county', '3 zone', '3 size', '3 active', '5 sectors', '6 county', '8 uscc', '9 ', '9 sectors']);
	for (const said of [/行业“CON”不归本机关负责/, /由其他机关负责/, /前面的行中已经出现/, /行业代码“XYZ”不存在/, /上面没有列名/]) assert.match(answer.text, said);
	assert.match(answer.text, /有 11 处需要改正/);
	assert.match(answer.text, /name="sheet"/, 'the next file can be sent from the same page');
	assert.equal(one('SELECT COUNT(*) FROM enterprise'), was);
	// One row has all of its own at once.
	const row = await look(taishan, `${head}示例甲七有限公司,${code(7)},370999,QQ,CON,huge,也许\n示例甲八有限公司,${code(8)},370902,,XYZ CHE QQQ,small,\n`);
	assert.deepEqual(faults(row.text), ['2 county', '2 zone', '2 sectors', '2 size', '2 active', '3 sectors']);
	assert.match(row.text, /行业代码“XYZ QQQ”不存在/);
	// Columns: what is missing and what is unknown, before any row is judged.
	const columns = await look(taishan, `name,uscc,county,phone,sectors,name\n好,${code(1)},370902,1,CHE,x\n`);
	assert.deepEqual(faults(columns.text), ['1 phone', '1 name', '1 size']);
	for (const [text, said] of [[head, /没有任何一行内容/], [`${head}"示例,${code(1)}`, /引号不成对/], [Buffer.from([0xff, 0xff, 0x81]), /不是 UTF-8 或 GB18030/], ['', /空文件/]]) {
		const one = await look(taishan, text);
		assert.equal(one.status, 422);
		assert.match(one.text, said);
	}
	const workbook = await look(taishan, Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(200)]));
	assert.equal(workbook.status, 422);
	assert.match(workbook.text, /id="sheet-error"[^]*CSV/);
	const many = await look(taishan, head + Array.from({ length: 2001 }, (_, i) => `示例多${i}有限公司,${code(100000 + i)},370902,,CHE,small,\n`).join(''));
	assert.equal(many.status, 422);
	assert.match(many.text, /最多 2000 行/);
	assert.equal(one('SELECT COUNT(*) FROM enterprise'), was);
});

test('what would change is shown, nothing is written before it is confirmed, then all of it', async () => {
	const sheet = `${head}示例批量一有限公司,${code(11)},370902,GX,CHE MIN,small,\n示例批量二有限公司,${code(12)},370902,,CHE,micro,no\n`;
	const seen = await look(taishan, sheet);
	assert.equal(seen.status, 200, plain(seen.text).slice(0, 500));
	assert.deepEqual(counts(seen.text), [2, 0, 0, 0]);
	assert.match(plain(seen.text), /示例批量一有限公司 .* 泰山区 · 矿山、危险化学品/);
	assert.equal(enterprise(11, 'name'), '');
	const trail = Number(one('SELECT MAX(id) FROM audit'));
	const done = await confirm(taishan, seen);
	assert.equal(done.status, 303, plain(done.text).slice(0, 300));
	assert.match((await taishan.get(done.location)).text, /表格已写入登记册/);
	assert.equal(enterprise(11, 'name, county, zone, size, active'), '示例批量一有限公司,370902,GX,small,1');
	assert.equal(enterprise(12, 'size, active'), 'micro,0');
	assert.equal(sectors(code(11)), 'CHE,MIN');
	assert.match((await taishan.get(`${register}?q=${encodeURIComponent('批量一')}`)).text, /示例批量一有限公司/);
	assert.deepEqual(one(`SELECT GROUP_CONCAT(CONCAT(noun, ' ', action) ORDER BY id) FROM audit WHERE id > ${trail}`).split(','),
		['enterprise create', 'enterprise create', 'register import']);
	// The same once more: nothing to write, and the button of before does not write it twice.
	assert.deepEqual(counts((await look(taishan, sheet)).text), [0, 0, 0, 2]);
	const twice = await confirm(taishan, seen);
	assert.equal(twice.status, 409);
	assert.match(twice.text, /没有需要写入的改动/);
	assert.equal(one(`SELECT COUNT(*) FROM enterprise WHERE uscc = '${code(11)}'`), '1');

	const changes = await look(taishan, `${head}示例批量一化工有限公司,${code(11)},370902,,CHE,medium,\n示例批量二有限公司,${code(12)},370902,,CHE,micro,yes\n`);
	assert.deepEqual(counts(changes.text), [0, 0, 2, 0]);
	for (const said of [/企业名称 示例批量一有限公司 → 示例批量一化工有限公司/, /功能区 泰安高新技术产业开发区 → 无/, /所属行业 矿山、危险化学品 → 危险化学品/, /规模 小型 → 中型/, /是否正常经营 否 → 是/]) assert.match(plain(changes.text), said);
	assert.equal((await confirm(taishan, changes)).status, 303);
	assert.equal(enterprise(11, "name, IFNULL(zone, ''), size, version"), '示例批量一化工有限公司,,medium,2');
	assert.equal(sectors(code(11)), 'CHE');
	assert.match((await taishan.get(`${register}?q=${encodeURIComponent('批量一化工')}`)).text, /示例批量一化工/, 'it is found by its new name');
	const id = one(`SELECT id FROM enterprise WHERE uscc = '${code(12)}'`);
	assert.match((await taishan.get(`${register}/${id}`)).text, /恢复经营/);
});

test('what other authorities keep stays; one that they keep alone gets the industry', async () => {
	const own = await look(mining, `${head}示例别名矿业有限公司,${code(12)},370902,,MIN,large,\n`);
	assert.deepEqual(counts(own.text), [0, 1, 0, 0]);
	assert.match(plain(own.text), /加入行业，基本信息保持不变 矿山/);
	assert.equal((await confirm(mining, own)).status, 303);
	assert.equal(enterprise(12, 'name, size'), '示例批量二有限公司,micro');
	assert.equal(sectors(code(12)), 'CHE,MIN');
	// What all authorities share stays with the one that entered it: every column that would change it says so.
	const both = await look(mining, `${head}示例别名矿业有限公司,${code(12)},370902,GX,MIN,small,no\n`);
	assert.equal(both.status, 422);
	assert.deepEqual(faults(both.text), ['2 name', '2 zone', '2 size', '2 active']);
	assert.match(both.text, /基本信息由泰山区应急管理局维护/);
	assert.deepEqual(counts((await look(mining, `${head}示例批量二有限公司,${code(12)},370902,,MIN,micro,yes\n`)).text), [0, 0, 0, 1]);
	assert.equal(sectors(code(12)), 'CHE,MIN');
	const elsewhere = await look(mining, `${head}示例批量二有限公司,${code(12)},370923,,MIN,small,\n示例批量一化工有限公司,${code(11)},370923,,MIN,small,\n`);
	assert.equal(elsewhere.status, 422);
	assert.match(elsewhere.text, /登记在其他县区/);
});

test('what the portal gave out comes in again as it is, also what was for reading', async () => {
	for (const query of ['as=sheet', '']) {
		const { text } = await taishan.get(`${register}.csv?${query}`);
		const answer = await look(taishan, text);
		assert.equal(answer.status, 200, `${query}: ${plain(answer.text).slice(0, 800)}`);
		assert.deepEqual(counts(answer.text).slice(0, 3), [0, 0, 0], query);
		assert.match(answer.text, /没有需要写入的改动/);
	}
	// As Excel on a Chinese desk writes it, and as an English speaker would.
	const words = `企业名称,统一社会信用代码,县（市、区）,功能区,所属行业,规模,是否正常经营\n示例国标有限公司,${code(21)},泰山区,,危险化学品、矿山,小型,是\n`;
	const chinese = execFileSync('iconv', ['-f', 'UTF-8', '-t', 'GB18030'], { input: words });
	assert.deepEqual(counts((await look(taishan, chinese)).text), [1, 0, 0, 0]);
	const english = (await look(taishan, `Enterprise,Unified social credit code,County or district,Functional zone,Industries,Size\n"=示例公式有限公司",${code(22)},Taishan District,,Mining; che,SMALL\n`)).text;
	const [name] = /企业名称|Enterprise/.exec(english);
	assert.ok(name);
	// A name that a spreadsheet would take for a formula goes out with an apostrophe and comes back without.
	const guarded = await look(taishan, `${head}'=示例公式有限公司,${code(23)},370902,,CHE,small,\n`);
	assert.equal((await confirm(taishan, guarded)).status, 303);
	assert.equal(enterprise(23, 'name'), '=示例公式有限公司');
	const { text } = await taishan.get(`${register}.csv?as=sheet`);
	assert.match(text, /'=示例公式/);
	assert.deepEqual(counts((await look(taishan, text)).text).slice(0, 3), [0, 0, 0]);
});

test('when the register changed meanwhile, what would happen now is shown before anything is written', async () => {
	const seen = await look(taishan, `${head}示例批量一化工有限公司,${code(11)},370902,,CHE,large,\n`);
	const id = one(`SELECT id FROM enterprise WHERE uscc = '${code(11)}'`);
	portal.sql(`UPDATE enterprise SET size = 'micro', version = version + 1 WHERE id = ${id}`);
	const again = await confirm(taishan, seen);
	assert.equal(again.status, 409);
	assert.match(again.text, /刚才登记册有了变化/);
	assert.match(plain(again.text), /规模 微型 → 大型/);
	assert.equal(enterprise(11, 'size'), 'micro');
	assert.equal((await confirm(taishan, again)).status, 303);
	assert.equal(enterprise(11, 'size'), 'large');
	// A file that is gone, or another session's, is asked for again.
	const gone = await confirm(city, again);
	assert.equal(gone.status, 403);
});
