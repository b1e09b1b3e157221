package io.matriarch.postgres.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a program's output on a thread of its own and keeps the last 64 KiB. */
final class OutputTail {
  private static final int LIMIT = 64 * 1024;

  private final CompletableFuture<String> text = new CompletableFuture<>();

  static OutputTail of(Process process) {
    OutputTail tail = new OutputTail();
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
    text.complete(new String(kept, 0, length, StandardCharsets.UTF_8));
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
