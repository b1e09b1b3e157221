package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.machine.Creation;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.util.Optional;

/**
 * The store is to hold the cluster's system identifier: a leader sees to that; and whoever has a
 * primary's data where no cluster is yet makes it the cluster's. A replica's data cannot tell whose
 * cluster this is.
 */
public final class InitializeWriter implements WritePlanner {

  @Override
  public Optional<Write> plan(Situation s) {
    if (s.view().isEmpty() || s.initialized()) {
      return Optional.empty();
    }
    if (s.lease().isPresent()) {
      return write(s, Expected.ANY);
    }
    Optional<Creation> creation = s.state().memory().creation();
    if (creation.isPresent()) {
      return creation.filter(own -> finishes(own, s)).flatMap(own -> write(s, own));
    }
    boolean adopts =
        s.report().filter(report -> report.role() == Role.PRIMARY).isPresent()
            && s.leader().isEmpty()
            && !s.initializeClaimed()
            && !s.state().leftAlone()
            && s.state().config().unbuiltModes().isEmpty();
    return adopts ? write(s, Expected.ABSENT) : Optional.empty();
  }

  /** What was made before is the cluster, although nobody led it yet. */
  private static boolean finishes(Creation creation, Situation s) {
    return !creation.unfinished()
        && s.state().tasks().running().isEmpty()
        && s.now().hasReached(creation.from())
        && s.report()
            .filter(report -> report.role() == Role.PRIMARY && !report.running().alive())
            .isPresent();
  }

  private static Optional<Write> write(Situation s, Creation own) {
    return own.version().flatMap(version -> write(s, new Expected.Version(version)));
  }

  private static Optional<Write> write(Situation s, Expected expected) {
    return s.report()
        .flatMap(ResourceReport::systemId)
        .map(id -> new Write.Document(new StoreDocument.Initialize(id), expected));
  }
}
