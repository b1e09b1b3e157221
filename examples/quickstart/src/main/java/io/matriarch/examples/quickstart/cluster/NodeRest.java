package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a node's REST interface. Thread safe; every call blocks for a second at most. */
public final class NodeRest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final int port;

  public NodeRest(int port) {
    this.port = port;
  }

  /** The status code of this path; empty if nobody answers. */
  public Optional<Integer> code(String path) throws InterruptedException {
    return get(path).map(HttpResponse::statusCode);
  }

  /** True if the answer is 200. */
  public boolean isOk(String path) throws InterruptedException {
    return code(path).filter(code -> code == 200).isPresent();
  }

  /** The document at this path, whatever the status code. */
  public Optional<Map<String, Object>> document(String path) throws InterruptedException {
    return get(path).map(HttpResponse::body).flatMap(Json::object);
  }

  private Optional<HttpResponse<String>> get(String path) throws InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return Optional.of(
          CLIENT.send(
              HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException nobodyAnswers) {
      return Optional.empty();
    }
  }
}
