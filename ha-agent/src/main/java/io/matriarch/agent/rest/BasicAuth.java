package io.matriarch.agent.rest;

import io.matriarch.agent.config.BasicCredentials;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Name and password in a request's header. */
final class BasicAuth {
  private static final String SCHEME = "Basic ";
  private static final String CHALLENGE = "Basic realm=\"Patroni\"";

  private BasicAuth() {}

  /** What a client sends. */
  static String header(BasicCredentials credentials) {
    return SCHEME + Base64.getEncoder().encodeToString(bytes(credentials));
  }

  /** The refusal, if the header is not what the credentials demand. */
  static Optional<Answer> refusal(Optional<String> header, BasicCredentials credentials) {
    if (header.isEmpty()) {
      return Optional.of(refused("no auth header received"));
    }
    return matches(header.get(), credentials)
        ? Optional.empty()
        : Optional.of(refused("not authenticated"));
  }

  private static boolean matches(String header, BasicCredentials credentials) {
    if (!header.startsWith(SCHEME)) {
      return false;
    }
    try {
      byte[] given = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      return MessageDigest.isEqual(given, bytes(credentials)); // takes equally long in any case
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] bytes(BasicCredentials credentials) {
    return (credentials.username() + ":" + credentials.password()).getBytes(StandardCharsets.UTF_8);
  }

  private static Answer refused(String why) {
    return Answer.text(401, why).withHeader("WWW-Authenticate", CHALLENGE);
  }
}
