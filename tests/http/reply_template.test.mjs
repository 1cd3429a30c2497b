// Templates for replies: whose they are, who changes them, and how one gets into a reply without anything being lost or sent.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, newest, report, tokenOf, unescape } from './report_form.mjs';

let portal, one, two, xintai, city;
before(async () => {
	portal = await startInstance();
	[one, two, xintai, city] = ['handler-taishan', 'handler-taishan2', 'handler-xintai', 'city'].map(() => portal.visitor());
	await one.signIn('handler-taishan');
	await two.signIn('handler-taishan2');
	await xintai.signIn('handler-xintai');
	await city.signIn('city');
});
after(() => portal?.stop());

const made = async (who, fields = {}) => {
	const sent = await who.submit('/desk/reply-templates/new', { name: '受理通知', step: 'accept', body: '您的举报 {编号} 已受理，{办结期限} 前办结。', ...fields }, '/desk/reply-templates/new');
	return { ...sent, path: sent.location?.replace(/\?.*/, ''), id: sent.location?.match(/(\d+)\?/)?.[1] };
};
const audits = (id) => portal.sql(`SELECT action FROM audit WHERE noun = 'reply_template' AND noun_id = ${id} ORDER BY id`).trim().split('\n');
const area = (text) => unescape(/<textarea[^>]*id="message"[^>]*>\n?([\s\S]*?)<\/textarea>/.exec(text)[1]);
async function filed() {
	const sent = await report(portal.visitor());
	return { receipt: sent.receipt, ...newest(portal) };
}
const messages = (id) => Number(portal.sql(`SELECT COUNT(*) FROM report_message WHERE report_id = ${id}`));
const act = (who, found, fields) => who.submit(`/desk/reports/${found.no}`, { message: '', outcome: '', ground: '', ...fields }, `/desk/reports/${found.no}`);

test('an authority keeps its own, the city those for all; who may not change one reads it or does not find it', async () => {
	const own = await made(one);
	assert.equal(own.status, 303);
	assert.deepEqual(audits(own.id), ['write']);
	assert.match((await two.get('/desk/reply-templates')).text, /受理通知/);
	assert.doesNotMatch((await xintai.get('/desk/reply-templates')).text, /受理通知/);
	assert.equal((await xintai.get(own.path)).status, 404);
	assert.doesNotMatch((await one.get('/desk/reply-templates/new')).text, /id="city"/);
	const all = await made(city, { name: '全市的补充材料通知', city: '1', body: '请补充材料。' });
	assert.equal(portal.sql(`SELECT authority_id IS NULL FROM reply_template WHERE id = ${all.id}`).trim(), '1');
	assert.match((await xintai.get('/desk/reply-templates?group=city')).text, /全市的补充材料通知/);
	const page = (await xintai.get(all.path)).text;
	assert.ok(page.includes('请补充材料。') && tokenOf(page, all.path) === null, 'read, not changed');
	// A handler who asks for more than his role gives.
	const csrf = tokenOf((await one.get('/desk/reply-templates/new')).text, '/desk/reply-templates/new');
	const forged = await one.post('/desk/reply-templates/new', { csrf, name: '冒充全市', step: '', body: '冒充全市的模板。', city: '1' });
	assert.equal(forged.status, 403);
	assert.equal(portal.sql("SELECT COUNT(*) FROM reply_template WHERE title = '冒充全市'").trim(), '0');
	assert.equal((await one.post(own.path, { name: '没有令牌', step: '', body: '没有令牌的保存。' })).status, 403);
	const regulator = portal.visitor();
	await regulator.signIn('che-taishan');
	for (const path of ['/desk/reply-templates', '/desk/reply-templates/new', own.path]) assert.equal((await regulator.get(path)).status, 403, path);
	for (const path of ['/desk/reply-templates/0', '/desk/reply-templates/x', '/desk/reply-templates/99999', '/desk/reply-templates?group=none']) assert.equal((await one.get(path)).status, 404, path);
	assert.match((await one.get('/desk')).text, /答复模板/);
});

test('a change is recorded, never over somebody else\'s; what is not right keeps what was typed', async () => {
	const own = await made(one, { name: '待修改的模板' });
	const before = (await two.get(own.path)).text;
	assert.equal((await one.submit(own.path, { name: '改过的模板', step: '', body: '改过的内容，{今天}。', active: '1' }, own.path)).status, 303);
	const late = await two.post(own.path, { csrf: tokenOf(before, own.path), name: '另一人的修改', step: '', body: '另一人写的内容。', active: '1', version: '1' });
	assert.equal(late.status, 409);
	assert.ok(late.text.includes('另一人写的内容。') && late.text.includes('示例九 王'));
	assert.equal(portal.sql(`SELECT title FROM reply_template WHERE id = ${own.id}`).trim(), '改过的模板');
	for (const [field, value] of [['name', ''], ['body', ''], ['body', '您好，{不存在的} 请看。'], ['step', 'none'], ['name', '长'.repeat(61)]]) {
		const refused = await made(one, { name: '保留的名称', body: '保留的内容。', [field]: value });
		assert.equal(refused.status, 422, `${field}=${value}`);
		assert.ok(errorAt(refused.text, field), field);
		assert.ok(refused.text.includes(field === 'name' ? '保留的内容。' : '保留的名称'));
	}
	assert.equal((await one.submit(own.path, { name: '改过的模板', step: '', body: '停用的内容。' }, own.path)).status, 303);
	assert.deepEqual(audits(own.id), ['write', 'write', 'retire']);
	assert.match((await one.get('/desk/reply-templates?group=retired')).text, /改过的模板/);
	assert.ok(!(await one.get(`/desk/reports/${(await filed()).no}`)).text.includes('改过的模板'), 'not offered any more');
});

test('a template goes into the reply below what was typed, filled in, and is sent only by the handler', async () => {
	const found = await filed();
	const accept = await made(one, { name: '受理模板', body: '您的举报 {编号} 已收到，最迟 {受理期限} 决定是否受理。{反馈期限}' });
	const chosen = await act(one, found, { action: 'message', template: accept.id, use: '1', message: '先写好的话。' });
	assert.equal(chosen.status, 200);
	const by = portal.sql(`SELECT accept_by FROM report WHERE id = ${found.id}`).trim();
	assert.equal(area(chosen.text), `先写好的话。\n\n您的举报 ${found.no} 已收到，最迟 ${by} 决定是否受理。{反馈期限}`);
	assert.match(chosen.text, /<input[^>]*value="message"[^>]* checked/, 'what was chosen stays');
	assert.equal(messages(found.id), 0, 'nothing is sent');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM audit WHERE noun = 'report' AND noun_id = ${found.id}`).trim(), '1');
	// A place that nobody filled in does not go out.
	const open = await act(one, found, { action: 'message', message: area(chosen.text) });
	assert.equal(open.status, 422);
	assert.match(errorAt(open.text, 'message'), /反馈期限/);
	assert.equal((await act(one, found, { action: 'message', message: area(chosen.text).replace('{反馈期限}', '请等候。') })).status, 303);
	assert.equal(messages(found.id), 1);
	// The right door of a refusal, by the ground that is chosen.
	const refuse = await made(one, { name: '不予受理模板', step: 'refuse', body: '不予受理。{应当找谁}' });
	const door = await act(one, found, { action: 'refuse', ground: 'court', template: refuse.id, use: '1' });
	assert.match(area(door.text), /请向法院或者仲裁机构提出/);
	assert.match(area((await act(one, found, { action: 'refuse', template: refuse.id, use: '1' })).text), /\{应当找谁\}/);
	for (const template of ['', '0', 'x', '99999', (await made(xintai, { name: '外地的模板' })).id]) {
		const wrong = await act(one, found, { action: 'message', template, use: '1', message: '写好的话。' });
		assert.equal(wrong.status, 422, template);
		assert.ok(errorAt(wrong.text, 'template'));
		assert.equal(area(wrong.text), '写好的话。');
	}
	assert.equal((await act(one, found, { action: 'message', message: '', template: accept.id })).status, 422, 'chosen, but not taken: nothing to send');
});

test('without any template the form of a case has no field for one', async () => {
	const text = (await xintai.get(`/desk/reports/${await (async () => { await report(portal.visitor(), { county: '370982' }); return newest(portal).no; })()}`)).text;
	assert.match(text, /id="template"/, 'the city\'s are offered');
	portal.sql('UPDATE reply_template SET active = 0');
	assert.doesNotMatch((await xintai.get(`/desk/reports/${newest(portal).no}`)).text, /id="template"|name="use"/);
});
