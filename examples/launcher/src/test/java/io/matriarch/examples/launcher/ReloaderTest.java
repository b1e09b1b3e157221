package io.matriarch.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.agent.config.AgentConfig;
import io.matriarch.agent.config.AgentConfigReader;
import io.matriarch.agent.config.ConfigSource;
import io.matriarch.core.model.Tags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed on of a configuration that was read again. */
class ReloaderTest {
  @TempDir private Path folder;
  private final List<AgentConfig> taken = new CopyOnWriteArrayList<>();
  private NodeProcess files;
  private Reloader reloader;

  @BeforeEach
  void begin() throws Exception {
    files = new NodeProcess(folder);
    ConfigSource source = ConfigSource.file(files.write(files.yaml()));
    reloader = new Reloader(source);
    reloader.begin(AgentConfigReader.read(source.read(), Set.of("zookeeper")), Set.of("zookeeper"));
    reloader.handTo(
        fresh -> {
          throw new IOException("one part that cannot");
        });
    reloader.handTo(fresh -> taken.add(fresh));
  }

  @AfterEach
  void end() {
    reloader.close();
  }

  @Test
  void tagsAndTheServersParametersArrive() throws Exception {
    files.write(files.yaml() + "  parameters: {work_mem: 8MB}\ntags: {clonefrom: true}\n");

    reloader.request();

    await().until(() -> !taken.isEmpty());
    assertThat(taken).hasSize(1);
    assertThat(taken.get(0).tags()).isEqualTo(new Tags(Map.of("clonefrom", true)));
    assertThat(taken.get(0).postgres().parameters()).containsEntry("work_mem", "8MB");
  }

  @Test
  void anUnchangedConfigurationIsAppliedAnewAllTheSame() {
    reloader.request();

    await().until(() -> !taken.isEmpty());
    assertThat(taken.get(0).tags()).isEqualTo(Tags.NONE);
  }

  @Test
  void whatIsMadeLaterGetsWhatWasReadMeanwhile() throws Exception {
    List<AgentConfig> late = new CopyOnWriteArrayList<>();
    files.write(files.yaml() + "tags: {clonefrom: true}\n");
    reloader.request();
    await().until(() -> !taken.isEmpty());

    await()
        .until(
            () -> {
              late.clear();
              reloader.handTo(late::add);
              return !late.isEmpty();
            });

    assertThat(late.get(0).tags()).isEqualTo(new Tags(Map.of("clonefrom", true)));
  }

  @Test
  void nothingOfABrokenOneArrivesAndTheNextGoodOneDoes() throws Exception {
    files.write("scope: [");
    reloader.request();
    files.write(files.yaml() + "tags: {nosync: maybe}\n");
    reloader.request();
    files.write(files.yaml() + "tags: {nosync: true}\n");
    reloader.request();

    Tags wanted = new Tags(Map.of("nosync", true));
    await().until(() -> taken.stream().anyMatch(config -> config.tags().equals(wanted)));
    assertThat(taken).allMatch(config -> config.tags().equals(wanted));
  }
}
