package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.RunState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeRulesTest {
  private final TestTicker ticker = new TestTicker();

  @Test
  void aReplicaMayBeSilentForALoopAndTwiceTheTtl() {
    ticker.advance(Duration.ofMillis(69_999));
    assertThat(liveness(Statuses.replica())).isEqualTo(200);

    ticker.advance(Duration.ofMillis(1));
    assertThat(liveness(Statuses.replica())).isEqualTo(503);
  }

  @Test
  void aPrimaryMayBeSilentForALoopAndTheTtl() {
    ticker.advance(Duration.ofMillis(39_999));
    assertThat(liveness(Statuses.primary())).isEqualTo(200);

    ticker.advance(Duration.ofMillis(1));
    assertThat(liveness(Statuses.primary())).isEqualTo(503);
  }

  @Test
  void aPausedNodeIsAlwaysAlive() {
    ticker.advance(Duration.ofDays(1));

    assertThat(liveness(Statuses.replica().with(s -> s.config = "{\"pause\":true}")))
        .isEqualTo(200);
  }

  @Test
  void theLeaderIsReadyUntilItsLeaseEnds() {
    assertThat(readiness("", Statuses.primary())).isEqualTo(200);

    ticker.advance(Duration.ofSeconds(25));

    assertThat(readiness("", Statuses.primary())).isEqualTo(503);
  }

  @Test
  void aStreamingReplicaWithinTheLagIsReady() {
    assertThat(readiness("", Statuses.replica())).isEqualTo(200);
  }

  @Test
  void aReplicaThatIsNotRunningIsNotReady() {
    assertThat(readiness("", Statuses.replica().with(s -> s.state = RunState.STARTING)))
        .isEqualTo(503);
  }

  @Test
  void aReplicaThatDoesNotStreamIsNotReady() {
    assertThat(readiness("", Statuses.replica().with(s -> s.replicationState = ""))).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "lag=100000, 200",
    "lag=99999, 503",
    "lag=0&mode=write, 200",
    "lag=99999&mode=apply, 503",
    "lag=99999&mode=other, 503"
  })
  void lagIsMeasuredOnWhatWasReplayedOrReceived(String query, int code) {
    assertThat(readiness(query, Statuses.replica())).isEqualTo(code);
  }

  @Test
  void withoutALimitTheClustersOwnHolds() {
    Statuses replica = Statuses.replica().with(s -> s.config = "{\"maximum_lag_on_failover\":1}");

    assertThat(readiness("", replica)).isEqualTo(503);
    assertThat(readiness("lag=1MB", replica)).isEqualTo(200);
  }

  @Test
  void withoutStoreAndReceiverNewsOnlyFailsafeMakesReady() {
    Statuses replica = Statuses.replica().with(s -> s.inView = false);
    assertThat(readiness("", replica)).isEqualTo(503);

    assertThat(readiness("", replica.with(s -> s.failsafeActive = true))).isEqualTo(200);

    replica.failsafeActive = false;
    replica.attributes.put("latest_end_lsn", 2_000_000L);
    assertThat(readiness("", replica)).isEqualTo(200);
  }

  private int liveness(Statuses statuses) {
    return ProbeRules.liveness(new StatusNow(statuses.build(), ticker.now()));
  }

  private int readiness(String query, Statuses statuses) {
    return ProbeRules.readiness(Query.parse(query), new StatusNow(statuses.build(), ticker.now()));
  }
}
