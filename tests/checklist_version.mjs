// A published checklist for tests that need one: a draft is begun at the desk like any other, and put into force in the
// database, since how a version is published is another file's matter.
import assert from 'node:assert/strict';

const codes = { mining: 'MIN', chemicals: 'CHE', construction: 'CON', transport: 'TRA', agriculture: 'AGR', energy: 'ENE' };

// `more` is run on the draft before it is put into force: SQL with {version} for its id.
export async function publishedChecklist(portal, regulator, sector, more = '') {
	const desk = `/desk/checklists/${sector}`;
	const begun = await regulator.submit(desk, { from: 'baseline' }, `${desk}/draft`);
	assert.equal(begun.status, 303, `${sector}: a draft is begun`);
	const id = portal.sql(`SELECT id FROM checklist_version WHERE sector = '${codes[sector]}' AND state = 'draft'`).trim();
	if (more) portal.sql(more.replaceAll('{version}', id));
	portal.sql(`UPDATE checklist_version v JOIN account a ON a.id = v.maker_id SET v.state = 'published', v.authority_id = a.authority_id,
		v.number = (SELECT n FROM (SELECT COALESCE(MAX(number), 0) + 1 AS n FROM checklist_version WHERE sector = '${codes[sector]}') t),
		v.effective_from = '2026-01-01', v.published_at = '2026-01-01' WHERE v.id = ${id}`);
	return id;
}

// Further items of a version, for the kinds of answers that no baseline has: a number of 0.5 to 2.0 m, a choice.
export const numberAndChoice = `
	INSERT INTO checklist_item (version_id, code, position, own, own_number, category, question_zh, question_en, guidance_zh, guidance_en,
		major, condition_zh, condition_en, frequency, weight, answer, unit, minimum, maximum, scale, relevant)
	VALUES ({version}, 'MIN-L01', 901, 1, 1, 'S7', '护栏高度', 'Height of the railing', '', '', 'no', '', '', 'monthly', 2, 'number', 'm', 5, 20, 1, ''),
		({version}, 'MIN-L02', 902, 1, 2, 'S7', '护栏状况', 'State of the railing', '', '', 'no', '', '', 'monthly', 1, 'choice', '', 0, 0, 0, ''),
		({version}, 'MIN-L03', 903, 1, 3, 'S7', '护栏过低时是否已设警示', 'Is there a warning at a low railing', '', '', 'no', '', '', 'monthly', 1, 'yes_no', '', 0, 0, 0,
			'\${MIN_L01} < 0.5');
	INSERT INTO checklist_choice (item_id, position, code, label_zh, label_en, complies)
		SELECT id, 1, 'good', '完好', 'Sound', 1 FROM checklist_item WHERE version_id = {version} AND code = 'MIN-L02' UNION ALL
		SELECT id, 2, 'bent', '变形', 'Bent', 0 FROM checklist_item WHERE version_id = {version} AND code = 'MIN-L02';
	INSERT INTO checklist_basis (item_id, position, document, clause, verified)
		SELECT id, 1, '《示例办法》', '第三条', 0 FROM checklist_item WHERE version_id = {version} AND own = 1;`;

const unescape = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');

// What a browser sends of a section of a visit, every item answered so that it complies: yes, the least number, the first choice.
function complying(text) {
	const fields = {};
	const form = /<form\b[^>]*method="post"[^>]*>(?:(?!<form)[\s\S])*?name="seen"[\s\S]*?<\/form>/.exec(text)[0];
	for (const [tag] of form.matchAll(/<input\b[^>]*>/g)) {
		const name = /\bname="([^"]*)"/.exec(tag)?.[1], value = unescape(/\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '');
		if (name === undefined) continue;
		if (/type="hidden"/.test(tag)) fields[name] = value;
		else if (/type="radio"/.test(tag) && /^a_/.test(name) && !(name in fields)) fields[name] = value;
		else if (/^n_/.test(name)) fields[name] = '1';
	}
	for (const [, name, said] of form.matchAll(/<textarea\b[^>]*\bname="([^"]*)"[^>]*>\n?([^<]*)<\/textarea>/g)) fields[name] = unescape(said);
	return fields;
}

// Somebody who may change the draft of `room` ("/desk/checklists/chemicals") fills it in as it stands at a sample enterprise.
export async function tryDraft(visitor, room, uscc) {
	const trial = `${room}/draft/trial`;
	const begun = await visitor.submit(trial, { uscc }, trial);
	assert.equal(begun.status, 303, begun.text);
	const path = begun.location.replace(/\?.*/, '');
	for (let round = 0; round < 2; round++) { // what was answered on one page may ask for more on another
		const pages = new Set([...(await visitor.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g'))].map(([, page]) => page));
		for (const page of pages) {
			const saved = await visitor.post(page, { ...complying((await visitor.get(page)).text), go: 'next' });
			assert.equal(saved.status, 303, `${page} ${saved.status} ${/az-errors[\s\S]{0,600}/.exec(saved.text)?.[0]}`);
		}
	}
	const finished = await visitor.submit(`${path}/sign`, {}, `${path}/finish`);
	assert.equal(finished.location, `${path}?done=visit_finished`, finished.text);
	return path;
}

// As if somebody had filled the sector's draft in, as it stands, at a sample enterprise.
export function tried(portal, sector) {
	portal.sql(`INSERT INTO visit (kind, enterprise_id, sector, county, version_id, version_revision, authority_id, begun_on, begun_at, maker_id, state, changed_at, editor_id)
		SELECT 'trial', (SELECT MIN(id) FROM enterprise), v.sector, '370902', v.id, v.revision, a.authority_id, CURDATE(), NOW(3), a.id, 'finished', NOW(3), a.id
		FROM checklist_version v JOIN account a ON a.id = v.maker_id WHERE v.sector = '${codes[sector]}' AND v.state = 'draft'`);
}
