package io.matriarch.examples.quickstart.cluster;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** How applications reach the cluster's databases. Thread safe. */
public final class Database {
  private static final String NAME = "postgres";

  private final List<NodeSpec> nodes;
  private final Passwords passwords;

  public Database(List<NodeSpec> nodes, Passwords passwords) {
    this.nodes = List.copyOf(nodes);
    this.passwords = passwords;
  }

  /**
   * Connects to whichever node is the primary now: all are tried, as an application's driver does.
   */
  public Connection primary(String application) throws SQLException {
    String hosts = nodes.stream().map(NodeSpec::host).collect(Collectors.joining(","));
    Properties properties = properties(application);
    properties.setProperty("targetServerType", "primary");
    // What a host was a moment ago is not remembered.
    properties.setProperty("hostRecheckSeconds", "0");
    return DriverManager.getConnection("jdbc:postgresql://" + hosts + "/" + NAME, properties);
  }

  /** Connects to this node, whatever its role. */
  public Connection node(NodeSpec node, String application) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + node.host() + "/" + NAME, properties(application));
  }

  /** The same, and waits without end for an answer: what a frozen server sends late counts, too. */
  public Connection nodePatiently(NodeSpec node, String application) throws SQLException {
    Properties properties = properties(application);
    properties.setProperty("socketTimeout", "0");
    properties.setProperty("options", "-c log_min_messages=fatal");
    return DriverManager.getConnection("jdbc:postgresql://" + node.host() + "/" + NAME, properties);
  }

  private Properties properties(String application) {
    Properties properties = new Properties();
    properties.setProperty("user", NodeFile.SUPERUSER);
    properties.setProperty("password", passwords.superuser());
    properties.setProperty("ApplicationName", application);
    properties.setProperty("connectTimeout", "2");
    properties.setProperty("loginTimeout", "2");
    properties.setProperty("socketTimeout", "5");
    return properties;
  }
}
