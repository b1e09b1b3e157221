package io.matriarch.agent.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a new cluster gets its first data, if not by {@code initdb}. Command, options and settings
 * may hold secrets, therefore they are not printed.
 *
 * @param name name of its section
 * @param command what makes the data
 * @param noParams it gets its own options only
 * @param options further options by name
 * @param keepExistingRecoveryConf the recovery settings that it leaves are used
 * @param recoveryConf recovery settings to use instead, value as text
 */
public record BootstrapMethod(
    String name,
    String command,
    boolean noParams,
    Map<String, String> options,
    boolean keepExistingRecoveryConf,
    Map<String, String> recoveryConf) {
  public BootstrapMethod {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    recoveryConf = Collections.unmodifiableMap(new LinkedHashMap<>(recoveryConf));
  }

  @Override
  public String toString() {
    return name;
  }
}
