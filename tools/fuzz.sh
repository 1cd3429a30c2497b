#!/bin/bash
# Runs each fuzzer for some seconds: tools/fuzz.sh BUILD SECONDS. What it finds
# to be of interest stays in BUILD/corpus/; seeds are in tests/fuzz/corpus/.
set -euo pipefail
cd "$(dirname "$0")/.."
build=$1
seconds=$2
failed=0
for program in "$build"/run/fuzz_*; do
	case $program in *.d | *'*') continue ;; esac
	name=$(basename "$program")
	mkdir -p "$build/corpus/$name" "$build/found"
	seeds=()
	[ ! -d "tests/fuzz/corpus/$name" ] || seeds=("tests/fuzz/corpus/$name")
	if "$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
		-artifact_prefix="$build/found/$name-" "$build/corpus/$name" "${seeds[@]}" >"$build/$name.log" 2>&1; then
		printf '%-30s %s runs\n' "$name" "$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/$name.log")"
	else
		failed=1
		printf '%-30s FAILED\n' "$name"
		tail -n 60 "$build/$name.log"
	fi
done
exit $failed
