#!/usr/bin/env bash
# Builds the solution and runs every test project; `./mandelstam help test` says how it is called. Counts come from the result files.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
# shellcheck source=.ci/common.sh
source "$ROOT/.ci/common.sh"

readonly RESULTS=$STATE/test-results

# A plain word is a part of a test's full name; what holds an operator is an expression already.
filter_expression() {
  local word joined=''
  for word in "$@"; do
    [[ $word == *[=~]* ]] || word="FullyQualifiedName~$word"
    joined+="${joined:+|}$word"
  done
  printf '%s' "$joined"
}

# count OUTCOME: how many results in all files had it.
count() { cat "$RESULTS"/*.trx 2>/dev/null | grep -c "<UnitTestResult .*outcome=\"$1\"" || true; }

# list_results OUTCOME: one line per test, its name and the first line of its message.
list_results() {
  cat "$RESULTS"/*.trx 2>/dev/null | awk -v wanted="outcome=\"$1\"" '
    function plain(text) {
      gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text); gsub(/&#xD;/, "", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    /<UnitTestResult / { name = ""; if (index($0, wanted)) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); message = "" } }
    name != "" && /<Message>|<StdOut>/ { message = $0; sub(/.*<(Message|StdOut)>/, "", message); sub(/<\/(Message|StdOut)>.*/, "", message) }
    name != "" && (/<\/UnitTestResult>/ || /<UnitTestResult .*\/>/) { print "  " plain(name) (message == "" ? "" : ": " plain(message)); name = "" }'
}

ensure_built Dsl.sln
rm -rf "$RESULTS"
mkdir -p "$RESULTS"

arguments=()
[[ $# -eq 0 ]] || arguments+=(--filter "$(filter_expression "$@")")

broken=()
for project in "$ROOT"/tests/*.Tests/*.Tests.csproj; do
  name=$(basename "$project" .csproj)
  assembly=$(dirname "$project")/bin/Release/net10.0/Mandelstam.$name.dll
  printf '\n== %s\n' "$name"
  code=0
  dotnet test "$assembly" --nologo --results-directory "$RESULTS" --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=minimal" "${arguments[@]}" </dev/null || code=$?
  # Failed tests are in the result file; a failure that is not there is a crash, a hang that was ended, or an assembly that did not load.
  if [[ $code -ne 0 ]] && ! grep -qs '<UnitTestResult .*outcome="Failed"' "$RESULTS/$name.trx"; then
    broken+=("$name")
  elif grep -qs '<ResultSummary outcome="Aborted"\|test run was aborted\|Test host process crashed' "$RESULTS/$name.trx"; then
    broken+=("$name")
  fi
done

passed=$(count Passed) failed=$(count Failed) skipped=$(count NotExecuted)

if [[ $skipped -gt 0 ]]; then
  printf '\nSkipped:\n'
  list_results NotExecuted
fi
if [[ $failed -gt 0 ]]; then
  printf '\nFailed:\n'
  list_results Failed
fi
if [[ ${#broken[@]} -gt 0 ]]; then
  printf '\nDid not run to its end: %s\n' "${broken[*]}"
fi
if [[ $((passed + failed)) -eq 0 ]]; then
  printf '\nNo test ran%s.\n' "${1:+ for the filter: $*}"
fi

printf '\n%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
[[ $failed -eq 0 && ${#broken[@]} -eq 0 && $passed -gt 0 ]]
