package io.matriarch.examples.quickstart.cluster;

import io.matriarch.core.model.ClusterId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.zookeeper.Version;

/** What a demonstration can keep its cluster in. */
public enum StoreKind {
  /** A server inside this process. */
  ZOOKEEPER("zookeeper", "ZooKeeper", 1) {
    @Override
    public String version() {
      return Version.getVersion();
    }

    @Override
    public DemoStore start(Path directory, List<Integer> ports)
        throws IOException, InterruptedException {
      return EmbeddedZooKeeper.start(directory, ports.get(0));
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
    public String version() throws IOException {
      return EtcdProgram.require().version();
    }

    @Override
    public DemoStore start(Path directory, List<Integer> ports)
        throws IOException, InterruptedException {
      return EtcdProcess.start(directory, ports.get(0), ports.get(1));
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

  /** The one with this name on command lines. */
  public static Optional<StoreKind> named(String name) {
    return Arrays.stream(values()).filter(kind -> kind.option().equals(name)).findFirst();
  }

  /** Its name on command lines. */
  public String option() {
    return name().toLowerCase(Locale.ROOT);
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
  public int ports() {
    return ports;
  }

  /**
   * Which version is started here, e.g. {@code 3.5.16}.
   *
   * @throws TrialException there is no program to start; the message tells the remedy
   */
  public abstract String version() throws IOException;

  /** Starts a server that keeps its files in this directory; blocks until it answers. */
  public abstract DemoStore start(Path directory, List<Integer> ports)
      throws IOException, InterruptedException;

  /** Connects to servers, to look at a cluster's keys; blocks until that is done. */
  public abstract StoreView view(String hosts, ClusterId cluster)
      throws IOException, InterruptedException;
}
