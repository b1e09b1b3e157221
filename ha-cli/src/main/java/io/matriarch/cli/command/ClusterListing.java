package io.matriarch.cli.command;

import java.util.List;
import java.util.function.UnaryOperator;

/** Prints clusters one after another, once or again and again. */
final class ClusterListing {
  private ClusterListing() {}

  /**
   * @param named by the operator; none: the configured one
   * @param before done before every round
   */
  static void print(
      Session session,
      List<String> named,
      WatchOptions watch,
      Runnable before,
      UnaryOperator<String> page) {
    List<String> scopes = named.isEmpty() ? session.config().scope().stream().toList() : named;
    if (scopes.isEmpty()) {
      session.terminal().error("Listing members: No cluster names were provided");
      return;
    }
    watch.repeat(
        session.terminal(),
        () -> {
          before.run();
          scopes.forEach(scope -> session.terminal().line(page.apply(scope)));
        });
  }
}
