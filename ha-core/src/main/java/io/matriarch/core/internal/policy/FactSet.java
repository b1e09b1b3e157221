package io.matriarch.core.internal.policy;

import java.util.Arrays;
import java.util.List;

/**
 * A set of facts.
 *
 * @param low one bit for each of the first 64 facts
 * @param high one bit for each of the others
 */
public record FactSet(long low, long high) {
  public static final FactSet EMPTY = new FactSet(0, 0);

  private static FactSet of(Fact fact) {
    long bit = 1L << fact.ordinal();
    return fact.ordinal() < Long.SIZE ? new FactSet(bit, 0) : new FactSet(0, bit);
  }

  public static FactSet of(Fact... facts) {
    return Arrays.stream(facts).map(FactSet::of).reduce(EMPTY, FactSet::union);
  }

  public FactSet with(Fact fact, boolean holds) {
    if (!holds) {
      return this;
    }
    return union(of(fact));
  }

  /** Begins a set to which facts are added one by one. */
  public static Found found() {
    return new Found();
  }

  /** A set that is being put together; a finder makes one of dozens of facts in every step. */
  public static final class Found {
    private long low;
    private long high;

    private Found() {}

    public Found with(Fact fact, boolean holds) {
      if (holds && fact.ordinal() < Long.SIZE) {
        low |= 1L << fact.ordinal();
      } else if (holds) {
        high |= 1L << fact.ordinal();
      }
      return this;
    }

    public FactSet toSet() {
      return new FactSet(low, high);
    }
  }

  public boolean has(Fact fact) {
    long bits = fact.ordinal() < Long.SIZE ? low : high;
    return (bits & 1L << fact.ordinal()) != 0;
  }

  public boolean hasAll(FactSet others) {
    return (low & others.low) == others.low && (high & others.high) == others.high;
  }

  public boolean hasNone(FactSet others) {
    return (low & others.low) == 0 && (high & others.high) == 0;
  }

  public FactSet union(FactSet others) {
    return new FactSet(low | others.low, high | others.high);
  }

  public List<Fact> toList() {
    return Arrays.stream(Fact.values()).filter(this::has).toList();
  }
}
