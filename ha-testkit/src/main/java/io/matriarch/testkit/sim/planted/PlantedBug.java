package io.matriarch.testkit.sim.planted;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.LeaseKeeper;
import io.matriarch.core.internal.policy.FactFinder;
import io.matriarch.core.internal.policy.HaPolicy;
import io.matriarch.core.internal.policy.Rule;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A machine that is wrong in one place.
 *
 * @param title what it does wrong
 * @param arena where it shows
 * @param invariants one of them must be seen broken
 * @param machine makes it
 */
public record PlantedBug(
    String title, Arena arena, Set<String> invariants, Supplier<HaMachine> machine) {

  /** What is simulated. */
  public enum Arena {
    /** Clusters of servers. */
    CLUSTER,
    /** Elections without data. */
    ELECTION
  }

  @Override
  public String toString() {
    return title;
  }

  static PlantedBug inCluster(String title, Supplier<HaMachine> machine, String... invariants) {
    return new PlantedBug(title, Arena.CLUSTER, Set.of(invariants), machine);
  }

  static PlantedBug inElection(String title, Supplier<HaMachine> machine, String... invariants) {
    return new PlantedBug(title, Arena.ELECTION, Set.of(invariants), machine);
  }

  /** The standard machine with another finder instead of those of that kind. */
  public static HaMachine finding(Class<? extends FactFinder> honest, FactFinder planted) {
    return finding(finder -> honest.isInstance(finder) ? planted : finder);
  }

  /** The standard machine with what that makes of each of its finders. */
  static HaMachine finding(UnaryOperator<FactFinder> planted) {
    HaPolicy standard = HaPolicy.standard();
    return deciding(
        new HaPolicy(
            standard.finders().stream().map(planted).toList(),
            standard.fencing(),
            standard.sections()));
  }

  /** The standard machine with another row of the same id. */
  static HaMachine replacing(Rule row) {
    HaPolicy standard = HaPolicy.standard();
    return deciding(
        new HaPolicy(
            standard.finders(),
            standard.fencing(),
            standard.sections().stream().map(section -> section.replacing(row)).toList()));
  }

  private static HaMachine deciding(HaPolicy policy) {
    return new HaMachine(policy, new LeaseKeeper());
  }

  /** The standard machine with another keeper of the lease. */
  static HaMachine keeping(LeaseKeeper keeper) {
    return new HaMachine(HaPolicy.standard(), keeper);
  }
}
