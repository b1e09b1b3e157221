package io.matriarch.postgres.sql;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.process.PostmasterFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;
import org.postgresql.Driver;

/** Opens connections. Any thread; blocks at most for the given time. */
public final class Connections {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  /** The driver's words for libpq's; it knows nothing of revocation lists. */
  private static final Map<String, String> SECURITY =
      Map.of(
          "sslmode", "sslmode",
          "sslcert", "sslcert",
          "sslkey", "sslkey",
          "sslpassword", "sslpassword",
          "sslrootcert", "sslrootcert",
          "gssencmode", "gssEncMode",
          "channel_binding", "channelBinding",
          "sslnegotiation", "sslNegotiation");

  private final Supplier<PostgresConfig> local;
  private final Supplier<Optional<PostmasterFile>> running;

  /**
   * @param running where the local server says that it listens, which is not where it is to listen
   *     after its next start
   */
  public Connections(Supplier<PostgresConfig> local, Supplier<Optional<PostmasterFile>> running) {
    this.local = local;
    this.running = running;
  }

  /** To our own server, as superuser, so that reserved connections can be used. */
  public Connection local(String purpose, Duration within) throws SQLException {
    Properties properties = statements(local.get().superuser(), purpose, within);
    return here(local.get().access().socket(), properties);
  }

  /** Where others on this machine find our own server: its host, or the folder of its socket. */
  public ReplicationSource here() {
    Optional<Path> socket = socket(local.get().access().socket());
    String host = socket.map(path -> path.getParent().toString()).orElseGet(this::localHost);
    return new ReplicationSource(local.get().name(), host, localPort());
  }

  /** For the replication protocol, to our own server. */
  public Connection localReplication(Duration within) throws SQLException {
    return here(local.get().access().replicationSocket(), replication(within));
  }

  private Connection here(boolean unix, Properties properties) throws SQLException {
    socket(unix).ifPresent(path -> through(path, properties));
    return connect(localHost(), localPort(), properties);
  }

  private Optional<Path> socket(boolean wanted) {
    return wanted ? running.get().flatMap(PostmasterFile::socket) : Optional.empty();
  }

  /** Nothing has to be encrypted there, and the server would refuse it. */
  private static void through(Path socket, Properties properties) {
    SECURITY.values().forEach(properties::remove);
    properties.remove("sslfactory");
    properties.setProperty("sslmode", "disable");
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("socketFactory", UnixSocketFactory.class.getName());
    properties.setProperty("socketFactoryArg", socket.toString());
  }

  private String localHost() {
    return running
        .get()
        .map(PostmasterFile::host)
        .filter(host -> !host.isEmpty())
        .map(PostgresConfig::reachable)
        .orElseGet(() -> local.get().localHost());
  }

  private int localPort() {
    return running
        .get()
        .map(PostmasterFile::port)
        .filter(port -> port != 0)
        .orElseGet(() -> local.get().port());
  }

  /** To another member, as the role that {@code pg_rewind} uses. */
  public Connection remote(ReplicationSource source, Duration within) throws SQLException {
    Properties properties = statements(local.get().rewind(), "matriarch", within);
    return connect(source.host(), source.port(), properties);
  }

  /** For the replication protocol, to another member. */
  public Connection replication(String host, int port, Duration within) throws SQLException {
    return connect(host, port, replication(within));
  }

  private Properties replication(Duration within) {
    Properties properties = properties(local.get().replication(), "matriarch", within);
    properties.setProperty("replication", "true");
    properties.setProperty("assumeMinServerVersion", "13");
    properties.setProperty("preferQueryMode", "simple");
    return properties;
  }

  private Properties statements(Credentials role, String purpose, Duration within) {
    Properties properties = properties(role, purpose, within);
    properties.setProperty("options", "-c search_path=pg_catalog -c statement_timeout=2000");
    return properties;
  }

  private Properties properties(Credentials role, String purpose, Duration within) {
    Properties properties = new Properties();
    properties.setProperty("user", role.user());
    role.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", purpose);
    properties.setProperty("gssEncMode", "disable");
    SECURITY.forEach(
        (key, property) -> {
          if (role.connection().containsKey(key)) {
            properties.setProperty(property, role.connection().get(key));
          }
        });
    if (ClientTls.isNeeded(properties)) {
      properties.setProperty("sslfactory", ClientTls.class.getName());
    }
    local.get().krbsrvname().ifPresent(name -> properties.setProperty("kerberosServerName", name));
    properties.setProperty("tcpKeepAlive", "true");
    Duration limit = within.compareTo(LONGEST_CONNECT) < 0 ? within : LONGEST_CONNECT;
    // The driver reads fractions of a second here only; this bounds the whole of connecting.
    properties.setProperty(
        "loginTimeout", String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0));
    return properties;
  }

  private Connection connect(String host, int port, Properties properties) throws SQLException {
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String url = "jdbc:postgresql://" + literal + ":" + port + "/" + local.get().database();
    return new Driver().connect(url, properties);
  }
}
