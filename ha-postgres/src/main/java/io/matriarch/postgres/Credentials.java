package io.matriarch.postgres;

import java.util.Optional;

/**
 * A database role and how it proves itself.
 *
 * @param user role name
 * @param password empty if the server asks for none
 */
public record Credentials(String user, Optional<String> password) {

  public static Credentials of(String user, String password) {
    return new Credentials(user, Optional.of(password));
  }

  public static Credentials withoutPassword(String user) {
    return new Credentials(user, Optional.empty());
  }

  /** Names the role only. */
  @Override
  public String toString() {
    return "role " + user;
  }
}
