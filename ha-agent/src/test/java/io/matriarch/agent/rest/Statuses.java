package io.matriarch.agent.rest;

import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.ScheduledRestart;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** Builds statuses, starting from a healthy replica or leader. */
final class Statuses {
  static final MonoTime LEASE_END = TestTicker.START.plus(Duration.ofSeconds(25));

  MonoTime at = TestTicker.START;
  String name = "b";
  RunState state = RunState.RUNNING;
  Role role = Role.REPLICA;
  RunPhase running = RunPhase.RUNNING;
  Role reportedRole = Role.REPLICA;
  boolean looked = true;
  boolean leading;
  MonoTime writableUntil = MonoTime.MIN;
  long timeline = 3;
  long received = 2_000_000;
  long replayed = 1_900_000;
  String replicationState = "streaming";
  boolean inView = true;
  String leader = "a";
  String sync = "";
  long optime = 2_000_000;
  String config = "{}";
  boolean failsafeActive;
  List<String> facts = List.of("VIEW_KNOWN", "LEASE_HELD");
  long lastSeen = 1_795_397_904L;
  String systemId = "7711175201247043657";
  Optional<ScheduledRestart> scheduledRestart = Optional.empty();
  String failover = "";
  String history = "";
  String failsafe = "";
  final SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
  final SortedMap<String, ParameterChange> pendingRestart = new TreeMap<>();
  final Map<String, Object> tags = new LinkedHashMap<>();
  final Map<String, Object> attributes = new LinkedHashMap<>();

  static Statuses replica() {
    return new Statuses();
  }

  static Statuses primary() {
    Statuses s = new Statuses();
    s.role = Role.PRIMARY;
    s.reportedRole = Role.PRIMARY;
    s.leading = true;
    s.leader = "b";
    s.writableUntil = LEASE_END;
    s.replicationState = "";
    return s;
  }

  Statuses with(java.util.function.Consumer<Statuses> change) {
    change.accept(this);
    return this;
  }

  NodeStatus build() {
    return new NodeStatus(
        new ClusterId("service", "batman"),
        NodeName.of(name),
        new Tags(tags),
        at,
        state,
        role,
        looked ? Optional.of(report()) : Optional.empty(),
        looked ? at : MonoTime.MIN,
        inView ? Optional.of(view()) : Optional.empty(),
        Optional.of(Instant.ofEpochSecond(lastSeen)),
        leading,
        writableUntil,
        ClusterConfig.parse(config),
        failsafeActive,
        scheduledRestart,
        new Explanation(
            "700.90",
            "leader with the lock",
            "no action. I am (b), the leader with the lock",
            facts,
            List.of("100.10", "700.90"),
            List.of("lag 0"),
            Optional.empty(),
            List.of("lease renewal"),
            writableUntil,
            at.plus(Duration.ofSeconds(10))));
  }

  private ResourceReport report() {
    boolean primary = reportedRole == Role.PRIMARY;
    return new ResourceReport(
        DataState.PRESENT,
        Optional.empty(),
        systemId.isEmpty() ? Optional.empty() : Optional.of(systemId),
        running,
        reportedRole,
        Optional.of(new Position(timeline, Math.max(received, replayed))),
        primary ? OptionalLong.empty() : OptionalLong.of(received),
        primary ? OptionalLong.empty() : OptionalLong.of(replayed),
        false,
        Optional.empty(),
        !primary,
        replicationState.isEmpty() ? Optional.empty() : Optional.of(replicationState),
        false,
        true,
        false,
        new TreeMap<>(),
        List.of(),
        pendingRestart,
        OptionalInt.empty(),
        Optional.empty(),
        attributes);
  }

  private ClusterView view() {
    Optional<LeaderRecord> record =
        leader.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new LeaderRecord(NodeName.of(leader), new Term(7), leading, "", Optional.empty()));
    return new ClusterView(
        at,
        record,
        members,
        document(config),
        document(systemId),
        document(failover),
        document(history),
        document(sync),
        failsafe.isEmpty() ? Optional.empty() : Optional.of(failsafe),
        LeaderBeacon.EMPTY.withPosition(optime));
  }

  private static Optional<Versioned> document(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(new Versioned(text, "1"));
  }
}
