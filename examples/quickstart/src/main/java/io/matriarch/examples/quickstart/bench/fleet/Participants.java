package io.matriarch.examples.quickstart.bench.fleet;

import java.time.Duration;

/** One process's participants in many elections, all on one connection. */
interface Participants {
  Duration TTL = Duration.ofSeconds(10);

  /** Takes part in that many. */
  void start(int count) throws Exception;

  /** How many of them are led from here. */
  int leading();

  /** How many know of a leader, here or elsewhere. */
  int joined() throws Exception;
}
