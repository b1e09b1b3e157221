package io.matriarch.testkit.sim.client;

import io.matriarch.testkit.sim.postgres.SimPostgres;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.List;

/** Writes to every server that lets it, also to those that no longer should. */
public final class WriterClient {
  private final World world;
  private final List<SimPostgres> servers;
  private final AckLedger ledger;
  private final Duration longestPause;
  private final int largest;
  private final Dice dice;

  /**
   * @param pause between two rounds of commits, on average
   * @param largest size of a commit's log in bytes, at most
   */
  public WriterClient(
      World world, List<SimPostgres> servers, AckLedger ledger, Duration pause, int largest) {
    this.world = world;
    this.servers = servers;
    this.ledger = ledger;
    this.longestPause = pause.multipliedBy(2);
    this.largest = largest;
    this.dice = world.dice("writer", "commits");
  }

  /** Begins to write, and never ends. */
  public void start() {
    world.after(dice.between(Duration.ZERO, longestPause), this::round);
  }

  private void round() {
    for (SimPostgres server : servers) {
      if (server.writable()) {
        server.commit(dice.number(64, largest), ledger::acknowledged);
      }
    }
    start();
  }
}
