package io.matriarch.testkit.sim.node;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.net.Latency;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.World;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** Asks other nodes' agents, each on its own. */
final class PeerLane {
  private final World world;
  private final int host;
  private final SimNetwork network;
  private final Latency latency;
  private final Function<NodeName, Optional<SimNode>> others;
  private final SimThread thread;
  private final Consumer<PeerEvent> completions;

  PeerLane(
      World world,
      int host,
      SimNetwork network,
      Latency latency,
      Function<NodeName, Optional<SimNode>> others,
      SimThread thread,
      Consumer<PeerEvent> completions) {
    this.world = world;
    this.host = host;
    this.network = network;
    this.latency = latency;
    this.others = others;
    this.thread = thread;
    this.completions = completions;
  }

  void perform(PeerEffect.Survey survey) {
    survey.questions().forEach(question -> ask(survey.id(), question));
  }

  private void ask(long surveyId, PeerEffect.Question question) {
    NodeName name = question.member().name();
    Once<PeerStatus> once =
        new Once<>(status -> completions.accept(new PeerEvent.Answered(surveyId, status)));
    thread.runAfter(question.timeout(), () -> once.accept(PeerStatus.unreachable(name)));
    others.apply(name).ifPresent(other -> send(other, name, once));
  }

  void perform(PeerEffect.AskFailsafe round) {
    round.voters().keySet().forEach(name -> vote(round, name));
  }

  private void vote(PeerEffect.AskFailsafe round, NodeName name) {
    Once<FailsafeVote> once =
        new Once<>(vote -> completions.accept(new PeerEvent.Voted(round.id(), vote)));
    thread.runAfter(round.timeout(), () -> once.accept(vote(name, false, "no answer")));
    others.apply(name).ifPresent(other -> ask(other, round.ping(), once));
  }

  private void ask(SimNode other, FailsafePing ping, Once<FailsafeVote> once) {
    travel(
        other,
        () ->
            other
                .agent()
                .ifPresent(
                    agent ->
                        agent.askedForVote(
                            ping, answer -> back(other, vote(other.name(), answer), once))));
  }

  private static FailsafeVote vote(NodeName name, FailsafeAnswer answer) {
    return vote(name, answer instanceof FailsafeAnswer.Accepted, String.valueOf(answer));
  }

  private static FailsafeVote vote(NodeName name, boolean accepted, String detail) {
    return new FailsafeVote(name, accepted, OptionalLong.empty(), detail);
  }

  private void send(SimNode other, NodeName name, Once<PeerStatus> once) {
    travel(
        other,
        () -> {
          Optional<Agent> agent = other.agent();
          if (agent.isPresent()) {
            agent.get().askedForStatus(status -> back(other, status, once));
          } else if (other.up()) {
            back(other, PeerStatus.unreachable(name), once);
          }
        });
  }

  private void travel(SimNode other, Runnable arrived) {
    world.after(
        latency.next(),
        () -> {
          if (network.connected(host, other.index())) {
            arrived.run();
          }
        });
  }

  private <T> void back(SimNode other, T status, Once<T> once) {
    world.after(
        latency.next(),
        () -> {
          if (network.connected(host, other.index())) {
            thread.run(() -> once.accept(status));
          }
        });
  }

  private static final class Once<T> implements Consumer<T> {
    private final Consumer<T> target;
    private boolean answered;

    Once(Consumer<T> target) {
      this.target = target;
    }

    @Override
    public void accept(T answer) {
      if (!answered) {
        answered = true;
        target.accept(answer);
      }
    }
  }
}
