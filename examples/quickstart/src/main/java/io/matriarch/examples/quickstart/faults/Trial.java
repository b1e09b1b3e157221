package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.load.Losses;
import io.matriarch.examples.quickstart.load.Writer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/** One fault on a cluster in order: writes before, during and after it, and the account. */
final class Trial {
  /** How long a cluster must stay in order to be believed. */
  private static final Duration STEADY = Duration.ofSeconds(2);

  private static final Duration SOON = Duration.ofSeconds(30);

  /**
   * Connections that were cut come back only when TCP tries again, which may take half a minute.
   */
  private static final Duration RECOVERY = Duration.ofSeconds(100);

  private final Herd herd;
  private final Duration ttl;

  Trial(Herd herd, Duration ttl) {
    this.herd = herd;
    this.ttl = ttl;
  }

  /** Blocks until the cluster is in order again, or that has taken too long. */
  Outcome of(Fault fault, long seed) throws IOException, InterruptedException, SQLException {
    herd.awaitHealthy(RECOVERY);
    emptyTable();
    Random random = new Random(seed * 31 + fault.name().hashCode());
    Scene scene = Scene.open(herd, random, ttl);
    try {
      try {
        fault.deed().to(scene);
      } finally {
        scene.mend();
      }
      Optional<Duration> recovery = recovery(scene);
      scene.awaitWrites(SOON);
      scene.endWriting();
      return account(scene, recovery);
    } finally {
      scene.endWriting();
    }
  }

  /**
   * A cluster that is in order for a moment only, because nobody has noticed yet, is not healthy.
   */
  private Optional<Duration> recovery(Scene scene) throws InterruptedException {
    AtomicLong since = new AtomicLong();
    boolean steady =
        Wait.within(
            RECOVERY,
            () -> {
              boolean healthy = scene.isHealthy();
              long now = System.nanoTime();
              if (!healthy) {
                since.set(0);
              } else if (since.get() == 0) {
                since.set(now);
              }
              return since.get() != 0 && now - since.get() > STEADY.toNanos();
            });
    return steady ? Optional.of(Duration.ofNanos(since.get() - scene.isOver())) : Optional.empty();
  }

  private Outcome account(Scene scene, Optional<Duration> healthy)
      throws SQLException, InterruptedException {
    Optional<Herd.Member> primary = herd.primary();
    Set<Long> stored = Set.of();
    boolean alike = primary.isPresent();
    if (primary.isPresent()) {
      Set<Long> there = rows(primary.get());
      stored = there;
      for (Herd.Member member : herd.members()) {
        alike &= Wait.within(SOON, () -> rows(member).equals(there));
      }
    }
    return Outcome.of(scene.sessions(), scene.struck(), stored, healthy, alike);
  }

  private Set<Long> rows(Herd.Member member) throws SQLException {
    return Losses.stored(herd.database(), member.node().spec());
  }

  private void emptyTable() throws SQLException, InterruptedException {
    try (Connection connection = herd.database().primary("fault trial");
        Statement statement = connection.createStatement()) {
      statement.execute(Writer.CREATE);
      statement.execute("TRUNCATE " + Writer.TABLE);
    }
    for (Herd.Member member : herd.members()) {
      Wait.until("an empty table everywhere", SOON, () -> rows(member).isEmpty());
    }
  }
}
