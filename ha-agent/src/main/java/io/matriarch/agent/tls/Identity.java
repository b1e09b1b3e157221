package io.matriarch.agent.tls;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that one can show, and the key that proves that it is one's own. Prints neither.
 *
 * @param chain the certificate first
 * @param key its private key
 */
public record Identity(List<X509Certificate> chain, PrivateKey key) {
  public Identity {
    chain = List.copyOf(chain);
  }

  /**
   * Reads it. Blocks for as long as reading files takes.
   *
   * @param keyfile absent: the key stands beside the certificate
   * @param password for an encrypted key
   */
  public static Identity read(
      PemFile certfile, Optional<PemFile> keyfile, Optional<String> password)
      throws TlsFileException {
    List<X509Certificate> chain = Certificates.in(certfile);
    PemFile keys = keyfile.orElse(certfile);
    PrivateKey key = PrivateKeys.in(keys, password);
    if (!belong(key, chain.get(0).getPublicKey())) {
      throw keys.wrong(
          "holds a key that does not belong to the certificate in '" + certfile.path() + "'",
          "name the key with which that certificate was requested",
          null);
    }
    return new Identity(chain, key);
  }

  /** What one signs the other must confirm. */
  private static boolean belong(PrivateKey key, PublicKey certified) {
    byte[] sample = {1, 2, 3};
    try {
      String algorithm =
          switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "DSA" -> "SHA256withDSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
          };
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(sample);
      byte[] signed = signature.sign();
      signature.initVerify(certified);
      signature.update(sample);
      return signature.verify(signed);
    } catch (GeneralSecurityException differentKinds) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "Identity[" + chain.get(0).getSubjectX500Principal() + "]";
  }
}
