package io.matriarch.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LogReaderTest {

  @Test
  void everythingHasADefault() throws Exception {
    LogSection log = ExampleYaml.read(ExampleYaml.GOOD.replaceFirst("(?s)log:.*", "")).log();

    assertThat(log.level()).isEqualTo("INFO");
    assertThat(log.layout()).isEqualTo(LogSection.Layout.PLAIN);
    assertThat(log.queueSize()).isEqualTo(1000);
    assertThat(log.file()).isEmpty();
  }

  @Test
  void everyKeyThatIsDocumentedIsRead() throws Exception {
    AgentConfig config =
        log(
            """
              level: critical
              traceback_level: debug
              format: '%(asctime)s %(levelname)-8s %(message)s'
              dateformat: '%H:%M'
              max_queue_size: 50
              dir: /var/log/patroni
              file_num: 7
              file_size: 1000
              mode: 0640
              deduplicate_heartbeat_logs: true
              loggers: {patroni.ha: warning, kazoo: fatal}
            """);
    LogSection log = config.log();

    assertThat(config.warnings()).isEmpty();
    assertThat(log.level()).isEqualTo("ERROR");
    assertThat(log.tracebackLevel()).contains("DEBUG");
    assertThat(log.layout().format()).isEqualTo("%(asctime)s %(levelname)-8s %(message)s");
    assertThat(log.layout().dateformat()).contains("%H:%M");
    assertThat(log.queueSize()).isEqualTo(50);
    assertThat(log.file())
        .contains(
            new LogSection.Rotated(Path.of("/var/log/patroni"), 7, 1000, OptionalInt.of(0640)));
    assertThat(log.loggers()).isEqualTo(Map.of("patroni.ha", "WARN", "kazoo", "ERROR"));
  }

  @Test
  void theFieldsOfJsonMayHaveOtherNames() throws Exception {
    LogSection.Layout layout =
        log("""
                  type: json
                  format: [message, '%(asctime)s', {levelname: level}]
                  static_fields: {app: demo, build: 7}
                """)
            .log()
            .layout();

    assertThat(layout.json()).isTrue();
    assertThat(layout.fields().toString())
        .isEqualTo("{message=message, asctime=asctime, levelname=level}");
    assertThat(layout.staticFields()).isEqualTo(Map.of("app", "demo", "build", "7"));
  }

  @Test
  void anUnknownFieldOrKeyIsNamed() throws Exception {
    assertThat(log("  format: '%(foo)s %(message)s'\n  colour: red\n").warnings())
        .containsExactlyInAnyOrder(
            "node.yml: log.format: 'foo' is not a field, it stays empty",
            "node.yml: log.colour: is not known to, or not supported by, this version and has no"
                + " effect");
  }

  private static AgentConfig log(String lines) throws ConfigException {
    return ExampleYaml.with("  level: warning\n", lines);
  }
}
