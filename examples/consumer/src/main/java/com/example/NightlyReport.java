package com.example;

import io.matriarch.core.api.LeaderElection;
import io.matriarch.core.api.LeadershipListener;
import io.matriarch.core.api.LeadershipPermit;
import io.matriarch.core.api.RevocationReason;
import io.matriarch.core.api.Stores;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes the report if it is elected, and leaves the next one to others. */
public final class NightlyReport {
  public static void main(String[] arguments) throws Exception {
    var elected = new CompletableFuture<LeadershipPermit>();
    var listener =
        new LeadershipListener() {
          @Override
          public void elected(LeadershipPermit permit) {
            elected.complete(permit);
          }

          @Override
          public void revoked(RevocationReason reason) {
            System.out.println("revoked: " + reason);
          }
        };
    try (var store = Stores.connect("zookeeper", Map.of("hosts", arguments[0]));
        var election =
            LeaderElection.on(store).of("nightly-report").as("node-1").listener(listener).start()) {
      LeadershipPermit permit = elected.get(60, TimeUnit.SECONDS).orThrow();
      System.out.println("elected: term " + permit.term());
      election.stepDown().toCompletableFuture().get(60, TimeUnit.SECONDS);
      System.out.println("after stepping down: " + (permit.isValid() ? "valid" : "not valid"));
    }
  }
}
