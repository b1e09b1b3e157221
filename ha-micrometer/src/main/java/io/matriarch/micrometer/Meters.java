package io.matriarch.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Meters of one node or election in one registry. The registry refers weakly to it, so the
 * functions must not refer to it at all but through their argument.
 */
final class Meters<T> {
  private static final String PREFIX = "matriarch.";

  private final MeterRegistry registry;
  private final T subject;
  private final Tags tags;
  private final List<Meter> registered = new ArrayList<>();

  Meters(MeterRegistry registry, T subject, String cluster, String node) {
    this.registry = registry;
    this.subject = subject;
    this.tags = Tags.of("cluster", cluster, "node", node);
  }

  /**
   * @param unit in Micrometer's words; empty: none
   */
  void gauge(String name, String unit, String what, ToDoubleFunction<T> value) {
    registered.add(
        Gauge.builder(PREFIX + name, subject, value)
            .description(what)
            .baseUnit(unit.isEmpty() ? null : unit)
            .tags(tags)
            .register(registry));
  }

  void flag(String name, String what, Predicate<T> holds) {
    gauge(name, "", what, it -> holds.test(it) ? 1 : 0);
  }

  void counter(String name, Tags more, String what, ToDoubleFunction<T> value) {
    registered.add(
        FunctionCounter.builder(PREFIX + name, subject, value)
            .description(what)
            .tags(tags.and(more))
            .register(registry));
  }

  void remove() {
    registered.forEach(registry::remove);
  }
}
