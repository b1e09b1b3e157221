package io.matriarch.agent.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form in which OpenSSL writes keys can be read, and every mistake is one clear line. */
class PemFilesTest {
  private static final String PASSWORD = "top-secret";
  private static final BouncyCastleProvider ALGORITHMS = new BouncyCastleProvider();

  private static TestAuthority authority;
  private static KeyPair rsa;
  private static KeyPair ec;

  @TempDir private Path folder;

  @BeforeAll
  static void keys() throws Exception {
    authority = new TestAuthority("ca");
    rsa = TestAuthority.rsa();
    // Java's own keys lack the curve that OpenSSL writes into its files.
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", ALGORITHMS);
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    ec = generator.generateKeyPair();
  }

  @ParameterizedTest
  @ValueSource(strings = {"traditional", "pkcs8", "traditional encrypted", "pkcs8 encrypted"})
  void everyFormOfAKeyIsRead(String form) throws Exception {
    for (KeyPair pair : new KeyPair[] {rsa, ec}) {
      Path keyfile = folder.resolve("node.key");
      switch (form) {
        case "traditional" -> TestAuthority.write(keyfile, pair.getPrivate());
        case "pkcs8" ->
            TestAuthority.write(keyfile, new JcaPKCS8Generator(pair.getPrivate(), null));
        case "traditional encrypted" -> TestAuthority.write(keyfile, traditionalEncrypted(pair));
        default -> TestAuthority.write(keyfile, pkcs8Encrypted(pair));
      }

      Identity identity = read(certificate(pair), keyfile, Optional.of(PASSWORD));

      assertThat(identity.key().getAlgorithm()).isEqualTo(pair.getPrivate().getAlgorithm());
      assertThat(identity.toString()).isEqualTo("Identity[CN=node]");
    }
  }

  @Test
  void keyAndChainMayStandInOneFile() throws Exception {
    X509Certificate own = authority.issue("node", rsa);
    Path file = folder.resolve("all.pem");
    TestAuthority.write(file, rsa.getPrivate(), own, authority.certificate());

    Identity identity =
        Identity.read(new PemFile("restapi.certfile", file), Optional.empty(), Optional.empty());

    assertThat(identity.chain()).containsExactly(own, authority.certificate());
    assertThat(identity.key()).isEqualTo(rsa.getPrivate());
  }

  @Test
  void anEncryptedKeyNeedsItsPassword() throws Exception {
    Path keyfile = TestAuthority.write(folder.resolve("node.key"), pkcs8Encrypted(rsa));

    wrong(keyfile, Optional.empty(), "holds an encrypted key; set restapi.keyfile_password");
    wrong(keyfile, Optional.of("other"), "cannot be decrypted; correct restapi.keyfile_password");

    TestAuthority.write(keyfile, traditionalEncrypted(rsa));
    wrong(keyfile, Optional.empty(), "holds an encrypted key; set restapi.keyfile_password");
    wrong(keyfile, Optional.of("other"), "cannot be decrypted; correct restapi.keyfile_password");
  }

  @Test
  void aKeyOfAnotherCertificateIsFoundOut() throws Exception {
    Path keyfile =
        TestAuthority.write(folder.resolve("node.key"), TestAuthority.rsa().getPrivate());
    String what =
        "holds a key that does not belong to the certificate in '"
            + folder.resolve("node.crt")
            + "'; name the key with which that certificate was requested";

    wrong(keyfile, Optional.empty(), what);
    TestAuthority.write(keyfile, ec.getPrivate());
    wrong(keyfile, Optional.empty(), what);
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws Exception {
    Path file = folder.resolve("x");
    wrong(file, Optional.empty(), "does not exist; name a PEM file that this user can read");

    Files.writeString(file, "no pem at all");
    wrong(file, Optional.empty(), "holds no private key; name a file with BEGIN PRIVATE KEY in it");

    Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n!!!\n-----END PRIVATE KEY-----\n");
    wrong(file, Optional.empty(), "cannot be read as PEM; name a PEM file that this user can read");

    wrong(
        folder, Optional.empty(), "cannot be read as PEM; name a PEM file that this user can read");
  }

  @Test
  void aFileWithoutCertificateIsNamed() throws Exception {
    Path key = TestAuthority.write(folder.resolve("node.key"), rsa.getPrivate());

    assertThatThrownBy(() -> Certificates.in(new PemFile("restapi.cafile", key)))
        .isInstanceOf(TlsFileException.class)
        .hasMessage(
            "restapi.cafile: '"
                + key
                + "' holds no certificate; name a file with BEGIN CERTIFICATE in it");
  }

  private void wrong(Path keyfile, Optional<String> password, String message) throws Exception {
    Path certfile = certificate(rsa);

    assertThatThrownBy(() -> read(certfile, keyfile, password))
        .isInstanceOf(TlsFileException.class)
        .hasMessage("restapi.keyfile: '" + keyfile + "' " + message);
  }

  private Path certificate(KeyPair pair) throws Exception {
    return TestAuthority.write(folder.resolve("node.crt"), authority.issue("node", pair));
  }

  private static Identity read(Path certfile, Path keyfile, Optional<String> password)
      throws Exception {
    return Identity.read(
        new PemFile("restapi.certfile", certfile),
        Optional.of(new PemFile("restapi.keyfile", keyfile)),
        password);
  }

  private static PemObject traditionalEncrypted(KeyPair pair) throws Exception {
    return new JcaMiscPEMGenerator(
            pair.getPrivate(),
            new JcePEMEncryptorBuilder("AES-256-CBC")
                .setProvider(ALGORITHMS)
                .build(PASSWORD.toCharArray()))
        .generate();
  }

  private static PemObject pkcs8Encrypted(KeyPair pair) throws Exception {
    return new JcaPKCS8Generator(
            pair.getPrivate(),
            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                .setProvider(ALGORITHMS)
                .setPassword(PASSWORD.toCharArray())
                .build())
        .generate();
  }
}
