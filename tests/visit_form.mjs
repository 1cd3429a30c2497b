// The form of a visit's section, as a browser without scripts has it.

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
