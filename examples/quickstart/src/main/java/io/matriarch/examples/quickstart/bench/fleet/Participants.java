package io.matriarch.examples.quickstart.bench.fleet;

import java.time.Duration;

/** One process's participants in many elections, all on one connection. */
interface Participants {
  Duration TTL = Duration.ofSeconds(10);

  /** Of one kind, connected, in no election yet. */
  static Participants of(String kind, String hosts, String name) throws Exception {
    return switch (kind) {
      case "matriarch" -> new Elections(hosts, name);
      case "latch" -> new Latches(hosts, name);
      default -> throw new IllegalArgumentException("no such kind: " + kind);
    };
  }

  /** Takes part in that many. */
  void start(int count) throws Exception;

  /** How many of them are led from here. */
  int leading();

  /** How many know of a leader, here or elsewhere. */
  int joined() throws Exception;
}
