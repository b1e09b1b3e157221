package io.matriarch.dcs.zookeeper;

import java.util.concurrent.CompletableFuture;

/** Closes things that may block, each in a daemon thread of its own. */
final class Closing {

  /** Something that ends; what it throws does not matter any more. */
  @FunctionalInterface
  interface Action {
    void run() throws Exception;
  }

  private Closing() {}

  static CompletableFuture<Void> start(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                action.run();
                done.complete(null);
              } catch (Exception failed) {
                done.completeExceptionally(failed);
              }
            },
            "matriarch-zookeeper-close");
    thread.setDaemon(true);
    thread.start();
    return done;
  }
}
