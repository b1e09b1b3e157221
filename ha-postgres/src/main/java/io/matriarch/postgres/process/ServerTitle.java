package io.matriarch.postgres.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process of the server calls itself. Java's own view of a command line is unreliable for
 * processes that rewrote it.
 */
final class ServerTitle {
  private static final Pattern TITLE = Pattern.compile("postgres: (?:.*?: )?([a-z].*)");

  private ServerTitle() {}

  /** E.g. {@code startup recovering 0000…} or {@code walsender …}; empty if it cannot be told. */
  static String of(long pid) {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
      Matcher title = TITLE.matcher(line.replace('\0', ' ').strip());
      return title.matches() ? title.group(1) : "";
    } catch (IOException gone) {
      return "";
    }
  }
}
