package io.matriarch.examples.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import io.matriarch.examples.quickstart.load.Acknowledged;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static final Optional<Duration> HEALTHY = Optional.of(Duration.ofSeconds(1));

  @Test
  void oneAfterTheOtherIsNoOverlapAndTheSilenceLiesBetween() {
    Outcome outcome =
        judge(Set.of(1L, 2L, 3L), session("node1", "1", 10, 20), session("node2", "2", 900));

    assertThat(outcome.overlap()).isZero();
    assertThat(outcome.lateWrites()).isZero();
    assertThat(outcome.silence()).isEqualTo(Duration.ofMillis(880));
    assertThat(outcome.breaches(Promise.NOTHING_LOST, false)).isEmpty();
  }

  @Test
  void aLateWriteOfTheOldOneCountsFromTheFirstOfTheNewOne() {
    Outcome outcome =
        judge(
            Set.of(1L, 2L, 3L, 4L, 5L),
            session("node1", "1", 10, 100, 170),
            session("node2", "2", 50, 200));

    assertThat(outcome.overlap()).isEqualTo(Duration.ofMillis(120));
    assertThat(outcome.lateWrites()).isEqualTo(2);
    assertThat(outcome.breaches(Promise.ONE_WRITER, false))
        .containsExactly("two nodes accepted writes for 120 ms");
    assertThat(outcome.breaches(Promise.ONE_WRITER_WITH_LEASH, false)).isEmpty();
    assertThat(outcome.breaches(Promise.ONE_WRITER_WITH_LEASH, true)).hasSize(1);
  }

  @Test
  void aSingleLateWriteIsAnOverlap() {
    Outcome outcome =
        judge(
            Set.of(1L, 2L, 3L, 4L), session("node1", "1", 10, 90), session("node2", "2", 50, 200));

    assertThat(outcome.lateWrites()).isOne();
    assertThat(outcome.breaches(Promise.ONE_WRITER, false)).hasSize(1);
  }

  @Test
  void aReturnOnALaterTimelineIsNoOverlap() {
    Outcome outcome =
        judge(
            Set.of(1L, 2L, 3L),
            session("node1", "1", 10),
            session("node2", "2", 50),
            session("node1", "3", 90));

    assertThat(outcome.lateWrites()).isZero();
  }

  @Test
  void aCrashInBetweenDoesNotHideThatTheOldOneWentOn() {
    Outcome outcome =
        judge(
            Set.of(1L, 2L, 3L),
            session("node1", "1", 10),
            session("node2", "2", 50),
            session("node1", "1", 90));

    assertThat(outcome.lateWrites()).isOne();
  }

  @Test
  void whatIsGoneIsLostAndWorseIfAReplicaHadIt() {
    Session session = session("node1", "1", 10, 20, 30);
    session.confirmed(new Lsn(20));

    Outcome outcome = judge(Set.of(1L), session);

    assertThat(outcome.lost()).isEqualTo(2);
    assertThat(outcome.confirmed()).isOne();
    assertThat(outcome.breaches(Promise.ONE_WRITER, false))
        .containsExactly("1 writes are lost that a replica had confirmed");
    assertThat(outcome.breaches(Promise.NOTHING_LOST, false))
        .contains("2 acknowledged writes are lost");
  }

  @Test
  void membersOutOfOrderAndOtherRowsAreBreachesOfEveryPromise() {
    Outcome outcome = Outcome.of(List.of(), 0, Set.of(), Optional.empty(), false);

    for (Promise promise : Promise.values()) {
      assertThat(outcome.breaches(promise, false)).hasSize(2);
    }
  }

  private long nextId = 1;

  /** One row per time; its position is its time, too. */
  private Session session(String node, String timeline, long... millis) {
    Session session = new Session(node);
    LongStream.of(millis)
        .forEach(
            at ->
                session.acknowledged(
                    new Acknowledged(nextId++, at * 1_000_000, Optional.of(new Lsn(at))),
                    timeline));
    return session;
  }

  private static Outcome judge(Set<Long> stored, Session... sessions) {
    return Outcome.of(List.of(sessions), 0, stored, HEALTHY, true);
  }
}
