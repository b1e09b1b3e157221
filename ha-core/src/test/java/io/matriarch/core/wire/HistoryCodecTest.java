package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryCodecTest {
  private static final NodeName SELF = NodeName.of("me");
  private static final HistoryEntry FIRST = new HistoryEntry(1, 100, "r1", "t1-local");
  private static final HistoryEntry SECOND = new HistoryEntry(2, 200, "r2", "t2-local");
  private static final HistoryEntry THIRD = new HistoryEntry(3, 300, "r3", "t3-local");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | 1",
        "[[1,100,\"r\"],[2,200,\"r\",\"t\",\"n\"]] | 3",
        "[[\"3\",\"2\",\"1\"]] | 4",
        "[[\"a\"]] | 0",
        "[[]] | 0",
        "[5] | 0",
        "{} | 0",
        "{ | 0",
        "'' | 0",
      })
  void theClusterTimelineFollowsTheLastEntry(String document, long timeline) {
    assertThat(HistoryCodec.clusterTimeline(Optional.of(document))).isEqualTo(timeline);
  }

  @Test
  void theClusterTimelineIsUnknownWithoutADocument() {
    assertThat(HistoryCodec.clusterTimeline(Optional.empty())).isZero();
  }

  @Test
  void theFirstTimelineEmptiesAnOlderHistory() {
    assertThat(next("[[1,100,\"r\",\"t\",\"n\"]]", 1, 0)).hasValue("[]");
    assertThat(next("[]", 1, 0)).isEmpty();
    assertThat(HistoryCodec.next(Optional.empty(), 1, List.of(), SELF, 0)).isEmpty();
  }

  @Test
  void theNewestBranchWasEndedByThisPrimary() {
    assertThat(HistoryCodec.next(Optional.empty(), 2, List.of(FIRST), SELF, 0))
        .hasValue("[[1,100,\"r1\",\"t1-local\",\"me\"]]");
  }

  @Test
  void olderBranchesKeepWhatIsStoredForTheSamePoint() {
    assertThat(next("[[1,100,\"r1\",\"t1\",\"old\"]]", 3, 0, FIRST, SECOND))
        .hasValue("[[1,100,\"r1\",\"t1\",\"old\"],[2,200,\"r2\",\"t2-local\",\"me\"]]");
    assertThat(next("[[1,100,\"r1\",\"t1\"]]", 3, 0, FIRST, SECOND))
        .hasValue("[[1,100,\"r1\",\"t1\"],[2,200,\"r2\",\"t2-local\",\"me\"]]");
  }

  @Test
  void olderBranchesThatEndedElsewhereAreNotAttributed() {
    assertThat(next("[[1,99,\"r1\",\"t1\",\"old\"]]", 3, 0, FIRST, SECOND))
        .hasValue("[[1,100,\"r1\"],[2,200,\"r2\",\"t2-local\",\"me\"]]");
  }

  @Test
  void aCompleteLastEntryNeedsNothing() {
    assertThat(next("[[2,200,\"r2\",\"t\",\"other\"]]", 3, 0, FIRST, SECOND)).isEmpty();
  }

  @Test
  void anIncompleteLastEntryIsWrittenAgain() {
    assertThat(next("[[1,100,\"r1\"]]", 2, 0, FIRST))
        .hasValue("[[1,100,\"r1\",\"t1-local\",\"me\"]]");
  }

  @Test
  void onlyTheLatestEntriesAreKept() {
    assertThat(next("[]", 4, 2, THIRD, FIRST, SECOND))
        .hasValue("[[2,200,\"r2\"],[3,300,\"r3\",\"t3-local\",\"me\"]]");
    assertThat(next("[]", 2, 2, FIRST)).hasValue("[[1,100,\"r1\",\"t1-local\",\"me\"]]");
  }

  @Test
  void withoutLocalKnowledgeNothingIsWritten() {
    assertThat(next("[]", 3, 0)).isEmpty();
    assertThat(next("[]", 0, 0, FIRST)).isEmpty();
  }

  @Test
  void theSameDocumentIsNotWrittenTwice() {
    HistoryEntry undated = new HistoryEntry(1, 100, "r1", "");

    assertThat(next("[[1,100,\"r1\"]]", 2, 0, undated)).isEmpty();
  }

  @Test
  void aBranchThatIsNotAnAncestorIsLeftOut() {
    assertThat(next("[]", 2, 0, FIRST, SECOND)).hasValue("[[1,100,\"r1\",\"t1-local\",\"me\"]]");
  }

  private static Optional<String> next(
      String stored, long ownTimeline, int maxEntries, HistoryEntry... local) {
    return HistoryCodec.next(Optional.of(stored), ownTimeline, List.of(local), SELF, maxEntries);
  }
}
