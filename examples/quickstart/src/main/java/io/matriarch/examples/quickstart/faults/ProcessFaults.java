package io.matriarch.examples.quickstart.faults;

import static io.matriarch.examples.quickstart.cluster.StoreKind.ETCD;
import static io.matriarch.examples.quickstart.cluster.StoreKind.ZOOKEEPER;
import static io.matriarch.examples.quickstart.faults.Promise.MEASURED;
import static io.matriarch.examples.quickstart.faults.Promise.NOTHING_LOST;
import static io.matriarch.examples.quickstart.faults.Promise.ONE_WRITER;
import static io.matriarch.examples.quickstart.faults.Promise.ONE_WRITER_WITH_LEASH;

import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of the primary, or of a replica, that are killed or frozen. */
final class ProcessFaults {
  private static final Duration SUPERVISOR = Duration.ofSeconds(1);
  private static final Duration A_WHILE = Duration.ofSeconds(8);

  private ProcessFaults() {}

  static List<Fault> all() {
    return List.of(
        Fault.of(
                "agent-killed",
                "SIGKILL to the primary's agent, started again 4 s after another node took a write",
                ONE_WRITER_WITH_LEASH,
                ProcessFaults::killAgent)
            .tellsOn(ZOOKEEPER),
        Fault.of(
            "agent-restarted",
            "SIGKILL to the primary's agent, started again after a second",
            ONE_WRITER_WITH_LEASH,
            ProcessFaults::restartAgent),
        Fault.of(
                "agent-frozen",
                "SIGSTOP to the primary's agent, SIGCONT 4 s after another node took a write",
                ONE_WRITER_WITH_LEASH,
                ProcessFaults::freezeAgent)
            .tellsOn(ZOOKEEPER, ETCD),
        Fault.of(
            "agent-frozen-briefly",
            "SIGSTOP to the primary's agent, SIGCONT after 8 s, while its lease lasts",
            NOTHING_LOST,
            ProcessFaults::freezeAgentBriefly),
        Fault.of(
            "agent-stutters",
            "the primary's agent is frozen for 1.5 s out of every 2 s, for longer than the lease",
            ONE_WRITER,
            scene -> scene.stutter(() -> alive(agent(scene.primary().node())))),
        Fault.of(
                "postmaster-killed",
                "SIGKILL to the primary's postmaster",
                NOTHING_LOST,
                scene -> kill(scene, scene.primary().node().postmaster()))
            .tellsOn(ZOOKEEPER),
        Fault.of(
            "postmaster-frozen",
            "SIGSTOP to the primary's postmaster for longer than the lease, then SIGCONT",
            ONE_WRITER,
            scene -> freeze(scene, scene.primary().node().postmaster())),
        Fault.of(
            "backend-killed",
            "SIGKILL to one backend of the primary",
            NOTHING_LOST,
            ProcessFaults::killBackend),
        Fault.of(
            "backend-frozen",
            "SIGSTOP to one backend of the primary for longer than the lease, then SIGCONT",
            ONE_WRITER,
            ProcessFaults::freezeBackend),
        Fault.of(
                "node-killed",
                "SIGKILL to all processes of the primary's node, started again 4 s after another node took a write",
                ONE_WRITER,
                ProcessFaults::killNode)
            .tellsOn(ZOOKEEPER, ETCD),
        Fault.of(
            "node-frozen",
            "SIGSTOP to all processes of the primary's node, SIGCONT 4 s after another node took a write",
            MEASURED,
            ProcessFaults::freezeNode),
        Fault.of(
            "replica-killed",
            "SIGKILL to all processes of a replica's node, started again after 8 s",
            NOTHING_LOST,
            ProcessFaults::killReplica),
        Fault.of(
            "replica-frozen",
            "SIGSTOP to all processes of a replica's node for longer than the lease, then SIGCONT",
            NOTHING_LOST,
            ProcessFaults::freezeReplica),
        Fault.of(
                "leash-killed",
                "SIGKILL to one of the two processes of the primary's leash",
                NOTHING_LOST,
                scene -> {
                  kill(List.of(oneOf(scene, leash(scene))), scene);
                  scene.over();
                })
            .needs(Fault.Kind.LEASH),
        Fault.of(
                "leash-frozen",
                "SIGSTOP to both processes of the primary's leash for longer than the lease, then SIGCONT",
                NOTHING_LOST,
                ProcessFaults::freezeLeash)
            .needs(Fault.Kind.LEASH),
        Fault.of(
                "agent-and-leash-killed",
                "SIGKILL to the primary's agent and one of the two processes of its leash at once, started again 4 s after another node took a write",
                ONE_WRITER,
                scene -> killWithAgent(scene, List.of(oneOf(scene, leash(scene)))))
            .needs(Fault.Kind.LEASH),
        Fault.of(
                "agent-and-both-of-leash-killed",
                "SIGSTOP to both processes of the primary's leash, so that neither replaces the other, and then SIGKILL to them and the agent, started again 4 s after another node took a write",
                MEASURED,
                ProcessFaults::killAgentAndBothOfLeash)
            .needs(Fault.Kind.LEASH));
  }

  private static void killAgent(Scene scene) throws InterruptedException {
    DemoNode node = scene.primary().node();
    kill(agent(node), scene);
    scene.untilSomebodyElseLeads();
    node.start();
    scene.over();
  }

  private static void restartAgent(Scene scene) throws InterruptedException {
    DemoNode node = scene.primary().node();
    kill(agent(node), scene);
    scene.lasts(SUPERVISOR);
    node.start();
    scene.over();
  }

  private static void freezeAgent(Scene scene) throws InterruptedException {
    freeze(agent(scene.primary().node()), scene);
    scene.untilSomebodyElseLeads();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static void freezeAgentBriefly(Scene scene) throws InterruptedException {
    freeze(agent(scene.primary().node()), scene);
    scene.lasts(A_WHILE);
    scene.herd().signals().thaw();
    scene.over();
  }

  private static void killNode(Scene scene) throws InterruptedException {
    scene.strike();
    scene.herd().signals().kill(scene.primary()::processes);
    scene.untilSomebodyElseLeads();
    scene.primary().node().start();
    scene.over();
  }

  private static void freezeNode(Scene scene) throws InterruptedException {
    scene.strike();
    scene.herd().signals().freeze(scene.primary()::processes);
    scene.untilSomebodyElseLeads();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static void killReplica(Scene scene) throws InterruptedException {
    Herd.Member replica = scene.replicas().get(0);
    scene.strike();
    scene.herd().signals().kill(replica::processes);
    scene.lasts(A_WHILE);
    replica.node().start();
    scene.over();
  }

  private static void freezeReplica(Scene scene) throws InterruptedException {
    Herd.Member replica = scene.replicas().get(0);
    scene.strike();
    scene.herd().signals().freeze(replica::processes);
    scene.outlivesTheLease();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static void killBackend(Scene scene) throws SQLException, InterruptedException {
    try (Connection connection = connection(scene)) {
      kill(scene, ProcessHandle.of(backend(connection)));
    }
  }

  private static void freezeBackend(Scene scene) throws SQLException, InterruptedException {
    try (Connection connection = connection(scene)) {
      freeze(scene, ProcessHandle.of(backend(connection)));
    }
  }

  private static void freezeLeash(Scene scene) throws InterruptedException {
    freeze(leash(scene), scene);
    scene.outlivesTheLease();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static void killAgentAndBothOfLeash(Scene scene) throws InterruptedException {
    List<ProcessHandle> leash = leash(scene);
    scene.herd().signals().freeze(() -> alive(leash));
    killWithAgent(scene, leash);
  }

  private static void killWithAgent(Scene scene, List<ProcessHandle> others)
      throws InterruptedException {
    DemoNode node = scene.primary().node();
    List<ProcessHandle> all = new ArrayList<>(others);
    all.addAll(agent(node));
    kill(all, scene);
    scene.untilSomebodyElseLeads();
    node.start();
    scene.over();
  }

  private static Connection connection(Scene scene) throws SQLException {
    return scene.herd().database().node(scene.primary().node().spec(), "fault victim");
  }

  private static long backend(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  static List<ProcessHandle> agent(DemoNode node) {
    return ProcessHandle.of(node.agentPid()).stream().toList();
  }

  /** The processes that guard the primary's data; there are two if the nodes were told so. */
  private static List<ProcessHandle> leash(Scene scene) {
    List<ProcessHandle> leash =
        scene.primary().processes().stream().filter(ProcessFaults::isLeash).toList();
    if (leash.size() != 2) {
      throw new TrialException("the primary's leash is not two processes, but " + leash);
    }
    return leash;
  }

  private static ProcessHandle oneOf(Scene scene, List<ProcessHandle> processes) {
    return scene.shuffled(processes).get(0);
  }

  /** By the program's name, or that of the script which a shell runs. */
  private static boolean isLeash(ProcessHandle process) {
    Stream<String> script = process.info().arguments().stream().flatMap(Arrays::stream).limit(1);
    return Stream.concat(process.info().command().stream(), script)
        .anyMatch(path -> path.substring(path.lastIndexOf('/') + 1).contains("leash"));
  }

  private static void kill(List<ProcessHandle> victims, Scene scene) throws InterruptedException {
    scene.strike();
    scene.herd().signals().kill(() -> alive(victims));
  }

  private static void freeze(List<ProcessHandle> victims, Scene scene) throws InterruptedException {
    scene.strike();
    scene.herd().signals().freeze(() -> alive(victims));
  }

  private static void kill(Scene scene, Optional<ProcessHandle> victim)
      throws InterruptedException {
    kill(List.of(required(victim)), scene);
    scene.over();
  }

  private static void freeze(Scene scene, Optional<ProcessHandle> victim)
      throws InterruptedException {
    freeze(List.of(required(victim)), scene);
    scene.outlivesTheLease();
    scene.herd().signals().thaw();
    scene.over();
  }

  private static ProcessHandle required(Optional<ProcessHandle> victim) {
    return victim.orElseThrow(() -> new TrialException("the process to be hit is not there"));
  }

  static List<ProcessHandle> alive(List<ProcessHandle> processes) {
    return processes.stream().filter(ProcessHandle::isAlive).toList();
  }
}
