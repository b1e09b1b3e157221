package io.matriarch.agent.config;

import java.util.Map;
import java.util.Optional;

/**
 * A database user.
 *
 * @param username name
 * @param password never printed
 * @param connection how its connections are secured, by libpq's names; may hold a secret, never
 *     printed
 */
public record Credentials(
    String username, Optional<String> password, Map<String, String> connection) {
  public Credentials {
    connection = Map.copyOf(connection);
  }

  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
