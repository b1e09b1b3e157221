package io.matriarch.postgres.datasource;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.core.model.Ticker;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What one request for a connection has tried, within its time. For one thread. */
final class Attempts {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
  private static final String NO_CONNECTION = "08001";

  private final Ticker ticker;
  private final Duration within;
  private final MonoTime deadline;
  private final Map<String, String> failures = new LinkedHashMap<>();
  private Optional<SQLException> last = Optional.empty();
  private Duration pause = FIRST_PAUSE;

  Attempts(Ticker ticker, Duration within) {
    this.ticker = ticker;
    this.within = within;
    this.deadline = ticker.now().plus(within);
  }

  boolean over() {
    return ticker.now().hasReached(deadline);
  }

  Duration left() {
    return deadline.since(ticker.now());
  }

  /** Longer each time, and never longer than what is left. */
  Duration pause() {
    Duration now = pause.compareTo(left()) < 0 ? pause : left();
    Duration next = pause.multipliedBy(2);
    pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
    return now;
  }

  /**
   * @throws SQLException the same, if to try again would not help
   */
  void failed(ReplicationSource server, SQLException failure) throws SQLException {
    String state = String.valueOf(failure.getSQLState());
    // Credentials that are refused, a database that is not there, rights that are missing.
    if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("42")) {
      throw failure;
    }
    last = Optional.of(failure);
    failures.put(server.name() + " at " + server.address(), failure.getMessage());
  }

  /** Says who leads, since when, and what was tried. */
  SQLTransientConnectionException exception(String what, String state, Instant since) {
    String tried =
        failures.isEmpty()
            ? "nothing could be tried"
            : "tried "
                + String.join("; ", failures.entrySet().stream().map(Object::toString).toList());
    return new SQLTransientConnectionException(
        "no connection to %s within %s: %s%s; %s"
            .formatted(
                what, within, state, since.equals(Instant.MIN) ? "" : " since " + since, tried),
        NO_CONNECTION,
        last.orElse(null));
  }
}
