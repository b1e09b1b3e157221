package io.matriarch.core.internal.policy;

import io.matriarch.core.internal.election.Candidacy;
import io.matriarch.core.internal.election.Eligibility;
import io.matriarch.core.internal.election.Upstream;
import io.matriarch.core.internal.election.Verdict;
import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.SurveyState;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node's knowledge at one instant, with the questions that finders and plans ask of it. What many
 * of them ask for is found once and kept; used by one thread.
 */
public final class Situation {
  private final NodeState state;
  private final MonoTime now;
  private final Optional<ClusterView> view;
  private Optional<LeaderRecord> leader;
  private Optional<LeaderRecord> otherLeader;
  private Optional<MemberRecord> leaderMember;
  private Optional<ReplicationSource> source;
  private Optional<ReplicationSource> upstream;
  private Optional<LeaseState.Held> lease;
  private Verdict eligibility;
  private Verdict candidacy;

  /**
   * @param state what the node knows
   * @param now the instant
   */
  public Situation(NodeState state, MonoTime now) {
    this.state = state;
    this.now = now;
    this.view = state.store().reachable() ? state.store().view() : Optional.empty();
  }

  public NodeState state() {
    return state;
  }

  public MonoTime now() {
    return now;
  }

  public NodeName self() {
    return state.self();
  }

  public Optional<ResourceReport> report() {
    return state.resource().report();
  }

  /** The view, while the store can be read. */
  public Optional<ClusterView> view() {
    return view;
  }

  /** The cluster's timeline by the history document; 0 if unknown. */
  public long clusterTimeline() {
    return view().isPresent() ? state.store().documents().clusterTimeline() : 0;
  }

  /** The request to move leadership that stands in the store. */
  public Optional<FailoverRequest> move() {
    return view().flatMap(view -> state.store().documents().move());
  }

  /** When that is to be done, if it is scheduled for a time that can be read. */
  public Optional<OffsetDateTime> moveAt() {
    return view().flatMap(view -> state.store().documents().moveAt());
  }

  /** The members that the failsafe topology lists, with their addresses. */
  public SortedMap<NodeName, String> failsafeTopology() {
    return view()
        .map(view -> state.store().documents().failsafe())
        .orElseGet(Collections::emptySortedMap);
  }

  /** The identifier of the cluster in the store; an empty text while somebody creates it. */
  public Optional<String> initialize() {
    return view().flatMap(ClusterView::initialize).map(Versioned::value);
  }

  public boolean initialized() {
    return initialize().filter(identity -> !identity.isEmpty()).isPresent();
  }

  public boolean initializeClaimed() {
    return initialize().filter(String::isEmpty).isPresent();
  }

  /** The leader that the view names, unless its record has provably expired. */
  public Optional<LeaderRecord> leader() {
    if (leader == null) {
      leader = view.flatMap(ClusterView::leader).filter(record -> !recordExpired());
    }
    return leader;
  }

  /** In stores where observers judge: the record that may be claimed against. */
  public Optional<LeaderRecord> expiredRecord() {
    return view().flatMap(ClusterView::leader).filter(record -> recordExpired());
  }

  private boolean recordExpired() {
    return state.traits().expiry() == ExpirySide.OBSERVER
        && view.filter(seen -> state.leader().provenExpiredBy(seen, state.config().timing().ttl()))
            .isPresent();
  }

  /** The leader, if it is another node. */
  public Optional<LeaderRecord> otherLeader() {
    if (otherLeader == null) {
      otherLeader = leader().filter(record -> !record.holder().equals(self()));
    }
    return otherLeader;
  }

  public Optional<MemberRecord> leaderMember() {
    if (leaderMember == null) {
      leaderMember = otherLeader().flatMap(record -> view.get().member(record.holder()));
    }
    return leaderMember;
  }

  /** Where to stream from: another leader that runs as primary and tells its address. */
  public Optional<ReplicationSource> source() {
    if (source == null) {
      source =
          leaderMember()
              .filter(member -> !state.stateless())
              .filter(member -> member.role() == Role.PRIMARY && member.state() == RunState.RUNNING)
              .flatMap(this::asSource);
    }
    return source;
  }

  /** A member of the view as a source of replication. */
  public Optional<ReplicationSource> asSource(MemberRecord member) {
    return Optional.ofNullable(state.store().documents().sources().get(member.name()));
  }

  public Optional<LeaseState.Held> lease() {
    if (lease == null) {
      lease =
          state.lease() instanceof LeaseState.Held held && now.isBefore(held.times().validUntil())
              ? Optional.of(held)
              : Optional.empty();
    }
    return lease;
  }

  /** What the claim to create the cluster proves right now. */
  public Permit creationPermit() {
    return state
        .memory()
        .creation()
        .map(Creation::permit)
        .orElse(new Permit.BootstrapPermit(MonoTime.MIN));
  }

  /** The permit that the lease gives right now. */
  public Optional<Permit> permit() {
    return lease()
        .filter(held -> now.isBefore(held.times().stepDownAt()))
        .map(held -> new Permit.LeasePermit(held.token().term(), held.times().validUntil()));
  }

  public boolean running(Role role) {
    return report().filter(report -> report.running().alive() && report.role() == role).isPresent();
  }

  /** Judged alone: may this node become leader at all? */
  public Verdict eligibility() {
    if (eligibility == null) {
      eligibility = Eligibility.judge(this);
    }
    return eligibility;
  }

  /** Judged against the answers of the others. */
  public Verdict candidacy() {
    if (candidacy == null) {
      candidacy = Candidacy.judge(this);
    }
    return candidacy;
  }

  /** Why this node may or may not become leader; empty where the question does not arise. */
  public Verdict verdict() {
    if (lease().isPresent() || view().isEmpty() || leader().isPresent()) {
      return Verdict.YES;
    }
    List<String> reasons = new ArrayList<>(eligibility().reasons());
    if (state.survey().id() != 0) {
      reasons.addAll(candidacy().reasons());
    }
    return reasons.isEmpty() ? Verdict.YES : new Verdict(false, reasons);
  }

  /** From whom this replica is to stream; may be nobody although there is a leader. */
  public Optional<ReplicationSource> upstream() {
    if (upstream == null) {
      upstream = Upstream.of(this);
    }
    return upstream;
  }

  /** With the leader's history; to be asked for only while there is a source. */
  public FollowRequest leaderRequest() {
    return new FollowRequest(source().orElseThrow(), state.config().text());
  }

  /** With the stream that this replica is to receive; only while there is one. */
  public FollowRequest followRequest() {
    return new FollowRequest(upstream().or(this::source).orElseThrow(), state.config().text());
  }

  /**
   * Where to make a copy from: a replica that offers itself, so that the leader is spared; the
   * leader if there is none, or nothing else will do.
   */
  public FollowRequest copyRequest(boolean fromLeader) {
    List<ReplicationSource> offers =
        view().map(ClusterView::members).orElseGet(TreeMap::new).values().stream()
            .filter(member -> !fromLeader && member.tags().clonefrom())
            .filter(member -> member.state() == RunState.RUNNING && member.role() == Role.REPLICA)
            .filter(member -> !member.name().equals(self()))
            .flatMap(member -> asSource(member).stream())
            .toList();
    int turn = offers.isEmpty() ? 0 : Math.floorMod(self().value().hashCode(), offers.size());
    return offers.isEmpty()
        ? leaderRequest()
        : new FollowRequest(offers.get(turn), state.config().text());
  }

  public Duration ttl() {
    return state.config().timing().ttl();
  }

  /** The leader's name for sentences. */
  public String leaderName() {
    return leader().map(record -> record.holder().value()).orElse("nobody");
  }

  public SurveyState survey() {
    return state.survey();
  }
}
