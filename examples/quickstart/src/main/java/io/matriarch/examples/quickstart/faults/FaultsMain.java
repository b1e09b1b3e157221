package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.bench.Machine;
import io.matriarch.examples.quickstart.cluster.CleanEnd;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The program behind {@code ./verify --faults}, and the part of a verification that tries the most
 * telling ones: befalls a cluster, prints a line per fault, and tells by its exit code whether all
 * promises were kept.
 */
public final class FaultsMain {
  private static final int BAD_OPTION = 2;

  /** Each new timeline keeps 16 MiB of WAL for a while, and the nodes' disks are small. */
  private static final int REPETITIONS_OF_A_HERD = 10;

  private final FaultOptions options;
  private final ServerPrograms programs;
  private final String store;
  private final WorkDirectory work;
  private Optional<Herd> herd = Optional.empty();
  private int herds;

  private FaultsMain(
      FaultOptions options, ServerPrograms programs, String store, WorkDirectory work) {
    this.options = options;
    this.programs = programs;
    this.store = store;
    this.work = work;
  }

  /** Expects the options that {@link FaultOptions} knows. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    FaultOptions options;
    List<Fault> chosen;
    try {
      options = FaultOptions.parse(arguments);
      chosen = options.choose(catalogue());
    } catch (TrialException e) {
      System.err.println("faults: " + e.getMessage());
      return BAD_OPTION;
    }
    try {
      return CleanEnd.of(() -> inWorkDirectory(options, chosen));
    } catch (InterruptedException e) {
      System.err.println("faults: ended early");
    } catch (TrialException | IOException | SQLException e) {
      System.err.println("faults: " + e.getMessage());
    }
    return 1;
  }

  /** Every fault there is. */
  static List<Fault> catalogue() {
    return Stream.of(
            ProcessFaults.all(),
            StoreFaults.all(),
            LinkFaults.all(),
            OtherFaults.all(),
            ClockFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  private static int inWorkDirectory(FaultOptions options, List<Fault> chosen)
      throws IOException, InterruptedException {
    ServerPrograms programs =
        ServerPrograms.find()
            .orElseThrow(() -> new TrialException("no PostgreSQL 13 or newer found"));
    // Whatever is missing is said once, and not fault by fault.
    String store = options.store().title() + " " + options.store().version();
    say("on " + store + " and PostgreSQL " + programs.version());
    WorkDirectory work = WorkDirectory.create();
    System.setProperty("quickstart.log", work.path().resolve("store.log").toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    try {
      return new FaultsMain(options, programs, store, work).tryAll(chosen);
    } finally {
      if (options.keepLogs()) {
        say("kept: " + work.path());
      } else {
        work.delete();
      }
    }
  }

  private int tryAll(List<Fault> chosen) throws IOException, InterruptedException {
    List<Tally> tallies = new ArrayList<>();
    try {
      for (Fault fault : chosen) {
        Optional<String> obstacle = obstacle(fault);
        if (obstacle.isPresent()) {
          say("skipped: %s: %s".formatted(fault.name(), obstacle.get()));
        } else {
          tallies.add(tryOne(fault));
        }
      }
    } finally {
      endHerd();
    }
    if (options.report().isPresent()) {
      FaultReport report = new FaultReport(options, store, Machine.describe(programs));
      report.write(options.report().get(), LocalDate.now(), tallies);
      say("written: " + options.report().get());
    }
    return tallies.stream().allMatch(tally -> tally.breaches().isEmpty()) ? 0 : 1;
  }

  private Optional<String> obstacle(Fault fault) {
    return switch (fault.kind()) {
      case PROCESS -> Optional.empty();
      case PLACE ->
          options.namespaces()
              ? Optional.empty()
              : Optional.of("not on this kind of machine: it needs root, and network namespaces");
      case CLOCK ->
          FakeClock.library().isPresent()
              ? Optional.empty()
              : Optional.of("not on this kind of machine: it needs libfaketime");
      case LEASH ->
          options.isLeashed() ? Optional.empty() : Optional.of("the nodes run without a leash");
    };
  }

  private Tally tryOne(Fault fault) throws IOException, InterruptedException {
    Tally tally = new Tally(fault);
    Duration ttl = Duration.ofSeconds(options.ttl());
    String said = "";
    for (int i = 0; i < options.repetitions(); i++) {
      if (i > 0 && i % REPETITIONS_OF_A_HERD == 0) {
        endHerd();
      }
      long seed = options.seed() + i;
      List<String> breaches;
      try {
        Outcome outcome = new Trial(herd(), ttl).of(fault, seed);
        breaches = outcome.breaches(fault.promise(), options.isLeashed());
        tally.add(outcome, breaches);
        said = Tally.line(outcome);
      } catch (TrialException | SQLException | IOException e) {
        breaches = List.of(String.valueOf(e.getMessage()));
        tally.failed(breaches);
        said = "no outcome";
      }
      say("  %s, seed %d: %s".formatted(fault.name(), seed, said));
      if (!breaches.isEmpty()) {
        say("failed: %s, seed %d: %s".formatted(fault.name(), seed, String.join("; ", breaches)));
        // What is broken must not spoil what comes next.
        endHerd();
      }
    }
    if (tally.breaches().isEmpty()) {
      say("passed: %s: %s".formatted(fault.name(), said));
    }
    return tally;
  }

  private Herd herd() throws IOException, InterruptedException {
    if (herd.isEmpty()) {
      herds++;
      herd =
          Optional.of(
              Herd.start(
                  options.namespaces() ? Namespaces.open() : new Loopback(),
                  work.path().resolve("herd" + herds),
                  programs,
                  options));
    }
    return herd.get();
  }

  private void endHerd() throws InterruptedException {
    if (herd.isPresent()) {
      herd.get().stop();
      herd = Optional.empty();
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
