package io.matriarch.examples.quickstart;

import io.matriarch.examples.quickstart.cluster.AgentProgram;
import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.DemoCluster;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.LogLine;
import io.matriarch.examples.quickstart.cluster.NodeFile;
import io.matriarch.examples.quickstart.cluster.NodeSpec;
import io.matriarch.examples.quickstart.cluster.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One more node beside a cluster, whose file may be spoilt before it is started. */
final class Attempt {
  private static final Duration END = Duration.ofSeconds(30);

  private final DataOwner owner = DataOwner.ofThisProcess();
  private final NodeSpec spec;
  private final DemoNode node;
  private String text;

  Attempt(DemoCluster cluster, Path directory, String name) throws IOException {
    List<Integer> ports = Ports.free(2);
    spec = new NodeSpec(name, ports.get(0), ports.get(1), directory);
    owner.create(directory);
    node = new DemoNode(spec, AgentProgram.launcher());
    text = cluster.file().text(spec);
  }

  NodeSpec spec() {
    return spec;
  }

  DemoNode node() {
    return node;
  }

  DataOwner owner() {
    return owner;
  }

  /** Replaces a piece of the file. */
  Attempt with(String piece, String other) {
    if (!text.contains(piece)) {
      throw new IllegalArgumentException("the file has no '" + piece + "'");
    }
    text = text.replace(piece, other);
    return this;
  }

  void start() throws IOException {
    NodeFile.write(spec.configuration(), text);
    node.start();
  }

  /** The exit code; the node must end by itself. */
  int runToItsEnd() throws IOException, InterruptedException {
    start();
    Optional<Integer> code = node.awaitExit(END);
    node.kill();
    return code.orElseThrow(() -> new AssertionError("still running; it said: " + node.log()));
  }

  /** The lines that tell of an error. */
  List<String> errors() {
    return node.log().stream()
        .filter(line -> List.of("ERROR", "CRITICAL").contains(line.level()))
        .map(LogLine::text)
        .toList();
  }

  /** Names and times of everything in the data directory. */
  List<String> inventory() throws IOException {
    if (!Files.exists(spec.dataDirectory())) {
      return List.of();
    }
    List<String> entries = new ArrayList<>();
    try (Stream<Path> files = Files.walk(spec.dataDirectory())) {
      for (Path file : files.sorted().toList()) {
        entries.add(file + " " + Files.getLastModifiedTime(file));
      }
    }
    return entries;
  }
}
