package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, directories and variables, and which of them counts. */
class ConfigSourceTest {
  private static final Map<String, String> COMPLETE =
      Map.of(
          "PATRONI_SCOPE", "batman",
          "PATRONI_NAME", "a",
          "PATRONI_RESTAPI_LISTEN", "127.0.0.1:8008",
          "PATRONI_ZOOKEEPER_HOSTS", "zk1:2181,zk2:2181",
          "PATRONI_POSTGRESQL_LISTEN", "127.0.0.1:5432",
          "PATRONI_POSTGRESQL_DATA_DIR", "/data",
          "PATRONI_SUPERUSER_USERNAME", "postgres",
          "PATRONI_SUPERUSER_PASSWORD", "hidden",
          "PATRONI_REPLICATION_USERNAME", "replicator");

  @TempDir private Path folder;

  @Test
  void theEnvironmentWinsOverTheFile() throws Exception {
    Path file = write("node.yml", ExampleYaml.GOOD);

    AgentConfig config =
        read(
            Optional.of(file),
            Map.of(
                "PATRONI_NAME", "other",
                "PATRONI_SUPERUSER_PASSWORD", "from-environment",
                "PATRONI_ZOOKEEPER_HOSTS", "zk9:2181",
                "PATRONI_SCOPE", "",
                "PATH", "/bin"));

    assertThat(config.name().value()).isEqualTo("other");
    assertThat(config.cluster().scope()).isEqualTo("batman");
    assertThat(config.postgres().superuser().password()).contains("from-environment");
    assertThat(config.postgres().superuser().username()).isEqualTo("postgres");
    assertThat(config.store().settings()).isEqualTo(Map.of("hosts", List.of("zk9:2181")));
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void theEnvironmentAloneIsEnough() throws Exception {
    AgentConfig config = read(Optional.empty(), COMPLETE);

    assertThat(config.store().settings())
        .isEqualTo(Map.of("hosts", List.of("zk1:2181", "zk2:2181")));
    assertThat(config.postgres().superuser().password()).contains("hidden");
    assertThat(config.warnings()).isEmpty();
  }

  @Test
  void oneVariableMayHoldTheWholeDocument() throws Exception {
    AgentConfig config =
        read(
            Optional.empty(),
            Map.of("PATRONI_CONFIGURATION", ExampleYaml.GOOD, "PATRONI_NAME", "ignored"));

    assertThat(config.name().value()).isEqualTo("node-1");
  }

  @Test
  void aFileCountsMoreThanThatVariable() throws Exception {
    Path file = write("node.yml", ExampleYaml.GOOD.replace("node-1", "of-the-file"));

    AgentConfig config = read(Optional.of(file), Map.of("PATRONI_CONFIGURATION", ExampleYaml.GOOD));

    assertThat(config.name().value()).isEqualTo("of-the-file");
  }

  @Test
  void insteadOfAMissingFileTheEnvironmentIsUsedAndThatIsSaid() throws Exception {
    Path missing = folder.resolve("none.yml");

    assertThat(read(Optional.of(missing), COMPLETE).warnings())
        .containsExactly(missing + ": does not exist, the environment is used instead");
    assertThat(
            read(Optional.of(missing), Map.of("PATRONI_CONFIGURATION", ExampleYaml.GOOD))
                .warnings())
        .containsExactly(missing + ": does not exist, PATRONI_CONFIGURATION is used instead");
  }

  @Test
  void withoutAnythingThereIsNoConfiguration() {
    assertThatThrownBy(() -> new ConfigSource(Optional.empty(), Map.of("PATH", "/bin")).read())
        .isInstanceOf(ConfigException.class)
        .hasMessage("no configuration: name the node's YAML file, or set PATRONI_ variables");
  }

  @Test
  void theFilesOfADirectoryAreMergedInTheOrderOfTheirNames() throws Exception {
    write("10-all.yml", ExampleYaml.GOOD);
    write(
        "20-here.yaml",
        """
        name: here
        postgresql:
          pg_hba: null
          parameters: {shared_buffers: 1GB, work_mem: 4MB}
        zookeeper: {hosts: [zk7:2181]}
        """);
    write("30-last.yml", "name: last\n");
    write("40-not-read.txt", "name: [");

    AgentConfig config = read(Optional.of(folder), Map.of("PATRONI_NAMESPACE", "/env/"));

    assertThat(config.name().value()).isEqualTo("last");
    assertThat(config.cluster().basePath()).isEqualTo("/env/batman");
    assertThat(config.postgres().pgHba()).isEmpty();
    assertThat(config.postgres().parameters())
        .containsEntry("shared_buffers", "1GB")
        .containsEntry("work_mem", "4MB")
        .containsEntry("port_offset", "0.5");
    assertThat(config.store().settings()).isEqualTo(Map.of("hosts", List.of("zk7:2181")));
  }

  @Test
  void aProblemNamesTheFileOfTheDirectoryOrTheVariable() throws Exception {
    write("10-all.yml", ExampleYaml.GOOD);
    Path second = write("20-here.yml", "postgresql: {pg_ctl_timeout: soon}\n");

    assertThatThrownBy(() -> read(Optional.of(folder), Map.of()))
        .hasMessage(
            second
                + ": postgresql.pg_ctl_timeout: 'soon' is not a number;"
                + " use an integer, with or without a unit such as s");

    Files.delete(second);
    assertThatThrownBy(() -> read(Optional.of(folder), Map.of("PATRONI_RESTAPI_LISTEN", "nowhere")))
        .hasMessage(
            "PATRONI_RESTAPI_LISTEN: restapi.listen: 'nowhere' has no port; write it as host:port");

    Path third = write("30-not-a-mapping.yml", "- a\n");
    assertThatThrownBy(() -> read(Optional.of(folder), Map.of()))
        .hasMessageStartingWith(third + ": holds no 'key: value' pairs");
  }

  @Test
  void whatIsMissingIsMissedWhereItsSectionIs() throws Exception {
    Path file = write("node.yml", ExampleYaml.GOOD.replace("data_dir: /var/lib/data", "x: y"));

    assertThatThrownBy(() -> read(Optional.of(file), Map.of("PATRONI_POSTGRESQL_LISTEN", "a:1")))
        .hasMessage(file + ": postgresql.data_dir: is missing; name the data directory");
    assertThatThrownBy(() -> read(Optional.empty(), Map.of("PATRONI_NAME", "a")))
        .hasMessage("environment: scope: is missing; name the cluster");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PATRONI_ZOOKEEPER_HOSTS   | [a, b      | PATRONI_ZOOKEEPER_HOSTS: is not a list; write it as a,b or as [a, b] or as '- a' lines
          PATRONI_LOG_LOGGERS       | {a: b      | PATRONI_LOG_LOGGERS: is not a mapping; write it as {name: value, name: value}
          PATRONI_ZOOKEEPER_AUTH_DATA | hidden:, [ | PATRONI_ZOOKEEPER_AUTH_DATA: is not a mapping; write it as {name: value, name: value}
          """)
  void aValueOfTheWrongFormIsRefusedWithoutBeingShown(String name, String value, String message)
      throws Exception {
    Path file = write("node.yml", ExampleYaml.GOOD);

    assertThatThrownBy(() -> read(Optional.of(file), Map.of(name, value)))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void variablesThatNobodyKnowsAreNamedWithoutTheirValues() throws Exception {
    Path file = write("node.yml", ExampleYaml.GOOD);

    assertThat(
            read(
                    Optional.of(file),
                    Map.of(
                        "PATRONI_admin_PASSWORD", "hidden",
                        "PATRONI_POSTGRESQL_PORT", "hidden-too"))
                .warnings())
        .containsExactlyInAnyOrder(
            "PATRONI_admin_PASSWORD: is not known to, or not supported by, this version and has no"
                + " effect",
            "PATRONI_POSTGRESQL_PORT: postgresql.port: is not known to, or not supported by, this"
                + " version and has no effect");
  }

  @Test
  void credentialsOfEtcdCountOnlyBesideAnotherVariableOfItsSection() throws Exception {
    Map<String, String> alone = Map.of("PATRONI_ETCD_USERNAME", "u", "PATRONI_ETCD_PASSWORD", "p");
    Document without = document(alone);
    Document with =
        document(
            Map.of(
                "PATRONI_ETCD3_USERNAME", "u",
                "PATRONI_ETCD3_PASSWORD", "p",
                "PATRONI_ETCD3_HOST", "h:2379"));

    assertThat(without.values()).isEmpty();
    assertThat(without.warnings()).hasSize(2);
    assertThat(with.values())
        .isEqualTo(Map.of("etcd3", Map.of("username", "u", "password", "p", "host", "h:2379")));
  }

  @Test
  void theNewNameOfALogVariableCountsMoreThanTheOldOne() throws Exception {
    assertThat(document(Map.of("PATRONI_LOGLEVEL", "DEBUG", "PATRONI_LOG_LEVEL", "ERROR")).values())
        .isEqualTo(Map.of("log", Map.of("level", "ERROR")));
  }

  @Test
  void theSourceDoesNotPrintWhatIsInIt() {
    assertThat(new ConfigSource(Optional.empty(), COMPLETE).toString()).isEqualTo("environment");
  }

  private static Document document(Map<String, String> environment) throws ConfigException {
    Document document = new Document("environment");
    new EnvironmentOverlay(environment).applyTo(document);
    return document;
  }

  private static AgentConfig read(Optional<Path> path, Map<String, String> environment)
      throws ConfigException {
    return AgentConfigReader.read(new ConfigSource(path, environment).read(), ExampleYaml.STORES);
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
