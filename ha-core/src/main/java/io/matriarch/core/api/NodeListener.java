package io.matriarch.core.api;

/**
 * Hears what a node does. Each node has a queue of its own for its listener, which is called with
 * one thing after another, in order, on a thread that does nothing else; it may block as long as it
 * likes and delays nobody but itself. If it is more than {@value #MOST_WAITING} things behind, the
 * oldest are left out and counted: the newest are always told. What it throws is logged and counted
 * and changes nothing.
 *
 * <p>Whoever needs to know whether a node may be writable <em>now</em> asks {@link
 * NodeStatus#leadsAt}: by the time a listener is told, things may have changed again.
 */
public interface NodeListener {

  /** How many things may wait for a slow listener. */
  int MOST_WAITING = 1000;

  /**
   * The node's role, or whether it leads, is another than before.
   *
   * @param before the last snapshot of how it was
   * @param after the first of how it is now
   */
  default void roleChanged(NodeStatus before, NodeStatus after) {}

  /**
   * One more line in the journal: something was decided, done or noticed.
   *
   * @param entry the line, as {@link HaNode#journal} has it
   */
  default void recorded(JournalEntry entry) {}
}
