package io.matriarch.testkit.sim.node;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.testkit.sim.net.Latency;
import io.matriarch.testkit.sim.net.SimNetwork;
import io.matriarch.testkit.sim.node.AgentProcess.SimThread;
import io.matriarch.testkit.sim.world.World;
import java.util.Optional;
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
    Once once = new Once(status -> completions.accept(new PeerEvent.Answered(surveyId, status)));
    thread.runAfter(question.timeout(), () -> once.accept(PeerStatus.unreachable(name)));
    others.apply(name).ifPresent(other -> send(other, name, once));
  }

  private void send(SimNode other, NodeName name, Once once) {
    world.after(
        latency.next(),
        () -> {
          if (!network.connected(host, other.index())) {
            return;
          }
          Optional<Agent> agent = other.agent();
          if (agent.isPresent()) {
            agent.get().askedForStatus(status -> back(other, status, once));
          } else if (other.up()) {
            back(other, PeerStatus.unreachable(name), once);
          }
        });
  }

  private void back(SimNode other, PeerStatus status, Once once) {
    world.after(
        latency.next(),
        () -> {
          if (network.connected(host, other.index())) {
            thread.run(() -> once.accept(status));
          }
        });
  }

  private static final class Once implements Consumer<PeerStatus> {
    private final Consumer<PeerStatus> target;
    private boolean answered;

    Once(Consumer<PeerStatus> target) {
      this.target = target;
    }

    @Override
    public void accept(PeerStatus status) {
      if (!answered) {
        answered = true;
        target.accept(status);
      }
    }
  }
}
