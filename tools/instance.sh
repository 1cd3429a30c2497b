#!/bin/bash
# One running portal: MariaDB (unless conf names another), anzed, nginx.
#
#   tools/instance.sh start | run | stop | status
#
# By the environment (make passes the first four):
#   PORT=8080                 where nginx listens, on 127.0.0.1 only
#   VAR=var                   the instance directory: database, logs, sockets, keys
#   CONF=conf/anze.conf       the portal's settings
#   BUILD=build               where anzed and anzectl are
#   DATABASE_MEMORY=256M      the own MariaDB's buffer pool
#   DATABASE_LOG=96M          the own MariaDB's redo log
#   LIMIT_REPORT=30r/m LIMIT_STEP=120r/m LIMIT_TRACK=20r/s LIMIT_CODE=10r/m LIMIT_LOGIN=20r/m   POST requests an address
#
# `status` leaves with 0 when all is up and with 3 otherwise.
set -euo pipefail
umask 077

home=$(cd "$(dirname "$0")/.." && pwd)
PORT=${PORT:-8080}
VAR=${VAR:-var}
CONF=${CONF:-$home/conf/anze.conf}
BUILD=${BUILD:-$home/build}
DATABASE_MEMORY=${DATABASE_MEMORY:-256M}
DATABASE_LOG=${DATABASE_LOG:-96M}
LIMIT_REPORT=${LIMIT_REPORT:-30r/m}
LIMIT_STEP=${LIMIT_STEP:-120r/m}
LIMIT_TRACK=${LIMIT_TRACK:-20r/s}
LIMIT_CODE=${LIMIT_CODE:-10r/m}
LIMIT_LOGIN=${LIMIT_LOGIN:-20r/m}
PATH=$PATH:/usr/sbin:/sbin

fail()
{
	printf 'anze: %s\n' "$1" >&2
	exit 1
}

say()
{
	printf 'anze: %s\n' "$1"
}

log_tail()
{
	[ -s "$1" ] || return 0
	printf -- '--- the end of %s\n' "$1" >&2
	tail -n 25 "$1" >&2
}

absolute()
{
	case $1 in
	/*) printf '%s' "$1" ;;
	*) printf '%s/%s' "$PWD" "$1" ;;
	esac
}

# ---- where things are ----

locate()
{
	VAR=$(realpath -m -- "$VAR")
	CONF=$(absolute "$CONF")
	BUILD=$(absolute "$BUILD")
	case $VAR$home in
	*[!A-Za-z0-9._/+=@,-]*)
		fail "the paths of the instance ($VAR) and of the program ($home) may only hold letters, digits and . _ / + = @ , -" ;;
	esac
	case $VAR in / | "$home") fail "VAR=$VAR: name a directory for this instance alone" ;; esac
	local socket=$VAR/run/anzed.sock
	[ ${#socket} -le 107 ] ||
		fail "the instance directory's path is too long: $socket has ${#socket} bytes and a unix socket may have 107; use a shorter VAR"
	# On tmpfs: bodies of reports and nginx's other temporary files.
	runtime=/dev/shm/anze-$(id -u)-$(printf '%s' "$VAR" | sha256sum | cut -c1-12)
}

# The instance runs its own MariaDB as long as conf names no other one.
database_is_own()
{
	! sed -E 's@(^|[[:space:]])(#|//).*@@' "$CONF" | grep -Eq '(^|[{;[:space:]])(hosts|socket)[[:space:]]*[=:]'
}

is_demonstration()
{
	! sed -E 's@(^|[[:space:]])(#|//).*@@' "$CONF" | grep -Eiq '(^|[;[:space:]])demonstration[[:space:]]*[=:][[:space:]]*false'
}

# ---- processes ----

# The words by which a process of this instance is known in its command line.
mark_of()
{
	case $1 in
	database) printf '%s' "--defaults-file=$VAR/mariadb.cnf " ;;
	anzed) printf '%s' " -d $VAR " ;;
	nginx) printf '%s' " -c $VAR/nginx/nginx.conf " ;;
	esac
}

# is_ours PART PID: a pid file may be stale and its number somebody else's by
# now, so the command line decides.
is_ours()
{
	local line
	line=$(tr '\0' ' ' 2>/dev/null <"/proc/$2/cmdline") || return 1
	case "$line " in
	*"$(mark_of "$1")"*) return 0 ;;
	*) return 1 ;;
	esac
}

# Prints the pid of a part that runs; fails when it does not.
pid_of()
{
	local pid=
	[ -s "$VAR/run/$1.pid" ] || return 1
	read -r pid <"$VAR/run/$1.pid" || true
	case $pid in '' | *[!0-9]*) return 1 ;; esac
	is_ours "$1" "$pid" || return 1
	printf '%s' "$pid"
}

is_up()
{
	pid_of "$1" >/dev/null
}

# stop_part PART SIGNAL SECONDS: asks, and waits until it is gone.
stop_part()
{
	local pid turn
	if pid=$(pid_of "$1"); then
		kill -s "$2" "$pid" 2>/dev/null || true
		for ((turn = 0; turn < $3 * 20; turn++)); do
			is_ours "$1" "$pid" || break
			sleep 0.05
		done
		! is_ours "$1" "$pid" || return 1
	fi
	rm -f "$VAR/run/$1.pid"
}

stop_all()
{
	local failed=0
	# QUIT lets nginx finish its answers; a client that never ends one is cut off.
	stop_part nginx QUIT 10 || stop_part nginx TERM 5 || { still_there nginx; failed=1; }
	stop_part anzed TERM 30 || { still_there anzed; failed=1; }
	stop_part database TERM 60 || { still_there database; failed=1; }
	if [ $failed -eq 0 ]; then
		rm -f "$VAR/run/anzed.sock" "$VAR/run/db.sock" "$VAR/run/port"
		runtime_remove
	fi
	return $failed
}

still_there()
{
	printf 'anze: %s (pid %s) does not stop; see %s, and end it yourself if you must\n' \
		"$1" "$(pid_of "$1")" "$VAR/log/" >&2
}

# ---- the directory on tmpfs ----

runtime_make()
{
	[ -w /dev/shm ] ||
		fail '/dev/shm is missing or not writable; mount a tmpfs there: reports must not wait on a disk in the clear'
	mkdir -m 0700 "$runtime" 2>/dev/null || true
	if [ -L "$runtime" ] || [ ! -d "$runtime" ] || [ ! -O "$runtime" ]; then
		fail "$runtime belongs to somebody else; remove it and start again"
	fi
	chmod 0700 "$runtime"
	# An nginx that was killed leaves here what people were sending.
	rm -rf -- "$runtime"/{body,fastcgi,proxy,scgi,uwsgi,cache}
	mkdir -p "$runtime"/{body,fastcgi,proxy,scgi,uwsgi,cache}
}

runtime_remove()
{
	if [ -d "$runtime" ] && [ -O "$runtime" ] && [ ! -L "$runtime" ]; then
		rm -rf -- "$runtime"
	fi
}

# ---- MariaDB ----

database_configure()
{
	local user password
	user=$(id -un)
	if [ ! -s "$VAR/keys/database-password" ]; then
		od -An -v -tx1 -N24 /dev/urandom | tr -d ' \n' >"$VAR/keys/database-password.new"
		mv "$VAR/keys/database-password.new" "$VAR/keys/database-password"
	fi
	password=$(cat "$VAR/keys/database-password")
	# Run at each start before anybody can connect, so that database, user and
	# password always agree with the instance's key. One statement a line.
	cat >"$VAR/mariadb.sql" <<-SQL
		CREATE DATABASE IF NOT EXISTS anze CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
		CREATE USER IF NOT EXISTS 'anze'@'localhost';
		ALTER USER 'anze'@'localhost' IDENTIFIED BY '$password';
		GRANT ALL PRIVILEGES ON anze.* TO 'anze'@'localhost';
	SQL
	cat >"$VAR/mariadb.cnf" <<-CNF
		[mariadbd]
		user=$user
		datadir=$VAR/mariadb
		tmpdir=$VAR/tmp
		socket=$VAR/run/db.sock
		pid-file=$VAR/run/mariadbd.pid
		init-file=$VAR/mariadb.sql
		log-error=$VAR/log/mariadb.log
		skip-networking
		skip-log-bin
		skip-symbolic-links
		local-infile=OFF
		character-set-server=utf8mb4
		collation-server=utf8mb4_bin
		default-time-zone=+00:00
		sql-mode=STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ZERO_DATE,NO_ZERO_IN_DATE,NO_ENGINE_SUBSTITUTION
		max-allowed-packet=16M
		max-connections=100
		table-open-cache=400
		performance-schema=OFF
		innodb-buffer-pool-size=$DATABASE_MEMORY
		innodb-log-file-size=$DATABASE_LOG
		innodb-flush-log-at-trx-commit=1
	CNF
}

# A new data directory gets its name only when it is complete, and the mark
# `new` stays until the portal could start for the first time: what an
# interrupted first run left behind is made again, and holds nobody's data yet.
database_make()
{
	[ -e "$VAR/new" ] || [ ! -d "$VAR/mariadb" ] || return 0
	say 'a new instance: making its database'
	: >"$VAR/new"
	rm -rf -- "$VAR/mariadb.new" "$VAR/mariadb"
	mkdir -m 0700 "$VAR/mariadb.new"
	mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$VAR/mariadb.new" \
		--auth-root-authentication-method=socket --auth-root-socket-user=root \
		--skip-test-db --skip-name-resolve --innodb-log-file-size="$DATABASE_LOG" \
		>"$VAR/log/mariadb-install.log" 2>&1 || {
		log_tail "$VAR/log/mariadb-install.log"
		fail "MariaDB could not make its data directory in $VAR"
	}
	mv "$VAR/mariadb.new" "$VAR/mariadb"
}

# database_ready FROM: has it said so in its log behind that byte? Its socket alone does not do: MariaDB that is asked to
# stop between the two hangs, and hears nothing any more.
database_ready()
{
	[ -S "$VAR/run/db.sock" ] && tail -c "+$1" "$VAR/log/mariadb.log" | grep 'ready for connections' >/dev/null
}

database_start()
{
	local turn pid from
	rm -f "$VAR/run/db.sock" "$VAR/run/database.pid"
	from=$(($(stat -c %s "$VAR/log/mariadb.log" 2>/dev/null || echo 0) + 1))
	setsid mariadbd --defaults-file="$VAR/mariadb.cnf" </dev/null >>"$VAR/log/mariadb.log" 2>&1 9>&- &
	pid=$!
	disown
	echo "$pid" >"$VAR/run/database.pid"
	# Recovery after a crash can take its time: as long as it lives, it works.
	for ((turn = 0; turn < 6000; turn++)); do
		! database_ready "$from" || return 0
		kill -0 "$pid" 2>/dev/null || break
		[ $turn -ne 200 ] || say "MariaDB is still starting (log: $VAR/log/mariadb.log)"
		sleep 0.05
	done
	log_tail "$VAR/log/mariadb.log"
	fail 'MariaDB did not start'
}

# ---- the portal and nginx ----

ctl()
{
	"$BUILD/anzectl" -c "$CONF" -d "$VAR" "$@"
}

anzed_start()
{
	local said
	# What is wrong with settings, rules, texts or pages is said at once. It is started all the same: one page that
	# cannot be drawn is no reason to keep the others from people.
	said=$("$BUILD/anzed" -c "$CONF" -d "$VAR" -t 2>&1) || printf '%s\n' "$said" | grep -v ' info ' >&2
	rm -f "$VAR/run/anzed.sock"
	setsid "$BUILD/anzed" -c "$CONF" -d "$VAR" </dev/null >>"$VAR/log/anzed.log" 2>&1 9>&- &
	echo $! >"$VAR/run/anzed.pid"
	disown
}

nginx_configure()
{
	local user=
	# Started by root, its workers would become somebody who cannot enter VAR.
	[ "$(id -u)" -ne 0 ] || user='user root;'
	mkdir -p "$VAR/nginx"
	cp "$home"/nginx/*.conf "$VAR/nginx/"
	sed -e "s|@USER@|$user|" -e "s|@PORT@|$PORT|" -e "s|@VAR@|$VAR|" -e "s|@HOME@|$home|" \
		-e "s|@RUNTIME@|$runtime|" -e "s|@LIMIT_REPORT@|$LIMIT_REPORT|" -e "s|@LIMIT_STEP@|$LIMIT_STEP|" \
		-e "s|@LIMIT_TRACK@|$LIMIT_TRACK|" -e "s|@LIMIT_CODE@|$LIMIT_CODE|" -e "s|@LIMIT_LOGIN@|$LIMIT_LOGIN|" \
		-e '/^#   @/d' "$home/nginx/site.conf.in" >"$VAR/nginx/nginx.conf"
}

nginx_start()
{
	nginx -p "$VAR/" -e "$VAR/log/nginx.log" -c "$VAR/nginx/nginx.conf" >"$VAR/log/nginx-start.log" 2>&1 9>&- || {
		cat "$VAR/log/nginx-start.log" >&2
		fail "nginx did not start on 127.0.0.1:$PORT"
	}
}

# The status of GET $1 on this instance's port; nothing when nobody answers.
answer_of()
{
	local status=
	(
		exec 3<>"/dev/tcp/127.0.0.1/$PORT" || exit 1
		printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$1" >&3
		read -r -t 3 _ status _ <&3 || true
		printf '%s' "${status%$'\r'}"
	) 2>/dev/null || true
}

port_check()
{
	case $PORT in '' | *[!0-9]*) fail "PORT=$PORT is not a number" ;; esac
	if [ "$PORT" -lt 1 ] || [ "$PORT" -gt 65535 ]; then
		fail "PORT=$PORT: a port lies between 1 and 65535"
	fi
	if (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null; then
		fail "port $PORT is in use by another program; nothing was started. Choose another: PORT=$((PORT < 65000 ? PORT + 1 : 8081))"
	fi
}

wait_healthy()
{
	local turn status=
	for ((turn = 0; turn < 600; turn++)); do
		# On a busy machine it takes a moment until the process is the program that was started.
		is_up anzed || [ "$turn" -lt 40 ] || break
		if [ -S "$VAR/run/anzed.sock" ]; then
			status=$(answer_of /healthz)
			[ "$status" != 200 ] || return 0
		fi
		sleep 0.05
		[ $SECONDS -lt $((started + 30)) ] || break
	done
	log_tail "$VAR/log/anzed.log"
	if is_up anzed; then
		fail "the portal did not answer in 30 s (GET /healthz: ${status:-no answer})"
	fi
	fail 'the portal ended while it was starting'
}

# ---- commands ----

parts()
{
	if database_is_own; then echo database anzed nginx; else echo anzed nginx; fi
}

parts_up()
{
	local part count=0
	for part in $(parts); do
		! is_up "$part" || count=$((count + 1))
	done
	echo $count
}

keep_log_small()
{
	local file
	for file in "$VAR"/log/*.log; do
		if [ -f "$file" ] && [ "$(stat -c %s "$file")" -gt 16777216 ]; then
			mv "$file" "$file.1"
		fi
	done
}

abandon()
{
	local code=$?
	trap '' INT TERM HUP
	trap - EXIT
	[ $code -ne 0 ] || code=1
	say 'stopping what was started'
	stop_all || true
	exit $code
}

# Leaves everything up, or nothing of what it started.
bring_up()
{
	local program
	started=$SECONDS
	for program in "$BUILD/anzed" "$BUILD/anzectl"; do
		[ -x "$program" ] || fail "$program is not built; run: make"
	done
	[ -r "$CONF" ] || fail "cannot read $CONF"
	if [ "$(parts_up)" -gt 0 ]; then
		say 'parts of this instance are up already: stopping them first'
		stop_all || fail 'could not stop what was running'
	fi
	port_check
	mkdir -p "$VAR"/{run,log,keys,tmp}
	chmod 0700 "$VAR" "$VAR"/{run,log,keys,tmp}
	keep_log_small
	trap abandon EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	runtime_make
	if database_is_own; then
		database_make
		database_configure
		database_start
	fi
	ctl migrate || fail 'the database could not be brought to this version (anzectl migrate)'
	if [ -e "$VAR/new" ]; then
		if is_demonstration; then
			ctl demo load || fail 'the demonstration city could not be loaded (anzectl demo load)'
		fi
		rm "$VAR/new"
	fi
	started=$SECONDS
	anzed_start
	nginx_configure
	nginx_start
	echo "$PORT" >"$VAR/run/port"
	wait_healthy
	trap - EXIT INT TERM HUP
}

greet()
{
	cat <<-TEXT

		  Anze 安责   http://127.0.0.1:$PORT/

		  instance    $VAR
		  logs        $VAR/log/
	TEXT
	if is_demonstration; then
		cat <<-TEXT

			  Demonstration: invented companies and people. Sign in at http://127.0.0.1:$PORT/login
			  with the password anze-demo as

			    city  city2                              city emergency bureau
			    che-taishan  che-taishan2                hazardous chemicals, 泰山区
			    mining  construction  transport
			    agriculture  energy                      the city's sector bureaus;
			                                             their second persons: mining2 ...
			    handler-taishan  handler-xintai          reports
			    nfra  nfra2                              insurance regulator
			    insurer-a  insurer-b  agency-a           insurers, service agency
			    auditor  admin                           audit, administration
		TEXT
	fi
	echo
}

own_port()
{
	cat "$VAR/run/port" 2>/dev/null || echo "$PORT"
}

all_up()
{
	[ "$(parts_up)" -eq "$(parts | wc -w)" ]
}

command_start()
{
	if all_up; then
		say "already up: http://127.0.0.1:$(own_port)/ ($VAR)"
		return 0
	fi
	bring_up
	greet
}

command_run()
{
	local part
	! all_up || fail "this instance is up already at http://127.0.0.1:$(own_port)/; stop it first (make stop), or use another VAR and PORT"
	bring_up
	trap abandon EXIT
	trap 'leave' INT TERM HUP
	# Others may stop or ask for this instance from now on.
	exec 9>&-
	greet
	say 'Ctrl-C stops it'
	while :; do
		sleep 0.5 &
		wait $! || true
		for part in $(parts); do
			is_up "$part" || part_ended "$part"
		done
	done
}

leave()
{
	trap '' INT TERM HUP
	trap - EXIT
	echo
	say 'stopping'
	stop_all || exit 1
	say 'stopped'
	exit 0
}

part_ended()
{
	# Perhaps `make stop` is at work elsewhere: let it finish, then look again.
	exec 9>"$VAR/.lock"
	flock -w 120 9 || true
	exec 9>&-
	! all_up || return 0
	if [ "$(parts_up)" -eq 0 ]; then
		trap - EXIT
		say 'stopped'
		exit 0
	fi
	if [ "$1" = database ]; then log_tail "$VAR/log/mariadb.log"; else log_tail "$VAR/log/$1.log"; fi
	fail "$1 has ended"
}

command_stop()
{
	if [ ! -d "$VAR/run" ]; then
		say "nothing is running in $VAR"
		return 0
	fi
	stop_all || exit 1
	say 'stopped'
}

command_status()
{
	local part pid code=0 text
	for part in database anzed nginx; do
		text=
		[ "$part" != nginx ] || text="http://127.0.0.1:$(own_port)/"
		if pid=$(pid_of "$part"); then
			printf '%-10s up    pid %-8s %s\n' "$part" "$pid" "$text"
		elif [ "$part" = database ] && ! database_is_own; then
			printf '%-10s another server, named in %s\n' "$part" "$CONF"
		else
			printf '%-10s down\n' "$part"
			code=3
		fi
	done
	return $code
}

locate
case ${1-} in
start | run | stop)
	mkdir -p "$VAR"
	# One command at a time for an instance; the descriptor is not passed on.
	exec 9>"$VAR/.lock"
	flock -w 60 9 || fail "another command is at work on $VAR"
	"command_$1"
	;;
status) command_status ;;
*) fail 'usage: tools/instance.sh start | run | stop | status' ;;
esac
