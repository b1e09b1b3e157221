package io.matriarch.agent.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates for tests and writes them into files. */
public final class TestAuthority {
  private static final AtomicLong SERIALS = new AtomicLong(1);
  private static final long VALID_SECONDS = 86_400;

  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;

  public TestAuthority(String name) throws Exception {
    this.name = new X500Name("CN=" + name);
    this.keys = rsa();
    this.certificate = sign(this.name, keys, Optional.empty());
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for the loopback address. */
  public X509Certificate issue(String subject, KeyPair pair) throws Exception {
    return sign(
        new X500Name("CN=" + subject),
        pair,
        Optional.of(new GeneralName(GeneralName.iPAddress, "127.0.0.1")));
  }

  /** A certificate for another host than the one on which tests run. */
  public X509Certificate issueFor(String host, KeyPair pair) throws Exception {
    return sign(
        new X500Name("CN=" + host), pair, Optional.of(new GeneralName(GeneralName.dNSName, host)));
  }

  /**
   * @param host absent: a certificate that signs others
   */
  private X509Certificate sign(X500Name subject, KeyPair pair, Optional<GeneralName> host)
      throws Exception {
    Instant now = Instant.now();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(SERIALS.getAndIncrement()),
            Date.from(now.minusSeconds(VALID_SECONDS)),
            Date.from(now.plusSeconds(VALID_SECONDS)),
            subject,
            pair.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host.isEmpty()));
    if (host.isPresent()) {
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host.get()));
    }
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
  }

  public static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  public static KeyPair ec() throws Exception {
    return KeyPairGenerator.getInstance("EC").generateKeyPair();
  }

  /** Objects that Bouncy Castle knows how to write, one after the other. */
  public static Path write(Path file, Object... objects) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      for (Object object : objects) {
        writer.writeObject(object);
      }
    }
    return Files.writeString(file, text.toString());
  }
}
