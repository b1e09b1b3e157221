package io.matriarch.postgres;

import io.matriarch.core.model.NodeName;
import java.nio.file.Path;
import java.time.Duration;
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
  private Duration pgCtlTimeout = Duration.ofSeconds(60);
  private List<String> initdbOptions = List.of();
  private List<String> bootstrapPgHba = List.of();

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

  /** Default: 127.0.0.1, port 5432. */
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

  /** Default: one minute. */
  public PostgresConfigBuilder pgCtlTimeout(Duration value) {
    pgCtlTimeout = value;
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
        bootstrapPgHba);
  }

  private Path beside(String suffix) {
    return dataDir.resolveSibling(dataDir.getFileName() + suffix);
  }
}
