// Before a report is sent: what is likely to be refused and the right door, finding the one that it is about, where it goes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { errorAt, filled, multipart, newest, press, receiptOf, report, tokenOf, unescape } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const text = (html) => unescape(html.replace(/<[^>]*>/g, ' ')).replace(/\s+/g, ' ');
const radios = (html, name) => [...html.matchAll(/<input\b[^>]*>/g)].map(([tag]) => tag).filter((tag) => tag.includes('type="radio"') && tag.includes(`name="${name}"`)).map((tag) => /value="([^"]*)"/.exec(tag)[1]);
const row = (columns) => portal.sql(`SELECT ${columns} FROM report ORDER BY id DESC LIMIT 1`).trim();
async function desk(login) {
	const visitor = portal.visitor();
	assert.equal((await visitor.signIn(login)).status, 303);
	return visitor;
}

// From the first page on: one answer after the other, each with "continue".
async function walk(visitor, ...answers) {
	let page = await visitor.get('/report');
	for (const answer of answers) page = await press(visitor, page.text, 'next', answer);
	return page;
}
const rest = [{ sector: 'CHE' }, { county: '370902', place: '' }, { story: filled.story, happened: '' }, {}, { name: '', contact: '' }];
async function send(visitor, page, ...answers) {
	for (const answer of [...answers, ...rest]) page = await press(visitor, page.text, 'next', answer);
	assert.equal(page.at, 'check', errorAt(page.text, 'pick') ?? '');
	return { check: page, sent: await press(visitor, page.text, null, {}, { action: '/report' }) };
}

const doors = ['court', 'accepted', 'reconsideration', 'advice', 'road', 'building', 'gas', 'water', 'explosives', 'power', 'other'];

test('each likely refusal is said before sending, with the right door and its number', async () => {
	const visitor = portal.visitor();
	const asked = await walk(visitor, { kind: 'no_service' });
	assert.equal(asked.at, 'door');
	assert.deepEqual(radios(asked.text, 'door'), ['none', ...doors]);
	for (const door of doors) {
		const told = await press(visitor, asked.text, 'next', { door });
		assert.equal(told.status, 200, door);
		assert.equal(told.at, 'told', door);
		const panel = text(/<div[^>]*id="door-told">[\s\S]*?<\/div>\s*<form/.exec(told.text)[0]);
		assert.match(panel, /应当找谁 .{6,}/, door);
		assert.match(panel, /电话 [\d, ]{3,}/, door);
		assert.deepEqual(radios(told.text, 'wish'), ['transfer', 'here'], door);
		assert.match(told.text, /href="\/">不提交了/, door);
	}
	// What was not read in a public copy of the rule says so; what was does not.
	assert.match((await press(visitor, asked.text, 'next', { door: 'court' })).text, /尚未核对原文/);
	assert.doesNotMatch((await press(visitor, asked.text, 'next', { door: 'advice' })).text, /尚未核对原文/);
	const none = await press(visitor, asked.text, 'next', { door: 'none' });
	assert.equal(none.at, 'subject', 'nobody is warned without reason');
	assert.equal((await press(visitor, asked.text, 'next')).at, 'subject', 'not answered is none');
	assert.equal((await press(visitor, none.text, 'back')).at, 'door');
	assert.equal((await press(visitor, asked.text, 'next', { door: 'nowhere' })).status, 422);
});

test('whoever wishes all the same sends it, and both sides see what was wished and by when it is transferred', async () => {
	const visitor = portal.visitor();
	const told = await walk(visitor, { kind: 'no_service' }, { door: 'road' });
	const unanswered = await press(visitor, told.text, 'next');
	assert.equal(unanswered.status, 422);
	assert.equal(unanswered.at, 'told');
	assert.ok(errorAt(unanswered.text, 'wish'));
	assert.match(unanswered.text, /id="door-told"/, 'the door is still there');
	const on = await press(visitor, told.text, 'next', { wish: 'transfer' });
	assert.equal((await press(visitor, on.text, 'back')).at, 'told', 'going back passes the hint again');
	const { check, sent } = await send(visitor, on, { subject: 'enterprise' }, { find: '' }, { subject_name: '示例客运' });
	for (const each of ['道路交通违法或者事故', '请移送给有权的机关', '泰山区应急管理局', '不会送到被举报的机关']) assert.ok(text(check.text).includes(each), each);
	const receipt = receiptOf(sent.text);
	assert.ok(receipt);
	assert.equal(row('door, wish'), 'road\ttransfer');
	const { no } = newest(portal);
	const page = text((await (await desk('handler-taishan')).get(`/desk/reports/${no}`)).text);
	for (const each of ['提交前的提醒 道路交通违法或者事故', '举报人的意愿 请移送给有权的机关', '移送期限', '5 个工作日内移送', '这一期限的依据尚未核实']) assert.ok(page.includes(each), each);
	const track = text((await portal.visitor().submit('/report/track', { receipt }, '/report/track')).text);
	for (const each of ['移送期限', '5 个工作日内移送', '这一期限的依据尚未核实']) assert.ok(track.includes(each), each);
	// Refused because it was passed on outside: the reporter reads that.
	const handler = await desk('handler-taishan');
	const address = `/desk/reports/${no}`;
	assert.equal((await handler.submit(address, { action: 'refuse', ground: 'passed_on', outcome: '', message: '已移送公安机关交通管理部门。' }, address)).status, 303);
	assert.match((await portal.visitor().submit('/report/track', { receipt }, '/report/track')).text, /已经移送[\s\S]*由它答复您/);
});

test('all on one page: a door without an answer brings the hint with the error, and a wish without a door is not kept', async () => {
	const visitor = portal.visitor();
	const back = await report(visitor, { door: 'court' });
	assert.equal(back.status, 422);
	assert.ok(errorAt(back.text, 'wish'));
	assert.match(back.text, /id="door-told"[\s\S]*诉讼服务大厅/);
	assert.ok(back.text.includes(filled.story));
	assert.equal((await report(portal.visitor(), { door: 'court', wish: 'here' })).status, 200);
	assert.equal(row('door, wish'), 'court\there');
	assert.equal((await report(portal.visitor(), { door: 'none', wish: 'here' })).status, 200);
	assert.equal(row("CONCAT('[', door, wish, ']')"), '[]');
	assert.equal((await report(portal.visitor(), { door: 'court', wish: 'never' })).status, 422);
});

test('an enterprise is found by a part of its name or its code: name and county, nothing else', async () => {
	const visitor = portal.visitor();
	const find = await walk(visitor, { kind: 'hazard' }, { door: 'none' }, { subject: 'enterprise' });
	assert.equal(find.at, 'find');
	const found = async (typed) => press(visitor, find.text, 'next', { find: typed });
	const some = await found('化工');
	assert.equal(some.at, 'which');
	assert.match(text(some.text), /化工 ：找到 2 家，请选择/);
	assert.match(text(some.text), /示例甲化工有限公司 \(泰山区\)/);
	assert.equal(radios(some.text, 'pick').length, 3);
	assert.equal(radios(some.text, 'pick').at(-1), 'other');
	for (const never of ['91370902MA9E00014C', 'medium', '中型']) assert.ok(!some.text.includes(never), never);
	const code = portal.sql("SELECT uscc FROM enterprise WHERE name = '示例癸加油站'").trim();
	for (const typed of [code, code.toLowerCase(), `${code.slice(0, 8)} ${code.slice(8, 16)}`]) assert.match((await found(typed)).text, /示例癸加油站/, typed);
	const none = await found('没有这家');
	assert.match(text(none.text), /没有这家 ：没有找到/);
	assert.equal(radios(none.text, 'pick').length, 0);
	assert.ok(none.text.includes('name="subject_name"'), 'describing always stays');
	const short = await found('工');
	assert.equal(short.status, 422);
	assert.ok(errorAt(short.text, 'find'));
	for (const strange of ['%%', '__', "' OR 1=1", '<b>化工']) {
		const answer = await found(strange);
		assert.ok([200, 422].includes(answer.status), strange);
		assert.ok(radios(answer.text, 'pick').length <= 3 && !answer.text.includes('<b>化工'), strange);
	}
	portal.sql("INSERT INTO enterprise (name, name_folded, uscc, county, size) SELECT CONCAT('示例许多', seq, '号厂'), CONCAT('示例许多', seq, '号厂'), CONCAT('9137090299999', LPAD(seq, 5, '0')), '370902', 'small' FROM seq_1_to_30");
	portal.sql("INSERT IGNORE INTO enterprise_gram (gram, enterprise_id) SELECT g.gram, e.id FROM enterprise e JOIN (SELECT ORD(CONVERT('许' USING utf32)) * 2097152 + ORD(CONVERT('多' USING utf32)) AS gram UNION SELECT ORD(CONVERT('示' USING utf32)) * 2097152 + ORD(CONVERT('例' USING utf32)) UNION SELECT ORD(CONVERT('例' USING utf32)) * 2097152 + ORD(CONVERT('许' USING utf32))) g WHERE e.name LIKE '示例许多%'");
	const many = await found('示例许多');
	assert.match(text(many.text), /找到的太多，只显示前 20 家/);
	assert.equal((many.text.match(/value="enterprise-\d+"/g) ?? []).length, 20);
});

test('the one that was picked is shown before sending, sealed, and a link for whose scope has it', async () => {
	const visitor = portal.visitor();
	const which = await walk(visitor, { kind: 'hazard' }, { door: 'none' }, { subject: 'enterprise' }, { find: '示例甲化工' });
	const [pick] = radios(which.text, 'pick');
	const id = pick.replace('enterprise-', '');
	const unpicked = await press(visitor, which.text, 'next', { subject_name: '' });
	assert.equal(unpicked.status, 422);
	assert.ok(errorAt(unpicked.text, 'subject_name'));
	const other = await press(visitor, which.text, 'next', { pick: 'other', subject_name: '' });
	assert.ok(errorAt(other.text, 'subject_name'));
	// An enterprise that was not among those found cannot be taken by its number.
	const forged = await press(visitor, which.text, 'next', { pick: `enterprise-${Number(id) + 1}`, subject_name: '' });
	assert.equal(forged.status, 422);
	assert.ok(errorAt(forged.text, 'pick'));
	const { check, sent } = await send(visitor, which, { pick, subject_name: '二号车间' });
	assert.match(text(check.text), /示例甲化工有限公司 \(泰山区\)/);
	assert.ok(receiptOf(sent.text));
	assert.equal(row('subject_type, subject_id'), 'enterprise\tNULL', 'which enterprise is sealed with the rest');
	const { no } = newest(portal);
	const seen = (await (await desk('handler-taishan')).get(`/desk/reports/${no}`)).text;
	assert.match(seen, /示例甲化工有限公司 \(二号车间\)/);
	assert.ok(!seen.includes(`/desk/enterprises/${id}`), 'a handler alone has no register');
	portal.sql("UPDATE account SET roles = roles | 2 WHERE login = 'handler-taishan'");
	const regulator = await desk('handler-taishan');
	assert.ok((await regulator.get(`/desk/reports/${no}`)).text.includes(`/desk/enterprises/${id}`));
	assert.equal((await regulator.get(`/desk/enterprises/${id}`)).status, 200);
	portal.sql("UPDATE account SET roles = 1 WHERE login = 'handler-taishan'");
	assert.match(text(sent.text), /举报已经收到/);
});

test('all questions on one page: before it is sent, who will see it, where it goes and the right door are told here as well', async () => {
	const visitor = portal.visitor();
	const token = tokenOf((await visitor.get('/report?pages=one')).text, '/report');
	const before = row('COUNT(*)');
	const check = await visitor.post('/report', multipart(token, { ...filled, at: 'whole', door: 'court', wish: 'here' }));
	assert.equal(check.status, 200);
	assert.match(text(check.text), /应当找谁[\s\S]*这份举报会送到哪里 泰山区应急管理局[\s\S]*谁能看到/);
	assert.equal(row('COUNT(*)'), before, 'nothing is sent yet');
	const sent = await press(visitor, check.text, null, {}, { action: '/report' });
	assert.ok(receiptOf(sent.text));
	const faults = await visitor.post('/report', multipart(tokenOf((await visitor.get('/report?pages=one')).text, '/report'), { ...filled, at: 'whole', story: '' }));
	assert.equal(faults.at, undefined);
	assert.ok(errorAt(faults.text, 'story') && faults.text.includes(filled.place), 'the same page, with what was typed');
});

test('an authority is known by what people call it: it never gets what is about itself', async () => {
	const visitor = portal.visitor();
	const which = await walk(visitor, { kind: 'other' }, { door: 'none' }, { subject: 'authority' });
	const write = (name) => press(visitor, which.text, 'next', { pick: 'other', subject_name: name });
	for (const name of ['市应急局', '泰安市应急局', '泰安应急管理局', '泰安市应急管理局的人']) {
		const told = await write(name);
		assert.equal(told.at, 'which', name);
		assert.match(errorAt(told.text, 'subject_name'), /没有高于该机关的部门/, name);
		assert.equal((await report(portal.visitor(), { subject: 'authority', subject_name: name })).status, 422, name);
	}
	for (const name of ['应急局', '区应急局', '住建局']) {
		const told = await write(name);
		assert.match(errorAt(told.text, 'subject_name'), /写明是哪个市、区、县的/, name);
		assert.ok(told.text.includes(`value="${name}"`), 'what was typed stays');
	}
	const barred = (code) => portal.sql(`SELECT COUNT(*) FROM report_barred b JOIN authority u ON u.id = b.authority_id WHERE b.report_id = ${newest(portal).id} AND u.code = '${code}'`).trim();
	for (const [name, code] of [['泰山区应急局', 'taishan-emergency'], ['泰安金融监管分局', 'city-nfra'], ['泰安市住建局', 'city-construction']]) {
		const sent = await send(visitor, which, { pick: 'other', subject_name: name });
		assert.match(text(sent.check.text), /这份举报会送到哪里 泰安市应急管理局 不会送到被举报的机关/, name);
		assert.equal(barred(code), '1', name);
	}
	// An office under another heading.
	const enterprise = await walk(visitor, { kind: 'other' }, { door: 'none' }, { subject: 'enterprise' }, { find: '' });
	for (const name of ['泰山区应急管理局', '市应急局', '应急局']) assert.match(errorAt((await press(visitor, enterprise.text, 'next', { subject_name: name })).text, 'subject_name'), /像是政府部门的名称/, name);
	for (const name of ['应急管理局隔壁的厂', '某教育局']) assert.equal((await press(visitor, enterprise.text, 'next', { subject_name: name })).at, 'sector', name);
	// One that is none of the list: the page does not promise what nobody can know.
	const sent = await send(visitor, which, { pick: 'other', subject_name: '泰安市教育局' });
	assert.match(text(sent.check.text), /泰安市应急管理局 您描述的机关不在名单里/);
});

test('an insurer, an agency, an authority from its list; the one that was picked decides where it goes', async () => {
	const visitor = portal.visitor();
	const subject = async (type) => walk(visitor, { kind: 'other' }, { door: 'none' }, { subject: type });
	const insurers = await subject('insurer');
	assert.equal(insurers.at, 'which');
	assert.match(text(insurers.text), /示例甲财产保险股份有限公司泰安中心支公司/);
	const [insurer] = radios(insurers.text, 'pick');
	const first = await send(visitor, insurers, { pick: insurer, subject_name: '' });
	assert.match(text(first.check.text), /国家金融监督管理总局泰安监管分局 牵头，作出决定 泰山区应急管理局 会同办理/);
	assert.equal(row('subject_type, subject_id'), 'insurer\tNULL', 'which one is sealed');
	const authorities = await subject('authority');
	const county = `authority-${portal.sql("SELECT id FROM authority WHERE code = 'taishan-emergency'").trim()}`;
	assert.ok(authorities.text.includes(`value="${county}"`));
	const about = await send(visitor, authorities, { pick: county, subject_name: '' });
	assert.match(text(about.check.text), /这份举报会送到哪里 泰安市应急管理局/);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_barred b JOIN authority u ON u.id = b.authority_id WHERE b.report_id = ${newest(portal).id} AND u.code = 'taishan-emergency'`).trim(), '1');
	assert.equal((await (await desk('handler-taishan')).get(`/desk/reports/${newest(portal).no}`)).status, 404);
	// Nobody stands above the city's bureau: that is said where it is named, with the door, and not after everything was typed.
	const city = `authority-${portal.sql("SELECT id FROM authority WHERE code = 'city-emergency'").trim()}`;
	const before = row('COUNT(*)');
	const page = await press(visitor, authorities.text, 'next', { pick: city, subject_name: '' });
	assert.equal(page.at, 'which');
	assert.match(errorAt(page.text, 'pick'), /没有高于该机关的部门[\s\S]*12345[\s\S]*12388/);
	assert.equal(row('COUNT(*)'), before);
	// Of another type than what was chosen.
	const mixed = await report(portal.visitor(), { subject: 'agency', pick: insurer, subject_name: '' });
	assert.equal(mixed.status, 422);
	assert.ok(errorAt(mixed.text, 'pick'));
	assert.equal((await report(portal.visitor(), { subject: 'insurer', pick: insurer, subject_name: '' })).status, 200);
	assert.equal((await report(portal.visitor(), { subject: 'insurer', pick: 'insurer-999', subject_name: '' })).status, 422);
});
