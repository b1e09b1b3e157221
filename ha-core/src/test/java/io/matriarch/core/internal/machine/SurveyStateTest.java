package io.matriarch.core.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SurveyStateTest {
  private static final MonoTime BEGUN = new MonoTime(0);
  private static final MonoTime DEADLINE = BEGUN.plus(Duration.ofSeconds(2));
  private static final PeerStatus PRIMARY =
      new PeerStatus(
          NodeName.of("b"), true, true, Optional.empty(), Tags.NONE, false, Optional.empty());
  private final SurveyState round =
      SurveyState.begun(1, new TreeSet<>(List.of(NodeName.of("b"))), BEGUN, DEADLINE);

  @Test
  void whoIsSilentUntilTheDeadlineIsUnreachable() {
    MonoTime soonAfter = DEADLINE.plus(Duration.ofMillis(50));

    assertThat(round.sleptThroughBy(soonAfter)).isFalse();
    assertThat(round.at(soonAfter).running()).isFalse();
  }

  @Test
  void aProcessThatSleptThroughTheDeadlineKnowsNothingOfTheSilent() {
    assertThat(round.sleptThroughBy(DEADLINE.plus(Duration.ofSeconds(3)))).isTrue();
  }

  @Test
  void whatHadEndedBeforeWasNotSleptThrough() {
    SurveyState ended = round.at(DEADLINE);

    assertThat(ended.sleptThroughBy(DEADLINE.plus(Duration.ofMinutes(1)))).isFalse();
  }

  @Test
  void anAnswerThatComesAfterTheRoundWasClosedCounts() {
    SurveyState ended = round.at(DEADLINE);

    SurveyState answered = ended.answered(PRIMARY, DEADLINE.plus(Duration.ofMillis(1)));

    assertThat(answered.answers().values()).containsExactly(PRIMARY);
    assertThat(answered.doneAt()).isEqualTo(ended.doneAt());
  }

  @Test
  void silenceIsCountedFromTheFirstOfTheRoundsThatFollowEachOther() {
    SurveyState silent = round.at(DEADLINE);

    assertThat(next(silent, Duration.ofSeconds(1)).noPrimarySince()).isEqualTo(BEGUN);
  }

  @Test
  void whatAPrimarySaysEndsTheSilence() {
    SurveyState told = round.answered(PRIMARY, BEGUN.plus(Duration.ofSeconds(1)));
    SurveyState next = next(told, Duration.ofSeconds(1));

    assertThat(told.tellsOfPrimary()).isTrue();
    assertThat(next.tellsOfPrimary()).isFalse();
    assertThat(next.noPrimarySince()).isEqualTo(told.doneAt().plus(Duration.ofSeconds(1)));
  }

  @Test
  void nobodyKnowsWhatWasSaidWhileNobodyAsked() {
    SurveyState silent = round.at(DEADLINE);

    assertThat(next(silent, Duration.ofSeconds(6)).noPrimarySince())
        .isEqualTo(DEADLINE.plus(Duration.ofSeconds(6)));
  }

  private static SurveyState next(SurveyState former, Duration later) {
    MonoTime begun = former.doneAt().plus(later);
    return SurveyState.begun(
            2, new TreeSet<>(List.of(NodeName.of("b"))), begun, begun.plus(Duration.ofSeconds(2)))
        .following(former);
  }
}
