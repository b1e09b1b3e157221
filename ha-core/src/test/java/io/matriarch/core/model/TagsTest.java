package io.matriarch.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {

  @ParameterizedTest
  @ValueSource(strings = {"true", "True", "on", "YES", "1"})
  void aFlagMayBeWrittenAsAWord(String word) {
    assertThat(new Tags(Map.of("nofailover", word)).nofailover()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "off", "no", "0", ""})
  void everyOtherWordIsNo(String word) {
    assertThat(new Tags(Map.of("nofailover", word)).nofailover()).isFalse();
  }

  @Test
  void noPriorityMeansNoFailover() {
    assertThat(new Tags(Map.of("failover_priority", 0)).nofailover()).isTrue();
    assertThat(new Tags(Map.of("failover_priority", -1)).nofailover()).isTrue();
    assertThat(new Tags(Map.of("failover_priority", 1)).nofailover()).isFalse();
  }

  @Test
  void aPriorityMayBeWrittenAsAText() {
    assertThat(new Tags(Map.of("failover_priority", "0")).nofailover()).isTrue();
    assertThat(new Tags(Map.of("failover_priority", "3")).priority()).isEqualTo(3);
    assertThat(new Tags(Map.of("failover_priority", "x")).priority()).isEqualTo(1);
  }

  @Test
  void anExplicitNofailoverCountsMoreThanThePriority() {
    assertThat(new Tags(Map.of("nofailover", false, "failover_priority", 0)).nofailover())
        .isFalse();
    assertThat(new Tags(Map.of("nofailover", true, "failover_priority", 1)).nofailover()).isTrue();
  }

  @Test
  void nothingIsSetByDefault() {
    assertThat(Tags.NONE.nofailover()).isFalse();
    assertThat(Tags.NONE.noloadbalance()).isFalse();
    assertThat(Tags.NONE.clonefrom()).isFalse();
    assertThat(Tags.NONE.nostream()).isFalse();
  }
}
