// Rules for the catalogues: both languages say the same, and what is asked for is there.
import { readTemplate } from './rules-pages.mjs';
import { callArguments, splitList } from './tree.mjs';

const LANGUAGES = ['zh', 'en'];

// The values of an HDF file: {key, value, line}; keys in full.
function readHdf(lines) {
	const values = [];
	const inside = [];
	for (let i = 0; i < lines.length; i++) {
		const text = lines[i].trim();
		const block = /^([\w.]+)\s*\{$/.exec(text);
		const long = /^([\w.]+)\s*<<\s*(\w+)$/.exec(text);
		const plain = /^([\w.]+)\s*=\s*(.*)$/.exec(text);
		const full = (name) => [...inside, name].join('.');
		if (block) {
			inside.push(block[1]);
		} else if (text === '}') {
			inside.pop();
		} else if (long) {
			const line = i + 1;
			const value = [];
			while (++i < lines.length && lines[i] !== long[2])
				value.push(lines[i]);
			values.push({ key: full(long[1]), value: value.join('\n').trim(), line });
		} else if (plain) {
			values.push({ key: full(plain[1]), value: plain[2], line: i + 1 });
		}
	}
	return values;
}

// One language: key → {value, path, line}, and what was said twice.
function readLanguage(tree, language) {
	const keys = new Map();
	const twice = [];
	for (const path of tree.match(new RegExp(`^templates/lang/${language}(\\.hdf|/[^/]+\\.hdf)$`)))
		for (const { key, value, line } of readHdf(tree.lines(path)))
			if (keys.has(key))
				twice.push({ key, path, line, first: keys.get(key) });
			else
				keys.set(key, { value, path, line });
	return { keys, twice };
}

function placeholders(value) {
	return [...new Set(value.match(/\{\d\}/g) ?? [])].sort().join(' ');
}

export function* catalogues(tree) {
	const read = Object.fromEntries(LANGUAGES.map((language) => [language, readLanguage(tree, language)]));
	for (const language of LANGUAGES) {
		const other = LANGUAGES.find((name) => name !== language);
		const { keys, twice } = read[language];
		for (const { key, path, line, first } of twice)
			yield { path, line, say: `${key} is there already (${first.path}:${first.line}); keep one` };
		for (const [key, { value, path, line }] of keys) {
			const there = read[other].keys.get(key);
			if (value === '')
				yield { path, line, say: `${key} is empty; write its text` };
			if (!there)
				yield { path, line, say: `${key} is missing in ${other}; write it there too` };
			else if (language === 'zh' && placeholders(value) !== placeholders(there.value))
				yield { path, line, say: `${key} has ${placeholders(value) || 'no placeholder'} here and ${placeholders(there.value) || 'none'} in ${there.path}:${there.line}; use the same in both` };
		}
	}
}

// ---- keys that are asked for ----

// Which argument is a key, and the first placeholder that the arguments behind it fill (null: they fill none).
const CALLS = {
	az_text: { key: 1, fills: 0 },
	az_set_text: { key: 3, fills: 0 },
	az_refuse: { key: 2, fills: 0 },
	az_form_error: { key: 2, fills: 1 }, // {0} is the field's label
	az_form_refuse: { key: 1, fills: 0 },
	az_page_show: { key: 2, fills: null },
	az_exchange_draw: { key: 3, fills: null },
	az_exchange_draw_at: { key: 4, fills: null },
	az_code_text: { key: 1, family: true },
	az_set_code: { key: 3, family: true },
};

function* judgeKey(literal, call, keys) {
	const key = `T.${literal}`;
	const start = literal.includes('%') ? key.slice(0, key.indexOf('%')) : call.family ? `${key}.` : null;
	if (start !== null) {
		if (![...keys.keys()].some((name) => name.startsWith(start)))
			yield `no key begins with ${start}; add the family to the catalogues`;
	} else if (!keys.has(key)) {
		yield `the catalogues have no ${key}; add it to both`;
	}
}

// Arguments behind the key, up to the closing NULL, against the placeholders of its text.
function* judgeArguments(literal, call, args, keys) {
	const entry = keys.get(`T.${literal}`);
	if (!entry || call.fills === null || call.family)
		return;
	const numbers = (entry.value.match(/\{\d\}/g) ?? []).map((text) => Number(text[1]));
	const given = args.length - call.key - 2;
	const needed = Math.max(-1, ...numbers) + 1 - call.fills;
	if (args[args.length - 1].map((token) => token.text).join('') !== 'NULL')
		yield 'the arguments of a text end with NULL';
	else if (given < needed)
		yield `T.${literal} needs ${needed} argument${needed === 1 ? '' : 's'} behind the key and gets ${given}`;
}

function* keysInC(tree, path, keys) {
	const tokens = tree.tokens(path);
	for (let i = 0; i < tokens.length; i++) {
		const { kind, text, line } = tokens[i];
		if (kind === 'string')
			for (const [, notice] of text.matchAll(/[?&]done=([a-z0-9_%]+)/g))
				for (const say of judgeKey(`notice.${notice}`, {}, keys))
					yield { path, line, say };
		const call = kind === 'word' && Object.hasOwn(CALLS, text) ? CALLS[text] : null;
		const args = call ? callArguments(tokens, i) : null;
		if (!args || args.length <= call.key)
			continue;
		const literals = args[call.key].filter((token) => token.kind === 'string');
		const only = args[call.key].length === 1;
		for (const literal of literals.filter((token) => only || /^[a-z0-9_]+(\.[a-z0-9_%]+)+$/.test(token.text))) {
			for (const say of judgeKey(literal.text, call, keys))
				yield { path, line: literal.line, say };
			if (only)
				for (const say of judgeArguments(literal.text, call, args, keys))
					yield { path, line, say };
		}
		const page = text === 'az_page_show' && args[1].length === 1 && args[1][0].kind === 'string' ? args[1][0].text : null;
		if (page !== null && !tree.paths.includes(`templates/${page}.cs`))
			yield { path, line, say: `there is no templates/${page}.cs` };
	}
}

// ---- labels of forms ----

// The rows of `struct <type> <name>[] = {...}`, each as its parts; null when there is no such table.
function rowsOf(tokens, type, name) {
	const at = tokens.findIndex((token, i) => token.text === type && tokens[i + 1]?.text === name && tokens[i + 2]?.text === '[');
	const open = at < 0 ? -1 : tokens.findIndex((token, i) => i > at && token.text === '{');
	if (open < 0)
		return null;
	return splitList(tokens, open).parts.flatMap((row) => {
		const brace = row.findIndex((token) => token.text === '{'); // behind `[NAME] =`
		return brace < 0 || (brace > 0 && row[0].text !== '[') ? [] : [splitList(row, brace).parts];
	});
}

// What stands behind `.name =` in a row.
function designated(row, name) {
	return row.find((part) => part[0]?.text === '.' && part[1]?.text === name)?.slice(3);
}

function* labelsOfForm(tokens, form, rows, keys) {
	for (const row of rows) {
		const [name] = row[0] ?? [];
		if (name?.kind !== 'string' || row[1]?.[0]?.text === 'ANZE_HIDDEN')
			continue;
		const wanted = designated(row, 'label') ? [] : [`${form}.${name.text}`];
		const unit = designated(row, 'unit');
		if (unit?.[0]?.kind === 'string')
			wanted.push(`unit.${unit[0].text}`);
		const choices = designated(row, 'choices');
		for (const choice of (choices?.length === 1 && rowsOf(tokens, 'anze_choice', choices[0].text)) || [])
			if (choice[0]?.[0]?.kind === 'string' && !choice.flat().slice(1).some((token) => token.kind === 'string'))
				wanted.push(`${form}.${name.text}.${choice[0][0].text}`);
		for (const key of wanted.filter((text) => !keys.has(`T.${text}`)))
			yield { line: name.line, say: `the catalogues have no T.${key} for this field; add it to both` };
	}
}

function* labelsInC(tree, path, keys) {
	const tokens = tree.tokens(path);
	for (let i = 0; i + 7 < tokens.length; i++) {
		const [type, , equals, open, form, , fields] = tokens.slice(i, i + 7);
		if (type.text === 'az_form' && equals.text === '=' && open.text === '{' && form.kind === 'string')
			for (const finding of labelsOfForm(tokens, form.text, rowsOf(tokens, 'anze_field', fields.text) ?? [], keys))
				yield { path, ...finding };
	}
}

export function* catalogueKeys(tree) {
	const { keys } = readLanguage(tree, 'zh');
	for (const path of tree.match(/^core\/.*\.c$/)) {
		yield* keysInC(tree, path, keys);
		yield* labelsInC(tree, path, keys);
	}
	for (const path of tree.match(/^templates\/.*\.cs$/))
		for (const { text, line } of readTemplate(tree.text(path)).commands)
			for (const [, key, computed] of text.replace(/"[^"]*"/g, '""').matchAll(/(?<![\w.])(T(?:\.\w+)+)(\[)?/g)) {
				const entry = keys.get(key);
				if (computed ? ![...keys.keys()].some((name) => name.startsWith(`${key}.`)) : !entry)
					yield { path, line, say: `the catalogues have no ${key}; add it to both` };
				else if (!computed && placeholders(entry.value) !== '')
					yield { path, line, say: `${key} has placeholders, which only C fills; use az_set_text and show the result` };
			}
}
