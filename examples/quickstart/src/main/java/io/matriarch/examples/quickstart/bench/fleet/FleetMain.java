package io.matriarch.examples.quickstart.bench.fleet;

import io.matriarch.examples.quickstart.cluster.CleanEnd;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Measures fleets of elections alone, and prints what {@code ./verify --bench} writes of them. */
public final class FleetMain {
  private FleetMain() {}

  public static void main(String[] arguments) {
    System.exit(run());
  }

  /** Blocks for a few minutes; works below that directory. */
  public static List<String> measure(Path directory) throws IOException, InterruptedException {
    System.out.println("electing the leaders of five hundred elections, with LeaderLatch first");
    Fleet.Figures latch = Fleet.usual().measure("latch", directory);
    System.out.println(latch);
    Fleet.Figures ours = Fleet.usual().measure("matriarch", directory);
    System.out.println(ours);
    return Fleet.report(ours, latch);
  }

  private static int run() {
    try {
      return CleanEnd.of(FleetMain::inWorkDirectory);
    } catch (InterruptedException e) {
      System.err.println("bench: ended early");
    } catch (TrialException | IOException | SQLException e) {
      System.err.println("bench: " + e.getMessage());
    }
    return 1;
  }

  private static int inWorkDirectory() throws IOException, InterruptedException {
    WorkDirectory work = WorkDirectory.create();
    System.setProperty("quickstart.log", work.path().resolve("zookeeper.log").toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    try {
      measure(work.path()).forEach(System.out::println);
    } finally {
      work.delete();
    }
    return 0;
  }
}
