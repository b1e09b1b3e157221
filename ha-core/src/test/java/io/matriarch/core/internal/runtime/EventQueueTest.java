package io.matriarch.core.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.LeaseEvent;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventQueueTest {
  private static final int MOST_COMMANDS = 64;

  private final EventQueue queue = new EventQueue();

  @Test
  void aBurstOfHintsIsOneEventOfEachKind() throws InterruptedException {
    for (int i = 0; i < 1000; i++) {
      queue.storeHint();
      queue.resourceHint();
    }

    assertThat(all()).containsExactly(new StoreEvent.Hint(), new ResourceEvent.Hint());
  }

  @Test
  void completionsAreNeverDroppedAndKeepTheirOrder() throws InterruptedException {
    List<Event> completions = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      completions.add(new LeaseEvent.Released(i));
    }

    completions.forEach(queue::completion);

    assertThat(all()).isEqualTo(completions);
  }

  @Test
  void hintsDoNotHoldUpCompletions() throws InterruptedException {
    queue.completion(new LeaseEvent.Released(1));
    queue.storeHint();

    Optional<Event> first = queue.take(Duration.ZERO);

    assertThat(first).contains(new LeaseEvent.Released(1));
  }

  @Test
  void commandsAreRefusedBeyondABoundAndTakenAgainWhenThereIsRoom() throws InterruptedException {
    for (int i = 0; i < MOST_COMMANDS; i++) {
      assertThat(queue.command(new CommandEvent.Shutdown())).isTrue();
    }
    assertThat(queue.command(new CommandEvent.Shutdown())).isFalse();

    queue.take(Duration.ZERO);

    assertThat(queue.command(new CommandEvent.Shutdown())).isTrue();
  }

  @Test
  void nothingComesWithinThePatience() throws InterruptedException {
    assertThat(queue.take(Duration.ofMillis(5))).isEmpty();
    assertThat(queue.take(Duration.ofMillis(-5))).isEmpty();
  }

  @Test
  void whoeverWaitsIsWokenByAHint() throws InterruptedException {
    Thread hint = Threads.create("hint", queue::resourceHint);
    hint.start();

    assertThat(queue.take(Duration.ofSeconds(10))).contains(new ResourceEvent.Hint());
  }

  private List<Event> all() throws InterruptedException {
    List<Event> events = new ArrayList<>();
    for (Optional<Event> next = queue.take(Duration.ZERO);
        next.isPresent();
        next = queue.take(Duration.ZERO)) {
      events.add(next.get());
    }
    return events;
  }
}
