package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import io.matriarch.core.wire.MemberCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.Op;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.data.Stat;

/** Keeps the node's own record: an ephemeral znode of the shared session. Thread safe. */
final class ZooKeeperMember {

  /** What was written last, by which session, and the version it got. */
  private record Written(long session, int version, String text) {}

  private final KeyLayout keys;
  private final SharedSession shared;
  private Written last = new Written(0, -1, "");

  ZooKeeperMember(KeyLayout keys, SharedSession shared) {
    this.keys = keys;
    this.shared = shared;
  }

  WriteResult announce(MemberRecord self, Call call) throws StoreException {
    ZooKeeperSession session = shared.connectedWithTtl(call);
    String path = keys.member(self.name());
    String text = MemberCodec.encode(self);
    while (!stands(session, path, text, call)) {
      // Somebody changed the record between the look and the write: look again, until the deadline.
      continue;
    }
    shared.closeReplaced();
    return WriteResult.APPLIED;
  }

  /** One attempt; false if the record changed under it. */
  private boolean stands(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    Reply<Stat> seen = session.await(session.stat(path), call);
    if (seen.is(Code.NONODE)) {
      return create(session, path, text, call);
    }
    if (!seen.ok()) {
      throw ZooKeeperFailures.ofRead(seen.code(), path);
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

  private synchronized Written last() {
    return last;
  }

  private synchronized void remember(Written written) {
    last = written;
  }
}
