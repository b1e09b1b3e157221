package io.matriarch.agent.rest;

import io.matriarch.core.api.HaNode;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerGateway;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A node that is served and asked by code alone; run with nothing on the class path for files. */
public final class ServedNode {
  private ServedNode() {}

  /** Whether a peer that asks the served node is told that it is a replica. */
  public static boolean isAReplicaForItsPeers() throws Exception {
    String listen = Loopback.freePort().toString();
    try (HaNode node = EndingNode.replica();
        RestServer rest = RestServer.serve(listen, node);
        PeerGateway peers = new HttpPeerGateway()) {
      PeerStatus answer =
          peers
              .ask(
                  MemberRecord.addressOnly(
                      NodeName.of("b"), "http://127.0.0.1:" + rest.port() + "/patroni"),
                  Duration.ofSeconds(10))
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);
      return answer.reachable() && !answer.primary() && answer.position().isPresent();
    }
  }
}
