package io.matriarch.examples.launcher.cli;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.SampleDocument;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** {@code --generate-sample-config}: a configuration to begin with, to be completed by hand. */
final class SampleConfig {
  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  SampleConfig(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /**
   * @param file where to write it; absent: standard output
   * @return the exit code
   */
  int run(Optional<Path> file) {
    try {
      // The file is the operator's own, and useless without what the environment says.
      String yaml = SampleDocument.of(environment).toYaml(true);
      if (file.isPresent()) {
        Files.writeString(file.get(), yaml);
      } else {
        out.print(yaml);
      }
      return 0;
    } catch (ConfigException e) {
      err.println(e.getMessage());
    } catch (IOException e) {
      err.println(file.orElseThrow() + ": cannot be written; name another file");
    } finally {
      out.flush();
      err.flush();
    }
    return 1;
  }
}
