package io.matriarch.dcs.zookeeper;

import io.matriarch.core.model.MonoTime;
import org.apache.zookeeper.KeeperException.Code;

/**
 * What became of one request: the server's answer, or the code that says why there is none.
 *
 * @param code {@link Code#OPERATIONTIMEOUT} if nothing came by the caller's deadline
 * @param body present only where the code promises one
 * @param connection which of the session's connections it came over, counted from 1
 * @param at when it came
 */
record Reply<T>(Code code, T body, int connection, MonoTime at) {

  boolean is(Code expected) {
    return code == expected;
  }

  boolean ok() {
    return code == Code.OK;
  }
}
