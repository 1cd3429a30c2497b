#!/bin/sh
# Copies what was built to DESTDIR and PREFIX; conf goes to DESTDIR/etc/anze and
# is not written over.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
PREFIX=${PREFIX:-/usr}
root=${DESTDIR:-}$PREFIX
share=$root/share/anze
library=$root/lib/anze

install -d "$root/bin" "$root/include/anze" "$library/plugins" "$share/tools" "$share/plugin" "${DESTDIR:-}/etc/anze"
install -m 0755 "$BUILD/anzed" "$BUILD/anzectl" "$BUILD/anzeclean" "$library/"
for plugin in "$BUILD"/plugins/*.so; do
	[ ! -e "$plugin" ] || install -m 0644 "$plugin" "$library/plugins/"
done
# For an industry's plugin that is built elsewhere: the header, and what plugins share.
install -m 0644 core/include/anze/*.h "$root/include/anze/"
install -m 0644 plugins/common/*.[ch] "$share/plugin/"
ln -sf ../lib/anze/anzectl "$root/bin/anzectl"
install -m 0755 tools/instance.sh "$share/tools/"
for directory in templates htdocs sql nginx conf; do
	[ -d "$directory" ] || continue
	rm -rf "${share:?}/$directory"
	cp -R "$directory" "$share/$directory"
	chmod -R u=rwX,go=rX "$share/$directory"
done
rm "$share/conf/anze.conf"
[ -e "${DESTDIR:-}/etc/anze/anze.conf" ] ||
	sed "s|^home = .*|home = \"$PREFIX/share/anze\";|" conf/anze.conf >"${DESTDIR:-}/etc/anze/anze.conf"
cat >"$root/bin/anze" <<SCRIPT
#!/bin/sh
# anze start | run | stop | status: one portal in VAR, on PORT.
export VAR="\${VAR:-/var/lib/anze}" CONF="\${CONF:-/etc/anze/anze.conf}" BUILD="$PREFIX/lib/anze"
exec $PREFIX/share/anze/tools/instance.sh "\$@"
SCRIPT
chmod 0755 "$root/bin/anze"
