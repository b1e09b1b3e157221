package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.postgres.process.Signals.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Asks recovery to end, and sees to it that the request is not slept upon. One thread. */
final class PromotionRequest {
  private static final Duration BY_CONNECTION_WITHIN = Duration.ofMillis(100);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(15);

  private final Instance instance;
  private final Path file;
  private Duration pause = FIRST_PAUSE;
  private MonoTime wakeAt = MonoTime.MAX;

  PromotionRequest(Instance instance) {
    this.instance = instance;
    this.file = instance.data().path().resolve("promote");
  }

  /**
   * Asks through the connection that is open anyway, else as {@code pg_ctl} does: that is slower.
   */
  void send() throws IOException {
    if (!sentByConnection() && instance.data().hasStandbySignal()) {
      instance.data().write(file, "");
      instance.postmaster().signal(Signal.USR1);
    }
    wakeAt = instance.in(pause);
  }

  private boolean sentByConnection() {
    try {
      return instance
          .admin()
          .call(
              instance.in(BY_CONNECTION_WITHIN),
              connection -> {
                try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT pg_promote(wait => false)")) {
                  return row.next() && row.getBoolean(1);
                }
              });
    } catch (SQLException notLetIn) {
      return false;
    }
  }

  /**
   * To be called until the server is writable. A server whose stream has just ended may still sleep
   * until {@code wal_retrieve_retry_interval} is over, five seconds by default: one event has woken
   * it for both the stream's end and the request, and it looked at one of them. Reading its
   * configuration again wakes it, too, and changes nothing else.
   */
  void keepAwake() {
    MonoTime now = instance.ticker().now();
    if (now.hasReached(wakeAt) && instance.data().hasStandbySignal()) {
      instance.postmaster().signal(Signal.HUP);
      pause = pause.multipliedBy(2);
      wakeAt = now.plus(pause);
    }
  }
}
