package io.matriarch.testkit.sim.election;

import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The make-up of one run, drawn from its seed alone.
 *
 * @param participants how many
 * @param flavour timing rules of the store
 * @param policy what all of them go by
 * @param drift how far clocks run off, as a share
 * @param slowShare share of messages that take long
 * @param disturbance how long troubles come
 * @param troubles the troubles
 */
public record ElectionSwarm(
    int participants,
    StoreFlavour flavour,
    ElectionPolicy policy,
    double drift,
    double slowShare,
    Duration disturbance,
    List<Planned> troubles) {
  private static final double USUAL_DRIFT = 0.0002;
  private static final double WORST_DRIFT = 0.019;
  private static final double KIND_IS_OFF = 0.4;
  private static final double LEADER_IS_HIT = 0.6;

  /**
   * One trouble of a plan.
   *
   * @param participant whom it hits, counted from zero; negative: whoever leads
   */
  public record Planned(Duration at, Duration lasts, Trouble trouble, int participant) {}

  public static ElectionSwarm of(long seed) {
    Dice dice = Dice.of(seed, "election", "options");
    int participants = dice.pick(List.of(1, 2, 2, 3, 3, 3, 5));
    StoreFlavour flavour = dice.pick(List.of(StoreFlavour.values()));
    // Where renewals count a tick late there must be time left for some ticks.
    Duration ttl = flavour == StoreFlavour.BUCKETED ? dice.seconds(8, 30) : dice.seconds(2, 30);
    Duration minimum = dice.pick(List.of(Duration.ZERO, Duration.ZERO, dice.seconds(1, 60)));
    Duration disturbance = dice.seconds(180, 600);
    return new ElectionSwarm(
        participants,
        flavour,
        ElectionPolicy.of(ttl, minimum),
        dice.chance(0.2) ? WORST_DRIFT : USUAL_DRIFT,
        dice.pick(List.of(0.0, 0.01, 0.1)),
        disturbance,
        deal(seed, participants, disturbance));
  }

  private static List<Planned> deal(long seed, int participants, Duration span) {
    List<Planned> plan = new ArrayList<>();
    for (Trouble trouble : Trouble.values()) {
      Dice dice = Dice.of(seed, trouble.name(), "election-plan");
      if (dice.chance(KIND_IS_OFF)) {
        continue;
      }
      Duration every = dice.spread(Duration.ofSeconds(20), Duration.ofSeconds(200));
      Duration at = dice.between(Duration.ZERO, every);
      while (at.compareTo(span) < 0) {
        Duration lasts = dice.spread(Duration.ofMillis(500), Duration.ofSeconds(60));
        int whom = dice.chance(LEADER_IS_HIT) ? -1 : dice.number(0, participants - 1);
        plan.add(new Planned(at, lasts, trouble, whom));
        at = at.plus(lasts).plus(dice.between(Duration.ofSeconds(1), every.multipliedBy(2)));
      }
    }
    plan.sort(Comparator.comparing(Planned::at).thenComparing(Planned::trouble));
    return List.copyOf(plan);
  }

  /** Of another size. */
  public ElectionSwarm with(
      int otherParticipants, Duration otherDisturbance, List<Planned> others) {
    return new ElectionSwarm(
        otherParticipants,
        flavour,
        policy,
        drift,
        slowShare,
        otherDisturbance,
        List.copyOf(others));
  }

  /** Changes after which fewer things are out of the ordinary. */
  public static List<UnaryOperator<ElectionSwarm>> plainer() {
    return List.of(
        s -> s.plain(0, s.drift, s.policy.minimumBetween()),
        s -> s.plain(s.slowShare, Math.min(s.drift, USUAL_DRIFT), s.policy.minimumBetween()),
        s -> s.plain(s.slowShare, s.drift, Duration.ZERO));
  }

  private ElectionSwarm plain(double otherSlowShare, double otherDrift, Duration otherMinimum) {
    return new ElectionSwarm(
        participants,
        flavour,
        ElectionPolicy.of(policy.timing().ttl(), otherMinimum),
        otherDrift,
        otherSlowShare,
        disturbance,
        troubles);
  }

  /** In one line, without the troubles. */
  public String summary() {
    return "%d participants, %s store, ttl %s, minimum %s, drift %.4f, %d troubles in %d s"
        .formatted(
            participants,
            flavour,
            policy.timing().ttl(),
            policy.minimumBetween(),
            drift,
            troubles.size(),
            disturbance.toSeconds());
  }
}
