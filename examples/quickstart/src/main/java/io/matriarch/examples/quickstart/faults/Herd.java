package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.Database;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Health;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Passwords;
import io.matriarch.examples.quickstart.cluster.ServerPrograms;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.TrialException;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** Three nodes and three servers of the store, each at a place of its own. For one thread. */
final class Herd {
  private static final int SIZE = 3;
  private static final int BLOCK = 1 << 16;
  private static final Duration START = Duration.ofSeconds(90);

  private final Landscape landscape;
  private final NodeFile file;
  private final FaultOptions options;
  private final Path directory;
  private final Signals signals = new Signals();
  private final List<StoreServer> store = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();
  private final List<Path> ballast = new ArrayList<>();
  private final Database database;

  /** A node and where it lives. */
  record Member(DemoNode node, Place place) {
    String name() {
      return node.name();
    }

    /** Everything of this member, as if it were the whole machine. */
    List<ProcessHandle> processes() {
      return place.keeper().isPresent() ? place.processes() : node.processes();
    }
  }

  private Herd(Landscape landscape, Path directory, ServerPrograms programs, FaultOptions options)
      throws IOException, InterruptedException {
    this.landscape = landscape;
    this.directory = directory;
    this.options = options;
    for (int i = 1; i <= SIZE; i++) {
      Place place = landscape.add("store" + i);
      Path home = directory.resolve(place.name());
      store.add(StoreServer.of(options.store(), i, place, home, options.tick(), landscape));
    }
    Passwords passwords = Passwords.random();
    String hosts = String.join(",", store.stream().map(StoreServer::host).toList());
    file =
        new NodeFile(
            DemoCluster.SCOPE,
            options.store(),
            hosts,
            options.tick(),
            Timing.ofTtl(options.ttl()),
            DemoCluster.MAXIMUM_LAG,
            passwords,
            programs);
    for (int i = 1; i <= SIZE; i++) {
      members.add(member("node" + i, "node" + i));
    }
    database = new Database(members.stream().map(m -> m.node().spec()).toList(), passwords);
  }

  /** Starts everything, and waits until it is in order. Stop it, whatever comes. */
  static Herd start(
      Landscape landscape, Path directory, ServerPrograms programs, FaultOptions options)
      throws IOException, InterruptedException {
    Herd herd = new Herd(landscape, directory, programs, options);
    try {
      for (StoreServer server : herd.store) {
        server.join(herd.store);
        server.start();
      }
      herd.storeLeader();
      herd.members.forEach(member -> member.node().start());
      herd.awaitHealthy(START);
      return herd;
    } catch (RuntimeException | IOException | InterruptedException e) {
      herd.stop();
      throw e;
    }
  }

  Landscape landscape() {
    return landscape;
  }

  Signals signals() {
    return signals;
  }

  Database database() {
    return database;
  }

  List<Member> members() {
    return members;
  }

  List<StoreServer> store() {
    return store;
  }

  /** The server that leads the store's others; waits until there is one. */
  StoreServer storeLeader() throws InterruptedException {
    AtomicReference<StoreServer> leader = new AtomicReference<>();
    Wait.until(
        "a leader of the store's servers",
        START,
        () -> {
          for (StoreServer server : store) {
            if (server.leads()) {
              leader.set(server);
            }
          }
          return leader.get() != null;
        });
    return leader.get();
  }

  /** The member whose REST interface says that it is the primary. */
  Optional<Member> primary() throws InterruptedException {
    for (Member member : members) {
      if (member.node().rest().isOk("/primary")) {
        return Optional.of(member);
      }
    }
    return Optional.empty();
  }

  boolean isHealthy() throws InterruptedException {
    return Health.of(members.stream().map(Member::node).toList());
  }

  void awaitHealthy(Duration longest) throws InterruptedException {
    Wait.until("one primary with all others streaming", longest, this::isHealthy);
  }

  /** One more node with this name at a place of its own, which is not counted as a member. */
  Member twin(Member of) throws IOException, InterruptedException {
    return member(of.name(), "twin" + System.nanoTime());
  }

  /** Fills the member's disk until nothing more fits on it than this. */
  void fill(Member member, long spare) throws IOException {
    Path file = member.node().spec().home().resolve("ballast");
    ballast.add(file);
    append(file, BLOCK);
    append(file, 1);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(Math.max(0, channel.size() - spare));
    }
  }

  private static void append(Path file, int size) {
    byte[] block = new byte[size];
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      // As wanted.
    }
  }

  /** Ends every fault: links, frozen processes, full disks; whatever does not run is started. */
  void mend() throws IOException, InterruptedException {
    landscape.heal();
    signals.thaw();
    for (Path file : ballast) {
      Files.deleteIfExists(file);
    }
    ballast.clear();
    store.stream().filter(server -> !server.isAlive()).forEach(StoreServer::start);
    members.stream()
        .map(Member::node)
        .filter(node -> !node.isAgentAlive())
        .forEach(DemoNode::start);
  }

  /** Kills all that runs, and takes network and disks away. */
  void stop() throws InterruptedException {
    Supplier<List<ProcessHandle>> all =
        () -> {
          List<ProcessHandle> processes = new ArrayList<>();
          members.forEach(member -> processes.addAll(member.processes()));
          store.forEach(server -> processes.addAll(server.processes()));
          return processes;
        };
    try {
      signals.kill(all);
    } catch (TrialException someStay) {
      System.err.println(someStay.getMessage());
    } finally {
      landscape.remove();
    }
  }

  private Member member(String name, String placeName) throws IOException, InterruptedException {
    Place place = landscape.add(placeName);
    Path home = Files.createDirectories(directory.resolve(place.name()));
    landscape.disk(home);
    DataOwner owner = DataOwner.ofThisProcess();
    owner.create(home);
    // What the agent says must be readable when its disk is full.
    Path log = directory.resolve(place.name() + ".log");
    NodeSpec spec =
        new NodeSpec(name, place.address(), landscape.port(place), landscape.port(place), home);
    Files.createSymbolicLink(spec.log(), Files.createFile(log));
    NodeFile.write(spec.configuration(), file.text(spec) + "leash: '" + options.leash() + "'\n");
    owner.give(spec.configuration());
    AgentProgram program = AgentProgram.launcher();
    return new Member(new DemoNode(spec, new AgentProgram(place.here(program.command()))), place);
  }
}
