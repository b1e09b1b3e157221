package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthRulesTest {
  private static final String PAUSED = "{\"pause\":true}";
  private static final String SYNC = "{\"leader\":\"a\",\"quorum\":0,\"sync_standby\":\"c,B\"}";

  private final TestTicker ticker = new TestTicker();

  @ParameterizedTest
  @CsvSource({
    // path, leader, replica
    "/standby_leader, 503, 503",
    "/standby-leader, 503, 503",
    "/leader, 200, 503",
    "/, 200, 503",
    "/primary, 200, 503",
    "/master, 200, 503",
    "/read-write, 200, 503",
    "/some/primary/path, 200, 503",
    "/replica, 503, 200",
    "/read-only, 200, 200",
    "/health, 200, 200",
    "/sync, 503, 503",
    "/synchronous, 503, 503",
    "/quorum, 503, 503",
    "/async, 503, 200",
    "/asynchronous, 503, 200",
    "/read-only-sync, 200, 503",
    "/read-only-synchronous, 200, 503",
    "/read-only-quorum, 200, 503",
    "/liveness, 503, 503",
    "/unknown, 503, 503"
  })
  void eachPathAsksItsOwnQuestion(String path, int leader, int replica) {
    assertThat(code(path, Statuses.primary())).isEqualTo(leader);
    assertThat(code(path, Statuses.replica())).isEqualTo(replica);
  }

  @ParameterizedTest
  @CsvSource({
    "true, /sync",
    "true, /read-only-sync",
    "quorum, /quorum",
    "quorum, /read-only-quorum"
  })
  void aListedStandbyIsSynchronousInItsMode(String mode, String path) {
    Statuses standby = Statuses.replica().with(s -> s.sync = SYNC);

    assertThat(code(path, standby.with(s -> s.config = "{\"synchronous_mode\":\"" + mode + "\"}")))
        .isEqualTo(200);
    assertThat(code("/async", standby)).isEqualTo(503);
    assertThat(code(path, standby.with(s -> s.config = "{}"))).isEqualTo(503);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/primary", "/leader", "/", "/read-write", "/read-only"})
  void nobodyIsLeaderOnceTheLeaseHasEnded(String path) {
    Statuses leader = Statuses.primary();
    assertThat(code(path, leader)).isEqualTo(200);

    ticker.advance(LEASE_LEFT.minusNanos(1));
    assertThat(code(path, leader)).isEqualTo(200);

    ticker.advance(Duration.ofNanos(1));
    assertThat(code(path, leader)).isEqualTo(503);
  }

  private static final Duration LEASE_LEFT = Statuses.LEASE_END.since(TestTicker.START);

  @Test
  void aPausedLeaderStaysLeaderHoweverLongItTakes() {
    Statuses leader =
        Statuses.primary()
            .with(
                s -> {
                  s.config = PAUSED;
                  s.writableUntil = MonoTime.MAX;
                });

    ticker.advance(Duration.ofDays(1));

    assertThat(code("/primary", leader)).isEqualTo(200);
  }

  @Test
  void pausedAndWithoutStoreTheRoleDecides() {
    Statuses primary =
        Statuses.primary()
            .with(
                s -> {
                  s.config = PAUSED;
                  s.leading = false;
                  s.writableUntil = MonoTime.MIN;
                  s.inView = false;
                });
    assertThat(code("/primary", primary)).isEqualTo(200);
    assertThat(code("/leader", primary)).isEqualTo(200);

    assertThat(code("/primary", primary.with(s -> s.config = "{}"))).isEqualTo(503);
    assertThat(code("/leader", primary)).isEqualTo(503);
  }

  @Test
  void aRunningPrimaryWithoutTheLeaseIsNobodysPrimary() {
    Statuses primary = Statuses.primary().with(s -> s.leading = false);

    assertThat(code("/primary", primary)).isEqualTo(503);
    assertThat(code("/replica", primary)).isEqualTo(503);
    assertThat(code("/health", primary)).isEqualTo(200);
  }

  @Test
  void aReplicaThatIsNotRunningServesNobody() {
    Statuses replica = Statuses.replica().with(s -> s.state = RunState.STARTING);

    assertThat(code("/replica", replica)).isEqualTo(503);
    assertThat(code("/health", replica)).isEqualTo(503);
  }

  @Test
  void aServerThatDoesNotAnswerIsNotHealthy() {
    Statuses replica = Statuses.replica().with(s -> s.running = RunPhase.UNRESPONSIVE);

    assertThat(code("/health", replica)).isEqualTo(503);
    assertThat(code("/replica", replica)).isEqualTo(503);
  }

  @Test
  void aHungNodeIsNeitherHealthyNorAReplica() {
    Statuses replica = Statuses.replica();

    ticker.advance(Duration.ofSeconds(10 + 2 * 30));

    assertThat(code("/health", replica)).isEqualTo(503);
    assertThat(code("/replica", replica)).isEqualTo(503);
  }

  @Test
  void aReplicaExcludedFromLoadBalancingSaysSo() {
    Statuses replica = Statuses.replica().with(s -> s.tags.put("noloadbalance", true));

    assertThat(code("/replica", replica)).isEqualTo(503);
    assertThat(code("/read-only", replica)).isEqualTo(503);
  }

  @ParameterizedTest
  @CsvSource({
    "/replica?lag=100000, 200",
    "/replica?lag=99999, 503",
    "/replica?lag=1MB, 200",
    "/replica?lag=97kB, 503",
    "/replica?lag=nonsense, 200",
    "/replica?lag=, 200",
    "/read-only?lag=1, 503",
    "/async?lag=1, 503"
  })
  void lagIsMeasuredFromTheLeadersPositionToTheReplayedOne(String path, int code) {
    assertThat(code(path, Statuses.replica())).isEqualTo(code);
  }

  @Test
  void theReceiversNewsCountForTheLagWhereTheStoreKnowsLess() {
    Statuses replica =
        Statuses.replica()
            .with(
                s -> {
                  s.optime = 0;
                  s.attributes.put("latest_end_lsn", 2_000_000L);
                });

    assertThat(code("/replica?lag=99999", replica)).isEqualTo(503);
    assertThat(code("/replica?lag=100000", replica)).isEqualTo(200);
  }

  @Test
  void withoutAnyLeaderPositionNobodyLags() {
    assertThat(code("/replica?lag=0", Statuses.replica().with(s -> s.optime = 0))).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/replica?replication_state=streaming, 200",
    "/replica?replication_state=in%20archive%20recovery, 503",
    "/replica?replication_state=in+archive+recovery, 503"
  })
  void theReplicationStateMayBeDemanded(String path, int code) {
    assertThat(code(path, Statuses.replica())).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "/replica?tag_zone=north, 200",
    "/replica?tag_zone=south, 503",
    "/replica?tag_zone=North, 503",
    "/replica?tag_missing=1, 503",
    "/replica?tag_fast=true&tag_rank=1, 200",
    "/health?tag_zone=south, 503",
    "/async?tag_zone=south, 503",
    "/read-only?tag_zone=south, 503"
  })
  void tagsNarrowTheChoice(String path, int code) {
    Statuses replica = Statuses.replica();
    replica.tags.put("zone", "north");
    replica.tags.put("fast", true);
    replica.tags.put("rank", 1);

    assertThat(code(path, replica)).isEqualTo(code);
  }

  @Test
  void tagsDoNotNarrowTheLeadersPaths() {
    assertThat(code("/primary?tag_zone=south", Statuses.primary())).isEqualTo(200);
    assertThat(code("/leader?tag_zone=south", Statuses.primary())).isEqualTo(200);
  }

  @Test
  void aStandbyLeaderAnswersToItsOwnNameOnly() {
    Statuses leader =
        Statuses.primary()
            .with(
                s -> {
                  s.role = Role.STANDBY_LEADER;
                  s.reportedRole = Role.REPLICA;
                });

    assertThat(code("/standby-leader", leader)).isEqualTo(200);
    assertThat(code("/leader", leader)).isEqualTo(200);
    assertThat(code("/primary", leader)).isEqualTo(503);
    assertThat(code("/read-only", leader)).isEqualTo(200);
  }

  private int code(String pathAndQuery, Statuses statuses) {
    String[] parts = pathAndQuery.split("\\?", 2);
    Query query = Query.parse(parts.length > 1 ? parts[1] : null);
    return HealthRules.code(parts[0], query, new StatusNow(statuses.build(), ticker.now()));
  }
}
