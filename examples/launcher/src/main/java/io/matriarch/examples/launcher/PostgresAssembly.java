package io.matriarch.examples.launcher;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.BootstrapMethod;
import io.matriarch.agent.config.BootstrapSection;
import io.matriarch.agent.config.CopiesSection;
import io.matriarch.agent.config.FilesSection;
import io.matriarch.agent.config.HooksSection;
import io.matriarch.agent.config.PostgresSection;
import io.matriarch.postgres.CallbackAction;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.CustomBootstrap;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresConfigBuilder;
import io.matriarch.postgres.ReplicaMethod;
import io.matriarch.postgres.Script;
import io.matriarch.postgres.parameters.ServerRole;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Tells the PostgreSQL module what the configuration says of the server. */
final class PostgresAssembly {
  private PostgresAssembly() {}

  /**
   * @throws IllegalArgumentException a value that only that module can judge, with its key
   */
  static PostgresConfig of(AgentConfig config) {
    PostgresSection section = config.postgres();
    PostgresConfigBuilder builder =
        PostgresConfig.builder(config.name().value(), config.cluster().scope(), section.dataDir())
            .listen(
                Arrays.stream(section.listenAddresses().split(",")).map(String::strip).toList(),
                section.port())
            .database(section.database())
            .superuser(credentials(section.superuser()))
            .replication(credentials(section.replication()))
            .binNames(section.binNames())
            .parameters(section.parameters())
            .pgHba(section.pgHba())
            .recoveryConf(section.recoveryConf())
            .useUnixSocket(section.access().socket())
            .useUnixSocketRepl(section.access().replicationSocket());

    section.binDir().ifPresent(builder::binDir);
    section.pgpass().ifPresent(builder::passFile);
    section.rewind().map(PostgresAssembly::credentials).ifPresent(builder::rewind);
    section.usePgRewind().ifPresent(builder::useRewind);
    section.startTimeout().ifPresent(builder::pgCtlTimeout);
    section.access().krbsrvname().ifPresent(builder::krbsrvname);
    files(section.files(), builder);
    hooks(section.hooks(), builder);
    copies(section.copies(), builder);
    newCluster(config.bootstrap(), builder);
    return builder.build();
  }

  private static void files(FilesSection files, PostgresConfigBuilder builder) {
    files.configDir().ifPresent(builder::configDir);
    files.baseName().ifPresent(builder::configBaseName);
    files.customConf().ifPresent(builder::customConf);
    builder.pgIdent(files.pgIdent());
    for (ServerRole role : ServerRole.values()) {
      FilesSection.ForRole own = files.roles().get(role.suffix());
      builder.parameters(role, own.parameters());
      own.pgHba().ifPresent(lines -> builder.pgHba(role, lines));
      own.pgIdent().ifPresent(lines -> builder.pgIdent(role, lines));
    }
  }

  private static void hooks(HooksSection hooks, PostgresConfigBuilder builder) {
    Map<CallbackAction, Script> callbacks = new EnumMap<>(CallbackAction.class);
    for (CallbackAction action : CallbackAction.values()) {
      Optional.ofNullable(hooks.callbacks().get(action.word()))
          .ifPresent(
              line -> callbacks.put(action, script("postgresql.callbacks." + action.word(), line)));
    }
    builder.callbacks(callbacks);
    hooks
        .prePromote()
        .ifPresent(line -> builder.prePromote(script("postgresql.pre_promote", line)));
    hooks
        .beforeStop()
        .ifPresent(line -> builder.beforeStop(script("postgresql.before_stop", line)));
  }

  private static void copies(CopiesSection copies, PostgresConfigBuilder builder) {
    builder
        .createReplicaMethods(copies.methods().stream().map(PostgresAssembly::method).toList())
        .basebackup(copies.basebackup())
        .rewindOptions(copies.rewind())
        .removeDataDirectoryOnRewindFailure(copies.removeOnRewindFailure())
        .removeDataDirectoryOnDivergedTimelines(copies.removeOnDivergedTimelines());
    copies.patience().ifPresent(builder::copyPatience);
  }

  private static void newCluster(BootstrapSection bootstrap, PostgresConfigBuilder builder) {
    builder.initdbOptions(bootstrap.initdb()).bootstrapPgHba(bootstrap.pgHba());
    bootstrap.method().map(PostgresAssembly::method).ifPresent(builder::bootstrapMethod);
    bootstrap
        .postBootstrap()
        .ifPresent(line -> builder.postBootstrap(script("bootstrap.post_bootstrap", line)));
  }

  private static CustomBootstrap method(BootstrapMethod method) {
    return new CustomBootstrap(
        method.name(),
        script("bootstrap." + method.name() + ".command", method.command()),
        method.noParams(),
        method.options(),
        method.keepExistingRecoveryConf(),
        method.recoveryConf());
  }

  private static ReplicaMethod method(CopiesSection.Method method) {
    return method.name().equals(CopiesSection.BASEBACKUP)
        ? ReplicaMethod.BASEBACKUP
        : new ReplicaMethod(
            method.name(),
            script("postgresql." + method.name() + ".command", method.command()),
            method.keepData(),
            method.noLeader(),
            method.noParams(),
            method.options());
  }

  private static Script script(String key, String line) {
    try {
      return Script.of(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private static Credentials credentials(io.matriarch.agent.config.Credentials user) {
    return new Credentials(user.username(), user.password(), user.connection());
  }
}
