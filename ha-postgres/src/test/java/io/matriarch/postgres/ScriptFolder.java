package io.matriarch.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Shell scripts of a test, and a file that they write to; all of it usable by any user. */
final class ScriptFolder {
  private final Path folder;

  ScriptFolder(Path parent) throws IOException {
    folder = Files.createDirectory(parent.resolve("scripts"));
    open(folder);
    open(Files.createFile(path("log")));
  }

  private static void open(Path path) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** A script that finds the folder as {@code $DIR}. */
  Script script(String name, String body, String... arguments) throws IOException {
    Path file = path(name);
    Files.writeString(file, "#!/bin/sh\nDIR='" + folder + "'\n" + body + "\n");
    open(file);
    return Script.of(file + " " + String.join(" ", arguments));
  }

  /** A script that notes how it was called. */
  Script noting(String name, String... arguments) throws IOException {
    return script(name, "echo \"" + name + " $*\" >> $DIR/log", arguments);
  }

  List<String> log() throws IOException {
    return Files.readAllLines(path("log"));
  }

  boolean has(String name) {
    return Files.exists(path(name));
  }
}
