package io.matriarch.agent.rest;

import io.matriarch.core.api.StatusNow;
import io.matriarch.core.config.Values;
import io.matriarch.core.resource.ResourceReport;
import java.util.OptionalLong;

/**
 * How far a replica is behind what it knows of its leader, in bytes.
 *
 * @param leader the leader's last known position; 0 if unknown
 * @param received own received position
 * @param replayed own replayed position
 */
record Lag(long leader, long received, long replayed) {

  static Lag of(StatusNow at) {
    long published = at.status().view().map(view -> view.status().position()).orElse(0L);
    long heard =
        at.answering().map(StatusAttributes::latestEnd).orElse(OptionalLong.empty()).orElse(0);
    long replayed =
        at.answering().map(ResourceReport::replayed).orElse(OptionalLong.empty()).orElse(0);
    long received = at.answering().map(StatusAttributes::received).orElse(0L);
    return new Lag(Math.max(published, heard), received, replayed);
  }

  /** An absent or unreadable {@code lag} parameter allows any. */
  boolean exceeds(Query query) {
    OptionalLong limit = limit(query);
    return limit.isPresent() && leader > replayed + limit.getAsLong();
  }

  static OptionalLong limit(Query query) {
    return query.get("lag").map(text -> Values.integer(text, "B")).orElse(OptionalLong.empty());
  }
}
