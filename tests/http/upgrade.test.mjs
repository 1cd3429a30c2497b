// A new build is put in the running one's place, as a package's upgrade does it.
import assert from 'node:assert/strict';
import { copyFileSync, cpSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { build, startInstance } from '../instance.mjs';

test('after its program was replaced, a reload still finds every plugin', async () => {
	const programs = mkdtempSync(join(tmpdir(), 'anze-build-'));
	for (const name of ['anzed', 'anzectl', 'plugins']) cpSync(join(build, name), join(programs, name), { recursive: true });
	const portal = await startInstance({ environment: { BUILD: programs } });
	try {
		copyFileSync(join(programs, 'anzed'), join(programs, 'anzed.new'));
		renameSync(join(programs, 'anzed.new'), join(programs, 'anzed'));
		await portal.reload();
		assert.equal((await portal.get('/readyz')).status, 200);
		const lines = portal.log('anzed.log').split('\n');
		const faults = lines.filter((line) => / plugin\./.test(line) && !/plugin\.loaded/.test(line));
		assert.deepEqual(faults, [], 'no plugin is missing after the reload');
	} finally {
		await portal.stop();
		rmSync(programs, { recursive: true, force: true });
	}
});
