// A database server of the operator's own: one line in the settings, over TLS,
// and nothing else of the portal knows the difference.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { freePort, startInstance } from '../instance.mjs';

const secret = 'only-for-this-test';
let directory;
let server;
let port;

// An authority and a certificate for 127.0.0.1, for an hour.
function makeCertificates() {
	const openssl = (...words) => execFileSync('openssl', words, { cwd: directory, stdio: 'pipe' });
	openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1',
		'-subj', '/CN=test authority', '-keyout', 'ca.key', '-out', 'ca.pem');
	openssl('req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj', '/CN=127.0.0.1',
		'-keyout', 'server.key', '-out', 'server.csr');
	writeFileSync(join(directory, 'names'), 'subjectAltName=IP:127.0.0.1\n');
	openssl('x509', '-req', '-in', 'server.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1',
		'-extfile', 'names', '-out', 'server.pem');
}

const client = (sql) => execFileSync('mariadb', ['--no-defaults', '-S', join(directory, 'sock'), '-u', userInfo().username, '-N', '-B', '-e', sql],
	{ encoding: 'utf8', stdio: 'pipe' });

before(async () => {
	directory = mkdtempSync(join(tmpdir(), 'anze-db-'));
	port = await freePort();
	makeCertificates();
	execFileSync('mariadb-install-db', ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${join(directory, 'data')}`,
		'--auth-root-authentication-method=socket', `--auth-root-socket-user=${userInfo().username}`], { stdio: 'pipe' });
	server = spawn('mariadbd', ['--no-defaults', `--user=${userInfo().username}`, `--datadir=${join(directory, 'data')}`,
		`--socket=${join(directory, 'sock')}`, '--bind-address=127.0.0.1', `--port=${port}`, '--innodb-buffer-pool-size=32M',
		`--ssl-ca=${join(directory, 'ca.pem')}`, `--ssl-cert=${join(directory, 'server.pem')}`,
		`--ssl-key=${join(directory, 'server.key')}`], { stdio: 'ignore' });
	for (let turn = 0; ; turn++) {
		try {
			client('SELECT 1');
			break;
		} catch (fault) {
			if (turn > 200) throw fault;
			await new Promise((done) => setTimeout(done, 50));
		}
	}
	client(`CREATE DATABASE anze CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
		CREATE USER anze@'127.0.0.1' IDENTIFIED BY '${secret}' REQUIRE SSL;
		GRANT ALL ON anze.* TO anze@'127.0.0.1'`);
	writeFileSync(join(directory, 'password'), secret, { mode: 0o600 });
});

after(async () => {
	if (server && server.exitCode === null) {
		const ended = new Promise((done) => server.once('exit', done));
		server.kill('SIGTERM');
		await ended;
	}
	rmSync(directory, { recursive: true, force: true });
});

function settings(text, host, authority) {
	return text
		.replace(/# hosts = .*$/m, `hosts = [ "${host}" ];`)
		.replace(/^\tpassword_file = .*$/m, `\tpassword_file = "${join(directory, 'password')}";`)
		.replace(/^\ttls_ca = .*$/m, `\ttls_ca = "${authority}";`);
}

test('a server over TLS serves the portal', async () => {
	const portal = await startInstance({ fresh: true, conf: (text) => settings(text, `127.0.0.1:${port}`, join(directory, 'ca.pem')) });
	try {
		assert.match(portal.ctl('demo', 'load'), /demonstration city is loaded/);
		assert.equal((await portal.get('/readyz')).status, 200, 'the portal reaches the server');
		const visitor = portal.visitor();
		await visitor.signIn('city');
		assert.equal((await visitor.get('/desk')).status, 200, 'a sign-in is kept in that database');
		assert.equal(client('SELECT COUNT(*) FROM anze.session').trim(), '1', 'the session stands in the operator\'s server');
	} finally {
		await portal.stop();
	}
});

test('a server whose certificate another authority signed is refused', async () => {
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '1',
		'-subj', '/CN=another authority', '-keyout', 'other.key', '-out', 'other.pem'], { cwd: directory, stdio: 'pipe' });
	await assert.rejects(
		startInstance({ fresh: true, conf: (text) => settings(text, `127.0.0.1:${port}`, join(directory, 'other.pem')) }),
		/the database does not answer|certificate/i, 'nothing is sent to a server that cannot prove who it is');
});
