package io.matriarch.testkit.example;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.testkit.example.RevisionFolder.Revision;
import io.matriarch.testkit.tck.Capability;
import io.matriarch.testkit.tck.DisturbedStore;
import io.matriarch.testkit.tck.ManualTicker;
import io.matriarch.testkit.tck.StoreFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A folder on this machine, which each client mounts by a symbolic link of its own. */
final class FolderFixture implements StoreFixture {
  private static final Set<String> PLAIN = Set.of("status", "failsafe", "optime");

  private final Path root;
  private final ManualTicker ticker = new ManualTicker();
  private final Map<ClusterStore, Mount> mounts = new ConcurrentHashMap<>();

  /** Of the test that runs now. */
  private volatile ClusterId current;

  private record Mount(FolderStore store, Path link, ClusterId cluster) {}

  FolderFixture(Path root) {
    this.root = root;
  }

  @Override
  public Set<Capability> capabilities() {
    return EnumSet.complementOf(
        EnumSet.of(Capability.SILENCE, Capability.CLIENT_PINGS, Capability.VERSIONS_RECUR));
  }

  @Override
  public ClusterStore client(ClusterId cluster, NodeName node) throws IOException {
    current = cluster;
    Path link = Files.createSymbolicLink(root.resolve("mount" + mounts.size()), shared());
    StoreConnection connection =
        new FolderStoreProvider().connect(Map.of("path", link.toString()), ticker);
    FolderStore store = (FolderStore) connection.cluster(cluster, node);
    ClusterStore client = new DisturbedStore(store, ticker, ticker::advanceTo);
    mounts.put(client, new Mount(store, link, cluster));
    return client;
  }

  @Override
  public Optional<String> raw(String key) throws IOException {
    RevisionFolder folder = new RevisionFolder(folder(key));
    String name = name(key);
    if (name.startsWith("member-")) {
      return folder
          .plain(name)
          .map(MemberFile::of)
          .filter(member -> member.until().isAfter(ticker.wallClock()))
          .map(MemberFile::record);
    }
    if (PLAIN.contains(name)) {
      return folder.plain(name);
    }
    Revision newest = folder.newest(name);
    return name.equals("leader")
        ? LeaderFile.of(newest).map(leader -> leader.holder().value())
        : newest.text();
  }

  @Override
  public void write(String key, String text) throws IOException {
    change(key, Optional.of(text));
  }

  @Override
  public void erase(String key) throws IOException {
    change(key, Optional.empty());
  }

  private void change(String key, Optional<String> text) throws IOException {
    RevisionFolder folder = new RevisionFolder(folder(key));
    String name = name(key);
    boolean member = name.startsWith("member-");
    if (!member && !PLAIN.contains(name)) {
      while (!folder.append(name, folder.newest(name), text)) {
        // Somebody else was faster.
      }
    } else if (text.isPresent()) {
      MemberFile file = new MemberFile("outside", Instant.MAX, text.get());
      folder.overwrite(name, member ? file.text() : text.get());
    } else {
      folder.delete(name);
    }
  }

  @Override
  public void expire(String key) throws IOException {
    erase(key);
  }

  @Override
  public void cut(ClusterStore client) throws IOException {
    Files.delete(mounts.get(client).link());
    pass(Duration.ZERO);
  }

  @Override
  public void hang(ClusterStore client) {
    ((DisturbedStore) client).hang();
  }

  @Override
  public void loseAnswers(ClusterStore client) {
    ((DisturbedStore) client).loseAnswers();
  }

  @Override
  public void delayAnswers(ClusterStore client, Duration late) {
    ((DisturbedStore) client).delayAnswers(late);
  }

  @Override
  public void heal(ClusterStore client) throws IOException {
    Mount mount = mounts.get(client);
    ((DisturbedStore) client).heal();
    if (!Files.exists(mount.link())) {
      Files.createSymbolicLink(mount.link(), shared());
    }
  }

  @Override
  public Ticker ticker() {
    return ticker;
  }

  @Override
  public void pass(Duration time) {
    ticker.advance(time);
    mounts.values().stream()
        .filter(mount -> mount.cluster().equals(current))
        .forEach(mount -> mount.store().look());
  }

  @Override
  public Duration tolerance() {
    return Duration.ZERO;
  }

  /** The folder of a key's cluster, whose path has two names. */
  private Path folder(String key) throws IOException {
    String[] names = key.split("/");
    return Files.createDirectories(shared().resolve(names[1]).resolve(names[2]));
  }

  private Path shared() throws IOException {
    return Files.createDirectories(root.resolve("shared"));
  }

  /** The name of a key's file. */
  private static String name(String key) {
    String[] names = key.split("/");
    return names[3].equals("members") ? "member-" + names[4] : names[3];
  }
}
