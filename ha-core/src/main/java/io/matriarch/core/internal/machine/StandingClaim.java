package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Versioned;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A claim to create the cluster that nobody seems to be using.
 *
 * @param version of the claim
 * @param since nobody has been seen creating a cluster, or having one, since
 */
public record StandingClaim(String version, MonoTime since) {
  private static final Duration SHORTEST = Duration.ofMinutes(1);

  private static final Set<RunState> IDLE =
      EnumSet.of(
          RunState.STOPPED,
          RunState.CRASHED,
          RunState.START_FAILED,
          RunState.INITIALIZATION_FAILED);

  /** When it counts as abandoned. */
  public MonoTime abandonedAt(Duration ttl) {
    Duration twice = ttl.multipliedBy(2);
    return since.plus(twice.compareTo(SHORTEST) < 0 ? SHORTEST : twice);
  }

  /** What is standing now, given what stood before. */
  static Optional<StandingClaim> next(Optional<StandingClaim> before, Situation s) {
    Optional<Versioned> claim =
        s.view()
            .flatMap(view -> view.initialize())
            .filter(found -> found.value().isEmpty())
            .filter(found -> s.leader().isEmpty() && !othersAtWork(s));
    return claim.map(
        found ->
            before
                .filter(old -> old.version().equals(found.version()))
                .orElseGet(() -> new StandingClaim(found.version(), s.now())));
  }

  /** Another member creates a cluster; or it has data, so that it is the one to go on with. */
  private static boolean othersAtWork(Situation s) {
    boolean primaryHere = s.report().filter(report -> report.role() == Role.PRIMARY).isPresent();
    return s.view().stream()
        .flatMap(view -> view.members().values().stream())
        .filter(member -> !member.name().equals(s.self()))
        .anyMatch(member -> atWork(member, primaryHere));
  }

  /**
   * Whoever lives and is neither idle nor ended badly may be creating the cluster, in ways that we
   * do not know, too: Patroni's recovery after a custom bootstrap is a server that starts, for
   * hours. But a replica that is done starting waits for whoever has the primary's data: where
   * these are here, the two must not wait for each other.
   *
   * @param primaryHere this node has the data of a primary
   */
  static boolean atWork(MemberRecord member, boolean primaryHere) {
    boolean idle = IDLE.contains(member.state());
    boolean waitsForUs = primaryHere && (idle || member.state() == RunState.RUNNING);
    return switch (member.role()) {
      case UNINITIALIZED -> !idle;
      case REPLICA -> !waitsForUs;
      default -> true;
    };
  }
}
