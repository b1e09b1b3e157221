package io.matriarch.agent.tls;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.X509TrustedCertificateBlock;

/** The certificates in a file, which may hold other things as well. */
final class Certificates {
  private static final String REMEDY = "name a file with BEGIN CERTIFICATE in it";

  private Certificates() {}

  /** At least one. */
  static List<X509Certificate> in(PemFile file) throws TlsFileException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      for (Object object : file.read()) {
        if (object instanceof X509CertificateHolder holder) {
          certificates.add(converted(holder));
        } else if (object instanceof X509TrustedCertificateBlock block) {
          certificates.add(converted(block.getCertificateHolder()));
        }
      }
    } catch (CertificateException e) {
      throw file.wrong("holds a certificate that cannot be read", REMEDY, e);
    }
    if (certificates.isEmpty()) {
      throw file.wrong("holds no certificate", REMEDY, null);
    }
    return certificates;
  }

  private static X509Certificate converted(X509CertificateHolder holder)
      throws CertificateException {
    return new JcaX509CertificateConverter().getCertificate(holder);
  }
}
