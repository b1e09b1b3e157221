package io.matriarch.postgres.parameters;

import java.util.List;
import java.util.Set;

/** Parameters that say how a server recovers: they have a place of their own. */
public final class RecoveryParameters {
  /** Those that may be configured; the others follow from the node's role. */
  static final Set<String> CONFIGURABLE =
      Set.of(
          "restore_command",
          "archive_cleanup_command",
          "recovery_end_command",
          "recovery_min_apply_delay");

  /** Where recovery would end early; a member never does. */
  static final List<String> TARGETS =
      List.of(
          "recovery_target",
          "recovery_target_lsn",
          "recovery_target_name",
          "recovery_target_time",
          "recovery_target_xid");

  private RecoveryParameters() {}

  static boolean isOne(String name) {
    return CONFIGURABLE.contains(name)
        || name.startsWith("recovery_target")
        || name.equals("primary_conninfo")
        || name.equals("primary_slot_name");
  }
}
