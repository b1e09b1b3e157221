# Debian packages, unpacked below the cache folder instead of being installed: nothing on the machine
# changes, no service is set up, and root is not needed. To be sourced after lib.sh.

if is_root; then
  # Whom root's servers run as must be able to read it.
  cache=${XDG_CACHE_HOME:-/var/cache}/matriarch
else
  cache=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/matriarch
fi

# The archive that this machine's own packages come from.
debian_archive() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(REPO_URI) $(RELEASE) $(COMPONENT)' 'Identifier: Packages' |
    awk '$2 !~ /-/ && $3 == "main" { print $1; exit }'
}

own_suite() { sed -n 's/^VERSION_CODENAME=//p' /etc/os-release; }

# in_suite SUITE APT-TOOL ARGUMENT...: a tool that sees this suite only, with lists of its own.
in_suite() {
  local dir=$cache/apt/$1 tool=$2
  shift 2
  "$tool" -o Dir::Etc::SourceList="$dir/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$dir/lists" -o Dir::Cache="$dir/cache" -o Acquire::http::Timeout=20 "$@"
}

# look_at_suite SUITE: fetches its lists.
look_at_suite() {
  local dir=$cache/apt/$1 archive keys=/usr/share/keyrings/debian-archive-keyring.gpg
  archive=$(debian_archive)
  [ -n "$archive" ] || { say "apt knows no Debian archive"; return 1; }
  mkdir -p "$dir/lists/partial" "$dir/cache/archives/partial" || return 1
  printf 'deb [signed-by=%s] %s %s main\n' "$keys" "$archive" "$1" >"$dir/sources.list"
  in_suite "$1" apt-get update -q
}

# unpack SUITE FOLDER PACKAGE...: the folder appears only when it is complete.
unpack() {
  local suite=$1 folder=$2 new=$2.new archive
  shift 2
  rm -rf "$new" && mkdir -p "$new/download" || return 1
  (cd "$new/download" && in_suite "$suite" apt-get download -q "$@") || return 1
  for archive in "$new"/download/*.deb; do dpkg -x "$archive" "$new" || return 1; done
  rm -rf "$new/download" "$folder" && mv "$new" "$folder"
}

# unpack_with_missing FOLDER PACKAGE...: the packages of this machine's own suite and those that
# they need; only what is not installed.
unpack_with_missing() {
  local suite folder=$1 missing
  suite=$(own_suite)
  shift
  missing=$(in_suite "$suite" apt-get -s -q --no-install-recommends --no-upgrade install "$@" | sed -n 's/^Inst \([^ ]*\) .*/\1/p')
  if [ -z "$missing" ]; then
    mkdir -p "$folder"
  else
    # shellcheck disable=SC2086
    unpack "$suite" "$folder" $missing
  fi
}

# library_path FOLDER: where shared libraries are in there.
library_path() {
  find "$1/usr/lib" "$1/lib" -name '*.so.*' -printf '%h\n' 2>/dev/null | sort -u | paste -s -d :
}

# make_program FILE COMMAND...: a program that runs the command with further arguments.
make_program() {
  local file=$1
  shift
  mkdir -p "${file%/*}" && printf '#!/bin/sh\nexec %s "$@"\n' "$*" >"$file" && chmod 755 "$file"
}
