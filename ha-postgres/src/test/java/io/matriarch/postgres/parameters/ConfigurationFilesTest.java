package io.matriarch.postgres.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.ReplicationSource;
import io.matriarch.postgres.PostgresConfig;
import io.matriarch.postgres.control.DataDirectory;
import io.matriarch.postgres.process.OsUser;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationFilesTest {
  private final PostgresConfig config =
      PostgresConfig.builder("B-1", "batman", Path.of("/data"))
          .parameters(Map.of("log_line_prefix", "it's \\ %m"))
          .recoveryConf(Map.of("restore_command", "cp '/arc/%f' \"%p\""))
          .build();
  private final EffectiveSettings settings = EffectiveSettings.merge(config, "{}");

  @Test
  void theServersFileIncludesTheBaseAndDoublesQuotesAndBackslashes() {
    String text = new ServerConf(config, settings, Optional.empty(), true).text(15);

    assertThat(text)
        .startsWith("# Do not edit")
        .contains("\ninclude 'postgresql.base.conf'\n")
        .contains("\nlog_line_prefix = 'it''s \\\\ %m'\n")
        .contains("\nhba_file = '/data/pg_hba.conf'\n")
        .contains("\nprimary_conninfo = ''\n")
        .contains("\nprimary_slot_name = ''\n")
        .contains("\nrecovery_target_timeline = 'latest'\n");
  }

  @Test
  void aReplicaIsToldItsSourceAndItsSlot() {
    ReplicationSource source = new ReplicationSource(NodeName.of("a"), "10.0.0.1", 5433);

    String text = new ServerConf(config, settings, Optional.of(source), true).text(15);

    assertThat(text).contains(" host=10.0.0.1 port=5433 ").contains("primary_slot_name = 'b_1'");
  }

  @Test
  void aLongSourceIsReadOnASmallStack() {
    String line = "primary_conninfo = 'sslcert=''/" + "long ".repeat(20_000) + "'' host=h'";

    assertThat(ConfigurationFiles.writtenSource(line).orElseThrow().host()).isEqualTo("h");
  }

  @Test
  void onlyTheSizeOfKeptWalIsMissingOnTheCommandLine() {
    ConfigurationFiles files =
        new ConfigurationFiles(
            () -> config,
            new DataDirectory(config.dataDir(), OsUser.forThisProcess("x")),
            null,
            () -> true);

    assertThat(files.commandLine("postgres", settings.controlled()))
        .startsWith("postgres", "-D", "/data", "--config-file=/data/postgresql.conf")
        .contains("--port=5432", "--cluster_name=batman", "--wal_log_hints=on")
        .noneMatch(option -> option.contains("wal_keep"));
  }

  @Test
  void theRestoreCommandCanBeEndedAndStaysOnOneLine() {
    assertThat(RestoreCommand.endable("cp '/arc/%f' \"%p\""))
        .isEqualTo(
            "[ -e matriarch.archive_given_up ] && exit 1; sh -c 'cp '\\''/arc/%f'\\'' \"%p\"' ||"
                + " { s=$?; [ -e matriarch.archive_given_up ] && exit 1; exit $s; }");
    assertThat(RestoreCommand.endable("")).isEmpty();
  }
}
