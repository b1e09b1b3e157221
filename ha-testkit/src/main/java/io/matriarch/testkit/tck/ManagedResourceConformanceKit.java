package io.matriarch.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Term;
import io.matriarch.core.resource.BootstrappableResource;
import io.matriarch.core.resource.Divergence;
import io.matriarch.core.resource.FollowRequest;
import io.matriarch.core.resource.Follower;
import io.matriarch.core.resource.ReplicatedResource;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StartRequest;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskStage;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Asks a resource for every rule of the specification of managed resources. A resource's test class
 * extends this and opens a fixture.
 *
 * @param <R> the resource's class
 */
@Timeout(300)
public abstract class ManagedResourceConformanceKit<
    R extends ReplicatedResource & BootstrappableResource> {
  private ResourceFixture<R> fixture;
  private ResourceNode<R> a;
  private ResourceNode<R> b;

  /** For subclasses. */
  protected ManagedResourceConformanceKit() {}

  /**
   * Makes what one test needs; called before each. The kit stops what it returns.
   *
   * @return nodes under test
   */
  protected abstract ResourceFixture<R> open() throws Exception;

  @BeforeEach
  final void begin() throws Exception {
    fixture = open();
    a = fixture.node("a");
    b = fixture.node("b");
  }

  @AfterEach
  final void end() throws Exception {
    if (fixture != null) {
      fixture.stop();
    }
  }

  @Test
  @DisplayName("O01 What is not there yet is reported as empty.")
  void nothingIsReportedAsEmpty() {
    assertThat(look(a).data()).isEqualTo(DataState.EMPTY);
    assertThat(look(a).running()).isEqualTo(RunPhase.STOPPED);
  }

  @Test
  @DisplayName(
      "O02 A look ends by its deadline and never throws, whatever state the resource is in.")
  void aLookEndsByItsDeadline() throws Exception {
    assertLooksInTime();
    primary();
    assertLooksInTime();
    a.resource().fence();
    assertLooksInTime();
    a.resource().stop(StopMode.FAST, task());
    assertLooksInTime();
  }

  @Test
  @DisplayName("O03 A running primary is reported with role, identity and position.")
  void aPrimaryIsReportedCompletely() throws Exception {
    primary();

    ResourceReport report = look(a);

    assertThat(report.data()).isEqualTo(DataState.PRESENT);
    assertThat(report.running()).isEqualTo(RunPhase.RUNNING);
    assertThat(report.role()).isEqualTo(Role.PRIMARY);
    assertThat(report.systemId().orElse("")).isNotBlank();
    assertThat(report.position()).isPresent();
  }

  @Test
  @DisplayName("O04 Positions do not go back within an epoch.")
  void positionsDoNotGoBack() throws Exception {
    primary();
    Position last = position(a);
    for (int i = 0; i < 10; i++) {
      assertThat(a.write()).isTrue();
      Position next = position(a);

      assertThat(next.epoch()).isEqualTo(last.epoch());
      assertThat(next.offset()).isGreaterThan(last.offset());
      last = next;
    }
  }

  @Test
  @DisplayName("S01 Created from nothing it runs and is writable.")
  void whatIsCreatedIsWritable() throws Exception {
    a.resource().bootstrap(permit(1), fixture.clusterConfig(), task());

    assertThat(look(a).role()).isEqualTo(Role.PRIMARY);
    assertThat(a.write()).isTrue();
  }

  @Test
  @DisplayName("S02 When a stop returns nothing runs any more, and stopping again does nothing.")
  void aStopMayBeRepeated() throws Exception {
    primary();

    a.resource().stop(StopMode.FAST, task());
    ResourceReport first = look(a);
    a.resource().stop(StopMode.FAST, task());

    assertThat(first.running()).isEqualTo(RunPhase.STOPPED);
    assertThat(first.cleanShutdown()).isTrue();
    assertThat(a.write()).isFalse();
    assertThat(look(a).position()).isEqualTo(first.position());
  }

  @Test
  @DisplayName("S03 A stop tells its last position, which is the one found afterwards.")
  void aStopTellsItsLastPosition() throws Exception {
    primary();
    KitTask task = task();

    a.resource().stop(StopMode.GRACEFUL, task);

    TaskStage last = task.stage(TaskStage.Kind.SHUTDOWN_CHECKPOINT_WRITTEN).orElseThrow();
    assertThat(last.position()).isEqualTo(look(a).position());
  }

  @Test
  @DisplayName("S04 A stopped primary that starts with a permit is writable and has what it had.")
  void aPrimaryStartsAgainWhereItWas() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());
    Position before = position(a);

    a.resource().start(asPrimary(permit(2)), task());

    assertThat(a.write()).isTrue();
    assertThat(position(a).offset()).isGreaterThan(before.offset());
  }

  @Test
  @DisplayName("S05 Started without a permit it is not writable, whatever it was before.")
  void withoutAPermitItIsNotWritable() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());

    a.resource().start(asReplica(Optional.empty()), task());

    assertThat(a.write()).isFalse();
    assertThat(look(a).role()).isNotEqualTo(Role.PRIMARY);
  }

  @Test
  @DisplayName("S06 A start that was cancelled can be repeated after a stop.")
  void aCancelledStartCanBeRepeated() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());
    assertThatThrownBy(() -> a.resource().start(asPrimary(permit(2)), KitTask.cancelled(fixture)))
        .isInstanceOf(TaskCancelled.class);
    assertThat(a.write()).isFalse();

    a.resource().stop(StopMode.FAST, task());
    a.resource().start(asPrimary(permit(2)), task());

    assertThat(a.write()).isTrue();
  }

  @Test
  @DisplayName("P01 A start with a permit that has expired does not make it writable.")
  void anExpiredPermitStartsNoPrimary() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());

    assertThatThrownBy(() -> a.resource().start(asPrimary(expired()), task()))
        .isInstanceOf(TaskCancelled.class);

    assertThat(a.write()).isFalse();
  }

  @Test
  @DisplayName("P02 A promotion with a permit that has expired does not make it writable.")
  void anExpiredPermitPromotesNothing() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());
    a.resource().start(asReplica(Optional.empty()), task());

    assertThatThrownBy(() -> a.resource().promote(expired(), task()))
        .isInstanceOf(TaskCancelled.class);

    assertThat(a.write()).isFalse();
    assertThat(look(a).role()).isNotEqualTo(Role.PRIMARY);
  }

  @Test
  @DisplayName("P03 A fence returns within a second, and nothing is writable then.")
  void aFenceEndsAllWrites() throws Exception {
    primary();
    MonoTime start = fixture.ticker().now();

    a.resource().fence();

    assertThat(since(start)).isLessThan(Duration.ofSeconds(1).plus(fixture.tolerance()));
    assertThat(a.write()).isFalse();
  }

  @Test
  @DisplayName(
      "P04 A fence does no harm when repeated, from any thread, or where there is nothing.")
  void aFenceMayBeRepeated() throws Exception {
    a.resource().fence();
    primary();
    Thread other = new Thread(a.resource()::fence, "fence");
    other.start();
    a.resource().fence();
    other.join(fixture.patience().toMillis());
    a.resource().fence();
    assertThat(a.write()).isFalse();

    a.resource().stop(StopMode.FAST, task());
    a.resource().start(asPrimary(permit(2)), task());

    assertThat(a.write()).isTrue();
  }

  @Test
  @DisplayName("P05 What is fenced stays so until the next start.")
  void whatIsFencedStaysSo() throws Exception {
    primary();
    a.resource().fence();

    assertThatThrownBy(() -> a.resource().promote(permit(2), task()))
        .isInstanceOfAny(ResourceException.class, TaskCancelled.class);

    assertThat(a.write()).isFalse();
  }

  @Test
  @DisplayName("P06 A fence that comes while it is promoted wins.")
  void aFenceBeatsAPromotion() throws Exception {
    primary();
    a.resource().stop(StopMode.FAST, task());
    a.resource().start(asReplica(Optional.empty()), task());
    KitTask fencedAtTheLastMoment = KitTask.disturbed(fixture, a.resource()::fence);

    assertThatThrownBy(() -> a.resource().promote(permit(2), fencedAtTheLastMoment))
        .isInstanceOfAny(ResourceException.class, TaskCancelled.class);

    assertThat(a.write()).isFalse();
  }

  @Test
  @DisplayName("Y01 A copy made from a primary has its identity, follows it, and is not writable.")
  void aCopyFollowsItsSource() throws Exception {
    primary();
    copy();

    assertThat(look(b).systemId()).isEqualTo(look(a).systemId());
    assertThat(look(b).role()).isEqualTo(Role.REPLICA);
    assertThat(b.write()).isFalse();
    assertThat(a.write()).isTrue();
    awaitCaughtUp(b, position(a));
  }

  @Test
  @DisplayName(
      "Y02 A copy that has nothing of its own is in line with its source; one that cannot be asked"
          + " is unknown.")
  void aFaithfulCopyIsInLine() throws Exception {
    primary();
    copy();

    assertThat(b.resource().compare(a.source(), call())).isEqualTo(Divergence.IN_LINE);
    a.resource().fence();
    assertThat(b.resource().compare(a.source(), call())).isEqualTo(Divergence.UNKNOWN);
  }

  @Test
  @DisplayName("Y03 A promoted copy is writable, has what it received, and begins a newer epoch.")
  void aPromotedCopyBeginsAnEpoch() throws Exception {
    primary();
    copy();
    a.resource().stop(StopMode.FAST, task());
    Position end = position(a);
    awaitCaughtUp(b, end);

    b.resource().promote(permit(7), task());

    assertThat(b.write()).isTrue();
    assertThat(position(b).epoch()).isGreaterThan(end.epoch());
    assertThat(position(b).offset()).isGreaterThanOrEqualTo(end.offset());
  }

  @Test
  @DisplayName(
      "Y04 A former primary with writes of its own has diverged, and follows the new one after"
          + " realigning.")
  void aFormerPrimaryIsRealigned() throws Exception {
    primary();
    copy();
    awaitCaughtUp(b, position(a));
    b.resource().stop(StopMode.FAST, task());
    assertThat(a.write()).isTrue();
    a.resource().stop(StopMode.FAST, task());
    b.resource().start(asPrimary(permit(7)), task());
    assertThat(b.write()).isTrue();
    await("it can be realigned with", () -> !look(b).checkpointPending());
    retain(b, "a");

    assertThat(a.resource().compare(b.source(), call())).isEqualTo(Divergence.DIVERGED);
    a.resource().realign(follow(b.source()), task());
    a.resource().start(asReplica(Optional.of(b.source())), task());

    assertThat(b.write()).isTrue();
    awaitCaughtUp(a, position(b));
    assertThat(a.resource().compare(b.source(), call())).isEqualTo(Divergence.IN_LINE);
  }

  @Test
  @DisplayName("Y05 To follow the same source again does nothing.")
  void followingAgainDoesNothing() throws Exception {
    primary();
    copy();
    await("it streams", () -> look(b).streaming());
    Optional<String> started = look(b).startedAt();

    b.resource().follow(follow(a.source()), task());

    assertThat(look(b).startedAt()).isEqualTo(started);
    assertThat(a.write()).isTrue();
    awaitCaughtUp(b, position(a));
  }

  /** Node a runs writable, and has something. */
  private void primary() throws Exception {
    fixture.create(a, permit(1), task());
    assertThat(a.write()).isTrue();
  }

  /** Node b is a copy of it, and follows. */
  private void copy() throws Exception {
    retain(a, "b");
    b.resource().rebuild(follow(a.source()), task());
    b.resource().start(asReplica(Optional.of(a.source())), task());
  }

  private void retain(ResourceNode<R> source, String follower) throws Exception {
    Follower next = new Follower(NodeName.of(follower), OptionalLong.empty());
    source.resource().retainFor(Set.of(next), call());
  }

  private void assertLooksInTime() {
    Duration time = Duration.ofSeconds(1);
    MonoTime start = fixture.ticker().now();
    a.resource().observe(new Call(start.plus(time), fixture.patience()));
    assertThat(since(start)).isLessThan(time.plus(fixture.tolerance()));
  }

  private void awaitCaughtUp(ResourceNode<R> node, Position end) throws Exception {
    await("it has everything up to " + end, () -> position(node).offset() >= end.offset());
  }

  private void await(String what, Callable<Boolean> condition) throws Exception {
    MonoTime limit = fixture.ticker().now().plus(fixture.patience());
    while (!condition.call()) {
      if (fixture.ticker().now().hasReached(limit)) {
        throw new AssertionError("not in time: " + what);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private ResourceReport look(ResourceNode<R> node) {
    return node.resource().observe(call());
  }

  private Position position(ResourceNode<R> node) {
    return look(node).position().orElseThrow();
  }

  private Call call() {
    return new Call(fixture.ticker().now().plus(Duration.ofSeconds(5)), fixture.patience());
  }

  private KitTask task() {
    return KitTask.of(fixture);
  }

  private Permit permit(long term) {
    return new Permit.LeasePermit(
        new Term(term), fixture.ticker().now().plus(fixture.patience().multipliedBy(4)));
  }

  private Permit expired() {
    return new Permit.LeasePermit(new Term(2), fixture.ticker().now());
  }

  private StartRequest asPrimary(Permit permit) {
    return new StartRequest(Optional.of(permit), Optional.empty(), fixture.clusterConfig());
  }

  private StartRequest asReplica(Optional<ReplicationSource> source) {
    return new StartRequest(Optional.empty(), source, fixture.clusterConfig());
  }

  private FollowRequest follow(ReplicationSource source) {
    return new FollowRequest(source, fixture.clusterConfig());
  }

  private Duration since(MonoTime start) {
    return fixture.ticker().now().since(start);
  }
}
