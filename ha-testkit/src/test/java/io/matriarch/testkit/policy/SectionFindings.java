package io.matriarch.testkit.policy;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What one visit to every situation of a section has found. All of it should be empty.
 *
 * @param unanswered some situations in which no row decides
 * @param silent rows that decide in no situation
 * @param givingUp rows that give leadership up while the resource may write, with a situation
 * @param racing rows that claim the lead in a mode that is not built
 * @param begunInPause rows that touch the resource in pause although nobody has asked for it
 */
record SectionFindings(
    List<FactSet> unanswered,
    Set<String> silent,
    Map<String, FactSet> givingUp,
    Map<String, FactSet> racing,
    Map<String, FactSet> begunInPause) {

  private static final int ENOUGH = 3;

  private static final FactSet ASKED_FOR =
      FactSet.of(
          Fact.SHUTDOWN_REQUESTED,
          Fact.TASK_RUNNING,
          Fact.MOVE_DUE,
          Fact.REQUEST_NAMES_ME,
          Fact.RETURN_PENDING,
          Fact.RESTART_ORDERED,
          Fact.REBUILD_ORDERED);

  private static final FactSet OURS_ALREADY =
      FactSet.of(
          Fact.CLAIM_OPEN, Fact.KEY_IS_OURS, Fact.KEY_ADOPTABLE, Fact.INITIALIZATION_IS_OURS);

  static SectionFindings of(Section section) {
    SectionFindings found =
        new SectionFindings(
            new ArrayList<>(), new TreeSet<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    section.rows().forEach(row -> found.silent.add(row.id()));
    Map<String, Plan> plans = new HashMap<>();
    SectionStudy study =
        section == RuleTable.FENCING ? SectionStudy.ofFencing() : SectionStudy.of(section);
    study.forEach(
        (facts, row) ->
            row.ifPresentOrElse(r -> found.decided(facts, r, plans), () -> found.undecided(facts)));
    return found;
  }

  private void undecided(FactSet facts) {
    if (unanswered.size() < ENOUGH) {
      unanswered.add(facts);
    }
  }

  private void decided(FactSet facts, Rule row, Map<String, Plan> plans) {
    silent.remove(row.id());
    Plan plan = plans.computeIfAbsent(row.id(), id -> SamplePlans.of(row));
    if (plan.lease() == LeaseStance.RELEASE
        && facts.has(Fact.PRIMARY)
        && !ownedByAnotherClusterInPause(facts)) {
      givingUp.putIfAbsent(row.id(), facts);
    }
    if (plan.lease() == LeaseStance.CLAIM
        && facts.has(Fact.MODE_NOT_BUILT)
        && facts.hasNone(OURS_ALREADY)) {
      racing.putIfAbsent(row.id(), facts);
    }
    if (facts.has(Fact.PAUSED)
        && facts.hasNone(ASKED_FOR)
        && !leavesTheResourceAsItIs(plan.intent())) {
      begunInPause.putIfAbsent(row.id(), facts);
    }
  }

  /** In pause a server goes on whatever it is; what it has was never this cluster's. */
  private static boolean ownedByAnotherClusterInPause(FactSet facts) {
    return facts.has(Fact.PAUSED) && facts.has(Fact.DATA_FOREIGN);
  }

  /** Whom a replica follows is not its role: that is kept up to date in pause. */
  private static boolean leavesTheResourceAsItIs(Intent intent) {
    return intent instanceof Intent.Hold
        || intent instanceof Intent.Cancel
        || intent instanceof Intent.Survey
        || intent instanceof Intent.Compare
        || intent instanceof Intent.Run run && run.spec() instanceof TaskSpec.Follow;
  }
}
