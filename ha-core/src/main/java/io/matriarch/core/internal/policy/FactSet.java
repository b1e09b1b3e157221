package io.matriarch.core.internal.policy;

import java.util.Arrays;
import java.util.List;

/**
 * A set of facts.
 *
 * @param bits one bit per fact
 */
public record FactSet(long bits) {
  public static final FactSet EMPTY = new FactSet(0);

  public static FactSet of(Fact... facts) {
    return new FactSet(Arrays.stream(facts).mapToLong(Fact::bit).reduce(0, (a, b) -> a | b));
  }

  public FactSet with(Fact fact, boolean holds) {
    return holds ? new FactSet(bits | fact.bit()) : this;
  }

  public boolean has(Fact fact) {
    return (bits & fact.bit()) != 0;
  }

  public boolean hasAll(FactSet others) {
    return (bits & others.bits) == others.bits;
  }

  public boolean hasNone(FactSet others) {
    return (bits & others.bits) == 0;
  }

  public FactSet union(FactSet others) {
    return new FactSet(bits | others.bits);
  }

  public List<Fact> toList() {
    return Arrays.stream(Fact.values()).filter(this::has).toList();
  }
}
