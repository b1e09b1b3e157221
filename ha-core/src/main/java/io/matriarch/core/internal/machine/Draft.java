package io.matriarch.core.internal.machine;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.effect.Effect;
import io.matriarch.core.internal.policy.Decision;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A node's state while one step is being taken. Never leaves the step. */
final class Draft {
  final NodeSettings settings;
  final StoreTraits traits;
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
  Optional<Decision> decision;
  MonoTime decidedAt;
  private long nextId;

  Draft(NodeState before, MonoTime now, Instant wallClock) {
    this.settings = before.settings();
    this.traits = before.traits();
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
    return new Call(now.plus(timeout), config.timing().ttl());
  }

  InFlight inFlight(long id, Call call) {
    return new InFlight(id, call.deadline());
  }

  /** Something may have changed: it is looked at again at once. */
  void resourceDirty() {
    resource = resource.dirty(now);
  }

  void storeDirty() {
    store = store.dirty(now);
  }

  Situation situation() {
    return new Situation(freeze(), now);
  }

  NodeState freeze() {
    return new NodeState(
        settings, traits, config, store, leader, lease, resource, tasks, survey, memory, decision,
        decidedAt, now, nextId);
  }
}
