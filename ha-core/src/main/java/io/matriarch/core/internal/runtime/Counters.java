package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.HaCounters;
import io.matriarch.core.api.JournalEntry;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.machine.LeaseState;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.store.LeaseResult;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts what one node does; any thread. */
final class Counters {
  private final LongAdder steps = new LongAdder();
  private final LongAdder decisions = new LongAdder();
  private final LongAdder leaseRenewals = new LongAdder();
  private final LongAdder leaseRenewalsFailed = new LongAdder();
  private final LongAdder leasesLost = new LongAdder();
  final LongAdder roleChanges = new LongAdder();
  final LongAdder callsGivenUp = new LongAdder();
  final LongAdder listenerFailures = new LongAdder();
  final LongAdder listenerDropped = new LongAdder();

  void stepped(NodeState before, Event event, NodeState after, List<JournalEntry> news) {
    steps.increment();
    decisions.add(
        news.stream().filter(entry -> entry.kind() == JournalEntry.Kind.DECISION).count());
    if (before.lease() instanceof LeaseState.Held held) {
      held.renewal().ifPresent(renewal -> renewal(renewal.id(), event));
      if (after.lease() instanceof LeaseState.None none && none.lost().isPresent()) {
        leasesLost.increment();
      }
    }
  }

  private void renewal(long id, Event event) {
    if (event instanceof LeaseEvent.Answered answered && answered.id() == id) {
      (answered.result() instanceof LeaseResult.Held ? leaseRenewals : leaseRenewalsFailed)
          .increment();
    } else if (event instanceof LeaseEvent.Failed failed && failed.id() == id) {
      leaseRenewalsFailed.increment();
    }
  }

  HaCounters snapshot(int waitingEvents, int waitingForListener) {
    return new HaCounters(
        steps.sum(),
        decisions.sum(),
        roleChanges.sum(),
        leaseRenewals.sum(),
        leaseRenewalsFailed.sum(),
        leasesLost.sum(),
        callsGivenUp.sum(),
        listenerFailures.sum(),
        listenerDropped.sum(),
        waitingEvents,
        waitingForListener);
  }
}
