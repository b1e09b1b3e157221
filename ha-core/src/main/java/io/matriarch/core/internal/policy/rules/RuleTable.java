package io.matriarch.core.internal.policy.rules;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import java.util.List;

/** All sections, in the order in which the router looks at them. */
public final class RuleTable {
  private RuleTable() {}

  /** Looked at first in every situation; has no last row that always matches. */
  public static final Section FENCING = section("fencing", on(), off(), FencingRules.ROWS);

  /** The first section that takes the facts decides; the last one takes all. */
  public static final List<Section> SECTIONS =
      List.of(
          section("shutdown", on(Fact.SHUTDOWN_REQUESTED), off(), ShutdownRules.ROWS),
          section("task", on(Fact.TASK_RUNNING), off(), TaskRules.ROWS),
          section("restart", on(Fact.RESTART_ORDERED, Fact.RUNNING), off(), OrderRules.RESTART),
          section(
              "start",
              on(Fact.RESTART_ORDERED, Fact.PAUSED, Fact.REPORT_KNOWN),
              off(
                  Fact.ALIVE,
                  Fact.PRIMARY,
                  Fact.DATA_OF_PRIMARY,
                  Fact.DATA_EMPTY,
                  Fact.DATA_INACCESSIBLE),
              OrderRules.START),
          section(
              "reinitialize",
              on(Fact.REBUILD_ORDERED, Fact.SOURCE_KNOWN),
              off(Fact.LEASE_HELD),
              OrderRules.REBUILD),
          section("pause", on(Fact.PAUSED), off(Fact.RETURN_PENDING), PauseRules.ROWS),
          section("unseen", on(), off(Fact.REPORT_KNOWN), BlindRules.UNSEEN),
          section("blind", on(), off(Fact.VIEW_KNOWN, Fact.LEASE_HELD), BlindRules.ROWS),
          section("inaccessible", on(Fact.DATA_INACCESSIBLE), off(), IdentityRules.INACCESSIBLE),
          section("foreign", on(Fact.DATA_FOREIGN), off(), IdentityRules.FOREIGN),
          section(
              "creation",
              on(Fact.INITIALIZATION_IS_OURS),
              off(Fact.LEASE_HELD),
              BootstrapRules.CREATION),
          section("bootstrap", on(Fact.DATA_EMPTY), off(), BootstrapRules.ROWS),
          section("recovery", on(), off(Fact.ALIVE, Fact.PRIMARY), RecoveryRules.ROWS),
          section(
              "leaderless", on(), off(Fact.LEADER_KNOWN, Fact.LEASE_HELD), LeaderlessRules.ROWS),
          section("leading", on(Fact.LEADER_IS_ME), off(), LeadingRules.ROWS),
          section("following", on(), off(), FollowingRules.ROWS));

  private static Section section(String name, FactSet on, FactSet off, List<Rule> rows) {
    return new Section(name, on, off, rows);
  }

  private static FactSet on(Fact... facts) {
    return FactSet.of(facts);
  }

  private static FactSet off(Fact... facts) {
    return FactSet.of(facts);
  }
}
