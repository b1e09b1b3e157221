package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.TaskSlot;
import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Tags;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.wire.Versions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node says of itself, to the store and on its status pages. */
public final class SelfPortrait {
  private SelfPortrait() {}

  public static MemberRecord of(NodeState state) {
    Optional<ResourceReport> report = state.resource().report();
    RunState runState = runState(state);
    boolean positions =
        runState == RunState.RUNNING
            || runState == RunState.STARTING
            || runState == RunState.RESTARTING;
    boolean replica = report.filter(r -> r.role() == Role.REPLICA).isPresent();
    Optional<Position> position = report.flatMap(ResourceReport::position);
    SortedMap<String, ParameterChange> pending =
        report.map(ResourceReport::pendingRestart).orElseGet(TreeMap::new);
    return new MemberRecord(
        state.self(),
        state.settings().connUrl(),
        state.settings().apiUrl(),
        runState,
        role(state),
        Versions.PROTOCOL,
        state.settings().tags(),
        positions ? number(position.map(Position::offset)) : OptionalLong.empty(),
        positions && replica ? report.get().received() : OptionalLong.empty(),
        positions && replica ? report.get().replayed() : OptionalLong.empty(),
        positions && replica ? report.flatMap(ResourceReport::replicationState) : Optional.empty(),
        number(position.map(Position::epoch).filter(epoch -> epoch > 0)),
        report.filter(ResourceReport::checkpointPending).isPresent(),
        !pending.isEmpty(),
        pending,
        state.memory().scheduledRestart(),
        state.settings().proxyUrl(),
        state.config().paused(),
        true);
  }

  /**
   * Its tags as an answer to others tells them: a replica that work has spoiled never leads, so
   * nobody must wait for it or hand over to it, however far it is. Not so in the store, where a
   * record may outlive that: then nobody would ask a copy that is whole again. Nor while it runs
   * writable: that is in everybody's way, whatever it is worth.
   */
  public static Tags tags(NodeState state) {
    Tags configured = state.settings().tags();
    boolean mustNotLead =
        state
            .resource()
            .report()
            .filter(ResourceReport::spoiled)
            .filter(report -> report.role() != Role.PRIMARY)
            .isPresent();
    if (!mustNotLead) {
      return configured;
    }
    Map<String, Object> values = new LinkedHashMap<>(configured.values());
    values.put("nofailover", true);
    return new Tags(values);
  }

  /** The life-cycle state: what is being done tells more than what was last seen. */
  public static RunState runState(NodeState state) {
    Optional<TaskSpec> task = state.tasks().running().map(TaskSlot.Running::spec);
    if (task.filter(spec -> spec instanceof TaskSpec.Bootstrap).isPresent()) {
      return RunState.INITIALIZING;
    }
    if (task.filter(spec -> spec instanceof TaskSpec.Rebuild).isPresent()) {
      return RunState.CREATING_REPLICA;
    }
    if (task.filter(spec -> spec instanceof TaskSpec.Restart).isPresent()) {
      return RunState.RESTARTING;
    }
    if (task.filter(spec -> spec instanceof TaskSpec.Start).isPresent()) {
      return RunState.STARTING;
    }
    if (task.filter(spec -> spec instanceof TaskSpec.Stop).isPresent()) {
      return RunState.STOPPING;
    }
    return state.resource().report().map(report -> seen(state, report)).orElse(RunState.STOPPED);
  }

  private static RunState seen(NodeState state, ResourceReport report) {
    return switch (report.running()) {
      case RUNNING, UNRESPONSIVE -> RunState.RUNNING;
      case STARTING -> RunState.STARTING;
      case STOPPED -> stopped(state, report);
    };
  }

  /** In pause nobody is to be alarmed, since nobody will start it. */
  private static RunState stopped(NodeState state, ResourceReport report) {
    if (state.config().paused()) {
      return RunState.STOPPED;
    }
    boolean startFailed =
        state.tasks().failures().filter(f -> f.of(TaskSpec.Start.class)).isPresent();
    if (startFailed) {
      return RunState.START_FAILED;
    }
    return report.data() == DataState.PRESENT && !report.cleanShutdown()
        ? RunState.CRASHED
        : RunState.STOPPED;
  }

  /** The role: a stopped primary is no primary. */
  public static Role role(NodeState state) {
    boolean promoting =
        state
            .tasks()
            .running()
            .filter(task -> task.spec() instanceof TaskSpec.Promote && task.pastNoReturn())
            .isPresent();
    if (promoting || promotedUnseen(state)) {
      return Role.PROMOTED;
    }
    return state
        .resource()
        .report()
        .map(
            report -> {
              if (report.data() == DataState.EMPTY) {
                return Role.UNINITIALIZED;
              }
              boolean demoted = report.role() == Role.PRIMARY && !report.running().alive();
              return demoted ? Role.DEMOTED : report.role();
            })
        .orElse(Role.UNINITIALIZED);
  }

  /** A promotion has ended, and nobody has looked since. */
  private static boolean promotedUnseen(NodeState state) {
    return state.resource().barrier().isPresent()
        && state.resource().mayWrite()
        && state.resource().report().filter(r -> r.role() == Role.REPLICA).isPresent();
  }

  private static OptionalLong number(Optional<Long> value) {
    return value.map(OptionalLong::of).orElse(OptionalLong.empty());
  }
}
