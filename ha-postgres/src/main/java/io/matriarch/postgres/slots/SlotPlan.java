package io.matriarch.postgres.slots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is to be done so that the slots are as wanted. Pure.
 *
 * <p>On a primary a slot that nobody uses stays where it is: its member will come back for what it
 * keeps. On a replica nobody uses the copies; they follow their members at a distance, never beyond
 * what the replica itself has replayed.
 *
 * @param replica the server is in recovery
 * @param replayed how far a replica has replayed
 * @param slots the physical slots that there are
 */
record SlotPlan(boolean replica, long replayed, List<PhysicalSlot> slots) {

  /**
   * @param wanted slot names with the position that each member is known to have reached
   * @param droppable slots of members that left long ago
   */
  List<SlotStep> steps(Map<String, OptionalLong> wanted, Set<String> droppable) {
    List<SlotStep> steps = new ArrayList<>();
    wanted.forEach(
        (name, position) ->
            find(name)
                .ifPresentOrElse(
                    slot -> steps.addAll(adjust(slot, position)),
                    () -> steps.add(SlotStep.create(name))));
    slots.stream()
        .filter(slot -> !wanted.containsKey(slot.name()) && droppable.contains(slot.name()))
        .filter(slot -> !slot.active())
        .forEach(slot -> steps.add(SlotStep.drop(slot.name())));
    return steps;
  }

  private List<SlotStep> adjust(PhysicalSlot slot, OptionalLong position) {
    if (slot.active()) {
      return List.of();
    }
    // Old row versions held by a copy that nobody uses would block the primary's vacuum for ever.
    boolean useless = slot.lost() || slot.keptFrom().isEmpty() || replica && slot.holdsRows();
    if (useless) {
      return List.of(SlotStep.drop(slot.name()), SlotStep.create(slot.name()));
    }
    if (replica && position.isPresent()) {
      long target = Math.min(position.getAsLong(), replayed);
      if (target > slot.keptFrom().getAsLong()) {
        return List.of(SlotStep.advance(slot.name(), target));
      }
    }
    return List.of();
  }

  private Optional<PhysicalSlot> find(String name) {
    return slots.stream().filter(slot -> slot.name().equals(name)).findFirst();
  }
}
