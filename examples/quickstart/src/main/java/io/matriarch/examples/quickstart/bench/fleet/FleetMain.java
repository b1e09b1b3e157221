package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.cluster.CleanEnd;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures fleets of elections alone, and prints what {@code ./verify --bench} writes of them. */
public final class FleetMain {
  private FleetMain() {}

  /** Expects the names of stores. */
  public static void main(String[] arguments) {
    System.exit(
        run(Arrays.stream(arguments).map(StoreKind::named).flatMap(Optional::stream).toList()));
  }

  /**
   * Blocks for two minutes with each who can be measured on these stores; works below that
   * directory.
   */
  public static List<String> measure(Path directory, Collection<StoreKind> stores)
      throws IOException, InterruptedException {
    Map<Contestant, Fleet.Figures> found = new EnumMap<>(Contestant.class);
    for (Contestant contestant : Contestant.values()) {
      if (stores.contains(contestant.store())) {
        System.out.println("electing the leaders of five hundred elections: " + contestant.title());
        Fleet.Figures figures = Fleet.usual().measure(contestant, directory);
        System.out.println(figures);
        found.put(contestant, figures);
      }
    }
    return Fleet.report(found);
  }

  private static int run(Collection<StoreKind> stores) {
    try {
      return CleanEnd.of(() -> inWorkDirectory(stores));
    } catch (InterruptedException e) {
      System.err.println("bench: ended early");
    } catch (TrialException | IOException | SQLException e) {
      System.err.println("bench: " + e.getMessage());
    }
    return 1;
  }

  private static int inWorkDirectory(Collection<StoreKind> stores)
      throws IOException, InterruptedException {
    WorkDirectory work = WorkDirectory.create();
    System.setProperty("quickstart.log", work.path().resolve("store.log").toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    try {
      measure(work.path(), stores).forEach(System.out::println);
    } finally {
      work.delete();
    }
    return 0;
  }
}
