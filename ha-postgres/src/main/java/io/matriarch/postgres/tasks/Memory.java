package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.postgres.parameters.ClusterConfigCheck;
import io.matriarch.postgres.parameters.ConfigurationFiles;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.LocalConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is known about an instance beside its files and processes. Thread safe. */
public final class Memory {
  private static final Logger LOG = LoggerFactory.getLogger(Memory.class);

  private final LocalConfig local;
  private volatile String clusterConfig;
  private volatile EffectiveSettings settings;
  private volatile boolean filling;
  private volatile boolean diverged;
  private volatile Optional<RewindRefusal> rewindRefusal = Optional.empty();
  private final Map<String, String> findings = new ConcurrentHashMap<>();
  private volatile OptionalLong ranOutWith = OptionalLong.empty();

  /** Begins with the cluster's configuration as it was last seen, if the data directory has it. */
  Memory(LocalConfig local) {
    this.local = local;
    clusterConfig = lastSeen(local);
    settings = EffectiveSettings.merge(local.get(), clusterConfig);
  }

  /** Local and cluster's configuration together, as far as it is known. */
  public EffectiveSettings settings() {
    return settings;
  }

  /** The cluster's configuration as last seen, JSON text. */
  public String clusterConfig() {
    return clusterConfig;
  }

  /** True while the data directory is being filled for the first time. */
  public boolean isFilling() {
    return filling;
  }

  /** Takes over a cluster's configuration, and whatever the node's own says now. */
  public synchronized EffectiveSettings configure(String newest) {
    if (!newest.equals(clusterConfig)) {
      ClusterConfigCheck.problems(newest).forEach(line -> LOG.warn("ignored: {}", line));
    }
    clusterConfig = newest;
    settings = EffectiveSettings.merge(local.get(), newest);
    return settings;
  }

  /** True if the data were found to have what the leader has not. */
  boolean hasDiverged() {
    return diverged;
  }

  public void diverged(boolean now) {
    diverged = now;
  }

  /** Why the data are not rewound although that is allowed. */
  record RewindRefusal(String reason, MonoTime until) {}

  void rewindRefused(String reason, MonoTime until) {
    rewindRefusal = Optional.of(new RewindRefusal(reason, until));
  }

  /** Another source, or other data: what was said of a rewind does not count any more. */
  public void rewindUndecided() {
    rewindRefusal = Optional.empty();
  }

  /** True if a rewind was found not to be possible a moment ago. */
  public boolean rewindRefused(MonoTime now) {
    return rewindRefusal.filter(refusal -> now.isBefore(refusal.until())).isPresent();
  }

  Optional<String> rewindRefusal() {
    return rewindRefusal.map(RewindRefusal::reason);
  }

  /** True if this is not what was found the last time. */
  boolean isNews(String check, String finding) {
    return !finding.equals(findings.put(check, finding));
  }

  /** How much room there was when the last copy began, if it did not suffice. */
  OptionalLong ranOutWith() {
    return ranOutWith;
  }

  void ranOutWith(OptionalLong bytes) {
    ranOutWith = bytes;
  }

  void filling(boolean now) {
    filling = now;
  }

  private static String lastSeen(LocalConfig local) {
    try {
      return Files.readString(local.get().dataDir().resolve(ConfigurationFiles.CLUSTER_CONFIG));
    } catch (IOException noneYet) {
      return "{}";
    }
  }
}
