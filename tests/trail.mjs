// After the HTTP and the browser tests: was each write route seen to leave its row in the audit trail? That none leaves more
// than one is watched in every instance (instance.mjs). Prints TAP; tools/check.sh runs it as the suite `trail`.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build, home } from './instance.mjs';
import { routeRows } from './lint/rules-c.mjs';
import { Tree } from './lint/tree.mjs';

const shelf = join(build, 'check/trail');
const seen = new Set(existsSync(shelf) ? readdirSync(shelf).flatMap((name) => readFileSync(join(shelf, name), 'utf8').split('\n')) : []);
const tree = new Tree(home);

// A path in a row is a literal, or a macro of the file that stands for one.
function pathOf({ tokens, row }) {
	const at = tokens.findIndex((token, i) => token.text === row.path && tokens[i - 1]?.text === 'define' && token.directive);
	const text = at < 0 ? row.path : tokens[at + 1].text;
	return text.replace(/[\s"#]/g, '');
}

const writing = [...routeRows(tree)].filter(({ row }) => /\bAZ_POST\b/.test(row.methods) && !/\bAZ_ROUTE_SILENT\b/.test(row.flags ?? ''));
console.log(`1..${writing.length}`);
let failed = 0;
for (const [i, found] of writing.entries()) {
	const path = pathOf(found), good = seen.has(path);
	if (!good) failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${i + 1} - POST ${path} leaves one row in the audit trail`);
	if (!good) console.log(`# ${found.path}:${found.line}: no test had it leave a row; AZ_ROUTE_SILENT is for what changes nothing that anybody answers for`);
}
process.exitCode = failed > 0 ? 1 : 0;
