package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is one line with place, value and remedy. */
class BadConfigTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scope: batman                  | x: y                   | scope: is missing; name the cluster
          scope: batman                  | scope: ''              | scope: '' is empty; name the cluster
          name: node-1                   | name: a/b              | name: 'a/b' contains '/'; use another name
          name: node-1                   | name: [a]              | name: has an entry that is not simple text; use text, a number or a boolean
          listen: 0.0.0.0:8008           | x: y                   | restapi.listen: is missing; write it as host:port
          listen: 0.0.0.0:8008           | listen: localhost      | restapi.listen: 'localhost' has no port; write it as host:port
          listen: 0.0.0.0:8008           | listen: a:65536        | restapi.listen: 'a:65536' has a port that is not between 1 and 65535; write it as host:port
          connect_address: 10.0.0.1:8008 | x: y                   | restapi.connect_address: is missing, and '0.0.0.0:8008' is no address that others can reach; give the host:port under which the other members reach this node
          connect_address: 10.0.0.1:5432 | connect_address: '*:1' | postgresql.connect_address: '*:1' is no address that others can reach; give the host:port under which the other members reach this node
          data_dir: /var/lib/data        | x: y                   | postgresql.data_dir: is missing; name the data directory
          pg_ctl_timeout: 90             | pg_ctl_timeout: soon   | postgresql.pg_ctl_timeout: 'soon' is not a number; use an integer, with or without a unit such as s
          use_pg_rewind: on              | use_pg_rewind: maybe   | postgresql.use_pg_rewind: 'maybe' is not a boolean; use true or false
          ttl: 30                        | ttl: thirty            | bootstrap.dcs.ttl: 'thirty' is not a number; use an integer
          ttl: 30                        | pause: perhaps         | bootstrap.dcs.pause: 'perhaps' is not a boolean; use true or false
          - data-checksums               | - data-checksums\\n  method: restore | bootstrap.method: 'restore' has no section of its own; add it to bootstrap, with a command
          - data-checksums               | - data-checksums\\n  method: restore\\n  restore: {x: y} | bootstrap.restore.command: is missing; name the command that makes the data
          - data-checksums               | - pgdata: /x           | bootstrap.initdb: sets 'pgdata', which the node sets itself; remove it
          clonefrom: true                | nofailover: 5          | tags.nofailover: '5' is not a boolean; use true or false
          clonefrom: true                | failover_priority: x   | tags.failover_priority: 'x' is not a number; use an integer
          level: warning                 | level: info\\nwatchdog: {mode: sometimes} | watchdog.mode: 'sometimes' is not a mode; use off, automatic or required
          level: warning                 | level: info\\nwatchdog: {safety_margin: -2} | watchdog.safety_margin: '-2' is out of range; use seconds, or -1 for half of the ttl
          level: warning                 | level: info\\nwatchdog: {driver: softdog} | watchdog.driver: 'softdog' is not a driver; use default, or remove the key
          level: warning                 | type: xml              | log.type: 'xml' is not a kind of log; use plain or json
          level: warning                 | format: [message]      | log.format: is a list, which suits only log.type: json; write one text, or use json
          level: warning                 | mode: 01000            | log.mode: '512' is not between 0 and 0777; write it like 0644
          level: warning                 | file_num: -1           | log.file_num: '-1' is out of range; use a number from 0 on
          level: warning                 | loggers: {a: loud}     | log.loggers.a: 'loud' is not a level; use DEBUG, INFO, WARNING, ERROR or CRITICAL
          pgpass: /tmp/pgpass            | callbacks: {on_start: [x]} | postgresql.callbacks.on_start: has an entry that is not simple text; use text, a number or a boolean
          pgpass: /tmp/pgpass            | basebackup: fast       | postgresql.basebackup: 'fast' is not a list; write one '- name: value' line per option
          pgpass: /tmp/pgpass            | proxy_address: 'x:y'   | postgresql.proxy_address: 'x:y' has a port that is not between 1 and 65535; write it as host:port
          level: warning                 | level: loud            | log.level: 'loud' is not a level; use DEBUG, INFO, WARNING, ERROR or CRITICAL
          superuser: {username: postgres, password: top-secret} | x: y | postgresql.authentication.superuser: is missing; add it with a username
          superuser: {username: postgres, password: top-secret} | superuser: {password: x} | postgresql.authentication.superuser.username: is missing; name the database user
          superuser: {username: postgres, password: top-secret} | superuser: {username: a, password: [x]} | postgresql.authentication.superuser.password: has an entry that is not simple text; use text, a number or a boolean
          """)
  void aWrongValueIsNamedWithItsRemedy(String line, String replacement, String message) {
    assertThatThrownBy(() -> ExampleYaml.with(line, replacement.replace("\\n", "\n")))
        .isInstanceOf(ConfigException.class)
        .hasMessage("node.yml: " + message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"restapi", "postgresql", "zookeeper"})
  void aMissingSectionIsNamed(String section) {
    String without = ExampleYaml.GOOD.replaceFirst("(?m)^" + section + ":\\n(  .*\\n)+", "");

    assertThatThrownBy(() -> ExampleYaml.read(without))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(section)
        .hasMessageContaining("; ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void aSectionThatIsNoneIsNamed() {
    assertThatThrownBy(() -> ExampleYaml.read("restapi: 8008\n" + withoutRestapi()))
        .hasMessage(
            "node.yml: restapi: '8008' is not a section; indent 'key: value' lines below it");
  }

  @Test
  void withoutAStoreTheAvailableOnesAreListed() {
    for (String other : List.of("etcd3", "raft")) {
      assertThatThrownBy(() -> ExampleYaml.read(ExampleYaml.GOOD.replace("zookeeper", other)))
          .hasMessage(
              "node.yml: %s: there is no module for this store; add one of: zookeeper", other);
    }
    assertThatThrownBy(
            () ->
                AgentConfigReader.read(
                    "node.yml", YamlFile.parse("node.yml", ExampleYaml.GOOD), Set.of()))
        .hasMessage(
            "node.yml: zookeeper: there is no module for this store;"
                + " put the module of a store on the class path");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scope: [a",
        "scope: a\nscope: b",
        "a: b: c",
        "password: 'hidden",
        "x: !!java.io.File y",
        "\tx: 1"
      })
  void aSyntaxErrorIsOneLineWithItsPlace(String yaml) {
    assertThatThrownBy(() -> ExampleYaml.read(yaml))
        .isInstanceOf(ConfigException.class)
        .message()
        .matches("node\\.yml: line \\d+, column \\d+: [^\\n]+; correct the YAML there")
        .doesNotContain("hidden");
  }

  @Test
  void whatIsNoMappingIsRefused() {
    assertThatThrownBy(() -> ExampleYaml.read(""))
        .hasMessage("node.yml: is empty; it needs at least scope, name and postgresql");
    assertThatThrownBy(() -> ExampleYaml.read("- a"))
        .hasMessage(
            "node.yml: holds no 'key: value' pairs at its top level; is it the right file?");
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws Exception {
    Path missing = folder.resolve("none.yml");
    assertThatThrownBy(() -> AgentConfigReader.read(missing, ExampleYaml.STORES))
        .hasMessage(missing + ": does not exist; name the node's YAML file");
    assertThatThrownBy(() -> AgentConfigReader.read(folder, ExampleYaml.STORES))
        .hasMessage(folder + ": holds no *.yml or *.yaml file; name the node's YAML file");

    Path latin = folder.resolve("latin.yml");
    Files.write(latin, "scope: \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> AgentConfigReader.read(latin, ExampleYaml.STORES))
        .hasMessage(latin + ": is not text in UTF-8; convert it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scope: batman | citus: {group: 0, database: x}        | citus
          """)
  void aPromiseThatWouldNotBeKeptIsRefusedByName(String line, String replacement, String key) {
    String kept = line.startsWith("scope") ? line + "\n" + replacement : replacement;

    assertThatThrownBy(() -> ExampleYaml.with(line, kept))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("node.yml: " + key + ": ")
        .hasMessageContaining("is not supported by this version, and without it ")
        .hasMessageEndingWith("; remove the key to accept that")
        .message()
        .doesNotContain("hidden", "\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "watchdog: {mode: automatic}",
        "watchdog: {mode: required}",
        "watchdog: {mode: off}",
        "watchdog: {mode: automatic, safety_margin: 5}"
      })
  void aWatchdogIsFine(String section) throws Exception {
    assertThat(ExampleYaml.read(ExampleYaml.GOOD + section + "\n").warnings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pgpass: /tmp/pgpass | create_replica_methods: [basebackup]
          pgpass: /tmp/pgpass | config_dir: /var/lib/data/
          pgpass: /tmp/pgpass | callbacks: {}
          bootstrap: | bootstrap:\\n  method: initdb
          superuser: {username: postgres, password: top-secret} | superuser: {username: a, sslmode: prefer}
          """)
  void aValueThatAsksForNothingMoreIsAccepted(String line, String replacement) throws Exception {
    AgentConfig config = ExampleYaml.with(line, replacement.replace("\\n", "\n"));

    assertThat(config.warnings()).isEmpty();
  }

  private static String withoutRestapi() {
    return ExampleYaml.GOOD.replaceFirst("(?m)^restapi:\\n(  .*\\n)+", "");
  }
}
