package io.matriarch.testkit.sim.election;

import io.matriarch.core.model.Term;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.Dice;
import java.time.Duration;

/** One leadership: what its listener is told, and what it does then. */
final class Tenure {
  private static final Duration NEVER = Duration.ofSeconds(120);

  private final Life life;
  private final Term term;
  private final Runnable changed;
  private final SimThread elected;
  private final SimThread revoked;
  private boolean told;
  private boolean ending;
  private boolean electedReturned;
  private boolean revokedReturned;
  private boolean revokedCalled;

  Tenure(Life life, Term term, Runnable changed) {
    this.life = life;
    this.term = term;
    this.changed = changed;
    this.elected = life.thread();
    this.revoked = life.thread();
  }

  Term term() {
    return term;
  }

  boolean sameProcess(Tenure other) {
    return life == other.life;
  }

  boolean told() {
    return told;
  }

  boolean ending() {
    return ending;
  }

  boolean revokedCalled() {
    return revokedCalled;
  }

  /** The permit that was handed out, if anybody asked it now. */
  boolean permitValid() {
    return !ending && life.permitHolds(term);
  }

  boolean stopped() {
    return revokedReturned;
  }

  boolean over() {
    return revokedReturned && electedReturned;
  }

  void begin() {
    elected.runAfter(spread(5), this::tellElected);
  }

  private void tellElected() {
    told = permitValid();
    if (!told) {
      electedReturned = true;
      changed.run();
      return;
    }
    life.judge().elected(life.participant(), this);
    Participant owner = life.participant();
    if (owner.failsToLead()) {
      electedReturns();
      if (!ending) {
        life.cannotLead();
      }
    } else if (owner.hangsWhenElected()) {
      elected.runAfter(NEVER, this::electedReturns);
    } else {
      elected.runAfter(spread(2000), this::electedReturns);
    }
  }

  private void electedReturns() {
    electedReturned = true;
    changed.run();
  }

  void end() {
    if (ending) {
      return;
    }
    ending = true;
    if (!told) {
      revokedReturned = true;
      changed.run();
      return;
    }
    Duration patience = electedReturned ? Duration.ZERO : life.patience();
    revoked.runAfter(patience.plus(spread(2)), this::tellRevoked);
  }

  private void tellRevoked() {
    revokedCalled = true;
    life.judge().revoked(life.participant(), this);
    Duration takes = life.participant().slowToStop() ? spread(60_000) : spread(50);
    revoked.runAfter(
        takes,
        () -> {
          revokedReturned = true;
          changed.run();
        });
  }

  private Duration spread(long mostMillis) {
    Dice dice = life.dice();
    return dice.spread(Duration.ofNanos(20_000), Duration.ofMillis(mostMillis));
  }
}
