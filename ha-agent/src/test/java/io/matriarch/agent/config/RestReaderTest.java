package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestReaderTest {
  private static final String PLACE = "connect_address: 10.0.0.1:8008";

  @Test
  void aSectionWithEverythingIsRead() throws Exception {
    RestSection rest =
        with("""
                authentication: {username: admin, password: 12345}
                  certfile: /etc/node.crt
                  keyfile: /etc/node.key
                  keyfile_password: hidden
                  cafile: /etc/ca.crt
                  ciphers: HIGH
                  verify_client: Optional
                  allowlist: [10.0.0.0/8, admin.example]
                  allowlist_include_members: on
                  http_extra_headers: {X-Frame-Options: SAMEORIGIN}
                  https_extra_headers: {Strict-Transport-Security: max-age=60}
                  request_queue_size: 0
                  thread_pool_size: 5
                  server_tokens: minimal""")
            .rest();

    assertThat(rest.apiUrl()).isEqualTo("https://10.0.0.1:8008/patroni");
    assertThat(rest.authentication()).contains(new BasicCredentials("admin", "12345"));
    assertThat(rest.allowlist()).containsExactly("10.0.0.0/8", "admin.example");
    assertThat(rest.allowlistIncludeMembers()).isTrue();
    assertThat(rest.cafile()).contains(Path.of("/etc/ca.crt"));
    assertThat(rest.tls())
        .contains(
            new TlsSection(
                Path.of("/etc/node.crt"),
                Optional.of(Path.of("/etc/node.key")),
                Optional.of("hidden"),
                Optional.of("HIGH"),
                TlsSection.VerifyClient.OPTIONAL));
    assertThat(rest.httpHeaders()).isEqualTo(Map.of("X-Frame-Options", "SAMEORIGIN"));
    assertThat(rest.httpsHeaders()).isEqualTo(Map.of("Strict-Transport-Security", "max-age=60"));
    assertThat(rest.serverTokens()).isEqualTo(ServerTokens.MINIMAL);
    assertThat(rest.requestQueueSize()).isZero();
    assertThat(rest.threadPoolSize()).isEqualTo(5);
    assertThat(rest.toString()).doesNotContain("hidden", "12345");
  }

  @Test
  void aSectionWithAddressesOnlyIsOpen() throws Exception {
    RestSection rest = ExampleYaml.read(ExampleYaml.GOOD).rest();

    assertThat(rest).isEqualTo(RestSection.open(rest.listen(), rest.connect()));
    assertThat(rest.apiUrl()).startsWith("http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "verify_client: none",
        "allowlist: []",
        "allowlist_include_members: false",
        "authentication: {}",
        "cafile: /etc/ca.crt",
        "ciphers: HIGH"
      })
  void whatAsksForNothingChangesNothing(String line) throws Exception {
    AgentConfig config = with(line);

    assertThat(config.warnings()).isEmpty();
    assertThat(config.rest().tls()).isEmpty();
    assertThat(config.rest().allowlist()).isEmpty();
    assertThat(config.rest().authentication()).isEmpty();
  }

  @Test
  void anAllowlistMayBeOneText() throws Exception {
    assertThat(with("allowlist: '10.0.0.1, host'").rest().allowlist())
        .isEqualTo(List.of("10.0.0.1", "host"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          authentication: {username: a} | restapi.authentication.password: is missing; give the user a password
          authentication: {password: hidden} | restapi.authentication.username: is missing; name the user of the REST API
          authentication: {username: 'a:b', password: hidden} | restapi.authentication.username: 'a:b' contains ':'; use another name
          authentication: secret | restapi.authentication: 'secret' is not a section; indent 'key: value' lines below it
          keyfile: /x | restapi.certfile: is missing, and without it the REST API would speak plain HTTP; name the certificate, or remove keyfile and verify_client
          verify_client: required | restapi.certfile: is missing, and without it the REST API would speak plain HTTP; name the certificate, or remove keyfile and verify_client
          verify_client: maybe | restapi.verify_client: 'maybe' is not a mode; use none, optional or required
          allowlist_include_members: some | restapi.allowlist_include_members: 'some' is not a boolean; use true or false
          request_queue_size: 4097 | restapi.request_queue_size: '4097' is out of range; use a number between 0 and 4096
          thread_pool_size: 4 | restapi.thread_pool_size: '4' is out of range; use a number between 5 and 32767
          server_tokens: All | restapi.server_tokens: 'All' is not a choice; use Original, ProductOnly or Minimal
          http_extra_headers: {'a b': c} | restapi.http_extra_headers: has the entry 'a b', which is not a header; write 'Name: value' lines without control characters
          https_extra_headers: {a: "b\\r\\nc: d"} | restapi.https_extra_headers: has the entry 'a', which is not a header; write 'Name: value' lines without control characters
          """)
  void aWrongValueIsNamedWithItsRemedy(String line, String message) {
    assertThatThrownBy(() -> with(line))
        .isInstanceOf(ConfigException.class)
        .hasMessage("node.yml: " + message);
  }

  @Test
  void howOthersAreAskedIsRead() throws Exception {
    CtlSection ctl =
        ExampleYaml.read(
                ExampleYaml.GOOD
                    + "ctl: {insecure: true, cacert: /ca, certfile: /c, keyfile: /k,"
                    + " keyfile_password: hidden,"
                    + " authentication: {username: u, password: secret}}\n")
            .ctl();

    assertThat(ctl)
        .isEqualTo(
            new CtlSection(
                Optional.of(new BasicCredentials("u", "secret")),
                true,
                Optional.of(Path.of("/ca")),
                Optional.of(Path.of("/c")),
                Optional.of(Path.of("/k")),
                Optional.of("hidden")));
    assertThat(ctl.toString()).doesNotContain("hidden", "secret");
    assertThat(ExampleYaml.read(ExampleYaml.GOOD).ctl()).isEqualTo(CtlSection.NONE);
  }

  @Test
  void aKeyWithoutCertificateIsNamed() {
    assertThatThrownBy(() -> ExampleYaml.read(ExampleYaml.GOOD + "ctl: {keyfile: /k}\n"))
        .hasMessage(
            "node.yml: ctl.certfile: is missing, and without it keyfile is of no use;"
                + " name the certificate");
  }

  private static AgentConfig with(String lines) throws ConfigException {
    return ExampleYaml.with(PLACE, PLACE + "\n  " + lines);
  }
}
