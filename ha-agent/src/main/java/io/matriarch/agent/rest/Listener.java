package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.config.RestSection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.Executor;

/** One bound address and what is served there. */
final class Listener {
  private static final int SECONDS_TO_FINISH = 1;

  static {
    // Read once by the server's own classes, so they must be set before those load. Without the
    // first every answer takes 40 ms; the second ends connections that never finish a request; the
    // third must let commands wait, and SlowClients does the rest of what it is for.
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "3600");
    // how often both are looked at: each second would wake an idle agent for nothing
    setDefault("sun.net.httpserver.timerMillis", "5000");
    setDefault("sun.net.httpserver.idleInterval", "60");
  }

  private final HttpServer server;
  private final Optional<ServerTls> tls;

  private Listener(HttpServer server, Optional<ServerTls> tls) {
    this.server = server;
    this.tls = tls;
  }

  /**
   * Binds the address; nothing is served before {@link #start}.
   *
   * @param tls absent: plain HTTP
   */
  static Listener bind(RestSection section, Optional<ServerTls> tls) throws IOException {
    HostPort listen = section.listen();
    InetSocketAddress address =
        listen.everywhere()
            ? new InetSocketAddress(listen.port())
            : new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port());
    HttpServer server =
        tls.isPresent()
            ? HttpsServer.create(address, section.requestQueueSize())
            : HttpServer.create(address, section.requestQueueSize());
    tls.ifPresent(settings -> ((HttpsServer) server).setHttpsConfigurator(settings));
    return new Listener(server, tls);
  }

  void start(Executor threads, HttpHandler handler) {
    server.setExecutor(threads);
    server.createContext("/", handler);
    server.start();
  }

  Optional<ServerTls> tls() {
    return tls;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Ends at once, with whatever is being answered. */
  void stop() {
    server.stop(0);
  }

  /** Accepts nothing any more, and gives what is being answered a moment. */
  void finish() {
    server.stop(SECONDS_TO_FINISH);
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
