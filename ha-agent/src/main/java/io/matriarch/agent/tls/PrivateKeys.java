package io.matriarch.agent.tls;

import java.io.IOException;
import java.security.PrivateKey;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** The private key in a file, in any of the forms that OpenSSL writes. */
final class PrivateKeys {
  private static final String REMEDY = "name a file with BEGIN PRIVATE KEY in it";

  private PrivateKeys() {}

  /**
   * @param password for an encrypted one
   */
  static PrivateKey in(PemFile file, Optional<String> password) throws TlsFileException {
    for (Object object : file.read()) {
      Optional<PrivateKeyInfo> key = key(file, object, password);
      if (key.isPresent()) {
        return converted(file, key.get());
      }
    }
    throw file.wrong("holds no private key", REMEDY, null);
  }

  /** Empty for what is no key. */
  private static Optional<PrivateKeyInfo> key(
      PemFile file, Object object, Optional<String> password) throws TlsFileException {
    if (object instanceof PrivateKeyInfo info) {
      return Optional.of(info);
    }
    if (object instanceof PEMKeyPair pair) {
      return Optional.of(pair.getPrivateKeyInfo());
    }
    boolean encrypted =
        object instanceof PEMEncryptedKeyPair || object instanceof PKCS8EncryptedPrivateKeyInfo;
    return encrypted ? Optional.of(decrypted(file, object, password)) : Optional.empty();
  }

  private static PrivateKeyInfo decrypted(PemFile file, Object object, Optional<String> password)
      throws TlsFileException {
    String passwordKey = file.key().replaceFirst("[^.]*$", "keyfile_password");
    char[] secret =
        password
            .orElseThrow(() -> file.wrong("holds an encrypted key", "set " + passwordKey, null))
            .toCharArray();
    try {
      // Passed along rather than registered: an embedder's own providers stay as they are.
      BouncyCastleProvider algorithms = new BouncyCastleProvider();
      return object instanceof PEMEncryptedKeyPair pair
          ? pair.decryptKeyPair(
                  new JcePEMDecryptorProviderBuilder().setProvider(algorithms).build(secret))
              .getPrivateKeyInfo()
          : ((PKCS8EncryptedPrivateKeyInfo) object)
              .decryptPrivateKeyInfo(
                  new JceOpenSSLPKCS8DecryptorProviderBuilder()
                      .setProvider(algorithms)
                      .build(secret));
    } catch (IOException | PKCSException | OperatorCreationException | RuntimeException e) {
      throw file.wrong("cannot be decrypted", "correct " + passwordKey, e);
    }
  }

  private static PrivateKey converted(PemFile file, PrivateKeyInfo key) throws TlsFileException {
    try {
      return new JcaPEMKeyConverter().getPrivateKey(key);
    } catch (IOException | RuntimeException e) {
      throw file.wrong("holds a key of a kind that this Java does not know", REMEDY, e);
    }
  }
}
