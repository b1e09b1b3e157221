package io.matriarch.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a node's configuration is: a file, or a directory of files, below the environment; or
 * without a file one variable with the whole document; or the environment alone. Immutable; can be
 * read again and again.
 */
public final class ConfigSource {
  private final Optional<Path> path;
  private final Map<String, String> environment;

  /**
   * @param path a file or a directory, as the operator named it
   * @param environment all variables; what does not concern the node is passed over
   */
  public ConfigSource(Optional<Path> path, Map<String, String> environment) {
    this.path = path;
    this.environment = Map.copyOf(environment);
  }

  /** A file or directory, and no environment. */
  public static ConfigSource file(Path path) {
    return new ConfigSource(Optional.of(path), Map.of());
  }

  /**
   * Puts the document together. Blocks for as long as reading the files takes.
   *
   * @throws ConfigException what cannot be read, or is no configuration
   */
  public Document read() throws ConfigException {
    EnvironmentOverlay overlay = new EnvironmentOverlay(environment);
    if (path.isPresent() && !Files.notExists(path.get())) {
      Document document =
          Files.isDirectory(path.get()) ? directory(path.get()) : file(path.get().toString());
      overlay.applyTo(document);
      return document;
    }
    String whole = environment.getOrDefault(EnvironmentOverlay.DOCUMENT, "");
    if (!whole.isEmpty()) {
      String place = EnvironmentOverlay.DOCUMENT;
      return said(Document.of(place, YamlFile.parse(place, whole)), place);
    }
    if (overlay.isEmpty()) {
      throw new ConfigException(
          path.map(missing -> missing + ": does not exist; name the node's YAML file")
              .orElse("no configuration: name the node's YAML file, or set PATRONI_ variables"));
    }
    Document document = new Document("environment");
    overlay.applyTo(document);
    return said(document, "the environment");
  }

  private Document said(Document document, String instead) {
    path.ifPresent(
        missing -> document.warn(missing + ": does not exist, " + instead + " is used instead"));
    return document;
  }

  private static Document file(String name) throws ConfigException {
    return Document.of(name, YamlFile.read(Path.of(name)));
  }

  private static Document directory(Path directory) throws ConfigException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{yml,yaml}")) {
      found.forEach(files::add);
    } catch (IOException | DirectoryIteratorException | UncheckedIOException e) {
      throw new ConfigException(directory + ": cannot be read; check its permissions");
    }
    if (files.isEmpty()) {
      throw new ConfigException(
          directory + ": holds no *.yml or *.yaml file; name the node's YAML file");
    }
    files.sort((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()));
    Document document = new Document(directory.toString());
    for (Path file : files) {
      document.merge(YamlFile.read(file), file.toString());
    }
    return document;
  }

  /** What to call it in a message. */
  @Override
  public String toString() {
    return path.map(Path::toString).orElse("environment");
  }
}
