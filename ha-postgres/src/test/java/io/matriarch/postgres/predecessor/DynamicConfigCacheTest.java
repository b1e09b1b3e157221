package io.matriarch.postgres.predecessor;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicConfigCacheTest {
  @TempDir private Path dataDir;

  @Test
  void whatTheStoreHasIsKeptForTheNextStart() throws Exception {
    new DynamicConfigCache(dataDir)
        .keep(Examples.status(RunState.RUNNING, true, Examples.view("a", 1, true, "{\"ttl\":20}")));

    assertThat(new DynamicConfigCache(dataDir).read()).contains("{\"ttl\":20}");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(dataDir)) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void theGroupMayReadWhereItMayReadTheDirectory() throws Exception {
    Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-x---"));

    new DynamicConfigCache(dataDir)
        .keep(Examples.status(RunState.RUNNING, true, Examples.view("a", 1, true, "{}")));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aDirectoryThatIsBeingFilledIsLeftAlone() {
    for (RunState state :
        new RunState[] {RunState.CREATING_REPLICA, RunState.INITIALIZING, RunState.STOPPED}) {
      new DynamicConfigCache(dataDir)
          .keep(Examples.status(state, false, Examples.view("a", 1, true, "{}")));
    }

    assertThat(file()).doesNotExist();
  }

  @Test
  void theSameTextIsNotWrittenAgain() throws Exception {
    DynamicConfigCache cache = new DynamicConfigCache(dataDir);
    cache.keep(Examples.status(RunState.RUNNING, true, Examples.view("a", 1, true, "{}")));
    Files.delete(file());

    cache.keep(Examples.status(RunState.RUNNING, true, Examples.view("a", 1, true, "{}")));
    assertThat(file()).doesNotExist();

    cache.keep(Examples.status(RunState.RUNNING, true, Examples.view("a", 1, true, "{\"a\":1}")));
    assertThat(file()).hasContent("{\"a\":1}");
  }

  @Test
  void aBrokenFileIsAsGoodAsNone() throws Exception {
    Files.writeString(file(), "{bro");

    assertThat(new DynamicConfigCache(dataDir).read()).isEmpty();
  }

  private Path file() {
    return dataDir.resolve("patroni.dynamic.json");
  }
}
