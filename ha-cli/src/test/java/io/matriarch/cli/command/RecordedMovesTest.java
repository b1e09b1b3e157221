package io.matriarch.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.cli.Recording;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Moves of leadership that succeeded, with the cluster as it was shown right afterwards. */
class RecordedMovesTest {
  @TempDir private Path home;

  @Test
  void switchover() throws IOException {
    try (Batman batman = Batman.at("2026-11-23T01:44:47.430115Z")) {
      batman.configure(home, "scope: batman\n");
      batman.position(0x40001F8);
      batman
          .api(0)
          .answers(
              "POST /switchover",
              200,
              "Successfully switched over to \"pg1\"",
              () -> {
                batman.member("pg0", stopped(batman, 0));
                batman.member("pg1", batman.primary(1, ""));
                batman.member("pg2", notStreaming(batman.replica(2, 0x4000320, "")));
                batman.lead("pg1", 0x4000320);
              });

      same(batman, Recording.of("switchover --force --candidate pg1"));

      assertThat(batman.api(0).requests())
          .containsExactly("POST /switchover {\"leader\":\"pg0\",\"candidate\":\"pg1\"}");
    }
  }

  @Test
  void failover() throws IOException {
    try (Batman batman = Batman.at("2026-11-23T01:45:00.425945Z")) {
      batman.configure(home, "scope: batman\n");
      batman.member("pg0", second(batman.replica(0, 0x4000438, "")));
      batman.member("pg1", second(batman.primary(1, "")));
      batman.member("pg2", second(batman.replica(2, 0x4000438, "")));
      batman.lead("pg1", 0x4000438);
      batman
          .api(1)
          .answers(
              "POST /failover",
              200,
              "Successfully failed over to \"pg0\"",
              () -> {
                batman.member("pg0", second(batman.primary(0, "")));
                batman.member("pg1", stopped(batman, 1));
                batman.member("pg2", second(notStreaming(batman.replica(2, 0x4000560, ""))));
                batman.lead("pg0", 0x4000560);
              });

      same(batman, Recording.of("failover --force --candidate pg0"));

      assertThat(batman.api(1).requests())
          .containsExactly("POST /failover {\"candidate\":\"pg0\"}");
    }
  }

  private static String stopped(Batman batman, int number) {
    return batman
        .replica(number, 0, "")
        .replaceFirst("\"state\":\"running\"", "\"state\":\"stopped\"")
        .replaceFirst(",\"xlog_location.*", "}");
  }

  private static String notStreaming(String member) {
    return member.replace(",\"replication_state\":\"streaming\"", "");
  }

  private static String second(String member) {
    return member.replace("\"timeline\":1", "\"timeline\":2");
  }

  private static void same(Batman batman, Recording recording) {
    FakeTerminal screen = new FakeTerminal();
    int exit = batman.run(screen, recording.command().split(" "));
    assertThat(screen.shown()).isEqualTo(recording.output());
    assertThat(exit).isEqualTo(recording.exit());
  }
}
