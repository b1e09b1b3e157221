package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.Call;
import io.matriarch.core.store.DocumentKind;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.WriteResult;
import io.matriarch.core.wire.KeyLayout;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.Code;

/**
 * Writes and removes documents. A version is the znode's: it begins again at 0 when a document is
 * removed and created anew.
 */
final class ZooKeeperDocuments {
  private static final int ANY_VERSION = -1;

  private final KeyLayout keys;
  private final SharedSession shared;

  ZooKeeperDocuments(KeyLayout keys, SharedSession shared) {
    this.keys = keys;
    this.shared = shared;
  }

  WriteResult put(StoreDocument document, Expected expected, Call call) throws StoreException {
    ZooKeeperSession session = shared.connected(call);
    String path = path(document.kind());
    String text = document.text();
    if (expected instanceof Expected.Absent) {
      return create(session, path, text, call) ? WriteResult.APPLIED : WriteResult.CONFLICT;
    }
    if (expected instanceof Expected.Version version) {
      return set(session, path, text, number(version), call) == Code.OK
          ? WriteResult.APPLIED
          : WriteResult.CONFLICT;
    }
    while (set(session, path, text, ANY_VERSION, call) == Code.NONODE) {
      if (create(session, path, text, call)) {
        break;
      }
    }
    return WriteResult.APPLIED;
  }

  WriteResult remove(DocumentKind kind, Expected expected, Call call) throws StoreException {
    ZooKeeperSession session = shared.connected(call);
    String path = path(kind);
    if (expected instanceof Expected.Absent) {
      Code code = session.await(session.stat(path), call).code();
      return switch (code) {
        case NONODE -> WriteResult.APPLIED;
        case OK -> WriteResult.CONFLICT;
        default -> throw ZooKeeperFailures.ofRead(code, path);
      };
    }
    int version = expected instanceof Expected.Version exact ? number(exact) : ANY_VERSION;
    Code code = session.await(session.delete(path, version), call).code();
    return switch (code) {
      case OK, NONODE -> WriteResult.APPLIED;
      case BADVERSION -> WriteResult.CONFLICT;
      default -> throw ZooKeeperFailures.ofWrite(code, path);
    };
  }

  /** False if it is there already. */
  private boolean create(ZooKeeperSession session, String path, String text, Call call)
      throws StoreException {
    Code code = session.await(session.create(path, text, CreateMode.PERSISTENT), call).code();
    if (code == Code.NONODE) {
      session.makeFolder(keys.base(), call);
      code = session.await(session.create(path, text, CreateMode.PERSISTENT), call).code();
    }
    return switch (code) {
      case OK -> true;
      case NODEEXISTS -> false;
      default -> throw ZooKeeperFailures.ofWrite(code, path);
    };
  }

  /** OK, or NONODE or BADVERSION for what stood in the way. */
  private Code set(ZooKeeperSession session, String path, String text, int version, Call call)
      throws StoreException {
    Code code = session.await(session.set(path, text, version), call).code();
    return switch (code) {
      case OK, NONODE, BADVERSION -> code;
      default -> throw ZooKeeperFailures.ofWrite(code, path);
    };
  }

  private String path(DocumentKind kind) {
    return switch (kind) {
      case CONFIG -> keys.config();
      case INITIALIZE -> keys.initialize();
      case HISTORY -> keys.history();
      case FAILOVER -> keys.failover();
    };
  }

  private static int number(Expected.Version version) {
    return Integer.parseInt(version.version());
  }
}
