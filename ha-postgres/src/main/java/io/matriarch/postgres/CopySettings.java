package io.matriarch.postgres;

import java.time.Duration;
import java.util.List;

/**
 * How a replica gets its data, and what becomes of those that it had.
 *
 * @param methods tried in this order until one succeeds
 * @param basebackup options of {@code pg_basebackup}, e.g. {@code max-rate=100M}
 * @param rewind options of {@code pg_rewind}, e.g. {@code debug}
 * @param removeOnRewindFailure whether data that could not be rewound are removed once there is a
 *     fresh copy; else they are put aside
 * @param removeOnDivergedTimelines likewise for data that cannot be rewound at all
 * @param patience how long a rewind or a copy may show no progress before it is ended; twelve times
 *     as long in steps that show none
 */
public record CopySettings(
    List<ReplicaMethod> methods,
    List<String> basebackup,
    List<String> rewind,
    boolean removeOnRewindFailure,
    boolean removeOnDivergedTimelines,
    Duration patience) {
  /** {@link #patience} unless something else is said. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  public CopySettings {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException("copy_patience must be positive: name seconds");
    }
    methods = methods.isEmpty() ? List.of(ReplicaMethod.BASEBACKUP) : List.copyOf(methods);
    basebackup = List.copyOf(basebackup);
    rewind = List.copyOf(rewind);
  }
}
