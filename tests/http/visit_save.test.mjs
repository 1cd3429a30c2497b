// What is filled in of a visit is stored, whatever else is wrong and whoever else is at it: two people, a script that saves along,
// a session that has ended meanwhile.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { numberAndChoice, publishedChecklist } from '../checklist_version.mjs';
import { startInstance } from '../instance.mjs';
import { begun, error, fill, idOf, sectionsOf, sentOf } from '../visit_form.mjs';
import { png } from './report_form.mjs';

let portal, mining;

before(async () => {
	portal = await startInstance();
	mining = await signedIn('mining');
	await publishedChecklist(portal, mining, 'mining', numberAndChoice);
});
after(() => portal?.stop());

async function signedIn(name) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(name)).status, 303, name);
	return visitor;
}

test('two people at one visit: both are told, answers are merged, and a clash is for a person to decide', async () => {
	const path = await begun(mining);
	const page = (await sectionsOf(mining, path)).at(-1);
	const colleague = await signedIn('mining2');
	const stale = (await colleague.get(page)).text;
	await fill(mining, page, { n_min_l01: '1.1' });
	assert.match((await colleague.get(page)).text, /示例四 钱 于 20/, 'who, and when');
	assert.doesNotMatch((await mining.get(page)).text, /还有人在填写/);
	const merged = await colleague.post(page, { csrf: /action="[^"]*\/\d+"[^>]*>\s*<input type="hidden" name="csrf" value="([^"]*)"/.exec(stale)[1], ...sentOf(stale, { a_min_l02: 'c.bent' }), go: 'next' });
	assert.equal(merged.status, 303, 'different items');
	const now = (await mining.get(page)).text;
	assert.match(now, /name="n_min_l01"[^>]* value="1.1"/);
	assert.match(now, /value="c.bent" checked/);

	const old = (await colleague.get(page)).text;
	await fill(mining, page, { n_min_l01: '1.5', r_min_l01: '北侧' });
	const csrf = /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(old)[0])[1];
	const clash = await colleague.post(page, { csrf, ...sentOf(old, { n_min_l01: '1.7', r_min_l02: '顺带记下' }), go: 'next' });
	assert.equal(clash.status, 409);
	assert.match(clash.text, /1\.5 m[\s\S]*北侧[\s\S]*示例四 钱/, 'theirs, by whom');
	assert.match(clash.text, /1\.7 m/, 'mine');
	assert.match(clash.text, /name="n_min_l01"[^>]* value="1.7"/, 'nothing typed is lost');
	assert.equal(portal.sql(`SELECT remark FROM visit_answer WHERE visit_id = ${idOf(path)} AND item = 'MIN-L02' ORDER BY revision DESC LIMIT 1`).trim(), '顺带记下', 'the rest is saved');
	const decide = (keep) => colleague.post(page, { csrf: /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(clash.text)[0])[1], ...sentOf(clash.text, keep), go: 'next' });
	const undecided = await decide({});
	assert.equal(undecided.status, 422);
	assert.ok(error(undecided.text, 'k_min_l01'));
	assert.equal((await decide({ k_min_l01: 'theirs' })).status, 303);
	const value = () => portal.sql(`SELECT number FROM visit_answer WHERE visit_id = ${idOf(path)} AND item = 'MIN-L01' ORDER BY revision DESC LIMIT 1`).trim();
	assert.equal(value(), '15');
	assert.equal((await decide({ k_min_l01: 'mine' })).status, 303);
	assert.equal(value(), '17');
});

test('what is wrong in one place keeps nothing else of the page from being stored', async () => {
	const path = await begun(mining);
	const page = (await sectionsOf(mining, path)).at(-1);
	const said = (item) => portal.sql(`SELECT CONCAT_WS(',', answer, choice, number, remark) FROM visit_answer WHERE visit_id = ${idOf(path)} AND item = '${item}' ORDER BY revision DESC LIMIT 1`).trim();
	const wrong = await fill(mining, page, { n_min_l01: '很高', a_min_l02: 'c.bent', r_min_l02: '右侧' });
	assert.equal(wrong.status, 422);
	assert.match(wrong.text, /其他内容已经保存/);
	assert.equal(said('MIN-L02'), 'choice,bent,右侧');
	assert.equal(said('MIN-L01'), '');
	// A photo that is not taken, and more photos than there may be: the answers are there.
	const send = async (shown, fields, names) => {
		const body = new FormData();
		body.append('csrf', /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(shown)[0])[1]);
		for (const [name, value] of Object.entries({ ...sentOf(shown, fields), go: 'next' })) if (name !== 'csrf') body.append(name, value);
		for (const [name, bytes] of names) body.append('p_min_l02', new File([bytes], name, { type: 'image/png' }));
		return mining.post(page, body);
	};
	const garbage = await send(wrong.text, { n_min_l01: '1.3', r_min_l02: '左侧' }, [['页面.png', Buffer.from('<html></html>')]]);
	assert.equal(garbage.status, 422);
	assert.ok(error(garbage.text, 'p_min_l02') && !error(garbage.text, 'n_min_l01'));
	assert.equal(said('MIN-L01'), 'number,,13,');
	assert.equal(said('MIN-L02'), 'choice,bent,左侧');
	assert.equal((await send(garbage.text, {}, Array.from({ length: 5 }, (_, i) => [`${i}.png`, png(i)]))).status, 303);
	assert.match((await mining.get(page)).text, /每个项目最多 6 个文件，每个不超过 10 MB，一次保存的合计不超过 52 MB，可以是 JPG, PNG, WebP, PDF。/);
	const many = await send((await mining.get(page)).text, { n_min_l01: '1.4' }, [['五.png', png(5)], ['六.png', png(6)]]);
	assert.equal(many.status, 422);
	assert.match(many.text, /照片最多 6 张，刚才选择的没有添加/);
	assert.ok(error(many.text, 'p_min_l02'));
	assert.doesNotMatch(many.text, /name="p_min_l02_kept"/, 'what cannot be taken out again does not stand in the way');
	assert.equal(said('MIN-L01'), 'number,,14,');
	const large = await send((await mining.get(page)).text, { n_min_l01: '1.5' }, Array.from({ length: 6 }, (_, i) => [`${i}.png`, Buffer.concat([png(i), Buffer.alloc(9 << 20)])]));
	assert.equal(large.status, 422, 'too large together');
	assert.match(large.text, /52 MB/);
	assert.equal(said('MIN-L01'), 'number,,15,');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM visit_photo WHERE visit_id = ${idOf(path)}`).trim(), '5');
});

test('a script saves along: only what can be stored, nothing of a colleague is overwritten, one row in the trail', async () => {
	const path = await begun(mining), colleague = await signedIn('mining2');
	const page = (await sectionsOf(mining, path)).at(-1), shown = (await mining.get(page)).text;
	let sent = sentOf(shown), csrf = /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(shown)[0])[1];
	const keep = async (more, visitor = mining) => {
		sent = { ...sent, ...more };
		const answer = await visitor.post(page, { csrf, ...sent, go: 'keep' });
		assert.equal(answer.status, 200, answer.text);
		assert.match(answer.headers.get('content-type'), /^application\/json/);
		const said = JSON.parse(answer.text);
		if (said.seen) Object.assign(sent, { seen: said.seen, clashed: said.clashed });
		return said;
	};
	const said = (item) => portal.sql(`SELECT CONCAT_WS(',', choice, number, remark) FROM visit_answer WHERE visit_id = ${idOf(path)} AND item = '${item}' ORDER BY revision DESC LIMIT 1`).trim();
	const first = await keep({ n_min_l01: '1.1', r_min_l02: '右' });
	assert.match(first.told, /^\d\d:\d\d 已自动保存$/);
	assert.deepEqual([first.seen, first.clashed, first.fields], ['1', '', {}]);
	assert.equal(said('MIN-L01'), ',11,');
	assert.match((await keep({ n_min_l01: '1.', a_min_l02: 'c.bent' })).told, /MIN-L01 填写有误，尚未保存/);
	assert.deepEqual([said('MIN-L01'), said('MIN-L02')], [',11,', 'bent,右']);
	assert.equal((await keep({ n_min_l01: '1.2' })).seen, '3');
	assert.equal((await keep({})).seen, '3', 'nothing changed, nothing written');
	// What a page that did not hear of its own saving sends is the person's own.
	assert.equal((await keep({ seen: '0', n_min_l01: '1.3' })).clashed, '');
	await fill(colleague, page, { n_min_l01: '1.8', a_min_l02: 'c.good' });
	const clash = await keep({ n_min_l01: '1.4' });
	assert.match(clash.told, /MIN-L01 与同事的答案不同，没有覆盖/);
	assert.deepEqual([clash.clashed, clash.fields.a_min_l02, clash.fields.r_min_l02, 'n_min_l01' in clash.fields], ['MIN-L01', 'c.good', '右', false]);
	Object.assign(sent, clash.fields);
	assert.match((await keep({ r_min_l02: '左' })).told, /MIN-L01/, 'until somebody decides');
	assert.deepEqual([said('MIN-L01'), said('MIN-L02')], [',18,', 'good,左']);
	const undecided = await mining.post(page, { csrf, ...sent, go: 'next' });
	assert.equal(undecided.status, 422);
	assert.match(undecided.text, /1\.8 m[\s\S]*1\.4 m/);
	assert.ok(error(undecided.text, 'k_min_l01'));
	assert.equal((await mining.post(page, { csrf, ...sent, k_min_l01: 'mine', go: 'leave' })).status, 303);
	assert.equal(said('MIN-L01'), ',14,');
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(action ORDER BY id) FROM audit WHERE noun = 'visit' AND noun_id = ${idOf(path)}`).trim(), 'begin,save,save,save,save',
		'of the script one, of the colleague one, of the script after that one, of the button one');
	const theirs = (await colleague.get(page)).text;
	assert.match(theirs, /还有人在填写/);
	await mining.submit(`${path}/abandon`, { reason: '企业当日停产' }, `${path}/abandon`);
	const late = await colleague.post(page, { csrf: /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(theirs)[0])[1], ...sentOf(theirs, { r_min_l02: '太晚' }), go: 'leave' });
	assert.equal(late.status, 409);
	assert.match(late.text, /太晚/);
	assert.doesNotMatch(late.text, /还有人在填写/);
	const closed = await keep({ r_min_l02: '太晚' });
	assert.deepEqual(closed, { told: '这次检查已经结束，不能再修改' });
	assert.equal((await mining.post(page, { ...sent, go: 'keep' })).status, 403, 'no token');
});

test('what a colleague has changed, and the person has not, survives a second try', async () => {
	const path = await begun(mining), colleague = await signedIn('mining2');
	const page = (await sectionsOf(mining, path)).at(-1);
	const old = (await colleague.get(page)).text;
	await fill(mining, page, { n_min_l01: '1.5', a_min_l02: 'c.bent' });
	const csrf = (text) => /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(text)[0])[1];
	const clash = await colleague.post(page, { csrf: csrf(old), ...sentOf(old, { n_min_l01: '1.7' }), go: 'next' });
	assert.equal(clash.status, 409);
	assert.match(clash.text, /value="c.bent" checked/, 'what the colleague said is there');
	const other = await colleague.post(page, { csrf: csrf(clash.text), ...sentOf(clash.text, { k_min_l01: 'mine' }), go: 'next' });
	assert.equal(other.status, 303);
	const rows = portal.sql(`SELECT CONCAT_WS(',', item, choice, number) FROM visit_answer v WHERE visit_id = ${idOf(path)}
		AND revision = (SELECT MAX(revision) FROM visit_answer w WHERE w.visit_id = v.visit_id AND w.item = v.item) ORDER BY item`).trim().split('\n');
	assert.deepEqual(rows, ['MIN-L01,,17', 'MIN-L02,bent']);
	// Where something is wrong as well, both are told, and both stay.
	const stale = (await mining.get(page)).text;
	await fill(colleague, page, { r_min_l02: '对方的备注' });
	const both = await mining.post(page, { csrf: csrf(stale), ...sentOf(stale, { r_min_l02: '我的备注', n_min_l01: '高' }), go: 'next' });
	assert.equal(both.status, 409);
	assert.match(both.text, /对方的备注[\s\S]*我的备注/);
	assert.ok(error(both.text, 'n_min_l01'));
});

test('a section that is sent after the session has ended is carried over the sign-in, to the same person alone', async () => {
	const path = await begun(mining), inspector = await signedIn('mining2');
	const page = (await sectionsOf(mining, path)).at(-1), shown = (await inspector.get(page)).text;
	const token = (text) => /name="csrf" value="([^"]*)"/.exec(/<form class="az-form"[\s\S]*/.exec(text)[0])[1];
	const hidden = (text) => [.../<form class="az-form"[\s\S]*?<\/form>/.exec(text)[0].matchAll(/<input type="hidden"[^>]* name="([^"]*)" value="([^"]*)"/g)].map(([, name, value]) => [name, value.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')]);
	const end = () => portal.sql("UPDATE session SET seen_at = seen_at - INTERVAL 31 MINUTE WHERE account_id = (SELECT id FROM account WHERE login = 'mining2')");
	const body = (more = {}) => {
		const form = new FormData();
		for (const [name, value] of Object.entries({ csrf: token(shown), ...sentOf(shown, { n_min_l01: '1.6', a_min_l02: 'c.bent', r_min_l02: '<b>"右侧"\n松动', ...more }), go: 'leave' })) form.append(name, value);
		return form;
	};
	const rows = () => Number(portal.sql(`SELECT COUNT(*) FROM visit_answer WHERE visit_id = ${idOf(path)}`));
	await end();
	const form = body();
	form.append('p_min_l02', new File([png()], '护栏.png', { type: 'image/png' }));
	const over = await inspector.post(page, form);
	assert.equal(over.status, 403);
	assert.match(over.text, /<h1[^>]*>登录已过期，请重新登录[\s\S]*刚才填写的文字没有丢失[\s\S]*照片和文件没有带过来/);
	assert.match(over.text, new RegExp(`name="next" value="${page}"`));
	assert.equal(rows(), 0);
	assert.doesNotMatch(over.text, /松动/, 'sealed: nobody else reads it in the page');
	// Somebody else gets nothing of it.
	const fields = Object.fromEntries(hidden(over.text));
	assert.ok(fields.carried.length > 100);
	const signIn = async (name, more = {}) => {
		const visitor = portal.visitor();
		visitor.cookies.set('anze_form', inspector.cookies.get('anze_form'));
		return [await visitor.post('/login', { csrf: fields.csrf, name, password: 'anze-demo', next: fields.next, carried: fields.carried, ...more }), visitor];
	};
	for (const [name, carried] of [['mining', fields.carried], ['mining2', `${fields.carried.slice(0, -4)}AAAA`], ['mining2', 'x']]) {
		const [answer] = await signIn(name, { carried });
		assert.equal(answer.status, 303);
		assert.equal(answer.location, '/desk?done=not_carried');
	}
	const [mistyped] = await signIn('mining2', { password: 'wrong' });
	assert.equal(mistyped.status, 422);
	assert.equal(Object.fromEntries(hidden(mistyped.text)).carried, fields.carried, 'kept for the next try');
	// The same person sends it again by a button.
	const [back, again] = await signIn('mining2');
	assert.equal(back.status, 200);
	assert.match(back.text, /<h1[^>]*>提交刚才填写的内容/);
	assert.match(back.text, new RegExp(`action="${page}"`));
	assert.equal(rows(), 0, 'not by itself');
	const pairs = hidden(back.text);
	assert.equal(pairs[0][0], 'csrf');
	assert.notEqual(pairs[0][1], token(shown));
	assert.equal((await again.post(page, pairs)).location, `${path}?done=visit_saved`);
	assert.equal(portal.sql(`SELECT GROUP_CONCAT(CONCAT_WS(',', item, choice, number, remark) ORDER BY item) FROM visit_answer WHERE visit_id = ${idOf(path)}`).trim(), 'MIN-L01,,16,,MIN-L02,bent,<b>"右侧"\\n松动');
	assert.equal((await portal.visitor().post(page, pairs)).status, 403, 'bound to that session');
});
