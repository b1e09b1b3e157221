package io.matriarch.testkit.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A module of this project as its folder shows it: most modules cannot be seen from here.
 *
 * @param folder where it is
 * @param pom its description
 */
record Module(Path folder, Pom pom) {
  private static final Path ROOT = Path.of("..");

  /** All that the build has, in its order. */
  static List<Module> all() {
    return Pom.read(ROOT.resolve("pom.xml")).texts("modules/module").stream()
        .map(ROOT::resolve)
        .map(folder -> new Module(folder, Pom.read(folder.resolve("pom.xml"))))
        .toList();
  }

  /** Those that users get: examples are built, and not published. */
  static List<Module> published() {
    return all().stream().filter(module -> !module.isExample()).toList();
  }

  /** Published modules with classes in them. */
  static List<Module> libraries() {
    return published().stream().filter(module -> Files.exists(module.sources())).toList();
  }

  boolean isExample() {
    return folder.getParent().endsWith("examples");
  }

  String artifact() {
    return pom.text("artifactId");
  }

  /** {@code Automatic-Module-Name}, for which the root description sets this property. */
  String name() {
    return pom.text("properties/module.name");
  }

  Path sources() {
    return folder.resolve("src/main/java");
  }

  /** Packages with classes in them. */
  SortedSet<String> packages() {
    return files()
        .map(file -> file.getParent().toString().replace('/', '.'))
        .collect(TreeSet::new, TreeSet::add, TreeSet::addAll);
  }

  /** Packages that are documented. */
  SortedSet<String> documented() {
    SortedSet<String> documented = packages();
    documented.removeIf(this::isInternal);
    return documented;
  }

  /** Source files, package descriptions not among them. */
  Stream<Path> files() {
    try (Stream<Path> files = Files.walk(sources())) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .map(sources()::relativize)
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Javadoc's plugin reads the list: a star stands for what is below a package. */
  private boolean isInternal(String name) {
    return Arrays.stream(pom.text("properties/internal.packages").split(":"))
        .anyMatch(
            pattern ->
                pattern.endsWith(".*")
                    ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                    : name.equals(pattern));
  }
}
