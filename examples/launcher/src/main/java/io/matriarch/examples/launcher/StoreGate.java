package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.rest.NameCheck;
import io.matriarch.agent.rest.PeerAccess;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreRejectedException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What must be known from the store before a node starts: that it answers, and who we are there.
 */
final class StoreGate {
  private static final Logger LOG = LoggerFactory.getLogger(StoreGate.class);
  private static final Duration READ = Duration.ofSeconds(5);
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final Duration BETWEEN_READS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
  private static final Duration NAME_CHECK = Duration.ofSeconds(3);

  private final AgentConfig config;
  private final ClusterStore store;
  private final Ticker ticker;
  private final Signals signals;

  StoreGate(AgentConfig config, ClusterStore store, Ticker ticker, Signals signals) {
    this.config = config;
    this.store = store;
    this.ticker = ticker;
    this.signals = signals;
  }

  /** Waits for the store for as long as it takes; empty if a signal ended the wait. */
  Optional<ClusterView> firstView() throws StartException, InterruptedException {
    MonoTime nextLine = MonoTime.MIN;
    do {
      try {
        return Optional.of(store.read(new Call(ticker.now().plus(READ), TTL)));
      } catch (StoreRejectedException e) {
        throw new StartException("the store refuses this node: " + e.getMessage());
      } catch (StoreException e) {
        if (ticker.now().hasReached(nextLine)) {
          LOG.warn("waiting for the store: {}", e.getMessage());
          nextLine = ticker.now().plus(BETWEEN_LINES);
        }
      }
    } while (!signals.await(BETWEEN_READS));
    return Optional.empty();
  }

  /**
   * @param instance of the own REST API, which may itself answer at the recorded address
   */
  void refuseTakenName(ClusterView view, String instance, PeerAccess peers)
      throws StartException, InterruptedException {
    Optional<MemberRecord> record = view.member(config.name());
    if (record.isPresent() && NameCheck.isTaken(record.get(), instance, NAME_CHECK, peers)) {
      throw new StartException(
          "Can't start; there is already a node named '%s' running".formatted(config.name()));
    }
  }
}
