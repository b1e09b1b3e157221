package io.matriarch.examples.quickstart.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a node or a server of the store lives, as if it were a machine.
 *
 * @param address its address
 * @param keeper the process that keeps its network namespace; empty: it has none of its own
 */
record Place(String name, String address, Optional<Long> keeper) {

  /** What a command line begins with to run here. The process that is started stays the same. */
  List<String> prefix() {
    return keeper.map(pid -> List.of("nsenter", "--net=" + namespace(pid), "--")).orElse(List.of());
  }

  /** A command line, to be run here. */
  List<String> here(List<String> words) {
    List<String> line = new ArrayList<>(prefix());
    line.addAll(words);
    return line;
  }

  /** Everything that runs here, whoever started it; nothing if the place has no namespace. */
  List<ProcessHandle> processes() {
    return keeper.map(Place::beside).orElse(List.of());
  }

  private static List<ProcessHandle> beside(long keeper) {
    Optional<Path> home = target(namespace(keeper));
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .map(Long::parseLong)
          .filter(pid -> pid != keeper && home.isPresent() && target(namespace(pid)).equals(home))
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Path namespace(long pid) {
    return Path.of("/proc", Long.toString(pid), "ns", "net");
  }

  private static Optional<Path> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
