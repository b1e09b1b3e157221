package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The commented configuration of the distribution")
class ExampleFileTest {
  private static final Path FILE = Path.of("src/main/dist/etc/matriarch.yml");
  private static final Set<String> STORES = Set.of("zookeeper");

  @TempDir private Path folder;

  @Test
  @DisplayName("is right as it is")
  void isRight() throws Exception {
    assertThat(AgentConfigReader.read(FILE, STORES).warnings()).isEmpty();
  }

  @Test
  @DisplayName("names nothing that is not supported, also where it is commented out")
  void isRightInFull() throws Exception {
    String all =
        Files.readString(FILE).replaceAll("(?m)^( *)#(( {2,})?([A-Za-z_.-]+:.*|- .*))$", "$1$2");
    Path full = Files.writeString(folder.resolve("full.yml"), all);

    AgentConfig config = AgentConfigReader.read(full, STORES);

    assertThat(config.warnings()).isEmpty();
    assertThat(config.rest().tls()).isPresent();
    assertThat(config.log().file()).isPresent();
    assertThat(config.postgres().proxyUrl()).isNotEmpty();
    assertThat(PostgresAssembly.of(config).configDir()).isEqualTo(Path.of("/etc/postgresql/demo"));
  }
}
