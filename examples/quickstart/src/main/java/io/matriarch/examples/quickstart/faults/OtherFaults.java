package io.matriarch.examples.quickstart.faults;

import static io.matriarch.examples.quickstart.cluster.StoreKind.ZOOKEEPER;
import static io.matriarch.examples.quickstart.faults.Promise.NOTHING_LOST;
import static io.matriarch.examples.quickstart.faults.Promise.ONE_WRITER;

import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Full disks, two of one name, and the end of everything. */
final class OtherFaults {
  private static final Duration FULL = Duration.ofSeconds(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** More than the segments of the log that a server keeps for later use. */
  private static final int SEGMENTS = 8;

  /** Less than what a copy needs, and now and then less than what a rewind needs. */
  private static final long MOST_SPARE = 24L << 20;

  private OtherFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                "disk-full",
                "not a byte is free on the primary's disk, for 20 s",
                ONE_WRITER,
                scene -> fill(scene, scene.primary()))
            .needs(Fault.Kind.PLACE),
        Fault.of(
                "replica-disk-full",
                "not a byte is free on a replica's disk, for 20 s",
                NOTHING_LOST,
                scene -> fill(scene, scene.replicas().get(0)))
            .needs(Fault.Kind.PLACE),
        Fault.of(
                "disk-full-at-rejoin",
                "SIGKILL to the primary's node, which returns to a disk that fills up while it rejoins;"
                    + " there is room after 20 s",
                ONE_WRITER,
                OtherFaults::fillBeforeRejoin)
            .needs(Fault.Kind.PLACE),
        Fault.of(
                "two-of-one-name",
                "a second node with the primary's name is started elsewhere, for longer than the lease",
                NOTHING_LOST,
                scene -> twin(scene, false))
            .needs(Fault.Kind.PLACE),
        Fault.of(
                "two-of-one-name-unseen",
                "the same, and the two do not reach each other",
                NOTHING_LOST,
                scene -> twin(scene, true))
            .needs(Fault.Kind.PLACE),
        Fault.of(
                "everything-restarted",
                "SIGKILL to every process of store and nodes, started in an order of chance",
                ONE_WRITER,
                OtherFaults::restartEverything)
            .tellsOn(ZOOKEEPER));
  }

  private static void fill(Scene scene, Herd.Member member)
      throws IOException, InterruptedException {
    scene.strike();
    scene.herd().fill(member, 0);
    useUpSegments(scene);
    scene.lasts(FULL);
    scene.mend();
  }

  /** A server writes on into what it has set aside; it notices the full disk when that is used. */
  private static void useUpSegments(Scene scene) throws InterruptedException {
    try (Connection connection =
            scene.herd().database().node(scene.primary().node().spec(), "fault segments");
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < SEGMENTS; i++) {
        statement.execute("SELECT pg_logical_emit_message(false, 'fault', 'x'), pg_switch_wal()");
      }
    } catch (SQLException noticed) {
      // That is what it is for.
    }
  }

  private static void fillBeforeRejoin(Scene scene) throws IOException, InterruptedException {
    Herd.Member former = scene.primary();
    scene.strike();
    scene.herd().signals().kill(former::processes);
    scene.untilSomebodyElseLeads();
    scene.herd().fill(former, scene.below(MOST_SPARE));
    former.node().start();
    Wait.pause(FULL);
    scene.mend();
  }

  private static void twin(Scene scene, boolean unseen) throws IOException, InterruptedException {
    Herd.Member twin = scene.herd().twin(scene.primary());
    scene.strike();
    if (unseen) {
      scene.herd().landscape().cut(twin.place(), scene.primary().place());
      scene.herd().landscape().cut(scene.primary().place(), twin.place());
    }
    twin.node().start();
    scene.writeTo(twin);
    scene.outlivesTheLease();
    scene.herd().signals().kill(twin::processes);
    scene.herd().landscape().heal();
    scene.over();
  }

  private static void restartEverything(Scene scene) throws InterruptedException {
    Herd herd = scene.herd();
    scene.strike();
    herd.signals()
        .kill(
            () -> {
              List<ProcessHandle> all = new ArrayList<>();
              herd.members().forEach(member -> all.addAll(member.processes()));
              herd.store().forEach(server -> all.addAll(server.processes()));
              return all;
            });
    List<Runnable> starts = new ArrayList<>();
    herd.members().forEach(member -> starts.add(member.node()::start));
    herd.store().forEach(server -> starts.add(server::start));
    for (Runnable start : scene.shuffled(starts)) {
      Wait.pause(scene.upTo(LONGEST_PAUSE));
      start.run();
    }
    scene.over();
  }
}
