package io.matriarch.agent.config;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a replica gets its data.
 *
 * @param methods tried in this order
 * @param basebackup options of {@code pg_basebackup}, {@code name} or {@code name=value}
 * @param rewind options of {@code pg_rewind}, likewise
 * @param removeOnRewindFailure whether data that could not be rewound are removed
 * @param removeOnDivergedTimelines whether data that cannot be rewound are removed
 * @param patience how long a rewind or a copy may show no progress
 */
public record CopiesSection(
    List<Method> methods,
    List<String> basebackup,
    List<String> rewind,
    boolean removeOnRewindFailure,
    boolean removeOnDivergedTimelines,
    Optional<Duration> patience) {

  /** {@code pg_basebackup}, which needs no section. */
  public static final String BASEBACKUP = "basebackup";

  public CopiesSection {
    methods = List.copyOf(methods);
    basebackup = List.copyOf(basebackup);
    rewind = List.copyOf(rewind);
  }

  /**
   * One way to get the data. Command and options may hold secrets, therefore they are not printed.
   *
   * @param name {@link #BASEBACKUP}, or the name of its section
   * @param command what makes the data
   * @param keepData it works on the data that are there
   * @param noLeader it needs nobody to copy from
   * @param noParams it gets its own options only
   * @param options further options by name
   */
  public record Method(
      String name,
      String command,
      boolean keepData,
      boolean noLeader,
      boolean noParams,
      Map<String, String> options) {
    public Method {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
