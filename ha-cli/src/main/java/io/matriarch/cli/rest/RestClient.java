package io.matriarch.cli.rest;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.config.RestAccess;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.MemberRecord;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks members. Made for one thread. */
public final class RestClient {

  /** For requests that are answered at once. */
  public static final Duration SOON = Duration.ofSeconds(10);

  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final RestAccess access;
  private final Map<Boolean, HttpClient> clients = new HashMap<>();

  public RestClient(RestAccess access) {
    this.access = access;
  }

  public RestAnswer get(MemberRecord member, String endpoint) throws RestException {
    return send(member, "GET", endpoint, Optional.empty(), SOON);
  }

  /**
   * Sends one request to the address that the member publishes.
   *
   * @param endpoint path without the first slash
   * @param body JSON object to send along, if any
   * @param patience for the whole answer
   * @throws RestException there was no answer by then
   * @throws CtlException the certificates that are configured cannot be used
   */
  public RestAnswer send(
      MemberRecord member,
      String method,
      String endpoint,
      Optional<Map<String, Object>> body,
      Duration patience)
      throws RestException {
    URI address = address(member, endpoint);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .method(
                method,
                body.map(json -> BodyPublishers.ofString(Json.compact(json)))
                    .orElseGet(BodyPublishers::noBody));
    body.ifPresent(json -> request.header("Content-Type", "application/json"));
    access.username().ifPresent(name -> request.header("Authorization", basic(name)));
    CompletableFuture<HttpResponse<String>> answer =
        client("https".equals(address.getScheme()))
            .sendAsync(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      // The client's own limit ends with the headers; a body may trickle in for ever.
      HttpResponse<String> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new RestAnswer(response.statusCode(), response.body().strip());
    } catch (ExecutionException failed) {
      throw failure(member, failed.getCause());
    } catch (TimeoutException slow) {
      answer.cancel(true);
      throw failure(member, slow);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure(member, stopped);
    }
  }

  private static RestException failure(MemberRecord member, Throwable cause) {
    String what = "failed (" + cause.getClass().getSimpleName() + ")";
    if (cause instanceof HttpTimeoutException || cause instanceof TimeoutException) {
      what = "did not answer in time";
    } else if (cause instanceof ConnectException) {
      what = "refuses connections";
    } else if (cause instanceof javax.net.ssl.SSLException && cause.getMessage() != null) {
      what =
          "cannot be spoken to by TLS (" + cause.getMessage().lines().findFirst().orElse("") + ")";
    } else if (cause instanceof IOException) {
      what = "closed the connection";
    }
    return new RestException(member.apiUrl() + " " + what);
  }

  private static URI address(MemberRecord member, String endpoint) throws RestException {
    try {
      URI api = URI.create(member.apiUrl());
      if (api.getHost() != null) {
        return api.resolve("/" + endpoint);
      }
    } catch (IllegalArgumentException unusable) {
      // Falls through to the same answer.
    }
    throw new RestException("member " + member.name() + " publishes no usable address of its API");
  }

  private String basic(String username) {
    byte[] pair = (username + ":" + access.password()).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }

  /** Each made when it is first needed: reading certificates takes its time. */
  private HttpClient client(boolean secured) {
    return clients.computeIfAbsent(secured, this::make);
  }

  private HttpClient make(boolean secured) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY);
    return (secured ? builder.sslContext(ClientTls.of(access)) : builder).build();
  }
}
