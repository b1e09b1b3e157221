package io.matriarch.core.api;

import io.matriarch.core.store.StoreConnection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One participant of an election: at most one of all participants of the same name leads at a time.
 *
 * <pre>{@code
 * try (StoreConnection store = Stores.connect("zookeeper", Map.of("hosts", "zk1:2181"));
 *     LeaderElection election =
 *         LeaderElection.on(store).of("nightly-report").as("node-1").listener(listener).start()) {
 *   …
 * }
 * }</pre>
 *
 * <p>Any number of elections may share a connection. All methods may be called from any thread,
 * those of the listener included, and none blocks, except {@link #close}.
 */
public interface LeaderElection extends AutoCloseable {

  /**
   * Begins to describe a participant.
   *
   * @param store where the election is held; it is not closed with the election. To be closed after
   *     it: the end of a connection lets others lead at once
   * @return the description, to be completed and started
   */
  static LeaderElectionBuilder on(StoreConnection store) {
    return new LeaderElectionBuilder(store);
  }

  /** {@return the permit, while this participant leads} */
  Optional<LeadershipPermit> permit();

  /** {@return what is known now} Cheap. */
  ElectionStatus status();

  /** {@return why this participant leads, waits, or does neither} Cheap. */
  Explanation why();

  /** {@return what this participant decided and did last, the oldest first} Bounded. */
  List<JournalEntry> journal();

  /**
   * Gives leadership up: first {@link LeadershipListener#revoked}, then the lease. The others get a
   * chance before this participant claims again: it waits for up to a ttl, or until one of them has
   * been elected; about a second if it is alone. The stage completes when that is done, within
   * three ttl in any case, and never fails.
   *
   * @return what became of it
   */
  CompletionStage<StepDownOutcome> stepDown();

  /**
   * Completes when this participant has ended, by {@link #close} or because it cannot go on, for
   * instance where the name belongs to something that is no election; never fails.
   *
   * @return how it ended
   */
  CompletionStage<ExitReason> ended();

  /**
   * Ends this participant: {@link LeadershipListener#revoked} if it leads, then the lease is
   * released. Waits for that within bounded time: two ttl and ten seconds at the very longest,
   * milliseconds if the listener and the store answer. Idempotent. If called by the listener it
   * does not wait.
   */
  @Override
  void close();
}
