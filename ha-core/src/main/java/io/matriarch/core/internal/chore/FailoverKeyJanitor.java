package io.matriarch.core.internal.chore;

import io.matriarch.core.internal.election.Moves;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.wire.FailoverCodec;
import java.util.Optional;

/**
 * A leading primary clears a request that was carried out, that makes no sense, or that nobody can
 * carry out; only that one, never a newer one.
 */
public final class FailoverKeyJanitor implements WritePlanner {

  @Override
  public Optional<Write> plan(Situation s) {
    if (s.lease().isEmpty() || !s.running(Role.PRIMARY) || !Moves.settled(s)) {
      return Optional.empty();
    }
    return s.view()
        .flatMap(ClusterView::failover)
        .map(Versioned::version)
        .map(
            version ->
                new Write.Document(
                    new StoreDocument.Failover(FailoverCodec.encode(Optional.empty())),
                    new Expected.Version(version)));
  }
}
