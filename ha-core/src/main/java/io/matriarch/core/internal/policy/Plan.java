package io.matriarch.core.internal.policy;

/**
 * A desired stance, not a list of commands.
 *
 * @param reason one sentence for operators
 * @param lease what is wanted of the lease
 * @param intent what is wanted of everything else
 */
public record Plan(String reason, LeaseStance lease, Intent intent) {

  public static Plan hold(LeaseStance lease, String reason) {
    return new Plan(reason, lease, Intent.HOLD);
  }

  public static Plan of(LeaseStance lease, Intent intent, String reason) {
    return new Plan(reason, lease, intent);
  }
}
