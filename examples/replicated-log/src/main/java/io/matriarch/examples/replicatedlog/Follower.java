package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.ReplicationSource;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Appends what another node has and this one has not, until it is closed; a connection that fails
 * is made again. Thread safe.
 */
final class Follower implements Closeable {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration FOR_EVER = Duration.ZERO;
  private static final Duration AGAIN = Duration.ofMillis(300);

  private final ReplicationSource source;
  private final LogFile file;
  private final Runnable changed;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<LogClient> connection = Optional.empty();
  private volatile boolean live;

  private Follower(ReplicationSource source, LogFile file, Runnable changed) {
    this.source = source;
    this.file = file;
    this.changed = changed;
  }

  /**
   * Begins to follow.
   *
   * @param changed called when the stream has come or gone
   */
  static Follower start(ReplicationSource source, LogFile file, Runnable changed) {
    Follower follower = new Follower(source, file, changed);
    Thread thread = new Thread(follower::run, "log-follower");
    thread.setDaemon(true);
    thread.start();
    return follower;
  }

  String address() {
    return source.address();
  }

  boolean isLive() {
    return live;
  }

  private void run() {
    try {
      do {
        try (LogClient client = new LogClient(source, CONNECT)) {
          connection = Optional.of(client);
          receive(client.stream(file.history(), FOR_EVER));
        } catch (IOException gone) {
          become(false);
        }
      } while (!closed.await(AGAIN.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void receive(DataInputStream in) throws IOException {
    become(true);
    while (!isClosed()) {
      List<LogRecord> batch = LogRecord.readSome(in);
      synchronized (file) {
        if (!isClosed()) {
          file.append(batch);
        }
      }
    }
  }

  private void become(boolean newLive) {
    boolean change = live != newLive;
    live = newLive;
    if (change) {
      changed.run();
    }
  }

  private boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** On return nothing is appended any more. */
  @Override
  public void close() {
    synchronized (file) {
      closed.countDown();
    }
    try {
      if (connection.isPresent()) {
        connection.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
