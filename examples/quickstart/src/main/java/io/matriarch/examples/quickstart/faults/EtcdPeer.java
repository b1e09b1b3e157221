package io.matriarch.examples.quickstart.faults;

import io.matriarch.examples.quickstart.cluster.EtcdMetrics;
import io.matriarch.examples.quickstart.cluster.EtcdProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** An etcd server, with etcd's own settings. */
final class EtcdPeer extends StoreServer {
  private final EtcdProgram program;
  private final int peerPort;

  EtcdPeer(EtcdProgram program, Place place, Path directory, Landscape landscape) {
    super(place, directory, landscape);
    this.program = program;
    this.peerPort = landscape.port(place);
  }

  @Override
  String member() {
    return EtcdProgram.member(place().name(), peer());
  }

  @Override
  List<String> prepare(List<String> members) {
    return program.command(place().name(), directory().resolve("data"), host(), peer(), members);
  }

  @Override
  boolean leads() throws IOException, InterruptedException {
    return EtcdMetrics.of(host()).leads();
  }

  private String peer() {
    return place().address() + ":" + peerPort;
  }
}
