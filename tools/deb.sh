#!/bin/sh
# Makes BUILD/anze_VERSION_ARCHITECTURE.deb from what was built. The version is
# that of package.json.
set -eu
cd "$(dirname "$0")/.."
BUILD=${BUILD:-build}
version=$(sed -n 's/^[[:space:]]*"version": *"\(.*\)".*/\1/p' package.json | head -n 1)
architecture=$(dpkg --print-architecture)
stage=$BUILD/deb
umask 022
rm -rf "$stage"
mkdir -p "$stage/DEBIAN"
DESTDIR=$stage PREFIX=/usr BUILD=$BUILD tools/install.sh

# The packages that own the libraries which the programs were linked with.
libraries=$(ldd "$BUILD/anzed" "$BUILD/anzectl" "$BUILD/anzeclean" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p' | sort -u | while read -r file; do
	dpkg-query -S "$(realpath "$file")" 2>/dev/null || dpkg-query -S "$file" 2>/dev/null || true
done | cut -d: -f1 | sort -u | paste -sd, - | sed 's/,/, /g')
cat >"$stage/DEBIAN/control" <<CONTROL
Package: anze
Version: $version
Architecture: $architecture
Section: web
Priority: optional
Maintainer: The Anze project <anze@localhost>
Depends: nginx-light | nginx, bash, util-linux${libraries:+, $libraries}
Recommends: mariadb-server-core
Description: public portal of a city's work-safety liability insurance
 Reports, disclosures, checklists and assessments: a FastCGI core behind nginx,
 with MariaDB and a plugin for each industry.
CONTROL
echo /etc/anze/anze.conf >"$stage/DEBIAN/conffiles"
dpkg-deb --root-owner-group --build "$stage" "$BUILD/anze_${version}_${architecture}.deb" >/dev/null
rm -rf "$stage"
echo "$BUILD/anze_${version}_${architecture}.deb"
