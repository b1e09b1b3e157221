package io.matriarch.testkit.election;

import static io.matriarch.testkit.election.Match.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.api.ElectionStatus;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.NotLeadingException;
import io.matriarch.core.api.StepDownOutcome;
import io.matriarch.testkit.store.StoreKeys;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What participants of an election experience when everybody behaves well. */
class LeaderElectionTest {
  private final Match match = new Match();

  @AfterEach
  void end() {
    match.close();
  }

  private StepDownOutcome stepDown(Player player) throws Exception {
    return match.of(player).stepDown().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void whoeverComesFirstLeadsAndItsPermitFollowsTheRenewals() {
    Player a = match.add("a");
    match.awaitLeader();
    LeadershipPermit permit = a.permit().orElseThrow();
    var first = permit.deadline();

    await().atMost(SOON).until(() -> permit.deadline().isAfter(first.plusSeconds(1)));

    assertThat(permit.orThrow().term()).isPositive();
    assertThat(permit.remaining()).isPositive().isLessThan(Match.TTL);
    assertThat(a.calls()).containsExactly("elected");
    assertThat(match.of(a).permit()).contains(permit);
  }

  @Test
  void whoClosesHandsOverAtOnce() {
    Player a = match.add("a");
    match.awaitLeader();
    Player b = match.add("b");
    LeadershipPermit permit = a.permit().orElseThrow();

    match.of(a).close();

    assertThat(a.calls()).containsExactly("elected", "revoked CLOSED");
    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    assertThat(permit.isValid()).isFalse();
    assertThat(permit.remaining()).isZero();
    assertThatThrownBy(permit::orThrow)
        .isInstanceOf(NotLeadingException.class)
        .hasMessage("the leadership of 'match' with term %d has ended", permit.term());
    assertThat(b.permit().orElseThrow().term()).isGreaterThan(permit.term());
    match.of(a).close();
  }

  @Test
  void whoStepsDownLeavesTheLeadToOthersAndMayLeadAgain() throws Exception {
    Player a = match.add("a");
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

    assertThat(stepDown(b)).isEqualTo(StepDownOutcome.NOT_LEADING);
    assertThat(stepDown(a)).isEqualTo(StepDownOutcome.STEPPED_DOWN);

    assertThat(a.calls()).containsExactly("elected", "revoked STEPPED_DOWN");
    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    match.of(b).close();
    assertThat(match.awaitLeaderBut(b)).isSameAs(a);
  }

  @Test
  void whoStepsDownAndIsAloneLeadsAgainSoon() throws Exception {
    Player a = match.add("a");
    match.awaitLeader();

    assertThat(stepDown(a)).isEqualTo(StepDownOutcome.STEPPED_DOWN);

    await().atMost(SOON).until(() -> a.calls().size() == 3);
    assertThat(a.calls()).containsExactly("elected", "revoked STEPPED_DOWN", "elected");
  }

  @Test
  void everybodyCanSeeWhoLeadsAndWhy() {
    Player a = match.add("a");
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(b).status().leader().isPresent());
    await().atMost(SOON).until(() -> match.of(b).status().participants().size() == 2);

    ElectionStatus leading = match.of(a).status();
    ElectionStatus waiting = match.of(b).status();

    assertThat(waiting.leader()).contains("a");
    assertThat(waiting.leading()).isFalse();
    assertThat(waiting.remaining()).isZero();
    assertThat(waiting.participants()).containsExactly("a", "b");
    assertThat(waiting.since()).isPresent();
    assertThat(leading.leading()).isTrue();
    assertThat(leading.term()).isEqualTo(waiting.term());
    assertThat(leading.remaining()).isPositive();
    assertThat(match.of(b).why().reason())
        .isEqualTo("no action. I am (b), a candidate; the leader is (a)");
    assertThat(match.of(a).journal()).extracting(JournalEntry::text).contains("claiming");
  }

  @Test
  void damped() throws Exception {
    Duration minimum = Duration.ofSeconds(5);
    Player a = match.add("a", settings -> settings.minimumBetweenElections(minimum));
    match.awaitLeader();
    var elected = match.ticker.now();
    Player b = match.add("b", settings -> settings.minimumBetweenElections(minimum));
    await().atMost(SOON).until(() -> match.of(b).status().leader().isPresent());

    stepDown(a);
    match.awaitLeader();

    assertThat(match.ticker.now().since(elected)).isGreaterThan(minimum.minusMillis(500));
  }

  @Test
  void anOperatorMovesTheLeadAndPausesElections() {
    Player a = match.add("a");
    match.awaitLeader();
    Player b = match.add("b");
    await().atMost(SOON).until(() -> match.of(a).status().participants().size() == 2);

    match.store.write(StoreKeys.FAILOVER, "{\"leader\":\"a\",\"member\":\"b\"}");

    assertThat(match.awaitLeaderBut(a)).isSameAs(b);
    assertThat(a.calls()).containsExactly("elected", "revoked MOVED");
    await()
        .atMost(SOON)
        .until(
            () ->
                match
                    .store
                    .image()
                    .document(StoreKeys.FAILOVER)
                    .orElseThrow()
                    .value()
                    .equals("{}"));
    match.store.write(StoreKeys.CONFIG, "{\"pause\":true}");
    match.of(b).close();
    await().atMost(SOON).until(() -> match.of(a).why().rule().equals("600.17"));
    assertThat(a.calls()).hasSize(2);
    match.store.write(StoreKeys.CONFIG, "{}");
    assertThat(match.awaitLeaderBut(b)).isSameAs(a);
  }

  @Test
  void whatCannotBeIsSaidInOneLine() {
    assertThatThrownBy(() -> match.add("c", settings -> settings.ttl(Duration.ofMillis(500))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "LeaderElection.ttl: 'PT0.5S' cannot be used; give a duration from 2 seconds to 1 hour");
    assertThatThrownBy(() -> match.add("c", settings -> settings.as("a/b")))
        .hasMessageStartingWith("LeaderElection.as: 'a/b' cannot be used; ");
    assertThatThrownBy(() -> match.add("c", settings -> settings.of(null)))
        .hasMessageStartingWith("LeaderElection.of: 'null' cannot be used; ");
    match.players.clear();
    match.elections.clear();
  }
}
