package io.matriarch.cli.cluster;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.config.CtlConfig;
import io.matriarch.cli.config.StoreChoice;
import io.matriarch.core.api.Stores;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.StoreSettings;

/**
 * The store that the configuration names. Its client is loaded only when it is opened.
 *
 * @param config tells which
 * @param ticker the clock of its deadlines
 */
public record ConfiguredStore(CtlConfig config, Ticker ticker) implements StoreOpener {

  public ConfiguredStore(CtlConfig config) {
    this(config, new SystemTicker());
  }

  /** No member is called that: commands announce nothing. */
  private static final NodeName NOBODY = NodeName.of("matriarchctl");

  @Override
  public ClusterStore open(String path) {
    StoreChoice choice = config.store().orElseThrow(this::none);
    ClusterId cluster = new ClusterId(config.namespace(), path);
    try {
      return Stores.provider(choice.section())
          .open(new StoreSettings(cluster, NOBODY, choice.settings(), ticker));
    } catch (IllegalArgumentException wrong) {
      throw new CtlException(place() + wrong.getMessage());
    }
  }

  private CtlException none() {
    return new CtlException(
        place()
            + "no store is configured; name one with --dcs-url, or write a section such as"
            + " zookeeper into the configuration file");
  }

  private String place() {
    return config.source().isEmpty() ? "" : config.source() + ": ";
  }
}
