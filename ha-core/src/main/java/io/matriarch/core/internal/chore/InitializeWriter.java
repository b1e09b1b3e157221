package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.internal.policy.ViewFacts;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.util.Optional;

/** A leader sees to it that the store holds the cluster's system identifier (§3.3, row 5). */
public final class InitializeWriter implements WritePlanner {

  @Override
  public Optional<Write> plan(Situation s) {
    FactSet view = new ViewFacts().find(s);
    if (s.lease().isEmpty() || !view.has(Fact.VIEW_KNOWN) || view.has(Fact.INITIALIZED)) {
      return Optional.empty();
    }
    return s.report()
        .flatMap(ResourceReport::systemId)
        .map(id -> new Write.Document(new StoreDocument.Initialize(id), Expected.ANY));
  }
}
