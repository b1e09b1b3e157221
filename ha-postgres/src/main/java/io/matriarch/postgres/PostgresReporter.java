package io.matriarch.postgres;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.postgres.control.ControlFile;
import io.matriarch.postgres.control.DataDirectory.Finding;
import io.matriarch.postgres.live.PendingRestarts;
import io.matriarch.postgres.parameters.ConnInfo;
import io.matriarch.postgres.process.ExitWatch;
import io.matriarch.postgres.slots.MemberSlots;
import io.matriarch.postgres.slots.SlotNames;
import io.matriarch.postgres.sql.ServerStatus;
import io.matriarch.postgres.sql.SqlFailure;
import io.matriarch.postgres.sql.StatusQuery;
import io.matriarch.postgres.tasks.Aftermath;
import io.matriarch.postgres.tasks.Checkpoints;
import io.matriarch.postgres.tasks.Instance;
import io.matriarch.postgres.timeline.LocalHistory;
import io.matriarch.postgres.timeline.LocalTimeline;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one look at the instance into a report. Used by one thread at a time. */
final class PostgresReporter {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresReporter.class);
  private static final Duration CONTROL_RESERVE = Duration.ofMillis(500);
  private static final String GONE =
      "PostgreSQL runs, and its data directory is empty or gone: it may write to files that nobody"
          + " can see any more";

  private final Instance instance;
  private final Aftermath aftermath;
  private final Checkpoints checkpoints;
  private final LocalTimeline timeline;
  private final LocalHistory history;
  private final ExitWatch exitWatch;
  private final MemberSlots memberSlots;
  private final StreamWatch streamWatch;
  private final PendingRestarts pendingRestarts;
  private String lastProblem = "";

  PostgresReporter(
      Instance instance,
      Aftermath aftermath,
      Checkpoints checkpoints,
      LocalTimeline timeline,
      ExitWatch exitWatch,
      MemberSlots memberSlots) {
    this.instance = instance;
    this.aftermath = aftermath;
    this.checkpoints = checkpoints;
    this.timeline = timeline;
    this.history = new LocalHistory(instance.config().dataDir());
    this.exitWatch = exitWatch;
    this.memberSlots = memberSlots;
    this.streamWatch = new StreamWatch(instance.ticker());
    this.pendingRestarts = new PendingRestarts(instance.admin());
  }

  ResourceReport look(Call call) {
    try {
      aftermath.settle();
      Finding found = instance.data().inspect(instance.programs().major(call.deadline()));
      if (found.state() == DataState.PRESENT) {
        return present(call);
      }
      if (instance.memory().isFilling() || found.state() == DataState.EMPTY && !serves()) {
        return absent(Finding.of(DataState.EMPTY));
      }
      if (found.state() == DataState.EMPTY) {
        return bare(DataState.EMPTY, Optional.of(GONE), RunPhase.UNRESPONSIVE, Role.PRIMARY);
      }
      return failed(found.problem().orElse("the data directory cannot be used"));
    } catch (ResourceException e) {
      return failed(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  /** What cannot be looked at may run and write all the same: it is not taken for stopped. */
  private ResourceReport failed(String problem) {
    return serves() ? blind(RunPhase.UNRESPONSIVE, problem) : absent(Finding.inaccessible(problem));
  }

  private boolean serves() {
    return instance.postmaster().alive() && !instance.postmaster().isStandAlone();
  }

  private ResourceReport present(Call call) throws ResourceException, InterruptedException {
    OptionalLong pid = instance.postmaster().pid();
    if (pid.isEmpty() || instance.postmaster().isStandAlone()) {
      return fromControl(RunPhase.STOPPED, Optional.empty(), call.deadline());
    }
    if (!instance.postmaster().isOwnChild()) {
      exitWatch.watch(pid.getAsLong());
    }
    try {
      ServerStatus status =
          instance.admin().call(call.deadline().minus(CONTROL_RESERVE), StatusQuery::ask);
      complain("");
      return running(status, call);
    } catch (SQLException e) {
      return unanswered(e, call);
    }
  }

  private ResourceReport unanswered(SQLException e, Call call)
      throws ResourceException, InterruptedException {
    MonoTime deadline = call.deadline();
    if (!instance.postmaster().alive()) {
      return fromControl(RunPhase.STOPPED, Optional.empty(), deadline);
    }
    SqlFailure failure = SqlFailure.of(e);
    boolean starting =
        failure == SqlFailure.REJECTING || !instance.postmaster().acceptsConnections();
    if (starting) {
      return fromControl(RunPhase.STARTING, Optional.empty(), deadline);
    }
    String problem =
        failure == SqlFailure.NO_CONNECTION_LEFT
            ? "all connections are taken, the reserved ones for superusers as well:"
                + " end some, or raise superuser_reserved_connections"
            : "PostgreSQL runs but cannot be asked: " + e.getMessage();
    complain(problem);
    return fromControl(RunPhase.UNRESPONSIVE, Optional.of(problem), deadline);
  }

  private void complain(String problem) {
    if (!problem.equals(lastProblem) && !problem.isEmpty()) {
      LOG.warn("{}", problem);
    }
    lastProblem = problem;
  }

  private ResourceReport running(ServerStatus status, Call call) {
    boolean primary = !status.inRecovery();
    long epoch = timeline.of(status, call.remaining(instance.ticker().now()));
    long offset = primary ? status.flushed() : Math.max(status.received(), status.replayed());
    boolean checkpointPending = primary && status.checkpointTimeline() != status.timeline();
    if (checkpointPending) {
      checkpoints.inBackground();
    }
    streamWatch.look(status, instance.postmaster()::complaint);
    return new ResourceReport(
        DataState.PRESENT,
        Optional.empty(),
        Optional.of(status.systemId()),
        RunPhase.RUNNING,
        primary ? Role.PRIMARY : Role.REPLICA,
        Optional.of(new Position(epoch, offset)),
        primary ? OptionalLong.empty() : OptionalLong.of(status.received()),
        primary ? OptionalLong.empty() : OptionalLong.of(status.replayed()),
        false,
        primary ? Optional.empty() : ConnInfo.address(status.primaryConnInfo()),
        !primary && status.streaming(),
        primary ? Optional.empty() : replicationState(status),
        checkpointPending,
        rewindPossible(status.hintsLogged()),
        instance.workMark().forbidsUse(),
        slots(status, offset),
        primary ? history.upTo(epoch) : List.of(),
        pendingRestarts.look(status, call.deadline().minus(CONTROL_RESERVE)),
        OptionalInt.of(status.version()),
        Optional.of(status.startedAt()),
        attributes(status));
  }

  private boolean rewindPossible(boolean hintsLogged) {
    return instance.memory().settings().useRewind()
        && hintsLogged
        && !instance.memory().rewindRefused(instance.ticker().now());
  }

  private static Optional<String> replicationState(ServerStatus status) {
    if (status.streaming()) {
      return Optional.of("streaming");
    }
    return status.restoreCommand().isEmpty()
        ? Optional.empty()
        : Optional.of("in archive recovery");
  }

  /**
   * Members' slots; other people's are nobody's business. Followers keep a slot for this node too,
   * so that they are ready when it follows them.
   */
  private SortedMap<String, Long> slots(ServerStatus status, long offset) {
    SortedMap<String, Long> slots = new TreeMap<>(status.slots());
    slots.keySet().retainAll(memberSlots.names());
    if (!status.inRecovery()) {
      slots.put(SlotNames.of(instance.config().name()), offset);
    }
    return slots;
  }

  private static Map<String, Object> attributes(ServerStatus status) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("server_version", status.version());
    attributes.put("postmaster_start_time", status.startedAt());
    if (status.inRecovery()) {
      status.replayedAt().ifPresent(at -> attributes.put("replayed_timestamp", at));
      attributes.put("replay_paused", status.replayPaused());
      if (status.latestEnd() != 0) {
        attributes.put("latest_end_lsn", status.latestEnd());
      }
    }
    if (!status.replication().isEmpty()) {
      attributes.put("replication", status.replication());
    }
    return attributes;
  }

  private ResourceReport fromControl(RunPhase phase, Optional<String> problem, MonoTime deadline)
      throws ResourceException, InterruptedException {
    ControlFile control;
    try {
      control = instance.control().read(deadline);
    } catch (ResourceException e) {
      if (phase == RunPhase.STOPPED) {
        throw e;
      }
      // A server that runs is never reported as stopped because a file cannot be read in time.
      return blind(phase, problem.orElse(e.getMessage()));
    }
    return new ResourceReport(
        DataState.PRESENT,
        problem,
        Optional.of(control.systemId()),
        phase,
        role(control, phase),
        Optional.of(control.end()),
        OptionalLong.empty(),
        OptionalLong.empty(),
        phase == RunPhase.STOPPED && control.isShutDown(),
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        rewindPossible(control.hintsLogged()),
        instance.workMark().forbidsUse(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }

  /** A server that runs cannot be asked: a signal file says what it is to be, not what it is. */
  private Role role(ControlFile control, RunPhase phase) {
    if (phase == RunPhase.UNRESPONSIVE && control.isInProduction()) {
      return Role.PRIMARY;
    }
    return instance.data().hasStandbySignal() || control.isReplica() ? Role.REPLICA : Role.PRIMARY;
  }

  private ResourceReport blind(RunPhase phase, String problem) {
    return bare(
        DataState.PRESENT,
        Optional.of(problem),
        phase,
        instance.data().hasStandbySignal() ? Role.REPLICA : Role.PRIMARY);
  }

  private ResourceReport absent(Finding found) {
    return bare(found.state(), found.problem(), RunPhase.STOPPED, Role.UNINITIALIZED);
  }

  private ResourceReport bare(
      DataState state, Optional<String> problem, RunPhase phase, Role role) {
    return new ResourceReport(
        state,
        problem,
        Optional.empty(),
        phase,
        role,
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        false,
        false,
        instance.workMark().forbidsUse(),
        new TreeMap<>(),
        List.of(),
        new TreeMap<>(),
        OptionalInt.empty(),
        Optional.empty(),
        Map.of());
  }
}
