package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.wire.KeyLayout;
import java.util.List;
import java.util.Optional;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/**
 * Replaces a leader record of the own name that nobody is behind any more: that of a lease which
 * this very object has given up (its session may go on for others, or be kept alive for another
 * timeout by a server that was down meanwhile), or any if the claimant has evidence of its own.
 *
 * <p>Between the look and the swap that record could expire and another node's take its place, with
 * the same version, so that the swap would hit it. The cluster node's count of changes among its
 * children tells afterwards: if there were more than the swap's two, the key is given back. For the
 * same reason a swap whose answers are lost is given up: nobody could check it later.
 */
final class Adoption {
  private final KeyLayout keys;
  private final Ticker ticker;
  private volatile Optional<Term> ended = Optional.empty();

  Adoption(KeyLayout keys, Ticker ticker) {
    this.keys = keys;
    this.ticker = ticker;
  }

  /**
   * Remembers the last lease that this node has given up, although its record may still stand; one
   * before it does not, or there could not have been another.
   */
  void ended(Term lease) {
    ended = Optional.of(lease);
  }

  /** True if nobody can be behind this record any more. */
  boolean isAdoptable(Holding mine, Node leader, LeaseClaim claim) {
    return ZooKeeperReader.holder(leader).equals(Optional.of(claim.name()))
        && (claim.adoptOwnRecord()
            || ended.equals(Optional.of(new Term(leader.stat().getCzxid())))
            || leader.stat().getEphemeralOwner() == mine.session().id());
  }

  LeaseResult adopt(Holding mine, ZooKeeperSession session, LeaseClaim claim, Call call)
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
      mine.giveUp();
      throw ZooKeeperFailures.ofRead(before.ok() ? old.code() : before.code(), path);
    }
    if (!isAdoptable(mine, old.body(), claim)) {
      return LeaderKey.refused(mine, ZooKeeperReader.holder(old.body()));
    }
    MonoTime sentAt = ticker.now();
    int events = mine.events();
    var swapped = session.multi(swap(path, old.body(), claim.name()));
    var countAfter = session.stat(keys.base());
    var recordAfter = session.get(path, mine);
    Code code = session.await(swapped, call).code();
    if (LeaderKey.isGone(code)) {
      return LeaderKey.refused(mine, Optional.empty());
    }
    Reply<Stat> after = session.await(countAfter, call);
    Reply<Node> own = session.await(recordAfter, call);
    if (code != Code.OK || !after.ok() || !own.ok()) {
      mine.giveUp();
      throw ZooKeeperFailures.ofWrite(code == Code.OK ? Code.CONNECTIONLOSS : code, path);
    }
    boolean undisturbed = after.body().getCversion() - before.body().getCversion() == 2;
    return undisturbed && mine.hasMade(own.body(), claim.name())
        ? LeaderKey.held(mine, events, sentAt, own)
        : LeaderKey.refused(mine, Optional.empty());
  }

  private static List<Op> swap(String path, Node old, NodeName name) {
    return List.of(
        Op.delete(path, old.stat().getVersion()),
        Op.create(path, name.value().getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL));
  }
}
