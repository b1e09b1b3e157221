package io.matriarch.examples.quickstart.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.matriarch.examples.quickstart.cluster.TrialException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Load balancers that ask one after the other over connections that stay. Plain sockets, so that
 * this side costs little: both sides share the machine.
 */
final class RequestLoad {
  private static final int BUFFER = 16 * 1024;
  private static final String END_OF_HEAD = "\r\n\r\n";
  private static final String LENGTH = "content-length:";

  private final int port;
  private final byte[] request;

  RequestLoad(int port, String path) {
    this.port = port;
    this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(US_ASCII);
  }

  /** Answers a second over all connections; blocks for this long. */
  double perSecond(int connections, Duration time) throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(connections);
    try {
      long end = System.nanoTime() + time.toNanos();
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        counts.add(clients.submit(() -> askUntil(end)));
      }
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum / (time.toNanos() / 1e9);
    } catch (ExecutionException e) {
      throw new TrialException("the REST interface failed under load: " + e.getCause(), e);
    } finally {
      clients.shutdownNow();
    }
  }

  private long askUntil(long end) throws IOException {
    long answers = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), BUFFER);
      while (System.nanoTime() < end) {
        socket.getOutputStream().write(request);
        readAnswer(in);
        answers++;
      }
    }
    return answers;
  }

  private static void readAnswer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEAD, Math.max(0, head.length() - END_OF_HEAD.length())) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the connection was closed");
      }
      head.append((char) next);
    }
    if (!head.toString().startsWith("HTTP/1.1 200")) {
      throw new IOException("not 200: " + head.substring(0, head.indexOf("\r")));
    }
    in.skipNBytes(bodyLength(head.toString()));
  }

  private static long bodyLength(String head) {
    return head.lines()
        .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .mapToLong(line -> Long.parseLong(line.substring(LENGTH.length()).strip()))
        .findFirst()
        .orElse(0);
  }
}
