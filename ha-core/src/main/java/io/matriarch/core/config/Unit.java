package io.matriarch.core.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Units of memory and time, each kind from large to small; names are case-sensitive. */
enum Unit {
  TB(Kind.MEMORY, 0x1p40),
  GB(Kind.MEMORY, 0x1p30),
  MB(Kind.MEMORY, 0x1p20),
  kB(Kind.MEMORY, 0x1p10),
  B(Kind.MEMORY, 1),
  d(Kind.TIME, 86_400_000_000d),
  h(Kind.TIME, 3_600_000_000d),
  min(Kind.TIME, 60_000_000),
  s(Kind.TIME, 1_000_000),
  ms(Kind.TIME, 1_000),
  us(Kind.TIME, 1);

  private enum Kind {
    MEMORY,
    TIME
  }

  /** Units in which parameters are counted; the others occur only in values. */
  private static final List<Unit> BASES = List.of(MB, kB, B, min, s, ms);

  private final Kind kind;
  private final double size;

  Unit(Kind kind, double size) {
    this.kind = kind;
    this.size = size;
  }

  /**
   * Converts and, as PostgreSQL does, rounds to a multiple of the next smaller unit.
   *
   * @param base a unit, or a number and a unit such as {@code 8kB}
   * @return empty if either unit is unknown or they measure different things
   */
  static OptionalDouble convert(double value, String unit, String base) {
    Optional<Values.Leading> count = Values.leadingInteger(base.strip());
    double baseCount = count.map(Values.Leading::number).orElse(1L);
    Optional<Unit> from = named(unit);
    Optional<Unit> to = named(count.map(Values.Leading::rest).orElse(base)).filter(BASES::contains);
    if (from.isEmpty() || to.isEmpty() || from.get().kind != to.get().kind) {
      return OptionalDouble.empty();
    }
    double converted = value * (from.get().size / to.get().size / baseCount);
    return OptionalDouble.of(
        from.get()
            .nextSmaller()
            .map(smaller -> smaller.size / to.get().size)
            .map(step -> Math.rint(converted / step) * step)
            .orElse(converted));
  }

  private static Optional<Unit> named(String name) {
    for (Unit unit : values()) {
      if (unit.name().equals(name)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }

  private Optional<Unit> nextSmaller() {
    int next = ordinal() + 1;
    return next < values().length && values()[next].kind == kind
        ? Optional.of(values()[next])
        : Optional.empty();
  }
}
