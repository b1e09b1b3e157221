package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.PostgresConfigBuilder;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalNotesTest {
  private final PostgresConfigBuilder local =
      PostgresConfig.builder("n1", "batman", Path.of("/data"));

  @Test
  void whatIsSaidInVainIsNamedWithItsRemedy() {
    local
        .parameters(Map.of("max_connections", "1", "work_mem", "1MB"))
        .parameters(ServerRole.REPLICA, Map.of("port", "1"));

    assertThat(LocalNotes.of(local.build()))
        .containsExactly(
            "postgresql.parameters.max_connections: is ignored, since it must be the same on all"
                + " members; set it in the cluster's dynamic configuration",
            "postgresql.parameters_replica.port: is ignored, since it must be the same on all"
                + " members; it follows from scope and postgresql.listen");
  }

  @Test
  void aUsualConfigurationNeedsNoNotes() {
    assertThat(LocalNotes.of(local.parameters(Map.of("work_mem", "1MB")).build())).isEmpty();
  }
}
