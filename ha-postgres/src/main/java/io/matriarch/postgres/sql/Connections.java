package io.matriarch.postgres.sql;

import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Properties;
import org.postgresql.Driver;

/** Opens connections. Any thread; blocks at most for the given time. */
public final class Connections {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);

  private final PostgresConfig config;

  public Connections(PostgresConfig config) {
    this.config = config;
  }

  /** To our own server, as superuser, so that reserved connections can be used. */
  public Connection local(String purpose, Duration within) throws SQLException {
    return open(config.localHost(), config.port(), config.superuser(), purpose, within);
  }

  /** To another member, as the role that {@code pg_rewind} uses. */
  public Connection remote(ReplicationSource source, Duration within) throws SQLException {
    return open(source.host(), source.port(), config.rewind(), "matriarch", within);
  }

  /** For the replication protocol, to another member or to our own server. */
  public Connection replication(String host, int port, Duration within) throws SQLException {
    Properties properties = properties(config.replication(), "matriarch", within);
    properties.setProperty("replication", "true");
    properties.setProperty("assumeMinServerVersion", "13");
    properties.setProperty("preferQueryMode", "simple");
    return connect(host, port, properties);
  }

  private Connection open(String host, int port, Credentials role, String purpose, Duration within)
      throws SQLException {
    Properties properties = properties(role, purpose, within);
    properties.setProperty("options", "-c search_path=pg_catalog -c statement_timeout=2000");
    return connect(host, port, properties);
  }

  private Properties properties(Credentials role, String purpose, Duration within) {
    Properties properties = new Properties();
    properties.setProperty("user", role.user());
    role.password().ifPresent(password -> properties.setProperty("password", password));
    properties.setProperty("ApplicationName", purpose);
    properties.setProperty("gssEncMode", "disable");
    properties.setProperty("tcpKeepAlive", "true");
    Duration limit = within.compareTo(LONGEST_CONNECT) < 0 ? within : LONGEST_CONNECT;
    // The driver reads fractions of a second here only; this bounds the whole of connecting.
    properties.setProperty(
        "loginTimeout", String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0));
    return properties;
  }

  private Connection connect(String host, int port, Properties properties) throws SQLException {
    String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    String url = "jdbc:postgresql://" + literal + ":" + port + "/" + config.database();
    return new Driver().connect(url, properties);
  }
}
