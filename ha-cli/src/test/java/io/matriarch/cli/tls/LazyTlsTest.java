package io.matriarch.cli.tls;

import static org.assertj.core.api.Assertions.assertThat;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

class LazyTlsTest {

  @Test
  void it_is_javas_own_once_it_is_used() throws Exception {
    SSLContext before = SSLContext.getDefault();
    try {
      LazyTls.install();
      SSLContext lazy = SSLContext.getDefault();
      SSLEngine engine = lazy.createSSLEngine("host", 1);
      SSLEngine usual = before.createSSLEngine("host", 1);

      engine.setSSLParameters(lazy.getDefaultSSLParameters());

      assertThat(engine.getEnabledCipherSuites()).isEqualTo(usual.getEnabledCipherSuites());
      assertThat(engine.getEnabledProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
      assertThat(lazy.getSupportedSSLParameters().getProtocols())
          .isSubsetOf(before.getSupportedSSLParameters().getProtocols());
      assertThat(lazy.getServerSocketFactory().getSupportedCipherSuites())
          .isSubsetOf(before.getServerSocketFactory().getSupportedCipherSuites());
    } finally {
      SSLContext.setDefault(before);
    }
  }
}
