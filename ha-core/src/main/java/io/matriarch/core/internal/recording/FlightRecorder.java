package io.matriarch.core.internal.recording;

import io.matriarch.core.internal.event.Occurrence;
import io.matriarch.core.internal.machine.NodeState;
import io.matriarch.core.internal.machine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps what a node took up lately, in two stretches. Each begins with the state that the node had
 * then, which is immutable and costs nothing to keep. When the newer one is full the older one is
 * given up, so that what is kept always begins with a state. Bounded by what the events weigh, not
 * by their number: views of large clusters take more room than hints. Thread safe.
 */
public final class FlightRecorder {
  /** Of one stretch, in bytes; both together keep twice that at most, and at least that. */
  private static final int FULL = 1 << 20;

  private final int full;
  private Stretch older = Stretch.NONE;
  private Stretch newer = Stretch.NONE;
  private int weight;

  private record Stretch(List<NodeState> beginning, List<Line.Taken> steps) {
    static final Stretch NONE = new Stretch(List.of(), List.of());

    static Stretch from(NodeState state) {
      return new Stretch(List.of(state), new ArrayList<>());
    }
  }

  public FlightRecorder() {
    this(FULL);
  }

  /**
   * @param full about how many bytes one stretch is to keep
   */
  public FlightRecorder(int full) {
    this.full = full;
  }

  /**
   * A step was taken.
   *
   * @param before what it began with
   */
  public synchronized void stepped(NodeState before, Occurrence occurrence, Step step) {
    if (weight >= full || newer == Stretch.NONE) {
      older = newer;
      newer = Stretch.from(before);
      weight = 0;
    }
    weight += Weight.of(occurrence.event());
    newer.steps().add(taken(occurrence, step));
  }

  /** The same step as it is written down. */
  public static Line.Taken taken(Occurrence occurrence, Step step) {
    return new Line.Taken(
        occurrence.at(),
        occurrence.wallClock(),
        occurrence.event(),
        step.next()
            .decision()
            .filter(decision -> step.next().decidedAt().equals(step.next().now()))
            .map(decision -> new Line.Decided(decision.rule().id(), decision.plan())),
        step.effects().stream().map(effect -> effect.getClass().getSimpleName()).toList());
  }

  /**
   * The oldest state that is kept and everything since, as lines of text; empty before the first
   * step. Writing takes longer than a step may, so it is done with what was kept at the call.
   */
  public List<String> lines() {
    return kept().stream().map(RecordingFormat::write).toList();
  }

  private synchronized List<Line> kept() {
    List<Line> lines = new ArrayList<>();
    Stream.concat(older.beginning().stream(), newer.beginning().stream())
        .findFirst()
        .ifPresent(
            state -> {
              lines.add(Line.Head.of(state.settings()));
              lines.add(new Line.Beginning(state));
            });
    lines.addAll(older.steps());
    lines.addAll(newer.steps());
    return lines;
  }
}
