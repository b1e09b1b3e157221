package io.matriarch.testkit.sim.run;

import io.matriarch.testkit.sim.world.TraceLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A trace as text: a line per event, a column per node. */
public final class TracePrinter {
  private static final int COLUMN = 3;

  private TracePrinter() {}

  /** The lines of a trace with so many columns. */
  public static Stream<String> lines(List<TraceLine> trace, int nodes) {
    return trace.stream().map(line -> line(line, nodes));
  }

  private static String line(TraceLine line, int nodes) {
    StringBuilder text =
        new StringBuilder(String.format(Locale.ROOT, "%11.4f ", line.worldNanos() / 1e9));
    for (int column = 0; column < nodes; column++) {
      boolean here = column == line.column();
      text.append(here ? (char) ('a' + column) : '.').append(" ".repeat(COLUMN - 1));
    }
    return text.append(line.column() == TraceLine.WORLD ? "** " : "   ")
        .append(line.text())
        .toString();
  }
}
