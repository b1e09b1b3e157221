package io.matriarch.cli.config;

import io.matriarch.agent.tls.PemFile;
import io.matriarch.core.config.Values;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials and certificates for members' REST APIs. Prints no secrets.
 *
 * @param username basic authentication; absent: none
 * @param password for it
 * @param insecure certificates of members are not verified
 * @param authorities certificates that members' own are verified against; absent: Java's
 * @param certificate our own certificate
 * @param key its key; absent: it stands in the certificate's file
 * @param keyPassword for the key
 */
public record RestAccess(
    Optional<String> username,
    String password,
    boolean insecure,
    Optional<PemFile> authorities,
    Optional<PemFile> certificate,
    Optional<PemFile> key,
    Optional<String> keyPassword) {

  /** What {@code ctl} says, and where it is silent what {@code restapi} says. */
  static RestAccess read(Map<String, Object> document, boolean insecure) {
    Map<String, Object> ctl = CtlConfig.section(document, "ctl");
    Map<String, Object> rest = CtlConfig.section(document, "restapi");
    Map<String, Object> user = CtlConfig.section(ctl, "authentication");
    if (user.isEmpty()) {
      user = CtlConfig.section(rest, "authentication");
    }
    return new RestAccess(
        text(user, "username"),
        text(user, "password").orElse(""),
        insecure || Values.bool(ctl.get("insecure")).orElse(false),
        file(ctl, "ctl", "cacert").or(() -> file(rest, "restapi", "cafile")),
        file(ctl, "ctl", "certfile"),
        file(ctl, "ctl", "keyfile"),
        text(ctl, "keyfile_password"));
  }

  private static Optional<PemFile> file(Map<String, Object> values, String section, String key) {
    return text(values, key).map(path -> new PemFile(section + "." + key, Path.of(path)));
  }

  private static Optional<String> text(Map<String, Object> section, String key) {
    return Optional.ofNullable(section.get(key)).map(Object::toString).filter(t -> !t.isEmpty());
  }

  @Override
  public String toString() {
    return "RestAccess[username=" + username.orElse("") + ", insecure=" + insecure + "]";
  }
}
