package io.matriarch.postgres.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.NonValidatingFactory.NonValidatingTM;
import org.postgresql.ssl.WrappedFactory;

/**
 * Client certificates in the files that libpq takes, which the driver knows in part only. Created
 * by the driver, for each connection anew; the files may change in between. The driver itself
 * compares host names where {@code sslmode} asks for it.
 */
public final class ClientTls extends WrappedFactory {
  private static final char[] IN_MEMORY = new char[0];

  /**
   * @throws IOException a file cannot be used; one line with its key, its name and the reason
   */
  public ClientTls(Properties properties) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys(properties), trust(properties), null);
    factory = context.getSocketFactory();
  }

  /** True if the driver alone would not do. */
  static boolean isNeeded(Properties properties) {
    return properties.containsKey("sslkey") && properties.containsKey("sslcert");
  }

  private static KeyManager[] keys(Properties properties)
      throws IOException, GeneralSecurityException {
    KeyStore store = empty();
    store.setKeyEntry(
        "client",
        key(properties),
        IN_MEMORY,
        certificates("sslcert", properties).toArray(Certificate[]::new));
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, IN_MEMORY);
    return managers.getKeyManagers();
  }

  private static PrivateKey key(Properties properties) throws IOException {
    Path file = Path.of(properties.getProperty("sslkey"));
    try {
      return ClientKey.read(file, properties.getProperty("sslpassword", ""));
    } catch (IOException e) {
      throw new IOException("sslkey '" + file + "' cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trust(Properties properties)
      throws IOException, GeneralSecurityException {
    if (!properties.getProperty("sslmode", "").startsWith("verify-")) {
      return new TrustManager[] {new NonValidatingTM()};
    }
    if (!properties.containsKey("sslrootcert")) {
      properties.setProperty(
          "sslrootcert", System.getProperty("user.home") + "/.postgresql/root.crt");
    }
    KeyStore store = empty();
    for (Certificate root : certificates("sslrootcert", properties)) {
      store.setCertificateEntry("root" + store.size(), root);
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    return managers.getTrustManagers();
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String key, Properties properties)
      throws IOException {
    String file = properties.getProperty(key);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in);
    } catch (IOException | GeneralSecurityException e) {
      throw new IOException(key + " '" + file + "' cannot be used: " + e.getMessage(), e);
    }
  }
}
