package io.matriarch.postgres.watchdog;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several watchdogs as one: all are told, one after the other. It answers if each that is required
 * does, and at least one. What is wrong with one is logged when it changes.
 */
public final class Watchdogs implements Watchdog {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdogs.class);

  /**
   * One of them.
   *
   * @param name for people
   * @param watchdog owned by the whole
   * @param required the whole does not answer without it
   */
  public record Part(String name, Watchdog watchdog, boolean required) {}

  /** What each is told. */
  private interface Word {
    void tell(Watchdog watchdog, Duration within) throws ResourceException;
  }

  private final List<Part> parts;
  private final Map<String, String> problems = new HashMap<>();

  /**
   * Tells nobody anything yet.
   *
   * @param parts at least one, quick ones first: those behind have what is left of the time
   */
  public Watchdogs(List<Part> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("no watchdogs");
    }
    this.parts = List.copyOf(parts);
  }

  /** {@return whether one of them is required} */
  public boolean required() {
    return parts.stream().anyMatch(Part::required);
  }

  @Override
  public synchronized void guard(MonoTime fenceAt, MonoTime killAt, Duration within)
      throws ResourceException {
    tell((watchdog, left) -> watchdog.guard(fenceAt, killAt, left), within);
  }

  @Override
  public synchronized void free(Duration within) throws ResourceException {
    tell(Watchdog::free, within);
  }

  private void tell(Word word, Duration within) throws ResourceException {
    long deadline = System.nanoTime() + within.toNanos();
    List<String> all = new ArrayList<>();
    List<String> serious = new ArrayList<>();
    for (Part part : parts) {
      Optional<String> problem = tell(part, word, left(deadline));
      note(part, problem);
      problem.ifPresent(all::add);
      problem.filter(text -> part.required()).ifPresent(serious::add);
    }
    if (!serious.isEmpty()) {
      throw new ResourceException(String.join("; ", serious));
    }
    if (all.size() == parts.size()) {
      throw new ResourceException(String.join("; ", all));
    }
  }

  private static Optional<String> tell(Part part, Word word, Duration within) {
    try {
      word.tell(part.watchdog(), within);
      return Optional.empty();
    } catch (ResourceException e) {
      return Optional.of(e.getMessage());
    }
  }

  private void note(Part part, Optional<String> problem) {
    String before = problem.map(p -> problems.put(part.name(), p)).orElse(null);
    if (problem.isEmpty() && problems.remove(part.name()) != null) {
      LOG.info("{}: can be used again", part.name());
    } else if (problem.isPresent() && !problem.get().equals(before)) {
      LOG.warn(
          "{}: {}{}",
          part.name(),
          problem.get(),
          part.required() ? "; this node does not lead without it" : "");
    }
  }

  /** Of the first that knows. */
  @Override
  public synchronized Optional<Orders> inherited(Duration within) throws ResourceException {
    long deadline = System.nanoTime() + within.toNanos();
    for (Part part : parts) {
      Optional<Orders> known = part.watchdog().inherited(left(deadline));
      if (known.isPresent()) {
        return known;
      }
    }
    return Optional.empty();
  }

  private static Duration left(long deadline) {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  @Override
  public synchronized void close() {
    parts.forEach(part -> part.watchdog().close());
  }
}
