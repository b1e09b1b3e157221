package io.matriarch.testkit.scenario;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.Tags;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** {@code node b [nofailover] [creates] [adopts] [judges] [paused]}: which node is looked at. */
final class NodeCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    stage.settings =
        Optional.of(
            new NodeSettings(
                new ClusterId("service", "demo"),
                words.name(1),
                ReportCommand.url(words.get(1)),
                "http://" + words.get(1) + ":8008/patroni",
                words.has("nofailover") ? new Tags(Map.of("nofailover", true)) : Tags.NONE,
                words.has("creates") ? Optional.of("{\"ttl\":30}") : Optional.empty(),
                words.has("adopts")));
    if (words.has("judges")) {
      stage.traits =
          new StoreTraits("scripted", StoreTraits.ExpirySide.OBSERVER, Duration.ofSeconds(10));
    }
    if (words.has("paused")) {
      stage.config = ClusterConfig.parse("{\"pause\": true}");
    }
  }
}
