package io.matriarch.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.matriarch.agent.tls.PemFile;
import io.matriarch.cli.CtlException;
import io.matriarch.cli.config.RestAccess;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.wire.MemberCodec;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A member that speaks HTTPS, to commands with and without certificates. */
class RestClientTlsTest {
  @TempDir private static Path folder;

  private static TestKeys member;
  private static TestKeys operator;
  private static TestKeys elsewhere;

  @BeforeAll
  static void makeKeys() throws Exception {
    member = new TestKeys(folder, "member", "127.0.0.1");
    operator = new TestKeys(folder, "operator", "127.0.0.1");
    elsewhere = new TestKeys(folder, "elsewhere", "10.1.2.3");
  }

  private static HttpsServer server;

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void a_member_is_believed_if_its_authority_is_configured() throws Exception {
    serve(member, false);

    assertThat(ask(access(false, Optional.of(member), Optional.empty()))).isEqualTo("hello");
    assertThatThrownBy(() -> ask(access(false, Optional.of(operator), Optional.empty())))
        .isInstanceOf(RestException.class)
        .hasMessageContaining("cannot be spoken to by TLS");
    assertThatThrownBy(() -> ask(access(false, Optional.empty(), Optional.empty())))
        .isInstanceOf(RestException.class);
  }

  @Test
  void insecure_believes_anybody() throws Exception {
    serve(elsewhere, false);

    assertThat(ask(access(true, Optional.empty(), Optional.empty()))).isEqualTo("hello");
    assertThatThrownBy(() -> ask(access(false, Optional.of(elsewhere), Optional.empty())))
        .isInstanceOf(RestException.class);
  }

  @Test
  void with_a_certificate_of_its_own_insecure_only_passes_over_the_host() throws Exception {
    serve(elsewhere, true);

    assertThat(ask(access(true, Optional.of(elsewhere), Optional.of(operator)))).isEqualTo("hello");
    assertThatThrownBy(() -> ask(access(true, Optional.of(member), Optional.of(operator))))
        .isInstanceOf(RestException.class);
    assertThatThrownBy(() -> ask(access(true, Optional.empty(), Optional.empty())))
        .isInstanceOf(RestException.class);
  }

  @Test
  void a_file_that_is_missing_is_named_with_its_key() throws Exception {
    serve(member, false);
    RestAccess broken =
        new RestAccess(
            Optional.empty(),
            "",
            false,
            Optional.of(new PemFile("ctl.cacert", folder.resolve("none.pem"))),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> ask(broken))
        .isInstanceOf(CtlException.class)
        .hasMessageStartingWith("ctl.cacert: '" + folder.resolve("none.pem") + "' does not exist");
  }

  private static RestAccess access(
      boolean insecure, Optional<TestKeys> authority, Optional<TestKeys> self) {
    return new RestAccess(
        Optional.empty(),
        "",
        insecure,
        authority.map(keys -> new PemFile("ctl.cacert", keys.certificate())),
        self.map(keys -> new PemFile("ctl.certfile", keys.certificate())),
        self.map(keys -> new PemFile("ctl.keyfile", keys.key())),
        Optional.empty());
  }

  private static String ask(RestAccess access) throws RestException {
    String url = "https://127.0.0.1:" + server.getAddress().getPort() + "/patroni";
    MemberRecord record = MemberCodec.decode(NodeName.of("a"), "{\"api_url\":\"" + url + "\"}");
    return new RestClient(access).get(record, "patroni").body();
  }

  private static void serve(TestKeys keys, boolean onlyKnownClients) throws Exception {
    stop();
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context(keys)) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setNeedClientAuth(onlyKnownClients);
            parameters.setSSLParameters(tls);
          }
        });
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 5);
          exchange
              .getResponseBody()
              .write("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          exchange.close();
        });
    server.start();
  }

  /** Knows the operator and nobody else. */
  private static SSLContext context(TestKeys keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys.store(), keys.password());
    KeyStore known = KeyStore.getInstance("PKCS12");
    known.load(null, null);
    known.setCertificateEntry("operator", operator.store().getCertificate("self"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
