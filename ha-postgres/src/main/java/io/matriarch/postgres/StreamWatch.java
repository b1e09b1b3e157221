package io.matriarch.postgres;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.sql.ServerStatus;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says why a replica does not stream, e.g. because of a wrong replication password: the server
 * starts all the same, and complains only in its own log. Used by one thread at a time.
 */
final class StreamWatch {
  private static final Logger LOG = LoggerFactory.getLogger(StreamWatch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Ticker ticker;
  private MonoTime notStreamingSince = MonoTime.MAX;
  private String said = "";

  StreamWatch(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Logs each reason once. */
  void look(ServerStatus status, Supplier<String> complaint) {
    boolean shouldStream = status.inRecovery() && !status.primaryConnInfo().isEmpty();
    if (!shouldStream || status.streaming()) {
      notStreamingSince = MonoTime.MAX;
      said = "";
      return;
    }
    notStreamingSince = MonoTime.earlier(notStreamingSince, ticker.now());
    if (ticker.now().hasReached(notStreamingSince.plus(PATIENCE))) {
      String reason = complaint.get();
      if (!reason.equals(said)) {
        LOG.warn("not streaming; the server says: {}", reason);
        said = reason;
      }
    }
  }
}
