// A calendar that is issued again: open reports are told other days, and why; what is closed or has passed stays.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startInstance } from '../instance.mjs';
import { newest, report } from './report_form.mjs';

let portal, handler, calendars;
const today = new Date(Date.now() + 8 * 3600_000).toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
const plus = (day, n) => new Date(Date.parse(day) + n * 86400_000).toISOString().slice(0, 10);
const isWeekend = (day) => [0, 6].includes(new Date(day).getUTCDay());

// The years that are loaded, with these days off beside the weekends.
let off = [];
function issue(notice, days, years = [year - 1, year, year + 1]) {
	off = days;
	for (const each of [year - 1, year, year + 1]) rmSync(join(calendars, `${each}.conf`), { force: true });
	for (const each of years) {
		const listed = days.filter((day) => day.startsWith(`${each}-`)).map((day) => `{ name = "示例"; from = "${day}"; to = "${day}"; }`);
		writeFileSync(join(calendars, `${each}.conf`), `year = ${each};\nsource = "${each}年${notice}";\nverified = true;\ndays_off = (${listed.join(', ')});\nworking_days = ();\n`);
	}
}
const works = (day) => !isWeekend(day) && !off.includes(day);
function workingDays(from, n) {
	for (let day = from; ; ) { day = plus(day, 1); if (works(day) && --n === 0) return day; }
}
function calendarDays(from, n) {
	let day = plus(from, n);
	while (!works(day)) day = plus(day, 1);
	return day;
}

const one = (query) => portal.sql(query).trim();
const day = (id, column) => one(`SELECT IFNULL(${column}, '') FROM report WHERE id = ${id}`);
const trail = (id) => portal.sql(`SELECT from_state, to_state, reason FROM audit WHERE noun = 'report' AND noun_id = ${id} AND action = 'reclock' ORDER BY id`).trim().split('\n').filter(Boolean);
const jobs = () => Number(one("SELECT COUNT(*) FROM job WHERE kind = 'reclock'"));
async function reissue(...what) {
	const before = jobs();
	issue(...what);
	await portal.reload();
	await portal.until(() => jobs() === before + 1 && one("SELECT COUNT(*) FROM job WHERE kind = 'reclock' AND open = 1") === '0', 'the job', 20_000);
	assert.equal(one("SELECT state FROM job WHERE kind = 'reclock' ORDER BY id DESC LIMIT 1"), 'done');
}
async function filed(...steps) {
	const { receipt } = await report(portal.visitor());
	const found = { ...newest(portal), receipt };
	const at = `/desk/reports/${found.no}`;
	for (const [path, fields] of steps) {
		const page = path === '' ? at : `${at}/${path}`;
		assert.equal((await handler.submit(page, { message: '', outcome: '', ...fields }, page)).status, 303, JSON.stringify(fields));
	}
	return found;
}
const accept = ['', { action: 'accept' }], conclude = ['', { action: 'conclude', outcome: 'true' }], feedBack = ['', { action: 'feed_back', message: '属实。' }];
const receiptPage = async (receipt) => (await portal.visitor().submit('/report/track', { receipt }, '/report/track')).text;

before(async () => {
	calendars = mkdtempSync(join(tmpdir(), 'anze-calendar-'));
	issue('第一次通知', []);
	portal = await startInstance({ conf: (text) => text.replace('calendar = "conf/calendar"', `calendar = "${calendars}"`) });
	handler = portal.visitor();
	await handler.signIn('handler-taishan');
});
after(async () => {
	await portal?.stop();
	rmSync(calendars, { recursive: true, force: true });
});

test('open reports get the days of the new calendar, each with one audit row; closed ones and days that have passed stay', async () => {
	const received = await filed(), verifying = await filed(accept), concluded = await filed(accept, conclude), closed = await filed(accept, conclude, feedBack);
	const paused = await filed(accept, ['pause', { until: plus(today, 20), why: 'reporter' }]);
	const passed = await filed();
	portal.sql(`UPDATE report SET accept_from = '${plus(today, -12)}', accept_by = '${plus(today, -1)}' WHERE id = ${passed.id}`);
	const told = {
		received: workingDays(today, 5), verifying: calendarDays(today, 60), concluded: calendarDays(today, 10),
		paused: calendarDays(today, 79), closed: day(closed.id, 'decide_by'),
	};
	assert.deepEqual([day(received.id, 'accept_by'), day(verifying.id, 'decide_by'), day(concluded.id, 'feedback_by')], [told.received, told.verifying, told.concluded]);
	const rows = Number(one('SELECT COUNT(*) FROM audit'));
	const more = [1, 2, 3, 4, 5, 6, 7].map((n) => plus(today, n)).concat(told.verifying, told.concluded);
	await reissue('第二次通知', [...new Set(more)]);
	const now = { received: workingDays(today, 5), verifying: calendarDays(today, 60), concluded: calendarDays(today, 10) };
	assert.notEqual(now.received, told.received);
	assert.equal(day(received.id, 'accept_by'), now.received);
	assert.equal(day(verifying.id, 'decide_by'), now.verifying);
	assert.equal(day(concluded.id, 'feedback_by'), now.concluded);
	assert.equal(day(paused.id, 'decide_by'), told.paused, 'its last day is worked as before');
	assert.equal(day(passed.id, 'accept_by'), plus(today, -1));
	assert.equal(day(closed.id, 'decide_by'), told.closed);
	for (const [found, from, to] of [[received, told.received, now.received], [verifying, told.verifying, now.verifying], [concluded, told.concluded, now.concluded]]) {
		assert.equal(trail(found.id).length, 1);
		const [before, after, why] = trail(found.id)[0].split('\t');
		assert.deepEqual([before, after], [from, to]);
		assert.match(why, /^\d{4} \d{4}年第二次通知$/);
		for (const page of [(await handler.get(`/desk/reports/${found.no}`)).text, await receiptPage(found.receipt)])
			assert.match(page, new RegExp(`因 \\d{4} 年放假安排重新发布（\\d{4}年第二次通知），期限由 ${from} 调整为 ${to}。`));
	}
	for (const found of [paused, passed, closed]) assert.deepEqual(trail(found.id), []);
	assert.doesNotMatch(await receiptPage(closed.receipt), /重新发布/);
	// Each case its row, the job its own two.
	assert.equal(Number(one('SELECT COUNT(*) FROM audit')) - rows - Number(one("SELECT COUNT(*) FROM audit WHERE noun = 'job' AND action IN ('ask', 'finish') AND noun_id IN (SELECT id FROM job WHERE kind = 'reclock')")), 3);
	assert.equal(one("SELECT CONCAT(done, '/', total, '/', found, '/', cause) FROM job WHERE kind = 'reclock' ORDER BY id DESC LIMIT 1"), '5/5/3/calendar');
});

test('the same again changes nothing: not the same calendar, not the job', async () => {
	const days = portal.sql('SELECT id, accept_by, decide_by, feedback_by FROM report ORDER BY id'), before = jobs(), rows = one("SELECT COUNT(*) FROM audit WHERE action = 'reclock'");
	await portal.reload();
	await new Promise((done) => setTimeout(done, 1500));
	assert.equal(jobs(), before, 'a calendar that is the same asks for nothing');
	assert.match(portal.ctl('calendar', 'apply'), /nothing to compute/);
	assert.match(portal.ctl('job', 'run', 'reclock'), /done {2}5\/5, changed 0/);
	assert.equal(portal.sql('SELECT id, accept_by, decide_by, feedback_by FROM report ORDER BY id'), days);
	assert.equal(one("SELECT COUNT(*) FROM audit WHERE action = 'reclock'"), rows);
});

test('a case that is paused on the day on which its term began ends on one day, paused and resumed', async () => {
	const found = await filed(accept, ['pause', { until: plus(today, 20), why: 'reporter' }]);
	portal.sql(`UPDATE report SET decide_from = '${plus(today, -20)}', paused_from = '${plus(today, -20)}', paused_until = '${today}' WHERE id = ${found.id}`);
	const at = `/desk/reports/${found.no}`;
	assert.equal((await handler.submit(at, { action: 'resume', message: '', outcome: '' }, at)).status, 303);
	assert.equal(one(`SELECT paused_days FROM report WHERE id = ${found.id}`), '19');
	assert.equal(day(found.id, 'decide_by'), calendarDays(today, 59));
	portal.sql(`UPDATE report SET state = 'withdrawn' WHERE id = ${found.id}`); // no term runs for the tests behind
});

test('a day that becomes earlier is told too, but not one that would lie in the past', async () => {
	const before = off, moved = one("SELECT noun_id FROM audit WHERE action = 'reclock' ORDER BY id LIMIT 1"), later = day(moved, 'accept_by');
	const sticks = await filed();
	portal.sql(`UPDATE report SET accept_from = '${plus(today, -30)}' WHERE id = ${sticks.id}`);
	await reissue('第三次通知', []);
	assert.ok(day(moved, 'accept_by') < later);
	assert.equal(trail(moved).length, 2);
	assert.equal(day(sticks.id, 'accept_by') >= today, true, 'the new calendar would have ended it weeks ago');
	assert.deepEqual(trail(sticks.id), []);
	off = before;
});

test('past the last year that is loaded nothing is guessed: it is said, and computed when the year is there', async () => {
	issue('第三次通知', [], [year - 1]);
	await portal.reload();
	const found = await filed();
	assert.equal(day(found.id, 'accept_by'), '');
	const at = `/desk/reports/${found.no}`;
	assert.match((await handler.get(at)).text, /暂时算不出/);
	assert.match(await receiptPage(found.receipt), /暂时算不出/);
	const refused = await handler.submit(at, { action: 'accept', message: '', outcome: '' }, at);
	assert.equal(refused.status, 422);
	assert.match(refused.text, new RegExp(`${year - 1}-12-31`));
	await reissue('第四次通知', []);
	assert.equal(day(found.id, 'accept_by'), workingDays(today, 5));
	assert.match(one(`SELECT CONCAT(from_state, '|', to_state, '|', reason) FROM audit WHERE noun_id = ${found.id} AND action = 'reclock'`), /^\|\d{4}-\d\d-\d\d\|\d{4} \d{4}年第四次通知$/);
	for (const page of [(await handler.get(at)).text, await receiptPage(found.receipt)]) assert.match(page, new RegExp(`放假安排已经录入（\\d{4}年第四次通知），期限定为 ${workingDays(today, 5)}。`));
	assert.equal((await handler.submit(at, { action: 'accept', message: '', outcome: '' }, at)).status, 303);
});

test('the operator sees which years were applied; a process with other years leaves the job to one that has them', async () => {
	assert.equal((portal.ctl('calendar', 'list').match(/ applied /g) ?? []).length, 3);
	const found = await filed();
	issue('第五次通知', [1, 2, 3].map((n) => plus(today, n)));
	assert.equal((portal.ctl('calendar', 'list').match(/not applied/g) ?? []).length, 3);
	assert.match(portal.ctl('calendar', 'apply'), /reclock .* done /, 'what runs has the old years and does not take it');
	assert.equal(day(found.id, 'accept_by'), workingDays(today, 5));
	await portal.reload();
	assert.equal((portal.ctl('calendar', 'list').match(/ applied /g) ?? []).length, 3);
	const city = portal.visitor();
	await city.signIn('city');
	const page = await city.get('/desk/jobs');
	assert.match(page.text, /按新的放假安排重算举报期限/);
});
