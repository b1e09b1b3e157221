package io.matriarch.testkit.sim.postgres;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import java.util.Optional;

/**
 * A replica's stream: connects, and connects again; takes the source's log piece by piece; refuses
 * a source whose history does not go on where the own one ends.
 */
final class WalReceiver {
  private static final Duration WHILE_CUT = Duration.ofSeconds(1);
  private static final int PATIENCE = 60;

  private final World world;
  private final SimPostgres replica;
  private final SimNetwork network;
  private final SimPostgres.Neighbours neighbours;
  private Optional<ReplicationSource> source = Optional.empty();
  private Optional<SimPostgres> stream = Optional.empty();
  private boolean delivering;
  private long generation;

  WalReceiver(
      World world, SimPostgres replica, SimNetwork network, SimPostgres.Neighbours neighbours) {
    this.world = world;
    this.replica = replica;
    this.network = network;
    this.neighbours = neighbours;
  }

  Optional<ReplicationSource> source() {
    return source;
  }

  boolean streaming() {
    return stream.isPresent();
  }

  void follow(Optional<ReplicationSource> newSource) {
    disconnect();
    source = newSource;
  }

  /** The source closed the connection. */
  void sourceGone() {
    disconnect();
    replica.changed();
    retry();
  }

  void disconnect() {
    generation++;
    delivering = false;
    stream.ifPresent(from -> from.detach(this));
    stream = Optional.empty();
  }

  private void retry() {
    later(replica.pace().reconnect(), this::connect);
  }

  void connect() {
    boolean wanted =
        replica.phase() == ServerPhase.RUNNING && replica.standby() && !replica.promoting();
    if (stream.isPresent() || source.isEmpty() || !wanted) {
      return;
    }
    Optional<SimPostgres> found = source.flatMap(neighbours::at).filter(this::willServe);
    if (found.isEmpty()) {
      retry();
      return;
    }
    stream = found;
    found.get().attach(this);
    replica.changed();
    wakeUp();
  }

  private boolean willServe(SimPostgres from) {
    return from != replica
        && from.phase() == ServerPhase.RUNNING
        && network.connected(replica.host(), from.host())
        && from.data().systemId().equals(replica.data().systemId())
        && replica.wal().orElseThrow().isPrefixOf(from.wal().orElseThrow());
  }

  boolean hasAll() {
    return stream.isEmpty() || stream.get().wal().equals(replica.wal());
  }

  /** The source has more. */
  void wakeUp() {
    if (!hasAll() && !delivering) {
      delivering = true;
      Wal sent = stream.get().wal().orElseThrow();
      later(replica.pace().delivery(), () -> deliver(sent, 0));
    }
  }

  private void deliver(Wal sent, int tries) {
    boolean cut = !network.connected(replica.host(), stream.orElseThrow().host());
    if (cut && tries >= PATIENCE) {
      disconnect();
      replica.changed();
      retry();
    } else if (cut || replica.pace().streamStalled()) {
      later(WHILE_CUT, () -> deliver(sent, cut ? tries + 1 : 0));
    } else {
      delivering = false;
      replica.receive(sent);
      wakeUp();
    }
  }

  private void later(Duration delay, Runnable action) {
    long mine = generation;
    world.after(
        delay,
        () -> {
          if (generation == mine) {
            action.run();
          }
        });
  }
}
