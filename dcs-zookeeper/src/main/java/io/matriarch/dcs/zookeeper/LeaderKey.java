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
import io.matriarch.core.wire.FailsafeCodec;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.StatusCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/**
 * The requests that take, prove and give up the leader key in a connected session. A version of the
 * znode proves little, since it begins again at 0 with every holder; whose the key is shows the
 * owner's session together with the zxid that created it, which is the term.
 */
final class LeaderKey {
  private final KeyLayout keys;
  private final Ticker ticker;
  private final KnownKeys known;
  private final Adoption adoption;

  LeaderKey(KeyLayout keys, KnownKeys known, Adoption adoption, Ticker ticker) {
    this.keys = keys;
    this.known = known;
    this.adoption = adoption;
    this.ticker = ticker;
  }

  /** The holding is over unless the key is ours, or may be. */
  LeaseResult claim(Holding mine, ZooKeeperSession session, LeaseClaim claim, Call call)
      throws StoreException {
    String path = keys.leader();
    if (known.lacks(keys.base())) {
      // Goes ahead of the claim; where more is missing the answer to that tells.
      session.create(keys.base(), "", CreateMode.PERSISTENT);
    }
    while (true) {
      MonoTime sentAt = ticker.now();
      int events = mine.events();
      var created = session.create(path, claim.name().value(), CreateMode.EPHEMERAL);
      var seen = session.get(path, mine);
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
      if (!found.ok()) {
        return refused(mine, Optional.empty());
      }
      if (mine.hasMade(found.body(), claim.name())) {
        return held(mine, events, sentAt, found);
      }
      if (adoption.isAdoptable(mine, found.body(), claim)) {
        return adoption.adopt(mine, session, claim, call);
      }
      return refused(mine, ZooKeeperReader.holder(found.body()));
    }
  }

  LeaseResult renew(Holding mine, ZooKeeperSession session, LeaderBeacon beacon, Call call)
      throws StoreException {
    Map<String, String> news = news(beacon);
    news.entrySet().removeIf(written -> mine.hasWritten(written.getKey(), written.getValue()));
    return news.isEmpty() ? prove(mine, session, call) : publish(mine, session, news, call);
  }

  /** With nothing to write, all keys of the session share one proof. */
  private LeaseResult prove(Holding mine, ZooKeeperSession session, Call call)
      throws StoreException {
    Beat.Sent<List<OpResult>> beat = mine.session().beat();
    Reply<?> proof = session.await(beat.answer(), call);
    if (proof.is(Code.SESSIONEXPIRED)) {
      return lost(mine, proof.code());
    }
    if (!proof.ok()) {
      throw ZooKeeperFailures.ofWrite(proof.code(), keys.leader());
    }
    while (!mine.isOver()) {
      Optional<LeaseResult> held = mine.renewed(beat.sentAt(), proof);
      if (held.isPresent()) {
        return held.get();
      }
      Optional<LeaseResult> gone = look(mine, session, call);
      if (gone.isPresent()) {
        return gone.get();
      }
    }
    return lost(mine, Code.SESSIONEXPIRED);
  }

  /** Looks at a key that may have changed; the loss if it is not ours any more. */
  private Optional<LeaseResult> look(Holding mine, ZooKeeperSession session, Call call)
      throws StoreException {
    int events = mine.events();
    Reply<Stat> stat = session.await(session.watch(keys.leader(), mine), call);
    if (isGone(stat.code()) || stat.ok() && !mine.owns(stat.body())) {
      return Optional.of(lost(mine, stat.code()));
    }
    if (!stat.ok()) {
      throw ZooKeeperFailures.ofWrite(stat.code(), keys.leader());
    }
    mine.seen(events);
    return Optional.empty();
  }

  /**
   * What is to be written goes with a check of the key in one transaction. The check alone does not
   * do: should the key have gone to somebody else although our session lives, its version is the
   * same.
   */
  private LeaseResult publish(
      Holding mine, ZooKeeperSession session, Map<String, String> news, Call call)
      throws StoreException {
    if (!mine.isSeen()) {
      Optional<LeaseResult> gone = look(mine, session, call);
      if (gone.isPresent()) {
        return gone.get();
      }
    }
    List<Op> ops = new ArrayList<>(List.of(Op.check(keys.leader(), mine.version())));
    List<String> paths = List.copyOf(news.keySet());
    paths.forEach(path -> ops.add(set(path, news.get(path))));
    while (true) {
      MonoTime sentAt = ticker.now();
      int events = mine.events();
      CompletableFuture<Reply<List<OpResult>>> checked = session.multi(ops);
      CompletableFuture<Reply<Stat>> seen = session.watch(keys.leader(), mine);
      Reply<List<OpResult>> reply = session.await(checked, call);
      if (setRight(reply, ops, paths, news)) {
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
      news.forEach(mine::wrote);
      return mine.proved(stat.body(), events, sentAt, stat)
          .orElseGet(() -> lost(mine, Code.SESSIONEXPIRED));
    }
  }

  /** What is to stand beside the leader key, by path. */
  private Map<String, String> news(LeaderBeacon beacon) {
    Map<String, String> news = new LinkedHashMap<>();
    String status = text(beacon);
    if (!status.isEmpty()) {
      news.put(keys.status(), status);
    }
    beacon
        .failsafe()
        .ifPresent(members -> news.put(keys.failsafe(), FailsafeCodec.encode(members)));
    return news;
  }

  /** A node that is missing is created, one that is there is set; true if one was the wrong way. */
  private static boolean setRight(
      Reply<List<OpResult>> reply, List<Op> ops, List<String> paths, Map<String, String> news) {
    for (int place = 1; place < ops.size(); place++) {
      if (failedAt(reply, place)) {
        String path = paths.get(place - 1);
        String text = news.get(path);
        ops.set(place, reply.is(Code.NONODE) ? create(path, text) : set(path, text));
        return true;
      }
    }
    return false;
  }

  /**
   * Looks first: should the key have gone to somebody else although our session lives, its version
   * could not tell.
   */
  WriteResult release(Holding mine, ZooKeeperSession session, LeaderBeacon last, Call call)
      throws StoreException {
    Reply<Stat> stat = session.await(session.stat(keys.leader()), call);
    if (isGone(stat.code()) || stat.ok() && !mine.owns(stat.body())) {
      mine.giveUp();
      return WriteResult.CONFLICT;
    }
    if (!stat.ok()) {
      throw ZooKeeperFailures.ofRead(stat.code(), keys.leader());
    }
    String text = text(last);
    List<Op> ops = new ArrayList<>(List.of(Op.delete(keys.leader(), mine.version())));
    if (!text.isEmpty()) {
      ops.add(0, set(keys.status(), text));
    }
    while (true) {
      Reply<List<OpResult>> reply = session.await(session.multi(ops), call);
      if (ops.size() > 1 && failedAt(reply, 0)) {
        ops.set(0, reply.is(Code.NONODE) ? create(keys.status(), text) : set(keys.status(), text));
        continue;
      }
      if (reply.ok()) {
        mine.end();
        return WriteResult.APPLIED;
      }
      mine.giveUp();
      if (isGone(reply.code())) {
        return WriteResult.CONFLICT;
      }
      throw ZooKeeperFailures.ofWrite(reply.code(), keys.leader());
    }
  }

  static LeaseResult held(Holding mine, int eventsBefore, MonoTime sentAt, Reply<Node> found) {
    return mine.proved(found.body().stat(), eventsBefore, sentAt, found)
        .orElseGet(() -> new LeaseResult.Refused(Optional.empty()));
  }

  static LeaseResult refused(Holding mine, Optional<NodeName> holder) {
    mine.giveUp();
    return new LeaseResult.Refused(holder);
  }

  private static LeaseResult lost(Holding mine, Code code) {
    mine.giveUp();
    return new LeaseResult.Lost(
        code == Code.SESSIONEXPIRED
            ? "the leader session has expired"
            : "the leader key is not ours any more");
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

  private static Op set(String path, String text) {
    return Op.setData(path, text.getBytes(UTF_8), -1);
  }

  private static Op create(String path, String text) {
    return Op.create(path, text.getBytes(UTF_8), Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
  }
}
