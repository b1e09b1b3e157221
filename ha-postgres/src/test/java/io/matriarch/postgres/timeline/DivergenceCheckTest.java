package io.matriarch.postgres.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import io.matriarch.core.model.Position;
import io.matriarch.core.resource.Divergence;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivergenceCheckTest {
  private static final String HISTORY =
      """
      1\t0/3000000\tno recovery target specified

      # a comment
      3\t0/5000000\tafter something\twith tabs
      """;

  @ParameterizedTest
  @CsvSource({
    // Behind, at and beyond the point where the leader's history branched off.
    "REPLICA, 3, 0/4000000, IN_LINE",
    "REPLICA, 3, 0/5000000, IN_LINE",
    "REPLICA, 3, 0/5000001, DIVERGED",
    "STOPPED_PRIMARY, 3, 0/4FFFF88, IN_LINE",
    "STOPPED_PRIMARY, 3, 0/5000000, DIVERGED",
    "CRASHED_PRIMARY, 3, 0/4000000, DIVERGED",
    // A timeline that the leader never was on, and one that is newer than its own.
    "REPLICA, 2, 0/1000000, DIVERGED",
    "REPLICA, 5, 0/1000000, DIVERGED",
    // The leader's own timeline.
    "REPLICA, 4, 0/9000000, IN_LINE",
    "CRASHED_PRIMARY, 4, 0/9000000, IN_LINE",
  })
  void aCopyIsJudgedByWhereTheLeadersHistoryBranchedOff(
      DivergenceCheck.Local local, long timeline, String end, Divergence verdict) {
    Position position = new Position(timeline, Lsn.parse(end).bytes());

    assertThat(DivergenceCheck.judge(local, position, 4, TimelineHistory.parse(HISTORY)))
        .isEqualTo(verdict);
  }
}
