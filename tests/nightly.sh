#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# The long run before an issue is closed: every fuzz target with libFuzzer, all tests under AddressSanitizer and
# UndefinedBehaviorSanitizer, the fast ones under ThreadSanitizer. Needs clang beside the ordinary packages.
#   tests/nightly.sh [fuzz] [asan-ubsan] [tsan]     FUZZ_SECONDS=30  JOBS=2  CTEST_ARGS="-L fast"
set -uo pipefail
cd "$(dirname "$0")/.." || exit 2
export QT_QPA_PLATFORM=offscreen TZ=UTC LC_ALL=C.UTF-8
export ASAN_OPTIONS="${ASAN_OPTIONS:-detect_stack_use_after_return=1:strict_string_checks=1}"
export UBSAN_OPTIONS="${UBSAN_OPTIONS:-print_stacktrace=1:halt_on_error=1}"
export TSAN_OPTIONS="${TSAN_OPTIONS:-halt_on_error=0:exitcode=66:second_deadlock_stack=1:suppressions='$PWD/tests/tsan.supp'}"
seconds=${FUZZ_SECONDS:-30}
jobs=${JOBS:-2}
parts=("$@")
[ ${#parts[@]} -gt 0 ] || parts=(fuzz asan-ubsan tsan)
logs=build/nightly-logs
mkdir -p "$logs"
summary=()
failed=0

# step NAME COMMAND… : the output goes to a log, one line to the summary
step() {
  local name=$1 start=$SECONDS result=ok
  shift
  echo "== $name"
  if ! "$@" >"$logs/$name.log" 2>&1; then
    result=FAILED
    failed=1
    tail -n 25 "$logs/$name.log"
  fi
  summary+=("$(printf '%-7s %-28s %5d s' "$result" "$name" $((SECONDS - start)))")
  [ "$result" = ok ]
}

fuzz() {
  command -v clang++ >/dev/null || { echo "nightly: clang++ is missing (apt-get install clang)" >&2; failed=1; return; }
  step fuzz-configure cmake --preset fuzz && step fuzz-build cmake --build --preset fuzz -j "$jobs" --target fuzz_all || return
  local target name
  for target in build/fuzz/bin/fuzz_*; do
    name=${target##*/fuzz_}
    mkdir -p "build/fuzz/found/$name"
    step "fuzz-$name" "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 \
      -artifact_prefix="$logs/crash-$name-" "build/fuzz/found/$name" "tests/fuzz/corpus/$name"
  done
}

sanitizer() {
  local preset=$1
  shift
  step "$preset-configure" cmake --preset "$preset" -DNOSTRSCOPE_BENCH=OFF \
    && step "$preset-build" cmake --build --preset "$preset" -j "$jobs" \
    && step "$preset-test" ctest --preset "$preset" --timeout 1200 "$@"
}

for part in "${parts[@]}"; do
  case $part in
    fuzz) fuzz ;;
    asan-ubsan) sanitizer asan-ubsan ${CTEST_ARGS:-} ;;
    tsan) sanitizer tsan ${CTEST_ARGS:--L fast} ;;
    *) echo "nightly: unknown part $part" >&2; exit 2 ;;
  esac
done
echo
printf '%s\n' ${summary[@]+"${summary[@]}"}
echo "logs: $logs"
exit $failed
