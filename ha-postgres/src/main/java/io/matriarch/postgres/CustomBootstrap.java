package io.matriarch.postgres;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a new cluster gets its first data, if not by {@code initdb}.
 *
 * @param name the section that configures it
 * @param command what makes the data
 * @param noParams it gets its own options only
 * @param options further options, passed as {@code --key=value}
 * @param keepExistingRecoveryConf the recovery settings that it leaves are used
 * @param recoveryConf recovery settings to use instead
 */
public record CustomBootstrap(
    String name,
    Script command,
    boolean noParams,
    Map<String, String> options,
    boolean keepExistingRecoveryConf,
    Map<String, String> recoveryConf) {

  public CustomBootstrap {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    recoveryConf = Collections.unmodifiableMap(new LinkedHashMap<>(recoveryConf));
  }
}
