package io.matriarch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.tls.PemFile;
import io.matriarch.cli.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CtlConfigReaderTest {
  private static final String FILE =
      """
      scope: batman
      namespace: /db/
      zookeeper:
        hosts: [zk1:2181, zk2:2181]
      citus: {group: 1, database: x}
      restapi:
        cafile: /rest/ca.pem
        authentication: {username: robin, password: nest}
      ctl:
        insecure: on
        certfile: /ctl/cert.pem
      """;

  @TempDir private Path folder;

  @Test
  void a_file_tells_everything() throws IOException {
    CtlConfig config = read(Optional.of(file(FILE)), Map.of(), Optional.empty());

    assertThat(config.scope()).contains("batman");
    assertThat(config.namespace()).isEqualTo("/db/");
    assertThat(config.store().orElseThrow().section()).isEqualTo("zookeeper");
    assertThat(config.store().orElseThrow().settings())
        .containsEntry("hosts", List.of("zk1:2181", "zk2:2181"));
    assertThat(config.group()).isEqualTo(OptionalInt.of(1));
    assertThat(config.access().username()).contains("robin");
    assertThat(config.access().insecure()).isTrue();
    assertThat(config.access().authorities())
        .contains(new PemFile("restapi.cafile", Path.of("/rest/ca.pem")));
    assertThat(config.access().certificate())
        .contains(new PemFile("ctl.certfile", Path.of("/ctl/cert.pem")));
  }

  @Test
  void what_ctl_says_counts_more_than_restapi() throws IOException {
    String own =
        FILE + "  cacert: /ctl/ca.pem\n  authentication: {username: alfred, password: tea}\n";

    RestAccess access = read(Optional.of(file(own)), Map.of(), Optional.empty()).access();

    assertThat(access.username()).contains("alfred");
    assertThat(access.password()).isEqualTo("tea");
    assertThat(access.authorities()).contains(new PemFile("ctl.cacert", Path.of("/ctl/ca.pem")));
    assertThat(access.toString()).doesNotContain("tea");
  }

  @Test
  void the_url_replaces_store_and_namespace() throws IOException {
    CtlConfig config =
        read(Optional.of(file(FILE)), Map.of(), Optional.of("zookeeper://other/cave"));

    assertThat(config.store().orElseThrow().settings())
        .isEqualTo(Map.of("hosts", List.of("other:2181")));
    assertThat(config.namespace()).isEqualTo("/cave");
    assertThat(config.scope()).contains("batman");
  }

  @Test
  void variables_count_more_than_the_file() throws IOException {
    CtlConfig config =
        read(Optional.of(file(FILE)), Map.of("PATRONI_SCOPE", "robin"), Optional.empty());

    assertThat(config.scope()).contains("robin");
  }

  @Test
  void without_any_source_nothing_is_known_and_nothing_is_wrong() {
    CtlConfig config = read(Optional.empty(), Map.of("HOME", "/"), Optional.empty());

    assertThat(config.scope()).isEmpty();
    assertThat(config.store()).isEmpty();
    assertThat(config.namespace()).isEqualTo("service");
  }

  @Test
  void a_file_that_is_named_must_be_there() {
    Path missing = folder.resolve("missing.yml");

    assertThatThrownBy(() -> read(Optional.of(missing), Map.of(), Optional.empty()))
        .isInstanceOf(CtlException.class)
        .hasMessage(
            missing + ": does not exist or cannot be read; check the -c/--config-file parameter");
  }

  @Test
  void broken_yaml_is_told_with_its_place_and_without_its_text() throws IOException {
    Path broken = file("scope: batman\nctl: {password: [s3cret\n");

    assertThatThrownBy(() -> read(Optional.of(broken), Map.of(), Optional.empty()))
        .isInstanceOf(CtlException.class)
        .hasMessageContaining(broken + ": line ")
        .hasMessageNotContaining("s3cret");
  }

  private CtlConfig read(
      Optional<Path> file, Map<String, String> environment, Optional<String> url) {
    return CtlConfigReader.read(file, folder.resolve("none.yml"), environment, url, false);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("ctl.yml"), text);
  }
}
