package io.matriarch.testkit.sim.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WalTest {
  private final Wal shared = Wal.first().longerBy(1000);
  private final Wal oldPrimary = shared.longerBy(500);
  private final Wal newPrimary = new Wal(Branch.after(shared), shared.end()).longerBy(300);

  @Test
  void aCopyThatStoppedAtTheForkCanFollowTheNewBranch() {
    assertThat(shared.isPrefixOf(newPrimary)).isTrue();
    assertThat(shared.isPrefixOf(oldPrimary)).isTrue();
  }

  @Test
  void aCopyThatWentPastTheForkCannot() {
    assertThat(oldPrimary.isPrefixOf(newPrimary)).isFalse();
    assertThat(newPrimary.isPrefixOf(oldPrimary)).isFalse();
  }

  @Test
  void twoLogsHaveInCommonWhatStandsBeforeTheFork() {
    assertThat(oldPrimary.common(newPrimary)).contains(shared);
    assertThat(newPrimary.common(oldPrimary)).contains(shared);
  }

  @Test
  void clustersCreatedApartHaveNothingInCommon() {
    assertThat(oldPrimary.common(Wal.first())).isEmpty();
  }

  @Test
  void theSameTimelineCreatedTwiceIsTwoBranches() {
    Wal twin = new Wal(Branch.after(shared), shared.end()).longerBy(300);

    assertThat(twin.position()).isEqualTo(newPrimary.position());
    assertThat(twin.isPrefixOf(newPrimary)).isFalse();
  }

  @Test
  void aPartOfALogEndsOnTheBranchItReaches() {
    assertThat(newPrimary.upTo(shared.end())).isEqualTo(shared);
    assertThat(newPrimary.upTo(shared.end() + 1).branch()).isEqualTo(newPrimary.branch());
  }
}
