package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.ControlFileReader;
import io.matriarch.postgres.control.DataDirectory;
import io.matriarch.postgres.control.RealignMark;
import io.matriarch.postgres.parameters.ConfigurationFiles;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.PassFile;
import io.matriarch.postgres.process.CommandRunner;
import io.matriarch.postgres.process.OsUser;
import io.matriarch.postgres.process.Postmaster;
import io.matriarch.postgres.process.ServerPrograms;
import io.matriarch.postgres.sql.AdminConnection;
import io.matriarch.postgres.sql.Connections;
import java.time.Duration;

/**
 * One PostgreSQL instance: everything that tasks and reports share. All parts are thread safe.
 *
 * @param hint to be called, on any thread, when the instance may have changed; returns at once
 */
public record Instance(
    PostgresConfig config,
    Ticker ticker,
    OsUser user,
    CommandRunner runner,
    ServerPrograms programs,
    DataDirectory data,
    RealignMark realignMark,
    ControlFileReader control,
    Postmaster postmaster,
    Connections connections,
    AdminConnection admin,
    ConfigurationFiles files,
    PassFile passFile,
    Memory memory,
    Runnable hint) {

  /** Puts the parts together; touches nothing. */
  public static Instance of(PostgresConfig config, Ticker ticker, Runnable hint) {
    OsUser user = OsUser.forThisProcess(config.osUser());
    CommandRunner runner = new CommandRunner(user, ticker);
    ServerPrograms programs = new ServerPrograms(config.binDir(), runner);
    DataDirectory data = new DataDirectory(config.dataDir(), user);
    Connections connections = new Connections(config);
    return new Instance(
        config,
        ticker,
        user,
        runner,
        programs,
        data,
        new RealignMark(config.dataDir()),
        new ControlFileReader(config.dataDir(), programs, runner),
        new Postmaster(config, runner, user, ticker, hint),
        connections,
        new AdminConnection(connections, ticker),
        new ConfigurationFiles(config, data),
        new PassFile(config, data),
        new Memory(config),
        hint);
  }

  /** Takes over what the cluster configures now. */
  EffectiveSettings configure(String clusterConfig) {
    return memory.configure(EffectiveSettings.merge(config, clusterConfig));
  }

  /** When a task must be done: its own deadline, or the configured timeout from now on. */
  MonoTime limit(TaskContext task) {
    return MonoTime.earlier(task.deadline(), in(config.pgCtlTimeout()));
  }

  MonoTime in(Duration time) {
    return ticker.now().plus(time);
  }
}
