package io.matriarch.core.internal.machine;

/**
 * A fresh copy that an operator ordered; it stands until the copy is there.
 *
 * @param fromLeader from the leader itself, whatever other sources there are
 */
public record RebuildOrder(boolean fromLeader) {}
