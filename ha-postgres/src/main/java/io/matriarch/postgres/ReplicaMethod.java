package io.matriarch.postgres;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One way to get the data of a replica.
 *
 * @param name {@code basebackup}, or the name of the section that configures it
 * @param command what makes the data; not used by {@code basebackup}
 * @param keepData it works on the data that are there
 * @param noLeader it needs nobody to copy from
 * @param noParams it gets its own options only
 * @param options further options, passed as {@code --key=value}
 */
public record ReplicaMethod(
    String name,
    Script command,
    boolean keepData,
    boolean noLeader,
    boolean noParams,
    Map<String, String> options) {
  private static final String BUILT_IN = "basebackup";

  /** {@code pg_basebackup}, from the leader or another member. */
  public static final ReplicaMethod BASEBACKUP =
      new ReplicaMethod(BUILT_IN, Script.of("pg_basebackup"), false, false, false, Map.of());

  public ReplicaMethod {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** {@return whether it is {@code pg_basebackup}, which needs no command} */
  public boolean isBaseBackup() {
    return name.equals(BUILT_IN);
  }
}
