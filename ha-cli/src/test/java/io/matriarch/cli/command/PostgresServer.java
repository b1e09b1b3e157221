package io.matriarch.cli.command;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real server with nothing in it, whose superuser {@code postgres} needs no password. */
final class PostgresServer implements AutoCloseable {
  private final Path bin;
  private final Path folder;
  private final int port;

  PostgresServer() throws IOException, InterruptedException {
    bin = programs().orElseGet(PostgresServer::none);
    folder = Files.createTempDirectory(Path.of("/tmp"), "ha-cli-pg");
    // Another user runs the server if this process is root.
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N");
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off"
            .formatted(port, folder);
    run(
        "pg_ctl",
        "-D",
        data(),
        "-w",
        "-l",
        folder.resolve("log").toString(),
        "-o",
        options,
        "start");
  }

  int port() {
    return port;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void run(String program, String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      line.addAll(
          List.of("setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", "--"));
    }
    line.add(bin.resolve(program).toString());
    line.addAll(List.of(arguments));
    Path output = Files.createTempFile("ha-cli-", ".out");
    try {
      Process process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            program + ": " + Files.readString(output, StandardCharsets.UTF_8));
      }
    } finally {
      Files.delete(output);
    }
  }

  private static Optional<Path> programs() throws IOException {
    Path parent = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(parent)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(parent)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(programs -> Files.isExecutable(programs.resolve("initdb")))
          .max(Comparator.naturalOrder());
    }
  }

  private static Path none() {
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("no PostgreSQL server found");
    }
    return abort("no PostgreSQL server found: install one to run this test");
  }

  @Override
  public void close() throws IOException {
    try {
      run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
