package io.matriarch.testkit.sim.shrink;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Leaves things out, many at a time and then one by one, as long as the rest still fails. */
final class DeltaDebugging {
  private DeltaDebugging() {}

  /** A list of which no single item can be left out, if {@code fails} is the same every time. */
  static <T> List<T> least(List<T> items, Predicate<List<T>> fails) {
    List<T> left = items;
    int size = Math.max(1, left.size() / 2);
    while (!left.isEmpty()) {
      List<T> shorter = withoutSome(left, size, fails);
      if (shorter.size() == left.size() && size == 1) {
        return left;
      }
      size = shorter.size() < left.size() ? size : size / 2;
      left = shorter;
      size = Math.max(1, Math.min(size, left.size()));
    }
    return left;
  }

  /** One pass over all pieces of that size. */
  private static <T> List<T> withoutSome(List<T> items, int size, Predicate<List<T>> fails) {
    List<T> left = items;
    for (int from = 0; from < left.size(); ) {
      List<T> without = new ArrayList<>(left.subList(0, from));
      without.addAll(left.subList(Math.min(left.size(), from + size), left.size()));
      if (fails.test(without)) {
        left = List.copyOf(without);
      } else {
        from += size;
      }
    }
    return left;
  }
}
