package io.matriarch.testkit.sim.election;

import io.matriarch.core.api.ExitReason;
import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.testkit.sim.node.AgentProcess;
import io.matriarch.testkit.sim.store.StoreClient;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import java.time.Duration;
import java.util.Optional;

/** One host with at most one living process, and what its application is like. */
final class Participant {
  private final int index;
  private final NodeName name;
  private final SimClock clock;
  private final Arena arena;
  private final Dice dice;
  private Optional<Life> life = Optional.empty();
  private int processes;
  private double lostAnswers;
  private boolean slowToStop;
  private boolean hangsWhenElected;
  private boolean failsToLead;
  private Duration runsSince = Duration.ZERO;

  Participant(int index, NodeName name, SimClock clock, Arena arena) {
    this.index = index;
    this.name = name;
    this.clock = clock;
    this.arena = arena;
    this.dice = arena.world().dice(name.value(), "host");
  }

  int index() {
    return index;
  }

  NodeName name() {
    return name;
  }

  SimClock clock() {
    return clock;
  }

  Dice dice() {
    return dice;
  }

  Optional<Tenure> tenure() {
    return life.map(Life::candidate).flatMap(Candidate::leading);
  }

  /** The term of the lease that its process takes for valid. */
  Optional<Term> believed() {
    return life.flatMap(Life::believed);
  }

  /** Its process runs, and has run for that long. */
  boolean hasRunFor(Duration time) {
    return life.filter(l -> l.process().running()).isPresent()
        && arena.world().now().minus(runsSince).compareTo(time) >= 0;
  }

  boolean slowToStop() {
    return slowToStop;
  }

  boolean hangsWhenElected() {
    return hangsWhenElected;
  }

  boolean failsToLead() {
    return failsToLead;
  }

  void slowRevoked(boolean on) {
    slowToStop = on;
  }

  void hangingElected(boolean on) {
    hangsWhenElected = on;
  }

  void failingElected(boolean on) {
    failsToLead = on;
  }

  void wallClockOff(boolean on) {
    clock.setWallError(on ? Duration.ofDays(-400) : Duration.ZERO);
  }

  void start() {
    if (life.isEmpty()) {
      Life begun = new Life(this, arena, name + "#" + ++processes);
      begun.client().loseAnswers(lostAnswers);
      life = Optional.of(begun);
      runsSince = arena.world().now();
      begun.start();
    }
  }

  void kill() {
    life.map(Life::client).ifPresent(StoreClient::close);
    life.map(Life::process).ifPresent(AgentProcess::kill);
    life = Optional.empty();
  }

  void pause() {
    life.map(Life::process).filter(AgentProcess::running).ifPresent(AgentProcess::pause);
  }

  void carryOn() {
    life.map(Life::process)
        .filter(process -> !process.running())
        .ifPresent(
            process -> {
              runsSince = arena.world().now();
              process.resume();
            });
  }

  void loseAnswers(double share) {
    lostAnswers = share;
    life.map(Life::client).ifPresent(client -> client.loseAnswers(share));
  }

  void stepDown() {
    life.ifPresent(Life::stepDown);
  }

  void close() {
    life.ifPresent(living -> living.take(new CommandEvent.Shutdown()));
  }

  void exited(Life ended, ExitReason reason) {
    if (life.filter(living -> living == ended).isPresent()) {
      ended.candidate().fence();
      ended.client().leave();
      ended.process().kill();
      life = Optional.empty();
      Duration away = reason.code() == 0 ? dice.seconds(2, 20) : dice.seconds(1, 5);
      arena.world().after(away, this::start);
    }
  }
}
