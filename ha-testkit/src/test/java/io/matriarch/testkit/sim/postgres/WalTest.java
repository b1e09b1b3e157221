package io.matriarch.testkit.sim.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WalTest {
  private final Wal shared = Wal.first().longerBy(1000);
  private final Wal oldPrimary = shared.longerBy(500);
  private final Wal newPrimary = new Wal(Branch.after(shared), shared.end()).longerBy(300);

  @Test
  void a_copy_that_stopped_at_the_fork_can_follow_the_new_branch() {
    assertThat(shared.isPrefixOf(newPrimary)).isTrue();
    assertThat(shared.isPrefixOf(oldPrimary)).isTrue();
  }

  @Test
  void a_copy_that_went_past_the_fork_cannot() {
    assertThat(oldPrimary.isPrefixOf(newPrimary)).isFalse();
    assertThat(newPrimary.isPrefixOf(oldPrimary)).isFalse();
  }

  @Test
  void two_logs_have_in_common_what_stands_before_the_fork() {
    assertThat(oldPrimary.common(newPrimary)).contains(shared);
    assertThat(newPrimary.common(oldPrimary)).contains(shared);
  }

  @Test
  void clusters_created_apart_have_nothing_in_common() {
    assertThat(oldPrimary.common(Wal.first())).isEmpty();
  }

  @Test
  void the_same_timeline_created_twice_is_two_branches() {
    Wal twin = new Wal(Branch.after(shared), shared.end()).longerBy(300);

    assertThat(twin.position()).isEqualTo(newPrimary.position());
    assertThat(twin.isPrefixOf(newPrimary)).isFalse();
  }

  @Test
  void a_part_of_a_log_ends_on_the_branch_it_reaches() {
    assertThat(newPrimary.upTo(shared.end())).isEqualTo(shared);
    assertThat(newPrimary.upTo(shared.end() + 1).branch()).isEqualTo(newPrimary.branch());
  }
}
