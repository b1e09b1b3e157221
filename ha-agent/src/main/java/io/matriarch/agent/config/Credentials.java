package io.matriarch.agent.config;

import java.util.Optional;

/**
 * A database user.
 *
 * @param username name
 * @param password never printed
 */
public record Credentials(String username, Optional<String> password) {
  @Override
  public String toString() {
    return "Credentials[username=" + username + "]";
  }
}
