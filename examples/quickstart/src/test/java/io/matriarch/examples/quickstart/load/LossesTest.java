package io.matriarch.examples.quickstart.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Lsn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LossesTest {
  private static final List<Acknowledged> PROMISED =
      List.of(write(1, 100), write(2, 200), write(3, 300));

  @Test
  void nothingIsLostIfAllIsStored() {
    Losses losses = Losses.of(PROMISED, Set.of(1L, 2L, 3L, 4L), flushed(300));

    assertThat(losses.lost()).isEmpty();
    assertThat(losses.bytes()).isZero();
  }

  @Test
  void aLostWriteBehindTheFlushPositionWasNotConfirmed() {
    Losses losses = Losses.of(PROMISED, Set.of(1L, 2L), flushed(299));

    assertThat(losses.lost()).containsExactly(PROMISED.get(2));
    assertThat(losses.confirmed()).isZero();
  }

  @Test
  void aLostWriteUpToTheFlushPositionWasConfirmed() {
    assertThat(Losses.of(PROMISED, Set.of(1L, 2L), flushed(300)).confirmed()).isEqualTo(1);
  }

  @Test
  void theLossIsMeasuredFromTheLastWriteThatWasKept() {
    assertThat(Losses.of(PROMISED, Set.of(1L), flushed(0)).bytes()).isEqualTo(200);
  }

  private static Acknowledged write(long id, long position) {
    return new Acknowledged(id, id, Optional.of(new Lsn(position)));
  }

  private static Optional<Lsn> flushed(long position) {
    return Optional.of(new Lsn(position));
  }
}
