package io.matriarch.testkit.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files with a number for each of their revisions: who creates the next number first has written
 * it. No revision is ever removed, so that no number comes twice. Thread safe.
 */
final class RevisionFolder {
  private static final String GONE = "-";
  private static final String HERE = "+";

  private final Path folder;

  RevisionFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * The newest revision of a key.
   *
   * @param number 0 if there has never been one
   * @param text empty if the key is absent
   */
  record Revision(long number, Optional<String> text) {}

  Revision newest(String key) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      Optional<Path> newest =
          files
              .filter(file -> file.getFileName().toString().startsWith(key + "."))
              .max(Comparator.comparingLong(RevisionFolder::number));
      if (newest.isEmpty()) {
        return new Revision(0, Optional.empty());
      }
      String content = Files.readString(newest.get());
      Optional<String> text =
          content.startsWith(HERE) ? Optional.of(content.substring(1)) : Optional.empty();
      return new Revision(number(newest.get()), text);
    }
  }

  /** Writes the revision after that one, or says that somebody else did. */
  boolean append(String key, Revision after, Optional<String> text) throws IOException {
    Path written = temporary(text.map(content -> HERE + content).orElse(GONE));
    try {
      Files.createLink(folder.resolve(key + "." + (after.number() + 1)), written);
      return true;
    } catch (FileAlreadyExistsException lateness) {
      return false;
    } finally {
      Files.delete(written);
    }
  }

  /** A file without revisions. */
  Optional<String> plain(String name) throws IOException {
    try {
      return Optional.of(Files.readString(folder.resolve(name)));
    } catch (NoSuchFileException absent) {
      if (!Files.exists(folder)) {
        throw absent;
      }
      return Optional.empty();
    }
  }

  void overwrite(String name, String text) throws IOException {
    Files.move(
        temporary(text),
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  /** What the names of files that begin so go on with. */
  List<String> namesAfter(String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .map(name -> name.substring(prefix.length()))
          .toList();
    }
  }

  private Path temporary(String content) throws IOException {
    return Files.write(folder.resolve("new-" + UUID.randomUUID()), content.getBytes(UTF_8));
  }

  private static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(name.lastIndexOf('.') + 1));
  }
}
