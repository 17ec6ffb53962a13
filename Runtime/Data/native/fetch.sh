#!/bin/sh
# Puts libduckdb.so, which Runtime/Data reads Parquet and CSV with, into OUTDIR.
#
#   Runtime/Data/native/fetch.sh OUTDIR
#
# The library comes out of the npm package that DuckDB publishes for its own Node client: one pinned version, its tarball
# checked against the SHA-512 below before anything is unpacked. Does nothing where OUTDIR has that version already.
# To take another version: change `version`, and both sums to those of its tarballs (`npm pack PACKAGE@VERSION`, then `sha512sum`).
set -eu

version=1.5.5-r.5
sha512_x64=902caae815e19fa4177f017cc957552ab8924873feadf556709e7a706f2a67394e669c72bd3e561a6ea332c871838762b4b94eb07b0837f0f8ed162b7235ee1d
sha512_arm64=09a7c7d8022f5eda700f29c6dca07fe2e10e1d11a516807b6ae091308c07dc128d2286ec00d5792d2a43277b5fc9108522c2ba7bc013d5eb1e5959eed83bf773

elsewhere='Install a libduckdb.so by hand (https://duckdb.org/docs/installation, "C/C++") and set MANDELSTAM_DUCKDB to its path.'

fail() {
  printf 'libduckdb: %s\n%s\n' "$1" "$elsewhere" >&2
  exit 1
}

if [ $# -ne 1 ]; then
  echo "usage: $0 OUTDIR" >&2
  exit 2
fi
mkdir -p "$1"
out=$(cd "$1" && pwd)

[ "$(uname -s)" = Linux ] || fail "only Linux is fetched for, this is $(uname -s)."
case $(uname -m) in
  x86_64 | amd64) architecture=x64 sha512=$sha512_x64 ;;
  aarch64 | arm64) architecture=arm64 sha512=$sha512_arm64 ;;
  *) fail "DuckDB publishes no library for $(uname -m)." ;;
esac
package=@duckdb/node-bindings-linux-$architecture

# The stamp is written last, so a set-up that was interrupted starts over.
stamp=$out/libduckdb.version
if [ -f "$out/libduckdb.so" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$package@$version" ]; then
  echo "libduckdb: $package@$version is in place."
  exit 0
fi

for tool in npm sha512sum tar; do
  command -v "$tool" >/dev/null 2>&1 || fail "needs '$tool', which is not installed."
done

# On the target's file system, so that the last step is a rename.
work=$(mktemp -d "$out/.libduckdb.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

echo "libduckdb: fetching $package@$version (24 MB) ..."
(cd "$work" && npm pack --silent --ignore-scripts "$package@$version" >npm.log 2>&1) ||
  fail "npm could not fetch $package@$version:
$(cat "$work/npm.log")"
tarball=$(ls "$work"/*.tgz)

found=$(sha512sum <"$tarball" | cut -d ' ' -f 1)
[ "$found" = "$sha512" ] || fail "the tarball is not the expected one: SHA-512 is $found, pinned is $sha512."

tar -xzf "$tarball" -C "$work" package/libduckdb.so package/LICENSE
mv -f "$work/package/LICENSE" "$out/libduckdb.LICENSE"
mv -f "$work/package/libduckdb.so" "$out/libduckdb.so"
echo "$package@$version" >"$stamp"
echo "libduckdb: wrote $out/libduckdb.so"
