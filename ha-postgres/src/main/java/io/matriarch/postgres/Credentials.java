package io.matriarch.postgres;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A database role and how it proves itself.
 *
 * @param user role name
 * @param password empty if the server asks for none
 * @param connection how its connections are secured, by libpq's names, e.g. {@code sslmode}; names
 *     that do not belong there are dropped
 */
public record Credentials(String user, Optional<String> password, Map<String, String> connection) {

  /** What {@link #connection} may hold. */
  public static final Set<String> CONNECTION_KEYS =
      Set.of(
          "sslmode",
          "sslcert",
          "sslkey",
          "sslpassword",
          "sslrootcert",
          "sslcrl",
          "sslcrldir",
          "gssencmode",
          "channel_binding",
          "sslnegotiation");

  /** Drops what does not belong into a connection's options. */
  public Credentials {
    Map<String, String> known = new TreeMap<>(connection);
    known.keySet().retainAll(CONNECTION_KEYS);
    connection = Map.copyOf(known);
  }

  /**
   * A role whose connections are not secured in any particular way.
   *
   * @param user role name
   * @param password empty if the server asks for none
   */
  public Credentials(String user, Optional<String> password) {
    this(user, password, Map.of());
  }

  /**
   * {@return a role with a password}
   *
   * @param user role name
   * @param password its password
   */
  public static Credentials of(String user, String password) {
    return new Credentials(user, Optional.of(password));
  }

  /**
   * {@return a role that the server trusts, or that has a file of passwords}
   *
   * @param user role name
   */
  public static Credentials withoutPassword(String user) {
    return new Credentials(user, Optional.empty());
  }

  /**
   * {@return the same role, connecting like this}
   *
   * @param options as {@link #connection}
   */
  public Credentials connecting(Map<String, String> options) {
    return new Credentials(user, password, options);
  }

  /** Names the role only. */
  @Override
  public String toString() {
    return "role " + user;
  }
}
