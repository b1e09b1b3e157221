package io.matriarch.testkit.sim.replay;

import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import io.matriarch.core.internal.recording.FlightRecorder;
import io.matriarch.core.internal.recording.Line;
import io.matriarch.core.internal.recording.RecordingFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Takes a node's steps again, with its recorded state and events, and compares what is decided and
 * ordered with what the node decided and ordered then.
 *
 * @param head of the recording
 * @param steps how many were taken, the one that differs included
 * @param decisions how many of them decided something
 * @param difference the first one, after which nothing can be compared
 */
public record Replay(Line.Head head, int steps, int decisions, Optional<Difference> difference) {

  /**
   * Where a replay leaves the recording.
   *
   * @param line number of the line in the file
   * @param recorded the step as it was
   * @param replayed the step as it is now, or why there is none
   */
  public record Difference(int line, String recorded, String replayed) {
    @Override
    public String toString() {
      return "line " + line + "\n  recorded: " + recorded + "\n  replayed: " + replayed;
    }
  }

  /**
   * @throws IllegalArgumentException this is no recording, or one of another version
   */
  public static Replay of(List<String> lines, HaMachine machine) {
    if (lines.size() < 2
        || !(read(lines, 0) instanceof Line.Head head)
        || !(read(lines, 1) instanceof Line.Beginning beginning)) {
      throw new IllegalArgumentException("this is no recording, or an empty one");
    }
    NodeState state = beginning.state();
    int decisions = 0;
    for (int i = 2; i < lines.size(); i++) {
      if (!(read(lines, i) instanceof Line.Taken taken)) {
        throw new IllegalArgumentException("line " + (i + 1) + " is no step");
      }
      Step step;
      try {
        step = machine.step(state, new Occurrence(taken.at(), taken.wallClock(), taken.event()));
      } catch (RuntimeException e) {
        return new Replay(head, i - 1, decisions, differs(i, lines.get(i), "threw " + e));
      }
      String now =
          RecordingFormat.write(
              FlightRecorder.taken(
                  new Occurrence(taken.at(), taken.wallClock(), taken.event()), step));
      if (!now.equals(RecordingFormat.write(taken))) {
        return new Replay(head, i - 1, decisions, differs(i, lines.get(i), now));
      }
      decisions += taken.decided().isPresent() ? 1 : 0;
      state = step.next();
    }
    return new Replay(head, lines.size() - 2, decisions, Optional.empty());
  }

  private static Optional<Difference> differs(int index, String recorded, String replayed) {
    return Optional.of(new Difference(index + 1, recorded, replayed));
  }

  private static Line read(List<String> lines, int index) {
    try {
      Line line = RecordingFormat.read(lines.get(index));
      if (line instanceof Line.Head head && !head.readable()) {
        throw new IllegalArgumentException(
            "a recording of version "
                + head.version()
                + "; this program reads version "
                + RecordingFormat.VERSION);
      }
      return line;
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          "line " + (index + 1) + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** For people. */
  public String text() {
    String what =
        head.node()
            + " of "
            + head.cluster()
            + ": "
            + steps
            + " steps, "
            + decisions
            + " decisions";
    return difference.map(d -> what + ", then another one: " + d).orElse(what + ", all the same");
  }
}
