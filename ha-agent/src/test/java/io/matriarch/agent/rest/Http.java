package io.matriarch.agent.rest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Requests of tests. */
final class Http {
  private final String base;
  private final HttpClient client;

  private Http(String base, HttpClient client) {
    this.base = base;
    this.client = client;
  }

  static Http to(RestServer server) {
    return new Http("http://127.0.0.1:" + server.port(), HttpClient.newHttpClient());
  }

  /**
   * @param protocols of TLS; none: whatever both sides can
   */
  static Http to(RestServer server, SSLContext tls, String... protocols) {
    SSLParameters parameters = tls.getDefaultSSLParameters();
    if (protocols.length > 0) {
      parameters.setProtocols(protocols);
    }
    return new Http(
        "https://127.0.0.1:" + server.port(),
        HttpClient.newBuilder().sslContext(tls).sslParameters(parameters).build());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /**
   * @param body null: none, and no length
   */
  HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    return send(withBody(method, path, body, headers));
  }

  CompletableFuture<HttpResponse<String>> begin(String method, String path, String body) {
    return client.sendAsync(
        withBody(method, path, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder withBody(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        request(path)
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(20));
  }

  private HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
