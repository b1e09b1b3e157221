# A project that is no part of this build, built and run with what is published. To be sourced after
# lib.sh and setup.sh, in the project's directory.

published=target/repository
consumer=target/consumer

# Folders of the modules that users get.
published_modules() { sed -n 's|.*<module>\(.*\)</module>.*|\1|p' pom.xml | grep -v '^examples/'; }

# Those with classes in them.
published_libraries() {
  local module
  for module in $(published_modules); do [ ! -d "$module/src/main/java" ] || say "$module"; done
}

# Puts everything that is published into a repository of this folder's own: what lies in the user's
# would get into his later builds.
publish() {
  rm -rf "$published"
  mvn -B -T2 -Ppublish -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -DaltDeploymentRepository="here::file://$PWD/$published" \
    -pl ".,$(published_modules | paste -s -d ,)" deploy
}

# published_jars MODULE SUFFIX: SUFFIX is empty, -sources or -javadoc.
published_jars() {
  if [ -n "$2" ]; then
    find "$published/io/matriarch/$1" -name "$1-*$2.jar"
  else
    find "$published/io/matriarch/$1" -name "$1-*.jar" ! -name '*-sources.jar' ! -name '*-javadoc.jar'
  fi
}

# complain WHAT TEXT
complain() {
  say "  $1:" "$2"
  return 1
}

# Every library comes with sources and with documentation of what is not internal.
check_publication() {
  local module
  for module in $(published_libraries); do
    [ -n "$(published_jars "$module" -sources)" ] || complain "no sources" "$module" || return 1
    [ -n "$(published_jars "$module" -javadoc)" ] || complain "no documentation" "$module" || return 1
    if "${java%java}jar" tf "$(published_jars "$module" -javadoc)" | grep -q '/internal/'; then
      complain "documents what is internal" "$module" || return 1
    fi
  done
}

# All modules together on one module path: their names, and that they have no package in common.
check_module_path() {
  local module path='' names=() found
  for module in $(published_libraries); do
    path+=${path:+:}$(published_jars "$module" '')
    names+=("$(sed -n 's|.*<module.name>\(.*\)</module.name>.*|\1|p' "$module/pom.xml")")
  done
  found=$("$java" --module-path "$path" --add-modules "$(paste -s -d , <<<"$(printf '%s\n' "${names[@]}")")" --list-modules 2>&1) ||
    complain "not one module path" "$found" || return 1
  diff <(printf '%s\n' "${names[@]}" | sort) <(sed -n 's/^\(io\.matriarch[^ @]*\).*/\1/p' <<<"$found" | sort) ||
    complain "other module names than the descriptions have" "$found"
}

check_published() { check_publication && check_module_path; }

# The user's local repository serves the libraries of others; what it lacks comes from the network.
write_settings() {
  local own
  own=$(mvn -o -B -N -X validate 2>/dev/null | sed -n 's/^\[DEBUG\] Using local repository at //p')
  own=${own:-$HOME/.m2/repository}
  cat >"$consumer/settings.xml" <<XML
<settings>
  <profiles>
    <profile>
      <id>here</id>
      <repositories>
        <repository>
          <id>published</id>
          <url>file://$PWD/$published</url>
          <releases><checksumPolicy>fail</checksumPolicy></releases>
          <snapshots><checksumPolicy>fail</checksumPolicy></snapshots>
        </repository>
        <repository>
          <id>here</id>
          <url>file://$own</url>
          <releases><checksumPolicy>ignore</checksumPolicy></releases>
          <snapshots><enabled>false</enabled></snapshots>
        </repository>
      </repositories>
      <pluginRepositories>
        <pluginRepository>
          <id>here</id>
          <url>file://$own</url>
          <releases><checksumPolicy>ignore</checksumPolicy></releases>
          <snapshots><enabled>false</enabled></snapshots>
        </pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>here</activeProfile></activeProfiles>
</settings>
XML
}

# Compiles the project, and writes its tree of dependencies and its class path.
build_consumer() {
  mkdir -p "$consumer"
  rm -rf "$consumer/m2/io/matriarch" "$consumer/tree" "$consumer/path"
  write_settings
  mvn -B -gs "$consumer/settings.xml" -Dmaven.repo.local="$PWD/$consumer/m2" -f examples/consumer/pom.xml \
    -DoutputFile="$PWD/$consumer/tree" -Dmdep.outputFile="$PWD/$consumer/path" \
    compile dependency:tree dependency:build-classpath
}

# below ARTIFACT: what it brings, as group:artifact.
below() {
  awk -v artifact="$1" '
    { depth = match($0, /[a-z]/) }
    index($0, artifact ":") { inside = depth; next }
    inside && depth <= inside { inside = 0 }
    inside { sub(/^[^a-z]*/, ""); split($0, part, ":"); print part[1] ":" part[2] }' "$consumer/tree" | sort
}

# What the project got without having asked for it.
check_dependencies() {
  local expected bad
  expected=$(printf '%s\n' com.fasterxml.jackson.core:jackson-annotations org.slf4j:slf4j-api \
    tools.jackson.core:jackson-core tools.jackson.core:jackson-databind)
  [ "$(below io.matriarch:ha-core)" = "$expected" ] ||
    complain "ha-core brings something else than slf4j-api and Jackson" "$(below io.matriarch:ha-core)" || return 1
  bad=$(grep -E ':test$|logback|log4j|slf4j-(simple|nop|jdk14|reload4j)|junit|assertj|awaitility|archunit|testkit' "$consumer/tree" || true)
  [ -z "$bad" ] || complain "test artifacts or logging backends" "$bad" || return 1
  bad=$(sed -n 's/.*io\.netty:[^:]*:jar:\([0-9]*\.[0-9]*\)\..*/\1/p' "$consumer/tree" | sort -u)
  [ "$(wc -w <<<"$bad")" -le 1 ] || complain "several lines of Netty" "$bad" || return 1
  check_core_with_its_libraries
}

# ha-core can be on a module path with them.
check_core_with_its_libraries() {
  local path found
  path=$(tr : '\n' <"$consumer/path" | grep -E '/(ha-core|slf4j-api|jackson-[a-z]+)-[0-9]' | paste -s -d :)
  found=$("$java" --module-path "$path" --add-modules io.matriarch.core --list-modules 2>&1) ||
    complain "ha-core is not on a module path with its libraries" "$found"
}

# start_zookeeper DIRECTORY: sets zookeeper_pid and zookeeper_port.
start_zookeeper() {
  local attempt
  rm -rf "$1" && mkdir -p "$1"
  for attempt in $(seq 200); do
    if [ -z "${zookeeper_pid:-}" ] || ! kill -0 "$zookeeper_pid" 2>/dev/null; then
      zookeeper_port=$((20000 + RANDOM % 10000))
      printf '%s\n' "clientPort=$zookeeper_port" clientPortAddress=127.0.0.1 "dataDir=$1" tickTime=1000 admin.enableServer=false >"$1/zoo.cfg"
      "$java" -Xmx64m -cp "examples/quickstart/target/lib/*" org.apache.zookeeper.server.ZooKeeperServerMain "$1/zoo.cfg" >"$1/log" 2>&1 </dev/null &
      zookeeper_pid=$!
    fi
    if (exec 3<>"/dev/tcp/127.0.0.1/$zookeeper_port") 2>/dev/null && kill -0 "$zookeeper_pid" 2>/dev/null; then return 0; fi
    sleep 0.1
  done
  complain "ZooKeeper does not answer after $attempt attempts" "$(tail -n 5 "$1/log")"
}

# Runs the program. It ends by itself, with nothing of ours left running in it.
run_consumer() {
  local status=0
  start_zookeeper "$PWD/$consumer/zookeeper" || return 1
  timeout 120 "$java" -cp "$(<"$consumer/path"):examples/consumer/target/classes" com.example.NightlyReport \
    "127.0.0.1:$zookeeper_port" >"$consumer/output" 2>"$consumer/errors" </dev/null || status=$?
  kill "$zookeeper_pid" 2>/dev/null || true
  wait "$zookeeper_pid" 2>/dev/null || true
  zookeeper_pid=
  sed 's/^/  /' "$consumer/output"
  if [ "$status" -ne 0 ] || ! grep -Eqx 'elected: term [1-9][0-9]*' "$consumer/output" ||
    ! grep -qx 'after stepping down: not valid' "$consumer/output"; then
    complain "the program ended with $status" "$(tail -n 20 "$consumer/errors")"
  fi
}
