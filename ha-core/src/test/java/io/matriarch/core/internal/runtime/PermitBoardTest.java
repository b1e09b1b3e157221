package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Term;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PermitBoardTest {
  private static final LeaseState NOTHING_HELD =
      new LeaseState.None(MonoTime.MIN, Optional.empty());

  private final PermitBoard board = new PermitBoard();

  private static Permit.LeasePermit permit(long term, long until) {
    return new Permit.LeasePermit(new Term(term), new MonoTime(until));
  }

  @Test
  void aRenewedLeaseCounts() {
    board.publish(Optional.of(permit(7, 30)));

    assertThat(board.renewed(permit(7, 20))).contains(permit(7, 30));
  }

  @Test
  void aLaterPermitOfTheSameLeaseIsNotShortened() {
    board.publish(Optional.of(permit(7, 30)));

    assertThat(board.renewed(permit(7, 40))).contains(permit(7, 40));
  }

  @Test
  void aLostLeaseProvesNothingAnyMore() {
    board.publish(Optional.of(permit(7, 30)));
    board.publish(Optional.empty());

    assertThat(board.renewed(permit(7, 30))).isEmpty();
  }

  @Test
  void anotherLeaseIsNoneOfTheGivenPermits() {
    board.publish(Optional.of(permit(8, 30)));

    assertThat(board.renewed(permit(7, 20))).isEmpty();
  }

  @Test
  void beforeAnythingIsKnownTheGivenOneStands() {
    assertThat(board.renewed(permit(7, 20))).contains(permit(7, 20));
  }

  @Test
  void creatingAClusterNeedsNoLease() {
    Permit creating = new Permit.BootstrapPermit(new MonoTime(50));

    assertThat(board.renewed(creating)).contains(creating);
    board.publish(Optional.of(permit(8, 30)));
    assertThat(board.renewed(creating)).contains(creating);
    board.publish(Optional.empty());
    assertThat(board.renewed(creating)).contains(creating);
  }

  @Test
  void creatingAClusterIsProvedByTheClaimAsItWasLastSeen() {
    Permit given = new Permit.BootstrapPermit(new MonoTime(50));
    MonoTime seenAt = new MonoTime(1_000);
    Creation creation =
        new Creation(seenAt, seenAt, Optional.empty(), Optional.of("0"), seenAt, true);

    board.publish(NOTHING_HELD, Optional.of(creation));
    assertThat(board.renewed(given)).contains(creation.permit());

    board.publish(NOTHING_HELD, Optional.empty());
    assertThat(board.renewed(given)).contains(new Permit.BootstrapPermit(MonoTime.MIN));
  }

  @Test
  void aLeaseThatIsGoneLeavesOnlyWhatWasProved() {
    Term term = new Term(7);
    assertThat(board.validUntil(term)).isEqualTo(MonoTime.MIN);
    board.publish(Optional.of(permit(7, 40)));
    assertThat(board.validUntil(term)).isEqualTo(new MonoTime(40));

    board.publish(Optional.empty());

    assertThat(board.validUntil(term)).isEqualTo(MonoTime.MIN);
    assertThat(board.provedUntil(term)).isEqualTo(new MonoTime(40));
    assertThat(board.provedUntil(new Term(8))).isEqualTo(MonoTime.MIN);
  }
}
