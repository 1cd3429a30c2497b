// Rules for C: who may include whom, what SQL looks like, what a route says.
import { pluginHeaders, reviewedChinese, reviewedIncludes } from './reviewed.mjs';
import { callArguments, splitList } from './tree.mjs';

const C_OF_CORE = /^core\/.*\.[ch]$/;

// ---- layers ----

// A layer and what it may include besides itself. `anze` is core/include/anze.
const LAYERS = {
	base: [],
	form: ['base', 'anze'],
	store: ['base'],
	plugin: ['base', 'anze'],
	domain: ['plugin', 'store', 'form', 'base', 'anze'],
	server: ['form', 'base'],
	view: ['form', 'base', 'anze'],
	web: ['domain', 'server', 'view', 'form', 'base', 'anze'],
	ctl: ['domain', 'view', 'store', 'plugin', 'form', 'base', 'anze'],
	clean: ['base'],
	include: ['anze'],
};
const PRIVATE = /(^|[/_])(private|internal)\.h$/;
const INCLUDE = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>|(\S.*))/;

function* includes(tree, path) {
	for (const [index, text] of tree.lines(path).entries()) {
		const found = INCLUDE.exec(text);
		if (found)
			yield { line: index + 1, header: found[1] ?? found[2] ?? '', quoted: found[1] !== undefined, computed: found[3] !== undefined };
	}
}

function layerOf(header) {
	const first = header.split('/')[0];
	return header.includes('/') && (first === 'anze' || first in LAYERS) ? first : null;
}

export function* layers(tree) {
	for (const path of tree.match(C_OF_CORE)) {
		const parts = path.split('/');
		const own = parts.length > 2 ? parts[1] : null; // null: the two programs, which see all
		if (own !== null && !(own in LAYERS)) {
			yield { path, line: 1, say: `core/${own} has no row in LAYERS of tests/lint/rules-c.mjs; say there what it may include` };
			continue;
		}
		for (const { line, header, quoted, computed } of includes(tree, path)) {
			const layer = layerOf(header);
			if (computed)
				yield { path, line, say: 'an include is a name in quotes or angle brackets' };
			else if (header.includes('..'))
				yield { path, line, say: `write the path from core/ instead of "${header}"` };
			else if (layer !== null && layer !== own && PRIVATE.test(header))
				yield { path, line, say: `${header} belongs to core/${layer} alone; use that layer's public header` };
			else if (own !== null && quoted && layer === null && header.includes('/'))
				yield { path, line, say: `${header} is in no layer of ours; a library's header goes in angle brackets` };
			else if (own !== null && layer !== null && layer !== own && !LAYERS[own].includes(layer) &&
				!reviewedIncludes[path]?.includes(header))
				yield { path, line, say: `core/${own} may not include ${header}: it sees ${LAYERS[own].join(', ') || 'nobody'}; ask through a layer in between, or move the code down` };
		}
	}
}

export function* pluginIncludes(tree) {
	for (const path of tree.match(/^plugins\/.*\.[ch]$/))
		for (const { line, header, quoted } of includes(tree, path)) {
			const ownHeader = quoted && !header.includes('/') &&
				[path.slice(0, path.lastIndexOf('/')), 'plugins/common'].some((directory) => tree.paths.includes(`${directory}/${header}`));
			if (!ownHeader && !(!quoted && (/^anze\/[a-z_]+\.h$/.test(header) || pluginHeaders.includes(header))))
				yield { path, line, say: `a plugin sees <anze/...> and pure C headers only (${pluginHeaders.join(' ')}); what else it needs comes from its caller` };
		}
}

// A function of a plugin is called through the guard, which says on the board who is inside.
const PLUGIN_CALL = /(?:->|\.)\s*(classify|applies|review|minimum_service)\s*\(/;

export function* pluginCalls(tree) {
	for (const path of tree.match(C_OF_CORE).filter((name) => name !== 'core/plugin/guard.c'))
		for (const [index, text] of tree.lines(path).entries()) {
			const found = PLUGIN_CALL.exec(text);
			if (found)
				yield { path, line: index + 1, say: `${found[1]} is a plugin's: call az_plugin_${found[1]} of plugin/guard.h` };
		}
}

// ---- queries and transactions ----

const CLIENT = /^mysql_(query|real_query|send_query|stmt_prepare)$/;

// Macros of a file, and of the headers of its own layer that it includes, that are nothing but string
// literals (or such macros).
function literalMacros(tree, path) {
	const layer = path.split('/')[1];
	const macros = new Set();
	for (const { header } of includes(tree, path))
		if (layerOf(header) === layer && tree.paths.includes(`core/${header}`))
			addMacros(tree.tokens(`core/${header}`), macros);
	return addMacros(tree.tokens(path), macros);
}

function addMacros(tokens, macros) {
	for (let i = 0; i < tokens.length; i++) {
		if (!(tokens[i].directive && tokens[i].text === 'define' && tokens[i - 1]?.text === '#'))
			continue;
		const body = tokens.slice(i + 2).filter((token) => token.directive === tokens[i].directive);
		if (body.length > 0 && body.every((token) => isLiteral(token, macros)))
			macros.add(tokens[i + 1].text);
	}
	return macros;
}

function isLiteral(token, macros) {
	return token.kind === 'string' || (token.kind === 'word' && /^[A-Z][A-Z0-9_]*$/.test(token.text) && macros.has(token.text));
}

export function* queries(tree) {
	for (const path of tree.match(C_OF_CORE)) {
		const tokens = tree.tokens(path);
		const macros = literalMacros(tree, path);
		const inStore = path.startsWith('core/store/');
		for (let i = 0; i < tokens.length; i++) {
			const { kind, text, line, directive } = tokens[i];
			if (kind !== 'word')
				continue;
			if (text === 'AZ_QUERY' && tokens[i - 1]?.text !== 'define') {
				const sql = callArguments(tokens, i)?.[0] ?? [];
				if (directive && !inStore)
					yield { path, line, say: 'AZ_QUERY stands where the query runs, not inside a macro' };
				else if (sql.length === 0 || !sql.every((token) => isLiteral(token, macros)))
					yield { path, line, say: 'the text of AZ_QUERY is string literals, or upper-case macros of them in this file or a header of its layer; put values in with ? and compose with az_build_add' };
			} else if (CLIENT.test(text) && !inStore) {
				yield { path, line, say: `${text} is called by core/store only; use az_db_exec, az_db_rows or az_db_row` };
			} else if (text === 'az_db_script' && !/^core\/(store|ctl)\//.test(path)) {
				yield { path, line, say: 'az_db_script runs whole files and is for migrations and the operator\'s commands; use AZ_QUERY' };
			} else if (text === 'az_query' && tokens[i - 1]?.text === 'struct' && tokens[i + 1]?.text !== '*' && !inStore) {
				yield { path, line, say: 'no struct az_query is built by hand; write AZ_QUERY("...") or az_build_add' };
			}
		}
	}
}

const TRANSACTION = /\b(START\s+TRANSACTION|(?<!-)BEGIN|COMMIT|ROLLBACK|SAVEPOINT|autocommit)\b/;
const WHOLE = /^\s*(start\s+transaction|begin|commit|rollback)\s*;?\s*$/i;

export function* transactions(tree) {
	for (const path of tree.match(C_OF_CORE).filter((name) => !name.startsWith('core/store/')))
		for (const [at, { kind, text, line }] of tree.tokens(path).entries()) {
			if (kind === 'word' && /^az_db_(begin|commit|rollback)$/.test(text))
				yield { path, line, say: `${text} is for core/store; give az_tx a function that can be run again` };
			else if (kind === 'string' && (TRANSACTION.test(text) || (WHOLE.test(text) && tree.tokens(path)[at - 2]?.text === 'AZ_QUERY')))
				yield { path, line, say: 'transactions are az_tx(ctx, function, argument), never SQL text' };
		}
}

// ---- routes ----

const COLUMNS = ['methods', 'path', 'handler', 'roles', 'form', 'section', 'flags'];

// The columns of one row, positional or designated, as text.
function routeRow(part) {
	const row = {};
	let next = 0;
	for (const item of splitList(part, 0).parts) {
		let value = item;
		if (item[0]?.text === '.' && item[2]?.text === '=') {
			next = COLUMNS.indexOf(item[1].text);
			value = item.slice(3);
		}
		row[COLUMNS[next++]] = value.map((token) => token.text).join(' ');
	}
	return row;
}

// A row that is a macro of this file, as the rows that it stands for: NAME(argument, ...) → [tokens].
function expandRow(tokens, part) {
	const at = tokens.findIndex((token, i) => token.text === part[0].text && tokens[i - 1]?.text === 'define' && token.directive);
	if (part[0].kind !== 'word' || at < 0)
		return [part];
	const wholeBody = tokens.slice(at + 1).filter((token) => token.directive === tokens[at].directive);
	const parameters = splitList(wholeBody, 0);
	const values = callArguments(part, 0) ?? [];
	const body = wholeBody.slice(parameters.end + 1).flatMap((token) => {
		const index = parameters.parts.findIndex((names) => names[0].text === token.text);
		return index < 0 ? [token] : values[index] ?? [];
	});
	return splitList([{ kind: 'mark', text: '{' }, ...body, { kind: 'mark', text: '}' }], 0).parts;
}

const EMPTY = /^(|0|0U|NULL)$/;

// Each row of each table of routes: { path of the file, line, tokens of the file, row }; row is null where it cannot be read.
export function* routeRows(tree) {
	for (const path of tree.match(/^core\/web\/.*\.c$/)) {
		const tokens = tree.tokens(path);
		for (let i = 0; i + 4 < tokens.length; i++) {
			const isTable = tokens[i].text === 'az_route' && tokens[i + 1].kind === 'word' && tokens[i + 2].text === '[';
			const open = isTable ? tokens.findIndex((token, at) => at > i && token.text === '{') : -1;
			if (open < 0)
				continue;
			for (const whole of splitList(tokens, open).parts.filter((part) => part.length > 0))
				for (const part of expandRow(tokens, whole)) {
					const row = routeRow(part);
					yield { path, line: whole[0].line, tokens, row: row.path === undefined ? null : row };
				}
		}
	}
}

export function* routes(tree) {
	for (const { path, line, tokens, row } of routeRows(tree)) {
		if (row === null) {
			yield { path, line, say: 'a row is written out in the table, or by a macro of this file' };
			continue;
		}
		if (EMPTY.test(row.roles ?? ''))
			yield { path, line, say: `"${row.path}" names no roles; write AZ_ANYBODY, AZ_SIGNED_IN or the roles that may` };
		if (/\bAZ_POST\b/.test(row.methods) && EMPTY.test(row.form ?? ''))
			yield { path, line, say: `POST "${row.path}" names no form; without one nothing checks its token and its fields` };
		if (!definesFunction(tokens, row.handler))
			yield { path, line, say: `the handler ${row.handler} of "${row.path}" is not in this file; a table stands below the handlers that it names` };
	}
}

function definesFunction(tokens, name) {
	return tokens.some((token, at) => token.text === name && tokens[at - 1]?.kind === 'word' && tokens[at - 1].text !== 'return' &&
		tokens[at + 1]?.text === '(' && tokens[splitList(tokens, at + 1).end + 1]?.text === '{');
}

// ---- text for people ----

export const CHINESE = /[\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff01-\uffee]/u;

export function* chineseInC(tree) {
	for (const path of tree.match(/^core\/.*\.[ch]$/).filter((name) => !(name in reviewedChinese)))
		for (const { kind, text, line } of tree.tokens(path))
			if ((kind === 'string' || kind === 'char') && CHINESE.test(text))
				yield { path, line, say: 'text for people is a key of the catalogues (az_text, az_set_text, az_refuse), not a literal' };
}
