package io.matriarch.examples.launcher.cli;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.agent.config.Document;
import io.matriarch.agent.config.validate.Validation;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;

/** {@code --validate-config}: one line on standard error for everything that is wrong. */
final class ValidateConfig {
  private final ConfigSource source;
  private final Set<String> stores;
  private final PrintWriter out;
  private final PrintWriter err;

  ValidateConfig(ConfigSource source, Set<String> stores, PrintWriter out, PrintWriter err) {
    this.source = source;
    this.stores = stores;
    this.out = out;
    this.err = err;
  }

  /**
   * @param ports whether ports must be free
   * @param print whether to print a configuration that is right
   * @return the exit code
   */
  int run(boolean ports, boolean print, boolean secrets) {
    try {
      Document document = source.read();
      List<String> problems = Validation.problems(document, stores, ports);
      problems.forEach(err::println);
      if (problems.isEmpty() && print) {
        out.print(document.toYaml(secrets));
      }
      return problems.isEmpty() ? 0 : 1;
    } catch (ConfigException e) {
      err.println(e.getMessage());
      return 1;
    } finally {
      out.flush();
      err.flush();
    }
  }
}
