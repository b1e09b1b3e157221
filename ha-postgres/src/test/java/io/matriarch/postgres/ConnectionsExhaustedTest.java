package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.resource.StopMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Applications that take every connection, while a failover is under way. */
class ConnectionsExhaustedTest {
  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  private final List<Connection> taken = new ArrayList<>();
  private TestNode a;
  private TestNode b;

  @BeforeEach
  void primaryAndReplica() throws Exception {
    a = harness.node("a").primary();
    a.sql("CREATE ROLE app LOGIN PASSWORD 'app'");
    b = harness.node("b").cloneFrom(a);
    await().atMost(Duration.ofSeconds(10)).until(() -> b.look().streaming());
  }

  @AfterEach
  void giveBack() throws SQLException {
    for (Connection connection : taken) {
      connection.close();
    }
  }

  private void takeAll(String user, String password) {
    assertThatThrownBy(
            () -> {
              while (taken.size() < 200) {
                taken.add(b.connect(user, password));
              }
            })
        .isInstanceOf(SQLException.class)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("53300");
  }

  @Test
  void aPromotionSucceedsAndIsSeenWhenApplicationsTookEveryOrdinaryConnection() throws Exception {
    b.adopt();
    takeAll("app", "app");
    assertThat(b.look().running()).isEqualTo(RunPhase.RUNNING);
    a.resource.fence();

    b.promote();

    ResourceReport report = b.look();
    assertThat(report.running()).isEqualTo(RunPhase.RUNNING);
    assertThat(report.role()).isEqualTo(Role.PRIMARY);
    assertThat(report.problem()).isEmpty();
    await().atMost(Duration.ofSeconds(10)).until(() -> !b.look().checkpointPending());
    b.retainFor("a");
  }

  @Test
  void aConnectionThatWasOpenBeforeGoesOnWhenTheReservedOnesAreTakenToo() throws Exception {
    takeAll("app", "app");
    takeAll("postgres", "super-secret");
    a.resource.fence();

    b.promote();

    assertThat(b.look().running()).isEqualTo(RunPhase.RUNNING);
    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void withoutAnyConnectionLeftThePromotionSucceedsAndTheReportSaysWhatIsWrong() throws Exception {
    b.adopt();
    takeAll("app", "app");
    takeAll("postgres", "super-secret");
    ResourceReport before = b.look();
    assertThat(before.running()).isEqualTo(RunPhase.UNRESPONSIVE);
    assertThat(before.role()).isEqualTo(Role.REPLICA);
    assertThat(before.problem().orElseThrow()).contains("all connections are taken");
    a.resource.fence();

    b.promote();

    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
    assertThat(b.look().running()).isEqualTo(RunPhase.UNRESPONSIVE);
    taken.remove(0).close();
    taken.remove(taken.size() - 1).close();
    await().atMost(Duration.ofSeconds(5)).until(() -> b.look().running() == RunPhase.RUNNING);
    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
  }

  @Test
  void withoutAnyConnectionLeftAGracefulStopStillSavesEverything() throws Exception {
    b.adopt();
    takeAll("app", "app");
    takeAll("postgres", "super-secret");

    b.stop(StopMode.GRACEFUL);

    assertThat(b.look().running()).isEqualTo(RunPhase.STOPPED);
    assertThat(b.look().cleanShutdown()).isTrue();
  }
}
