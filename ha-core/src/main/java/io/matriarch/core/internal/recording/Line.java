package io.matriarch.core.internal.recording;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.policy.Plan;
import io.matriarch.core.model.MonoTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A line of a recording: first the head, then a state, then what was taken up from there on. */
public sealed interface Line {

  /**
   * What this is.
   *
   * @param format always the same word
   * @param version of the format; a reader that knows another one does not try
   * @param cluster the node's cluster
   * @param node its name
   */
  record Head(String format, int version, String cluster, String node) implements Line {
    static Head of(NodeSettings settings) {
      return new Head(
          RecordingFormat.NAME,
          RecordingFormat.VERSION,
          settings.cluster().scope(),
          settings.name().value());
    }

    /** A line of this format and version. */
    public boolean readable() {
      return format.equals(RecordingFormat.NAME) && version == RecordingFormat.VERSION;
    }
  }

  /**
   * From where the events lead on.
   *
   * @param state what the node knew
   */
  record Beginning(NodeState state) implements Line {}

  /**
   * A step.
   *
   * @param at monotonic time at which the event was taken up
   * @param wallClock the same instant for people
   * @param event what happened
   * @param decided what came of it, if anything was decided
   * @param effects kinds of what was ordered, in order
   */
  record Taken(
      MonoTime at, Instant wallClock, Event event, Optional<Decided> decided, List<String> effects)
      implements Line {}

  /**
   * A decision.
   *
   * @param rule id of the row
   * @param plan what it wants
   */
  record Decided(String rule, Plan plan) {}
}
