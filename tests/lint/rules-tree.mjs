// Rules for every file: marks of unfinished work, paths of somebody's machine, numbers of migrations, sizes.

// Written so that this file does not find itself.
const MARK = /\b(TO[D]O|FIX[M]E|X[X]X)\b/;
const MACHINE = /(?<![\w.})$\/-])\/(wor[k]|far[m]|tmp\/[s])(?![\w.-])/;

function* everyLine(tree, skipped) {
	for (const path of tree.paths.filter((name) => !skipped.test(name)))
		for (const [index, text] of tree.lines(path).entries())
			yield { path, line: index + 1, text };
}

export function* marks(tree) {
	for (const { path, line, text } of everyLine(tree, /(^|\/)package-lock\.json$|^tests\/fuzz\/corpus\//))
		if (MARK.test(text))
			yield { path, line, say: 'finish it, or write down in words what is and is not done' };
}

export function* machinePaths(tree) {
	for (const { path, line, text } of everyLine(tree, /^tests\/fuzz\/corpus\//))
		if (MACHINE.test(text))
			yield { path, line, say: 'this path exists on one machine only; use VAR, BUILD or a path from the root of the project' };
}

export function* lockfiles(tree) {
	for (const path of tree.match(/(^|\/)(package-lock|npm-shrinkwrap)\.json$/))
		for (const [index, text] of tree.lines(path).entries())
			if (/"resolved"\s*:\s*"[a-z+]+:\/\//.test(text))
				yield { path, line: index + 1, say: 'the lockfile names a host; write it again with omit-lockfile-registry-resolved=true in .npmrc' };
}

export function* migrations(tree) {
	const seen = new Map();
	for (const path of tree.match(/^sql\/[^/]+\.sql$/)) {
		const number = /^sql\/(\d{4})_[a-z0-9_]+\.sql$/.exec(path)?.[1];
		if (number === undefined) {
			yield { path, line: 1, say: 'a migration is called NNNN_lower_case.sql' };
			continue;
		}
		const value = Number(number);
		if (seen.has(value))
			yield { path, line: 1, say: `number ${number} is taken by ${seen.get(value)}; take the next free one` };
		seen.set(value, path);
	}
}

// ---- sizes: remarks, no failures ----

export const FILE_LINES = 500;
export const FUNCTION_LINES = 60;

export function* sizes(tree) {
	for (const path of tree.match(/\.(c|h|mjs|js|cs|sh)$/)) {
		const lines = tree.lines(path);
		if (lines.length - 1 > FILE_LINES)
			yield { path, line: 1, say: `${lines.length - 1} lines; above ${FILE_LINES} a file wants to be two` };
		if (!path.endsWith('.c'))
			continue;
		for (let i = 0, start = -1; i < lines.length; i++) {
			if (lines[i] === '{')
				start = i;
			else if (lines[i] === '}' && start >= 0) {
				const length = i - start - 1;
				if (length > FUNCTION_LINES)
					yield { path, line: start + 1, say: `a function of ${length} lines; above ${FUNCTION_LINES} it wants a helper` };
				start = -1;
			}
		}
	}
}
