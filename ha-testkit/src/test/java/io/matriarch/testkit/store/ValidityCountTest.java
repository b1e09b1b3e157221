package io.matriarch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import org.junit.jupiter.api.Test;

class ValidityCountTest {
  @Test
  void an_exact_server_proves_the_newest_request() {
    ValidityCount count = new ValidityCount(StoreFlavour.EXACT, at(0));

    assertThat(count.renewed(at(5_000), at(5_010))).isEqualTo(at(5_000));
  }

  @Test
  void a_bucketed_server_proves_the_one_before() {
    ValidityCount count = new ValidityCount(StoreFlavour.BUCKETED, at(0));

    assertThat(count.renewed(at(2_000), at(2_010))).isEqualTo(at(0));
    assertThat(count.renewed(at(4_000), at(4_010))).isEqualTo(at(2_000));
  }

  @Test
  void an_answer_that_came_late_may_not_have_been_passed_on_yet() {
    ValidityCount count = new ValidityCount(StoreFlavour.BUCKETED, at(0));
    count.renewed(at(2_000), at(3_900));

    assertThat(count.renewed(at(4_000), at(4_010))).isEqualTo(at(0));
    assertThat(count.renewed(at(6_000), at(6_010))).isEqualTo(at(4_000));
  }

  private static MonoTime at(long millis) {
    return new MonoTime(millis * 1_000_000);
  }
}
