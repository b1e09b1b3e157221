package io.matriarch.agent.config;

/**
 * Who may change something through a REST API.
 *
 * @param username without colons
 * @param password never printed
 */
public record BasicCredentials(String username, String password) {
  @Override
  public String toString() {
    return "BasicCredentials[username=" + username + "]";
  }
}
