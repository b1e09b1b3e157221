package io.matriarch.testkit.policy;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Clause;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Intent;
import io.matriarch.core.internal.policy.LeaseStance;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What can be said against a rule table without running anything, over every situation that can
 * occur. Each check tells its complaints, with a situation that shows them; none are wanted.
 */
final class TableChecks {
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

  private final TableStudy table;

  TableChecks(TableStudy table) {
    this.table = table;
  }

  /** Ids are unique and ascend in their section, and a section has a hundred of its own. */
  List<String> misnumbered() {
    List<String> complaints = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    table
        .all()
        .forEach(
            section -> {
              List<String> ids = section.rows().stream().map(Rule::id).toList();
              ids.stream()
                  .filter(id -> !id.matches("[1-9]\\d\\d\\.\\d\\d"))
                  .forEach(id -> complaints.add(id + " is no id"));
              ids.stream()
                  .filter(id -> !seen.add(id))
                  .forEach(id -> complaints.add(id + " is used twice"));
              for (int i = 1; i < ids.size(); i++) {
                if (ids.get(i).compareTo(ids.get(i - 1)) < 0) {
                  complaints.add(ids.get(i) + " stands behind " + ids.get(i - 1));
                }
              }
              Set<String> own =
                  ids.stream().map(id -> id.substring(0, 3)).collect(Collectors.toSet());
              if (own.size() != 1 || !numbers.addAll(own)) {
                complaints.add(section.name() + " has no number of its own: " + new TreeSet<>(own));
              }
            });
    return complaints;
  }

  /** Every situation is taken by a section, and every section has an answer to what it takes. */
  List<String> unanswered() {
    List<String> complaints = new ArrayList<>();
    table.unrouted().ifPresent(facts -> complaints.add("no section for " + facts.toList()));
    for (Section section : table.sections()) {
      table
          .unanswered(section)
          .ifPresent(facts -> complaints.add(section.name() + " has no row for " + facts.toList()));
    }
    return complaints;
  }

  /** Every row decides in some situation. */
  List<String> silent() {
    List<String> complaints = new ArrayList<>();
    forEachRow(
        (section, row) -> {
          if (table.decided(section, row, List.of()).isEmpty()) {
            boolean shadowed = table.matching(section, row).isPresent();
            complaints.add(
                row.id() + (shadowed ? " is in the shadow of earlier rows" : " cannot be reached"));
          }
        });
    return complaints;
  }

  /** Every row is named by a scenario, and what a scenario names exists. */
  List<String> withoutScenario(Set<String> named) {
    Set<String> missing = table.rows().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
    Set<String> unknown = new TreeSet<>(named);
    unknown.removeAll(missing);
    missing.removeAll(named);
    List<String> complaints = new ArrayList<>();
    missing.forEach(id -> complaints.add(id + " has no scenario"));
    unknown.forEach(id -> complaints.add(id + " is named by a scenario and does not exist"));
    return complaints;
  }

  /** Nothing is made primary without a permit but a new cluster. */
  List<String> withoutPermit() {
    List<String> complaints = new ArrayList<>();
    forEachRow(
        (section, row) -> {
          Intent intent = SamplePlans.of(row).intent();
          if (intent instanceof Intent.Run run && run.spec().makesPrimary()) {
            FactSet required = row.required().union(section.entered());
            boolean newCluster =
                run.spec() instanceof TaskSpec.Bootstrap
                    && required.has(Fact.INITIALIZATION_IS_OURS)
                    && required.has(Fact.DATA_EMPTY);
            if (!required.has(Fact.PERMIT_VALID) && !newCluster) {
              complaints.add(row.id() + " makes a primary and does not ask for PERMIT_VALID");
            }
          }
        });
    return complaints;
  }

  /**
   * Leadership is never given up while the resource may write. In pause a server goes on whatever
   * it is; what it has of another cluster was never this one's.
   */
  List<String> givingUp() {
    List<Clause> writes =
        with(
            FactSet.of(Fact.PRIMARY),
            FactSet.EMPTY,
            new Clause(FactSet.EMPTY, FactSet.of(Fact.PAUSED, Fact.DATA_FOREIGN)));
    return dangerous(plan -> plan.lease() == LeaseStance.RELEASE, writes, "gives up leadership");
  }

  /** Nobody races in a mode that is not built. */
  List<String> racing() {
    return dangerous(
        plan -> plan.lease() == LeaseStance.CLAIM,
        with(FactSet.of(Fact.MODE_NOT_BUILT), OURS_ALREADY),
        "claims the lead");
  }

  /** Nothing is begun in pause unless somebody asked for it. */
  List<String> begunInPause() {
    return dangerous(
        plan -> !leavesTheResourceAsItIs(plan.intent()),
        with(FactSet.of(Fact.PAUSED), ASKED_FOR),
        "acts in pause");
  }

  /** Whom a replica follows is not its role: that is kept up to date in pause. */
  private static boolean leavesTheResourceAsItIs(Intent intent) {
    return intent instanceof Intent.Hold
        || intent instanceof Intent.Cancel
        || intent instanceof Intent.Survey
        || intent instanceof Intent.Compare
        || intent instanceof Intent.Run run && run.spec() instanceof TaskSpec.Follow;
  }

  private static List<Clause> with(FactSet holding, FactSet missing, Clause... more) {
    List<Clause> clauses = new ArrayList<>(TableStudy.exactly(holding, missing));
    clauses.addAll(List.of(more));
    return clauses;
  }

  private List<String> dangerous(Predicate<Plan> plans, List<Clause> danger, String what) {
    List<String> complaints = new ArrayList<>();
    forEachRow(
        (section, row) -> {
          if (plans.test(SamplePlans.of(row))) {
            Optional<FactSet> when = table.decided(section, row, danger);
            when.ifPresent(
                facts -> complaints.add(row.id() + " " + what + " with " + facts.toList()));
          }
        });
    return complaints;
  }

  private interface RowVisitor {
    void visit(Section section, Rule row);
  }

  private void forEachRow(RowVisitor visitor) {
    table.all().forEach(section -> section.rows().forEach(row -> visitor.visit(section, row)));
  }
}
