// Runs each rule first on trees with planted offenders, then on the project. Prints TAP;
// leaves with 1 when something failed. `lint.mjs --planted NAME` prints what a planted
// tree gives, in the form of its expected.txt.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chineseInC, layers, pluginCalls, pluginIncludes, queries, routes, transactions } from './rules-c.mjs';
import { catalogueKeys, catalogues } from './rules-catalogues.mjs';
import { templateText, templates } from './rules-pages.mjs';
import { lockfiles, machinePaths, marks, migrations, sizes } from './rules-tree.mjs';
import { Tree } from './tree.mjs';

// A rule gives findings {path, line, say}. Its name is also the name of its planted tree:
// planted/NAME/bad with expected.txt (each `path:line` that it must find), planted/NAME/good.
const RULES = [
	{ name: 'layers', title: 'includes go down the layers', run: layers },
	{ name: 'plugin-includes', title: 'plugins see the plugin header and pure C only', run: pluginIncludes },
	{ name: 'plugin-calls', title: 'plugins are called through their guard', run: pluginCalls },
	{ name: 'queries', title: 'queries are literals', run: queries },
	{ name: 'transactions', title: 'transactions are functions given to az_tx', run: transactions },
	{ name: 'routes', title: 'routes name their roles, forms and handlers', run: routes },
	{ name: 'templates', title: 'templates escape everything and obey the content security policy', run: templates },
	{ name: 'text-in-c', title: 'no text for people in C', run: chineseInC },
	{ name: 'text-in-templates', title: 'no text for people in templates', run: templateText },
	{ name: 'catalogues', title: 'both languages have the same keys and placeholders', run: catalogues },
	{ name: 'catalogue-keys', title: 'keys and pages that are asked for exist', run: catalogueKeys },
	{ name: 'marks', title: 'nothing is marked as unfinished', run: marks },
	{ name: 'machine-paths', title: 'no path of one machine', run: machinePaths },
	{ name: 'lockfiles', title: 'lockfiles name no host', run: lockfiles },
	{ name: 'migrations', title: 'each migration has a number of its own', run: migrations },
];

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
let number = 0;
let failed = 0;

function result(good, title, remarks = []) {
	number++;
	if (!good)
		failed++;
	console.log(`${good ? 'ok' : 'not ok'} ${number} - ${title}`);
	for (const remark of remarks)
		console.log(`# ${remark}`);
}

// Every finding of every rule in a tree: rule, then `path:line`.
function everything(tree) {
	return RULES.flatMap((rule) => [...rule.run(tree)].map(({ path, line }) => ({ rule: rule.name, place: `${path}:${line}` })));
}

function plantedPlaces(name, twin) {
	return everything(new Tree(join(here, 'planted', name, twin), { planted: true }));
}

function tryPlanted(rule) {
	const list = join(here, 'planted', rule.name, 'bad', 'expected.txt');
	const expected = existsSync(list) ? readFileSync(list, 'utf8').split('\n').filter((line) => line !== '') : [];
	const found = plantedPlaces(rule.name, 'bad');
	const own = [...new Set(found.filter((finding) => finding.rule === rule.name).map((finding) => finding.place))];
	const remarks = [
		...(expected.length === 0 ? ['expected.txt names no offender'] : []),
		...expected.filter((place) => !own.includes(place)).map((place) => `not found: ${place}`),
		...own.filter((place) => !expected.includes(place)).map((place) => `found, but not expected: ${place}`),
		...found.filter((finding) => finding.rule !== rule.name).map(({ rule: other, place }) => `the rule ${other} found ${place}`),
	];
	result(remarks.length === 0, `planted: ${rule.name} finds its offenders and no other rule does`, remarks);
	const twin = plantedPlaces(rule.name, 'good').map(({ rule: by, place }) => `the rule ${by} found ${place}`);
	result(twin.length === 0, `planted: ${rule.name} leaves the clean twin alone`, twin);
}

function tryProject(rule, tree) {
	const findings = [...new Set([...rule.run(tree)].map(({ path, line, say }) => `${path}:${line}: ${say}`))];
	result(findings.length === 0, rule.title, findings);
}

if (process.argv[2] === '--planted') {
	const lines = plantedPlaces(process.argv[3], 'bad').map(({ rule, place }) => (rule === process.argv[3] ? place : `${place} (${rule})`));
	console.log([...new Set(lines)].join('\n'));
} else {
	console.log(`1..${RULES.length * 3}`);
	const tree = new Tree(root);
	for (const rule of RULES)
		tryPlanted(rule);
	for (const rule of RULES)
		tryProject(rule, tree);
	for (const { path, line, say } of sizes(tree))
		console.log(`# long: ${path}:${line}: ${say}`);
	process.exitCode = failed === 0 ? 0 : 1;
}
