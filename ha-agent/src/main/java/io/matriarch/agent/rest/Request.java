package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsExchange;
import java.net.InetAddress;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One request, as handlers see it. */
final class Request {
  private final HttpExchange exchange;
  private final String path;
  private final Query query;

  /**
   * @throws IllegalArgumentException an escape in the query is broken
   */
  Request(HttpExchange exchange) {
    this.exchange = exchange;
    this.path = Optional.ofNullable(exchange.getRequestURI().getPath()).orElse("");
    this.query = Query.parse(exchange.getRequestURI().getRawQuery());
  }

  String method() {
    return exchange.getRequestMethod();
  }

  String path() {
    return path;
  }

  Query query() {
    return query;
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  InetAddress client() {
    return exchange.getRemoteAddress().getAddress();
  }

  boolean encrypted() {
    return exchange instanceof HttpsExchange;
  }

  /** True if the client has shown a certificate, which TLS then has verified. */
  boolean hasClientCertificate() {
    try {
      return exchange instanceof HttpsExchange https
          && https.getSSLSession().getPeerCertificates().length > 0;
    } catch (SSLPeerUnverifiedException noneShown) {
      return false;
    }
  }

  RequestBody body() {
    return new RequestBody(header("Content-Length"), exchange.getRequestBody());
  }
}
