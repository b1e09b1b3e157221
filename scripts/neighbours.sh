# The software that our nodes must get along with: Patroni and etcd of two generations each, HAProxy,
# and Prometheus' checker of metrics. To be sourced after fetch.sh.

patroni_libraries=$cache/patroni-libraries
# What both generations import with ZooKeeper or etcd as their store.
patroni_packages=(python3-kazoo python3-etcd python3-dnspython python3-psycopg2 python3-yaml python3-click python3-prettytable
  python3-dateutil python3-psutil python3-urllib3 python3-cryptography)

# The library that shows differences, which has had two names.
pager_package() { in_suite "$(own_suite)" apt-cache pkgnames python3- | grep -Ex 'python3-[yc]diff' | sort -r | head -n 1; }

fetch_patroni_libraries() {
  command -v /usr/bin/python3 >/dev/null || { is_root && apt_install python3; } || { say "no /usr/bin/python3"; return 1; }
  look_at_suite "$(own_suite)" || return 1
  unpack_with_missing "$patroni_libraries" "${patroni_packages[@]}" "$(pager_package)"
}

# fetch_patroni SUITE GENERATION: with programs that find their libraries.
fetch_patroni() {
  local dir=$cache/patroni-$2 packages=usr/lib/python3/dist-packages program python
  fetch_patroni_libraries && look_at_suite "$1" && unpack "$1" "$dir" patroni || return 1
  python=(env "PYTHONPATH='$dir/$packages:$patroni_libraries/$packages'"
    "LD_LIBRARY_PATH='$(library_path "$patroni_libraries")'" /usr/bin/python3 -W ignore)
  make_program "$dir/bin/python" "${python[@]}" || return 1
  for program in patroni patronictl; do
    make_program "$dir/bin/$program" "${python[@]}" "'$dir/usr/bin/$program'" || return 1
  done
  /usr/bin/python3 -m compileall -q "$dir/$packages" "$patroni_libraries/$packages" || true
}

usable_patroni() {
  local look='import patroni.ctl, patroni.dcs.zookeeper, patroni.dcs.etcd3, psycopg2, patroni.version; print(patroni.version.__version__)'
  [[ $("$cache/patroni-$1/bin/python" -c "$look" 2>/dev/null) == "$1."* ]]
}

# fetch_etcd SUITE GENERATION
fetch_etcd() { look_at_suite "$1" && unpack "$1" "$cache/etcd-$2" etcd-server; }

usable_etcd() { [[ $("$cache/etcd-$1/usr/bin/etcd" --version 2>/dev/null) == "etcd Version: $1."* ]]; }

# ensure_etcd LOG: tells the programs that are started where it is; fails if it is nowhere.
ensure_etcd() {
  export MATRIARCH_CACHE=$cache
  neighbours_missing=()
  [ -n "${MATRIARCH_ETCD:-}" ] || command -v etcd >/dev/null ||
    ensure_neighbour "$1" "etcd 3.5" "usable_etcd 3.5" "fetch_etcd trixie 3.5"
  [ "${#neighbours_missing[@]}" -eq 0 ]
}

# fetch_program NAME PACKAGE FILE: a program of this machine's own suite with the libraries it needs.
fetch_program() {
  local dir=$cache/$1
  look_at_suite "$(own_suite)" && unpack_with_missing "$dir" "$2" || return 1
  make_program "$dir/bin/$1" env "LD_LIBRARY_PATH='$(library_path "$dir")'" "'$dir/$3'"
}

usable_haproxy() { command -v haproxy >/dev/null || "$cache/haproxy/bin/haproxy" -v >/dev/null 2>&1; }

usable_promtool() { command -v promtool >/dev/null || "$cache/promtool/bin/promtool" --version >/dev/null 2>&1; }

# ensure_neighbour LOG WHAT USABLE FETCH: both are commands; a lack is added to neighbours_missing.
ensure_neighbour() {
  local what=$2 usable=$3 fetch=$4
  if ! $usable && is_debian; then
    # shellcheck disable=SC2086
    quietly "$1" "Fetching $what (it is only unpacked; nothing is installed or started)" $fetch || true
  fi
  $usable || neighbours_missing+=("$what: not in $cache, where it is put from Debian's archive on a Debian machine")
}

# ensure_neighbours LOGS: sets neighbours_missing to a line for each that is not there, and tells the
# tests where the others are.
ensure_neighbours() {
  neighbours_missing=()
  export MATRIARCH_CACHE=$cache
  ensure_neighbour "$1/patroni-4.1.log" "Patroni 4.1" "usable_patroni 4.1" "fetch_patroni forky 4.1"
  ensure_neighbour "$1/patroni-3.0.log" "Patroni 3.0" "usable_patroni 3.0" "fetch_patroni bookworm 3.0"
  ensure_neighbour "$1/etcd-3.5.log" "etcd 3.5" "usable_etcd 3.5" "fetch_etcd trixie 3.5"
  ensure_neighbour "$1/etcd-3.4.log" "etcd 3.4" "usable_etcd 3.4" "fetch_etcd bookworm 3.4"
  ensure_neighbour "$1/haproxy.log" "HAProxy" usable_haproxy "fetch_program haproxy haproxy usr/sbin/haproxy"
  ensure_neighbour "$1/promtool.log" "promtool" usable_promtool "fetch_program promtool prometheus usr/bin/promtool"
}

# Names and versions of what is there.
neighbours_here() {
  local PATH=$cache/haproxy/bin:$cache/promtool/bin:$PATH generation
  {
    for generation in 4.1 3.0; do
      usable_patroni "$generation" && "$cache/patroni-$generation/bin/patroni" --version
    done
    for generation in 3.5 3.4; do
      usable_etcd "$generation" &&
        "$cache/etcd-$generation/usr/bin/etcd" --version | sed -n 's/^etcd Version: /etcd /p'
    done
    usable_haproxy && haproxy -v | sed -n '1s/^HAProxy version \([^ -]*\).*/haproxy \1/p'
    usable_promtool && promtool --version 2>&1 | sed -n '1s/^promtool, version \([^ +]*\).*/promtool \1/p'
    true
  } | paste -s -d , | sed 's/,/, /g'
}
