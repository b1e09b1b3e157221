package io.matriarch.examples.quickstart.secrets;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Asks a node over HTTPS and keeps everything that it answers. For one thread. */
final class HttpsQuestions {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client;
  private String last = "";
  private final StringBuilder answers = new StringBuilder();

  HttpsQuestions() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustEveryone()}, null);
    client = HttpClient.newBuilder().sslContext(context).build();
  }

  /** The status code; empty if there was no answer. */
  Optional<Integer> ask(
      int port, String method, String path, String body, Optional<String> password)
      throws InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + path))
            .timeout(PATIENCE)
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    password.ifPresent(
        word ->
            request.header(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(("operator:" + word).getBytes())));
    try {
      HttpResponse<String> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      last = response.body();
      answers
          .append(method + " " + path + "\n")
          .append(response.headers().map())
          .append(response.body())
          .append('\n');
      return Optional.of(response.statusCode());
    } catch (IOException noAnswer) {
      return Optional.empty();
    }
  }

  /** What the last answer said. */
  String last() {
    return last;
  }

  /** All answers so far, with their headers. */
  String answers() {
    return answers.toString();
  }

  /** What the certificate says is not what is looked at here. */
  private static final class TrustEveryone extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
