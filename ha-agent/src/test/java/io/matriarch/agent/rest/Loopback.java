package io.matriarch.agent.rest;

import io.matriarch.agent.config.HostPort;
import io.matriarch.agent.config.RestSection;
import io.matriarch.testkit.host.LoopbackPorts;

/** Addresses for tests. */
final class Loopback {
  private static final LoopbackPorts PORTS = new LoopbackPorts();

  private Loopback() {}

  /** An open API on a free port. */
  static RestSection section() {
    return section(freePort().port());
  }

  static RestSection section(int port) {
    HostPort address = new HostPort("127.0.0.1", port);
    return RestSection.open(address, address);
  }

  /** An address on which nobody listened a moment ago. */
  static HostPort freePort() {
    return new HostPort("127.0.0.1", PORTS.next());
  }
}
