# What the scripts share: messages, logged steps, set-up on demand, builds on demand. Sourced with ROOT set.
# shellcheck shell=bash

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Build nodes that outlive the build would keep a CI job's output open.
export MSBUILDDISABLENODEREUSE=1
# OpenMP threads that spin while they wait cost a factor of ten beside any other busy process; whichever provider brings OpenMP, it reads this.
export OMP_WAIT_POLICY=${OMP_WAIT_POLICY:-passive}

readonly STATE="$ROOT/.mandelstam"
readonly NATIVE="$STATE/native"
readonly LOCAL_PROPS="$ROOT/Local.props"
# Written last by set-up, beside what it vouches for: deleting the native folder undoes it too.
readonly SETUP_STAMP="$NATIVE/setup.stamp"

REQUESTED_PROVIDER=${MANDELSTAM_TORCH_PROVIDER:-}

say() { printf '%s\n' "$*" >&2; }

# fail MESSAGE [EXIT CODE]
fail() {
  say "mandelstam: $1"
  exit "${2:-1}"
}

# step LOG MESSAGE-ON-FAILURE COMMAND...: runs quietly; where it fails, shows the end of the log, then the message.
step() {
  local log=$STATE/logs/$1 message=$2
  shift 2
  mkdir -p "$STATE/logs"
  # Without the lock's descriptor: the compiler server outlives its build, and would keep the lock.
  if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
    say "--- the end of $log"
    tail -n 20 "$log" >&2
    say "---"
    fail "$message (log: $log)"
  fi
}

# One set-up or build at a time; a second one waits. Without flock (util-linux) there is no such guard.
with_lock() {
  mkdir -p "$STATE"
  if command -v flock >/dev/null; then
    exec 9>"$STATE/lock"
    flock 9
  fi
  "$@"
  exec 9>&-
}

parse_setup_arguments() {
  while [[ $# -gt 0 ]]; do
    case "$1" in
      --provider)
        [[ $# -ge 2 ]] || fail "--provider needs a name: System, TorchSharp or auto." 2
        REQUESTED_PROVIDER=$2
        shift 2
        ;;
      --provider=*)
        REQUESTED_PROVIDER=${1#--provider=}
        shift
        ;;
      *) fail "setup does not know '$1'. ./mandelstam help setup lists its options." 2 ;;
    esac
  done
}

# The provider that Local.props remembers; empty where there is none.
remembered_provider() {
  [[ -f $LOCAL_PROPS ]] || return 0
  sed -n 's:.*<TorchProvider>\(.*\)</TorchProvider>.*:\1:p' "$LOCAL_PROPS" | tail -n 1
}

# Everything that the result of set-up depends on, in one line: the scripts, the shim's source, the provider, and which libtorch and libduckdb.
setup_key() {
  local provider=$1 torch=package
  if [[ $provider == System ]]; then
    if [[ -n ${TORCH_HOME:-} ]]; then
      torch="$TORCH_HOME $(stat -Lc '%s %Y' "$TORCH_HOME/lib/libtorch_cpu.so" 2>/dev/null || true)"
    else
      # shellcheck disable=SC2016 # ${Version} is dpkg-query's own
      torch=$(dpkg-query -W -f '${Version}' libtorch-dev 2>/dev/null || true)
    fi
  fi
  {
    cat "$ROOT/.ci/setup.sh"
    find "$ROOT/Runtime/Torch/native" "$ROOT/Runtime/Data/native" -type f -print0 2>/dev/null | LC_ALL=C sort -z | xargs -0r cat
    printf '%s\n' "$provider" "$torch" "${MANDELSTAM_DUCKDB:-}"
  } | sha256sum | cut -d ' ' -f 1
}

is_set_up() {
  local provider
  provider=$(remembered_provider)
  [[ -n $provider && -f $SETUP_STAMP ]] &&
    [[ -z $REQUESTED_PROVIDER || $REQUESTED_PROVIDER == "$provider" ]] &&
    [[ $(<"$SETUP_STAMP") == "$(setup_key "$provider")" ]]
}

# Silent and quick where everything is in place.
ensure_setup() {
  command -v dotnet >/dev/null || fail "dotnet is not on PATH. Install the .NET 10 SDK (https://dotnet.microsoft.com/download), then run this again."
  case "$REQUESTED_PROVIDER" in
    '' | auto | System | TorchSharp) ;;
    *) fail "There is no Torch provider '$REQUESTED_PROVIDER': it is System, TorchSharp or auto." 2 ;;
  esac
  if ! is_set_up; then
    # shellcheck source=.ci/setup.sh
    source "$ROOT/.ci/setup.sh"
    with_lock set_up
  fi
}

# Names, sizes and times of all that a build of the given folders reads: changes also when a file is deleted or an older one checked out.
sources_key() {
  (
    cd "$ROOT" || exit
    find Directory.*.props Local.props global.json .editorconfig .globalconfig "$@" \
      \( -name bin -o -name obj -o -name TestResults -o -name '*.md' -o -name '*.received.*' \) -prune -o -type f -printf '%p %s %T@\n' |
      LC_ALL=C sort | sha256sum | cut -d ' ' -f 1
  )
}

# ensure_built PROJECT: builds a project (or the solution) in Release where a source has changed since it was last built.
ensure_built() {
  with_lock build_if_changed "$1"
}

build_if_changed() {
  local project=$1 stamp key folders=(Dsl Generators Runtime Examples)
  [[ $project == Examples/* ]] || folders+=(tests)
  stamp=$STATE/built.${project//\//.}
  key=$(sources_key "${folders[@]}")
  if [[ ! -f $stamp || $(<"$stamp") != "$key" ]]; then
    say "Building $project…"
    step build.log "$project does not build." build "$project"
    printf '%s\n' "$key" >"$stamp"
  fi
}

build() { dotnet build "$ROOT/$1" -c Release -v quiet -nologo -maxcpucount:2 -clp:NoSummary; }
