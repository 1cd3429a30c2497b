// A visit as a browser without scripts fills it in, and the form of its sections.
import assert from 'node:assert/strict';

// The items that the page shows, and what the fields of one are called.
export const itemsOf = (text) => [...text.matchAll(/<div class="az-item" id="([A-Z0-9-]+)"(?: data-az-conditional)?>/g)].map(([, code]) => code);
export const field = (what, code) => `${what}_${code.toLowerCase().replaceAll('-', '_')}`;

// What a browser sends of a section: the boxes of every item that the page shows, with what stands in them.
export function sentOf(text, answers = {}) {
	const fields = {};
	for (const [, name, value] of text.matchAll(/<input type="hidden" id="[^"]*" name="([^"]*)" value="([^"]*)"/g)) fields[name] = value;
	for (const [tag] of text.matchAll(/<input class="govuk-radios__input"[^>]*>/g))
		if (/ checked/.test(tag)) fields[/name="([^"]*)"/.exec(tag)[1]] = /value="([^"]*)"/.exec(tag)[1];
	for (const [, name, value] of text.matchAll(/<input class="govuk-input[^>]* name="([an]_[^"]*)"[^>]* value="([^"]*)"/g)) fields[name] = value;
	for (const [, name, value] of text.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>\n([^<]*)<\/textarea>/g)) fields[name] = value;
	for (const [, name, options] of text.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g))
		fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? '';
	return { ...fields, ...answers };
}

const desk = '/desk/visits';
export const mine = '91370982MA9E000223'; // 示例乙铁矿, Xintai, underground

export const begin = (visitor, uscc = mine, sector = 'MIN') => visitor.submit(`${desk}/new`, { uscc, sector }, `${desk}/new`);
export const pathOf = (answer) => answer.location.replace(/\?.*/, '');
export async function begun(visitor, uscc, sector) {
	const answer = await begin(visitor, uscc, sector);
	assert.equal(answer.status, 303, answer.text);
	return pathOf(answer);
}
export const sectionsOf = async (visitor, path) => [...(await visitor.get(path)).text.matchAll(new RegExp(`href="(${path}/\\d+)"`, 'g'))].map(([, href]) => href);
export async function fill(visitor, page, answers, go = 'next') {
	return visitor.submit(page, { ...sentOf((await visitor.get(page)).text, answers), go }, page);
}
export const idOf = (path) => Number(path.split('-').pop());
export const error = (text, name) => new RegExp(`id="${name}-error"`).test(text);
