// Rules for templates: what the escaping, the content security policy and the two languages need.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reviewedWords } from './reviewed.mjs';
import { CHINESE } from './rules-c.mjs';

const HOLE = '\u0001'; // stands in the markup where a command was

// A template as commands {text, line} and its markup with each command replaced by a hole of as many lines.
export function readTemplate(source) {
	const commands = [];
	let line = 1;
	let markup = '';
	for (const part of source.split(/(<\?cs\s[\s\S]*?\?>)/)) {
		const breaks = part.split('\n').length - 1;
		if (/^<\?cs\s/.test(part)) {
			const inner = part.slice(4, -2);
			const lead = inner.length - inner.trimStart().length;
			if (!inner.trim().startsWith('#'))
				commands.push({ text: inner.trim(), line: line + (inner.slice(0, lead).split('\n').length - 1) });
			markup += HOLE + '\n'.repeat(breaks);
		} else {
			markup += part;
		}
		line += breaks;
	}
	return { commands, markup };
}

export function* templates(tree) {
	const list = join(tree.root, 'tests/lint/reviewed-uvar.txt');
	const reviewed = new Set((existsSync(list) ? readFileSync(list, 'utf8') : '').split('\n')
		.filter((text) => text !== '' && !text.startsWith('#')).map((text) => text.split(/\s+/).slice(0, 2).join(' ')));
	for (const path of tree.match(/^templates\/.*\.cs$/)) {
		const { commands, markup } = readTemplate(tree.text(path));
		let parameters = [];
		for (const { text, line } of commands) {
			const definition = /^def:\s*[\w.]+\s*\(([^)]*)\)/.exec(text);
			if (definition)
				parameters = definition[1].split(',').map((name) => name.trim()).filter((name) => name !== '');
			else if (text === '/def')
				parameters = [];
			for (const say of judgeCommand(text, parameters, path, reviewed))
				yield { path, line, say };
		}
		yield* judgeMarkup(path, markup);
	}
}

const FORBIDDEN = {
	evar: 'evar runs when the page is parsed and shows the first visitor\'s value to all; use var',
	lvar: 'lvar parses data as a template; use var',
	linclude: 'linclude is parsed while drawing and loses the escaping; use include!"file.cs"',
	name: 'name: is not escaped; use var of a value that C put there',
};

function* judgeCommand(text, parameters, path, reviewed) {
	const [, command, mark, rest] = /^(\/?\w+)\s*([:!]?)\s*([\s\S]*)$/.exec(text) ?? ['', '', '', ''];
	if (command in FORBIDDEN)
		yield FORBIDDEN[command];
	else if (command === 'include' && !/^"[^"]+"$/.test(rest))
		yield 'the name of an included file is a literal; choose between macros with if instead';
	else if (command === 'include' && mark !== '!')
		yield 'a missing file is silent with include:; write include!"file.cs"';
	else if (command === 'uvar' && !reviewed.has(`${path} ${rest}`))
		yield 'uvar is not escaped; use var, or have the place reviewed and listed in tests/lint/reviewed-uvar.txt';
	else if (command === 'set' && parameters.includes(/^\w*/.exec(rest)[0]))
		yield 'a macro\'s parameter is a reference and set: changes the caller\'s data; let C prepare the value';
	if (/javascript:|"\s*data:/i.test(text))
		yield 'addresses are paths of ours or https; javascript: and data: are refused by the policy';
}

const MARKUP = [
	[/\sstyle\s*=/gi, 'style= is refused by the policy; give it a class and write the rule in styles/'],
	[/\son[a-z]{3,}\s*=/gi, 'handlers in attributes are refused by the policy; use a data-az-... attribute and htdocs/js/anze.js'],
	[/<script\b(?![^>]*\ssrc\s*=)/gi, 'scripts in a page are refused by the policy; put it into htdocs/js'],
	[/<style\b/gi, 'style sheets in a page are refused by the policy; write the rule in styles/'],
	[/javascript:/gi, 'javascript: is refused by the policy; use a form or a link'],
	[/(?:=\s*["']?|url\(\s*["']?)\s*data:/gi, 'data: is refused by the policy; put the file into htdocs/img'],
];

function lineAt(text, index) {
	return text.slice(0, index).split('\n').length;
}

function* judgeMarkup(path, markup) {
	for (const [pattern, say] of MARKUP)
		for (const found of markup.matchAll(pattern))
			yield { path, line: lineAt(markup, found.index + found[0].search(/\S/)), say };
}

// ---- text for people ----

const TAG = /<!--[\s\S]*?-->|<[!/a-zA-Z](?:"[^"]*"|'[^']*'|[^"'>])*>/g;
const ATTRIBUTE = /[\w-]+="[^"]*"/g; // of a macro that gives a part of a tag
const SPOKEN = /\s(alt|title|placeholder|aria-label|aria-description|label|data-label|data-az-done)\s*=\s*"([^"]*)"/g;
const WORDS = /\p{L}{3,}/gu;

function isProse(text) {
	return CHINESE.test(text) || [...text.replace(/&#?\w+;/g, ' ').matchAll(WORDS)].some(([word]) => !reviewedWords.includes(word));
}

// Same length and lines, nothing to see.
function blank(text) {
	return text.replace(/[^\n]/g, HOLE);
}

export function* templateText(tree) {
	const say = 'text for people is a key of the catalogues (T.family.key) in both languages';
	for (const path of tree.match(/^templates\/.*\.cs$/)) {
		const { commands, markup } = readTemplate(tree.text(path));
		for (const { text, line } of commands)
			for (const [, literal] of text.matchAll(/"([^"]*)"/g))
				if (CHINESE.test(literal) || (text.startsWith('call:') && /\p{L}{2,} \p{L}{2,}/u.test(literal)))
					yield { path, line, say };
		for (const found of markup.matchAll(SPOKEN))
			if (isProse(found[2]))
				yield { path, line: lineAt(markup, found.index), say };
		const bare = markup.replace(TAG, blank).replace(ATTRIBUTE, blank);
		for (const [index, text] of bare.split('\n').entries())
			if (isProse(text))
				yield { path, line: index + 1, say };
	}
}
