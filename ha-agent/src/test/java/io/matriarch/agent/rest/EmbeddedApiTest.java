package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.config.RestSection;
import io.matriarch.core.api.Command;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The API of a node of this program")
class EmbeddedApiTest {
  private final EndingNode node = EndingNode.replica();

  @Test
  @DisplayName("needs one line, and no YAML reader on the class path")
  void noFileIsRead() throws Exception {
    try (URLClassLoader loader = withoutYaml()) {
      assertThatThrownBy(() -> loader.loadClass("org.yaml.snakeyaml.LoaderOptions"))
          .isInstanceOf(ClassNotFoundException.class);

      Object answered =
          loader
              .loadClass(ServedNode.class.getName())
              .getMethod("isAReplicaForItsPeers")
              .invoke(null);

      assertThat(answered).isEqualTo(true);
    }
  }

  @Test
  @DisplayName("takes commands, and knows of no file that it could read again")
  void commandsReachTheNode() throws Exception {
    try (RestServer rest = RestServer.serve(Loopback.freePort().toString(), node)) {
      Http http = Http.to(rest);

      assertThat(http.send("DELETE", "/switchover", null).statusCode()).isEqualTo(200);
      assertThat(http.send("POST", "/reload", null).statusCode()).isEqualTo(503);
      assertThat(node.answers().commands).containsExactly(new Command.CancelMove());
    }
  }

  @Test
  @DisplayName("can ask for credentials before anything is changed, and peers bring them along")
  void credentialsAreAsked() throws Exception {
    BasicCredentials operator = new BasicCredentials("operator", "s3cret");
    RestSection section =
        RestSection.open(Loopback.freePort().toString()).withAuthentication(operator);
    try (RestServer rest = RestServer.serve(section, node)) {
      Http http = Http.to(rest);

      assertThat(http.send("DELETE", "/switchover", null).statusCode()).isEqualTo(401);
      assertThat(http.get("/replica").statusCode()).isEqualTo(200);
      assertThat(
              http.send(
                      "DELETE",
                      "/switchover",
                      null,
                      "Authorization",
                      PeerAccess.as(operator).authorization().orElseThrow())
                  .statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  @DisplayName("ends with the node")
  void itEndsWithTheNode() throws Exception {
    RestServer rest = RestServer.serve(Loopback.freePort().toString(), node);
    Http http = Http.to(rest);
    assertThat(http.get("/liveness").statusCode()).isEqualTo(200);

    node.close();

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> http.get("/liveness"))
                    .isInstanceOf(ConnectException.class));
  }

  @Test
  @DisplayName("says in one line what is wrong with an address")
  void addressesAreExplained() throws Exception {
    assertThatThrownBy(() -> RestServer.serve("localhost", node))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("REST API: 'localhost' has no port: write it as host:port");

    HostPort taken = Loopback.freePort();
    try (RestServer first = RestServer.serve(taken.toString(), node)) {
      assertThat(first.port()).isEqualTo(taken.port());
      assertThatThrownBy(() -> RestServer.serve(taken.toString(), node))
          .isInstanceOf(IOException.class)
          .hasMessageMatching(
              "REST API: 127.0.0.1:\\d+ cannot be used \\(.+\\);"
                  + " end what uses it, or choose another address");
    }
  }

  /** This test's own class path, loaded anew. */
  private static URLClassLoader withoutYaml() {
    URL[] path =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("snakeyaml"))
            .map(EmbeddedApiTest::url)
            .toArray(URL[]::new);
    return new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
  }

  private static URL url(String entry) {
    try {
      return Path.of(entry).toUri().toURL();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
