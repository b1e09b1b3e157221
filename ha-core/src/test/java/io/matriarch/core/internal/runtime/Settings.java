package io.matriarch.core.internal.runtime;

import io.matriarch.core.api.NodeSettings;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Tags;
import java.util.Optional;

/** Nodes of a cluster called "herd". */
final class Settings {
  private Settings() {}

  static NodeSettings of(String name) {
    return new NodeSettings(
        new ClusterId("service", "herd"),
        NodeName.of(name),
        "",
        "",
        "",
        Tags.NONE,
        Optional.empty(),
        false);
  }
}
