package io.matriarch.postgres.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Reads a program's output on a thread of its own and keeps the last 64 KiB. */
final class OutputTail {
  private static final int LIMIT = 64 * 1024;
  private static final int LONGEST_LINE = 4096;

  private final CompletableFuture<String> text = new CompletableFuture<>();
  private final Consumer<String> lines;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private OutputTail(Consumer<String> lines) {
    this.lines = lines;
  }

  static OutputTail of(Process process) {
    return of(process, line -> {});
  }

  /**
   * @param lines gets each line as soon as it is complete, on the reading thread; returns at once
   */
  static OutputTail of(Process process, Consumer<String> lines) {
    OutputTail tail = new OutputTail(lines);
    Thread reader =
        new Thread(() -> tail.read(process.getInputStream()), "postgres-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
    return tail;
  }

  private void read(InputStream in) {
    byte[] kept = new byte[2 * LIMIT];
    int length = 0;
    try (in) {
      int read = in.read(kept, 0, LIMIT);
      while (read >= 0) {
        split(kept, length, read);
        length += read;
        if (length > LIMIT) {
          System.arraycopy(kept, length - LIMIT, kept, 0, LIMIT);
          length = LIMIT;
        }
        read = in.read(kept, length, LIMIT);
      }
    } catch (IOException closed) {
      // The process was killed; what was read so far is what there is.
    }
    endLine();
    text.complete(new String(kept, 0, length, StandardCharsets.UTF_8));
  }

  private void split(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (bytes[i] == '\n' || bytes[i] == '\r' || line.size() >= LONGEST_LINE) {
        endLine();
      } else {
        line.write(bytes[i]);
      }
    }
  }

  private void endLine() {
    if (line.size() > 0) {
      lines.accept(line.toString(StandardCharsets.UTF_8));
      line.reset();
    }
  }

  /** The output; grandchildren that keep it open are not waited for longer than a second. */
  String await() throws InterruptedException {
    try {
      return text.get(1, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException stillOpen) {
      return "";
    }
  }
}
