package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the REST APIs of other members are asked. Prints no secrets.
 *
 * @param authentication absent: that of the own API
 * @param insecure tools for operators do not verify the members' certificates; nodes verify them if
 *     and only if they have a certificate themselves
 * @param cacert who signs the members' certificates
 * @param certfile own certificate to be shown, PEM
 * @param keyfile its private key, PEM; absent: it stands in {@code certfile}
 * @param keyfilePassword never printed
 */
public record CtlSection(
    Optional<BasicCredentials> authentication,
    boolean insecure,
    Optional<Path> cacert,
    Optional<Path> certfile,
    Optional<Path> keyfile,
    Optional<String> keyfilePassword) {
  public static final CtlSection NONE =
      new CtlSection(
          Optional.empty(),
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @Override
  public String toString() {
    return "CtlSection[insecure=" + insecure + ", certfile=" + certfile + "]";
  }
}
