#!/bin/bash
# Runs fuzzers side by side, one a processor, each for some seconds; prints TAP:
#
#   tools/fuzz.sh BUILD SECONDS [NAME ...]     all of them without a name
#
# What one finds to be of interest stays in BUILD/corpus/; seeds are in
# tests/fuzz/corpus/. What fails stays in BUILD/found/.
set -euo pipefail
cd "$(dirname "$0")/.."
export build=$1 seconds=$2
shift 2
if [ $# -eq 0 ]; then
	for program in tests/fuzz/fuzz_*.c; do set -- "$@" "$(basename "$program" .c)"; done
fi

run()
{
	local name=$1 seeds=() code=0
	mkdir -p "$build/corpus/$name" "$build/found"
	[ ! -d "tests/fuzz/corpus/$name" ] || seeds=("tests/fuzz/corpus/$name")
	"$build/run/$name" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$build/found/$name-" "$build/corpus/$name" "${seeds[@]}" >"$build/$name.log" 2>&1 </dev/null || code=$?
	echo "$code" >"$build/$name.code"
}
export -f run
for name in "$@"; do rm -f "$build/$name".{code,log}; done
# shellcheck disable=SC2016 # for the shell that xargs starts
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" bash -c 'run "$1"' -

printf '1..%d\n' $#
number=0
failed=0
for name in "$@"; do
	number=$((number + 1))
	runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log" 2>/dev/null)
	if [ "$(cat "$build/$name.code" 2>/dev/null)" = 0 ] && [ "${runs:-0}" -gt 0 ]; then
		printf 'ok %d - %s: %s runs in %s s\n' $number "$name" "$runs" "$seconds"
	else
		failed=1
		printf 'not ok %d - %s\n' $number "$name"
		tail -n 60 "$build/$name.log" 2>/dev/null | sed 's/^/# /'
	fi
done
exit $failed
