package io.matriarch.examples.replicatedlog;

import io.matriarch.core.model.Position;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Appends numbered records to whoever takes them, and keeps a ledger of what was acknowledged. No
 * number is tried twice.
 */
final class LedgerWriter {
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** A record that was acknowledged. */
  record Entry(String text, LogProcess by, Position position, long atNanos) {}

  private final List<LogProcess> nodes;
  private final List<Entry> ledger = new ArrayList<>();
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private Optional<LogSession> session = Optional.empty();
  private int target;
  private long number;

  LedgerWriter(List<LogProcess> nodes) {
    this.nodes = nodes;
    thread.scheduleWithFixedDelay(this::append, 0, 10, TimeUnit.MILLISECONDS);
  }

  private void append() {
    String text = "record " + number++;
    try {
      if (session.isEmpty()) {
        session = Optional.of(new LogSession(nodes.get(target).logPort, PATIENCE));
      }
      String answer = session.get().append(text);
      if (answer.startsWith("OK ")) {
        acknowledged(text, answer.substring(3).split(":"));
      } else {
        turnAway();
      }
    } catch (IOException gone) {
      turnAway();
    }
  }

  private synchronized void acknowledged(String text, String[] position) {
    ledger.add(
        new Entry(
            text,
            nodes.get(target),
            new Position(Long.parseLong(position[0]), Long.parseLong(position[1])),
            System.nanoTime()));
  }

  private void turnAway() {
    try {
      if (session.isPresent()) {
        session.get().close();
      }
    } catch (IOException closedAllTheSame) {
      // There is nothing to be done about it.
    }
    session = Optional.empty();
    target = (target + 1) % nodes.size();
  }

  synchronized List<Entry> ledger() {
    return List.copyOf(ledger);
  }

  synchronized int count() {
    return ledger.size();
  }

  /** Goes on until this node has acknowledged so many more. */
  void await(LogProcess node, int more) {
    long before = by(node);
    LogCluster.until(() -> by(node) >= before + more);
  }

  private synchronized long by(LogProcess node) {
    return ledger.stream().filter(entry -> entry.by() == node).count();
  }

  /** What was acknowledged and is not there. */
  List<Entry> missingIn(List<LogRecord> records) {
    Set<String> there = records.stream().map(LogRecord::text).collect(Collectors.toSet());
    return ledger().stream().filter(entry -> !there.contains(entry.text())).toList();
  }

  /** Nothing is appended on return. Idempotent. */
  void stop() throws InterruptedException {
    thread.shutdown();
    thread.awaitTermination(10, TimeUnit.SECONDS);
    turnAway();
  }
}
