package io.matriarch.testkit.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventHeapTest {
  private final EventHeap heap = new EventHeap();
  private final List<String> happened = new ArrayList<>();

  @Test
  void whatComesEarlierHappensFirstWhateverTheOrderOfEntry() {
    List<Long> times = new Random(7).longs(2000, 0, 500).boxed().toList();
    times.forEach(time -> heap.add(time, () -> happened.add(time.toString())));

    List<Long> order = new ArrayList<>();
    while (!heap.isEmpty()) {
      order.add(heap.firstTime());
      heap.removeFirst().run();
    }

    assertThat(order).isSorted().hasSize(2000);
    assertThat(happened).containsExactlyElementsOf(order.stream().map(Object::toString).toList());
  }

  @Test
  void whatComesAtTheSameTimeHappensInTheOrderOfEntry() {
    for (int i = 0; i < 100; i++) {
      String name = String.valueOf(i);
      heap.add(5, () -> happened.add(name));
    }

    while (!heap.isEmpty()) {
      heap.removeFirst().run();
    }

    assertThat(happened.stream().map(Integer::valueOf).toList()).isSorted().hasSize(100);
  }
}
