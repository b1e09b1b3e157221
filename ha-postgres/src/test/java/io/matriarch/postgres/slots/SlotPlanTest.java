package io.matriarch.postgres.slots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SlotPlanTest {
  private static final Map<String, OptionalLong> WANTED = Map.of("b", OptionalLong.of(500));

  private static PhysicalSlot idle(String name, long keptFrom) {
    return new PhysicalSlot(name, false, OptionalLong.of(keptFrom), false, false);
  }

  private static List<SlotStep> onReplica(PhysicalSlot slot, long replayed) {
    return new SlotPlan(true, replayed, List.of(slot)).steps(WANTED, Set.of());
  }

  private static List<SlotStep> onPrimary(PhysicalSlot slot) {
    return new SlotPlan(false, 0, List.of(slot)).steps(WANTED, Set.of("gone"));
  }

  @Test
  void aMissingSlotIsCreated() {
    assertThat(new SlotPlan(false, 0, List.of()).steps(WANTED, Set.of()))
        .containsExactly(SlotStep.create("b"));
  }

  @Test
  void onAPrimaryASlotThatNobodyUsesWaitsForItsMember() {
    assertThat(onPrimary(idle("b", 100))).isEmpty();
  }

  @Test
  void onAReplicaACopyFollowsItsMemberUpToTheOwnReplay() {
    assertThat(onReplica(idle("b", 100), 900)).containsExactly(SlotStep.advance("b", 500));
    assertThat(onReplica(idle("b", 100), 400)).containsExactly(SlotStep.advance("b", 400));
    assertThat(onReplica(idle("b", 500), 900)).isEmpty();
  }

  @Test
  void aSlotThatKeepsNothingOrLostItIsMadeAnew() {
    List<SlotStep> anew = List.of(SlotStep.drop("b"), SlotStep.create("b"));

    assertThat(onPrimary(new PhysicalSlot("b", false, OptionalLong.empty(), false, false)))
        .isEqualTo(anew);
    assertThat(onPrimary(new PhysicalSlot("b", false, OptionalLong.of(1), false, true)))
        .isEqualTo(anew);
  }

  @Test
  void onAReplicaACopyThatHoldsOldRowVersionsIsMadeAnew() {
    PhysicalSlot holding = new PhysicalSlot("b", false, OptionalLong.of(1), true, false);

    assertThat(onReplica(holding, 900)).containsExactly(SlotStep.drop("b"), SlotStep.create("b"));
    assertThat(onPrimary(holding)).isEmpty();
  }

  @Test
  void onlySlotsOfFormerMembersThatNobodyUsesAreDropped() {
    List<PhysicalSlot> slots = List.of(idle("b", 1), idle("gone", 1), idle("stranger", 1));

    assertThat(new SlotPlan(false, 0, slots).steps(WANTED, Set.of("gone")))
        .containsExactly(SlotStep.drop("gone"));
    assertThat(onPrimary(new PhysicalSlot("gone", true, OptionalLong.of(1), false, false)))
        .containsExactly(SlotStep.create("b"));
  }
}
