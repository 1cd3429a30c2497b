// What survives a stolen disk: nothing that a report says is readable in the database, in its files or in the logs; who can
// open a case, and what happens when something was changed where it lies.
import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { build, home, password, startInstance } from '../instance.mjs';
import { errorAt, giveKeys, newest, openIdentity, original, png, report, tokenOf } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

async function desk(login = 'handler-taishan') {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(login)).status, 303);
	return visitor;
}

const track = (receipt, visitor = portal.visitor()) => visitor.submit('/report/track', { receipt }, '/report/track');

async function answer(found, message, visitor = portal.visitor()) {
	const csrf = tokenOf((await track(found.receipt, visitor)).text, '/report/track/message');
	return visitor.post('/report/track/message', { csrf, receipt: found.receipt, message });
}

async function filed(fields = {}, options = {}) {
	const { receipt, status } = await report(portal.visitor(), fields, options);
	assert.equal(status, 200);
	return { ...newest(portal), receipt };
}

function filesBelow(path) {
	if (!statSync(path, { throwIfNoEntry: false })) return [];
	if (!statSync(path).isDirectory()) return statSync(path).isFile() ? [path] : [];
	return readdirSync(path).flatMap((name) => filesBelow(join(path, name)));
}

// All that somebody has who carried the disk away: the database as a dump and as its files, the logs, the rest of the instance.
function stolen() {
	const dump = Buffer.concat(portal.sql('SHOW TABLES').trim().split('\n').map((table) => execFileSync('mariadb', ['--no-defaults', '-S', join(portal.directory, 'run/db.sock'), '-u', 'anze', '-N', '-B', '-r',
		'--default-character-set=utf8mb4', 'anze', '-e', `SELECT * FROM \`${table}\``],
	{ env: { ...process.env, MYSQL_PWD: readFileSync(join(portal.directory, 'keys/database-password'), 'utf8') }, maxBuffer: 1 << 28 })));
	return [['the dump', dump], ...filesBelow(portal.directory).map((path) => [path.slice(portal.directory.length + 1), readFileSync(path)])];
}

// The operator's tool with something on its standard input: { status, out, err }.
function ctl(words, input = '') {
	const { status, stdout, stderr } = spawnSync(join(build, 'anzectl'), ['-c', portal.environment.CONF, '-d', portal.directory, ...words], { input, encoding: 'utf8', cwd: home });
	return { status, out: stdout, err: stderr };
}

const planted = {
	name: '不可读之姓名', contact: '不可读之联系方式',
	subject_name: '被举报而不可读之单位', happened: '不可读之日期', place: '不可读之地点示例路九号',
	story: '不可读之经过：投保以后从来没有人来过，这一句话只有承办人能看到。',
};

test('a stolen disk shows no word of a report and of what was said about it', async () => {
	const file = Buffer.concat([png(), Buffer.from('文件之内不可读之字样 0123456789abcdef')]);
	const found = await filed(planted, { files: [{ name: '不可读之文件名.png', bytes: file }] });
	// Sent and not filed, because something else was wrong: it waits for the browser's next try.
	assert.equal((await report(portal.visitor(), { story: '短' }, { files: [{ name: '不可读之暂存文件名.png', bytes: file }] })).status, 422);
	const handler = await desk();
	const address = `/desk/reports/${found.no}`;
	assert.equal((await handler.submit(address, { action: 'accept', message: '承办人所说而不可读之话', outcome: '' }, address)).status, 303);
	assert.match((await answer(found, '举报人所说而不可读之话')).text, /已发送/);
	const words = [...Object.values(planted), '不可读之文件名', '不可读之暂存文件名', '文件之内不可读之字样', createHash('sha256').update(file).digest('hex'), '承办人所说而不可读之话', '举报人所说而不可读之话', found.receipt, found.receipt.replaceAll('-', '')];
	const page = (await handler.get(address)).text;
	for (const name of ['name', 'contact']) assert.ok(!page.includes(planted[name]), name);
	// Why somebody wants to know who it was, or to see a file as it came, can tell as much: the words are of the case too.
	const identity = `${address}/identity`;
	assert.equal((await handler.submit(identity, { reason: '申请理由之不可读之话' }, identity)).status, 303);
	const custody = await desk('custody');
	const asked = `/desk/identities/${portal.sql('SELECT MAX(id) FROM report_identity_request').trim()}`;
	assert.ok((await custody.get('/desk/identities')).text.includes('申请理由之不可读之话'));
	assert.equal((await custody.submit(asked, { action: 'refuse', decision: '不同意之理由不可读之话' }, asked)).status, 303);
	assert.equal((await original(handler, /\/desk\/reports\/[^"]*\/files\/\d+/.exec(page)[0], '看原件而不可读之理由')).status, 200);
	words.push('申请理由之不可读之话', '不同意之理由不可读之话', '看原件而不可读之理由', '需要电话核实现场情况。');
	for (const place of [await custody.get(asked), await handler.get(identity), await track(found.receipt)])
		for (const word of ['申请理由之不可读之话', '不同意之理由不可读之话']) assert.ok(place.text.includes(word), word);
	const trail = (await handler.get(address)).text;
	for (const word of ['申请理由之不可读之话', '看原件而不可读之理由']) assert.ok(trail.includes(word), word);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM audit WHERE noun IN ('report', 'identity') AND action IN ('identity_ask', 'refuse', 'original') AND reason <> ''`).trim(), '0');
	assert.ok((await openIdentity(portal, handler, found.no)).seen.text.includes(planted.contact));
	for (const word of [...Object.values(planted).slice(2), '不可读之文件名', '承办人所说而不可读之话', '举报人所说而不可读之话']) assert.ok(page.includes(word), word);
	// After the answer: a file that came later, a word on whether it was solved, and the code of a reward.
	const reporter = portal.visitor();
	const form = async (action) => tokenOf((await track(found.receipt, reporter)).text, action);
	const more = new FormData();
	for (const [name, value] of Object.entries({ csrf: await form('/report/track/message'), receipt: found.receipt, message: '随文件所说而不可读之话' })) more.append(name, value);
	more.append('files', new File([file], '后来而不可读之文件名.png', { type: 'image/png' }));
	assert.equal((await reporter.post('/report/track/message', more)).status, 200);
	for (const step of [{ action: 'conclude', outcome: 'true' }, { action: 'feed_back', message: '承办人所说而不可读之话' }]) assert.equal((await handler.submit(address, { message: '', outcome: '', ...step }, address)).status, 303);
	assert.equal((await reporter.post('/report/track/solved', { csrf: await form('/report/track/solved'), solved_code: found.receipt, answer: 'no', words: '是否解决而不可读之话' })).status, 200);
	assert.equal((await handler.submit(`${address}/reward`, { rule: 'national_fine', fine: '100', heads: '', first: '1' }, `${address}/reward`)).status, 303);
	const second = await desk('handler-taishan2');
	assert.equal((await second.submit(`${address}/reward`, { action: 'approve', reason: '' }, `${address}/reward/decide`)).status, 303);
	const claimed = await reporter.post('/report/track/reward', { csrf: await form('/report/track/reward'), reward_receipt: found.receipt, reward_action: 'claim' });
	const code = /id="reward-code">([0-9A-Z-]{19})</.exec(claimed.text)[1];
	words.push('随文件所说而不可读之话', '后来而不可读之文件名', '是否解决而不可读之话', code, code.replaceAll('-', ''));
	await portal.restart(); // what was in memory is on the disk now
	const found_in = [];
	for (const [where, bytes] of stolen())
		for (const word of words) if (bytes.includes(Buffer.from(word))) found_in.push(`${where}: ${word}`);
	assert.deepEqual(found_in, []);
});

// What a reporter can write into, by the declarations of the forms: { file of core/web: [names] }.
function writable() {
	const found = {};
	for (const name of readdirSync(join(home, 'core/web')).filter((each) => /^report.*\.c$/.test(each))) {
		const text = readFileSync(join(home, 'core/web', name), 'utf8');
		const names = [...text.matchAll(/\{\.name = "(\w+)", \.type = ANZE_(\w+)/g)].filter(([, , type]) => !['CHOICE', 'CHOICES', 'CHECK', 'YES_NO', 'FILE', 'HIDDEN'].includes(type)).map(([, field]) => field);
		if (names.length > 0) found[name] = names;
	}
	return found;
}

test('a stolen disk shows nothing of any field that a reporter can write into, also of one that is new', async () => {
	const declared = writable();
	// Of these nothing is kept: the receipt itself, which is searched for below, and a proof that somebody wants checked.
	const apart = { 'report_track.c': ['receipt'], 'report_proof.c': ['text'] };
	const secret = (file, name) => `不可读之${file.replace(/\W/g, '')}${name}之填写`;
	const all = Object.entries(declared).flatMap(([file, names]) => names.filter((name) => !apart[file]?.includes(name)).map((name) => [file, name]));
	const own = (file) => Object.fromEntries(all.filter(([each]) => each === file).map(([, name]) => [name, secret(file, name)]));
	// A table with fields of its own wants a line below that fills them in.
	assert.deepEqual([...new Set(all.map(([file]) => file))].sort(), ['report.c', 'report_solved.c', 'report_track.c']);
	const found = await filed(own('report.c'));
	const handler = await desk();
	const address = `/desk/reports/${found.no}`;
	for (const step of [{ action: 'accept', message: '' }, { action: 'conclude', message: '', outcome: 'true' }, { action: 'feed_back', message: '属实，已责令改正。' }])
		assert.equal((await handler.submit(address, { outcome: '', ...step }, address)).status, 303, step.action);
	const open = await filed({});
	const visitor = portal.visitor();
	const csrf = tokenOf((await track(open.receipt, visitor)).text, '/report/track/message');
	assert.match((await visitor.post('/report/track/message', { csrf, receipt: open.receipt, ...own('report_track.c') })).text, /已发送/);
	const solved = tokenOf((await track(found.receipt, visitor)).text, '/report/track/solved');
	assert.equal((await visitor.post('/report/track/solved', { csrf: solved, solved_code: found.receipt, answer: 'no', ...own('report_solved.c') })).status, 200);
	// It did arrive: whoever may read it does.
	for (const name of ['subject_name', 'place', 'story']) assert.ok((await handler.get(address)).text.includes(secret('report.c', name)), name);
	assert.ok((await handler.get(`/desk/reports/${open.no}`)).text.includes(secret('report_track.c', 'message')));
	await portal.restart();
	const readable = stolen().flatMap(([where, bytes]) => [...all.map(([file, name]) => secret(file, name)), found.receipt, open.receipt].filter((word) => bytes.includes(Buffer.from(word))).map((word) => `${where}: ${word}`));
	assert.deepEqual(readable, []);
});

test('the search of the stolen disk finds what lies there in the clear', async () => {
	portal.sql("INSERT INTO setting (name, value) VALUES ('planted', '明文放在这里的话')");
	const where = stolen().filter(([, bytes]) => bytes.includes(Buffer.from('明文放在这里的话'))).map(([name]) => name);
	portal.sql("DELETE FROM setting WHERE name = 'planted'");
	assert.ok(where.includes('the dump'));
	assert.ok(where.some((name) => name.startsWith('mariadb/')));
});

test('the handlers of the competent authority and the reporter read it; the session alone, without its cookie, opens nothing', async () => {
	const found = await filed(planted);
	const handler = await desk();
	assert.ok((await handler.get(`/desk/reports/${found.no}`)).text.includes(planted.story));
	assert.ok((await handler.get(`/desk/reports?page=${found.id - 1}`)).text.includes(planted.subject_name), 'also in the list');
	assert.ok((await track(found.receipt)).text.includes(planted.subject_name));
	// The key that lies in the session's row is of use to this session alone.
	const other = await desk();
	portal.sql(`UPDATE session t JOIN (SELECT t.sealed_key FROM session t JOIN account a ON a.id = t.account_id
		WHERE a.login = 'handler-taishan' ORDER BY t.created_at LIMIT 1) s SET t.sealed_key = s.sealed_key
		WHERE t.account_id = (SELECT id FROM account WHERE login = 'handler-taishan')`);
	const pages = await Promise.all([handler, other].map((each) => each.get(`/desk/reports/${found.no}`)));
	assert.ok(pages.every(({ status }) => status === 200));
	const shut = pages.filter(({ text }) => !text.includes(planted.story));
	assert.ok(shut.length >= 1);
	assert.match(shut[0].text, /您暂时打不开这件举报/);
	assert.ok(!shut[0].text.includes('name="action"'), 'and nothing can be done with it');
	portal.sql('DELETE FROM session');
});

test('losing one password loses nothing: a colleague gives the keys on', async () => {
	const found = await filed({ ...planted, sector: 'MIN', county: '370982' });
	const authority = portal.sql(`SELECT authority_id FROM report WHERE id = ${found.id}`).trim();
	const [first] = portal.sql(`SELECT login FROM account WHERE authority_id = ${authority} AND roles & 1 ORDER BY id`).trim().split('\n');
	ctl(['user', 'add', 'second', '示例 新', 'handler', '--authority', portal.sql(`SELECT code FROM authority WHERE id = ${authority}`).trim()], `${password}-new\n`);
	const second = portal.visitor();
	assert.equal((await second.signIn('second', `${password}-new`)).status, 303);
	const before = await second.get(`/desk/reports/${found.no}`);
	assert.equal(before.status, 200);
	assert.match(before.text, /您暂时打不开这件举报[\s\S]*一位能打开案件的同事把密钥交给您/);
	assert.ok(!before.text.includes(planted.story));
	const csrf = tokenOf(before.text, '/logout');
	assert.ok(csrf);
	assert.match((await second.get(`/desk/reports?page=${found.id - 1}`)).text, /尚不能打开/);
	// A form of another page of the same person cannot act on what is shut.
	assert.equal((await second.post(`/desk/reports/${found.no}`, { csrf, action: 'accept', message: '', outcome: '' })).status, 403);
	const colleague = await desk(first);
	assert.ok(!(await second.get(`/desk/reports/${found.no}`)).text.includes(planted.story), 'not by the sign-in of a colleague');
	assert.equal((await giveKeys(colleague, 'second')).status, 303);
	assert.ok((await second.get(`/desk/reports/${found.no}`)).text.includes(planted.story), 'now it opens');
	const gifts = portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'key_ring' AND action = 'give'").trim();
	assert.equal(gifts, '1', 'and it is on record');
	// The first one's password is lost: his keys are of no use any more, the second one's are.
	portal.sql(`DELETE FROM account_key WHERE account_id = (SELECT id FROM account WHERE login = '${first}')`);
	assert.ok((await second.get(`/desk/reports/${found.no}`)).text.includes(planted.story));
});

test('what was changed where it lies is not opened: an error page says so, and the list goes on', async () => {
	const handler = await desk();
	const [one, two] = [await filed({ ...planted, place: '第一件' }), await filed({ ...planted, place: '第二件' })];
	const changes = {
		'contents of two cases exchanged': `UPDATE report_content a JOIN report_content b ON a.report_id = ${one.id} AND b.report_id = ${two.id} SET a.sealed = b.sealed`,
		'a byte of the content': `UPDATE report_content SET sealed = INSERT(sealed, 40, 1, CHAR(ORD(SUBSTR(sealed, 40, 1)) ^ 1)) WHERE report_id = ${one.id}`,
		'a content of nothing': `UPDATE report_content SET sealed = 'x' WHERE report_id = ${one.id}`,
		'wraps of two cases exchanged': `UPDATE report_key a JOIN report_key b ON a.holder = b.holder AND a.report_id = ${one.id} AND b.report_id = ${two.id} SET a.sealed = b.sealed`,
		'a wrap of nothing': `UPDATE report_key SET sealed = '' WHERE report_id = ${one.id}`,
	};
	for (const [what, change] of Object.entries(changes)) {
		portal.sql(`CREATE OR REPLACE TABLE kept_content AS SELECT * FROM report_content; CREATE OR REPLACE TABLE kept_key AS SELECT * FROM report_key; ${change}`);
		for (const answer of [await handler.get(`/desk/reports/${one.no}`), await track(one.receipt)]) {
			assert.equal(answer.status, 500, what);
			assert.match(answer.text, /与原来不一致，平台没有打开它[\s\S]*[0-9a-f]{16}/, what);
			assert.ok(!answer.text.includes('第二件') && !answer.text.includes(planted.story), what);
		}
		const list = await handler.get(`/desk/reports?page=${one.id - 1}`);
		assert.equal(list.status, 200, what);
		assert.match(list.text, /尚不能打开/, what);
		assert.ok((await handler.get(`/desk/reports/${two.no}`)).text.includes('第二件'), what);
		portal.sql('UPDATE report_content c JOIN kept_content k USING (report_id) SET c.sealed = k.sealed; UPDATE report_key c JOIN kept_key k USING (report_id, holder, holder_id) SET c.sealed = k.sealed; DROP TABLE kept_content, kept_key');
	}
	// A message of another case, of another sender, of another time.
	await answer(one, '第一件的消息');
	await answer(two, '第二件的消息');
	for (const change of [`UPDATE report_message SET report_id = ${one.id} WHERE report_id = ${two.id}`, `UPDATE report_message SET from_reporter = 0 WHERE report_id = ${one.id}`,
		`UPDATE report_message SET at = at + INTERVAL 1 DAY WHERE report_id = ${one.id}`]) {
		portal.sql(`CREATE OR REPLACE TABLE kept_message AS SELECT * FROM report_message; ${change}`);
		assert.equal((await handler.get(`/desk/reports/${one.no}`)).status, 500, change);
		portal.sql('DELETE FROM report_message; INSERT INTO report_message SELECT * FROM kept_message; DROP TABLE kept_message');
	}
	assert.ok((await handler.get(`/desk/reports/${one.no}`)).text.includes('第一件的消息'));
});

test('the recovery key: made by the demonstration, its two parts together give an account its cases back', async () => {
	assert.match(ctl(['recovery', 'status']).out, /recovery key: made 2/);
	assert.equal(ctl(['recovery', 'create']).status, 1, 'not twice by mistake');
	const made = ctl(['recovery', 'create', '--again']);
	const [first, second] = [...made.out.matchAll(/part \d\s+([0-9A-Z-]+)/g)].map(([, text]) => text);
	assert.match(first, /^([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}$/);
	assert.ok(!made.out.includes(portal.sql('SELECT HEX(public_key) FROM recovery_key WHERE current = 1').trim()));
	const found = await filed({ ...planted, sector: 'TRA' });
	const handler = await desk('transport');
	assert.ok((await handler.get(`/desk/reports/${found.no}`)).text.includes(planted.story));
	assert.match(ctl(['recovery', 'status']).out, /not yet held by the recovery key: \d+\nkept by the instance itself, which a stolen disk would open: 0/);
	// The only handler's keys are gone; new ones, made at the next sign-in, open nothing.
	portal.sql("DELETE k FROM account_key k JOIN account a ON a.id = k.account_id WHERE a.login = 'transport'");
	const again = await desk('transport');
	assert.match((await again.get(`/desk/reports/${found.no}`)).text, /您暂时打不开这件举报/);
	const wrong = first.slice(0, -1) + (first.endsWith('0') ? '1' : '0');
	for (const input of [`${first}\n${first}\n`, `${second}\n${wrong}\n`, `${first}\n`, 'x\ny\n', '\n\n']) assert.notEqual(ctl(['recovery', 'restore', 'transport'], input).status, 0, input);
	assert.match(ctl(['recovery', 'restore', 'nobody'], `${first}\n${second}\n`).err, /no account nobody/);
	assert.ok(!(await again.get(`/desk/reports/${found.no}`)).text.includes(planted.story));
	const restored = ctl(['recovery', 'restore', 'transport'], `${second.toLowerCase().replaceAll('-', ' ')}\n${first}\n`);
	assert.match(restored.out, /1 rings of keys more/, restored.err);
	assert.ok((await again.get(`/desk/reports/${found.no}`)).text.includes(planted.story));
	assert.equal(portal.sql("SELECT COUNT(*) FROM audit WHERE noun = 'key_ring' AND action = 'restore'").trim(), '1');
	// A demonstration from before there was one makes it when its tables are brought up to date, once.
	portal.sql('UPDATE recovery_key SET current = NULL');
	// And the sign-ins that are new since then.
	portal.sql("DELETE k FROM account_key k JOIN account a ON a.id = k.account_id WHERE a.login = 'custody2'; DELETE FROM account WHERE login = 'custody2'");
	assert.match(ctl(['migrate']).out, /part 1[\s\S]*part 2/);
	await desk('custody2');
	assert.doesNotMatch(ctl(['migrate']).out, /part 1/);
	for (const part of [first, second]) assert.deepEqual(stolen().filter(([, bytes]) => bytes.includes(Buffer.from(part))).map(([where]) => where), []);
});

test('a person takes another password and keeps what he can open; an operator gives one, and then a colleague must help', async () => {
	const found = await filed({ ...planted, sector: 'AGR' });
	ctl(['user', 'add', 'third', '示例 丙', 'handler', '--authority', 'city-agriculture'], 'third-password\n');
	assert.equal((await giveKeys(await desk('agriculture'), 'third')).status, 303);
	const third = portal.visitor(), elsewhere = portal.visitor();
	for (const each of [third, elsewhere]) assert.equal((await each.signIn('third', 'third-password')).status, 303);
	const opens = async (visitor) => (await visitor.get(`/desk/reports/${found.no}`)).text.includes(planted.story);
	assert.ok(await opens(third));
	const change = (fields) => third.submit('/desk/password', { now: 'third-password', new: 'another-password', again: 'another-password', ...fields }, '/desk/password');
	for (const [fields, field] of [[{ now: '' }, 'now'], [{ new: '123456789', again: '123456789' }, 'new'], [{ new: 'x'.repeat(255), again: 'x'.repeat(255) }, 'new'], [{ again: 'another-passwort' }, 'again']]) {
		const answer = await change(fields);
		assert.equal(answer.status, 422);
		assert.ok(errorAt(answer.text, field), field);
	}
	const wrong = await change({ now: 'wrong-password' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /现在的密码不正确/);
	assert.equal(portal.sql("SELECT failures FROM account WHERE login = 'third'").trim(), '1', 'a try that is counted');
	assert.equal((await third.post('/desk/password', { now: 'third-password', new: 'another-password', again: 'another-password' })).status, 403);
	assert.equal((await change({})).location, '/desk?done=password_change');
	assert.ok(await opens(third), 'this session goes on');
	assert.equal((await elsewhere.get('/desk')).status, 303, 'the others end');
	assert.equal((await portal.visitor().signIn('third', 'third-password')).status, 422);
	const again = portal.visitor();
	assert.equal((await again.signIn('third', 'another-password')).status, 303);
	assert.ok(await opens(again));
	assert.deepEqual(portal.sql("SELECT action FROM audit WHERE noun = 'account' AND noun_id = (SELECT id FROM account WHERE login = 'third') AND action LIKE 'password%'").trim(), 'password_change');
	for (const [words, input] of [[['user', 'password', 'nobody'], 'long-enough-word\n'], [['user', 'password', 'third'], 'short\n'], [['user', 'password'], '']]) assert.notEqual(ctl(words, input).status, 0);
	assert.match(ctl(['user', 'password', 'third'], 'operators-password\n').out, /another password/);
	assert.equal((await again.get('/desk')).status, 303);
	const reset = portal.visitor();
	assert.equal((await reset.signIn('third', 'operators-password')).status, 303);
	assert.match((await reset.get(`/desk/reports/${found.no}`)).text, /您暂时打不开这件举报/);
	const colleague = await desk('agriculture');
	assert.ok(await opens(colleague));
	assert.ok(!await opens(reset));
	assert.equal((await giveKeys(colleague, 'third')).status, 303);
	assert.ok(await opens(reset));
});

test('what lay in the clear before there were keys is sealed when the tables are brought up to date', async () => {
	const found = await filed({}, { files: [{ name: '旧.png', bytes: png() }] });
	// A file as it was kept then: under the instance's own key, its name in the clear. One of another noun is kept so to this day.
	const insurer = await desk('insurer-a');
	const year = Number(portal.sql('SELECT YEAR(UTC_TIMESTAMP())')) - 1;
	const at = (await insurer.submit('/desk/assessments', { year: String(year) }, '/desk/assessments')).location;
	const body = new FormData();
	const old = Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
	body.append('csrf', /<form[^>]*multipart[\s\S]*?name="csrf" value="([^"]+)"/.exec((await insurer.get(`${at}/files`)).text)[1]);
	body.append('files', new Blob([old], { type: 'application/pdf' }), '以前的文件.pdf');
	assert.equal((await insurer.post(`${at}/files`, body)).status, 303);
	portal.sql('UPDATE report_file SET blob_id = (SELECT MAX(blob_id) FROM assessment_file) ORDER BY report_id DESC LIMIT 1; DELETE FROM assessment_file');
	portal.sql(`CREATE TABLE report_content_clear (report_id BIGINT PRIMARY KEY, subject_name VARCHAR(400) NOT NULL, happened_on VARCHAR(200) NOT NULL, place VARCHAR(800) NOT NULL, story TEXT NOT NULL);
		CREATE TABLE report_message_clear (id BIGINT PRIMARY KEY, report_id BIGINT, from_reporter TINYINT, body TEXT, at DATETIME(3), account_id BIGINT NULL);
		INSERT INTO report_content_clear VALUES (${found.id}, '以前的单位', '', '', '以前写的经过');
		CREATE TABLE report_identity_clear (report_id BIGINT PRIMARY KEY, name VARCHAR(200) NOT NULL, contact VARCHAR(200) NOT NULL);
		INSERT INTO report_identity_clear VALUES (${found.id}, '以前的姓名', '');
		UPDATE report SET named = 1 WHERE id = ${found.id};
		INSERT INTO report_message_clear VALUES (1, ${found.id}, 1, '以前的消息', UTC_TIMESTAMP(3), NULL);
		DELETE FROM report_key WHERE report_id = ${found.id}; DELETE FROM report_content WHERE report_id = ${found.id}`);
	assert.match(portal.ctl('migrate'), /sealed now: 1/);
	assert.equal(portal.sql("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = 'anze' AND table_name LIKE '%\\_clear'").trim(), '0');
	const handler = await desk();
	const page = await handler.get(`/desk/reports/${found.no}`);
	for (const text of ['以前的单位', '以前写的经过', '以前的消息', '以前的文件.pdf']) assert.ok(page.text.includes(text), text);
	assert.ok((await (await original(handler, /\/desk\/reports\/[^"]*\/files\/\d+/.exec(page.text)[0])).text()).startsWith('%PDF'));
	assert.equal(portal.sql(`SELECT CONCAT(name, sha256, owner) FROM blob_file WHERE id = (SELECT blob_id FROM report_file WHERE report_id = ${found.id})`).trim(), '');
	assert.equal(portal.sql(`SELECT holder FROM report_key WHERE report_id = ${found.id} ORDER BY holder`), 'instance\nring\n');
	assert.ok((await openIdentity(portal, handler, found.no)).seen.text.includes('以前的姓名'));
	for (let visits = 0; visits < 2; visits++) assert.ok((await track(found.receipt)).text.includes('以前的消息'));
	assert.equal(portal.sql(`SELECT holder FROM report_key WHERE report_id = ${found.id} ORDER BY holder`), 'receipt\nring\n', 'the receipt took it over');
});
