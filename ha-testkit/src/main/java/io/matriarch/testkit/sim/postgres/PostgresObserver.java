package io.matriarch.testkit.sim.postgres;

/** Is told at once, by the world itself, what a real cluster could only be asked for. */
public interface PostgresObserver {
  /** From now on clients can write. */
  void writable(SimPostgres server);

  /** From now on they cannot. */
  void readOnly(SimPostgres server);

  /** A promotion has begun a new branch. */
  void promoted(SimPostgres server, Wal before);

  /** Something that a report would show has changed. */
  void changed(SimPostgres server);
}
