package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.agent.config.CtlSection;
import io.matriarch.agent.config.RestSection;
import io.matriarch.agent.config.TlsSection;
import io.matriarch.agent.config.TlsSection.VerifyClient;
import io.matriarch.agent.tls.TestAuthority;
import io.matriarch.agent.tls.TlsFileException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members ask each other over TLS, with certificates of their own. */
class PeerAccessTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static TestAuthority authority;
  private static TestAuthority other;
  private static KeyPair keys;

  @TempDir private Path folder;

  @BeforeAll
  static void authorities() throws Exception {
    authority = new TestAuthority("ca");
    other = new TestAuthority("other");
    keys = TestAuthority.rsa();
  }

  @BeforeEach
  void files() throws Exception {
    TestAuthority.write(file("ca.crt"), authority.certificate());
    TestAuthority.write(file("other.crt"), other.certificate());
    TestAuthority.write(
        file("node.pem"), keys.getPrivate(), authority.issueFor("elsewhere.example", keys));
  }

  @Test
  void aNodeWithoutACertificateOfItsOwnTrustsAnyServer() throws Exception {
    assertThat(reaches(PeerAccess.of(rest("other.crt"), CtlSection.NONE), VerifyClient.NONE))
        .isTrue();
  }

  @Test
  void aNodeWithOneShowsItAndVerifiesWhoSignedTheOthersWhateverTheirHost() throws Exception {
    assertThat(reaches(PeerAccess.of(rest(""), ctl("ca.crt")), VerifyClient.REQUIRED)).isTrue();
    assertThat(reaches(PeerAccess.of(rest("ca.crt"), ctl("")), VerifyClient.REQUIRED)).isTrue();
    assertThat(reaches(PeerAccess.of(rest("other.crt"), ctl("ca.crt")), VerifyClient.NONE))
        .isTrue();
  }

  @Test
  void aServerThatSomebodyElseCertifiedIsNotBelieved() throws Exception {
    assertThat(reaches(PeerAccess.of(rest("ca.crt"), ctl("other.crt")), VerifyClient.NONE))
        .isFalse();
    assertThat(reaches(PeerAccess.of(rest(""), ctl("")), VerifyClient.NONE)).isFalse();
  }

  @Test
  void whereACertificateIsRequiredItMustBeShown() throws Exception {
    assertThat(reaches(PeerAccess.open(), VerifyClient.REQUIRED)).isFalse();
  }

  @Test
  void aNameIsFoundTakenOverTlsToo() throws Exception {
    FixedNode node = new FixedNode(Statuses.replica().build());
    try (RestServer server = server(node, VerifyClient.REQUIRED)) {
      PeerAccess access = PeerAccess.of(rest(""), ctl("ca.crt"));
      var record = HttpPeerGatewayTest.member("https://127.0.0.1:" + server.port() + "/patroni");

      assertThat(NameCheck.isTaken(record, "another", TIMEOUT, access)).isTrue();
      assertThat(NameCheck.isTaken(record, server.instance(), TIMEOUT, access)).isFalse();
    }
  }

  @Test
  void mistakesAreNamedWithTheirKeys() {
    CtlSection missing = ctl(Optional.of(file("none.pem")), Optional.empty());
    assertThatThrownBy(() -> PeerAccess.of(rest(""), missing))
        .isInstanceOf(TlsFileException.class)
        .hasMessage(
            "ctl.certfile: '"
                + file("none.pem")
                + "' does not exist; name a PEM file that this user can read");

    CtlSection noCa = ctl(Optional.of(file("node.pem")), Optional.of(file("none.crt")));
    assertThatThrownBy(() -> PeerAccess.of(rest(""), noCa)).hasMessageStartingWith("ctl.cacert: ");
  }

  private boolean reaches(PeerAccess access, VerifyClient verify) throws Exception {
    FixedNode node = new FixedNode(Statuses.replica().with(s -> s.name = "peer").build());
    try (RestServer server = server(node, verify);
        HttpPeerGateway gateway = new HttpPeerGateway(access)) {
      String url = "https://127.0.0.1:" + server.port() + "/patroni";
      return gateway
          .ask(HttpPeerGatewayTest.member(url), TIMEOUT)
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS)
          .reachable();
    }
  }

  private RestServer server(FixedNode node, VerifyClient verify) throws Exception {
    RestSection section =
        new Sections()
            .with(s -> s.cafile = Optional.of(file("ca.crt")))
            .with(
                s ->
                    s.tls =
                        Optional.of(
                            new TlsSection(
                                file("node.pem"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                verify)))
            .build();
    return RestServer.start(section, node, new TestTicker());
  }

  private RestSection rest(String cafile) {
    return new Sections()
        .with(s -> s.cafile = Optional.of(cafile).filter(f -> !f.isEmpty()).map(this::file))
        .build();
  }

  private CtlSection ctl(String cacert) {
    return ctl(
        Optional.of(file("node.pem")),
        Optional.of(cacert).filter(name -> !name.isEmpty()).map(this::file));
  }

  private static CtlSection ctl(Optional<Path> certfile, Optional<Path> cacert) {
    return new CtlSection(
        Optional.empty(), true, cacert, certfile, Optional.empty(), Optional.empty());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
