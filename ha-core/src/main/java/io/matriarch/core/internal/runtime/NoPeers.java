package io.matriarch.core.internal.runtime;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Where nobody has anything to tell but the store. */
final class NoPeers implements PeerGateway {

  @Override
  public CompletionStage<PeerStatus> ask(MemberRecord member, Duration timeout) {
    return CompletableFuture.completedFuture(PeerStatus.unreachable(member.name()));
  }

  @Override
  public CompletionStage<FailsafeVote> mayGoOn(
      NodeName member, String apiUrl, FailsafePing ping, Duration timeout) {
    return CompletableFuture.completedFuture(
        new FailsafeVote(member, false, OptionalLong.empty(), "cannot be asked"));
  }

  @Override
  public void close() {
    // Nothing was opened.
  }
}
