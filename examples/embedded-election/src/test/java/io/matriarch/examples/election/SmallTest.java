package io.matriarch.examples.election;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Leadership alone costs little: to write, and on the class path. */
class SmallTest {

  @Test
  void theExampleHasLessThanFortyLines() throws Exception {
    Path main = Path.of("src/main/java", Main.class.getName().replace('.', '/') + ".java");
    assertThat(Files.readAllLines(main)).hasSizeLessThan(40);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.matriarch.agent.rest.RestServer",
        "io.matriarch.agent.config.YamlReader",
        "io.matriarch.postgres.PostgresNode",
        "org.postgresql.Driver",
        "org.snakeyaml.engine.v2.api.Load",
        "org.yaml.snakeyaml.Yaml"
      })
  void nothingElseIsOnTheClassPath(String name) {
    assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
  }
}
