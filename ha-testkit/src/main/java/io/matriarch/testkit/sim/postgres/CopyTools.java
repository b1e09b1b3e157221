package io.matriarch.testkit.sim.postgres;

import java.util.Optional;

/** What pg_rewind and pg_basebackup leave behind. Their duration is their caller's matter. */
public final class CopyTools {
  private CopyTools() {}

  /** From now until the end the folder cannot be used. */
  public static void beginRealigning(SimPostgres server) {
    server.replaceData(server.data().broken(true));
  }

  /** False if both have nothing in common. */
  public static boolean endRealigning(SimPostgres server, SimPostgres source) {
    Optional<Wal> common = server.wal().flatMap(own -> source.wal().flatMap(own::common));
    common.ifPresent(
        wal ->
            server.replaceData(
                new DataFolder(Optional.of(wal), server.data().systemId(), true, true, false)));
    return common.isPresent();
  }

  /** The old copy stays until the new one is complete; unless the tool needs its place. */
  public static void beginCopying(SimPostgres server) {
    if (!server.copiesAside()) {
      server.replaceData(DataFolder.EMPTY);
    }
  }

  public static void endCopying(SimPostgres server, SimPostgres source) {
    server.replaceData(DataFolder.copyOf(source.data()));
  }

  /** Servers that a copy can be taken from run and answer. */
  public static boolean canServe(SimPostgres source) {
    return source.phase() == ServerPhase.RUNNING && source.accessible();
  }
}
