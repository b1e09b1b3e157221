package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.wire.KeyLayout;
import java.util.List;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Removes a cluster's whole subtree, leaves first. Not in one transaction: a server takes only so
 * much in one, and members that live write anew what was removed anyway.
 */
final class ZooKeeperRemoval {
  private static final int ANY_VERSION = -1;

  private final KeyLayout keys;
  private final SharedSession shared;
  private final Ticker ticker;

  ZooKeeperRemoval(KeyLayout keys, SharedSession shared, Ticker ticker) {
    this.keys = keys;
    this.shared = shared;
    this.ticker = ticker;
  }

  void remove(Call call) throws StoreException {
    removeTree(shared.connected(call), keys.base(), call);
  }

  private void removeTree(ZooKeeperSession session, String path, Call call) throws StoreException {
    Code code = Code.NOTEMPTY;
    while (code == Code.NOTEMPTY) {
      if (ticker.now().hasReached(call.deadline())) {
        throw new OutcomeUnknownException(
            "zookeeper's " + path + " was not empty by the deadline; is a member still alive?",
            null);
      }
      for (String name : children(session, path, call)) {
        removeTree(session, path + "/" + name, call);
      }
      code = session.await(session.delete(path, ANY_VERSION), call).code();
    }
    if (code != Code.OK && code != Code.NONODE) {
      throw ZooKeeperFailures.ofWrite(code, path);
    }
  }

  private static List<String> children(ZooKeeperSession session, String path, Call call)
      throws StoreException {
    Reply<List<String>> names = session.await(session.children(path), call);
    return switch (names.code()) {
      case OK -> names.body();
      case NONODE -> List.of();
      default -> throw ZooKeeperFailures.ofWrite(names.code(), path);
    };
  }
}
