package io.matriarch.postgres.slots;

import java.util.OptionalLong;

/**
 * A physical replication slot of the local server.
 *
 * @param active somebody streams through it now
 * @param keptFrom from where on it keeps WAL; empty if it keeps none
 * @param holdsRows it also keeps old row versions
 * @param lost what it should have kept is gone
 */
record PhysicalSlot(
    String name, boolean active, OptionalLong keptFrom, boolean holdsRows, boolean lost) {}
