package io.matriarch.testkit.sim.planted;

import java.util.List;
import java.util.stream.Stream;

/** All planted bugs. */
public final class PlantedBugs {
  private PlantedBugs() {}

  public static List<PlantedBug> all() {
    return Stream.of(
            LeaseBugs.all(),
            CandidacyBugs.all(),
            LivenessBugs.all(),
            FailsafeBugs.all(),
            RequestBugs.all(),
            StatelessBugs.all())
        .flatMap(List::stream)
        .toList();
  }
}
