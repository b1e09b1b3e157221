package io.matriarch.agent.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The PostgreSQL server.
 *
 * @param listenAddresses comma separated, as PostgreSQL takes them
 * @param port port it listens on
 * @param access how it is reached
 * @param dataDir data directory
 * @param binDir directory of the server's programs; absent: found by themselves
 * @param binNames what those programs are called, where not as usual
 * @param database database for the node's own connections
 * @param pgpass password file to write; absent: one is chosen
 * @param superuser administrates
 * @param replication streams and copies
 * @param rewind realigns; absent: the superuser does
 * @param parameters server parameters, value as text
 * @param pgHba access rules; empty: the server's own are kept
 * @param files its configuration files
 * @param hooks commands that run beside the server's life
 * @param copies how a replica gets its data
 * @param usePgRewind whether a diverged copy may be realigned; absent: the cluster's configuration
 *     decides
 * @param startTimeout how long a start may take, if the file tells
 * @param recoveryConf further recovery settings, value as text
 */
public record PostgresSection(
    String listenAddresses,
    int port,
    AccessSection access,
    Path dataDir,
    Optional<Path> binDir,
    Map<String, String> binNames,
    String database,
    Optional<Path> pgpass,
    Credentials superuser,
    Credentials replication,
    Optional<Credentials> rewind,
    Map<String, String> parameters,
    List<String> pgHba,
    FilesSection files,
    HooksSection hooks,
    CopiesSection copies,
    Optional<Boolean> usePgRewind,
    Optional<Duration> startTimeout,
    Map<String, String> recoveryConf) {
  public PostgresSection {
    binNames = Map.copyOf(binNames);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    pgHba = List.copyOf(pgHba);
    recoveryConf = Collections.unmodifiableMap(new LinkedHashMap<>(recoveryConf));
  }

  /** What is published for clients; without credentials. */
  public String connUrl() {
    return "postgres://" + access.connect() + "/" + database;
  }

  /** What is published for clients of a connection pool; empty if there is none. */
  public String proxyUrl() {
    return access.proxy().map(proxy -> "postgres://" + proxy + "/" + database).orElse("");
  }
}
