package io.matriarch.testkit.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A package that {@code VERSIONING.md} makes a promise for.
 *
 * @param name its name
 * @param kind which promise: API, SPI or shared
 */
record ExportedPackage(String name, String kind) {
  private static final Pattern LINE = Pattern.compile("(?m)^\\| `([\\w.]+)` \\| (\\w+) \\|");

  static List<ExportedPackage> all() {
    try {
      return LINE.matcher(Files.readString(Path.of("../VERSIONING.md")))
          .results()
          .map(line -> new ExportedPackage(line.group(1), line.group(2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
