package io.matriarch.dcs.zookeeper;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.StatusCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/**
 * The requests that take, prove and give up the leader key in a connected leader session. A version
 * of the znode proves little, since it begins again at 0 with every holder; whose the key is shows
 * the owner's session together with the zxid that created it, which is the term.
 */
final class LeaderKey {
  private final KeyLayout keys;
  private final Ticker ticker;
  private final Adoption adoption;

  LeaderKey(KeyLayout keys, Adoption adoption, Ticker ticker) {
    this.keys = keys;
    this.adoption = adoption;
    this.ticker = ticker;
  }

  /** Ends the session unless the key is ours, or may be. */
  LeaseResult claim(LeaderSession mine, ZooKeeperSession session, LeaseClaim claim, Call call)
      throws StoreException {
    String path = keys.leader();
    while (true) {
      MonoTime sentAt = ticker.now();
      var created = session.create(path, claim.name().value(), CreateMode.EPHEMERAL);
      var seen = session.get(path);
      Code code = session.await(created, call).code();
      if (code == Code.NONODE) {
        session.makeFolder(keys.base(), call);
        continue;
      }
      if (code != Code.OK && code != Code.NODEEXISTS) {
        throw ZooKeeperFailures.ofWrite(code, path);
      }
      Reply<Node> found = session.await(seen, call);
      if (!found.ok() && !found.is(Code.NONODE)) {
        throw ZooKeeperFailures.ofWrite(found.code(), path);
      }
      if (isOf(session, found)) {
        return held(mine, sentAt, found);
      }
      if (found.ok() && adoption.isAdoptable(found.body(), claim)) {
        return adoption.adopt(mine, session, claim, call);
      }
      return refused(mine, found.ok() ? ZooKeeperReader.holder(found.body()) : Optional.empty());
    }
  }

  LeaseResult renew(LeaderSession mine, ZooKeeperSession session, LeaderBeacon beacon, Call call)
      throws StoreException {
    String text = text(beacon);
    boolean publish = !text.isEmpty() && !mine.hasWritten(text);
    List<Op> ops = new ArrayList<>(List.of(Op.check(keys.leader(), mine.version())));
    if (publish) {
      ops.add(setStatus(text));
    }
    while (true) {
      MonoTime sentAt = ticker.now();
      CompletableFuture<Reply<List<OpResult>>> checked = session.multi(ops);
      CompletableFuture<Reply<Stat>> seen = session.stat(keys.leader());
      Reply<List<OpResult>> reply = session.await(checked, call);
      if (publish && failedAt(reply, 1)) {
        ops.set(1, reply.is(Code.NONODE) ? createStatus(text) : setStatus(text));
        continue;
      }
      if (isGone(reply.code())) {
        return lost(mine, reply.code());
      }
      if (!reply.ok()) {
        throw ZooKeeperFailures.ofWrite(reply.code(), keys.leader());
      }
      Reply<Stat> stat = session.await(seen, call);
      if (isGone(stat.code()) || stat.ok() && !mine.owns(stat.body())) {
        return lost(mine, stat.code());
      }
      if (!stat.ok()) {
        throw ZooKeeperFailures.ofWrite(stat.code(), keys.leader());
      }
      if (publish) {
        mine.wrote(text);
      }
      return mine.proved(stat.body(), sentAt, stat)
          .orElseGet(() -> lost(mine, Code.SESSIONEXPIRED));
    }
  }

  /**
   * Looks first: should the key have gone to somebody else although our session lives, its version
   * could not tell.
   */
  WriteResult release(LeaderSession mine, ZooKeeperSession session, LeaderBeacon last, Call call)
      throws StoreException {
    Reply<Stat> stat = session.await(session.stat(keys.leader()), call);
    if (isGone(stat.code()) || stat.ok() && !mine.owns(stat.body())) {
      mine.end();
      return WriteResult.CONFLICT;
    }
    if (!stat.ok()) {
      throw ZooKeeperFailures.ofRead(stat.code(), keys.leader());
    }
    String text = text(last);
    List<Op> ops = new ArrayList<>(List.of(Op.delete(keys.leader(), mine.version())));
    if (!text.isEmpty()) {
      ops.add(0, setStatus(text));
    }
    while (true) {
      Reply<List<OpResult>> reply = session.await(session.multi(ops), call);
      if (ops.size() > 1 && failedAt(reply, 0)) {
        ops.set(0, reply.is(Code.NONODE) ? createStatus(text) : setStatus(text));
        continue;
      }
      // In any case: if the answer is lost, the end of the session takes the key away as well.
      mine.end();
      if (reply.ok()) {
        return WriteResult.APPLIED;
      }
      if (isGone(reply.code())) {
        return WriteResult.CONFLICT;
      }
      throw ZooKeeperFailures.ofWrite(reply.code(), keys.leader());
    }
  }

  static LeaseResult held(LeaderSession mine, MonoTime sentAt, Reply<Node> found) {
    return mine.proved(found.body().stat(), sentAt, found)
        .orElseGet(() -> new LeaseResult.Refused(Optional.empty()));
  }

  static LeaseResult refused(LeaderSession mine, Optional<NodeName> holder) {
    mine.end();
    return new LeaseResult.Refused(holder);
  }

  private static LeaseResult lost(LeaderSession mine, Code code) {
    mine.end();
    return new LeaseResult.Lost(
        code == Code.SESSIONEXPIRED
            ? "the leader session has expired"
            : "the leader key is not ours any more");
  }

  static boolean isOf(ZooKeeperSession session, Reply<Node> found) {
    return found.ok() && found.body().stat().getEphemeralOwner() == session.id();
  }

  /** Codes that say for certain that the key is not ours any more. */
  static boolean isGone(Code code) {
    return code == Code.NONODE || code == Code.BADVERSION || code == Code.SESSIONEXPIRED;
  }

  /** True if the operation at this place was the first that failed. */
  private static boolean failedAt(Reply<List<OpResult>> reply, int place) {
    if (!reply.is(Code.NONODE) && !reply.is(Code.NODEEXISTS)) {
      return false;
    }
    return reply.body().get(place) instanceof OpResult.ErrorResult error
        && error.getErr() == reply.code().intValue();
  }

  /** Empty as long as there is no position: an older one must not be overwritten with none. */
  private static String text(LeaderBeacon beacon) {
    return beacon.position() > 0 ? StatusCodec.encode(beacon) : "";
  }

  private Op setStatus(String text) {
    return Op.setData(keys.status(), text.getBytes(UTF_8), -1);
  }

  private Op createStatus(String text) {
    return Op.create(
        keys.status(), text.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
