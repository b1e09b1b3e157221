package io.matriarch.testkit.sim.postgres;

import java.util.Optional;

/**
 * What a server has on disk. Survives any crash.
 *
 * @param wal its log; absent: no data at all
 * @param systemId identity of the cluster
 * @param standby it would start as a replica
 * @param clean it was stopped in an orderly way
 * @param broken a realignment was interrupted; it cannot start any more
 */
record DataFolder(
    Optional<Wal> wal, String systemId, boolean standby, boolean clean, boolean broken) {
  static final DataFolder EMPTY = new DataFolder(Optional.empty(), "", true, true, false);

  static DataFolder created(String systemId) {
    return new DataFolder(Optional.of(Wal.first()), systemId, false, false, false);
  }

  static DataFolder copyOf(DataFolder other) {
    return new DataFolder(other.wal, other.systemId, true, true, false);
  }

  DataFolder systemId(String newId) {
    return new DataFolder(wal, newId, standby, clean, broken);
  }

  DataFolder with(Wal newWal) {
    return new DataFolder(Optional.of(newWal), systemId, standby, clean, broken);
  }

  DataFolder standby(boolean newStandby) {
    return new DataFolder(wal, systemId, newStandby, clean, broken);
  }

  DataFolder clean(boolean newClean) {
    return new DataFolder(wal, systemId, standby, newClean, broken);
  }

  DataFolder broken(boolean newBroken) {
    return new DataFolder(wal, systemId, standby, clean, newBroken);
  }
}
