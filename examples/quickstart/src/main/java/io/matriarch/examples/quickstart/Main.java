package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.CleanEnd;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import io.matriarch.examples.quickstart.cluster.WorkDirectory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The program behind {@code ./quickstart}. */
public final class Main {
  private static final int BAD_INPUT = 2;
  private static final int FAILED = 1;
  private static final int NODES = 3;

  private final Options options;
  private final ServerPrograms programs;
  private final Screen screen = new Screen(System.out);

  private Main(Options options, ServerPrograms programs) {
    this.options = options;
    this.programs = programs;
  }

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) {
    Options options;
    try {
      options = Options.parse(arguments);
    } catch (Options.BadOption e) {
      return fail(BAD_INPUT, e.getMessage());
    }
    if (options.help()) {
      System.out.print(Options.USAGE);
      return 0;
    }
    return options
        .binDirectory()
        .flatMap(ServerPrograms::in)
        .or(ServerPrograms::find)
        .map(programs -> new Main(options, programs).guarded())
        .orElseGet(() -> fail(BAD_INPUT, "no PostgreSQL 13 or newer found; see --bin-dir"));
  }

  private int guarded() {
    try {
      return CleanEnd.of(this::inWorkDirectory);
    } catch (TrialException | IOException | SQLException e) {
      return fail(FAILED, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      return fail(FAILED, "ended early");
    }
  }

  private int inWorkDirectory() throws IOException, SQLException, InterruptedException {
    WorkDirectory work = WorkDirectory.create();
    System.setProperty("quickstart.log", work.path().resolve("store.log").toString());
    System.setProperty("logback.configurationFile", "quickstart-logback.xml");
    try {
      screen.end(
          "Matriarch: three PostgreSQL %s servers and %s in %s"
              .formatted(programs.version(), options.store().title(), work.path()));
      return withCluster(work);
    } finally {
      work.delete();
    }
  }

  private int withCluster(WorkDirectory work)
      throws IOException, SQLException, InterruptedException {
    DemoCluster cluster =
        DemoCluster.prepare(
            work.path(), programs, Timing.ofTtl(options.ttl()), NODES, options.store());
    Verdict verdict;
    try {
      if (options.keep()) {
        return kept(work, cluster);
      }
      verdict = new Demonstration(cluster, screen, options.ttl()).run();
      screen.chapter("The nodes are stopped and their files removed");
    } finally {
      cluster.stop();
    }
    return told(verdict);
  }

  /** A cluster is kept even if its story went wrong: then it is worth a look. */
  private int kept(WorkDirectory work, DemoCluster cluster)
      throws IOException, SQLException, InterruptedException {
    int code;
    try {
      code = told(new Demonstration(cluster, screen, options.ttl()).run());
    } catch (TrialException e) {
      code = fail(FAILED, e.getMessage());
      screen.lines(cluster.table());
    }
    screen.chapter("The cluster stays");
    screen.lines(Farewell.write(work.path(), cluster));
    try {
      Wait.pause(Duration.ofDays(365));
    } catch (InterruptedException asked) {
      screen.line("stopping the nodes and removing their files");
    }
    return code;
  }

  private int told(Verdict verdict) {
    List<String> faults = verdict.tell(screen);
    faults.forEach(fault -> fail(FAILED, fault));
    return faults.isEmpty() ? 0 : FAILED;
  }

  private static int fail(int code, String message) {
    System.err.println("quickstart: " + message);
    return code;
  }
}
