// Files of a tree and the little that the rules need to know of C.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = /^(\.git|build|node_modules|var|var-.*)$/;

// Planted files write these for what must not be found in our own files by anybody's search.
const STAND_INS = { '@MARK@': 'TO' + 'DO', '@HOME@': '/wor' + 'k', '@FARM@': '/far' + 'm', '@SCRATCH@': '/tmp/' + 's' };

function walk(root, below, found) {
	if (!existsSync(join(root, below)))
		return found;
	for (const name of readdirSync(join(root, below)).sort()) {
		const path = below === '' ? name : `${below}/${name}`;
		if (statSync(join(root, path)).isDirectory()) {
			if (below !== '' || !SKIPPED.test(name))
				walk(root, path, found);
		} else {
			found.push(path);
		}
	}
	return found;
}

// What git has or would take; a release without .git, or in somebody else's, is walked.
function listed(root) {
	try {
		const paths = execFileSync('git', ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
			encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'ignore'],
		}).split('\0').filter((path) => path !== '');
		return paths.includes('Makefile') ? paths : walk(root, '', []);
	} catch {
		return walk(root, '', []);
	}
}

export class Tree {
	constructor(root, { planted = false } = {}) {
		this.root = root;
		this.planted = planted;
		const all = planted ? walk(root, '', []) : listed(root).filter((path) => !path.startsWith('tests/lint/planted/'));
		this.paths = [...new Set(all)].filter((path) => path !== 'expected.txt' && existsSync(join(root, path))).sort();
		this.texts = new Map();
		this.lexed = new Map();
	}

	match(pattern) {
		return this.paths.filter((path) => pattern.test(path));
	}

	// The text of a file; null when it is binary.
	text(path) {
		if (!this.texts.has(path)) {
			const file = join(this.root, path);
			const bytes = existsSync(file) ? readFileSync(file) : Buffer.alloc(0); // somebody may be at work
			const text = bytes.includes(0) ? null : bytes.toString('utf8');
			this.texts.set(path, this.planted ? text?.replace(/@[A-Z]+@/g, (mark) => STAND_INS[mark] ?? mark) : text);
		}
		return this.texts.get(path);
	}

	lines(path) {
		return (this.text(path) ?? '').split('\n');
	}

	// The tokens of a C file, see lex.
	tokens(path) {
		if (!this.lexed.has(path))
			this.lexed.set(path, lex(this.text(path) ?? ''));
		return this.lexed.get(path);
	}
}

const TOKEN = new RegExp([
	/(?<gap>\s+|\\\n)/, /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?\*\/)/, /(?<string>(?:u8|[LuU])?"(?:\\[\s\S]|[^"\\])*")/,
	/(?<char>[LuU]?'(?:\\.|[^'\\])*')/, /(?<word>[A-Za-z_]\w*)/, /(?<number>\.?\d[\w.]*)/, /(?<mark>->|[\s\S])/,
].map((part) => part.source).join('|'), 'gu');

// Tokens without comments: {kind, text, line, directive}. `directive` is the number of
// the preprocessor line that a token belongs to, 0 for code.
export function lex(source) {
	const tokens = [];
	let line = 1;
	let directive = 0;
	let fresh = true; // nothing but white space since the line began
	for (const found of source.matchAll(TOKEN)) {
		const [kind, text] = Object.entries(found.groups).find(([, part]) => part !== undefined);
		const breaks = text.split('\n').length - 1;
		if (kind === 'gap' || kind === 'comment') {
			if (breaks > 0 && kind === 'gap' && text !== '\\\n') {
				directive = 0;
				fresh = true;
			}
		} else {
			if (fresh && text === '#')
				directive = line;
			fresh = false;
			tokens.push({ kind, text: kind === 'string' ? text.slice(text.indexOf('"') + 1, -1) : text, line, directive });
		}
		line += breaks;
	}
	return tokens;
}

// The arguments of the call whose name is tokens[at], as lists of tokens; null when it is no call.
export function callArguments(tokens, at) {
	if (tokens[at + 1]?.text !== '(' || tokens[at + 1].kind !== 'mark')
		return null;
	return splitList(tokens, at + 1).parts;
}

// Splits what stands between the bracket tokens[open] and its partner at commas of the first level.
export function splitList(tokens, open) {
	const parts = [[]];
	let depth = 0;
	for (let i = open; i < tokens.length; i++) {
		const { kind, text } = tokens[i];
		const bracket = kind === 'mark' ? text : '';
		if ('([{'.includes(bracket) && bracket !== '') {
			if (++depth === 1)
				continue;
		} else if (')]}'.includes(bracket) && bracket !== '') {
			if (--depth === 0)
				return { parts: parts.filter((part, index) => part.length > 0 || index < parts.length - 1), end: i };
		} else if (bracket === ',' && depth === 1) {
			parts.push([]);
			continue;
		}
		parts[parts.length - 1].push(tokens[i]);
	}
	return { parts, end: tokens.length };
}
