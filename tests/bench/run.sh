#!/bin/bash
# Measures the portal beside what it is compared with, all through one nginx and
# in one run; called by `make bench`. README.md says what each row means.
#
#   PORT VAR CONF BUILD as for tools/instance.sh; results go to VAR/bench.json
#   BENCH_SECONDS=3     each run of a load
#   BENCH="reclassify checklist"   only these parts; all: see ALL below
#   BENCH_LOAD_SECONDS=60   how long the steady load of reports is held
#   BENCH_KEEP=         anything: leave the bench's own instance up and in place
#
# Leaves with 0 when everything ran, whether or not a target was met.
set -euo pipefail
umask 077
export LC_ALL=C.UTF-8

home=$(cd "$(dirname "$0")/../.." && pwd)
here=$home/tests/bench
BUILD=$(realpath -m -- "${BUILD:-$home/build}")
CONF=$(realpath -m -- "${CONF:-$home/conf/anze.conf}")
VAR=$(realpath -m -- "${VAR:-var}")
SECONDS_EACH=${BENCH_SECONDS:-3}
PATH=$PATH:/usr/sbin:/sbin

ALL='start pages search load reports upload kept reload memory classify checklist reclassify'
BENCH=${BENCH:-$ALL}
ROUNDS=5
WEB_CONNECTIONS=16
REPORT_CONNECTIONS=8
FILES_CONNECTIONS=4
PHOTO_BYTES=1048576
LOAD_SECONDS=${BENCH_LOAD_SECONDS:-60}
COOKIE=bench=1 # any cookie but the language's goes around the cache
LIST=/disclosures

place=$BUILD/bench        # the bench's own instance: on the disk where the build lies
tools=$BUILD/bench-tools
work=$place/bench
hello_pid=
php_pid=

fail()
{
	printf 'bench: %s\n' "$1" >&2
	exit 1
}

# Is this part asked for?
wanted()
{
	[[ " $BENCH " == *" $1 "* ]]
}

step()
{
	printf '%3d s  %s\n' "$SECONDS" "$1" >&2
}

# ---- the bench's own instance ----

instance()
{
	PORT=$port VAR=$place CONF=$CONF BUILD=$BUILD LIMIT_REPORT=100000r/s LIMIT_TRACK=100000r/s LIMIT_CODE=100000r/s LIMIT_LOGIN=100000r/s \
		"$home/tools/instance.sh" "$1"
}

leave()
{
	local code=$?
	trap - EXIT
	trap '' INT TERM HUP
	if [ -z "${BENCH_KEEP:-}" ]; then
		[ -z "$hello_pid" ] || kill "$hello_pid" 2>/dev/null || true
		[ -z "$php_pid" ] || kill "$php_pid" 2>/dev/null || true
		instance stop >/dev/null || true
		rm -rf -- "$place"
	else
		printf 'left up: http://127.0.0.1:%s/ in %s\nto end it: kill %s; PORT=%s VAR=%s tools/instance.sh stop\n' \
			"$port" "$place" "$hello_pid $php_pid" "$port" "$place"
	fi
	exit $code
}

free_port()
{
	local try
	for ((try = ${PORT:-8080} + 700; try < 65000; try++)); do
		(exec 3<>"/dev/tcp/127.0.0.1/$try") 2>/dev/null || { echo "$try"; return; }
	done
	fail 'no port is free'
}

build_tools()
{
	local flags name libraries
	mkdir -p "$tools"
	flags=$(pkg-config --cflags libmariadb libsodium | sed 's/-I/-isystem /g')
	for name in hello kept start submit insert load; do
		case $name in
		hello) libraries=-lfcgi ;;
		insert) libraries=$(pkg-config --libs libmariadb libsodium) ;;
		load) libraries=$(pkg-config --libs gdlib) ;;
		*) libraries= ;;
		esac
		# shellcheck disable=SC2086 # lists of words
		"${CC:-gcc}" -std=c17 -D_GNU_SOURCE -O2 -Wall -Wextra -Wshadow -Wconversion $flags \
			-o "$tools/$name" "$here/$name.c" "$here/crew.c" "$here/http.c" "$here/report_form.c" -pthread $libraries ||
			fail "$name.c could not be compiled"
	done
}

sql()
{
	MYSQL_PWD=$(cat "$place/keys/database-password") mariadb --no-defaults -S "$place/run/db.sock" -u anze \
		--default-character-set=utf8mb4 -N -B anze "$@"
}

# The same parameters as the portal gets, handed to another responder.
location_of()
{
	printf 'location = %s {\n\tinclude %s;\n%s}\n' "$1" "$2" "${3-}"
}

configure_nginx()
{
	local to
	for to in hello php; do
		sed "s|^fastcgi_pass anze;|fastcgi_pass unix:$work/$to.sock;|" "$home/nginx/app.conf" >"$place/nginx/bench_$to.conf"
	done
	{
		location_of /bench/hello bench_hello.conf
		location_of /bench/list.php bench_php.conf "	fastcgi_param SCRIPT_FILENAME $here/list.php;
"
		printf 'location = /bench/list.html {\n\talias %s/list.html;\n}\n' "$work"
	} >>"$place/nginx/locations.conf"
	kill -HUP "$(cat "$place/run/nginx.pid")"
}

start_hello()
{
	"$tools/hello" "$work/hello.sock" "$workers" </dev/null >"$work/hello.log" 2>&1 9>&- &
	hello_pid=$!
}

start_php()
{
	local program root=
	program=$(command -v php-fpm || find /usr/sbin -name 'php-fpm[0-9]*' | sort -V | tail -n 1)
	[ -n "$program" ] || fail 'php-fpm is not installed (tools/packages.sh bench)'
	[ "$(id -u)" -ne 0 ] || root=-R
	cat >"$work/php.conf" <<-CONF
		[global]
		error_log = $work/php.log
		[list]
		user = $(id -un)
		listen = $work/php.sock
		listen.mode = 0600
		pm = static
		pm.max_children = $workers
		env[BENCH_DATABASE] = $place/run/db.sock
		env[BENCH_PASSWORD_FILE] = $place/keys/database-password
		env[BENCH_FRAME] = $work
	CONF
	# shellcheck disable=SC2086 # empty or one word
	"$program" $root -F -y "$work/php.conf" -d opcache.enable=1 -d opcache.validate_timestamps=0 \
		-d display_errors=0 </dev/null >"$work/php-start.log" 2>&1 9>&- &
	php_pid=$!
}

get()
{
	fetch "$1" || fail "GET $1 on port $port: not 200"
}

# GET with the bypassing cookie; prints the body, fails unless it was 200.
fetch()
{
	local line length=
	exec 4<>"/dev/tcp/127.0.0.1/$port"
	printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\nCookie: %s\r\n\r\n' "$1" "$COOKIE" >&4
	read -r line <&4
	while read -r length <&4 && [ "$length" != $'\r' ]; do :; done
	cat <&4
	exec 4<&-
	[[ $line == HTTP/1.?\ 200* ]]
}

wait_for()
{
	local turn
	for ((turn = 0; turn < 100; turn++)); do
		! fetch "$1" >/dev/null 2>&1 || return 0
		sleep 0.05
	done
	fail "$1 does not answer (logs: $work, $place/log)"
}

bring_up()
{
	[ "$(stat -f -c %T "$BUILD")" != tmpfs ] || fail "BUILD=$BUILD is in memory; durable writes need a disk"
	port=$(free_port)
	rm -rf -- "$place"
	mkdir -p "$place"
	trap leave EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	instance start >"$tools/start.log" 2>&1 || { cat "$tools/start.log" >&2; fail 'the instance did not start'; }
	mkdir -p "$work"
	if wanted pages || wanted search || wanted reports || wanted load || wanted start || wanted kept || wanted reload || wanted memory; then
		step 'a generated city: 50,000 disclosures, 200,000 reports'
		sql <"$here/city.sql" >/dev/null
	fi
	workers=$(sed -n 's/.* master.start workers=\([0-9]*\).*/\1/p' "$place/log/anzed.log" | tail -n 1)
	wanted pages || return 0
	start_hello
	start_php
	get "$LIST" >"$work/list.html"
	cut_frame
	awk -f "$here/texts.awk" "$home"/templates/lang/zh.hdf "$home"/templates/lang/zh/*.hdf >"$work/texts.php"
	configure_nginx
	wait_for /bench/hello
	wait_for /bench/list.php
	compare_lists
	disclosure=$(grep -o '/disclosures/D[0-9]*-[0-9]*' "$work/list.html" | head -n 1)
	get "$disclosure" >/dev/null
}

# What stands around the list goes to the PHP page as it is.
cut_frame()
{
	sed '/<main/q' "$work/list.html" >"$work/head.html"
	sed -n '/<\/main>/,$p' "$work/list.html" >"$work/foot.html"
	[ -s "$work/foot.html" ] || fail "$LIST has no <main> to compare with"
}

# Both lists must show the same entries and be of about one size, or nothing is compared.
compare_lists()
{
	local name ours theirs
	get /bench/list.php >"$work/php.html"
	for name in list php; do
		grep -o '/disclosures/D[0-9]*-[0-9]*' "$work/$name.html" | uniq >"$work/$name.entries"
	done
	cmp -s "$work/list.entries" "$work/php.entries" || fail 'list.php shows other entries than the portal: bring it up to date'
	ours=$(stat -c %s "$work/list.html")
	theirs=$(stat -c %s "$work/php.html")
	if [ $((theirs * 100)) -lt $((ours * 95)) ] || [ $((theirs * 100)) -gt $((ours * 105)) ]; then
		fail "list.php answers $theirs bytes and the portal $ours: bring it up to date"
	fi
}

# ---- measuring ----

# value KEY LINE: what stands behind KEY= in a line of results.
value()
{
	local text=" $2"
	text=${text#* "$1"=}
	printf '%s' "${text%% *}"
}

# note NAME LINE: keeps a run's line; nothing may have failed in it.
note()
{
	[ "$(value failed "$2")" = 0 ] || fail "$1: $(value failed "$2") requests failed ($2)"
	printf '%s %s %s %s\n' "$1" "$(value rate "$2")" "$(value p50 "$2")" "$(value p99 "$2")" >>"$work/samples"
}

# load NAME PATH [COOKIE [CONNECTIONS]]
load()
{
	local line connections=${4:-$WEB_CONNECTIONS}
	line=$(wrk -t$((connections > 1 ? 2 : 1)) -c"$connections" -d"${SECONDS_EACH}s" -s "$here/wrk.lua" ${3:+-H "Cookie: $3"} \
		"http://127.0.0.1:$port$2" | grep '^rate=') || fail "wrk: $1"
	note "$1" "$line"
}

# expect_cache HIT|BYPASS PATH: its last answers were from where they should have been.
expect_cache()
{
	tail -n 5000 "$place/log/access.log" | awk -v path="$2" -v mark="cache=$1" '
		$4 == path { all++; if (index($0, mark)) good++ }
		END { exit !(all > 100 && good >= all * 0.98) }' ||
		fail "the answers of $2 were not cache=$1: this is not what was to be measured"
}

measure_pages()
{
	local round
	for ((round = 1; round <= ROUNDS; round++)); do
		step "pages from the cache and as files, round $round"
		load static /bench/list.html
		load list_cached "$LIST"
		expect_cache HIT "$LIST"
		load disclosure_cached "$disclosure"
		: >"$place/log/access.log"
	done
	for ((round = 1; round <= ROUNDS; round++)); do
		step "pages from the portal, hello and PHP, round $round"
		load hello /bench/hello
		load list "$LIST" "$COOKIE"
		expect_cache BYPASS "$LIST"
		load list_php /bench/list.php
		load disclosure "$disclosure" "$COOKIE"
		: >"$place/log/access.log"
	done
}

# A fragment of a name that 12 of the 50,000 disclosures carry, one request after the other, past the cache.
measure_search()
{
	local round path='/disclosures?q=%E4%B8%9C4%30%30%31'
	sql <"$here/search.sql" >/dev/null
	[ "$(get "$path" | grep -o '/disclosures/D[0-9]*-[0-9]*' | sort -u | wc -l)" -ge 1 ] || fail 'the fragment is not found'
	for ((round = 1; round <= ROUNDS; round++)); do
		step "a fragment of a name, round $round"
		load search "$path" "$COOKIE" 1
		expect_cache BYPASS "${path%%\?*}"
		: >"$place/log/access.log"
	done
}

# reports PREFIX CONNECTIONS SECONDS PHOTO_BYTES: one round of both sides.
reports()
{
	local lines line
	lines=$("$tools/submit" "$port" "$2" "$3" "$4") || fail submit
	note "form$1" "$(head -n 1 <<<"$lines")"
	note "report$1" "$(tail -n 1 <<<"$lines")"
	sent=$((sent + $(value count "$(tail -n 1 <<<"$lines")")))
	line=$("$tools/insert" "$place/run/db.sock" "$place/keys/database-password" "$2" "$3" "$4") || fail insert
	note "insert$1" "$line"
	sent=$((sent + $(value count "$line")))
}

measure_reports()
{
	local round before sent=0
	before=$(sql -e 'SELECT COUNT(*) FROM report')
	for ((round = 1; round <= ROUNDS; round++)); do
		step "reports, through the form and as bare rows, round $round"
		reports '' $REPORT_CONNECTIONS "$SECONDS_EACH" 0
	done
	for ((round = 1; round <= ROUNDS; round++)); do
		step "reports with two photos, round $round"
		reports _files $FILES_CONNECTIONS 3 $PHOTO_BYTES
	done
	[ $(($(sql -e 'SELECT COUNT(*) FROM report') - before)) -eq $sent ] || fail 'some reports that were answered are not in the database'
}

# 50 reports a second while 10 handlers work; what was answered is counted in the database, once each.
measure_load()
{
	local before lines line
	before=$(sql -e 'SELECT COALESCE(MAX(id), 0) FROM report')
	step "50 reports a second for $LOAD_SECONDS s, 10 handlers at work"
	lines=$("$tools/load" "$port" "$LOAD_SECONDS" 50 10 10 "$before") || fail load
	line=$(grep '^report ' <<<"$lines")
	step "$line"
	step "$(grep '^desk ' <<<"$lines")"
	[ "$(value failed "$(grep '^desk ' <<<"$lines")")" = 0 ] || fail "a handler's request failed"
	printf 'load %s stored=%s photos_stored=%s\n' "$line" "$(sql -e "SELECT COUNT(*) FROM report WHERE id > $before")" \
		"$(sql -e "SELECT COUNT(*) FROM report_file WHERE report_id > $before")" >>"$work/once"
	line=$(grep '^lookup ' <<<"$lines")
	[ "$(value failed "$line")" = 0 ] || fail "receipts that were given are not found: $line"
	printf '%s\n' "$line" >>"$work/once"
}

# How far the peak of a worker's memory rises by uploads of 20 MB beyond what small ones need, of the one that rises most.
measure_upload()
{
	local pid before
	step 'uploads of 20 MB'
	"$tools/submit" "$port" 16 2 20000 >/dev/null || fail submit # each worker has done all that uploads need
	for pid in $(pgrep -P "$(cat "$place/run/anzed.pid")"); do
		echo 5 >"/proc/$pid/clear_refs" # the peak starts anew
		awk -v pid="$pid" '/^VmHWM:/ { print pid, $2 }' "/proc/$pid/status"
	done >"$work/upload"
	"$tools/submit" "$port" 4 3 10000000 >"$work/upload.sent" || fail submit
	[ "$(value count "$(tail -n 1 "$work/upload.sent")")" -gt 0 ] || fail 'no upload of 20 MB was taken'
	while read -r pid before; do
		awk -v before="$before" '/^VmHWM:/ { print "upload kib=" $2 - before }' "/proc/$pid/status" || fail 'a worker has ended'
	done <"$work/upload" >>"$work/once"
}

measure_kept()
{
	local count line
	for count in 1 8 64 256; do
		step "$count kept connections"
		line=$("$tools/kept" "$port" "$LIST" $count 2 "$COOKIE") || fail kept
		printf 'kept_%s %s\n' $count "$line" >>"$work/kept"
	done
}

measure_reload()
{
	local pid before line
	step 'reloads under load'
	before=$(grep -c ' master.reload generation=' "$place/log/anzed.log" || true)
	"$tools/kept" "$port" "$LIST" $WEB_CONNECTIONS 4 "$COOKIE" >"$work/reload" &
	pid=$!
	for _ in 1 2 3; do
		sleep 1
		kill -HUP "$(cat "$place/run/anzed.pid")"
	done
	wait $pid || fail kept
	[ $(($(grep -c ' master.reload generation=' "$place/log/anzed.log") - before)) -eq 3 ] || fail 'a reload did not happen'
}

measure_start()
{
	local round pid
	for ((round = 1; round <= ROUNDS; round++)); do
		step "start, round $round"
		pid=$(cat "$place/run/anzed.pid")
		kill -TERM "$pid"
		while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
		"$tools/start" "$port" "$LIST" "$COOKIE" "$place/run/anzed.pid" "$place/log/anzed.log" \
			"$BUILD/anzed" -c "$CONF" -d "$place" >>"$work/start" || fail 'anzed did not start again'
	done
}

# The most that one process under the master keeps to itself, in KiB.
measure_memory()
{
	local pid
	sleep 1 # what the reloads replaced is leaving
	for pid in $(pgrep -P "$(cat "$place/run/anzed.pid")"); do
		awk '/^Private_(Clean|Dirty):/ { sum += $2 } END { print sum }' "/proc/$pid/smaps_rollup" 2>/dev/null || true
	done | sort -n | tail -n 1 >"$work/memory"
	[ -s "$work/memory" ] || fail 'no worker was found'
}

# How long one enterprise takes in each industry, in this process alone.
measure_classify()
{
	local round
	for ((round = 1; round <= ROUNDS; round++)); do
		step "classifying one enterprise, round $round"
		"$tools/profiles" "$BUILD/plugins" 0.3 | sed 's/^/classify /' >>"$work/once" || fail 'profiles'
	done
}

# The page of a checklist of 60 items, made anew each time.
measure_checklist()
{
	local round
	sql <"$here/checklist.sql" >/dev/null
	[ "$(get /checklists/energy | grep -o 'ENE-L[0-9]*' | sort -u | wc -l)" -eq 60 ] ||
		fail 'the checklist does not show its 60 items'
	for ((round = 1; round <= ROUNDS; round++)); do
		step "a checklist's page of 60 items, round $round"
		load checklist /checklists/energy "$COOKIE"
		expect_cache BYPASS /checklists/energy
		: >"$place/log/access.log"
	done
}

# The variants of profiles as rows of a table, 500 a statement.
profile_rows()
{
	printf 'SET NAMES utf8mb4; CREATE TABLE bench_profile (sector CHAR(3), variant INT, field VARCHAR(81) CHARACTER SET ascii, `row` INT, value VARCHAR(200), KEY (sector, variant));\n'
	"$tools/profiles" "$BUILD/plugins" | awk -F '\t' '
		{ printf "%s(\047%s\047,%s,\047%s\047,%s,\047%s\047)",
			NR % 500 == 1 ? (NR > 1 ? ";\n" : "") "INSERT INTO bench_profile VALUES " : ",", $1, $2, $3, $4, $5 }
		END { print ";" }'
}

# run_job NAME: the job of the whole city, by the process that does it in a portal.
run_job()
{
	local id line
	while [ "$(sql -e 'SELECT COUNT(*) FROM job WHERE open = 1')" != 0 ]; do sleep 0.2; done
	sql -e "INSERT INTO job (kind, cause, asked_at, state) VALUES ('reclassify', 'operator', UTC_TIMESTAMP(3), 'waiting')"
	id=$(sql -e 'SELECT MAX(id) FROM job')
	while line=$(sql -e "SELECT state FROM job WHERE id = $id") && [[ $line == waiting || $line == running ]]; do sleep 0.2; done
	[ "$line" = done ] || fail "the job that classifies the city is $line"
	line=$(sql -e "SELECT CONCAT('seconds=', TIMESTAMPDIFF(MICROSECOND, started_at, ended_at) / 1000000, ' done=', done, ' found=', found) FROM job WHERE id = $id")
	[ "$(value done "$line")" -ge 100000 ] || fail "the job has classified too few: $line"
	printf '%s %s\n' "$1" "$line" >>"$work/once"
	step "$1: $line"
}

# Nothing known; then all as it was; then a rule that gives a tenth of the enterprises another colour.
measure_reclassify()
{
	local round
	step '100,000 enterprises with their profiles'
	# The day's own job is not to come in between.
	sql -e "REPLACE INTO setting (name, value) VALUES ('classified.day', DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR))"
	{ profile_rows; cat "$here/enterprises.sql"; } | sql >/dev/null
	sql -e 'DELETE FROM enterprise_class; DELETE FROM enterprise_change; DELETE FROM enterprise_result'
	run_job first
	for ((round = 1; round <= 3; round++)); do
		sql -e "UPDATE enterprise_class SET fingerprint = REPEAT('x', 32) WHERE enterprise_id % 10 = $round;
			UPDATE enterprise_result SET value = 'other' WHERE enterprise_id % 10 = $round AND code = 'enterprise_colour'"
		run_job reclassify
	done
}

# How busy the processors are with other things while nothing is measured, in percent.
busy()
{
	{ head -n 1 /proc/stat; sleep 2; head -n 1 /proc/stat; } | awk '
		{ all = 0; for (i = 2; i <= 9; i++) all += $i; idle = $5 + $6 }
		NR == 1 { all0 = all; idle0 = idle }
		END { printf "%d", 100 - 100 * (idle - idle0) / (all - all0) }'
}

# ---- the run ----

for program in wrk mariadb pgrep pkg-config "$BUILD/anzed"; do
	command -v "$program" >/dev/null || fail "$program is missing"
done
! sed -E 's@(^|[[:space:]])(#|//).*@@' "$CONF" | grep -Eq '(^|[{;[:space:]])(hosts|socket)[[:space:]]*[=:]' ||
	fail "$CONF names a database server; the bench fills its database and needs one of its own"
mkdir -p "$BUILD" "$VAR"
exec 9>"$BUILD/bench.lock"
flock -n 9 || fail "another bench is at work in $BUILD"

step 'build the clients, start an instance of its own'
build_tools
# A bench is a flood, and its clients do no proof of work.
sed -e "s|^home = .*|home = \"$home\";|" -e 's|^\(\tproof = \).*|\1"off";|' "$CONF" >"$tools/anze.conf"
CONF=$tools/anze.conf
before=$(busy)
bring_up
for part in $ALL; do
	! wanted "$part" || "measure_$part"
done
after=$(busy)
touch "$work"/{samples,kept,reload,start,memory,once}
awk -v json="$VAR/bench.json" -v rounds=$ROUNDS -f "$here/table.awk" \
	"$work/samples" "$work/kept" "$work/reload" "$work/start" "$work/memory" "$work/once"
printf '\n%s processors, %s workers, MariaDB %s, kernel %s; %d s; %s\n' "$(nproc)" "$workers" \
	"$(sql -e 'SELECT VERSION()')" "$(uname -r)" "$SECONDS" "$VAR/bench.json"
if [ "$before" -gt 10 ] || [ "$after" -gt 10 ]; then
	printf 'DISTURBED: other programs kept the processors %d %% busy before and %d %% after; run it again when they rest.\n' \
		"$before" "$after"
fi
