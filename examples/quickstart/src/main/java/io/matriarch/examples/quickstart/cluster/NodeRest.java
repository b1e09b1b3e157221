package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.config.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks a node's REST interface. Thread safe; a question blocks for a second at most. */
public final class NodeRest {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A node answers a request for a move when the move is over. */
  private static final Duration PATIENCE_WITH_WORK = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  private final String host;

  public NodeRest(String host) {
    this.host = host;
  }

  /** The status code of this path; empty if nobody answers. */
  public Optional<Integer> code(String path) throws InterruptedException {
    return get(path).map(HttpResponse::statusCode);
  }

  /** True if the answer is 200. */
  public boolean isOk(String path) throws InterruptedException {
    return code(path).filter(code -> code == 200).isPresent();
  }

  /** Writes what is at this path, as it came, to a file, and returns the file. */
  public Path save(String path, Path file) throws IOException, InterruptedException {
    HttpResponse<String> response =
        get(path).orElseThrow(() -> new TrialException("nobody answers at " + uri(path)));
    return Files.writeString(file, response.body());
  }

  /** The document at this path, whatever the status code. */
  public Optional<Map<String, Object>> document(String path) throws InterruptedException {
    return get(path).map(HttpResponse::body).flatMap(Json::object);
  }

  /** What came back. */
  public record Answer(int code, String body) {}

  /** Sends something that changes the cluster; blocks until it is done, a minute at most. */
  public Answer send(String method, String path, String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(PATIENCE_WITH_WORK)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new TrialException(method + " " + request.uri() + " failed: " + e.getMessage(), e);
    }
  }

  private URI uri(String path) {
    return URI.create("http://" + host + path);
  }

  private Optional<HttpResponse<String>> get(String path) throws InterruptedException {
    try {
      return Optional.of(
          CLIENT.send(
              HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException nobodyAnswers) {
      return Optional.empty();
    }
  }
}
