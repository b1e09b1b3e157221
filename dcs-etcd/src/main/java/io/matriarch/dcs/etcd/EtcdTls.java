package io.matriarch.dcs.etcd;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Makes of PEM files what a TLS connection needs. Blocks for as long as reading them takes. */
final class EtcdTls {
  private EtcdTls() {}

  /**
   * What the section's {@code cacert}, {@code cert} and {@code key} say; without the first Java's
   * own authorities are believed, without the third the key is in the second.
   *
   * @param section its name, for messages
   * @throws IllegalArgumentException a file cannot be used
   */
  static SslContext context(String section, Map<String, Object> values) {
    Optional<PemObjects> cacert = file(section, values, "cacert");
    Optional<PemObjects> cert = file(section, values, "cert");
    Optional<PemObjects> key = file(section, values, "key");
    if (key.isPresent() && cert.isEmpty()) {
      throw new IllegalArgumentException(
          section + ".cert is missing beside key: name the file with the certificate");
    }
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK);
      cacert.ifPresent(it -> builder.trustManager(it.certificates()));
      cert.ifPresent(it -> builder.keyManager(key.orElse(it).privateKey(), it.certificates()));
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalArgumentException(section + ": TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static Optional<PemObjects> file(String section, Map<String, Object> values, String key) {
    return Optional.ofNullable(values.get(key))
        .map(Object::toString)
        .filter(text -> !text.isBlank())
        .map(text -> PemObjects.read(section + "." + key, Path.of(text)));
  }
}
