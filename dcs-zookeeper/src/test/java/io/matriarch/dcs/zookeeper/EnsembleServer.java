package io.matriarch.dcs.zookeeper;

import java.io.IOException;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** Main class of one server of an ensemble in a process of its own; ends with its parent. */
final class EnsembleServer {
  private EnsembleServer() {}

  public static void main(String[] args) {
    Thread parent = new Thread(EnsembleServer::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    QuorumPeerMain.main(args);
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Only the end of the stream matters.
      }
    } catch (IOException gone) {
      // As good as the end.
    }
    Runtime.getRuntime().halt(0);
  }
}
