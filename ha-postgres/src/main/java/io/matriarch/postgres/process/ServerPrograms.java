package io.matriarch.postgres.process;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where PostgreSQL's programs are, and of which version they are. Thread safe. */
public final class ServerPrograms {
  private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

  private final Optional<Path> binDir;
  private final Map<String, String> names;
  private final CommandRunner runner;
  private volatile int major;

  /**
   * @param names what programs are called, by their usual names, where that differs
   */
  public ServerPrograms(Optional<Path> binDir, Map<String, String> names, CommandRunner runner) {
    this.binDir = binDir;
    this.names = Map.copyOf(names);
    this.runner = runner;
  }

  /** What to call a program by. */
  public String path(String program) {
    String name = names.getOrDefault(program, program);
    return binDir.map(dir -> dir.resolve(name).toString()).orElse(name);
  }

  /** Where the programs come from, for messages. */
  public String place() {
    return binDir.map(Path::toString).orElse("PATH");
  }

  /**
   * Major version of the server; asked once.
   *
   * @throws ResourceException there is no usable server
   */
  public int major(MonoTime deadline) throws ResourceException, InterruptedException {
    if (major == 0) {
      CommandResult result =
          runner.run(List.of(path("postgres"), "--version"), Map.of("LC_ALL", "C"), deadline);
      Matcher matcher = VERSION.matcher(result.output());
      if (!matcher.find()) {
        throw new ResourceException(
            "no PostgreSQL server in " + place() + ": " + result.complaint() + "; set bin_dir");
      }
      int found = Integer.parseInt(matcher.group(1));
      if (found < 13) {
        throw new ResourceException(
            "the server in " + place() + " is PostgreSQL " + found + "; 13 or newer is needed");
      }
      major = found;
    }
    return major;
  }
}
