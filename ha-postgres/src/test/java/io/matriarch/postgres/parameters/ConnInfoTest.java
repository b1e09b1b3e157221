package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnInfoTest {
  private final ReplicationSource source =
      new ReplicationSource(NodeName.of("a"), "10.0.0.1", 5433);
  private final PostgresConfig config =
      PostgresConfig.builder("it's b", "batman", Path.of("/data"))
          .replication(Credentials.of("repl", "p'w"))
          .passFile(Path.of("/run/pg pass"))
          .build();

  @Test
  void theReplicationConnectionNamesItsPassFileAndNeverThePassword() {
    assertThat(ConnInfo.replication(config, source, 15, true))
        .isEqualTo(
            "dbname=postgres user=repl passfile='/run/pg pass' host=10.0.0.1 port=5433"
                + " sslmode=prefer application_name='it\\'s b' gssencmode=prefer"
                + " channel_binding=prefer");
  }

  @Test
  void newerServersAreToldHowToNegotiateEncryption() {
    assertThat(ConnInfo.replication(config, source, 17, true)).endsWith(" sslnegotiation=postgres");
  }

  @Test
  void theAddressIsFoundInWhateverOrderAndQuotes() {
    assertThat(ConnInfo.address(ConnInfo.replication(config, source, 15, true)))
        .contains("10.0.0.1:5433");
    assertThat(ConnInfo.address("user = 'a b' host='fe80::1'")).contains("fe80::1:5432");
    assertThat(ConnInfo.address("")).isEmpty();
  }

  @Test
  void aLongValueIsReadOnASmallStack() {
    String path = "/" + "long ".repeat(20_000);

    assertThat(ConnInfo.address("sslcert='" + path + "' host=h")).contains("h:5432");
  }

  @Test
  void securedConnectionsSayHowAndNeverHoldAKeysPasswordIfThatCanBeAvoided() {
    PostgresConfig secured =
        PostgresConfig.builder("b", "batman", Path.of("/data"))
            .replication(
                Credentials.of("repl", "x")
                    .connecting(
                        Map.of(
                            "sslmode", "verify-full",
                            "sslcert", "/c",
                            "sslkey", "/k",
                            "sslpassword", "key-secret",
                            "sslcrldir", "/d",
                            "gssencmode", "disable",
                            "channel_binding", "require",
                            "odd", "dropped")))
            .passFile(Path.of("/p"))
            .krbsrvname("pg")
            .build();

    assertThat(ConnInfo.replication(secured, source, 13, true))
        .isEqualTo(
            "dbname=postgres user=repl passfile=/p host=10.0.0.1 port=5433 sslmode=verify-full"
                + " sslcert=/c sslkey=/k service=matriarch_replication application_name=b"
                + " krbsrvname=pg gssencmode=disable channel_binding=require");
    assertThat(ConnInfo.replication(secured, source, 14, false))
        .contains("sslkey=/k sslpassword=key-secret sslcrldir=/d application_name=b");
    assertThat(ConnInfo.backup(secured, source, 15))
        .isEqualTo(
            "user=repl host=10.0.0.1 port=5433 service=matriarch_replication sslmode=verify-full"
                + " sslcert=/c sslkey=/k sslcrldir=/d krbsrvname=pg gssencmode=disable"
                + " channel_binding=require application_name=b connect_timeout=10");
    assertThat(ConnInfo.environment(secured))
        .containsEntry("PGSERVICEFILE", "/p.service")
        .containsEntry("PGPASSFILE", "/p")
        .containsEntry("PGKRBSRVNAME", "pg");
    assertThat(ConnInfo.environment(config)).doesNotContainKey("PGSERVICEFILE");
  }

  @Test
  void valuesAreQuotedOnlyIfNecessary() {
    assertThat(ConnInfo.format(Map.of("a", ""))).isEqualTo("a=''");
    assertThat(ConnInfo.format(Map.of("a", "x\\y"))).isEqualTo("a='x\\\\y'");
    assertThat(ConnInfo.format(Map.of("a", "x"))).isEqualTo("a=x");
  }
}
