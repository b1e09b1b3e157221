package io.matriarch.agent.config.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each problem that Patroni tells of is one line: path, value, message. */
class ValidationTest {
  @TempDir private Path folder;
  private ServerSocket store;
  private Path programs;
  private String good;

  @BeforeEach
  void prepare() throws IOException {
    store = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    programs = Files.createDirectory(folder.resolve("bin"));
    for (String program :
        List.of("pg_ctl", "initdb", "pg_controldata", "pg_basebackup", "pg_isready")) {
      program(program, "");
    }
    program("postgres", "echo 'postgres (PostgreSQL) 15.6 (Debian 15.6-0)'");
    good =
        """
        scope: demo
        name: a
        thread_stack_size: 512kB
        log: {level: info, mode: 0640}
        restapi:
          listen: 127.0.0.1:%d
          connect_address: 10.0.0.1:8008
        zookeeper: {hosts: ['127.0.0.1:%d']}
        bootstrap:
          dcs:
            ttl: 30
            loop_wait: 10
            retry_timeout: 10
            maximum_lag_on_failover: 1048576
            member_slots_ttl: 30min
            synchronous_mode: quorum
            postgresql:
              parameters: {max_connections: 100}
        postgresql:
          listen: 127.0.0.1:%d
          connect_address: 10.0.0.1:5432
          data_dir: %s
          bin_dir: %s
          authentication:
            superuser: {username: postgres, password: top-secret}
            replication: {username: replicator, password: top-secret}
        watchdog: {mode: automatic, safety_margin: 5}
        tags: {nofailover: false, clonefrom: true}
        """
            .formatted(
                freePort(), store.getLocalPort(), freePort(), folder.resolve("data"), programs);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
  }

  @Test
  void aGoodConfigurationHasNoProblem() throws Exception {
    assertThat(problems(good)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: a                         | x: y                          | name is missing
          scope: demo                     | scope: ''                     | scope is empty
          thread_stack_size: 512kB        | thread_stack_size: 65537      | thread_stack_size 65537 is not a multiple of 65536; use one, such as 512kB
          level: info                     | level: loud                   | log.level loud is not known here; use one of debug, info, warn, warning, error, fatal, critical
          mode: 0640                      | mode: 01000                   | log.mode 512 is not between 0 and 0777; write it like 0644
          connect_address: 10.0.0.1:8008  | connect_address: localhost:8008 | restapi.connect_address localhost:8008 is no address that others can reach; name the one that they use
          connect_address: 10.0.0.1:8008  | x: y                          | restapi.connect_address is missing
          connect_address: 10.0.0.1:8008  | connect_address: a:70000      | restapi.connect_address a:70000 has a port that is not between 1 and 65535; write it as host:port
          connect_address: 10.0.0.1:8008  | connect_address: a:1\\n  cafile: /nowhere | restapi.cafile /nowhere is not a file that can be read; name one
          connect_address: 10.0.0.1:5432  | connect_address: '[::1]:5432' | postgresql.connect_address [::1]:5432 is no address that others can reach; name the one that they use
          connect_address: 10.0.0.1:5432  | connect_address: a:1\\n  proxy_address: 127.0.0.1:1 | postgresql.proxy_address 127.0.0.1:1 is no address that others can reach; name the one that they use
          ttl: 30                         | ttl: 2                        | bootstrap.dcs.ttl 2 is too small; use at least 3
          loop_wait: 10                   | loop_wait: 0                  | bootstrap.dcs.loop_wait 0 is too small; use at least 1
          retry_timeout: 10               | retry_timeout: 0              | bootstrap.dcs.retry_timeout 0 is too small; use at least 1
          maximum_lag_on_failover: 1048576 | maximum_lag_on_failover: -1  | bootstrap.dcs.maximum_lag_on_failover -1 is too small; use at least 0
          member_slots_ttl: 30min         | member_slots_ttl: -1          | bootstrap.dcs.member_slots_ttl -1 is too small; use at least 0
          synchronous_mode: quorum        | synchronous_mode: maybe       | bootstrap.dcs.synchronous_mode maybe is not known here; use one of on, off, true, false, quorum
          synchronous_mode: quorum        | synchronous_node_count: 0     | bootstrap.dcs.synchronous_node_count 0 is too small; use at least 1
          max_connections: 100            | max_connections: 262144       | bootstrap.dcs.postgresql.parameters.max_connections 262144 is too large; use at most 262143
          max_connections: 100            | max_locks_per_transaction: 9  | bootstrap.dcs.postgresql.parameters.max_locks_per_transaction 9 is too small; use at least 10
          max_connections: 100            | max_wal_senders: many         | bootstrap.dcs.postgresql.parameters.max_wal_senders many is not a number; use an integer
          safety_margin: 5                | safety_margin: -2             | watchdog.safety_margin -2 is too small; use at least -1
          clonefrom: true                 | clonefrom: 3                  | tags.clonefrom 3 is not a boolean; use true or false
          clonefrom: true                 | failover_priority: 1          | tags has both nofailover and failover_priority; remove one of them
          clonefrom: true                 | nosync: true, sync_priority: 0 | tags has both nosync and sync_priority; remove one of them
          superuser: {username: postgres, password: top-secret} | superuser: {password: top-secret} | postgresql.authentication.superuser.username is missing
          """)
  void aWrongValue(String line, String replacement, String problem) throws Exception {
    assertThat(good).contains(line);
    assertThat(problems(good.replace(line, replacement.replace("\\n", "\n"))))
        .containsExactly(problem);
  }

  @Test
  void aBusyPortIsAProblemUnlessItMayBeBusy() throws Exception {
    try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String yaml =
          good.replaceFirst("listen: 127.0.0.1:\\d+", "listen: 127.0.0.1:" + busy.getLocalPort());

      assertThat(problems(yaml))
          .singleElement()
          .asString()
          .startsWith("restapi.listen 127.0.0.1:" + busy.getLocalPort() + " cannot be used (");
      assertThat(Validation.problems(source(yaml, Map.of()).read(), Set.of("zookeeper"), false))
          .isEmpty();
    }
  }

  @Test
  void aStoreThatDoesNotAnswerIsAProblem() throws Exception {
    String host = "127.0.0.1:" + store.getLocalPort();
    store.close();

    assertThat(problems(good))
        .containsExactly(
            "zookeeper.hosts "
                + host
                + " cannot be reached; start that server, or correct the address");
  }

  @Test
  void withoutAnyStoreThatIsAProblem() throws Exception {
    assertThat(problems(good.replaceFirst("zookeeper.*\n", "")))
        .containsExactly(
            "zookeeper is missing, and so is every other store; add the section of one",
            folder.resolve("node.yml") + ": no section names a store; add one of: zookeeper");
  }

  @Test
  void missingProgramsAreNamed() throws Exception {
    Files.delete(programs.resolve("initdb"));

    assertThat(problems(good))
        .containsExactly(
            "postgresql.bin_dir "
                + programs
                + " has no program 'initdb'; name the directory of the server's programs");

    program("my_initdb", "");
    assertThat(
            problems(
                good.replace(
                    "  authentication:", "  bin_name: {initdb: my_initdb}\n  authentication:")))
        .isEmpty();
  }

  @Test
  void theDataDirectoryIsLookedInto() throws Exception {
    Path data = folder.resolve("data");
    Files.writeString(data, "a file");
    assertThat(problems(good))
        .containsExactly(
            "postgresql.data_dir "
                + data
                + " is not a directory that can be read; name one, or a new one");

    Files.delete(data);
    Files.createDirectories(data.resolve("pg_wal"));
    assertThat(problems(good))
        .containsExactly(
            "postgresql.data_dir "
                + data
                + " has files in it, but not those of a server; name another directory");

    Files.writeString(data.resolve("PG_VERSION"), "13\n");
    assertThat(problems(good))
        .containsExactly(
            "postgresql.data_dir "
                + data
                + " holds data of version 13, but the programs are of version 15;"
                + " choose the right bin_dir");

    Files.writeString(data.resolve("PG_VERSION"), "15\n");
    assertThat(problems(good)).isEmpty();
  }

  @Test
  void allProblemsAreToldAtOnceAndNoSecret() throws Exception {
    assertThat(
            problems(
                good.replace("top-secret}\n    replication", "[hidden]}\n    replication")
                    .replace("ttl: 30", "ttl: 1")
                    .replace("name: a\n", "")))
        .hasSize(3)
        .noneMatch(line -> line.contains("hidden") || line.contains("top-secret"))
        .noneMatch(line -> line.contains("\n"));
  }

  @Test
  void theEnvironmentCounts() throws Exception {
    assertThat(
            Validation.problems(
                source(good, Map.of("PATRONI_SCOPE", "x", "PATRONI_THREAD_POOL_SIZE", "2")).read(),
                Set.of("zookeeper"),
                true))
        .containsExactly("thread_pool_size 2 is too small; use at least 5");
  }

  private List<String> problems(String yaml) throws IOException, ConfigException {
    return Validation.problems(source(yaml, Map.of()).read(), Set.of("zookeeper"), true);
  }

  private ConfigSource source(String yaml, Map<String, String> environment) throws IOException {
    return new ConfigSource(
        Optional.of(Files.writeString(folder.resolve("node.yml"), yaml)), environment);
  }

  private void program(String name, String body) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
