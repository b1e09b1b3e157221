package io.matriarch.postgres.slots;

import io.matriarch.core.model.Lsn;
import java.util.Optional;

/**
 * One change of one slot.
 *
 * @param position where to advance to
 */
record SlotStep(Kind kind, String slot, Optional<Lsn> position) {

  enum Kind {
    /** Keeps WAL from now on, before anybody streams. */
    CREATE("SELECT pg_create_physical_replication_slot(?, true)"),
    DROP("SELECT pg_drop_replication_slot(?)"),
    ADVANCE("SELECT pg_replication_slot_advance(?, ?::pg_lsn)");

    private final String sql;

    Kind(String sql) {
      this.sql = sql;
    }

    String sql() {
      return sql;
    }
  }

  static SlotStep create(String slot) {
    return new SlotStep(Kind.CREATE, slot, Optional.empty());
  }

  static SlotStep drop(String slot) {
    return new SlotStep(Kind.DROP, slot, Optional.empty());
  }

  static SlotStep advance(String slot, long position) {
    return new SlotStep(Kind.ADVANCE, slot, Optional.of(new Lsn(position)));
  }
}
