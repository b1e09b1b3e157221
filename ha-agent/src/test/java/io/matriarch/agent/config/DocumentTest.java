package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a configuration is printed, and the sample of one. */
class DocumentTest {

  @Test
  void secretsAreStarsUnlessTheyAreAskedFor() throws Exception {
    String yaml =
        """
        restapi:
          authentication: {username: u, password: s1}
          keyfile: /etc/key.pem
          keyfile_password: s2
          server_tokens: Minimal
        etcd3: {url: 'https://user:s3@host:2379', token: s4}
        zookeeper:
          auth_data: {digest: 's5'}
        postgresql:
          recovery_conf: {primary_conninfo: host=a password=s6 user=b}
          parameters: {password_encryption: scram-sha-256, work_mem: 4MB}
          authentication:
            superuser: {password: s7, sslpassword: s8}
        """;
    Document document = Document.of("x", YamlFile.parse("x", yaml));

    assertThat(document.toYaml(false))
        .doesNotContainPattern("s[1-8]\\b")
        .contains(
            "username: u",
            "keyfile: /etc/key.pem",
            "server_tokens: Minimal",
            "https://***@host:2379",
            "host=a password=*** user=b",
            "password_encryption: scram-sha-256",
            "work_mem: 4MB");
    assertThat(YamlFile.parse("x", document.toYaml(true))).isEqualTo(document.values());
  }

  @Test
  void theSampleIsOneWithWhatTheEnvironmentSays() throws Exception {
    Document sample =
        SampleDocument.of(
            Map.of(
                "PATRONI_SCOPE", "batman",
                "PATRONI_SUPERUSER_PASSWORD", "given",
                "PATRONI_RESTAPI_LISTEN", "127.0.0.1:8008",
                "PATRONI_RESTAPI_CONNECT_ADDRESS", "10.0.0.1:8008",
                "PATRONI_POSTGRESQL_LISTEN", "127.0.0.1:5432",
                "PATRONI_POSTGRESQL_CONNECT_ADDRESS", "10.0.0.1:5432"));
    AgentConfig config = AgentConfigReader.read(sample, ExampleYaml.STORES);

    assertThat(sample.toYaml(true)).contains("#FIXME");
    assertThat(config.cluster().scope()).isEqualTo("batman");
    assertThat(config.postgres().superuser().password()).contains("given");
    assertThat(config.warnings()).isEmpty();
  }
}
