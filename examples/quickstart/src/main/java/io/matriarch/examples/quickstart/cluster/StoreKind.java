package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.model.ClusterId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a demonstration can keep its cluster in. */
public enum StoreKind {
  /** A server inside this process. */
  ZOOKEEPER("zookeeper", "ZooKeeper", 1) {
    @Override
    DemoStore start(Path directory, int... ports) throws IOException, InterruptedException {
      return EmbeddedZooKeeper.start(directory, ports[0]);
    }

    @Override
    public StoreView view(String hosts, ClusterId cluster)
        throws IOException, InterruptedException {
      return ZooKeeperView.connect(hosts, cluster);
    }
  },
  /** A server's own program, which must be on this machine. */
  ETCD("etcd3", "etcd", 2) {
    @Override
    DemoStore start(Path directory, int... ports) throws IOException, InterruptedException {
      return EtcdProcess.start(directory, ports[0], ports[1]);
    }

    @Override
    public StoreView view(String hosts, ClusterId cluster) {
      return EtcdView.connect(hosts, cluster);
    }
  };

  private final String section;
  private final String title;
  private final int ports;

  StoreKind(String section, String title, int ports) {
    this.section = section;
    this.title = title;
    this.ports = ports;
  }

  /** The one with this name, in any case of letters. */
  public static Optional<StoreKind> named(String name) {
    return Arrays.stream(values())
        .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /** Its section in nodes' files. */
  public String section() {
    return section;
  }

  /** Its name as people write it. */
  public String title() {
    return title;
  }

  /** How many ports a server needs. */
  int ports() {
    return ports;
  }

  /** Starts a server that keeps its files in this directory; blocks until it answers. */
  abstract DemoStore start(Path directory, int... ports) throws IOException, InterruptedException;

  /** Connects to servers, to look at a cluster's keys; blocks until that is done. */
  public abstract StoreView view(String hosts, ClusterId cluster)
      throws IOException, InterruptedException;
}
