package io.matriarch.dcs.etcd;

import io.etcd.jetcd.ByteSequence;
import io.netty.handler.ssl.SslContext;
import java.util.Optional;

/**
 * What servers want to see. Prints no secrets.
 *
 * @param credentials who asks; absent: the servers ask nobody
 * @param tls whom to believe and what to show, where an address speaks TLS
 */
record Access(Optional<Credentials> credentials, SslContext tls) {

  /** Name and password of a user. */
  record Credentials(ByteSequence user, ByteSequence password) {
    @Override
    public String toString() {
      return "Credentials[]";
    }
  }
}
