package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file that receives the server's standard output and error. It stands beside the data
 * directory, so that no copy of another node's directory brings another node's messages.
 */
final class ServerLog {
  private static final long ROTATE_AT = 16L << 20;
  private static final int TAIL = 8 * 1024;
  private static final Pattern PREFIX =
      Pattern.compile("^.*?(?:LOG:  |(?=(?:FATAL|PANIC|ERROR|HINT|DETAIL|WARNING):  ))");
  private static final Pattern FAILURE = Pattern.compile("^(FATAL|PANIC|ERROR):");

  private final Path file;
  private final Path dataDir;
  private long mark;

  ServerLog(Path file, Path dataDir) {
    this.file = file;
    this.dataDir = dataDir;
  }

  /** Makes the file ready for another start; a long one is put aside, one generation is kept. */
  synchronized Path open(OsUser user) throws IOException {
    if (Files.exists(file) && Files.size(file) > ROTATE_AT) {
      Path old = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, old, StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      user.own(file);
    }
    mark = Files.size(file);
    return file;
  }

  /**
   * What the server complained about since the last start, on one line: the last failure with the
   * line before it, which often says more.
   */
  synchronized String complaint() {
    List<String> lines =
        (tail(file, mark) + collected())
            .lines()
            .map(line -> PREFIX.matcher(line).replaceFirst("").strip())
            .filter(line -> !line.isEmpty())
            .toList();
    int failure = lines.size() - 1;
    for (int i = 0; i < lines.size(); i++) {
      if (FAILURE.matcher(lines.get(i)).find()) {
        failure = i;
      }
    }
    return failure < 0
        ? ""
        : String.join(" | ", lines.subList(Math.max(0, failure - 1), failure + 1));
  }

  /** With {@code logging_collector} the server goes on in a file of its own. */
  private String collected() {
    try {
      for (String line : Files.readAllLines(dataDir.resolve("current_logfiles"))) {
        if (line.startsWith("stderr ")) {
          return "\n" + tail(dataDir.resolve(line.substring(7).strip()), 0);
        }
      }
    } catch (IOException notCollected) {
      return "";
    }
    return "";
  }

  private static String tail(Path path, long from) {
    try (FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      long start = Math.max(from, channel.size() - TAIL);
      ByteBuffer buffer = ByteBuffer.allocate(TAIL);
      channel.read(buffer, start);
      return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
    } catch (IOException notThere) {
      return "";
    }
  }
}
