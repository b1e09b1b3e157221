package io.matriarch.postgres.datasource;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A member's API that says what a test wants it to. */
final class MemberApi implements AutoCloseable {
  volatile String cluster = "{}";
  volatile int primary = 503;

  private final HttpServer server;

  MemberApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/cluster", exchange -> answer(exchange, 200, cluster));
    server.createContext("/primary", exchange -> answer(exchange, primary, "{}"));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A member of an answer. */
  String member(String name, String role, int timeline, String more) {
    return """
        {"name": "%s", "role": "%s", "state": "running", "host": "10.0.0.%s", "port": 5432,
         "timeline": %d, "api_url": "%s/patroni"%s}
        """
        .formatted(name, role, name.substring(name.length() - 1), timeline, url(), more);
  }

  static String cluster(String... members) {
    return "{\"members\": [" + String.join(", ", members) + "], \"scope\": \"orders\"}";
  }

  private static void answer(HttpExchange exchange, int code, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(code, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
