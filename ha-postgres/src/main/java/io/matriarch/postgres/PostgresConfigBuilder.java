package io.matriarch.postgres;

import io.matriarch.core.model.NodeName;
import io.matriarch.postgres.parameters.ServerRole;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds a {@link PostgresConfig}; what is not named keeps its default. Not thread safe. */
public final class PostgresConfigBuilder {
  private final NodeName name;
  private final String scope;
  private final Path dataDir;
  private Optional<Path> binDir = Optional.empty();
  private String osUser = "postgres";
  private List<String> listenAddresses = List.of("127.0.0.1");
  private int port = 5432;
  private String database = "postgres";
  private Credentials superuser = Credentials.withoutPassword("postgres");
  private Credentials replication = Credentials.withoutPassword("replicator");
  private Optional<Credentials> rewind = Optional.empty();
  private Optional<Path> passFile = Optional.empty();
  private Optional<Path> serverLog = Optional.empty();
  private Map<String, String> parameters = Map.of();
  private List<String> pgHba = List.of();
  private Map<String, String> recoveryConf = Map.of();
  private Optional<Boolean> useRewind = Optional.empty();
  private Optional<Duration> pgCtlTimeout = Optional.empty();
  private List<String> initdbOptions = List.of();
  private List<String> bootstrapPgHba = List.of();
  private Optional<Path> configDir = Optional.empty();
  private String configBaseName = ServerFiles.STANDARD.baseName();
  private Optional<String> customConf = Optional.empty();
  private List<String> pgIdent = List.of();
  private final Map<ServerRole, Map<String, String>> roleParameters =
      new EnumMap<>(ServerRole.class);
  private final Map<ServerRole, List<String>> rolePgHba = new EnumMap<>(ServerRole.class);
  private final Map<ServerRole, List<String>> rolePgIdent = new EnumMap<>(ServerRole.class);
  private Map<String, String> binNames = Map.of();
  private Optional<String> krbsrvname = Optional.empty();
  private boolean useUnixSocket;
  private boolean useUnixSocketRepl;
  private Map<CallbackAction, Script> callbacks = Map.of();
  private Optional<Script> prePromote = Optional.empty();
  private Optional<Script> beforeStop = Optional.empty();
  private List<ReplicaMethod> createReplicaMethods = List.of();
  private List<String> basebackup = List.of();
  private List<String> rewindOptions = List.of();
  private boolean removeOnRewindFailure;
  private boolean removeOnDivergedTimelines;
  private Duration copyPatience = CopySettings.PATIENCE;
  private Optional<CustomBootstrap> bootstrapMethod = Optional.empty();
  private Optional<Script> postBootstrap = Optional.empty();

  PostgresConfigBuilder(NodeName name, String scope, Path dataDir) {
    this.name = name;
    this.scope = scope;
    this.dataDir = dataDir.toAbsolutePath().normalize();
  }

  /** Default: programs are found through {@code PATH}. */
  public PostgresConfigBuilder binDir(Path value) {
    binDir = Optional.of(value);
    return this;
  }

  /** Default: {@code postgres}. */
  public PostgresConfigBuilder osUser(String value) {
    osUser = value;
    return this;
  }

  /**
   * Default: 127.0.0.1, port 5432.
   *
   * @param addresses host names or addresses; {@code *} for all
   * @param onPort the port
   * @return this builder
   */
  public PostgresConfigBuilder listen(List<String> addresses, int onPort) {
    listenAddresses = addresses;
    port = onPort;
    return this;
  }

  /** Default: {@code postgres}. */
  public PostgresConfigBuilder database(String value) {
    database = value;
    return this;
  }

  /** Default: {@code postgres} without password. */
  public PostgresConfigBuilder superuser(Credentials value) {
    superuser = value;
    return this;
  }

  /** Default: {@code replicator} without password. */
  public PostgresConfigBuilder replication(Credentials value) {
    replication = value;
    return this;
  }

  /** Default: the superuser. */
  public PostgresConfigBuilder rewind(Credentials value) {
    rewind = Optional.of(value);
    return this;
  }

  /** Default: {@code <data directory>.pgpass}. */
  public PostgresConfigBuilder passFile(Path value) {
    passFile = Optional.of(value);
    return this;
  }

  /** Default: {@code <data directory>.log}. */
  public PostgresConfigBuilder serverLog(Path value) {
    serverLog = Optional.of(value);
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder parameters(Map<String, String> value) {
    parameters = value;
    return this;
  }

  /** Default: not configured. */
  public PostgresConfigBuilder pgHba(List<String> value) {
    pgHba = value;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder recoveryConf(Map<String, String> value) {
    recoveryConf = value;
    return this;
  }

  /** Default: as the cluster says. */
  public PostgresConfigBuilder useRewind(boolean value) {
    useRewind = Optional.of(value);
    return this;
  }

  /** Default: as the cluster says, else one minute. */
  public PostgresConfigBuilder pgCtlTimeout(Duration value) {
    pgCtlTimeout = Optional.of(value);
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder initdbOptions(List<String> value) {
    initdbOptions = value;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder bootstrapPgHba(List<String> value) {
    bootstrapPgHba = value;
    return this;
  }

  /** Default: the data directory. */
  public PostgresConfigBuilder configDir(Path value) {
    configDir = Optional.of(value);
    return this;
  }

  /** Default: {@code postgresql}. */
  public PostgresConfigBuilder configBaseName(String value) {
    configBaseName = value;
    return this;
  }

  /** Default: {@code postgresql.base.conf} is included. */
  public PostgresConfigBuilder customConf(String value) {
    customConf = Optional.of(value);
    return this;
  }

  /** Default: not configured. */
  public PostgresConfigBuilder pgIdent(List<String> value) {
    pgIdent = value;
    return this;
  }

  /**
   * {@code parameters_<role>}; default: none.
   *
   * @param role for which role
   * @param value values by name
   * @return this builder
   */
  public PostgresConfigBuilder parameters(ServerRole role, Map<String, String> value) {
    roleParameters.put(role, value);
    return this;
  }

  /**
   * {@code pg_hba_<role>}; default: as for all roles.
   *
   * @param role for which role
   * @param value lines
   * @return this builder
   */
  public PostgresConfigBuilder pgHba(ServerRole role, List<String> value) {
    rolePgHba.put(role, value);
    return this;
  }

  /**
   * {@code pg_ident_<role>}; default: as for all roles.
   *
   * @param role for which role
   * @param value lines
   * @return this builder
   */
  public PostgresConfigBuilder pgIdent(ServerRole role, List<String> value) {
    rolePgIdent.put(role, value);
    return this;
  }

  /** What programs are called, e.g. {@code pg_rewind} by another name; default: as usual. */
  public PostgresConfigBuilder binNames(Map<String, String> value) {
    binNames = value;
    return this;
  }

  /** Default: libpq's own. */
  public PostgresConfigBuilder krbsrvname(String value) {
    krbsrvname = Optional.of(value);
    return this;
  }

  /** Default: false. */
  public PostgresConfigBuilder useUnixSocket(boolean value) {
    useUnixSocket = value;
    return this;
  }

  /** Default: false. */
  public PostgresConfigBuilder useUnixSocketRepl(boolean value) {
    useUnixSocketRepl = value;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder callbacks(Map<CallbackAction, Script> value) {
    callbacks = value;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder prePromote(Script value) {
    prePromote = Optional.of(value);
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder beforeStop(Script value) {
    beforeStop = Optional.of(value);
    return this;
  }

  /** Default: {@link ReplicaMethod#BASEBACKUP}. */
  public PostgresConfigBuilder createReplicaMethods(List<ReplicaMethod> value) {
    createReplicaMethods = value;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder basebackup(List<String> options) {
    basebackup = options;
    return this;
  }

  /** Default: none. */
  public PostgresConfigBuilder rewindOptions(List<String> options) {
    rewindOptions = options;
    return this;
  }

  /** Default: false. */
  public PostgresConfigBuilder removeDataDirectoryOnRewindFailure(boolean value) {
    removeOnRewindFailure = value;
    return this;
  }

  /** Default: false. */
  public PostgresConfigBuilder removeDataDirectoryOnDivergedTimelines(boolean value) {
    removeOnDivergedTimelines = value;
    return this;
  }

  /**
   * How long a rewind or a copy may show no progress before it is ended; twelve times as long in
   * steps that show none, and for programs of the operator's.
   *
   * @param value default: five minutes
   * @return this
   */
  public PostgresConfigBuilder copyPatience(Duration value) {
    copyPatience = value;
    return this;
  }

  /** Default: {@code initdb}. */
  public PostgresConfigBuilder bootstrapMethod(CustomBootstrap value) {
    bootstrapMethod = Optional.of(value);
    return this;
  }

  /** {@code post_bootstrap}, also known as {@code post_init}; default: none. */
  public PostgresConfigBuilder postBootstrap(Script value) {
    postBootstrap = Optional.of(value);
    return this;
  }

  /** {@return the configuration} */
  public PostgresConfig build() {
    return new PostgresConfig(
        name,
        scope,
        dataDir,
        binDir,
        osUser,
        listenAddresses,
        port,
        database,
        superuser,
        replication,
        rewind.orElse(superuser),
        passFile.orElse(beside(".pgpass")),
        serverLog.orElse(beside(".log")),
        parameters,
        pgHba,
        recoveryConf,
        useRewind,
        pgCtlTimeout,
        initdbOptions,
        bootstrapPgHba,
        new ServerFiles(
            configDir,
            configBaseName,
            customConf,
            pgIdent,
            new RoleVariants(roleParameters, rolePgHba, rolePgIdent)),
        binNames,
        krbsrvname,
        new LocalAccess(useUnixSocket, useUnixSocketRepl),
        new Hooks(callbacks, prePromote, beforeStop),
        new CopySettings(
            createReplicaMethods,
            basebackup,
            rewindOptions,
            removeOnRewindFailure,
            removeOnDivergedTimelines,
            copyPatience),
        new NewCluster(bootstrapMethod, postBootstrap));
  }

  private Path beside(String suffix) {
    return dataDir.resolveSibling(dataDir.getFileName() + suffix);
  }
}
