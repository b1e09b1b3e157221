package io.matriarch.dcs.zookeeper;

import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreRejectedException;
import io.matriarch.core.store.StoreUnavailableException;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/** Turns codes into what the caller knows now. */
final class ZooKeeperFailures {
  private ZooKeeperFailures() {}

  static StoreUnavailableException notConnected(ServerList servers) {
    return new StoreUnavailableException("no connection to zookeeper at " + servers, null);
  }

  /** A read without an answer changed nothing, whatever the cause. */
  static StoreException ofRead(Code code, String path) {
    return isLasting(code) ? rejected(code, path) : unavailable(code, path);
  }

  /**
   * A write whose answer is lost may have been applied. This holds for an expired session as well:
   * the client gives that code to everything it still waited for.
   */
  static StoreException ofWrite(Code code, String path) {
    if (isLasting(code)) {
      return rejected(code, path);
    }
    return code == Code.THROTTLEDOP ? unavailable(code, path) : unknown(code, path);
  }

  private static boolean isLasting(Code code) {
    return switch (code) {
      case NOAUTH,
          AUTHFAILED,
          INVALIDACL,
          BADARGUMENTS,
          QUOTAEXCEEDED,
          NOCHILDRENFOREPHEMERALS,
          EPHEMERALONLOCALSESSION,
          SESSIONCLOSEDREQUIRESASLAUTH,
          NOTREADONLY,
          UNIMPLEMENTED ->
          true;
      default -> false;
    };
  }

  private static StoreException rejected(Code code, String path) {
    return new StoreRejectedException("zookeeper refuses " + path, cause(code, path));
  }

  private static StoreException unavailable(Code code, String path) {
    return new StoreUnavailableException(
        "zookeeper did not answer about " + path, cause(code, path));
  }

  private static StoreException unknown(Code code, String path) {
    return new OutcomeUnknownException(
        "zookeeper's answer about writing " + path + " is lost", cause(code, path));
  }

  private static KeeperException cause(Code code, String path) {
    return KeeperException.create(code, path);
  }
}
