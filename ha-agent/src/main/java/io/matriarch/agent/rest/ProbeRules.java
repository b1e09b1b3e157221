package io.matriarch.agent.rest;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.RunState;

/** What container platforms ask: liveness and readiness. */
final class ProbeRules {
  private static final String STREAMING = "streaming";

  private ProbeRules() {}

  static int liveness(StatusNow at) {
    return at.alive() ? HealthRules.YES : HealthRules.NO;
  }

  static int readiness(Query query, StatusNow at) {
    return at.leads() || replicaIsReady(query, at) ? HealthRules.YES : HealthRules.NO;
  }

  private static boolean replicaIsReady(Query query, StatusNow at) {
    boolean streams =
        at.state() == RunState.RUNNING
            && at.replicationState().filter(STREAMING::equals).isPresent();
    if (!streams) {
      return false;
    }
    Lag lag = Lag.of(at);
    boolean leaderKnown =
        at.status().view().isPresent()
            || at.answering().map(r -> StatusAttributes.latestEnd(r).isPresent()).orElse(false);
    if (!leaderKnown) {
      return at.status().failsafeActive();
    }
    long own =
        query.get("mode").filter("write"::equals).isPresent() ? lag.received() : lag.replayed();
    long limit = Lag.limit(query).orElse(at.status().config().failover().maximumLag());
    return lag.leader() - own <= limit;
  }
}
