# Whether a patronictl understands what the nodes wrote. To be sourced after lib.sh.

# shows_cluster TEXT: one leader, two replicas, all of them running.
shows_cluster() {
  [ "$(grep -Ec '\| +(\+ )?node[123] ' <<<"$1")" -eq 3 ] &&
    [ "$(grep -Ec '\| Leader +\| running ' <<<"$1")" -eq 1 ] &&
    [ "$(grep -Ec '\| Replica +\| (running|streaming) ' <<<"$1")" -eq 2 ]
}

# patronictl_check PATRONICTL CONFIG: asks for a while, since a node's record is as old as loop_wait.
patronictl_check() {
  local list='' topology='' attempt
  for attempt in $(seq 10); do
    list=$("$1" -c "$2" list 2>&1 || true)
    topology=$("$1" -c "$2" topology 2>&1 || true)
    if shows_cluster "$list" && shows_cluster "$topology" && [ "$(grep -c '| + node' <<<"$topology")" -eq 2 ]; then
      say "$topology"
      return 0
    fi
    sleep 2
  done
  say "patronictl does not show one leader and two replicas (asked $attempt times):"
  say "$list"
  say "$topology"
  return 1
}
