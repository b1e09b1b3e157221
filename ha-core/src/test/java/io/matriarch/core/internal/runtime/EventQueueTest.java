package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final int MOST_COMMANDS = 64;

  private final AtomicInteger arrivals = new AtomicInteger();
  private final EventQueue queue = new EventQueue(arrivals::incrementAndGet);

  @Test
  void aBurstOfHintsIsOneEventOfEachKind() {
    for (int i = 0; i < 1000; i++) {
      queue.storeHint();
      queue.resourceHint();
    }

    assertThat(all()).containsExactly(new StoreEvent.Hint(), new ResourceEvent.Hint());
  }

  @Test
  void completionsAreNeverDroppedAndKeepTheirOrder() {
    List<Event> completions = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      completions.add(new LeaseEvent.Released(i));
    }

    completions.forEach(queue::completion);

    assertThat(all()).isEqualTo(completions);
  }

  @Test
  void hintsDoNotHoldUpCompletions() {
    queue.completion(new LeaseEvent.Released(1));
    queue.storeHint();

    Optional<Event> first = queue.poll();

    assertThat(first).contains(new LeaseEvent.Released(1));
  }

  @Test
  void commandsAreRefusedBeyondABoundAndTakenAgainWhenThereIsRoom() {
    for (int i = 0; i < MOST_COMMANDS; i++) {
      assertThat(queue.command(ping())).isTrue();
    }
    assertThat(queue.command(ping())).isFalse();

    queue.poll();

    assertThat(queue.command(ping())).isTrue();
  }

  @Test
  void theWishToEndIsOneEventAndNeverRefused() {
    while (queue.command(ping())) {
      assertThat(queue.size()).isLessThanOrEqualTo(MOST_COMMANDS);
    }
    queue.shutdown();
    queue.shutdown();

    assertThat(all()).hasSize(MOST_COMMANDS + 1).last().isEqualTo(new CommandEvent.Shutdown());
    queue.shutdown();
    assertThat(queue.poll()).contains(new CommandEvent.Shutdown());
  }

  @Test
  void whateverArrivesIsAnnounced() {
    queue.storeHint();
    queue.resourceHint();
    queue.completion(new LeaseEvent.Released(1));
    queue.command(ping());
    queue.shutdown();

    assertThat(arrivals).hasValue(5);
  }

  private static CommandEvent ping() {
    return new CommandEvent.FailsafePing(1, NodeName.of("b"), Optional.empty());
  }

  private List<Event> all() {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> next = queue.poll(); next.isPresent(); next = queue.poll()) {
      events.add(next.get());
    }
    return events;
  }
}
