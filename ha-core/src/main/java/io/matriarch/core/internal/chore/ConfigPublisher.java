package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.util.Optional;

/** A leader publishes its dynamic configuration if the store holds none. */
public final class ConfigPublisher implements WritePlanner {

  @Override
  public Optional<Write> plan(Situation s) {
    Optional<ClusterView> view = s.view();
    if (s.lease().isEmpty() || view.isEmpty()) {
      return Optional.empty();
    }
    Optional<Versioned> stored = view.get().config();
    if (s.state().store().documents().configUsable()) {
      return Optional.empty();
    }
    Expected expected =
        stored
            .<Expected>map(document -> new Expected.Version(document.version()))
            .orElse(Expected.ABSENT);
    return Optional.of(
        new Write.Document(new StoreDocument.Config(s.state().config().text()), expected));
  }
}
