package io.matriarch.dcs.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import java.time.Duration;
import org.apache.zookeeper.KeeperException.Code;
import org.junit.jupiter.api.Test;

class LeaseEvidenceTest {
  private final LeaseEvidence evidence = new LeaseEvidence(at(0));
  private Duration reportedAfter = Duration.ofMillis(1750);

  @Test
  void the_first_success_proves_only_the_beginning() {
    assertThat(success(100, 110, 1)).isEqualTo(at(0));
  }

  @Test
  void a_success_counts_once_another_was_sent_late_enough_after_its_answer() {
    success(100, 110, 1);

    assertThat(success(2100, 2110, 1)).isEqualTo(at(100));
    assertThat(success(4100, 4110, 1)).isEqualTo(at(2100));
  }

  @Test
  void successes_close_together_do_not_prove_each_other() {
    success(100, 110, 1);

    assertThat(success(1100, 1110, 1)).isEqualTo(at(0));
    assertThat(success(1859, 1860, 1)).isEqualTo(at(0));
    assertThat(success(1860, 1870, 1)).isEqualTo(at(100));
  }

  @Test
  void the_time_that_counts_begins_with_the_answer_not_with_the_request() {
    success(100, 1100, 1);

    assertThat(success(2100, 2110, 1)).isEqualTo(at(0));
    assertThat(success(2850, 2860, 1)).isEqualTo(at(100));
  }

  @Test
  void frequent_renewals_lag_by_little_more_than_the_interval() {
    MonoTime proven = at(0);
    for (int time = 100; time <= 10_000; time += 50) {
      proven = success(time, time + 5, 1);
    }

    assertThat(at(10_000).since(proven)).isLessThan(Duration.ofMillis(2050));
  }

  @Test
  void servers_that_turn_out_to_be_slower_prove_later_from_then_on() {
    success(100, 110, 1);
    reportedAfter = Duration.ofMillis(3500);

    assertThat(success(2100, 2110, 1)).isEqualTo(at(0));
    assertThat(success(4100, 4110, 1)).isEqualTo(at(100));
  }

  @Test
  void a_success_over_a_new_connection_proves_all_of_the_one_before() {
    success(100, 110, 1);
    success(1100, 1110, 1);

    assertThat(success(1200, 1210, 2)).isEqualTo(at(1100));
  }

  @Test
  void a_gap_without_successes_takes_nothing_back() {
    success(100, 110, 1);
    success(2100, 2110, 1);

    assertThat(success(9000, 9010, 3)).isEqualTo(at(2100));
  }

  private MonoTime success(int sentAt, int answeredAt, int connection) {
    return evidence.success(
        at(sentAt), new Reply<>(Code.OK, null, connection, at(answeredAt)), reportedAfter);
  }

  private static MonoTime at(int millis) {
    return new MonoTime(millis * 1_000_000L);
  }
}
