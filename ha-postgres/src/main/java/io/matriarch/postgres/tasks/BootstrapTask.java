package io.matriarch.postgres.tasks;

import io.matriarch.core.model.Permit;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.ResourceReport.DataState;
import io.matriarch.core.resource.StopMode;
import io.matriarch.core.resource.TaskCancelled;
import io.matriarch.core.resource.TaskContext;
import io.matriarch.core.resource.TaskStage;
import io.matriarch.postgres.Script;
import io.matriarch.postgres.control.WorkMark.Work;
import io.matriarch.postgres.parameters.EffectiveSettings;
import io.matriarch.postgres.parameters.ServerRole;
import io.matriarch.postgres.process.CommandResult;
import io.matriarch.postgres.process.Signals.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates a new cluster. If it fails, what was made gets another name, {@code
 * <directory>.failed-…}, and is kept.
 */
public final class BootstrapTask {
  private static final Logger LOG = LoggerFactory.getLogger(BootstrapTask.class);
  private static final Set<String> FORBIDDEN =
      Set.of("pgdata", "nosync", "no-sync", "pwfile", "sync-only", "version", "username");
  private static final Duration ROLES_WITHIN = Duration.ofSeconds(10);
  private static final int CONNECT_ATTEMPTS = 10;

  private final Instance instance;
  private final Aftermath aftermath;
  private final StartTask start;
  private final StopTask stop;

  public BootstrapTask(Instance instance, Aftermath aftermath, StartTask start, StopTask stop) {
    this.instance = instance;
    this.aftermath = aftermath;
    this.start = start;
    this.stop = stop;
  }

  public void run(Permit permit, String clusterConfig, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    task.checkCancelled();
    aftermath.settle();
    instance.callbacks().taskBegins();
    long fences = instance.postmaster().fences();
    int major = instance.programs().major(task.deadline());
    if (instance.data().inspect(major).state() != DataState.EMPTY) {
      throw new ResourceException(
          "cannot create a cluster: data directory " + instance.data().path() + " is not empty");
    }
    refuseForbiddenOptions();
    mark();
    instance.memory().filling(true);
    try {
      Optional<CustomCluster> custom =
          instance.config().newCluster().method().map(m -> new CustomCluster(instance, m));
      if (custom.isPresent()) {
        custom.get().make(task);
      } else {
        initdb(task);
      }
      EffectiveSettings settings = instance.configure(clusterConfig);
      appendHba(settings);
      instance.files().write(settings, ServerRole.PRIMARY, Optional.empty(), clusterConfig, major);
      if (custom.isPresent()) {
        custom.get().prepareRecovery();
      }
      task.passPointOfNoReturn(permit);
      Map<String, String> values = firstValues(settings, custom.isPresent(), task);
      start.launch(values, fences, task);
      if (custom.isPresent()) {
        custom.get().awaitPrimary(task);
        initially(InitialRoles::setSuperuser, task);
      }
      Optional<Script> script = instance.config().newCluster().postBootstrap();
      if (script.isPresent()) {
        new PostBootstrap(instance).run(script.get(), task);
      }
      initially(InitialRoles::create, task);
      if (custom.isPresent()) {
        custom.get().restoreHba();
        settle(settings, !values.equals(settings.controlled()), fences, task);
      }
      instance.workMark().remove();
      instance.callbacks().started(Role.PRIMARY);
    } catch (IOException e) {
      throw new ResourceException("cannot create a cluster: " + e.getMessage() + keep(), e);
    } catch (ResourceException e) {
      throw new ResourceException(e.getMessage() + keep(), e, e.fatal());
    } catch (TaskCancelled | InterruptedException e) {
      keep();
      throw e;
    } finally {
      instance.memory().filling(false);
    }
  }

  /** Where nothing can be written beside the directory, an operator has to look after a crash. */
  private void mark() {
    try {
      instance.workMark().set(Work.CREATING);
    } catch (ResourceException e) {
      LOG.info("a creation that is cut off will not be recognised: {}", e.getMessage());
    }
  }

  private void refuseForbiddenOptions() throws ResourceException {
    for (String option : instance.config().initdbOptions()) {
      String name = option.replaceFirst("^--", "").replaceFirst("=.*$", "");
      if (FORBIDDEN.contains(name)) {
        throw new ResourceException(
            "bootstrap.initdb: option '" + name + "' is not allowed; remove it", null, true);
      }
    }
  }

  private void initdb(TaskContext task)
      throws IOException, ResourceException, InterruptedException {
    task.stage(TaskStage.progress("initdb"));
    instance.data().create();
    FirstPassword password = new FirstPassword(instance);
    Optional<Path> passwordFile = password.write();
    try {
      List<String> command = new ArrayList<>(List.of(instance.programs().path("initdb")));
      command.addAll(instance.config().initdbOptions());
      command.add("--username=" + instance.config().superuser().user());
      passwordFile.ifPresent(file -> command.add("--pwfile=" + file));
      command.add(instance.data().path().toString());
      CommandResult result =
          instance.runner().run(command, instance.workers().environment(), task.deadline());
      if (!result.succeeded()) {
        throw new ResourceException("initdb failed: " + result.complaint());
      }
    } finally {
      password.remove();
    }
  }

  private void appendHba(EffectiveSettings settings) throws IOException {
    List<String> lines = instance.config().bootstrapPgHba();
    if (settings.pgHba().isEmpty() && !lines.isEmpty()) {
      Path configured = instance.files().paths().hba();
      Files.writeString(
          Files.exists(configured) ? configured : instance.data().path().resolve("pg_hba.conf"),
          "\n" + String.join("\n", lines) + "\n",
          StandardOpenOption.APPEND);
    }
  }

  /** Recovery refuses less than what the data were made with. */
  private Map<String, String> firstValues(
      EffectiveSettings settings, boolean made, TaskContext task)
      throws ResourceException, InterruptedException {
    return made
        ? settings.controlledForReplica(instance.control().read(task.deadline()).limits())
        : settings.controlled();
  }

  /** After recovery the server gets its real rules and values. */
  private void settle(EffectiveSettings settings, boolean anew, long fences, TaskContext task)
      throws ResourceException, TaskCancelled, InterruptedException {
    instance
        .files()
        .write(
            settings,
            ServerRole.PRIMARY,
            Optional.empty(),
            instance.memory().clusterConfig(),
            instance.programs().major(task.deadline()));
    if (anew) {
      stop.stop(StopMode.FAST, task);
      start.launch(settings.controlled(), fences, task);
    } else {
      instance.postmaster().signal(Signal.HUP);
    }
  }

  private interface RoleWork {
    void on(InitialRoles roles, Connection connection) throws SQLException;
  }

  private void initially(RoleWork work, TaskContext task) throws ResourceException, TaskCancelled {
    try (Connection connection = connect(task)) {
      work.on(new InitialRoles(instance.config()), connection);
    } catch (SQLException e) {
      throw new ResourceException("cannot create the cluster's roles: " + e.getMessage(), e);
    }
  }

  /** A machine may be too busy with the new cluster to connect at once; that ends no bootstrap. */
  private Connection connect(TaskContext task) throws SQLException, TaskCancelled {
    for (int attempt = 1; ; attempt++) {
      task.checkCancelled();
      try {
        return instance.connections().local("matriarch bootstrap", ROLES_WITHIN);
      } catch (SQLException e) {
        boolean refused = e.getSQLState() == null || !e.getSQLState().startsWith("08");
        if (refused || attempt == CONNECT_ATTEMPTS || !instance.postmaster().alive()) {
          throw e;
        }
      }
    }
  }

  /** What to add to the message. */
  private String keep() {
    try {
      return FailedCreation.putAside(instance)
          .map(kept -> "; what was made is kept as " + kept)
          .orElse("");
    } catch (IOException | ResourceException e) {
      return "; what was made is still in "
          + instance.data().path()
          + " and must be removed by hand";
    }
  }
}
