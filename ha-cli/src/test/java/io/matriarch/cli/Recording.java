package io.matriarch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the other implementation's command line really printed.
 *
 * @param command its arguments as they were typed
 * @param output everything on the screen
 * @param exit its exit code
 */
public record Recording(String command, String output, int exit) {
  private static final Pattern ENTRY =
      Pattern.compile("\\$ patronictl (.*?)\\n(.*?)\\[exit (\\d+)\\]\\n", Pattern.DOTALL);

  /**
   * @param occurrence counted from 0: the same command was given more than once
   */
  public static Recording of(String command, int occurrence) {
    List<Recording> found =
        all().stream().filter(recording -> recording.command().equals(command)).toList();
    return found.get(occurrence);
  }

  public static Recording of(String command) {
    return of(command, 0);
  }

  private static List<Recording> all() {
    List<Recording> all = new ArrayList<>();
    Matcher entries = ENTRY.matcher(text());
    while (entries.find()) {
      all.add(
          new Recording(entries.group(1), entries.group(2), Integer.parseInt(entries.group(3))));
    }
    return all;
  }

  private static String text() {
    try (InputStream in = Recording.class.getResourceAsStream("/recordings/patronictl-4.1.4.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
