package io.matriarch.dcs.zookeeper;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.zookeeper.client.HostProvider;

/**
 * The servers of the ensemble and the order in which sessions try them.
 *
 * <p>The client's own list waits a second per round, tries a dead host for a whole third of the
 * session timeout and knows nothing of what another session of the same node found out. Here a
 * round costs {@link #PAUSE}, an attempt at most {@link #ATTEMPT}, and a new session begins with a
 * server that answered lately: the one of the leader key is opened just when a host has died.
 */
final class ServerList {
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration ATTEMPT = Duration.ofSeconds(3);

  private final List<InetSocketAddress> servers;
  private final AtomicInteger first;

  /** Addresses may be unresolved: they are resolved anew for every attempt. */
  ServerList(List<InetSocketAddress> servers) {
    this.servers = List.copyOf(servers);
    this.first = new AtomicInteger(ThreadLocalRandom.current().nextInt(servers.size()));
  }

  int size() {
    return servers.size();
  }

  /** Each of them, unresolved where it was given so. */
  List<InetSocketAddress> all() {
    return servers;
  }

  /** The order for one session. */
  HostProvider forSession(Duration timeout) {
    return new Rounds(timeout);
  }

  @Override
  public String toString() {
    return servers.stream()
        .map(server -> bracketed(server.getHostString()) + ":" + server.getPort())
        .collect(Collectors.joining(","));
  }

  private static String bracketed(String host) {
    return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
  }

  /** Called only by the session's sending thread, except for {@link #size()}. */
  private final class Rounds implements HostProvider {
    private final int attemptsPerTimeout;
    private int next = first.get();
    private int tried;
    private boolean everConnected;

    Rounds(Duration timeout) {
      long attempts = timeout.dividedBy(ATTEMPT);
      attemptsPerTimeout = (int) Math.max(servers.size(), attempts);
    }

    /**
     * Not the number of servers: the client's only use of it is to divide the session timeout by it
     * to get the time for one attempt to connect.
     */
    @Override
    public int size() {
      return attemptsPerTimeout;
    }

    @Override
    public InetSocketAddress next(long ignoredPause) {
      // Once a session has been connected the client itself waits a random part of a second.
      if (tried >= servers.size() && !everConnected) {
        LockSupport.parkNanos(PAUSE.toNanos());
        tried = 0;
      }
      tried++;
      InetSocketAddress server = servers.get(next);
      next = (next + 1) % servers.size();
      // Until it has answered, sessions opened meanwhile do better to begin elsewhere.
      first.set(next);
      return new InetSocketAddress(server.getHostString(), server.getPort());
    }

    @Override
    public void onConnected() {
      everConnected = true;
      tried = 0;
      first.set((next + servers.size() - 1) % servers.size());
    }

    @Override
    public boolean updateServerList(
        Collection<InetSocketAddress> addresses, InetSocketAddress current) {
      return false;
    }
  }
}
