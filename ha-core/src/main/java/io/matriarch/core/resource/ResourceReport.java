package io.matriarch.core.resource;

import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one look at the resource found. Made by a {@linkplain #builder builder}, which leaves out
 * what a resource does not have.
 *
 * @param data whether there is a copy at all
 * @param problem one clear line if the data cannot be used, e.g. missing rights
 * @param systemId identity that all copies of one cluster share, any text; empty while it cannot be
 *     told
 * @param running whether it runs
 * @param role while running: what it is; else what its data would make it, {@link Role#PRIMARY}
 *     only if it would start writable
 * @param position last written on a primary; the further of received and replayed on a replica; the
 *     last known end on a stopped one. Never goes back within a branch of history, except by
 *     realigning
 * @param received received from the source (replica)
 * @param replayed replayed (replica)
 * @param cleanShutdown not running, and stopped in an orderly way
 * @param sourceAddress whom a replica is set to follow, as {@code host:port}
 * @param streaming a replica's stream is live
 * @param replicationState the stream's state in the resource's own word, for the member record
 * @param checkpointPending a new primary against which nobody can realign yet
 * @param realignPossible realigning is allowed and can work with this copy
 * @param spoiled work on the copy began and did not succeed: it must neither be started nor
 *     elected, and only a rebuild can help; outlives the process that did the work
 * @param slots positions kept for followers, by slot name
 * @param history for a primary: the branches of history it knows
 * @param pendingRestart settings whose new value waits for a restart, by name
 * @param version the resource's version as one growing number; empty if unknown
 * @param startedAt when it was started, in its own words: another text means another start
 * @param attributes for status pages: text, numbers, booleans, lists and maps, in order
 */
public record ResourceReport(
    DataState data,
    Optional<String> problem,
    Optional<String> systemId,
    RunPhase running,
    Role role,
    Optional<Position> position,
    OptionalLong received,
    OptionalLong replayed,
    boolean cleanShutdown,
    Optional<String> sourceAddress,
    boolean streaming,
    Optional<String> replicationState,
    boolean checkpointPending,
    boolean realignPossible,
    boolean spoiled,
    SortedMap<String, Long> slots,
    List<HistoryEntry> history,
    SortedMap<String, ParameterChange> pendingRestart,
    OptionalInt version,
    Optional<String> startedAt,
    Map<String, Object> attributes) {

  /** Keeps copies. */
  public ResourceReport {
    slots = Collections.unmodifiableSortedMap(new TreeMap<>(slots));
    history = List.copyOf(history);
    pendingRestart = Collections.unmodifiableSortedMap(new TreeMap<>(pendingRestart));
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * {@return a report of these three, to which the rest is added}
   *
   * @param data whether there is a copy
   * @param running how far it runs
   * @param role what it is; of data that does not run, what a start without a permit would make
   */
  public static ResourceReportBuilder builder(DataState data, RunPhase running, Role role) {
    return new ResourceReportBuilder(data, running, role);
  }

  /** {@return the same after everything of it has ended, until somebody looks again} */
  public ResourceReport stopped() {
    return new ResourceReport(
        data,
        problem,
        systemId,
        RunPhase.STOPPED,
        role,
        position,
        received,
        replayed,
        false,
        Optional.empty(),
        false,
        Optional.empty(),
        checkpointPending,
        realignPossible,
        spoiled,
        slots,
        history,
        new TreeMap<>(),
        version,
        Optional.empty(),
        attributes);
  }

  /** Whether there is a local copy. */
  public enum DataState {
    /** Nothing there; the place may be filled. */
    EMPTY,
    /** A copy is there. */
    PRESENT,
    /** Cannot be told, or must not be touched; {@link #problem} says why. */
    INACCESSIBLE
  }

  /** How far it runs. */
  public enum RunPhase {
    /** No process of it is there. */
    STOPPED,
    /** A process is there but does not accept work yet. */
    STARTING,
    /** It accepts work. */
    RUNNING,
    /** A process is there, was seen running, and cannot be asked now. */
    UNRESPONSIVE;

    /** {@return whether a process of it is there} */
    public boolean alive() {
      return this != STOPPED;
    }
  }

  /**
   * One switch to a newer branch of history.
   *
   * @param epoch the branch that ended
   * @param offset where it ended
   * @param reason in the resource's words
   * @param at when, ISO-8601 with offset
   */
  public record HistoryEntry(long epoch, long offset, String reason, String at) {}
}
