package io.matriarch.postgres.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ForkTest {
  private static final long SEGMENT = 16L << 20;

  private static Fork fork(long local, String history, long source, String theirs) {
    return Fork.of(local, TimelineHistory.parse(history), source, TimelineHistory.parse(theirs))
        .orElseThrow();
  }

  @Test
  void aFormerPrimaryLeftWhereItsSuccessorBegan() {
    Fork fork = fork(1, "", 2, "1\t0/5000148\tno recovery target specified\n");

    assertThat(fork.at().toString()).isEqualTo("0/5000148");
    assertThat(fork.localSegment(SEGMENT)).isEqualTo("000000010000000000000005");
    assertThat(fork.segmentName(SEGMENT)).isEqualTo("0000000000000005");
  }

  @Test
  void theLastPositionOfASegmentBelongsToIt() {
    Fork fork = fork(1, "", 2, "1\t1/6000000\t\n");

    assertThat(fork.localSegment(SEGMENT)).isEqualTo("000000010000000100000005");
  }

  @Test
  void aSegmentInWhichANewerTimelineBeganHasThatOnesName() {
    Fork fork = fork(2, "1\t0/5000148\t\n", 1, "");

    assertThat(fork.at().toString()).isEqualTo("0/5000148");
    assertThat(fork.localSegment(SEGMENT)).isEqualTo("000000020000000000000005");
  }

  @Test
  void twoThatWerePromotedAtDifferentPlacesPartAtTheEarlierOne() {
    Fork fork = fork(2, "1\t0/8000000\t\n", 3, "1\t0/5000148\t\n");

    assertThat(fork.at().toString()).isEqualTo("0/5000148");
    assertThat(fork.localSegment(SEGMENT)).isEqualTo("000000010000000000000005");
  }

  @Test
  void nothingIsKnownOfThoseThatAreOnOneTimeline() {
    assertThat(Fork.of(1, TimelineHistory.parse(""), 1, TimelineHistory.parse(""))).isEmpty();
  }
}
