package io.matriarch.postgres.sql;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** The private key in a file that libpq can use, encrypted or not. */
final class ClientKey {
  private ClientKey() {}

  /**
   * @throws IOException there is none, or the password is not its own; one line without it
   */
  static PrivateKey read(Path file, String password) throws IOException {
    try (Reader reader = Files.newBufferedReader(file);
        PEMParser parser = new PEMParser(reader)) {
      for (Object found = parser.readObject(); found != null; found = parser.readObject()) {
        if (found instanceof PrivateKeyInfo key) {
          return new JcaPEMKeyConverter().getPrivateKey(key);
        }
        if (found instanceof PEMKeyPair pair) {
          return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
        }
        if (found instanceof PEMEncryptedKeyPair || found instanceof PKCS8EncryptedPrivateKeyInfo) {
          return new JcaPEMKeyConverter().getPrivateKey(decrypted(found, password.toCharArray()));
        }
      }
      throw new IOException("it holds no private key in PEM form");
    }
  }

  private static PrivateKeyInfo decrypted(Object key, char[] password) throws IOException {
    try {
      // Passed along rather than registered: an embedder's own providers stay as they are.
      BouncyCastleProvider algorithms = new BouncyCastleProvider();
      if (key instanceof PEMEncryptedKeyPair pair) {
        return pair.decryptKeyPair(
                new JcePEMDecryptorProviderBuilder().setProvider(algorithms).build(password))
            .getPrivateKeyInfo();
      }
      return ((PKCS8EncryptedPrivateKeyInfo) key)
          .decryptPrivateKeyInfo(
              new JceOpenSSLPKCS8DecryptorProviderBuilder()
                  .setProvider(algorithms)
                  .build(password));
    } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
      throw new IOException("it is encrypted and sslpassword does not decrypt it", e);
    }
  }
}
