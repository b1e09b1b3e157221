package io.matriarch.testkit.election;

import static io.matriarch.testkit.election.Match.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.HaThreads;
import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.StepDownOutcome;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What participants of an election experience when store, listeners or others misbehave. */
class TroubledElectionTest {
  private final Match match = new Match();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void end() {
    released.countDown();
    match.close();
  }

  @Test
  void whoIsCutOffIsToldBeforeAnybodyElseIsElected() {
    Player a = match.add("a");
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(b).status().leader().isPresent());

    match.cut(a, true);

    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    assertThat(a.calls()).containsExactly("elected", "revoked NOT_RENEWED");
    match.cut(a, false);
  }

  @Test
  void anOutageOfTheStoreEndsLeadershipForEverybodyUntilItIsBack() {
    Player a = match.add("a");
    Player b = match.add("b");
    Player first = match.awaitLeader();

    match.store.down(true);
    await().atMost(SOON).until(() -> first.calls().size() == 2);
    assertThat(first.calls()).containsExactly("elected", "revoked NOT_RENEWED");
    await().atMost(SOON).until(() -> !match.of(first).status().storeReachable());
    match.store.down(false);

    match.awaitLeader();
    assertThat(a.calls().size() + b.calls().size()).isEqualTo(3);
  }

  @Test
  void aKeyThatIsTakenAwayEndsTheLeadershipAtOnce() {
    Player a = match.add("a");
    match.awaitLeader();

    match.store.removeLeader();

    await().atMost(SOON).until(() -> a.calls().size() >= 2);
    assertThat(a.calls()).startsWith("elected", "revoked LOST");
    await().atMost(SOON).until(() -> a.calls().size() == 3);
  }

  @Test
  void anElectedThatNeverReturnsKeepsNobodyFromBeingRevoked() throws Exception {
    Player a = new Player("a", match.referee);
    a.whenElected = Player.hanging(released);
    match.join(a, settings -> settings);
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

    StepDownOutcome outcome =
        match.of(a).stepDown().toCompletableFuture().get(20, TimeUnit.SECONDS);

    assertThat(outcome).isEqualTo(StepDownOutcome.STEPPED_DOWN);
    assertThat(a.calls()).containsExactly("elected", "revoked STEPPED_DOWN");
    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    match.of(b).close();
    await()
        .atMost(SOON)
        .until(() -> match.of(a).why().task().filter(task -> task.startsWith("start")).isPresent());
    assertThat(a.calls()).hasSize(2);
    released.countDown();
    assertThat(match.awaitLeaderBut(b)).isSameAs(a);
  }

  @Test
  void anElectedThatWorksAsLongAsItLeadsIsInterruptedFirst() {
    Player a = new Player("a", match.referee);
    List<String> order = new java.util.concurrent.CopyOnWriteArrayList<>();
    a.whenElected =
        () -> {
          try {
            released.await();
          } catch (InterruptedException e) {
            order.add("interrupted");
          }
        };
    a.whenRevoked = () -> order.add("revoked");
    match.join(a, settings -> settings);
    match.awaitLeader();

    match.of(a).close();

    assertThat(order).containsExactly("interrupted", "revoked");
  }

  @Test
  void aRevokedThatNeverReturnsHoldsTheLeaseUntilItLapses() throws Exception {
    Player a = new Player("a", match.referee);
    a.whenRevoked =
        () -> {
          match.referee.revoked("a");
          Player.hanging(released).run();
        };
    match.join(a, settings -> settings);
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

    StepDownOutcome outcome =
        match.of(a).stepDown().toCompletableFuture().get(30, TimeUnit.SECONDS);

    assertThat(outcome).isEqualTo(StepDownOutcome.LAPSES);
    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    assertThat(a.calls()).containsExactly("elected", "revoked STEPPED_DOWN");
  }

  @Test
  void closingIsBoundedWhateverTheListenerDoes() {
    Player a = new Player("a", match.referee);
    a.whenElected = Player.hanging(released);
    a.whenRevoked =
        () -> {
          match.referee.revoked("a");
          Player.hanging(released).run();
        };
    match.join(a, settings -> settings);
    match.awaitLeader();

    match.of(a).close();

    assertThat(match.of(a).ended().toCompletableFuture()).isDone();
    assertThat(a.calls()).containsExactly("elected", "revoked CLOSED");
  }

  @Test
  void whoCannotLeadLeavesItToOthersForAWhile() {
    Player a = new Player("a", match.referee);
    a.whenElected =
        () -> {
          throw new IllegalStateException("no disk");
        };
    match.join(a, settings -> settings);
    await().atMost(SOON).until(() -> a.calls().size() == 2);
    assertThat(a.calls()).containsExactly("elected", "revoked LISTENER_FAILED");

    Player b = match.add("b");

    await().atMost(SOON).until(b::leads);
  }

  @Test
  void whatRevokedThrowsIsContained() {
    Player a = new Player("a", match.referee);
    a.whenRevoked =
        () -> {
          throw new LinkageError("broken");
        };
    match.join(a, settings -> settings);
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

    match.of(a).stepDown();

    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    match.of(b).close();
    assertThat(match.awaitLeaderBut(b)).isSameAs(a);
  }

  @Test
  void aListenerMayCloseItsOwnElection() {
    Player a = new Player("a", match.referee);
    a.whenElected = () -> match.of(a).close();
    match.join(a, settings -> settings);

    await().atMost(SOON).until(() -> match.of(a).ended().toCompletableFuture().isDone());

    assertThat(a.calls()).containsExactly("elected", "revoked CLOSED");
  }

  @Test
  void anElectionDoesNotTakeTheNameOfACluster() {
    match.store.write(StoreKeys.INITIALIZE, "7000000000000000001");

    Player a = match.add("a");

    await().atMost(SOON).until(() -> match.of(a).ended().toCompletableFuture().isDone());
    assertThat(match.of(a).ended().toCompletableFuture().join().message())
        .contains("7000000000000000001 != election");
    assertThat(a.calls()).isEmpty();
  }

  @Test
  void aHangingListenerHoldsUpNobodyOnTheSameThreads() {
    try (HaThreads threads = HaThreads.builder().loops(1).callsOfEachKind(1).build()) {
      Player a = new Player("a", match.referee);
      a.whenElected = Player.hanging(released);
      a.whenRevoked =
          () -> {
            match.referee.revoked("a");
            Player.hanging(released).run();
          };
      match.join(a, settings -> settings.threads(threads));
      match.awaitLeader();
      Player b = match.add("b", settings -> settings.threads(threads));
      await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

      match.of(a).stepDown();

      assertThat(match.awaitLeaderBut(a)).isSameAs(b);
      match.of(b).close();
      assertThat(b.calls()).containsExactly("elected", "revoked CLOSED");
      released.countDown();
      assertThat(match.awaitLeaderBut(b)).isSameAs(a);
      match.of(a).close();
    }
  }

  @Test
  void ofTwoWithOneNameOnlyOneLeads() {
    Player first = match.add("a");
    match.awaitLeader();
    Player second = new Player("a", match.referee);
    LeaderElection other =
        LeaderElection.on(match.connection)
            .of("match")
            .as("a")
            .ttl(Match.TTL)
            .listener(second)
            .start();

    await().atMost(SOON).until(() -> other.why().rule().equals("700.90"));

    assertThat(other.permit()).isEmpty();
    assertThat(first.leads()).isTrue();
    other.close();
    assertThat(second.calls()).isEmpty();
    assertThat(first.calls()).containsExactly("elected");
  }

  @RepeatedTest(3)
  void closedInTheMomentOfBeingElected() {
    Player a = match.add("a");
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> match.store.leader().isPresent());
    match.of(a).close();
    assertThat(a.calls().size()).isIn(0, 2);
    assertThat(match.store.leader()).isEmpty();
  }

  @Test
  void amongThreeUnderAllKindsOfTroubleTheRulesHold() {
    Player a = match.add("a");
    Player b = match.add("b");
    Player c = match.add("c");
    for (int round = 0; round < 8; round++) {
      Player leader = match.awaitLeader();
      LeadershipPermit permit = leader.permit().orElseThrow();
      switch (round % 4) {
        case 0 -> match.cut(leader, true);
        case 1 -> match.of(leader).stepDown();
        case 2 -> {
          match.referee.excuseTheNext();
          match.store.removeLeader();
        }
        default -> match.store.loseNextAnswer(io.matriarch.core.model.NodeName.of(leader.name));
      }
      if (round % 4 != 3) {
        await().atMost(SOON).until(() -> !permit.isValid());
        await().atMost(SOON).until(() -> match.leader().isPresent());
        assertThat(match.referee.accepts(permit.term())).isFalse();
      }
      match.cut(leader, false);
    }
    assertThat(a.calls().size() + b.calls().size() + c.calls().size()).isGreaterThan(8);
    assertThat(match.referee.elections()).isGreaterThan(5);
  }
}
