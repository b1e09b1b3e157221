package io.matriarch.core.internal.recording;

import io.matriarch.core.internal.event.CommandEvent;
import io.matriarch.core.internal.event.Event;
import io.matriarch.core.internal.event.ResourceEvent;
import io.matriarch.core.internal.event.StoreEvent;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.resource.ResourceReport;
import java.util.Optional;
import java.util.stream.Stream;

/** About how many bytes of memory an event keeps, rather too many than too few. */
final class Weight {
  private static final int STEP = 600;
  private static final int MEMBER = 1200;
  private static final int REPORT = 1500;
  private static final int ENTRY = 150;

  private Weight() {}

  static int of(Event event) {
    if (event instanceof StoreEvent.Read read) {
      return STEP + of(read.view());
    }
    if (event instanceof ResourceEvent.Reported reported) {
      return STEP + of(reported.report());
    }
    if (event instanceof CommandEvent.StoreConfig config) {
      return STEP + 2 * config.text().length();
    }
    return STEP;
  }

  private static int of(ClusterView view) {
    int documents =
        Stream.of(view.config(), view.initialize(), view.failover(), view.history(), view.sync())
            .flatMap(Optional::stream)
            .map(Versioned::value)
            .mapToInt(text -> 2 * text.length())
            .sum();
    return documents
        + MEMBER * (1 + view.members().size())
        + ENTRY * view.status().slots().size()
        + 2 * view.failsafe().map(String::length).orElse(0);
  }

  private static int of(ResourceReport report) {
    return REPORT
        + ENTRY * (report.history().size() + report.slots().size() + report.attributes().size());
  }
}
