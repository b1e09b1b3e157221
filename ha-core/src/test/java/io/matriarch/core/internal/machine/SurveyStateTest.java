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
    PeerStatus late =
        new PeerStatus(
            NodeName.of("b"), true, true, Optional.empty(), Tags.NONE, false, Optional.empty());
    SurveyState ended = round.at(DEADLINE);

    SurveyState answered = ended.answered(late, DEADLINE.plus(Duration.ofMillis(1)));

    assertThat(answered.answers().values()).containsExactly(late);
    assertThat(answered.doneAt()).isEqualTo(ended.doneAt());
  }
}
