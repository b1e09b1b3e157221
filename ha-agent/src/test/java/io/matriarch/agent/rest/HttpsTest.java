package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.TlsSection;
import io.matriarch.agent.config.TlsSection.VerifyClient;
import io.matriarch.agent.tls.Identity;
import io.matriarch.agent.tls.PemFile;
import io.matriarch.agent.tls.TestAuthority;
import io.matriarch.agent.tls.TlsContexts;
import io.matriarch.agent.tls.TlsFileException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpsTest {
  private static final String PASSWORD = "top-secret";
  private static TestAuthority authority;
  private static KeyPair nodeKeys;
  private static KeyPair clientKeys;

  @TempDir private Path folder;
  private final FixedNode node = new FixedNode(Statuses.primary().build());
  private RestServer server;

  @BeforeAll
  static void keys() throws Exception {
    authority = new TestAuthority("ca");
    nodeKeys = TestAuthority.rsa();
    clientKeys = TestAuthority.ec();
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void theApiSpeaksHttpsWithAnEncryptedKey() throws Exception {
    serve(section(VerifyClient.NONE));

    HttpResponse<String> answer = Http.to(server, trusting(Optional.empty())).get("/primary");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("X-Both")).contains("https");
    assertThat(subject(answer)).isEqualTo("CN=node");
    assertThatThrownBy(() -> Http.to(server).get("/primary")).isInstanceOf(IOException.class);
  }

  @Test
  void aClientWithoutCertificateIsNotAskedForOne() throws Exception {
    serve(section(VerifyClient.NONE));

    assertThat(Http.to(server, trusting(Optional.empty())).send("POST", "/reload", "").statusCode())
        .isEqualTo(202);
  }

  @Test
  void anOptionalCertificateIsNeededForWhatChangesSomething() throws Exception {
    serve(section(VerifyClient.OPTIONAL));
    Http without = Http.to(server, trusting(Optional.empty()));
    Http with = Http.to(server, trusting(Optional.of(client(authority))));

    assertThat(without.get("/primary").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = without.send("POST", "/reload", "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("client certificate required");
    assertThat(with.send("POST", "/reload", "").statusCode()).isEqualTo(202);
  }

  @Test
  void aRequiredCertificateIsNeededForEverything() throws Exception {
    serve(section(VerifyClient.REQUIRED));

    assertThat(
            Http.to(server, trusting(Optional.of(client(authority)))).get("/primary").statusCode())
        .isEqualTo(200);
    assertThatThrownBy(() -> Http.to(server, trusting(Optional.empty())).get("/primary"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aCertificateOfSomebodyElseIsNone() throws Exception {
    Identity stranger = client(new TestAuthority("other"));

    serve(section(VerifyClient.OPTIONAL));
    assertThat(Http.to(server, showing(stranger)).send("POST", "/reload", "").statusCode())
        .isEqualTo(403);
    server.close();

    serve(section(VerifyClient.REQUIRED));
    assertThatThrownBy(() -> Http.to(server, showing(stranger)).get("/primary"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void certificatesAreReplacedWhileTheServerRuns() throws Exception {
    Sections section = section(VerifyClient.NONE);
    serve(section);
    int port = server.port();
    assertThat(subject(Http.to(server, trusting(Optional.empty())).get("/"))).isEqualTo("CN=node");

    TestAuthority.write(folder.resolve("node.crt"), authority.issue("renewed", nodeKeys));
    assertThat(subject(Http.to(server, trusting(Optional.empty())).get("/"))).isEqualTo("CN=node");
    server.reconfigure(section.build());

    assertThat(subject(Http.to(server, trusting(Optional.empty())).get("/")))
        .isEqualTo("CN=renewed");
    assertThat(server.port()).isEqualTo(port);
  }

  @Test
  void aCertificateThatCannotBeUsedLeavesTheOldOneInPlace() throws Exception {
    Sections section = section(VerifyClient.NONE);
    serve(section);

    Files.writeString(folder.resolve("node.crt"), "spoiled");
    server.reconfigure(section.build());

    assertThat(subject(Http.to(server, trusting(Optional.empty())).get("/"))).isEqualTo("CN=node");
  }

  @Test
  void whatIsAskedOfClientsMayChangeAsWell() throws Exception {
    Sections section = section(VerifyClient.NONE);
    serve(section);

    server.reconfigure(section(VerifyClient.REQUIRED).with(s -> s.listen = section.listen).build());

    assertThatThrownBy(() -> Http.to(server, trusting(Optional.empty())).get("/primary"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void onlyChosenCiphersAreSpoken() throws Exception {
    serve(
        section(VerifyClient.NONE)
            .with(s -> s.tls = Optional.of(tls(VerifyClient.NONE, "AES256-SHA"))));

    HttpResponse<String> answer = Http.to(server, trusting(Optional.empty()), "TLSv1.2").get("/");

    assertThat(answer.sslSession().orElseThrow().getCipherSuite())
        .isEqualTo("TLS_RSA_WITH_AES_256_CBC_SHA");
  }

  @Test
  void mistakesAreOneLineEach() throws Exception {
    Sections ciphers =
        section(VerifyClient.NONE)
            .with(s -> s.tls = Optional.of(tls(VerifyClient.NONE, "CAMELLIA")));
    assertThatThrownBy(() -> serve(ciphers))
        .isInstanceOf(TlsFileException.class)
        .hasMessage(
            "restapi.ciphers: 'CAMELLIA' chooses no cipher that this Java offers;"
                + " e.g. HIGH:!aNULL does");

    Sections missing =
        section(VerifyClient.NONE).with(s -> s.cafile = Optional.of(folder.resolve("none")));
    assertThatThrownBy(() -> serve(missing))
        .hasMessage(
            "restapi.cafile: '"
                + folder.resolve("none")
                + "' does not exist; name a PEM file that this user can read");
  }

  private void serve(Sections section) throws IOException {
    RestSection built = section.build();
    server = RestServer.start(built, node, new TestTicker());
  }

  private Sections section(VerifyClient verify) throws Exception {
    TestAuthority.write(folder.resolve("ca.crt"), authority.certificate());
    TestAuthority.write(folder.resolve("node.crt"), authority.issue("node", nodeKeys));
    TestAuthority.write(
        folder.resolve("node.key"),
        new JcaPKCS8Generator(
            nodeKeys.getPrivate(),
            new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_128_CBC)
                .setProvider(new BouncyCastleProvider())
                .setPassword(PASSWORD.toCharArray())
                .build()));
    return new Sections()
        .with(
            s -> {
              s.tls = Optional.of(tls(verify, ""));
              s.cafile = Optional.of(folder.resolve("ca.crt"));
              s.httpHeaders.put("X-Both", "http");
              s.httpsHeaders.put("X-Both", "https");
            });
  }

  private TlsSection tls(VerifyClient verify, String ciphers) {
    return new TlsSection(
        folder.resolve("node.crt"),
        Optional.of(folder.resolve("node.key")),
        Optional.of(PASSWORD),
        Optional.of(ciphers).filter(text -> !text.isEmpty()),
        verify);
  }

  private SSLContext trusting(Optional<Identity> self) throws Exception {
    return self.isPresent() ? showing(self.get()) : anonymous();
  }

  private SSLContext showing(Identity self) throws Exception {
    return TlsContexts.verifying(self, Optional.of(new PemFile("ca", folder.resolve("ca.crt"))));
  }

  private static SSLContext anonymous() {
    return TlsContexts.unverifying(Optional.empty());
  }

  private static Identity client(TestAuthority signer) throws Exception {
    return new Identity(List.of(signer.issue("client", clientKeys)), clientKeys.getPrivate());
  }

  private static String subject(HttpResponse<String> answer) throws Exception {
    X509Certificate certificate =
        (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    return certificate.getSubjectX500Principal().getName();
  }
}
