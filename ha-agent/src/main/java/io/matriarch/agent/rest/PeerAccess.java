package io.matriarch.agent.rest;

import io.matriarch.agent.config.BasicCredentials;
import io.matriarch.agent.config.CtlSection;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.tls.Identity;
import io.matriarch.agent.tls.PemFile;
import io.matriarch.agent.tls.TlsContexts;
import io.matriarch.agent.tls.TlsFileException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** How the REST APIs of peers are asked: who asks, and whom TLS trusts. Immutable. */
public final class PeerAccess {

  private final SSLContext tls;
  private final Optional<BasicCredentials> credentials;

  private PeerAccess(SSLContext tls, Optional<BasicCredentials> credentials) {
    this.tls = tls;
    this.credentials = credentials;
  }

  /** {@return access without credentials; certificates are not verified} */
  public static PeerAccess open() {
    return new PeerAccess(TlsContexts.unverifying(Optional.empty()), Optional.empty());
  }

  /**
   * {@return access with credentials; certificates are not verified}
   *
   * @param credentials what to say of oneself
   */
  public static PeerAccess as(BasicCredentials credentials) {
    return new PeerAccess(TlsContexts.unverifying(Optional.empty()), Optional.of(credentials));
  }

  /**
   * As a node asks: members' certificates are verified if and only if the node has one itself.
   * Blocks for as long as reading files takes.
   *
   * @param rest the section of the API that the node serves itself
   * @param ctl the section of whoever asks others
   * @return the access
   * @throws TlsFileException one of the files that the sections name cannot be used
   */
  public static PeerAccess of(RestSection rest, CtlSection ctl) throws TlsFileException {
    Optional<BasicCredentials> credentials = ctl.authentication().or(rest::authentication);
    if (ctl.certfile().isEmpty()) {
      return new PeerAccess(TlsContexts.unverifying(Optional.empty()), credentials);
    }
    Identity self =
        Identity.read(
            new PemFile("ctl.certfile", ctl.certfile().get()),
            ctl.keyfile().map(path -> new PemFile("ctl.keyfile", path)),
            ctl.keyfilePassword());
    Optional<PemFile> authorities =
        ctl.cacert()
            .map(path -> new PemFile("ctl.cacert", path))
            .or(() -> rest.cafile().map(path -> new PemFile("restapi.cafile", path)));
    return new PeerAccess(TlsContexts.verifying(self, authorities), credentials);
  }

  SSLContext tls() {
    return tls;
  }

  /** The header {@code Authorization}, if there are credentials. */
  Optional<String> authorization() {
    return credentials.map(BasicAuth::header);
  }
}
