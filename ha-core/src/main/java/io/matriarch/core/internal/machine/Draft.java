package io.matriarch.core.internal.machine;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.effect.NodeEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node's state while one step is being taken. Never leaves the step. */
final class Draft {
  static final String NO_STORE = "DCS is not accessible";

  NodeSettings settings;
  final StoreTraits traits;
  final Optional<ElectionPolicy> election;
  final MonoTime now;
  final Instant wallClock;
  final List<Effect> effects = new ArrayList<>();
  ClusterConfig config;
  StoreState store;
  LeaderObservation leader;
  LeaseState lease;
  ResourceState resource;
  TaskSlot tasks;
  SurveyState survey;
  Memory memory;
  Desk desk;
  FailsafeState failsafe;
  WatchdogState watchdog;
  Optional<Decision> decision;
  MonoTime decidedAt;
  private long nextId;
  private NodeState frozen;
  private Situation situation;

  Draft(NodeState before, MonoTime now, Instant wallClock) {
    this.settings = before.settings();
    this.traits = before.traits();
    this.election = before.election();
    this.now = now;
    this.wallClock = wallClock;
    this.config = before.config();
    this.store = before.store();
    this.leader = before.leader();
    this.lease = before.lease();
    this.resource = before.resource();
    this.tasks = before.tasks();
    this.survey = before.survey();
    this.memory = before.memory();
    this.desk = before.desk();
    this.failsafe = before.failsafe();
    this.watchdog = before.watchdog();
    this.decision = before.decision();
    this.decidedAt = before.decidedAt();
    this.nextId = before.nextId();
  }

  long newId() {
    return nextId++;
  }

  void emit(Effect effect) {
    effects.add(effect);
  }

  Call call(Duration timeout) {
    Duration ttl = LeaseTimes.kept(config.timing().ttl(), traits.longestRenewInterval());
    return new Call(now.plus(timeout), ttl);
  }

  InFlight inFlight(long id, Call call) {
    return new InFlight(id, call.deadline());
  }

  /** Answers a command, once. */
  void reply(long replyId, CommandResult result) {
    desk = desk.without(replyId);
    emit(new NodeEffect.Reply(replyId, result));
  }

  /** Writes a document for a command and answers it with what became of that. */
  void write(
      long replyId,
      StoreDocument document,
      Expected expected,
      CommandResult done,
      CommandResult conflict,
      String failed) {
    Call call = call(config.timing().retryTimeout());
    long id = newId();
    MonoTime latest = inFlight(id, call).overdue().plus(Duration.ofSeconds(1));
    desk = desk.with(replyId, new Pending.Writing(id, latest, done, conflict, failed));
    emit(new StoreEffect.Put(id, document, expected, call));
  }

  /** The view, if it was read after this instant. */
  Optional<ClusterView> viewSince(MonoTime instant) {
    return store.reachable()
        ? store.view().filter(view -> !view.sentAt().isBefore(instant))
        : Optional.empty();
  }

  /** The store could not be read after this instant. */
  boolean storeFailedSince(MonoTime instant) {
    return store.failure().isPresent() && !store.readAt().isBefore(instant);
  }

  /** Something may have changed: it is looked at again at once. */
  void resourceDirty() {
    resource = resource.dirty(now);
  }

  void storeDirty() {
    store = store.dirty(now);
  }

  /** The same one, with the answers that it has found, until something changes. */
  Situation situation() {
    NodeState state = freeze();
    if (situation == null || situation.state() != state) {
      situation = new Situation(state, now);
    }
    return situation;
  }

  /** The same one until something changes. */
  NodeState freeze() {
    if (frozen == null || !isStill(frozen)) {
      frozen =
          new NodeState(
              settings, traits, config, election, store, leader, lease, resource, tasks, survey,
              memory, desk, failsafe, watchdog, decision, decidedAt, now, wallClock, nextId);
    }
    return frozen;
  }

  private boolean isStill(NodeState state) {
    return store == state.store()
        && resource == state.resource()
        && memory == state.memory()
        && lease == state.lease()
        && tasks == state.tasks()
        && survey == state.survey()
        && leader == state.leader()
        && desk == state.desk()
        && failsafe == state.failsafe()
        && watchdog == state.watchdog()
        && config == state.config()
        && settings == state.settings()
        && decision == state.decision()
        && decidedAt == state.decidedAt()
        && nextId == state.nextId();
  }
}
