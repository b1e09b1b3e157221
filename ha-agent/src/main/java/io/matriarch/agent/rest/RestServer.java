package io.matriarch.agent.rest;

import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.tls.TlsFileException;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Ticker;
import java.io.IOException;
import java.net.BindException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the REST API from threads of its own until it is closed. Thread safe. */
public final class RestServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RestServer.class);

  private final String instance = UUID.randomUUID().toString();
  private final RestThreads threads;
  private final Exchanges exchanges;
  private volatile Listener listener;
  private RestSection section;
  private boolean closed;

  private RestServer(RestSection section, Listener listener, NodeView node, Ticker ticker) {
    this.threads = new RestThreads(section.threadPoolSize());
    this.exchanges = new Exchanges(new Router(node, ticker, instance), threads, section);
    this.listener = listener;
    this.section = section;
  }

  /**
   * Serves the API of a node of this program over plain HTTP, open to everybody who reaches the
   * address; see {@link #serve(RestSection, HaNode)}.
   *
   * @param listen e.g. {@code 127.0.0.1:8008}; without a host all addresses are meant
   * @param node whose API it is
   * @return the server, which ends with the node
   * @throws IllegalArgumentException this is no address
   * @throws IOException the address cannot be used
   */
  public static RestServer serve(String listen, HaNode node) throws IOException {
    return serve(RestSection.open(listen), node);
  }

  /**
   * Serves the API of a node of this program, whose clock is the system's. Ends with the node, so
   * that others can ask it for as long as it hands over; {@link #close} ends it before. Does not
   * block.
   *
   * @param section address, rights and certificates
   * @param node whose API it is
   * @return the server, which ends with the node
   * @throws IOException the address cannot be used, or a certificate or key cannot
   */
  public static RestServer serve(RestSection section, HaNode node) throws IOException {
    RestServer rest = startOrExplain(section, NodeView.of(node));
    node.ended().whenCompleteAsync((reason, failure) -> rest.close());
    return rest;
  }

  private static RestServer startOrExplain(RestSection section, NodeView node) throws IOException {
    try {
      return start(section, node, new SystemTicker());
    } catch (TlsFileException saysItAll) {
      throw saysItAll;
    } catch (IOException e) {
      throw new IOException(
          "REST API: %s cannot be used (%s); end what uses it, or choose another address"
              .formatted(section.listen(), e.getMessage()),
          e);
    }
  }

  /**
   * Binds the address and begins to serve.
   *
   * @param section address, rights and certificates
   * @param node whose API it is
   * @param ticker the node's clock
   * @return the server, which its caller closes
   * @throws TlsFileException a certificate or key cannot be used
   * @throws IOException the address cannot be used, e.g. because another process has it
   */
  public static RestServer start(RestSection section, NodeView node, Ticker ticker)
      throws IOException {
    Optional<ServerTls> tls = ServerTls.read(section).map(ServerTls::of);
    RestServer rest = new RestServer(section, Listener.bind(section, tls), node, ticker);
    rest.serve(rest.listener);
    return rest;
  }

  /**
   * Takes over what was read from the configuration anew: who may do what, headers, certificates,
   * threads, and the address. Never fails: what cannot be used is named in the log, and what was
   * there before stays. Blocks for about a second if the address has changed; idempotent.
   *
   * @param next what to take over
   */
  public synchronized void reconfigure(RestSection next) {
    if (closed) {
      return;
    }
    try {
      Optional<ServerTls.Settings> tls = ServerTls.read(next);
      boolean moved = !next.listen().equals(section.listen());
      if (moved || tls.isPresent() != listener.tls().isPresent()) {
        move(next, tls.map(ServerTls::of));
      } else {
        listener.tls().ifPresent(serving -> serving.replace(tls.orElseThrow()));
      }
      threads.resize(next.threadPoolSize());
      exchanges.reconfigure(next);
      section = next;
    } catch (TlsFileException e) {
      LOG.error("the REST API keeps all of its settings: {}", e.getMessage());
    } catch (IOException e) {
      LOG.error(
          "the REST API keeps all of its settings and stays at {}:"
              + " restapi.listen: '{}' cannot be used ({})",
          section.listen(),
          next.listen(),
          e.getMessage());
    }
  }

  /** {@return the port that was bound} */
  public int port() {
    return listener.port();
  }

  /** {@return what tells this process from every other one; see {@link NameCheck}} */
  public String instance() {
    return instance;
  }

  /** Ends at once, with whatever is being answered. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    listener.stop();
    threads.close();
  }

  /** The new place is taken before the old one is left, where both can be had at once. */
  private void move(RestSection next, Optional<ServerTls> tls) throws IOException {
    Listener before = listener;
    try {
      serve(Listener.bind(next, tls));
      before.finish();
    } catch (BindException taken) {
      if (next.listen().port() != section.listen().port()) {
        throw taken;
      }
      before.finish(); // it may be this very listener that stands in the way
      moveAfterLeaving(next, tls, before);
    }
    LOG.info("the REST API is served at {} now", next.listen());
  }

  private void moveAfterLeaving(RestSection next, Optional<ServerTls> tls, Listener before)
      throws IOException {
    try {
      serve(Listener.bind(next, tls));
    } catch (IOException e) {
      serve(Listener.bind(section, before.tls()));
      throw e;
    }
  }

  private void serve(Listener bound) {
    bound.start(threads.quick(), exchanges);
    listener = bound;
  }
}
