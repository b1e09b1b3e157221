#!/bin/sh
# leash.sh DATA_DIRECTORY PIPE
#
# Does what leash.c does where no C compiler is: see there. Its words come through a named pipe, as
# "AGENT NUMBER WORD...", and the file PIPE.state has the last answer, which ends with the same
# AGENT and NUMBER. "hello" makes AGENT the one who is listened to.
#
# It is two processes: the elder one watches, the younger one listens. If either dies the other makes
# another, which knows from the file what was said.

PATH=/usr/local/bin:/usr/bin:/bin
LC_ALL=C
umask 077
pipe=$2
state=$2.state
count=$2.signals
again=0.05      # seconds between two looks at a server that must not run
patience=60000  # milliseconds without a word after which it is not needed

refuse() {
  echo "leash.sh: $1" >&2
  exit 2
}

# Sets now, in milliseconds of the boot clock.
look_at_clock() {
  read -r up _ </proc/uptime
  now=${up%.*}${up#*.}0
}

# Sets me: $$ is the same in all processes of a script.
look_at_self() { read -r me _ </proc/self/stat; }

recall() { read -r _ fence_at kill_at _ pid heard agent number <"$state"; }

# In one piece and in place, which a full disk does not prevent.
note() { echo "ok $fence_at $kill_at $signals $me $now $agent $number" 1<>"$state"; }

# is_child PID PARENT: a number alone may belong to somebody else by now.
is_child() {
  read -r _ _ stage parent _ <"/proc/$1/stat" && [ "$parent" -eq "$2" ] && [ "$stage" != Z ]
}

# The elder one is there. A frozen one is killed: another will do its work.
has_elder() {
  is_child "$me" "$elder" && read -r _ _ stage _ <"/proc/$elder/stat" || return 1
  case $stage in [Tt]) kill -KILL "$elder" && return 1 ;; esac
}

# is_ours PID: a server process works in its data directory, and is called postgres.
is_ours() {
  # shellcheck disable=SC3013 # every shell of today has it
  [ "/proc/$1/cwd" -ef "$data" ] && read -r name <"/proc/$1/comm" &&
    case $name in postgres*) ;; *) false ;; esac
}

# signal SIGNAL PID: counts in found.
signal() { kill -"$1" "$2" && found=$((found + 1)); }

# signal_others SIGNAL BUT
signal_others() {
  for process in /proc/[0-9]*; do
    process=${process#/proc/}
    [ "$process" != "$2" ] && is_ours "$process" && signal "$1" "$process"
  done
}

# The postmaster takes its children down. Killed first it would leave those that are busy. Once
# nothing is left, a replica may run: no agent that wakes up finds a server to promote.
fence() {
  read -r noted <"$data/postmaster.pid" || noted=0
  case $noted in
    -*) return ;; # single-user mode: nobody can write there
    *[!0-9]* | '') noted=0 ;;
  esac
  if [ "$done_at" -eq "$fence_at" ] && [ -e "$data/standby.signal" ] && [ ! -e "$data/promote" ]; then
    return
  fi
  [ "$noted" -gt 1 ] && is_ours "$noted" || noted=0
  found=0
  if [ "$now" -ge "$kill_at" ]; then
    signal_others KILL "$noted"
    [ "$noted" -eq 0 ] || signal KILL "$noted"
  elif [ "$noted" -gt 0 ]; then
    signal QUIT "$noted"
  else
    signal_others QUIT 0
  fi
  if [ "$found" -eq 0 ]; then
    done_at=$fence_at
  else
    read -r signals <"$count"
    echo "$((signals + 1))" 1<>"$count"
  fi
}

finish() {
  kill -KILL "$younger"
  rm -f "$pipe" "$state" "$count"
  exit 0
}

# Ends what has to be ended, and sleeps until that may be so, a second at most.
watch() {
  recall
  look_at_clock
  nap=1
  if [ "$fence_at" -eq 0 ]; then
    [ $((now - heard)) -lt $patience ] || finish
  elif [ "$now" -ge "$fence_at" ]; then
    recall # it may have been written while it was read
    [ "$now" -lt "$fence_at" ] || [ "$fence_at" -eq 0 ] || fence
    [ -d "$data" ] || finish
    nap=$again
  elif [ $((fence_at - now)) -lt 1000 ]; then
    thousandths=$((1000 + fence_at - now))
    nap=0.${thousandths#1}
  fi
  sleep "$nap" 3>&-
}

# Hears the agent; ends when the elder one has ended or does not move.
listen() {
  look_at_self
  recall
  exec 4<"$pipe" 3>&-
  while read -r who nth word fence kill <&4; do # without an elder one, and an agent, it ends here
    case $word in
      hello) agent=$who ;;
      until) case $fence$kill in *[!0-9]*) continue ;; esac ;;
    esac
    if [ "$who" = "$agent" ]; then
      case $word in
        until) fence_at=$fence kill_at=$kill ;;
        free) fence_at=0 kill_at=0 ;;
      esac
      [ "$kill_at" -ge "$fence_at" ] || kill_at=$fence_at
      number=$nth
      read -r signals <"$count"
      look_at_clock
      note
    fi
    has_elder || break
  done
}

# As long as this one holds the pipe open, there is no end of it.
be_the_elder() {
  look_at_self
  elder=$me
  exec 3<>"$pipe" 4<&-
  while :; do
    { listen; be_the_elder; } &
    younger=$!
    while is_child "$younger" "$me"; do watch; done
    wait "$younger"
  done
}

if [ $# -ne 2 ] || ! data=$(cd "$1" 2>/dev/null && pwd -P); then
  refuse "usage: leash.sh DATA_DIRECTORY PIPE, which no other leash reads"
fi
sleep 0.01 2>/dev/null || refuse "sleep takes no fractions of a second here"
recall 2>/dev/null && grep -qs leash "/proc/$pid/cmdline" && refuse "another one listens at $pipe"
rm -f "$pipe" "$state" "$count"
mkfifo "$pipe" 2>/dev/null || refuse "cannot make the pipe $pipe"
trap '' HUP INT TERM QUIT PIPE # who means it sends SIGKILL to both
look_at_self
look_at_clock
fence_at=0 kill_at=0 done_at=0 signals=0 agent=- number=0
echo 0 >"$count"
note
echo "ready $me, a shell script: its memory may be swapped out, a busy machine may delay it, it is a second late after a suspend, and it looks only twenty times a second for a late promotion"
cd /
exec </dev/null >/dev/null 2>&1
be_the_elder
