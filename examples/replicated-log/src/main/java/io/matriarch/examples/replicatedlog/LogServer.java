package io.matriarch.examples.replicatedlog;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Serves clients and replicas, each on a thread of its own, until it is closed. Thread safe. */
final class LogServer implements Closeable {
  private final LogFile file;
  private final WriteRight right;
  private final ServerSocket door = new ServerSocket();
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newCachedThreadPool(LogServer::thread);
  private volatile boolean finishing;

  private LogServer(LogFile file, WriteRight right) throws IOException {
    this.file = file;
    this.right = right;
  }

  /**
   * @throws IOException the address cannot be used, e.g. because another process has it
   */
  static LogServer start(InetSocketAddress address, LogFile file, WriteRight right)
      throws IOException {
    LogServer server = new LogServer(file, right);
    server.door.bind(address);
    server.threads.execute(server::accept);
    return server;
  }

  boolean isOpen() {
    return !door.isClosed();
  }

  private void accept() {
    try {
      while (true) {
        admit(new Conversation(door.accept(), file, right, () -> finishing));
      }
    } catch (IOException ended) {
      closeQuietly(door);
    }
  }

  private void admit(Conversation conversation) {
    conversations.add(conversation);
    try {
      threads.execute(() -> serve(conversation));
    } catch (RejectedExecutionException tooLate) {
      // Whoever comes in while the door closes is told so, and does not wait for an answer.
      closeQuietly(conversation);
    }
  }

  private void serve(Conversation conversation) {
    try (conversation) {
      if (isOpen()) {
        conversation.hold();
      }
    } catch (IOException | RuntimeException itsEnd) {
      // The connection is closed, and that says it all.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      conversations.remove(conversation);
    }
  }

  /**
   * Leaves the clients at once, and the replicas when they have been sent all that there is, or
   * when it takes longer than this.
   */
  void finish(Duration atMost) throws InterruptedException {
    closeQuietly(door);
    conversations.stream().filter(c -> !c.isStream()).forEach(LogServer::closeQuietly);
    finishing = true;
    file.wake();
    threads.shutdown();
    threads.awaitTermination(atMost.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Cuts all connections. Does not wait for anything; idempotent. */
  @Override
  public void close() {
    closeQuietly(door);
    finishing = true;
    conversations.forEach(LogServer::closeQuietly);
    threads.shutdown();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      // A socket is closed even if it complains.
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "log-server");
    thread.setDaemon(true);
    return thread;
  }
}
