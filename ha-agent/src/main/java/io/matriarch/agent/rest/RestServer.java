package io.matriarch.agent.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.matriarch.agent.config.HostPort;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the REST API from threads of its own until it is closed. */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);
  private static final int THREADS = 8;
  private static final int WAITING_REQUESTS = 256;
  private static final int BACKLOG = 64;

  static {
    // Read once by the server's own classes, so they must be set before those load. Without the
    // first every answer takes 40 ms; the others end connections that never finish a request.
    setDefault("sun.net.httpserver.nodelay", "true");
    setDefault("sun.net.httpserver.maxReqTime", "10");
    setDefault("sun.net.httpserver.maxRspTime", "10");
    setDefault("sun.net.httpserver.idleInterval", "60");
  }

  private final HttpServer server;
  private final ThreadPoolExecutor threads;
  private final Router router;
  private final String instance = UUID.randomUUID().toString();

  private RestServer(HttpServer server, NodeView node, Ticker ticker) {
    this.server = server;
    this.router = new Router(node, ticker, instance);
    this.threads = threads();
    server.setExecutor(threads);
    server.createContext("/", this::handle);
  }

  /**
   * Binds the address and begins to serve.
   *
   * @throws IOException the address cannot be used, e.g. because another process has it
   */
  public static RestServer start(HostPort listen, NodeView node, Ticker ticker) throws IOException {
    InetSocketAddress address =
        listen.everywhere()
            ? new InetSocketAddress(listen.port())
            : new InetSocketAddress(InetAddress.getByName(listen.host()), listen.port());
    RestServer rest = new RestServer(HttpServer.create(address, BACKLOG), node, ticker);
    rest.server.start();
    return rest;
  }

  /** The port that was bound. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Tells this process from every other one; see {@link NameCheck}. */
  public String instance() {
    return instance;
  }

  /** Ends at once, with whatever is being answered. Idempotent. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException clientIsGone) {
      LOG.debug("a client of the REST API went away: {}", clientIsGone.getMessage());
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    try {
      return router.route(exchange);
    } catch (IllegalArgumentException brokenRequest) {
      return Answer.text(400, "Bad Request");
    } catch (RuntimeException e) {
      LOG.error("the REST API could not answer {}", exchange.getRequestURI(), e);
      return Answer.text(500, "Internal Server Error");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean empty = answer.body().length == 0;
    exchange.sendResponseHeaders(answer.code(), empty ? -1 : answer.body().length);
    if (!empty) {
      exchange.getResponseBody().write(answer.body());
    }
  }

  /** A request beyond all threads and the queue is refused by closing its connection. */
  private static ThreadPoolExecutor threads() {
    AtomicInteger count = new AtomicInteger();
    return new ThreadPoolExecutor(
        THREADS,
        THREADS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(WAITING_REQUESTS),
        work -> {
          Thread thread = Executors.defaultThreadFactory().newThread(work);
          thread.setName("rest-" + count.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void setDefault(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
