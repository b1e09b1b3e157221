package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.wire.HistoryCodec;
import java.util.Optional;

/** A leading primary records how its timeline came about. */
public final class HistoryWriter implements WritePlanner {

  @Override
  public Optional<Write> plan(Situation s) {
    Optional<ResourceReport> primary =
        s.report().filter(report -> s.running(Role.PRIMARY) && report.position().isPresent());
    Optional<ClusterView> view = s.view();
    if (s.lease().isEmpty() || view.isEmpty() || primary.isEmpty()) {
      return Optional.empty();
    }
    long timeline = primary.flatMap(ResourceReport::position).map(Position::epoch).orElse(0L);
    if (timeline == s.state().store().documents().historyTold()) {
      return Optional.empty();
    }
    return HistoryCodec.next(
            view.get().history().map(Versioned::value),
            timeline,
            primary.get().history(),
            s.self(),
            s.state().config().failover().maxTimelinesHistory())
        .map(text -> new Write.Document(new StoreDocument.History(text), Expected.ANY));
  }
}
