package io.matriarch.postgres.leash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * To a script, which cannot listen at a socket: the words go into a named pipe, and the last answer
 * stands in a file, with the number of the word it belongs to.
 */
final class PipeLink implements LeashLink {
  private static final long BETWEEN_LOOKS = TimeUnit.MILLISECONDS.toNanos(2);

  private final FileChannel pipe;
  private final Path answers;
  private final String self = UUID.randomUUID().toString();
  private long number;

  private PipeLink(FileChannel pipe, Path answers) {
    this.pipe = pipe;
    this.answers = answers;
  }

  static PipeLink connect(Path address) throws IOException {
    Path answers = address.resolveSibling(address.getFileName() + ".state");
    // Open for both, so that it does not wait for a reader.
    FileChannel pipe = FileChannel.open(address, StandardOpenOption.READ, StandardOpenOption.WRITE);
    PipeLink link = new PipeLink(pipe, answers);
    try {
      link.send("hello");
      return link;
    } catch (IOException | RuntimeException e) {
      pipe.close();
      throw e;
    }
  }

  private String send(String command) throws IOException {
    String signature = self + " " + ++number;
    String line = signature + " " + command + "\n";
    pipe.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)));
    return signature;
  }

  @Override
  public LeashAnswer say(String command, Duration within) throws IOException {
    long deadline = System.nanoTime() + within.toNanos();
    String signature = send(command);
    Optional<String> answer = read(signature);
    while (answer.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the leash has not answered within " + within.toMillis() + " ms");
      }
      // It comes within a few milliseconds, and a watch on the folder would not see it sooner.
      LockSupport.parkNanos(BETWEEN_LOOKS);
      answer = read(signature);
    }
    return LeashAnswer.parse(answer.get());
  }

  /** The answer to that word, if it is there already. */
  private Optional<String> read(String signature) throws IOException {
    try (var lines = Files.lines(answers, StandardCharsets.US_ASCII)) {
      return lines
          .findFirst()
          .filter(line -> line.endsWith(" " + signature))
          .map(line -> line.substring(0, line.length() - signature.length() - 1));
    }
  }

  @Override
  public void close() throws IOException {
    pipe.close();
  }
}
