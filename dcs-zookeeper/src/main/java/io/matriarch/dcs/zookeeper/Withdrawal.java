package io.matriarch.dcs.zookeeper;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.zookeeper.KeeperException.Code;
import org.apache.zookeeper.data.Stat;

/**
 * Takes an ephemeral znode away from a session that goes on, however often that must be tried. It
 * looks whose the znode is before each attempt, since a version says nothing. Does not block.
 */
final class Withdrawal {
  private static final long AGAIN_MILLIS = 1000;

  private final ZooKeeperSession session;
  private final String path;
  private final Object lock;
  private final BooleanSupplier wanted;
  private final ScheduledExecutorService timer;
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /**
   * @param lock held while it is asked whether this is still wanted and the deletion is sent, so
   *     that no later request for the same znode can come before it
   * @param wanted false once the znode is gone with its session, or is somebody else's task
   */
  Withdrawal(
      ZooKeeperSession session,
      String path,
      Object lock,
      BooleanSupplier wanted,
      ScheduledExecutorService timer) {
    this.session = session;
    this.path = path;
    this.lock = lock;
    this.wanted = wanted;
    this.timer = timer;
  }

  CompletableFuture<Void> begin() {
    look();
    return done;
  }

  private void look() {
    if (!wanted.getAsBoolean()) {
      done.complete(null);
      return;
    }
    session.stat(path).thenAccept(this::looked);
  }

  private void looked(Reply<Stat> seen) {
    boolean stands = seen.ok() && seen.body().getEphemeralOwner() == session.id();
    if (stands) {
      delete(seen.body().getVersion());
    } else if (seen.ok() || isGone(seen.code())) {
      done.complete(null);
    } else {
      again();
    }
  }

  private void delete(int version) {
    synchronized (lock) {
      if (wanted.getAsBoolean()) {
        session.delete(path, version).thenAccept(this::deleted);
        return;
      }
    }
    done.complete(null);
  }

  private void deleted(Reply<Void> reply) {
    if (reply.ok() || isGone(reply.code())) {
      done.complete(null);
    } else {
      again();
    }
  }

  private static boolean isGone(Code code) {
    return code == Code.NONODE || code == Code.SESSIONEXPIRED;
  }

  private void again() {
    timer.schedule(this::look, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
  }
}
