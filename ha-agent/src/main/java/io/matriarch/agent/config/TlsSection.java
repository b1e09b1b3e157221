package io.matriarch.agent.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the REST API speaks HTTPS. The files are read when the API starts and after every reload.
 *
 * @param certfile the node's certificate with its chain, PEM
 * @param keyfile its private key, PEM; absent: it stands in {@code certfile}
 * @param keyfilePassword never printed
 * @param ciphers a list in OpenSSL's notation; absent: what Java offers
 * @param verifyClient whether clients must show a certificate
 */
public record TlsSection(
    Path certfile,
    Optional<Path> keyfile,
    Optional<String> keyfilePassword,
    Optional<String> ciphers,
    VerifyClient verifyClient) {

  /** Whether clients must show a certificate. */
  public enum VerifyClient {
    /** They are not asked for one. */
    NONE,
    /** Only for requests that change something. */
    OPTIONAL,
    /** For every request. */
    REQUIRED
  }

  @Override
  public String toString() {
    return "TlsSection[certfile=" + certfile + ", verifyClient=" + verifyClient + "]";
  }
}
