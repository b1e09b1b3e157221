# Building, only if something has changed. To be sourced after lib.sh, in the project's directory.

built=examples/quickstart/target/built

# Prints the first source that is newer than the last build.
changed_source() {
  if [ -e "$built" ]; then
    find pom.xml ./*/pom.xml ./*/src examples/*/pom.xml examples/*/src -newer "$built" -print -quit
  else
    say "everything"
  fi
}

# begin_build FILE, end_build FILE: remember when the build began, since what is changed while it
# goes on must be built again.
begin_build() { mkdir -p "$(dirname "$1")" && touch "$1"; }
end_build() { cp -p "$1" "$built"; }

build_everything() {
  begin_build target/build-begun
  mvn -B -Dmaven.test.skip=true -Dspotless.check.skip=true package && end_build target/build-begun
}

# ensure_built LOG
ensure_built() {
  [ -n "$(changed_source)" ] || return 0
  quietly "$1" "Building (the first time Maven fetches its libraries, which takes a while)" build_everything ||
    die "the build failed; see $1"
}

# The class path of a built module beside those that it shares with the nodes.
class_path() {
  say "$1/target/classes:examples/launcher/target/matriarch/lib/*"
}
