package io.matriarch.dcs.etcd;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/**
 * What a PEM file holds, in any of the forms that the usual tools write.
 *
 * @param key which key of the configuration names it, for messages
 * @param path where it is
 * @param objects everything in it, in order
 */
record PemObjects(String key, Path path, List<Object> objects) {

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException it cannot be read
   */
  static PemObjects read(String key, Path path) {
    List<Object> objects = new ArrayList<>();
    try (Reader text = Files.newBufferedReader(path, StandardCharsets.ISO_8859_1);
        PEMParser parser = new PEMParser(text)) {
      for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
        objects.add(next);
      }
    } catch (IOException | RuntimeException e) {
      throw wrong(key, path, "cannot be read", e);
    }
    return new PemObjects(key, path, objects);
  }

  /** At least one. */
  X509Certificate[] certificates() {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (Object object : objects) {
        if (object instanceof X509CertificateHolder holder) {
          found.add(new JcaX509CertificateConverter().getCertificate(holder));
        }
      }
    } catch (CertificateException e) {
      throw wrong(key, path, "holds a certificate that cannot be read", e);
    }
    if (found.isEmpty()) {
      throw wrong(key, path, "holds no certificate", null);
    }
    return found.toArray(X509Certificate[]::new);
  }

  PrivateKey privateKey() {
    try {
      for (Object object : objects) {
        if (object instanceof PrivateKeyInfo info) {
          return new JcaPEMKeyConverter().getPrivateKey(info);
        }
        if (object instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
      }
    } catch (IOException | RuntimeException e) {
      throw wrong(key, path, "holds a key of a kind that this Java does not know", e);
    }
    throw wrong(key, path, "holds no key that is readable without a password", null);
  }

  private static IllegalArgumentException wrong(
      String key, Path path, String what, Throwable cause) {
    return new IllegalArgumentException(
        key + ": '" + path + "' " + what + "; name a PEM file that this user can read", cause);
  }
}
