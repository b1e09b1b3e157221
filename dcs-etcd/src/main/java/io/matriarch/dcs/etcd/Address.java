package io.matriarch.dcs.etcd;

/**
 * Where one server listens for clients.
 *
 * @param host name or address; an IPv6 address without brackets
 * @param port its port
 * @param tls whether it speaks TLS there
 */
record Address(String host, int port, boolean tls) {

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
