package io.matriarch.testkit.sim.election;

import io.matriarch.testkit.sim.net.SimNetwork;
import java.util.function.BiConsumer;

/** What goes wrong in an election, and how it is mended. */
public enum Trouble {
  PROCESS_KILLED((arena, p) -> p.kill(), (arena, p) -> p.start()),
  PROCESS_STOPPED((arena, p) -> p.pause(), (arena, p) -> p.carryOn()),
  STORE_CUT(
      (arena, p) -> arena.network().cut(p.index(), SimNetwork.STORE),
      (arena, p) -> {
        arena.network().heal(p.index(), SimNetwork.STORE);
        arena.store().linksChanged();
      }),
  STORE_OUTAGE((arena, p) -> arena.store().beginOutage(), (arena, p) -> arena.store().endOutage()),
  LOST_ANSWERS((arena, p) -> p.loseAnswers(0.5), (arena, p) -> p.loseAnswers(0)),
  SLOW_STORE(
      (arena, p) -> arena.store().latency().beginSlowPeriod(),
      (arena, p) -> arena.store().latency().endSlowPeriod()),
  /** An operator deletes the leader key. */
  STOLEN_LEASE((arena, p) -> arena.stealLease(), Trouble::nothing),
  /** An operator switches maintenance mode on. */
  PAUSE((arena, p) -> arena.pause(true), (arena, p) -> arena.pause(false)),
  /** An operator names the participant as the next leader. */
  NAMED((arena, p) -> arena.name(p), (arena, p) -> arena.nameNobody()),
  STEP_DOWN((arena, p) -> p.stepDown(), Trouble::nothing),
  CLOSED((arena, p) -> p.close(), Trouble::nothing),
  /** The application takes its time to stop. */
  SLOW_REVOKED((arena, p) -> p.slowRevoked(true), (arena, p) -> p.slowRevoked(false)),
  /** The application never returns from being elected. */
  HANGING_ELECTED((arena, p) -> p.hangingElected(true), (arena, p) -> p.hangingElected(false)),
  /** The application cannot lead. */
  FAILING_ELECTED((arena, p) -> p.failingElected(true), (arena, p) -> p.failingElected(false)),
  WALL_CLOCK((arena, p) -> p.wallClockOff(true), (arena, p) -> p.wallClockOff(false));

  private final BiConsumer<Arena, Participant> begin;
  private final BiConsumer<Arena, Participant> end;

  Trouble(BiConsumer<Arena, Participant> begin, BiConsumer<Arena, Participant> end) {
    this.begin = begin;
    this.end = end;
  }

  private static void nothing(Arena arena, Participant participant) {}

  void begin(Arena arena, Participant participant) {
    begin.accept(arena, participant);
  }

  void end(Arena arena, Participant participant) {
    end.accept(arena, participant);
  }
}
