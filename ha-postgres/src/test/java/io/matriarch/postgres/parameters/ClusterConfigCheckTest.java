package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterConfigCheckTest {

  @Test
  void aUsualConfigurationHasNoProblems() {
    assertThat(
            problems(
                """
                {"ttl": 30, "member_slots_ttl": "30min", "slots": {"a": null, "b": 0,
                   "c": {"type": "logical", "database": "d", "plugin": "pgoutput"}},
                 "ignore_slots": [{"name": "x"}],
                 "postgresql": {"use_pg_rewind": true, "use_slots": "on",
                   "parameters": {"max_connections": "101", "wal_level": "hot_standby",
                     "hot_standby": "on", "wal_keep_size": "1GB", "work_mem": "8MB",
                     "max_wal_senders": null},
                   "parameters_primary": {"work_mem": "4MB"},
                   "pg_hba": ["local all all trust"], "recovery_conf": {"restore_command": "x"}}}
                """))
        .isEmpty();
    assertThat(problems("{}")).isEmpty();
  }

  @Test
  void eachControlledParameterIsNamedWithItsValueAndItsRemedy() {
    assertThat(
            problems(
                """
                {"postgresql": {"parameters": {"max_connections": "abc", "wal_level": "minimal",
                  "wal_log_hints": "perhaps", "hot_standby": false, "wal_keep_size": "1MB"}}}
                """))
        .containsExactly(
            "postgresql.parameters.wal_level: 'minimal' is not replica or logical;"
                + " write e.g. replica",
            "postgresql.parameters.hot_standby: 'false' is not on; write e.g. on",
            "postgresql.parameters.max_connections: 'abc' is not a number from 25 to 262143;"
                + " write e.g. 100",
            "postgresql.parameters.wal_log_hints: 'perhaps' is not on or off; write e.g. on",
            "postgresql.parameters.wal_keep_size: '1MB' is not a number from 16MB to 2147483647MB;"
                + " write e.g. 128MB");
  }

  @Test
  void shapesAreChecked() {
    assertThat(
            problems(
                """
                {"slots": [1], "ignore_slots": {}, "member_slots_ttl": "soon",
                 "postgresql": {"parameters": 5, "use_slots": "perhaps", "pg_hba": "all",
                   "parameters_replica": {"max_connections": 7, "work_mem": [1]}}}
                """))
        .containsExactly(
            "postgresql.use_slots: 'perhaps' is not a boolean; write true or false",
            "postgresql.parameters: is not an object; write {...}",
            "postgresql.parameters_replica.work_mem: is not a single value;"
                + " write a text or a number",
            "postgresql.parameters_replica.max_connections: must be the same for all roles;"
                + " move it to postgresql.parameters",
            "postgresql.pg_hba: is not a list of lines; write [\"...\", \"...\"]",
            "slots: is not an object; write {...}",
            "ignore_slots: is not a list; write [{\"name\": \"...\"}]",
            "member_slots_ttl: 'soon' is not a time; write e.g. 30min");
    assertThat(problems("{\"slots\": {\"A-b\": {\"type\": \"odd\"}}}"))
        .containsExactly(
            "slots: 'A-b' is not a slot name; use a-z, 0-9 and _, at most 63 of them",
            "slots.A-b.type: 'odd' is not known; write physical or logical");
    assertThat(problems("[]")).hasSize(1);
  }

  @Test
  void valuesThatMayBeSecretsAreNotShown() {
    assertThat(
            problems(
                """
                {"postgresql": {"parameters": {"archive_command": ["secret"]},
                  "recovery_conf": {"restore_command": {"k": "secret"}}, "pg_hba": "secret"}}
                """))
        .hasSize(3)
        .noneMatch(line -> line.contains("secret"));
  }

  private static List<String> problems(String clusterConfig) {
    return ClusterConfigCheck.problems(clusterConfig);
  }
}
