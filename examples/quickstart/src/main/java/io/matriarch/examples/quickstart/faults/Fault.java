package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;

/**
 * Something that may befall a cluster.
 *
 * @param what a sentence for the report
 * @param promise what must hold nevertheless
 * @param kind what it needs of the machine and of the nodes
 * @param telling the stores on which it is among the few that every verification tries
 */
record Fault(
    String name, String what, Promise promise, Kind kind, Set<StoreKind> telling, Deed deed) {

  /** What a fault needs. */
  enum Kind {
    /** Signals only. */
    PROCESS,
    /** Places with a network and a disk of their own. */
    PLACE,
    /** A clock for one process alone. */
    CLOCK,
    /** Nodes that run a leash. */
    LEASH
  }

  /**
   * What is done; it says when the fault begins and ends. What it leaves broken is mended after it.
   */
  @FunctionalInterface
  interface Deed {
    void to(Scene scene) throws IOException, InterruptedException, SQLException;
  }

  static Fault of(String name, String what, Promise promise, Deed deed) {
    return new Fault(name, what, promise, Kind.PROCESS, Set.of(), deed);
  }

  Fault needs(Kind other) {
    return new Fault(name, what, promise, other, telling, deed);
  }

  /** This one is tried by every verification, on these stores. */
  Fault tellsOn(StoreKind... stores) {
    return new Fault(name, what, promise, kind, Set.of(stores), deed);
  }
}
