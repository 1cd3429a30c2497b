// What is looked for in a page. `judge` runs inside it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { home } from '../instance.mjs';

export function judge() {
	const shown = (node) => node.checkVisibility();
	const describe = (node) => node.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
	const texts = [{ text: document.title, where: 'title' }];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node; node = walker.nextNode()) {
		const parent = node.parentElement;
		const text = node.textContent.replace(/\s+/g, ' ').trim();
		if (text === '' || parent.closest('script, style, textarea')) continue;
		texts.push({ text, where: describe(parent), lang: parent.closest('[lang]').lang, typed: parent.closest('.az-typed, .az-code, del, ins') !== null });
	}
	for (const node of document.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
		for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
			if (node.hasAttribute(name)) texts.push({ text: node.getAttribute(name), where: `${name} of ${describe(node)}`, lang: node.closest('[lang]').lang, typed: false });
	}
	const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
	return {
		language: document.documentElement.lang,
		headings: document.querySelectorAll('h1').length,
		scrollWidth: document.documentElement.scrollWidth,
		innerWidth: window.innerWidth,
		wide: [...document.querySelectorAll('body *')].filter((node) => shown(node) && node.getBoundingClientRect().right > window.innerWidth + 1).slice(0, 3).map(describe),
		nameless: [...document.querySelectorAll('title, h1, h2, h3, th, dt, label, legend, button, a, option, summary, caption, .govuk-tag, .govuk-hint')]
			.filter((node) => (node.tagName !== 'A' || node.href) && node.textContent.trim() === '' && !node.getAttribute('aria-label')).map(describe),
		doubled: ids.filter((id, i) => ids.indexOf(id) !== i),
		texts,
	};
}

function catalogueFiles(language) {
	const directory = join(home, 'templates/lang');
	return [join(directory, `${language}.hdf`), ...readdirSync(join(directory, language)).map((name) => join(directory, language, name))];
}

const families = new Set(catalogueFiles('zh').flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^T\.(\w+)/gm)].map((match) => match[1])));

// Keys of the catalogue ("measure.state.x") and codes of the database ("not_insured") where a text should stand,
// and a placeholder that nothing was filled into.
export function strangeWords(texts) {
	const found = [];
	for (const { text, where, typed } of texts) {
		if (typed) continue;
		for (const [word] of text.matchAll(/[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+/g))
			if (families.has(word.split('.')[0])) found.push(`${word} in ${where}`);
		for (const [word] of text.matchAll(/\b[a-z]+(?:_[a-z0-9]+)+\b/g)) found.push(`${word} in ${where}`);
		for (const [word] of text.matchAll(/\{\d\}/g)) found.push(`${word} in ${where}`);
	}
	return found;
}

// Chinese in an English page that is not data: what stands neither in the database nor in the rules' documents, and is
// not the name of a document: 《...》, with its number in brackets.
export function chineseLeft(texts, known) {
	const found = [];
	for (const { text, where, lang } of texts) {
		if (lang?.startsWith('zh')) continue;
		for (const [run] of text.replace(/《[^》]*》(?:（[^）]*）)?/g, '').matchAll(/[\u3400-\u9fff][\u3400-\u9fff\uff08\uff09\u3014\u3015\w]*/g))
			if (!known.includes(run)) found.push(`${run} in ${where}`);
	}
	return found;
}

// All texts that the database holds, in one string.
export function dataOf(portal) {
	const columns = portal.sql("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'anze' " +
		"AND data_type IN ('varchar', 'char', 'text', 'mediumtext', 'longtext')").trim().split('\n').map((line) => line.split('\t'));
	return portal.sql(columns.map(([table, column]) => `SELECT DISTINCT \`${column}\` FROM \`${table}\`;`).join(' ')) +
		readFileSync(join(home, 'conf/rules/listing.conf'), 'utf8').split('\n').map((line) => /(?:document|clause) = "([^"]*)"/g.exec(line)?.[1] ?? '').join('\n');
}
