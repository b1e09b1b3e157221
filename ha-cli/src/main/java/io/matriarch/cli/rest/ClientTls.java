package io.matriarch.cli.rest;

import io.matriarch.agent.tls.Identity;
import io.matriarch.agent.tls.TlsContexts;
import io.matriarch.agent.tls.TlsFileException;
import io.matriarch.cli.CtlException;
import io.matriarch.cli.config.RestAccess;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** How far members' certificates are trusted. */
final class ClientTls {
  private ClientTls() {}

  /**
   * Insecure means that certificates are not verified; whoever shows one himself has only the name
   * of the host not verified. Blocks for as long as reading files takes.
   *
   * @throws CtlException a file cannot be used
   */
  static SSLContext of(RestAccess access) {
    try {
      Optional<Identity> self =
          access.certificate().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  Identity.read(access.certificate().get(), access.key(), access.keyPassword()));
      if (!access.insecure()) {
        return TlsContexts.strict(self, access.authorities());
      }
      return self.isPresent()
          ? TlsContexts.verifying(self.get(), access.authorities())
          : TlsContexts.unverifying(self);
    } catch (TlsFileException e) {
      throw new CtlException(e.getMessage());
    }
  }
}
