package io.matriarch.postgres.tasks;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.ControlFileReader;
import io.matriarch.postgres.control.DataDirectory;
import io.matriarch.postgres.control.WorkMark;
import io.matriarch.postgres.parameters.ConfigurationFiles;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.LocalConfig;
import io.matriarch.postgres.parameters.ParameterCheck;
import io.matriarch.postgres.parameters.PassFile;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.parameters.ServiceFile;
import io.matriarch.postgres.process.CommandRunner;
import io.matriarch.postgres.process.OsUser;
import io.matriarch.postgres.process.Postmaster;
import io.matriarch.postgres.process.Scripts;
import io.matriarch.postgres.process.ServerPrograms;
import io.matriarch.postgres.process.Workers;
import io.matriarch.postgres.scripts.Asking;
import io.matriarch.postgres.scripts.Callbacks;
import io.matriarch.postgres.sql.AdminConnection;
import io.matriarch.postgres.sql.Connections;
import java.time.Duration;

/**
 * One PostgreSQL instance: everything that tasks and reports share. All parts are thread safe.
 *
 * @param hint to be called, on any thread, when the instance may have changed; returns at once
 */
public record Instance(
    LocalConfig local,
    Ticker ticker,
    OsUser user,
    CommandRunner runner,
    ServerPrograms programs,
    DataDirectory data,
    WorkMark workMark,
    Workers workers,
    ControlFileReader control,
    Postmaster postmaster,
    Connections connections,
    AdminConnection admin,
    ConfigurationFiles files,
    PassFile passFile,
    Memory memory,
    Scripts scripts,
    Callbacks callbacks,
    Asking asking,
    Runnable hint) {

  /** Puts the parts together; touches nothing. */
  public static Instance of(PostgresConfig config, Ticker ticker, Runnable hint) {
    OsUser user = OsUser.forThisProcess(config.osUser());
    CommandRunner runner = new CommandRunner(user, ticker);
    ServerPrograms programs = new ServerPrograms(config.binDir(), config.binNames(), runner);
    DataDirectory data = new DataDirectory(config.dataDir(), user);
    LocalConfig local = new LocalConfig(config);
    Postmaster postmaster =
        new Postmaster(
            config, () -> ServiceFile.environment(local.get()), runner, user, ticker, hint);
    Connections connections = new Connections(local, postmaster::address);
    Scripts scripts = new Scripts(user, ticker);
    return new Instance(
        local,
        ticker,
        user,
        runner,
        programs,
        data,
        new WorkMark(config.dataDir()),
        new Workers(config.dataDir(), ticker),
        new ControlFileReader(config.dataDir(), programs, runner),
        postmaster,
        connections,
        new AdminConnection(connections, ticker),
        new ConfigurationFiles(
            local,
            data,
            new ParameterCheck(data, programs, runner, ticker),
            postmaster::knowsItsEnvironment),
        new PassFile(local, data),
        new Memory(local),
        scripts,
        new Callbacks(local, scripts),
        new Asking(local, scripts, ticker),
        hint);
  }

  /** The node's own configuration as it is now. */
  public PostgresConfig config() {
    return local.get();
  }

  /** Takes over what the cluster configures now. */
  public EffectiveSettings configure(String clusterConfig) {
    return memory.configure(clusterConfig);
  }

  /** What a running server is, and what a stopped one would be. */
  public ServerRole role() {
    return ServerRole.of(data.hasStandbySignal());
  }

  /** Likewise, as others speak of it. */
  public Role kind() {
    return role() == ServerRole.PRIMARY ? Role.PRIMARY : Role.REPLICA;
  }

  /** When a task must be done: its own deadline, or the configured timeout from now on. */
  MonoTime limit(TaskContext task) {
    return MonoTime.earlier(task.deadline(), in(memory.settings().pgCtlTimeout()));
  }

  public MonoTime in(Duration time) {
    return ticker.now().plus(time);
  }
}
