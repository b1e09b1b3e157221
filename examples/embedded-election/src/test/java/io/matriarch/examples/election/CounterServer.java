package io.matriarch.examples.election;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps the number and the highest term, and can leave a reader waiting for its answer. */
final class CounterServer implements AutoCloseable {
  private static final long PACE_MILLIS = 20;

  /** A change that was asked for. */
  record Write(String client, long term, boolean accepted) {}

  /** A client that has asked and has not been answered. */
  static final class Held {
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch answer = new CountDownLatch(1);
    private final String client;

    private Held(String client) {
      this.client = client;
    }
  }

  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final List<Write> writes = new ArrayList<>();
  private long value;
  private long highest;
  private volatile Optional<Held> held = Optional.empty();

  CounterServer() throws IOException {
    start("counter", this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  synchronized List<Write> writes() {
    return List.copyOf(writes);
  }

  /** The next time that this client reads it waits. */
  Held hold(String client) {
    Held next = new Held(client);
    held = Optional.of(next);
    return next;
  }

  private static void start(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        start("counter-client", () -> serve(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) {
    try (BufferedReader questions =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        PrintWriter answers =
            new PrintWriter(client.getOutputStream(), true, StandardCharsets.US_ASCII)) {
      String name = questions.readLine();
      answers.println("welcome");
      for (String line = questions.readLine(); line != null; line = questions.readLine()) {
        answers.println(line.equals("read") ? read(name) : write(name, line.split(" ")));
      }
    } catch (IOException | InterruptedException gone) {
      // Its process has ended.
    }
  }

  private long read(String name) throws InterruptedException {
    Optional<Held> waits = held.filter(h -> h.client.equals(name));
    if (waits.isPresent()) {
      held = Optional.empty();
      waits.get().asked.countDown();
      waits.get().answer.await();
    }
    synchronized (this) {
      TimeUnit.MILLISECONDS.timedWait(this, PACE_MILLIS); // nobody needs to count faster
      return value;
    }
  }

  private synchronized String write(String name, String... words) {
    long term = Long.parseLong(words[1]);
    boolean accepted = term >= highest;
    if (accepted) {
      highest = term;
      value = Long.parseLong(words[2]);
    }
    writes.add(new Write(name, term, accepted));
    return accepted ? "accepted" : "refused";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
