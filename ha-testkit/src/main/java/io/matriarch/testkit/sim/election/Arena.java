package io.matriarch.testkit.sim.election;

import io.matriarch.core.internal.machine.HaMachine;
import io.matriarch.core.model.NodeName;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.store.SimStore;
import io.matriarch.testkit.sim.world.Dice;
import io.matriarch.testkit.sim.world.SimClock;
import io.matriarch.testkit.sim.world.TraceLine;
import io.matriarch.testkit.sim.world.World;
import io.matriarch.testkit.store.HeldLease;
import io.matriarch.testkit.store.StoreImage;
import io.matriarch.testkit.store.StoreKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One world with an election in it. */
final class Arena {
  private final World world;
  private final ElectionSwarm swarm;
  private final HaMachine machine;
  private final SimNetwork network;
  private final SimStore store;
  private final Judge judge;
  private final List<Participant> participants = new ArrayList<>();

  Arena(World world, ElectionSwarm swarm, HaMachine machine, Judge judge) {
    this.world = world;
    this.swarm = swarm;
    this.machine = machine;
    this.judge = judge;
    this.network = new SimNetwork(swarm.participants());
    this.store =
        new SimStore(world, network, swarm.flavour(), swarm.slowShare(), this::leaderKeyChanged);
    for (int index = 0; index < swarm.participants(); index++) {
      String name = String.valueOf((char) ('a' + index));
      Dice dice = world.dice(name, "clock");
      SimClock clock = new SimClock(world, dice.seconds(0, 100_000));
      clock.runAt(1 + dice.fraction(-swarm.drift(), swarm.drift()));
      participants.add(new Participant(index, NodeName.of(name), clock, this));
    }
  }

  private void leaderKeyChanged(StoreImage before, StoreImage after) {
    judge.leads(after.lease().map(HeldLease::term));
    world.note(
        TraceLine.WORLD,
        "LEADER",
        after.revision(),
        () -> after.lease().map(held -> held.holder() + " term " + held.term()).orElse("nobody"));
  }

  World world() {
    return world;
  }

  ElectionSwarm swarm() {
    return swarm;
  }

  HaMachine machine() {
    return machine;
  }

  SimNetwork network() {
    return network;
  }

  SimStore store() {
    return store;
  }

  Judge judge() {
    return judge;
  }

  List<Participant> participants() {
    return participants;
  }

  Participant leaderOrFirst() {
    Optional<NodeName> leader = store.image().lease().map(HeldLease::holder);
    return participants.stream()
        .filter(p -> leader.equals(Optional.of(p.name())))
        .findFirst()
        .orElse(participants.get(0));
  }

  void stealLease() {
    store.image().lease().map(HeldLease::term).ifPresent(judge::stolen);
    store.operate(
        keys -> {
          keys.removeLeader();
          return true;
        });
  }

  void pause(boolean on) {
    write(StoreKeys.CONFIG, "{\"pause\":" + on + "}");
  }

  void name(Participant candidate) {
    write(StoreKeys.FAILOVER, "{\"member\":\"" + candidate.name() + "\"}");
  }

  void nameNobody() {
    write(StoreKeys.FAILOVER, "{}");
  }

  private void write(String key, String text) {
    store.operate(
        keys -> {
          keys.write(key, text);
          return true;
        });
  }
}
