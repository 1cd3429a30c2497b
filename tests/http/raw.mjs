// Peers that a browser never is: bytes on a socket, to nginx and to the portal's
// own FastCGI socket.
import { connect } from 'node:net';
import { join } from 'node:path';

// Sends bytes and gives back all that comes until the other side closes (or until
// `ms` passed). end: true closes our side after the bytes.
export function exchange(where, bytes, { end = false, ms = 10_000 } = {}) {
	return new Promise((done, broken) => {
		const pieces = [];
		const socket = connect(where);
		const finish = () => {
			socket.destroy();
			done(Buffer.concat(pieces));
		};
		const timer = setTimeout(finish, ms);
		socket.once('error', (fault) => (pieces.length > 0 || fault.code === 'EPIPE' || fault.code === 'ECONNRESET' ? finish() : broken(fault)));
		socket.on('data', (piece) => pieces.push(piece));
		socket.once('close', () => {
			clearTimeout(timer);
			finish();
		});
		socket.write(bytes);
		if (end) socket.end();
	});
}

// { status, headers, text } of an HTTP answer as it came over a socket.
export function parse(bytes) {
	const all = bytes.toString('utf8');
	const at = all.indexOf('\r\n\r\n');
	const [first, ...lines] = all.slice(0, at < 0 ? all.length : at).split('\r\n');
	const status = Number(/^(?:HTTP\/1\.[01]|Status:) (\d{3})/.exec(first)?.[1] ?? 0);
	const headers = {};
	for (const line of lines) headers[line.slice(0, line.indexOf(':')).toLowerCase()] = line.slice(line.indexOf(':') + 1).trim();
	return { status, headers, text: at < 0 ? '' : all.slice(at + 4) };
}

// One HTTP request, written by hand, to nginx.
export async function http(portal, head, body = '', options = {}) {
	const lines = [head[0], 'Host: 127.0.0.1', 'Connection: close', ...head.slice(1)];
	const bytes = Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), Buffer.from(body)]);
	return parse(await exchange({ host: '127.0.0.1', port: portal.port, localAddress: options.from }, bytes, options));
}

// ---- FastCGI ----

export const BEGIN = 1;
export const PARAMS = 4;
export const STDIN = 5;

export function fastcgiSocket(portal) {
	return { path: join(portal.directory, 'run/anzed.sock') };
}

export function record(type, content = '', { length } = {}) {
	const body = Buffer.from(content);
	const head = Buffer.from([1, type, 0, 1, 0, 0, 0, 0]);
	head.writeUInt16BE(length ?? body.length, 4);
	return Buffer.concat([head, body]);
}

export const begin = record(BEGIN, Buffer.from([0, 1, 0, 0, 0, 0, 0, 0]));

export function pairs(values) {
	const size = (n) => (n < 128 ? Buffer.from([n]) : Buffer.from([0x80 | (n >>> 24), (n >>> 16) & 255, (n >>> 8) & 255, n & 255]));
	return Buffer.concat(Object.entries(values).flatMap(([name, value]) => {
		const [left, right] = [Buffer.from(name), Buffer.from(value)];
		return [size(left.length), size(right.length), left, right];
	}));
}

export const usual = { REQUEST_METHOD: 'GET', REQUEST_URI: '/', QUERY_STRING: '', SERVER_PROTOCOL: 'HTTP/1.1', REQUEST_ID: '0123456789abcdef0123456789abcdef' };

// A whole request with these parameters and body; what is said of its length is up to them.
export function whole(params, body = '') {
	const given = pairs({ ...usual, ...params });
	const parts = [begin];
	for (let at = 0; at < given.length; at += 60_000) parts.push(record(PARAMS, given.subarray(at, at + 60_000)));
	parts.push(record(PARAMS));
	const bytes = Buffer.from(body);
	for (let at = 0; at < bytes.length; at += 60_000) parts.push(record(STDIN, bytes.subarray(at, at + 60_000)));
	parts.push(record(STDIN));
	return Buffer.concat(parts);
}

// The portal's answer, taken out of its records.
export function answerOf(bytes) {
	const pieces = [];
	for (let at = 0; at + 8 <= bytes.length;) {
		const length = bytes.readUInt16BE(at + 4);
		if (bytes[at + 1] === 6) pieces.push(bytes.subarray(at + 8, at + 8 + length));
		at += 8 + length + bytes[at + 6];
	}
	return parse(Buffer.concat(pieces));
}

export async function fastcgi(portal, params, body) {
	return answerOf(await exchange(fastcgiSocket(portal), whole(params, body)));
}
