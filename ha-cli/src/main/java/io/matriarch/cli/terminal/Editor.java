package io.matriarch.cli.terminal;

import io.matriarch.cli.CtlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operator's own editor, on a file that only he can read. */
final class Editor {
  private static final List<String> USUAL = List.of("editor", "vi");

  private Editor() {}

  static String edit(String text, Map<String, String> environment) {
    String command = command(environment);
    try {
      Path file = Files.createTempFile("matriarchctl-", ".yaml");
      try {
        Files.writeString(file, text);
        // The variable may hold options, too; the shell takes it apart.
        Process editor =
            new ProcessBuilder("sh", "-c", command + " \"$1\"", "sh", file.toString())
                .inheritIO()
                .start();
        int exit = editor.waitFor();
        if (exit != 0) {
          throw new CtlException("editor '" + command + "' ended with " + exit);
        }
        return Files.readString(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new CtlException("the text cannot be edited: " + e.getMessage());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new Aborted();
    }
  }

  private static String command(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("EDITOR"))
        .filter(name -> !name.isBlank())
        .or(() -> USUAL.stream().filter(name -> isOnPath(name, environment)).findFirst())
        .orElseThrow(() -> new CtlException("no editor found; set EDITOR"));
  }

  private static boolean isOnPath(String name, Map<String, String> environment) {
    for (String folder : environment.getOrDefault("PATH", "").split(":")) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
