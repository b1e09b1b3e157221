package io.matriarch.testkit.sim.world;

import java.util.Arrays;

/** What will happen, ordered by time and then by order of entry. */
final class EventHeap {
  private static final int FIRST_CAPACITY = 256;

  private long[] times = new long[FIRST_CAPACITY];
  private long[] sequences = new long[FIRST_CAPACITY];
  private Runnable[] actions = new Runnable[FIRST_CAPACITY];
  private int size;
  private long nextSequence;

  boolean isEmpty() {
    return size == 0;
  }

  long firstTime() {
    return times[0];
  }

  void add(long time, Runnable action) {
    if (size == times.length) {
      times = Arrays.copyOf(times, size * 2);
      sequences = Arrays.copyOf(sequences, size * 2);
      actions = Arrays.copyOf(actions, size * 2);
    }
    int at = size++;
    long sequence = nextSequence++;
    while (at > 0) {
      int parent = (at - 1) / 2;
      if (!before(time, sequence, parent)) {
        break;
      }
      move(parent, at);
      at = parent;
    }
    put(at, time, sequence, action);
  }

  Runnable removeFirst() {
    Runnable first = actions[0];
    int last = --size;
    long time = times[last];
    long sequence = sequences[last];
    Runnable action = actions[last];
    actions[last] = null;
    if (last > 0) {
      sink(time, sequence, action);
    }
    return first;
  }

  private void sink(long time, long sequence, Runnable action) {
    int at = 0;
    for (int child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(times[child + 1], sequences[child + 1], child)) {
        child++;
      }
      if (!before(times[child], sequences[child], time, sequence)) {
        break;
      }
      move(child, at);
      at = child;
    }
    put(at, time, sequence, action);
  }

  private boolean before(long time, long sequence, int other) {
    return before(time, sequence, times[other], sequences[other]);
  }

  private static boolean before(long time, long sequence, long otherTime, long otherSequence) {
    return time < otherTime || time == otherTime && sequence < otherSequence;
  }

  private void move(int from, int to) {
    put(to, times[from], sequences[from], actions[from]);
  }

  private void put(int at, long time, long sequence, Runnable action) {
    times[at] = time;
    sequences[at] = sequence;
    actions[at] = action;
  }
}
