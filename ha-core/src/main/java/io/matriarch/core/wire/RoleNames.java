package io.matriarch.core.wire;

import io.matriarch.core.model.Role;

/** Words for {@link Role} in member records. */
public final class RoleNames {
  private RoleNames() {}

  /**
   * {@return the word for it in a member's record}
   *
   * @param role the role
   */
  public static String text(Role role) {
    return switch (role) {
      case PRIMARY -> "primary";
      case REPLICA -> "replica";
      case DEMOTED -> "demoted";
      case PROMOTED -> "promoted";
      case STANDBY_LEADER -> "standby_leader";
      case UNINITIALIZED -> "uninitialized";
    };
  }

  /**
   * An unknown word reads as replica, the role that claims least: neither that the member takes
   * writes nor that it has no data.
   *
   * @param text such a word
   * @return the role
   */
  public static Role parse(String text) {
    return switch (text) {
      case "primary", "master" -> Role.PRIMARY;
      case "demoted" -> Role.DEMOTED;
      case "promoted" -> Role.PROMOTED;
      case "standby_leader" -> Role.STANDBY_LEADER;
      case "uninitialized" -> Role.UNINITIALIZED;
      default -> Role.REPLICA;
    };
  }
}
