package io.matriarch.postgres.live;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.process.Poll;
import io.matriarch.postgres.process.Signals.Signal;
import io.matriarch.postgres.tasks.Instance;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the configuration to the running server. One call at a time. */
public final class LiveConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(LiveConfiguration.class);
  private static final Duration TAKEN_OVER_WITHIN = Duration.ofSeconds(5);

  private final Instance instance;
  private boolean reloadOwed;

  public LiveConfiguration(Instance instance) {
    this.instance = instance;
  }

  /** As {@code ConfigurableResource.configure} says. */
  public synchronized void configure(String clusterConfig, boolean always, Call call)
      throws ResourceException, InterruptedException {
    EffectiveSettings settings = instance.configure(clusterConfig);
    if (!instance.postmaster().alive()
        || instance.postmaster().isStandAlone()
        || instance.postmaster().isStopping()) {
      return;
    }
    if (!instance.postmaster().acceptsConnections()) {
      throw new ResourceException(
          "PostgreSQL is still starting; its configuration is applied when that is done");
    }
    int major = instance.programs().major(call.deadline());
    List<Difference> differences = differences(settings, call);
    boolean written =
        instance.files().rewrite(settings, instance.role(), clusterConfig, major, always);
    reloadOwed |= always || written || differences.stream().anyMatch(Difference::settledByReload);
    if (reloadOwed) {
      if (written) {
        LOG.info("the server's configuration has changed: {}", shown(differences));
      }
      reload(call);
      reloadOwed = false;
    }
  }

  private static String shown(List<Difference> differences) {
    return differences.isEmpty()
        ? "no parameter that it knows"
        : differences.stream().map(Difference::toString).collect(Collectors.joining(", "));
  }

  private List<Difference> differences(EffectiveSettings settings, Call call)
      throws ResourceException, InterruptedException {
    EffectiveSettings forRole = instance.files().usable(settings, instance.role());
    Map<String, String> wanted = new TreeMap<>(forRole.controlled());
    wanted.putAll(forRole.parameters());
    try {
      return instance
          .admin()
          .call(call.deadline(), connection -> SettingsComparison.differences(connection, wanted));
    } catch (SQLException e) {
      throw new ResourceException("cannot see the server's parameters: " + e.getMessage(), e);
    }
  }

  /** The server says when it has read its files; nothing else proves that it did. */
  private void reload(Call call) throws ResourceException, InterruptedException {
    MonoTime limit = MonoTime.earlier(call.deadline(), instance.in(TAKEN_OVER_WITHIN));
    try {
      String before = instance.admin().call(limit, LiveConfiguration::loadedAt);
      instance.postmaster().signal(Signal.HUP);
      boolean read = Poll.until(() -> !loadedAt(limit).equals(before), limit, instance.ticker());
      if (!read) {
        throw new ResourceException(
            "the server did not take over its configuration: " + instance.postmaster().complaint());
      }
      instance.callbacks().reloaded(instance.kind());
      instance.admin().call(limit, FileProblems::ask).forEach(line -> LOG.warn("{}", line));
    } catch (TaskCancelled e) {
      throw new ResourceException(e.getMessage(), e);
    } catch (SQLException e) {
      throw new ResourceException("cannot reload the server: " + e.getMessage(), e);
    } finally {
      instance.hint().run();
    }
  }

  private String loadedAt(MonoTime limit) throws ResourceException {
    try {
      return instance.admin().call(limit, LiveConfiguration::loadedAt);
    } catch (SQLException e) {
      throw new ResourceException("cannot see whether the server reloaded: " + e.getMessage(), e);
    }
  }

  private static String loadedAt(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_conf_load_time()::text")) {
      row.next();
      return row.getString(1);
    }
  }
}
