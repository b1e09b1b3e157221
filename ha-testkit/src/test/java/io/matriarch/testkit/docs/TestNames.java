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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules, found in their sources: most modules cannot be seen from here. */
final class TestNames {
  private static final String SOURCES = "src/test/java";
  private static final String KITS = "io/matriarch/testkit/tck";
  private static final String ANNOTATED =
      "(?s)@(Test|ParameterizedTest|TestFactory)\\b((?!\\n  }\\n).)*?[ >]%s\\(";

  private static final Pattern HEAD =
      Pattern.compile("\\bclass \\w+\\s+((?:extends|implements)[^{]*)\\{");
  private static final Pattern WORD = Pattern.compile("\\w+");

  private final Map<String, String> classes = new HashMap<>();
  private final Map<String, Path> scenarios = new HashMap<>();

  private TestNames() {}

  static TestNames below(Path root) throws IOException {
    TestNames names = new TestNames();
    Files.walkFileTree(root, names.new Visitor());
    return names;
  }

  /**
   * Whether this is a scenario's file, or a test method of a class or of a type that it extends.
   */
  boolean exists(String name) {
    if (name.endsWith(".scenario")) {
      return scenarios.containsKey(name);
    }
    String[] parts = name.split("\\.");
    return isIn(parts[0], Pattern.compile(ANNOTATED.formatted(parts[1])));
  }

  private boolean isIn(String type, Pattern method) {
    String source = classes.get(type);
    if (source == null) {
      return false;
    }
    return method.matcher(source).find()
        || parents(source).anyMatch(parent -> isIn(parent, method));
  }

  private static Stream<String> parents(String source) {
    Matcher head = HEAD.matcher(source);
    return head.find()
        ? WORD.matcher(head.group(1)).results().map(MatchResult::group)
        : Stream.empty();
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      String name = folder.getFileName().toString();
      return name.equals("target") || name.startsWith(".") && !name.equals("..")
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = file.getFileName().toString();
      if (name.endsWith(".scenario")) {
        scenarios.put(name, file);
      } else if (name.endsWith(".java") && holdsTests(file.toString())) {
        classes.put(name.substring(0, name.length() - ".java".length()), read(file));
      }
      return FileVisitResult.CONTINUE;
    }

    private static boolean holdsTests(String file) {
      return file.contains(SOURCES) || file.contains(KITS);
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
