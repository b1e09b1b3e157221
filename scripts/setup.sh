# What the two commands need on the machine. To be sourced after lib.sh.

OLDEST_POSTGRES=13

require_java_and_maven() {
  local java=java version
  [ -z "${JAVA_HOME:-}" ] || java=$JAVA_HOME/bin/java
  command -v "$java" >/dev/null 2>&1 || die "no Java found: install a JDK 17 or newer (Debian: apt-get install openjdk-17-jdk-headless)"
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || die "$java is too old: install a JDK 17 or newer and set JAVA_HOME or PATH"
  command -v mvn >/dev/null 2>&1 || die "no Maven found: install Maven 3.8.7 or newer (Debian: apt-get install maven)"
}

# postgres_major BIN_DIR: major version of the server there, empty if there is none.
postgres_major() {
  [ -x "$1/postgres" ] && "$1/postgres" --version 2>/dev/null | sed -n 's/.*(PostgreSQL) \([0-9]*\).*/\1/p'
}

# Prints the directory of the newest usable server's programs; fails if there is none.
find_postgres() {
  local dir major best='' best_major=0 on_path
  on_path=$(command -v postgres 2>/dev/null || true)
  for dir in ${on_path:+"$(dirname "$on_path")"} /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /usr/local/pgsql/bin; do
    major=$(postgres_major "$dir" || true)
    if [ "${major:-0}" -ge "$OLDEST_POSTGRES" ] && [ "$major" -gt "$best_major" ] && [ -x "$dir/pg_rewind" ]; then
      best=$dir
      best_major=$major
    fi
  done
  [ -n "$best" ] && say "$best"
}

apt_install() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q || true
  apt-get install -y -q --no-install-recommends "$@"
}

# The package creates and starts a cluster of its own unless it is told not to beforehand.
install_postgres() {
  local conf=/etc/postgresql-common/createcluster.conf
  if ! { [ -e "$conf" ] && grep -Eq '^[[:space:]]*create_main_cluster[[:space:]]*=[[:space:]]*(false|off|no|0)' "$conf"; }; then
    mkdir -p "${conf%/*}"
    printf 'create_main_cluster = false\n' >>"$conf"
  fi
  apt_install -o Dpkg::Options::=--force-confold postgresql
}

# Makes sure there is a server, and exports its place for the programs that are started; otherwise
# sets postgres_missing to what to do, and fails.
ensure_postgres() {
  postgres_missing=
  if ! find_postgres >/dev/null && is_root && is_debian; then
    quietly "$1" "Installing PostgreSQL's server package (no cluster is created or started)" install_postgres ||
      say "PostgreSQL could not be installed; see $1"
  fi
  if ! find_postgres >/dev/null; then
    postgres_missing="no PostgreSQL server ($OLDEST_POSTGRES or newer, with pg_rewind) found: install your system's package for it (Debian, Ubuntu: postgresql; Red Hat: postgresql-server) or put its bin directory on the PATH"
    return 1
  fi
  MATRIARCH_POSTGRES_BIN=$(find_postgres)
  export MATRIARCH_POSTGRES_BIN
}
