package io.matriarch.agent.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code postgresql.authentication}, or what stood in its place in very old files. */
final class UsersReader {
  private static final List<String> CONNECTION =
      List.of(
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

  private final Section users;

  private UsersReader(Section users) {
    this.users = users;
  }

  static UsersReader of(Section postgresql) throws ConfigException {
    boolean old = postgresql.has("superuser") && postgresql.has("replication");
    return new UsersReader(
        !postgresql.has("authentication") && old
            ? postgresql
            : postgresql.section(
                "authentication", "give superuser and replication a username each"));
  }

  Credentials user(String role) throws ConfigException {
    Section section = users.section(role, "add it with a username");
    Map<String, String> connection = new LinkedHashMap<>();
    for (String key : CONNECTION) {
      section
          .text(key)
          .filter(text -> !text.isEmpty())
          .ifPresent(text -> connection.put(key, text));
    }
    return new Credentials(
        section.text("username", "name the database user"), section.text("password"), connection);
  }

  /** Empty: the superuser does that work. */
  Optional<Credentials> optional(String role) throws ConfigException {
    return users.has(role) ? Optional.of(user(role)) : Optional.empty();
  }
}
