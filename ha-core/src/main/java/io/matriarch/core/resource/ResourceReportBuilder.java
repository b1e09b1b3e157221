package io.matriarch.core.resource;

import io.matriarch.core.model.ParameterChange;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.ResourceReport.HistoryEntry;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Puts a report together. What is not said is absent, empty or false, except for the identity. Not
 * thread safe.
 */
public final class ResourceReportBuilder {
  /** The identity of all data that has none of its own: nothing is ever recognised as foreign. */
  public static final String NO_IDENTITY = "none";

  private final DataState data;
  private final RunPhase running;
  private final Role role;
  private Optional<String> problem = Optional.empty();
  private Optional<String> identity;
  private Optional<Position> position = Optional.empty();
  private OptionalLong received = OptionalLong.empty();
  private OptionalLong replayed = OptionalLong.empty();
  private boolean cleanShutdown;
  private Optional<String> source = Optional.empty();
  private boolean streaming;
  private Optional<String> replicationState = Optional.empty();
  private boolean checkpointPending;
  private boolean realignPossible;
  private boolean spoiled;
  private SortedMap<String, Long> slots = new TreeMap<>();
  private List<HistoryEntry> history = List.of();
  private SortedMap<String, ParameterChange> pendingRestart = new TreeMap<>();
  private OptionalInt version = OptionalInt.empty();
  private Optional<String> startedAt = Optional.empty();
  private final Map<String, Object> attributes = new LinkedHashMap<>();

  ResourceReportBuilder(DataState data, RunPhase running, Role role) {
    this.data = data;
    this.running = running;
    this.role = role;
    this.identity = data == DataState.PRESENT ? Optional.of(NO_IDENTITY) : Optional.empty();
  }

  /**
   * The data cannot be used.
   *
   * @param value one clear line: why
   * @return this
   */
  public ResourceReportBuilder problem(String value) {
    problem = Optional.of(value);
    return this;
  }

  /**
   * What all copies of one cluster share and no other data has. Without this call data that is
   * present counts as {@link #NO_IDENTITY}.
   *
   * @param value any text; absent while it cannot be told
   * @return this
   */
  public ResourceReportBuilder identity(Optional<String> value) {
    identity = value;
    return this;
  }

  /**
   * How far the copy has come; see {@link ResourceReport}.
   *
   * @param value the position
   * @return this
   */
  public ResourceReportBuilder position(Position value) {
    position = Optional.of(value);
    return this;
  }

  /**
   * How far a replica has come.
   *
   * @param receivedOffset up to where it has received
   * @param replayedOffset up to where it has replayed
   * @return this
   */
  public ResourceReportBuilder received(long receivedOffset, long replayedOffset) {
    received = OptionalLong.of(receivedOffset);
    replayed = OptionalLong.of(replayedOffset);
    return this;
  }

  /**
   * How it was stopped.
   *
   * @param value it does not run, and was stopped in an orderly way
   * @return this
   */
  public ResourceReportBuilder cleanShutdown(boolean value) {
    cleanShutdown = value;
    return this;
  }

  /**
   * Whom a replica is set to follow.
   *
   * @param address as {@link io.matriarch.core.model.ReplicationSource#address} has it
   * @param live the stream is there, or the last poll brought what there was; other members see it
   *     as {@code streaming}
   * @return this
   */
  public ResourceReportBuilder following(String address, boolean live) {
    source = Optional.of(address);
    streaming = live;
    replicationState = live ? Optional.of("streaming") : Optional.empty();
    return this;
  }

  /**
   * How a replica is supplied.
   *
   * @param value the resource's own word
   * @return this
   */
  public ResourceReportBuilder replicationState(String value) {
    replicationState = Optional.of(value);
    return this;
  }

  /**
   * Whether others have to wait before they realign with this one.
   *
   * @param value a new primary against which nobody can realign yet
   * @return this
   */
  public ResourceReportBuilder checkpointPending(boolean value) {
    checkpointPending = value;
    return this;
  }

  /**
   * What is done about a copy that has diverged.
   *
   * @param value realigning is allowed and can work with this copy; else it is rebuilt
   * @return this
   */
  public ResourceReportBuilder realignPossible(boolean value) {
    realignPossible = value;
    return this;
  }

  /**
   * What work that was not finished has left.
   *
   * @param value the copy must neither be started nor elected: only a rebuild can help
   * @return this
   */
  public ResourceReportBuilder spoiled(boolean value) {
    spoiled = value;
    return this;
  }

  /**
   * What is kept for followers.
   *
   * @param value positions by name
   * @return this
   */
  public ResourceReportBuilder slots(SortedMap<String, Long> value) {
    slots = value;
    return this;
  }

  /**
   * How a primary came to its branch of history.
   *
   * @param value the branches that have ended
   * @return this
   */
  public ResourceReportBuilder history(List<HistoryEntry> value) {
    history = value;
    return this;
  }

  /**
   * What waits for a restart.
   *
   * @param value settings with another value by then, by name
   * @return this
   */
  public ResourceReportBuilder pendingRestart(SortedMap<String, ParameterChange> value) {
    pendingRestart = value;
    return this;
  }

  /**
   * Which version of the resource runs.
   *
   * @param value one growing number
   * @return this
   */
  public ResourceReportBuilder version(int value) {
    version = OptionalInt.of(value);
    return this;
  }

  /**
   * When it was started.
   *
   * @param value in its own words; another text means another start
   * @return this
   */
  public ResourceReportBuilder startedAt(String value) {
    startedAt = Optional.of(value);
    return this;
  }

  /**
   * Something for status pages.
   *
   * @param name under which they show it
   * @param value text, number, boolean, list or map
   * @return this
   */
  public ResourceReportBuilder attribute(String name, Object value) {
    attributes.put(name, value);
    return this;
  }

  /** {@return the report} */
  public ResourceReport build() {
    return new ResourceReport(
        data,
        problem,
        identity,
        running,
        role,
        position,
        received,
        replayed,
        cleanShutdown,
        source,
        streaming,
        replicationState,
        checkpointPending,
        realignPossible,
        spoiled,
        slots,
        history,
        pendingRestart,
        version,
        startedAt,
        attributes);
  }
}
