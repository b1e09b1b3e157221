package io.matriarch.agent.config;

import java.util.Optional;

/** Reads {@code authentication} of a REST API. */
final class CredentialsReader {
  private CredentialsReader() {}

  /** Empty for an empty section. */
  static Optional<BasicCredentials> read(Section section) throws ConfigException {
    if (!section.has("username") && !section.has("password")) {
      return Optional.empty();
    }
    String username = section.text("username", "name the user of the REST API");
    if (username.contains(":")) {
      throw section.wrong("username", "contains ':'", "use another name");
    }
    return Optional.of(
        new BasicCredentials(username, section.text("password", "give the user a password")));
  }
}
