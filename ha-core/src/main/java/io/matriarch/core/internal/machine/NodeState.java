package io.matriarch.core.internal.machine;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything a node knows, between two steps.
 *
 * @param settings what it was told about itself
 * @param traits what its store promises
 * @param config dynamic configuration in force
 * @param election present: the resource has no data, so all nodes are equally fit
 * @param store what it knows of the store
 * @param leader how long the leader record has stood still
 * @param lease its own lease
 * @param resource what it knows of its resource
 * @param tasks the task slot
 * @param survey the last questions to other members
 * @param memory what it cannot see again
 * @param desk what was asked of it
 * @param failsafe its right to go on without the store
 * @param watchdog what the guard outside of this process was told
 * @param decision the last decision, if one was made
 * @param decidedAt when
 * @param now when the last step was taken
 * @param wallClock the same instant for people
 * @param nextId number of the next effect
 */
public record NodeState(
    NodeSettings settings,
    StoreTraits traits,
    ClusterConfig config,
    Optional<ElectionPolicy> election,
    StoreState store,
    LeaderObservation leader,
    LeaseState lease,
    ResourceState resource,
    TaskSlot tasks,
    SurveyState survey,
    Memory memory,
    Desk desk,
    FailsafeState failsafe,
    WatchdogState watchdog,
    Optional<Decision> decision,
    MonoTime decidedAt,
    MonoTime now,
    Instant wallClock,
    long nextId) {

  /**
   * How long a resource found running as primary may go on before this node has looked at the
   * store; the resource may have been left by an earlier process whose lease is still being counted
   * down.
   */
  public static final Duration ADOPTION_WINDOW = Duration.ofSeconds(5);

  /**
   * The state of a node that has seen nothing yet.
   *
   * @param config configuration to begin with, until the store's is read
   */
  public static NodeState initial(
      NodeSettings settings, StoreTraits traits, ClusterConfig config, MonoTime now) {
    return initial(settings, traits, config, Optional.empty(), now);
  }

  /** The same, for a resource without data if there is a policy for that. */
  public static NodeState initial(
      NodeSettings settings,
      StoreTraits traits,
      ClusterConfig config,
      Optional<ElectionPolicy> election,
      MonoTime now) {
    return new NodeState(
        settings,
        traits,
        config,
        election,
        StoreState.unknown(now),
        LeaderObservation.NONE,
        LeaseState.NONE,
        ResourceState.unknown(now),
        TaskSlot.IDLE,
        SurveyState.NONE,
        Memory.fresh(now, now.plus(ADOPTION_WINDOW)),
        Desk.EMPTY,
        FailsafeState.NONE,
        WatchdogState.of(WatchdogState.Need.NONE),
        Optional.empty(),
        MonoTime.MIN,
        now,
        Instant.EPOCH,
        1);
  }

  public boolean stateless() {
    return election.isPresent();
  }

  /** Paused, and there is something that goes on without a lease then. */
  public boolean leftAlone() {
    return config.paused() && !stateless();
  }

  /** The same node with a guard outside of its process. */
  public NodeState watchedBy(WatchdogState.Need need) {
    return with(memory, WatchdogState.of(need));
  }

  /**
   * The watchdog still goes by what an earlier process has told it, and so does this one: until
   * then what is found running may go on.
   */
  public NodeState inheriting(GuardOrders orders) {
    return with(memory.adoptedUntil(orders.fenceAt()), watchdog.inheriting(orders));
  }

  private NodeState with(Memory remembered, WatchdogState watched) {
    return new NodeState(
        settings,
        traits,
        config,
        election,
        store,
        leader,
        lease,
        resource,
        tasks,
        survey,
        remembered,
        desk,
        failsafe,
        watched,
        decision,
        decidedAt,
        now,
        wallClock,
        nextId);
  }

  public NodeName self() {
    return settings.name();
  }
}
