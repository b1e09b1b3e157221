package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.wire.KeyLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/**
 * Replaces a leader record of the own name that a dead session of this node left behind: one that
 * this very object ended (a server that was down meanwhile keeps it alive for another timeout), or
 * any if the claimant has evidence of its own.
 *
 * <p>Between the look and the swap that record could expire and another node's take its place, with
 * the same version, so that the swap would hit it. The cluster node's count of changes among its
 * children tells afterwards: if there were more than the swap's two, the key is given back. For the
 * same reason a swap whose answers are lost ends the session: nobody could check it later.
 */
final class Adoption {
  private final KeyLayout keys;
  private final Ticker ticker;
  private final Set<Long> endedSessions = ConcurrentHashMap.newKeySet();

  Adoption(KeyLayout keys, Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
  }

  /** Remembers a session that will never hold the key again, although the key may still stand. */
  void ended(long session) {
    endedSessions.add(session);
  }

  /** True if nobody can be behind this record any more. */
  boolean isAdoptable(Node leader, LeaseClaim claim) {
    return ZooKeeperReader.holder(leader).equals(Optional.of(claim.name()))
        && (claim.adoptOwnRecord() || endedSessions.contains(leader.stat().getEphemeralOwner()));
  }

  LeaseResult adopt(LeaderSession mine, ZooKeeperSession session, LeaseClaim claim, Call call)
      throws StoreException {
    String path = keys.leader();
    var countBefore = session.stat(keys.base());
    var recordBefore = session.get(path);
    Reply<Stat> before = session.await(countBefore, call);
    Reply<Node> old = session.await(recordBefore, call);
    if (before.is(Code.NONODE) || old.is(Code.NONODE)) {
      return LeaderKey.refused(mine, Optional.empty());
    }
    if (!before.ok() || !old.ok()) {
      mine.end();
      throw ZooKeeperFailures.ofRead(before.ok() ? old.code() : before.code(), path);
    }
    if (!isAdoptable(old.body(), claim)) {
      return LeaderKey.refused(mine, ZooKeeperReader.holder(old.body()));
    }
    MonoTime sentAt = ticker.now();
    var swapped = session.multi(swap(path, old.body(), claim.name()));
    var countAfter = session.stat(keys.base());
    var recordAfter = session.get(path);
    Code code = session.await(swapped, call).code();
    if (LeaderKey.isGone(code)) {
      return LeaderKey.refused(mine, Optional.empty());
    }
    Reply<Stat> after = session.await(countAfter, call);
    Reply<Node> own = session.await(recordAfter, call);
    if (code != Code.OK || !after.ok() || !own.ok()) {
      mine.end();
      throw ZooKeeperFailures.ofWrite(code == Code.OK ? Code.CONNECTIONLOSS : code, path);
    }
    boolean undisturbed = after.body().getCversion() - before.body().getCversion() == 2;
    return undisturbed && LeaderKey.isOf(session, own)
        ? LeaderKey.held(mine, sentAt, own)
        : LeaderKey.refused(mine, Optional.empty());
  }

  private static List<Op> swap(String path, Node old, NodeName name) {
    return List.of(
        Op.delete(path, old.stat().getVersion()),
        Op.create(path, name.value().getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL));
  }
}
