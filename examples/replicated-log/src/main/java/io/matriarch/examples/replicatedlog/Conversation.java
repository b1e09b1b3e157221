package io.matriarch.examples.replicatedlog;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * One connection, of a client or of a replica. {@code APPEND text} is answered with {@code OK
 * epoch:offset} once the record is on disk; with {@code NO}: it was not written; with {@code
 * UNKNOWN}: it was, and may be lost. {@code HISTORY} asks for the log's history; {@code STREAM
 * history} for all records behind that one, for as long as the connection lasts.
 */
final class Conversation implements Closeable {
  private static final Duration NAP = Duration.ofSeconds(1);
  private static final String HELP = "NO say APPEND text, HISTORY or STREAM history";

  private final Socket socket;
  private final LogFile file;
  private final WriteRight right;
  private final BooleanSupplier finishing;
  private volatile boolean streaming;

  /**
   * @param finishing a stream is to end where the log ends
   */
  Conversation(Socket socket, LogFile file, WriteRight right, BooleanSupplier finishing) {
    this.socket = socket;
    this.file = file;
    this.right = right;
    this.finishing = finishing;
  }

  boolean isStream() {
    return streaming;
  }

  /** Until one of both sides ends it. */
  void hold() throws IOException, InterruptedException {
    socket.setKeepAlive(true);
    socket.setTcpNoDelay(true);
    InputStream in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    while (true) {
      String[] words = Lines.read(in).split(" ", 2);
      String rest = words.length > 1 ? words[1] : "";
      switch (words[0]) {
        case "APPEND" -> Lines.write(out, append(rest));
        case "HISTORY" -> Lines.write(out, file.history().toString());
        case "STREAM" -> {
          stream(History.parse(rest), out);
          return;
        }
        default -> Lines.write(out, HELP);
      }
    }
  }

  /** The right has to hold before the write, and still when it is to be acknowledged. */
  private String append(String text) throws IOException {
    synchronized (file) {
      OptionalLong epoch = right.now();
      if (epoch.isEmpty()) {
        return "NO I am not the primary";
      }
      file.append(List.of(new LogRecord(epoch.getAsLong(), text)));
      return right.now().equals(epoch)
          ? "OK " + epoch.getAsLong() + ":" + file.history().end()
          : "UNKNOWN I was the primary when it was written";
    }
  }

  private void stream(History theirs, OutputStream out) throws IOException, InterruptedException {
    if (!theirs.isPartOf(file.history())) {
      Lines.write(out, "NO our histories part at " + theirs.fork(file.history()));
      return;
    }
    streaming = true;
    Lines.write(out, "OK");
    long sent = theirs.end();
    while (true) {
      ByteBuffer more = file.read(sent);
      if (more.hasRemaining()) {
        out.write(more.array(), 0, more.limit());
        sent += more.limit();
      } else if (finishing.getAsBoolean()) {
        return;
      } else {
        file.awaitMoreThan(sent, NAP);
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
