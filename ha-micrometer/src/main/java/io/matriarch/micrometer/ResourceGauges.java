package io.matriarch.micrometer;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.RunState;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.ResourceReport;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** What the last look at the resource found, as long as that can be trusted. */
final class ResourceGauges {
  private ResourceGauges() {}

  static void register(Meters<HaNode> meters, Ticker ticker) {
    meters.flag(
        "resource.running",
        "1 if the resource runs.",
        node -> StatusGauges.now(node, ticker).state() == RunState.RUNNING);
    meters.flag("resource.primary", "1 if it is the primary.", is(Role.PRIMARY, ticker));
    meters.flag("resource.replica", "1 if it is a replica.", is(Role.REPLICA, ticker));
    meters.flag(
        "resource.streaming",
        "1 if it is a replica that streams.",
        node -> answering(node, ticker, report -> report.streaming() ? 1 : 0) > 0);
    meters.flag(
        "resource.restart.pending",
        "1 if a changed setting waits for a restart.",
        node -> answering(node, ticker, report -> report.pendingRestart().isEmpty() ? 0 : 1) > 0);
    position(meters, ticker);
  }

  private static void position(Meters<HaNode> meters, Ticker ticker) {
    meters.gauge(
        "resource.epoch",
        "",
        "Branch of history it is on (PostgreSQL: the timeline); 0 if unknown.",
        node ->
            answering(node, ticker, report -> report.position().map(Position::epoch).orElse(0L)));
    meters.gauge(
        "resource.position",
        "",
        "Position it has reached, in its own unit (PostgreSQL: bytes of the log); 0 if unknown.",
        node ->
            answering(node, ticker, report -> report.position().map(Position::offset).orElse(0L)));
    meters.gauge(
        "resource.received",
        "",
        "Position up to which a replica has received; else 0.",
        node -> answering(node, ticker, report -> report.received().orElse(0)));
    meters.gauge(
        "resource.replayed",
        "",
        "Position up to which a replica has replayed; else 0.",
        node -> answering(node, ticker, report -> report.replayed().orElse(0)));
  }

  private static Predicate<HaNode> is(Role role, Ticker ticker) {
    return node -> StatusGauges.now(node, ticker).role() == role;
  }

  private static double answering(
      HaNode node, Ticker ticker, ToDoubleFunction<ResourceReport> value) {
    return StatusGauges.now(node, ticker)
        .answering()
        .map(report -> value.applyAsDouble(report))
        .orElse(0.0);
  }
}
