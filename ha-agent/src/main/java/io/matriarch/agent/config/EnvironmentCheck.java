package io.matriarch.agent.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds environment variables that another implementation would read and this version does not. */
public final class EnvironmentCheck {
  private EnvironmentCheck() {}

  /** One line per variable, without its value. */
  public static List<String> warnings(Map<String, String> environment) {
    return new TreeMap<>(environment)
        .entrySet().stream()
            .filter(variable -> variable.getKey().startsWith("PATRONI_"))
            .filter(variable -> !variable.getKey().equals("PATRONI_CONFIGURATION"))
            .filter(variable -> !variable.getValue().isEmpty())
            .map(
                variable ->
                    variable.getKey()
                        + ": environment variables are not read by this version;"
                        + " write the setting into the configuration file")
            .toList();
  }
}
