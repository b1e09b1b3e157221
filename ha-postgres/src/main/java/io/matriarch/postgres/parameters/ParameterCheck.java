package io.matriarch.postgres.parameters;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.postgres.control.DataDirectory;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.CommandRunner;
import io.matriarch.postgres.process.ServerPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out what the server would refuse to start with. The server itself is asked: it reads a
 * file with nothing but these parameters, says what is wrong, and ends without having touched any
 * data. Takes some milliseconds, and none for what was checked last. Thread safe.
 */
public final class ParameterCheck {
  private static final Logger LOG = LoggerFactory.getLogger(ParameterCheck.class);
  private static final Duration WITHIN = Duration.ofSeconds(5);
  private static final int MOST_ROUNDS = 20;

  private final DataDirectory data;
  private final ServerPrograms programs;
  private final CommandRunner runner;
  private final Ticker ticker;
  private final Map<Map<String, String>, Map<String, String>> checked = new Checked();

  public ParameterCheck(
      DataDirectory data, ServerPrograms programs, CommandRunner runner, Ticker ticker) {
    this.data = data;
    this.programs = programs;
    this.runner = runner;
    this.ticker = ticker;
  }

  /** The same without what cannot be used, and with numbers moved into their range. */
  synchronized EffectiveSettings usable(EffectiveSettings settings) throws InterruptedException {
    Map<String, String> asked = new TreeMap<>(settings.parameters());
    asked.putAll(settings.recovery());
    asked.keySet().removeIf(ParameterCheck::isUnchecked);
    Map<String, String> usable = checked.get(asked);
    if (usable == null) {
      usable = check(asked);
      checked.put(asked, usable);
    }
    return settings.with(
        restricted(settings.parameters(), usable), restricted(settings.recovery(), usable));
  }

  private static Map<String, String> restricted(
      Map<String, String> configured, Map<String, String> usable) {
    Map<String, String> kept = new TreeMap<>();
    configured.forEach(
        (name, value) -> {
          if (isUnchecked(name)) {
            kept.put(name, value);
          } else if (usable.containsKey(name)) {
            kept.put(name, usable.get(name));
          }
        });
    return kept;
  }

  /** Extensions' parameters are known to the extension only; the others would alter the answer. */
  private static boolean isUnchecked(String name) {
    return name.contains(".")
        || name.startsWith("log_")
        || name.equals("logging_collector")
        || name.equals("lc_messages")
        || name.equals("client_min_messages");
  }

  private Map<String, String> check(Map<String, String> asked) throws InterruptedException {
    Map<String, String> left = new TreeMap<>(asked);
    MonoTime deadline = ticker.now().plus(WITHIN);
    try {
      for (int round = 0; round < MOST_ROUNDS; round++) {
        CommandResult result = ask(left, deadline);
        if (result.succeeded()) {
          return left;
        }
        List<ParameterFault> faults = ParameterFault.in(result.output(), left.keySet());
        if (faults.isEmpty()) {
          LOG.warn("the server's parameters are used unchecked: {}", result.complaint());
          return left;
        }
        for (ParameterFault fault : faults) {
          LOG.warn("{}", fault);
          fault
              .replacement()
              .ifPresentOrElse(
                  value -> left.put(fault.name(), value), () -> left.remove(fault.name()));
        }
      }
    } catch (IOException | ResourceException e) {
      LOG.warn("the server's parameters are used unchecked: {}", e.getMessage());
    }
    return left;
  }

  /** Through a file, not the command line, since a command among them may hold a secret. */
  private CommandResult ask(Map<String, String> parameters, MonoTime deadline)
      throws IOException, ResourceException, InterruptedException {
    Path directory = Files.createTempDirectory("matriarch-check");
    Path file = directory.resolve("postgresql.conf");
    try {
      data.create(directory);
      data.write(file, ServerConf.lines(parameters));
      return runner.run(
          List.of(programs.path("postgres"), "-D", directory.toString(), "-C", "port"),
          Map.of("LC_ALL", "C"),
          deadline);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(directory);
    }
  }
}
