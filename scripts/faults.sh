# Real faults on real processes. To be sourced after lib.sh and fetch.sh.

# Succeeds where a program can be run in network, mount and process namespaces of its own.
can_have_places() {
  is_root && command -v ip >/dev/null 2>&1 && command -v nsenter >/dev/null 2>&1 &&
    unshare --net --mount --pid --fork --kill-child --mount-proc -- ip link set lo up 2>/dev/null
}

# Sets MATRIARCH_FAKETIME to the library that gives a program a clock of its own; empty if there is none.
find_faketime() {
  MATRIARCH_FAKETIME=$(find /usr/lib/*/faketime "$cache"/faketime/usr/lib/*/faketime -name libfaketime.so.1 -print -quit 2>/dev/null || true)
  export MATRIARCH_FAKETIME
  [ -n "$MATRIARCH_FAKETIME" ]
}

fetch_faketime() { look_at_suite "$(own_suite)" && unpack_with_missing "$cache/faketime" libfaketime; }

# ensure_faketime LOG
ensure_faketime() {
  if ! find_faketime && is_debian; then
    quietly "$1" "Fetching libfaketime (it is only unpacked; nothing is installed)" fetch_faketime || true
  fi
  find_faketime || say "no libfaketime in $cache, where it is put from Debian's archive on a Debian machine"
}

# faults OPTIONS...: in namespaces of its own where the machine allows it, so that no process, mount,
# address or rule outlives the program, however it ends. The shell collects orphans.
faults() {
  local command=("$java" -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData
    -cp "examples/quickstart/target/classes:examples/quickstart/target/lib/*"
    io.matriarch.examples.quickstart.faults.FaultsMain "$@")
  if can_have_places; then
    unshare --net --mount --pid --fork --kill-child --mount-proc -- \
      sh -c '"$@"; exit $?' sh "${command[@]}" --namespaces
  else
    "${command[@]}"
  fi
}
