// What a report says is kept for a time that both sides are told, then removed; the row that statistics count stays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { newest, openIdentity, png, report } from './report_form.mjs';

let portal;
before(async () => { portal = await startInstance(); });
after(() => portal?.stop());

const pause = (ms) => new Promise((done) => setTimeout(done, ms));
const keep = 1095;
const day = (shift) => new Date(Date.now() + 8 * 3_600_000 + shift * 86_400_000).toISOString().slice(0, 10);

async function clock(words) {
	portal.ctl('demo', 'clock', words);
	await pause(1200); // a worker trusts the clock for a second
}

async function desk() {
	const visitor = portal.visitor();
	await visitor.signIn('handler-taishan');
	return visitor;
}

const track = ({ receipt }) => portal.visitor().submit('/report/track', { receipt }, '/report/track');
const rowsOf = (id) => ['report_content', 'report_message', 'report_identity', 'report_key', 'report_file'].map((table) => Number(portal.sql(`SELECT COUNT(*) FROM ${table} WHERE report_id = ${id}`)));
const removes = () => Number(/removed now: (\d+)/.exec(portal.ctl('report', 'remove'))[1]);

async function closed(handler, steps = ['accept', 'refuse']) {
	const { receipt } = await report(portal.visitor(), { name: '示例人', contact: '0538-0000123' }, { files: [{ name: 'a.png', bytes: png() }] });
	const found = { ...newest(portal), receipt };
	const address = `/desk/reports/${found.no}`;
	if (steps.includes('refuse')) assert.equal((await handler.submit(address, { action: 'refuse', ground: 'outside', message: '不属于本机关。', outcome: '', ground: 'outside' }, address)).status, 303);
	return found;
}

test('content is removed when its time is over, not a day before, and both sides knew the day', async () => {
	const handler = await desk();
	const found = await closed(handler);
	const open = await closed(handler, []);
	const later = await closed(handler);
	await openIdentity(portal, handler, found.no);
	const blob = portal.sql(`SELECT blob_id FROM report_file WHERE report_id = ${found.id}`).trim();
	for (const page of [await handler.get(`/desk/reports/${found.no}`), await track(found)]) assert.match(page.text, new RegExp(`内容保存到[\\s\\S]*${day(keep)}`));
	assert.doesNotMatch((await track(open)).text, /内容保存到/, 'an open case has no such day');
	assert.equal(removes(), 0);
	// As a word of the reporter after the closing would be on record: it pushes the day back.
	portal.sql(`INSERT INTO audit (at, noun, noun_id, action, request_id) VALUES (UTC_TIMESTAMP(3) + INTERVAL 10 DAY, 'report', ${later.id}, 'reply', '0123456789abcdef')`);
	assert.match((await track(later)).text, new RegExp(`内容保存到[\\s\\S]*${day(keep + 10)}`));
	// What the office does without a step does not.
	portal.sql(`INSERT INTO audit (at, noun, noun_id, action, account_id) VALUES (UTC_TIMESTAMP(3) + INTERVAL 10 DAY, 'report', ${found.id}, 'identity', 1)`);
	assert.match((await track(found)).text, new RegExp(`内容保存到[\\s\\S]*${day(keep)}`));

	await clock(`+${keep}d`);
	assert.equal(removes(), 0, 'the day that was told is still in time');
	assert.ok((await track(found)).text.includes('示例危化有限公司'));
	await clock('+1d');
	const audits = Number(portal.sql('SELECT COUNT(*) FROM audit'));
	assert.equal(removes(), 1);
	assert.equal(removes(), 0);
	assert.equal(Number(portal.sql('SELECT COUNT(*) FROM audit')), audits + 1);
	assert.deepEqual(rowsOf(found.id), [0, 0, 0, 0, 0]);
	assert.equal(portal.sql(`SELECT COUNT(*) FROM blob_file b LEFT JOIN blob_chunk c ON c.blob_id = b.id WHERE b.id = ${blob}`).trim(), '0');
	assert.equal(portal.sql(`SELECT COUNT(*) FROM report_identity_request WHERE report_id = ${found.id} AND handed IS NULL`).trim(), '1', 'who asked for the identity stays on record');
	for (const each of [open, later]) assert.ok(rowsOf(each.id)[0] === 1 && rowsOf(each.id)[3] === 2, each.no);
	assert.equal(portal.sql(`SELECT action FROM audit WHERE noun = 'report' AND noun_id = ${found.id} ORDER BY id DESC LIMIT 1`).trim(), 'remove');
	assert.equal(portal.sql(`SELECT CONCAT_WS(' ', kind, sector, state) FROM report WHERE id = ${found.id}`).trim(), 'no_service CHE refused');

	const told = await track(found);
	assert.equal(told.status, 200);
	assert.match(told.text, /内容删除日期[\s\S]*举报内容已经删除/);
	assert.ok(!told.text.includes('示例危化有限公司'));
	const again = await desk();
	const page = await again.get(`/desk/reports/${found.no}`);
	assert.equal(page.status, 200);
	assert.match(page.text, /举报内容已经删除[\s\S]*到期删除内容/);
	assert.doesNotMatch(page.text, /您暂时打不开/);
	assert.equal((await again.get('/desk/reports?state=refused')).status, 200);
	await clock('+9d');
	assert.equal(removes(), 0, 'the other one has ten days more');
	await clock('+1d');
	assert.equal(removes(), 1);
	assert.deepEqual(rowsOf(open.id).slice(0, 1), [1], 'what is open is never removed');
});
