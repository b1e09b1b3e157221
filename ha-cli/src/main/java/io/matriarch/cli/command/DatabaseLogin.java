package io.matriarch.cli.command;

import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * As whom, and where, SQL is run. What is not given comes from PostgreSQL's own environment
 * variables and its password file. Prints no secrets.
 *
 * @param user absent: the operating system's
 * @param password absent: the password file's, if any
 * @param database absent: the one that the member publishes
 * @param sslMode absent: TLS if the server offers it
 */
record DatabaseLogin(
    Optional<String> user,
    Optional<String> password,
    Optional<String> database,
    Optional<String> sslMode) {

  static DatabaseLogin of(
      Map<String, String> environment,
      Optional<String> user,
      Optional<String> password,
      Optional<String> database) {
    return new DatabaseLogin(
        user.or(() -> Optional.ofNullable(environment.get("PGUSER"))),
        password.or(() -> Optional.ofNullable(environment.get("PGPASSWORD"))),
        database,
        Optional.ofNullable(environment.get("PGSSLMODE")));
  }

  Properties properties() {
    Properties properties = new Properties();
    user.ifPresent(name -> properties.setProperty("user", name));
    password.ifPresent(text -> properties.setProperty("password", text));
    sslMode.ifPresent(mode -> properties.setProperty("sslmode", mode));
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("loginTimeout", "5");
    properties.setProperty("ApplicationName", "matriarchctl");
    return properties;
  }

  @Override
  public String toString() {
    return "DatabaseLogin[user=" + user.orElse("") + "]";
  }
}
