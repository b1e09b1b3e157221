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
    assertThat(ConnInfo.replication(config, source, 15))
        .isEqualTo(
            "dbname=postgres user=repl passfile='/run/pg pass' host=10.0.0.1 port=5433"
                + " sslmode=prefer application_name='it\\'s b' gssencmode=prefer"
                + " channel_binding=prefer");
  }

  @Test
  void newerServersAreToldHowToNegotiateEncryption() {
    assertThat(ConnInfo.replication(config, source, 17)).endsWith(" sslnegotiation=postgres");
  }

  @Test
  void theAddressIsFoundInWhateverOrderAndQuotes() {
    assertThat(ConnInfo.address(ConnInfo.replication(config, source, 15)))
        .contains("10.0.0.1:5433");
    assertThat(ConnInfo.address("user = 'a b' host='fe80::1'")).contains("fe80::1:5432");
    assertThat(ConnInfo.address("")).isEmpty();
  }

  @Test
  void valuesAreQuotedOnlyIfNecessary() {
    assertThat(ConnInfo.format(Map.of("a", ""))).isEqualTo("a=''");
    assertThat(ConnInfo.format(Map.of("a", "x\\y"))).isEqualTo("a='x\\\\y'");
    assertThat(ConnInfo.format(Map.of("a", "x"))).isEqualTo("a=x");
  }
}
