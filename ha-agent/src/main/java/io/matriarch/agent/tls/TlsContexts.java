package io.matriarch.agent.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Puts contexts together out of what was read. */
public final class TlsContexts {
  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /**
   * For a server.
   *
   * @param clientAuthorities who signs the certificates of clients; absent: those that Java trusts
   */
  public static SSLContext server(Identity self, Optional<PemFile> clientAuthorities)
      throws TlsFileException {
    TrustManager[] trusted =
        clientAuthorities.isPresent()
            ? new TrustManager[] {trusting(Certificates.in(clientAuthorities.get()))}
            : null;
    return context(keys(self), trusted);
  }

  /**
   * For a client that takes any certificate for good.
   *
   * @param self what it shows, if it is asked
   */
  public static SSLContext unverifying(Optional<Identity> self) {
    return context(self.map(TlsContexts::keys).orElse(null), UnverifiedTls.managers());
  }

  /**
   * For a client that verifies who signed a certificate, but not for which host it is meant.
   *
   * @param authorities who may sign; absent: those that Java trusts
   */
  public static SSLContext verifying(Identity self, Optional<PemFile> authorities)
      throws TlsFileException {
    X509TrustManager trusted =
        trusting(authorities.isPresent() ? Certificates.in(authorities.get()) : List.of());
    return context(keys(self), new TrustManager[] {new AnyHostTrust(trusted)});
  }

  /**
   * For a client that verifies who signed a certificate and for which host it is meant.
   *
   * @param self what it shows, if it is asked
   * @param authorities who may sign; absent: those that Java trusts
   */
  public static SSLContext strict(Optional<Identity> self, Optional<PemFile> authorities)
      throws TlsFileException {
    TrustManager trusted =
        trusting(authorities.isPresent() ? Certificates.in(authorities.get()) : List.of());
    return context(self.map(TlsContexts::keys).orElse(null), new TrustManager[] {trusted});
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trusted) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys, trusted, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no TLS", e);
    }
  }

  private static KeyManager[] keys(Identity self) {
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("self", self.key(), NO_PASSWORD, self.chain().toArray(Certificate[]::new));
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot hold a key", e);
    }
  }

  /** Without any authority: those that Java trusts. */
  private static X509TrustManager trusting(List<X509Certificate> authorities) {
    try {
      KeyStore store = authorities.isEmpty() ? null : emptyStore();
      for (X509Certificate authority : authorities) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot hold a certificate", e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(null, NO_PASSWORD);
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read here", e);
    }
    return store;
  }
}
