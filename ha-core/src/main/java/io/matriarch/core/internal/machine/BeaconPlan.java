package io.matriarch.core.internal.machine;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a leader publishes with its lease. */
final class BeaconPlan {
  private BeaconPlan() {}

  /** Where the primary is; until it is one, what was published before. */
  static LeaderBeacon beacon(Draft draft, LeaderBeacon before) {
    Optional<ResourceReport> primary =
        draft
            .resource
            .report()
            .filter(report -> report.running().alive() && report.role() == Role.PRIMARY);
    LeaderBeacon beacon =
        primary
            .flatMap(
                report ->
                    report
                        .position()
                        .map(
                            position ->
                                new LeaderBeacon(
                                    position.offset(), report.slots(), report.slots().keySet())))
            .orElse(before);
    return beacon.withFailsafe(topology(draft));
  }

  /**
   * Who must agree before this leader goes on without the store: every member that can be asked.
   */
  private static Optional<SortedMap<NodeName, String>> topology(Draft draft) {
    if (!draft.config.failsafeMode() || !draft.store.reachable()) {
      return Optional.empty();
    }
    SortedMap<NodeName, String> members = new TreeMap<>();
    draft
        .store
        .view()
        .ifPresent(view -> view.members().forEach((name, m) -> members.put(name, m.apiUrl())));
    members.put(draft.settings.name(), draft.settings.apiUrl());
    members.values().removeIf(String::isEmpty);
    return Optional.of(members);
  }

  /** Where it ended: replicas that have this have everything. */
  static LeaderBeacon lastBeacon(Draft draft, LeaderBeacon before) {
    Optional<Position> stopping = draft.tasks.running().flatMap(TaskSlot.Running::finalPosition);
    Optional<Position> stopped =
        draft
            .resource
            .report()
            .filter(report -> !report.running().alive() && report.cleanShutdown())
            .filter(report -> report.role() == Role.PRIMARY)
            .flatMap(ResourceReport::position);
    return stopping
        .or(() -> stopped)
        .map(position -> before.withPosition(position.offset()))
        .orElse(before);
  }
}
