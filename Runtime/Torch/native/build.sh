#!/usr/bin/env bash
# Compiles libmandelstam_torch.so against the libtorch that this machine has. Usage: build.sh OUTDIR
#   TORCH_HOME  the folder that holds include/ and lib/ of a libtorch or of an installed PyTorch (site-packages/torch); without it, Debian's
#               libtorch-dev is taken, else the PyTorch of python3. CXX and CXXFLAGS are heeded.
set -euo pipefail

if [ $# -ne 1 ]; then echo "usage: $0 OUTDIR" >&2; exit 2; fi
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
library="$out/libmandelstam_torch.so"
multiarch=$(${CXX:-g++} -print-multiarch 2>/dev/null || true)
debian_lib="/usr/lib/${multiarch:-x86_64-linux-gnu}"

home=${TORCH_HOME:-}
if [ -z "$home" ] && ! { [ -e /usr/include/torch ] && [ -e "$debian_lib/libtorch_cpu.so" ]; }; then
  home=$(python3 -c 'import os, torch; print(os.path.dirname(torch.__file__))' 2>/dev/null || true)
  if [ -z "$home" ]; then
    echo "No libtorch found. Install Debian's libtorch-dev, or PyTorch for python3, or point TORCH_HOME to a libtorch folder." >&2
    exit 1
  fi
fi

if [ -n "$home" ]; then
  if [ ! -d "$home/include/torch" ] || [ ! -d "$home/lib" ]; then
    echo "TORCH_HOME=$home holds no include/torch and lib/: it is not a libtorch folder." >&2
    exit 1
  fi
  libs="$home/lib"
  includes=(-isystem "$home/include" -isystem "$home/include/torch/csrc/api/include")
  # PyTorch carries its own libraries: found where they lie, not through the system's search path.
  link=(-L"$libs" "-Wl,-rpath,$libs" "-Wl,-rpath-link,$libs")
else
  libs="$debian_lib"
  includes=(-isystem /usr/include/torch/csrc/api/include)
  link=()
fi

version=$(grep -rhoE 'TORCH_VERSION "[^"]+"|TORCH_VERSION_(MAJOR|MINOR|PATCH) +[0-9]+' "${home:-/usr}/include/torch/csrc/api/include/torch/version.h" \
  "${home:-/usr}/include/torch/headeronly/version.h" 2>/dev/null | tr '\n' ' ' || true)
stamp=$(cat "$here/shim.cpp" "$here/build.sh" | sha256sum | cut -d' ' -f1)" $libs $version $(stat -Lc '%s %Y' "$libs/libtorch_cpu.so") ${CXX:-g++} ${CXXFLAGS:-}"
if [ -e "$library" ] && [ "$(cat "$out/.shim-stamp" 2>/dev/null)" = "$stamp" ]; then
  echo "libmandelstam_torch.so is up to date ($libs)"
  exit 0
fi

# Both C++ string ABIs are in use among PyTorch builds; a library built with the other one would not link.
abi=1
# No 'grep -q': it stops reading at the first match, nm then dies of SIGPIPE, and pipefail turns the match into a failure.
if [ -e "$libs/libc10.so" ] && ! nm -DC "$libs/libc10.so" 2>/dev/null | grep '__cxx11::basic_string' >/dev/null; then abi=0; fi
# 2.10 and later need C++20 in some headers; 1.13 is written for C++17 and compiles as such.
standard=c++17
case "$version" in *'MAJOR 2'*) standard=c++20 ;; *'"2.'*) standard=c++20 ;; esac
# Nothing in the shim names CUDA, so the linker would drop the library that brings the CUDA kernels.
cuda=()
if [ -e "$libs/libtorch_cuda.so" ]; then cuda=(-Wl,--no-as-needed -ltorch_cuda -lc10_cuda -Wl,--as-needed); fi

echo "compiling libmandelstam_torch.so against $libs"
temporary="$library.partial.$$"
trap 'rm -f "$temporary"' EXIT
# shellcheck disable=SC2086
if ! ${CXX:-g++} -std=$standard -O2 -fPIC -shared -fvisibility=hidden -D_GLIBCXX_USE_CXX11_ABI=$abi ${CXXFLAGS:-} "${includes[@]}" \
    -o "$temporary" "$here/shim.cpp" "${link[@]}" "${cuda[@]}" -ltorch_cpu -ltorch -lc10; then
  echo "The shim did not compile against the libtorch in $libs ($version). libtorch 1.13 to 2.x is expected, and a C++ compiler with $standard." >&2
  exit 1
fi
mv "$temporary" "$library"
printf '%s' "$stamp" > "$out/.shim-stamp"
echo "wrote $library"
