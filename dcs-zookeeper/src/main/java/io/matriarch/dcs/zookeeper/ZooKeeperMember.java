package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.MemberCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/** Keeps the node's own record: an ephemeral znode of the shared session. Thread safe. */
final class ZooKeeperMember {

  /** Where the record stands. */
  private record Place(ZooKeeperSession session, String path) {}

  /** What was written last, by which session, and the version it got. */
  private record Written(long session, int version, String text) {}

  private final KeyLayout keys;
  private final SharedSession shared;
  private final KnownKeys known;
  private Written last = new Written(0, -1, "");
  private Optional<Place> place = Optional.empty();

  ZooKeeperMember(KeyLayout keys, SharedSession shared, KnownKeys known) {
    this.keys = keys;
    this.known = known;
    this.shared = shared;
  }

  WriteResult announce(MemberRecord self, Call call) throws StoreException {
    ZooKeeperSession session = shared.connectedWithTtl(call);
    String path = keys.member(self.name());
    String text = MemberCodec.encode(self);
    standsAt(new Place(session, path));
    boolean done = isNew(session, self) ? makeFirst(session, path, text, call) : false;
    while (!done && !stands(session, path, text, call)) {
      // Somebody changed the record between the look and the write: look again, until the deadline.
      continue;
    }
    shared.bound(this, call.ttl());
    return WriteResult.APPLIED;
  }

  /**
   * Takes the record away, as soon as the server can be reached; nothing may be announced after.
   */
  CompletableFuture<Void> withdraw(ScheduledExecutorService timer) {
    Optional<Place> mine;
    synchronized (this) {
      mine = place;
    }
    return mine.map(it -> new Withdrawal(it.session(), it.path(), this, () -> true, timer).begin())
        .orElseGet(() -> CompletableFuture.completedFuture(null))
        .whenComplete((done, failure) -> shared.left(this));
  }

  private boolean isNew(ZooKeeperSession session, MemberRecord self) {
    return last().session() != session.id() && known.lacks(keys.members(), self.name().value());
  }

  /** Where nothing stands there is nothing to look at; missing folders go ahead. */
  private boolean makeFirst(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    if (known.lacks(keys.base())) {
      session.create(keys.base(), "", CreateMode.PERSISTENT);
    }
    if (known.lacks(keys.members())) {
      session.create(keys.members(), "", CreateMode.PERSISTENT);
    }
    return create(session, path, text, call);
  }

  /** One attempt; false if the record changed under it. */
  private boolean stands(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    Written before = last();
    boolean changes = before.session() == session.id() && !before.text().equals(text);
    // The look behind the write tells whether it went into our own record.
    CompletableFuture<Reply<Stat>> written =
        changes ? session.set(path, text, before.version()) : null;
    Reply<Stat> seen = session.await(session.stat(path), call);
    if (changes && seen.ok() && seen.body().getEphemeralOwner() == session.id()) {
      Reply<Stat> reply = session.await(written, call);
      if (reply.ok()) {
        remember(new Written(session.id(), reply.body().getVersion(), text));
        return true;
      }
    }
    if (seen.is(Code.NONODE)) {
      return create(session, path, text, call);
    }
    if (!seen.ok()) {
      throw changes
          ? ZooKeeperFailures.ofWrite(seen.code(), path)
          : ZooKeeperFailures.ofRead(seen.code(), path);
    }
    Stat stat = seen.body();
    if (stat.getEphemeralOwner() != session.id()) {
      return replace(session, path, text, stat.getVersion(), call);
    }
    if (new Written(session.id(), stat.getVersion(), text).equals(last())) {
      return true;
    }
    return change(session, path, text, call);
  }

  private boolean create(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    Code code = session.await(session.create(path, text, CreateMode.EPHEMERAL), call).code();
    if (code == Code.NONODE) {
      session.makeFolder(keys.members(), call);
      code = session.await(session.create(path, text, CreateMode.EPHEMERAL), call).code();
    }
    return done(code, session, path, 0, text);
  }

  /** Takes the place of a record of another session, which is an earlier one of this node. */
  private boolean replace(
      ZooKeeperSession session, String path, String text, int version, Call call)
      throws StoreException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<Op> ops =
        List.of(
            Op.delete(path, version),
            Op.create(path, bytes, Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL));
    return done(session.await(session.multi(ops), call).code(), session, path, 0, text);
  }

  private boolean change(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    Reply<Stat> reply = session.await(session.set(path, text, -1), call);
    int version = reply.ok() ? reply.body().getVersion() : -1;
    return done(reply.code(), session, path, version, text);
  }

  private boolean done(Code code, ZooKeeperSession session, String path, int version, String text)
      throws StoreException {
    return switch (code) {
      case OK -> {
        remember(new Written(session.id(), version, text));
        yield true;
      }
      case NONODE, NODEEXISTS, BADVERSION -> false;
      default -> throw ZooKeeperFailures.ofWrite(code, path);
    };
  }

  private synchronized void standsAt(Place here) {
    place = Optional.of(here);
  }

  private synchronized Written last() {
    return last;
  }

  private synchronized void remember(Written written) {
    last = written;
  }
}
