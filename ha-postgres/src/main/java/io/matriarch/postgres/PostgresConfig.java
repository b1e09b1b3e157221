package io.matriarch.postgres;

import io.matriarch.core.model.NodeName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The local part of one PostgreSQL instance's configuration. What the cluster configures for all
 * members arrives with each request and is merged by {@code parameters.EffectiveSettings}.
 *
 * @param name member name; also the replication connection's application name
 * @param scope cluster name; the server's {@code cluster_name}
 * @param dataDir data directory; its parent should be writable too, since copies are made beside it
 * @param binDir where the server's programs are; empty: found through {@code PATH}
 * @param osUser who runs PostgreSQL when the agent itself runs as root
 * @param listenAddresses addresses to listen on, {@code *} for all
 * @param port TCP port
 * @param database database for administrative connections
 * @param superuser administrative role
 * @param replication role of replication connections
 * @param rewind role that {@code pg_rewind} uses; usually the superuser or a restricted one
 * @param passFile password file that is written for PostgreSQL's programs, mode 0600
 * @param serverLog file that receives the server's standard output and error
 * @param parameters server parameters
 * @param pgHba lines of {@code pg_hba.conf}; empty: not configured here
 * @param recoveryConf recovery parameters, e.g. {@code restore_command}
 * @param useRewind whether {@code pg_rewind} may be used; empty: as the cluster says
 * @param ownPgCtlTimeout how long a start, a stop or a promotion may take; empty: as the cluster
 *     says
 * @param initdbOptions options of {@code initdb}, e.g. {@code --encoding=UTF8}
 * @param bootstrapPgHba lines appended to {@code pg_hba.conf} of a new cluster unless lines are
 *     configured
 * @param files where the configuration files are, and what else belongs into them
 * @param binNames what the server's programs are called, by their usual names
 * @param krbsrvname Kerberos service name of the servers
 * @param access how the local server is reached
 * @param hooks what of the operator's runs beside the server's life
 * @param copying how a replica gets its data
 * @param newCluster what is particular about creating a cluster here
 */
public record PostgresConfig(
    NodeName name,
    String scope,
    Path dataDir,
    Optional<Path> binDir,
    String osUser,
    List<String> listenAddresses,
    int port,
    String database,
    Credentials superuser,
    Credentials replication,
    Credentials rewind,
    Path passFile,
    Path serverLog,
    Map<String, String> parameters,
    List<String> pgHba,
    Map<String, String> recoveryConf,
    Optional<Boolean> useRewind,
    Optional<Duration> ownPgCtlTimeout,
    List<String> initdbOptions,
    List<String> bootstrapPgHba,
    ServerFiles files,
    Map<String, String> binNames,
    Optional<String> krbsrvname,
    LocalAccess access,
    Hooks hooks,
    CopySettings copying,
    NewCluster newCluster) {

  /** Without a word from anybody. */
  public static final Duration PG_CTL_TIMEOUT = Duration.ofMinutes(1);

  public PostgresConfig {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
    }
    if (listenAddresses.isEmpty()) {
      throw new IllegalArgumentException("no listen address: name one, or * for all");
    }
    dataDir = dataDir.toAbsolutePath().normalize();
    passFile = passFile.toAbsolutePath().normalize();
    serverLog = serverLog.toAbsolutePath().normalize();
    listenAddresses = List.copyOf(listenAddresses);
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    pgHba = List.copyOf(pgHba);
    recoveryConf = Collections.unmodifiableMap(new TreeMap<>(recoveryConf));
    initdbOptions = List.copyOf(initdbOptions);
    bootstrapPgHba = List.copyOf(bootstrapPgHba);
    binNames = Map.copyOf(binNames);
  }

  /** {@return how long a stop may take; what the cluster says counts for starts only} */
  public Duration pgCtlTimeout() {
    return ownPgCtlTimeout.orElse(PG_CTL_TIMEOUT);
  }

  /** {@return where the server's configuration files are} */
  public Path configDir() {
    return files.configDir().orElse(dataDir);
  }

  /** {@return where this node reaches its own server} */
  public String localHost() {
    return reachable(listenAddresses.get(0));
  }

  /**
   * {@return how a server on this host is reached that listens there}
   *
   * @param listenAddress one of the addresses that it listens on
   */
  public static String reachable(String listenAddress) {
    return switch (listenAddress) {
      case "*", "0.0.0.0", "::", "127.0.0.1", "localhost" -> "localhost";
      default -> listenAddress;
    };
  }

  /**
   * Starts from defaults that suit a server on this host, port 5432, without passwords.
   *
   * @param name the member's name
   * @param scope the cluster's name
   * @param dataDir where the server's data are or will be
   * @return the builder
   */
  public static PostgresConfigBuilder builder(String name, String scope, Path dataDir) {
    return new PostgresConfigBuilder(NodeName.of(name), scope, dataDir);
  }
}
