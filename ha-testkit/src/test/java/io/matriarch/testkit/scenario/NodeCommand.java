package io.matriarch.testkit.scenario;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.config.ClusterConfig;
import io.matriarch.core.internal.machine.ElectionPolicy;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.Tags;
import io.matriarch.core.store.StoreTraits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code node b [nofailover] [creates] [adopts] [judges] [paused]}: which node is looked at; {@code
 * node b stateless ttl 10s [minimum 30s]}: in an election without data; {@code tick 2s}: its store
 * asks for renewals.
 */
final class NodeCommand implements Command {
  @Override
  public void run(Stage stage, Words words) {
    stage.settings =
        Optional.of(
            new NodeSettings(
                new ClusterId("service", "demo"),
                words.name(1),
                ReportCommand.url(words.get(1)),
                "",
                "http://" + words.get(1) + ":8008/patroni",
                tags(words),
                words.has("creates") ? Optional.of("{\"ttl\":30}") : Optional.empty(),
                words.has("adopts")));
    if (words.has("stateless")) {
      Duration ttl = Words.duration(words.after("ttl").orElseThrow());
      Duration minimum = words.after("minimum").map(Words::duration).orElse(Duration.ZERO);
      stage.election = Optional.of(ElectionPolicy.of(ttl, minimum));
    }
    words
        .after("tick")
        .map(Words::duration)
        .ifPresent(
            tick ->
                stage.traits = new StoreTraits("scripted", StoreTraits.ExpirySide.SERVER, tick));
    if (words.has("judges")) {
      stage.traits = new StoreTraits("scripted", StoreTraits.ExpirySide.OBSERVER, Stage.UNHURRIED);
    }
    if (words.has("paused")) {
      stage.config = ClusterConfig.parse("{\"pause\": true}");
    }
  }

  private static Tags tags(Words words) {
    Map<String, Object> tags = new LinkedHashMap<>();
    for (String flag : List.of("nofailover", "nostream")) {
      if (words.has(flag)) {
        tags.put(flag, true);
      }
    }
    words.after("replicatefrom").ifPresent(name -> tags.put("replicatefrom", name));
    return new Tags(tags);
  }
}
