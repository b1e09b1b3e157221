package io.matriarch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import org.junit.jupiter.api.Test;

class ValidityCountTest {
  @Test
  void anExactServerProvesTheNewestRequest() {
    ValidityCount count = new ValidityCount(StoreFlavour.EXACT, at(0));

    assertThat(count.renewed(at(5_000), at(5_010), 1)).isEqualTo(at(5_000));
  }

  @Test
  void aBucketedServerProvesTheOneBefore() {
    ValidityCount count = new ValidityCount(StoreFlavour.BUCKETED, at(0));

    assertThat(count.renewed(at(2_000), at(2_010), 1)).isEqualTo(at(0));
    assertThat(count.renewed(at(4_000), at(4_010), 1)).isEqualTo(at(2_000));
  }

  @Test
  void anAnswerThatCameLateMayNotHaveBeenPassedOnYet() {
    ValidityCount count = new ValidityCount(StoreFlavour.BUCKETED, at(0));
    count.renewed(at(2_000), at(3_900), 1);

    assertThat(count.renewed(at(4_000), at(4_010), 1)).isEqualTo(at(0));
    assertThat(count.renewed(at(6_000), at(6_010), 1)).isEqualTo(at(4_000));
  }

  @Test
  void anotherServerMayNotKnowWhatTheOneBeforeWasTold() {
    ValidityCount count = new ValidityCount(StoreFlavour.BUCKETED, at(0));
    count.renewed(at(2_000), at(2_010), 1);

    assertThat(count.renewed(at(4_000), at(4_010), 2)).isEqualTo(at(0));
    assertThat(count.renewed(at(6_000), at(6_010), 2)).isEqualTo(at(4_000));
  }

  private static MonoTime at(long millis) {
    return new MonoTime(millis * 1_000_000);
  }
}
