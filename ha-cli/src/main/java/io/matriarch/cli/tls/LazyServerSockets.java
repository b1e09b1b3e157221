package io.matriarch.cli.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** Names the ciphers that every Java has, and is Java's own for everything else. */
final class LazyServerSockets extends SSLServerSocketFactory {
  private static final String[] CIPHERS = {
    "TLS_AES_256_GCM_SHA384",
    "TLS_AES_128_GCM_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  private final Supplier<SSLContext> real;

  LazyServerSockets(Supplier<SSLContext> real) {
    this.real = real;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return CIPHERS.clone();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return CIPHERS.clone();
  }

  @Override
  public ServerSocket createServerSocket() throws IOException {
    return real.get().getServerSocketFactory().createServerSocket();
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    return real.get().getServerSocketFactory().createServerSocket(port);
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog) throws IOException {
    return real.get().getServerSocketFactory().createServerSocket(port, backlog);
  }

  @Override
  public ServerSocket createServerSocket(int port, int backlog, InetAddress address)
      throws IOException {
    return real.get().getServerSocketFactory().createServerSocket(port, backlog, address);
  }
}
