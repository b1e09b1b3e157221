package io.matriarch.dcs.etcd;

import com.google.common.util.concurrent.MoreExecutors;
import io.etcd.jetcd.Client;
import io.etcd.jetcd.ClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One server and the client that talks to it, which is made when it is first needed. Thread safe.
 */
final class Server {
  private static final Duration CONNECT_TIME = Duration.ofSeconds(2);

  /** The shortest that the library allows; a server takes it amiss without a call that goes on. */
  private static final Duration PING_AFTER = Duration.ofSeconds(10);

  private static final Duration PING_ANSWERED_WITHIN = Duration.ofSeconds(3);
  private static final long SETTLED_MILLIS = 1000;

  private final Address address;
  private final Access access;
  private final ScheduledExecutorService timer;
  private final List<Client> discarded = new ArrayList<>();
  private Client client;
  private boolean closed;

  Server(Address address, Access access, ScheduledExecutorService timer) {
    this.address = address;
    this.access = access;
    this.timer = timer;
  }

  Address address() {
    return address;
  }

  synchronized Client client() throws Failure {
    if (closed) {
      throw new Failure(Failure.Kind.NOT_CONNECTED, "the connection has been closed", null);
    }
    if (client == null) {
      client = connect();
    }
    return client;
  }

  /**
   * The next call connects anew, and at once: a client waits longer after each attempt, up to two
   * minutes, and cannot be told to do otherwise. The old one is closed when whatever failed
   * together with the call has settled; the library complains about what comes after its end.
   */
  synchronized void discard(Client failed) {
    if (client == failed) {
      client = null;
      discarded.add(failed);
      timer.schedule(() -> end(failed), SETTLED_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private synchronized void end(Client settled) {
    discarded.remove(settled);
    settled.close();
  }

  synchronized void close() {
    closed = true;
    if (client != null) {
      client.close();
      client = null;
    }
    discarded.forEach(Client::close);
    discarded.clear();
  }

  /**
   * Nothing is repeated below us, and no call waits for a connection that fails: which server is
   * asked next, and for how long, is decided above. Calls begin on the caller's thread, so that the
   * deadline which is bound to it holds for them.
   */
  private Client connect() {
    Quiet.please();
    ClientBuilder builder =
        Client.builder()
            .target("dns:///" + address)
            .loadBalancerPolicy("pick_first")
            .waitForReady(false)
            .retryMaxAttempts(0)
            .connectTimeout(CONNECT_TIME)
            .keepaliveTime(PING_AFTER)
            .keepaliveTimeout(PING_ANSWERED_WITHIN)
            .keepaliveWithoutCalls(false)
            .executorService(MoreExecutors.newDirectExecutorService());
    access.credentials().ifPresent(it -> builder.user(it.user()).password(it.password()));
    if (address.tls()) {
      builder.sslContext(access.tls());
    }
    return builder.build();
  }

  @Override
  public String toString() {
    return address.toString();
  }
}
