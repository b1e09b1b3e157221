# Shared by the two commands: messages, progress, time. To be sourced by bash.

say() { printf '%s\n' "$*"; }

die() {
  printf '%s: %s\n' "${0##*/}" "$*" >&2
  exit 1
}

is_root() { [ "$(id -u)" -eq 0 ]; }

# Debian, Ubuntu or a relative of theirs.
is_debian() { [ -e /etc/debian_version ] && command -v apt-get >/dev/null 2>&1; }

# minutes_seconds SECONDS
minutes_seconds() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# quietly LOG LABEL COMMAND...: runs the command with its output in LOG, says how long it has been
# going on, and shows the end of LOG if it fails.
quietly() {
  local log=$1 label=$2 started=$SECONDS last=0 status=0 spent
  shift 2
  mkdir -p "$(dirname "$log")"
  say "$label"
  "$@" >"$log" 2>&1 </dev/null &
  local child=$!
  # shellcheck disable=SC2064
  trap "kill $child 2>/dev/null; exit 130" INT TERM
  while kill -0 "$child" 2>/dev/null; do
    sleep 0.2
    spent=$((SECONDS - started))
    if [ $((spent - last)) -ge 10 ]; then
      last=$spent
      say "  ... $spent s: $(tail -n 1 "$log" | cut -c 1-100)"
    fi
  done
  wait "$child" || status=$?
  trap - INT TERM
  if [ "$status" -ne 0 ]; then
    say "  failed after $((SECONDS - started)) s; the end of $log:"
    tail -n 30 "$log" | sed 's/^/    /'
  fi
  return "$status"
}
