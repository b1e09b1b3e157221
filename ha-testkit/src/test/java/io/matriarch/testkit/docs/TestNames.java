package io.matriarch.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tests of all modules, found in their sources: most modules cannot be seen from here. */
final class TestNames {
  private static final String SOURCES = "src/test/java";
  private static final String ANNOTATED =
      "(?s)@(Test|ParameterizedTest|TestFactory)\\b((?!\\n  }\\n).)*?[ >]%s\\(";

  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, Path> scenarios = new HashMap<>();

  private TestNames() {}

  static TestNames below(Path root) throws IOException {
    TestNames names = new TestNames();
    Files.walkFileTree(root, names.new Visitor());
    return names;
  }

  /** Whether this is a scenario's file, or a test method of a class or of one that it extends. */
  boolean exists(String name) {
    if (name.endsWith(".scenario")) {
      return scenarios.containsKey(name);
    }
    String[] parts = name.split("\\.");
    Pattern method = Pattern.compile(ANNOTATED.formatted(parts[1]));
    Optional<String> source = Optional.ofNullable(classes.get(parts[0]));
    while (source.isPresent()) {
      if (method.matcher(source.get()).find()) {
        return true;
      }
      source = source.flatMap(this::parent);
    }
    return false;
  }

  private Optional<String> parent(String source) {
    Matcher extended = Pattern.compile("\\bclass \\w+ extends (\\w+)").matcher(source);
    return extended.find() ? Optional.ofNullable(classes.get(extended.group(1))) : Optional.empty();
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      boolean built = name.equals("target") || name.equals("main");
      return built || name.startsWith(".") && !name.equals("..")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.endsWith(".scenario")) {
        scenarios.put(name, file);
      } else if (name.endsWith(".java") && file.toString().contains(SOURCES)) {
        classes.put(name.substring(0, name.length() - ".java".length()), read(file));
      }
      return FileVisitResult.CONTINUE;
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
