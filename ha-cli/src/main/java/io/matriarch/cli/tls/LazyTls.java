package io.matriarch.cli.tls;

import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Java's own TLS, loaded only when something is encrypted. Libraries ask it for its versions just
 * in case, and that alone, with reading all authorities, takes a fifth of a short command's time.
 */
public final class LazyTls extends SSLContext {
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  private LazyTls() {
    super(new Lazy(), null, "TLS");
  }

  /** From now on, for this process. */
  public static void install() {
    SSLContext.setDefault(new LazyTls());
  }

  private static final class Lazy extends SSLContextSpi {
    private SSLContext real;

    private synchronized SSLContext real() {
      if (real == null) {
        try {
          real = SSLContext.getInstance("Default");
        } catch (GeneralSecurityException e) {
          throw new IllegalStateException("this Java has no TLS", e);
        }
      }
      return real;
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      throw new KeyManagementException("the default context is what it is");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return real().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return new LazyServerSockets(this::real);
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return real().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return real().createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return real().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return real().getClientSessionContext();
    }

    /** Which ciphers there are is left open: whoever does not choose gets the usual ones. */
    private static SSLParameters versions() {
      return new SSLParameters(null, VERSIONS);
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
      return versions();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
      return versions();
    }
  }
}
