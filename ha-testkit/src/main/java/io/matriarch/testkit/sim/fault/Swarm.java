package io.matriarch.testkit.sim.fault;

import io.matriarch.core.internal.machine.LeaseTimes;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The make-up of one run, drawn from its seed alone.
 *
 * @param nodes how many
 * @param flavour timing rules of the store
 * @param guarded every node has a guard outside of its agent
 * @param ttl of the lease
 * @param loopWait longest time between two looks
 * @param retryTimeout for calls to the store
 * @param maximumLag bytes that a new leader may lack
 * @param timelinesChecked whether it must be on the last known timeline
 * @param failsafe failsafe mode is on
 * @param rewinds copies may be realigned
 * @param primaryStartTimeout patience with a leader's server
 * @param drift how far clocks run off, as a share; some fast, some slow
 * @param slowShare share of messages that take long
 * @param writeEvery between a client's commits
 * @param largestCommit bytes
 * @param disturbance how long faults come
 * @param faults the faults
 */
public record Swarm(
    int nodes,
    StoreFlavour flavour,
    boolean guarded,
    Duration ttl,
    Duration loopWait,
    Duration retryTimeout,
    long maximumLag,
    boolean timelinesChecked,
    boolean failsafe,
    boolean rewinds,
    Duration primaryStartTimeout,
    double drift,
    double slowShare,
    Duration writeEvery,
    int largestCommit,
    Duration disturbance,
    List<PlannedFault> faults) {
  private static final double USUAL_DRIFT = 0.0002;
  private static final double WORST_DRIFT = 0.019;

  public static Swarm of(long seed) {
    Dice dice = Dice.of(seed, "swarm", "options");
    int nodes = dice.pick(List.of(1, 2, 3, 3, 3, 3, 3, 4, 5));
    Duration loopWait = dice.pick(List.of(seconds(10), seconds(5), seconds(2), seconds(10)));
    Duration retryTimeout = dice.pick(List.of(seconds(10), seconds(5), seconds(3)));
    Duration shortest = loopWait.plus(retryTimeout.multipliedBy(2));
    Duration ttl = dice.chance(0.5) ? shortest : shortest.plus(dice.seconds(1, 30));
    Duration disturbance = dice.seconds(240, 1200);
    return new Swarm(
        nodes,
        dice.pick(List.of(StoreFlavour.values())),
        dice.chance(0.5),
        ttl.compareTo(seconds(20)) < 0 ? seconds(20) : ttl,
        loopWait,
        retryTimeout,
        dice.pick(List.of(0L, 16_384L, 131_072L, 1_048_576L)),
        dice.chance(0.5),
        dice.chance(0.35),
        dice.chance(0.8),
        dice.pick(List.of(seconds(300), seconds(30), seconds(10))),
        dice.chance(0.2) ? WORST_DRIFT : USUAL_DRIFT,
        dice.pick(List.of(0.0, 0.01, 0.1)),
        dice.spread(Duration.ofMillis(200), seconds(5)),
        dice.pick(List.of(512, 8192, 65_536)),
        disturbance,
        FaultDealer.deal(seed, nodes, disturbance));
  }

  /** Of another size. */
  public Swarm with(int otherNodes, Duration otherDisturbance, List<PlannedFault> otherFaults) {
    return new Swarm(
        otherNodes,
        flavour,
        guarded,
        ttl,
        loopWait,
        retryTimeout,
        maximumLag,
        timelinesChecked,
        failsafe,
        rewinds,
        primaryStartTimeout,
        drift,
        slowShare,
        writeEvery,
        largestCommit,
        otherDisturbance,
        List.copyOf(otherFaults));
  }

  /** Changes after which fewer things are out of the ordinary. */
  public static List<UnaryOperator<Swarm>> plainer() {
    return List.of(
        s -> s.plain(0, s.drift, s.failsafe),
        s -> s.plain(s.slowShare, Math.min(s.drift, USUAL_DRIFT), s.failsafe),
        s -> s.plain(s.slowShare, s.drift, false));
  }

  private Swarm plain(double otherSlowShare, double otherDrift, boolean otherFailsafe) {
    return new Swarm(
        nodes,
        flavour,
        guarded,
        ttl,
        loopWait,
        retryTimeout,
        maximumLag,
        timelinesChecked,
        otherFailsafe,
        rewinds,
        primaryStartTimeout,
        otherDrift,
        otherSlowShare,
        writeEvery,
        largestCommit,
        disturbance,
        faults);
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /** The same with the ttl and the pauses that only members of one kind among themselves take. */
  public Swarm hurried(Duration shortTtl) {
    return new Swarm(
        nodes,
        flavour,
        guarded,
        shortTtl,
        seconds(1),
        seconds(1),
        maximumLag,
        timelinesChecked,
        failsafe,
        rewinds,
        primaryStartTimeout,
        drift,
        slowShare,
        writeEvery,
        largestCommit,
        disturbance,
        faults);
  }

  /** While somebody has it doubled, as long as the store keeps it. */
  public Duration longestTtl() {
    return LeaseTimes.kept(ttl.multipliedBy(2), flavour.traits().longestRenewInterval());
  }

  /** In one line, without the faults. */
  public String summary() {
    return "%d nodes, %s store, %s, drift %.4f, disturbed for %d s, %d faults, %s"
        .formatted(
            nodes,
            flavour,
            guarded ? "guarded" : "unguarded",
            drift,
            disturbance.toSeconds(),
            faults.size(),
            clusterConfig());
  }

  /** The cluster's dynamic configuration. */
  public String clusterConfig() {
    return clusterConfig(Map.of());
  }

  /** With some keys set otherwise. */
  public String clusterConfig(Map<String, Object> others) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("ttl", ttl.toSeconds());
    keys.put("loop_wait", loopWait.toSeconds());
    keys.put("retry_timeout", retryTimeout.toSeconds());
    keys.put("maximum_lag_on_failover", maximumLag);
    keys.put("check_timeline", timelinesChecked);
    keys.put("failsafe_mode", failsafe);
    keys.put("primary_start_timeout", primaryStartTimeout.toSeconds());
    keys.putAll(others);
    return keys.entrySet().stream()
        .map(key -> "\"" + key.getKey() + "\":" + key.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
