package io.matriarch.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The REST API of one member: it answers as it was told and remembers what it was asked. */
final class FakeMember implements AutoCloseable {

  private record Reply(int status, String body, Runnable before) {}

  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new HashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();

  FakeMember() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The next answer to such a request, e.g. {@code POST /restart}; the last one stays. */
  FakeMember answers(String request, int status, String body) {
    return answers(request, status, body, () -> {});
  }

  /**
   * @param before done before the answer is sent
   */
  FakeMember answers(String request, int status, String body, Runnable before) {
    replies.computeIfAbsent(request, r -> new ArrayDeque<>()).add(new Reply(status, body, before));
    return this;
  }

  /** Method, path and, where there is one, the body of every request. */
  List<String> requests() {
    return requests;
  }

  List<String> authorizations() {
    return authorizations;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String request = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(body.isEmpty() ? request : request + " " + body);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    Deque<Reply> prepared = replies.getOrDefault(request, new ArrayDeque<>());
    Reply reply = prepared.size() > 1 ? prepared.poll() : prepared.peek();
    if (reply == null) {
      reply = new Reply(501, "no answer was prepared", () -> {});
    }
    reply.before().run();
    byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** From now on nobody is there. */
  @Override
  public void close() {
    server.stop(0);
  }
}
