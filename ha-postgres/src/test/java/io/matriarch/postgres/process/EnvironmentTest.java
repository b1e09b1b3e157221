package io.matriarch.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the agent's children see of its environment. */
class EnvironmentTest {

  @Test
  void theAgentsOwnSettingsAreNotInheritedAndEverythingElseIs() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "PATRONI_SUPERUSER_PASSWORD", "secret",
                "PATRONI_ANYTHING", "secret",
                "PGPASSWORD", "secret",
                "NOTIFY_SOCKET", "/run/x",
                "MALLOC_ARENA_MAX", "1",
                "PG_OOM_ADJUST_FILE", "/proc/self/oom_score_adj",
                "PATH", "/bin",
                "HOME", "/root"));

    Environment.clean(environment, false);

    assertThat(environment)
        .isEqualTo(
            Map.of(
                "PG_OOM_ADJUST_FILE", "/proc/self/oom_score_adj", "PATH", "/bin", "HOME", "/root"));
  }

  @Test
  void aServersMemoryArenasAreWhatTheOperatorSays() {
    Map<String, String> environment =
        new HashMap<>(Map.of("MALLOC_ARENA_MAX", "1", "PG_MALLOC_ARENA_MAX", "4", "HOME", "/x"));

    Environment.clean(environment, true);

    assertThat(environment).isEqualTo(Map.of("MALLOC_ARENA_MAX", "4"));
  }
}
