package io.matriarch.examples.quickstart.bench;

import io.matriarch.examples.quickstart.bench.fleet.FleetMain;
import io.matriarch.examples.quickstart.cluster.CleanEnd;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The program behind {@code ./verify --bench}: measures, prints and writes the report. */
public final class BenchMain {
  private static final int BAD_OPTION = 2;

  private BenchMain() {}

  /** Expects the options that {@link BenchOptions} knows. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    BenchOptions options;
    try {
      options = BenchOptions.parse(arguments);
    } catch (TrialException e) {
      System.err.println("bench: " + e.getMessage());
      return BAD_OPTION;
    }
    try {
      return CleanEnd.of(() -> inWorkDirectory(options));
    } catch (InterruptedException e) {
      System.err.println("bench: ended early");
    } catch (TrialException | IOException | SQLException e) {
      System.err.println("bench: " + e.getMessage());
    }
    return 1;
  }

  private static int inWorkDirectory(BenchOptions options)
      throws IOException, InterruptedException, SQLException {
    ServerPrograms programs =
        ServerPrograms.find()
            .orElseThrow(() -> new TrialException("no PostgreSQL 13 or newer found"));
    Map<StoreKind, String> versions = new EnumMap<>(StoreKind.class);
    for (StoreKind store : options.stores()) {
      versions.put(store, store.version());
    }
    WorkDirectory work = WorkDirectory.create();
    System.setProperty("quickstart.log", work.path().resolve("store.log").toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    try {
      Map<StoreKind, List<Series>> results = new EnumMap<>(StoreKind.class);
      for (StoreKind store : options.stores()) {
        System.out.println("on " + store.title() + " " + versions.get(store));
        results.put(store, Bench.measure(work.path().resolve(store.option()), programs, store));
      }
      List<String> fleet = FleetMain.measure(work.path(), options.stores());
      BenchReport report = new BenchReport(options, versions, Machine.describe(programs));
      write(options.report(), report.lines(LocalDate.now(), results, fleet));
    } finally {
      work.delete();
    }
    return 0;
  }

  private static void write(Path report, List<String> lines) throws IOException {
    Files.createDirectories(report.toAbsolutePath().getParent());
    Files.write(report, lines);
    System.out.println("written: " + report);
  }
}
