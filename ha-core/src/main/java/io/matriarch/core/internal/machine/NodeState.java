package io.matriarch.core.internal.machine;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.util.Optional;

/**
 * Everything a node knows, between two steps.
 *
 * @param settings what it was told about itself
 * @param traits what its store promises
 * @param config dynamic configuration in force
 * @param store what it knows of the store
 * @param leader how long the leader record has stood still
 * @param lease its own lease
 * @param resource what it knows of its resource
 * @param tasks the task slot
 * @param survey the last questions to other members
 * @param memory what it cannot see again
 * @param decision the last decision, if one was made
 * @param decidedAt when
 * @param now when the last step was taken
 * @param nextId number of the next effect
 */
public record NodeState(
    NodeSettings settings,
    StoreTraits traits,
    ClusterConfig config,
    StoreState store,
    LeaderObservation leader,
    LeaseState lease,
    ResourceState resource,
    TaskSlot tasks,
    SurveyState survey,
    Memory memory,
    Optional<Decision> decision,
    MonoTime decidedAt,
    MonoTime now,
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
    return new NodeState(
        settings,
        traits,
        config,
        StoreState.unknown(now),
        LeaderObservation.NONE,
        LeaseState.NONE,
        ResourceState.unknown(now),
        TaskSlot.IDLE,
        SurveyState.NONE,
        Memory.fresh(now.plus(ADOPTION_WINDOW)),
        Optional.empty(),
        MonoTime.MIN,
        now,
        1);
  }

  public NodeName self() {
    return settings.name();
  }
}
