package io.matriarch.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.config.Json;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigEditTest {
  private static final String BEFORE =
      "{\"ttl\":20,\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\"}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ttl=25                      | {\"ttl\":25,\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\"}}}",
        "ttl=null                    | {\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\"}}}",
        "postgresql.parameters.work_mem=null | {\"ttl\":20}",
        "postgresql.parameters.pg_stat.max=5 | {\"ttl\":20,\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\",\"pg_stat.max\":5}}}",
        "a.b.c=[1, x]                | {\"ttl\":20,\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\"}},\"a\":{\"b\":{\"c\":[1,\"x\"]}}}",
        "pause=on                    | {\"ttl\":20,\"postgresql\":{\"parameters\":{\"work_mem\":\"4MB\"}},\"pause\":true}",
      })
  void sets_and_removes(String setting, String after) {
    assertThat(Json.compact(ConfigEdit.set(before(), setting.strip()))).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({"work_mem=8MB,8MB", "work_mem=a=b,a=b"})
  void a_parameter_is_short_for_its_path(String setting, String value) {
    Map<String, Object> after = ConfigEdit.setParameter(before(), setting);

    assertThat(Json.compact(after)).isEqualTo(BEFORE.replace("4MB", value));
  }

  private static Map<String, Object> before() {
    return Json.object(BEFORE).orElseThrow();
  }
}
