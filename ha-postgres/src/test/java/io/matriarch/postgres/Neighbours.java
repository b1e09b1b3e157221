package io.matriarch.postgres;

import io.matriarch.core.api.FailsafeAnswer;
import io.matriarch.core.api.HaNode;
import io.matriarch.core.api.NodeStatus;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Asks the nodes of this JVM as the REST API would. */
final class Neighbours implements PeerGateway {
  private final Map<NodeName, HaNode> nodes = new ConcurrentHashMap<>();

  void know(String name, HaNode node) {
    nodes.put(NodeName.of(name), node);
  }

  /** From now on it answers as a machine that is switched off does. */
  void forget(String name) {
    nodes.remove(NodeName.of(name));
  }

  @Override
  public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
    HaNode node = nodes.get(member.name());
    return node == null
        ? CompletableFuture.completedFuture(PeerStatus.unreachable(member.name()))
        : node.refresh().thenApply(Neighbours::answer);
  }

  private static PeerStatus answer(NodeStatus status) {
    return status
        .report()
        .filter(report -> report.running().alive())
        .map(
            report ->
                new PeerStatus(
                    status.name(),
                    true,
                    report.role() == Role.PRIMARY,
                    report.position(),
                    status.tags(),
                    false,
                    Optional.of(report.streaming())))
        .orElseGet(() -> PeerStatus.unreachable(status.name()));
  }

  @Override
  public CompletionStage<FailsafeVote> mayGoOn(
      NodeName member, String apiUrl, FailsafePing ping, Duration timeout) {
    HaNode node = nodes.get(member);
    return node == null
        ? CompletableFuture.completedFuture(vote(member, false, "gone"))
        : node.failsafePing(ping.leader(), Optional.of(ping.ttl()))
            .handle(
                (answer, failure) ->
                    vote(
                        member, answer instanceof FailsafeAnswer.Accepted, String.valueOf(answer)));
  }

  private static FailsafeVote vote(NodeName member, boolean accepted, String detail) {
    return new FailsafeVote(member, accepted, OptionalLong.empty(), detail);
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
