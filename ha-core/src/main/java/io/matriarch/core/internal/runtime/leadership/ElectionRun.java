package io.matriarch.core.internal.runtime.leadership;

import io.matriarch.core.api.CommandResult;
import io.matriarch.core.api.ElectionStatus;
import io.matriarch.core.api.ExitReason;
import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.StepDownOutcome;
import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.core.internal.machine.Memory;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.runtime.Crew;
import io.matriarch.core.internal.runtime.NodeRuntime;
import io.matriarch.core.internal.runtime.PermitBoard;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Permit.LeasePermit;
import io.matriarch.core.model.Tags;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A participant at work: a node whose resource is the application's listener. */
public final class ElectionRun implements LeaderElection {
  private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(1);
  private static final int MOST_DOUBLINGS = 5;

  private final ClusterId election;
  private final NodeName self;
  private final ElectionPolicy policy;
  private final LeadershipListener listener;
  private final Ticker ticker;
  private final PermitBoard permits = new PermitBoard();
  private final ElectionOnlyResource resource;
  private final NodeRuntime node;
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean closing;
  private volatile boolean steppingDown;
  private volatile boolean listenerFailed;

  private ElectionRun(
      ClusterStore store,
      ClusterId election,
      NodeName self,
      ElectionPolicy policy,
      LeadershipListener listener,
      Ticker ticker,
      Function<NodeSettings, Crew> crew) {
    this.election = election;
    this.self = self;
    this.policy = policy.keptBy(store.traits());
    this.listener = listener;
    this.ticker = ticker;
    this.resource = new ElectionOnlyResource(this::leadership, this::reason);
    NodeSettings settings =
        new NodeSettings(election, self, "", "", "", Tags.NONE, Optional.empty(), false);
    this.node =
        NodeRuntime.ofElection(
            settings, this.policy, store, resource, ticker, crew.apply(settings), permits);
  }

  public static LeaderElection start(
      StoreConnection store,
      ClusterId election,
      NodeName self,
      ElectionPolicy policy,
      LeadershipListener listener,
      Ticker ticker,
      Function<NodeSettings, Crew> crew) {
    ElectionRun run =
        new ElectionRun(
            store.cluster(election, self), election, self, policy, listener, ticker, crew);
    run.node.start();
    return run;
  }

  private Leadership leadership(LeasePermit lease) {
    steppingDown = false;
    listenerFailed = false;
    LivePermit permit = new LivePermit(election.scope(), lease.term(), permits, ticker);
    return new Leadership(
        election.scope(),
        permit,
        listener,
        node()::thread,
        patience(),
        () -> failures.set(0),
        this::cannotLead);
  }

  private NodeRuntime node() {
    return node;
  }

  private Duration patience() {
    Duration share = policy.timing().ttl().dividedBy(16);
    return share.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : share;
  }

  /** Longer and longer, so that a participant that cannot lead does not keep all others busy. */
  private void cannotLead() {
    listenerFailed = true;
    int doublings = Math.min(failures.getAndIncrement(), MOST_DOUBLINGS);
    node.stepDown(policy.timing().ttl().multipliedBy(1L << doublings));
  }

  private RevocationReason reason(LivePermit permit, boolean fenced) {
    if (listenerFailed) {
      return RevocationReason.LISTENER_FAILED;
    }
    if (steppingDown) {
      return RevocationReason.STEPPED_DOWN;
    }
    if (closing) {
      return RevocationReason.CLOSED;
    }
    return fenced ? whyFenced(permit) : whyStopped(permit);
  }

  /** A stop may come before the fence when the lease is lost: the reason is the same. */
  private RevocationReason whyStopped(LivePermit permit) {
    if (node.status().why().facts().contains(Fact.MOVE_DUE.name())) {
      return RevocationReason.MOVED;
    }
    boolean over = ticker.now().hasReached(permits.provedUntil(permit.number()));
    return over || isHeld(permit) ? RevocationReason.NOT_RENEWED : RevocationReason.LOST;
  }

  /** By its end, by what the store said, or by something that is wrong here. */
  private RevocationReason whyFenced(LivePermit permit) {
    MonoTime end = permits.provedUntil(permit.number());
    boolean held = isHeld(permit);
    Duration late = policy.timing().ttl().dividedBy(4);
    if (ticker.now().hasReached(held ? end.minus(late) : end)) {
      return RevocationReason.NOT_RENEWED;
    }
    return held ? RevocationReason.FAILED : RevocationReason.LOST;
  }

  private boolean isHeld(LivePermit permit) {
    return permits.validUntil(permit.number()).isFinite();
  }

  @Override
  public Optional<LeadershipPermit> permit() {
    return resource.permit().filter(LeadershipPermit::isValid).map(LeadershipPermit.class::cast);
  }

  @Override
  public ElectionStatus status() {
    NodeStatus status = node.status();
    Optional<LeadershipPermit> mine = permit();
    Optional<LeaderRecord> record = status.view().flatMap(ClusterView::leader);
    Optional<Long> term =
        mine.map(LeadershipPermit::term).or(() -> record.map(leader -> leader.term().value()));
    return new ElectionStatus(
        status.view().isPresent(),
        mine.map(permit -> self).or(() -> record.map(LeaderRecord::holder)).map(NodeName::value),
        term.map(OptionalLong::of).orElse(OptionalLong.empty()),
        term.flatMap(this::since),
        mine.isPresent(),
        mine.map(LeadershipPermit::remaining).orElse(Duration.ZERO),
        participants(status));
  }

  private Optional<Instant> since(long term) {
    return node.lastElection()
        .filter(last -> last.term().value() == term)
        .map(Memory.Beginning::at)
        .map(at -> ticker.wallClock().minus(ticker.now().since(at)));
  }

  private static SortedSet<String> participants(NodeStatus status) {
    return status.view().stream()
        .flatMap(view -> view.members().keySet().stream())
        .map(NodeName::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Override
  public Explanation why() {
    return node.status().why();
  }

  @Override
  public List<JournalEntry> journal() {
    return node.journal();
  }

  @Override
  public CompletionStage<StepDownOutcome> stepDown() {
    if (resource.permit().isPresent()) {
      steppingDown = true;
    }
    return node.stepDown(Duration.ZERO).thenApply(this::outcome);
  }

  private StepDownOutcome outcome(CommandResult result) {
    return switch (result.outcome()) {
      case DONE -> StepDownOutcome.STEPPED_DOWN;
      case PRECONDITION_FAILED -> StepDownOutcome.NOT_LEADING;
      default ->
          resource.permit().isPresent() || result.outcome() != CommandResult.Outcome.FAILED
              ? StepDownOutcome.LAPSES
              : StepDownOutcome.NOT_LEADING;
    };
  }

  @Override
  public CompletionStage<ExitReason> ended() {
    return node.ended();
  }

  @Override
  public void close() {
    closing = true;
    node.close();
  }
}
