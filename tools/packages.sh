#!/bin/sh
# Installs the Debian packages of the named groups that are not installed yet.
# When nothing is missing it costs one call of dpkg-query.
#
#   tools/packages.sh run [test] [bench] [develop]
set -eu

run='gcc make libc6-dev pkg-config nginx-light mariadb-server-core mariadb-client-core
	libmariadb-dev libfcgi-dev clearsilver-dev libconfig-dev libsodium-dev libssl-dev libmagic-dev
	libgd-dev libpoppler-glib-dev libcairo2-dev libseccomp-dev libcsv-dev libzip-dev libexpat1-dev libqrencode-dev zlib1g-dev util-linux procps'
test='libcmocka-dev libjansson-dev clang libclang-rt-14-dev chromium fonts-wqy-zenhei shellcheck
	python3 python3-openpyxl openssl'
bench='wrk php-cgi php-fpm php-mysql'
develop='clang-format'

fail()
{
	printf 'packages: %s\n' "$1" >&2
	exit 1
}

# Node comes from elsewhere on many machines; Debian's is the fallback that can
# at least run npm, which then fetches a newer one by the lockfile.
node_packages()
{
	command -v node >/dev/null 2>&1 || echo nodejs
	command -v npm >/dev/null 2>&1 || echo npm
}

[ $# -gt 0 ] || fail 'name at least one group: run, test, bench, develop'
wanted=
for group in "$@"; do
	case $group in
	run) wanted="$wanted $run" ;;
	test) wanted="$wanted $test $(node_packages)" ;;
	bench) wanted="$wanted $bench" ;;
	develop) wanted="$wanted $develop" ;;
	*) fail "no group '$group': run, test, bench, develop" ;;
	esac
done

command -v dpkg-query >/dev/null 2>&1 ||
	fail "this is not Debian; install what corresponds to: $(echo "$wanted" | tr -s ' \n\t' ' ')"

# dpkg-query fails when it does not know one of the names: that is an answer.
# shellcheck disable=SC2086 # a list of words
installed=$(dpkg-query -W -f='${db:Status-Abbrev}${Package}\n' $wanted 2>/dev/null | sed -n 's/^ii *//p') || true
missing=
for package in $wanted; do
	case "
$installed
" in
	*"
$package
"*) ;;
	*) missing="$missing $package" ;;
	esac
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null 2>&1 || fail "missing:$missing
Run this as root:  apt-get install --no-install-recommends$missing"
	as_root=sudo
fi
echo "packages: installing$missing"

# A package that starts a system service would take ports and run a database
# that nobody asked for: policy-rc.d refuses it, for as long as this runs.
policy=/usr/sbin/policy-rc.d
own_policy=
cleanup()
{
	[ -z "$own_policy" ] || $as_root rm -f "$policy"
}
trap cleanup EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
if [ ! -e "$policy" ]; then
	own_policy=1
	printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
	$as_root chmod 0755 "$policy"
fi

$as_root apt-get update -qq ||
	fail 'apt-get update failed: check /etc/apt/sources.list and the network, then run the same command again'
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive \
	apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 $missing ||
	fail "apt-get could not install:$missing
The lines above say why; these names are those of Debian 12."
