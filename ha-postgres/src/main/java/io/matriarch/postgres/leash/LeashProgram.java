package io.matriarch.postgres.leash;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leash's program: the one that was installed, or one compiled here from the source that comes
 * along; where there is no compiler, a script that does the same less well. Made once for each
 * version of the source, in a folder that only this user can write.
 */
public final class LeashProgram {
  private static final Logger LOG = LoggerFactory.getLogger(LeashProgram.class);
  private static final String SOURCE = "leash.c";
  private static final String SCRIPT = "leash.sh";
  private static final long COMPILE_SECONDS = 60;

  private LeashProgram() {}

  /** There is no compiled leash; a script may do. */
  public static final class NotCompiled extends IOException {
    private static final long serialVersionUID = 1L;

    private NotCompiled(String why) {
      super("the leash cannot be compiled: " + why);
    }
  }

  /**
   * Blocks while it compiles, a minute at most.
   *
   * @param installed used if it is there; else the compiler is {@code cc}, or what the environment
   *     names as {@code CC}
   * @param cache where to keep a compiled one, e.g. {@code ~/.cache/matriarch}
   * @throws NotCompiled there is none and it cannot be compiled; the message says what is missing
   * @throws IOException no leash can be used here, whatever its program
   */
  public static Path find(Optional<Path> installed, Path cache)
      throws IOException, InterruptedException {
    if (installed.filter(Files::isExecutable).isPresent()) {
      return installed.get();
    }
    return compiled(cache, System.getenv("CC"));
  }

  /** What the environment names may have options, as for other programs. */
  static Path compiled(Path cache, String named) throws IOException, InterruptedException {
    byte[] source = source(SOURCE);
    Path program = prepare(cache).resolve("leash-" + checksum(source));
    if (!Files.isExecutable(program)) {
      String compiler = named == null || named.isBlank() ? "cc" : named.strip();
      compile(source, program, List.of(compiler.split("\\s+")));
    }
    return program;
  }

  static Path compiledOrScript(Path cache, String compiler)
      throws IOException, InterruptedException {
    try {
      return compiled(cache, compiler);
    } catch (NotCompiled e) {
      LOG.warn("{}; a script is used, which is less reliable", e.getMessage());
      return script(cache);
    }
  }

  /**
   * The one that needs no compiler. What it cannot do, it says itself at its start.
   *
   * @param cache where to keep it
   * @throws IOException it cannot be used here; the message says what is missing
   */
  public static Path script(Path cache) throws IOException {
    byte[] source = source(SCRIPT);
    Path program = prepare(cache).resolve("leash-" + checksum(source) + ".sh");
    if (!Files.isExecutable(program)) {
      Path whole = Files.createTempFile(cache, "leash", ".sh", ours());
      try {
        Files.write(whole, source);
        Files.move(whole, program, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    }
    return program;
  }

  private static Path prepare(Path cache) throws IOException {
    if (!Files.isReadable(Path.of("/proc/uptime"))) {
      throw new IOException("the leash needs Linux: there is no /proc here");
    }
    return Files.createDirectories(cache, ours());
  }

  private static FileAttribute<Set<PosixFilePermission>> ours() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  }

  private static byte[] source(String name) throws IOException {
    try (InputStream in = LeashProgram.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static String checksum(byte[] source) {
    CRC32 sum = new CRC32();
    sum.update(source);
    return Long.toHexString(sum.getValue());
  }

  /** Under another name first, since another process may do the same at the same time. */
  private static void compile(byte[] source, Path program, List<String> compiler)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(program.getParent(), "compile");
    Path out = folder.resolve("leash");
    Path log = folder.resolve("log");
    try {
      Files.write(folder.resolve(SOURCE), source);
      int code = run(compiler, folder, out, log);
      if (code != 0) {
        throw new NotCompiled(
            compiler.get(0)
                + " ended with "
                + code
                + ": "
                + Files.readString(log, StandardCharsets.UTF_8).lines().findFirst().orElse(""));
      }
      Files.move(out, program, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      for (Path file : List.of(folder.resolve(SOURCE), out, log, folder)) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static int run(List<String> compiler, Path folder, Path out, Path log)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(compiler);
    line.addAll(List.of("-O2", "-o", out.toString(), SOURCE));
    Process process;
    try {
      process =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
    } catch (IOException e) {
      throw new NotCompiled("there is no C compiler (%s)".formatted(compiler.get(0)));
    }
    try {
      if (!process.waitFor(COMPILE_SECONDS, TimeUnit.SECONDS)) {
        throw new NotCompiled(compiler.get(0) + " does not end");
      }
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
