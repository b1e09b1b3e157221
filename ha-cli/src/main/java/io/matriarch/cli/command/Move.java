package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.wire.FailoverCodec;
import io.matriarch.core.wire.Timestamps;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A move of leadership, once it is clear what shall be done.
 *
 * @param action {@code switchover} or {@code failover}
 * @param leader who leads now; absent: nobody, or it does not matter
 * @param candidate who shall lead next; absent: the best one
 * @param at when; absent: now
 */
record Move(
    String action,
    Optional<String> leader,
    Optional<String> candidate,
    Optional<OffsetDateTime> at) {

  /** What the member needs beyond the time it waits for the move itself. */
  private static final Duration MARGIN = Duration.ofSeconds(20);

  private static final int NOT_BUILT = 501;

  /** Asks a member to carry it out; where none answers, leaves the request in the store. */
  void carryOut(Session session, Cluster cluster) {
    Optional<MemberRecord> asked = cluster.leader().or(() -> candidate.flatMap(cluster::member));
    Optional<RestAnswer> answer = asked.flatMap(member -> ask(session, cluster, member));
    if (answer.isEmpty()) {
      leaveInStore(session, cluster);
    } else if (answer.get().isPositive()) {
      session.terminal().line(Moments.fine(session.clock()) + " " + answer.get().body());
    } else {
      refused(session, answer.get());
      return;
    }
    session.show(session.read(cluster.name(), cluster.group()));
  }

  private Optional<RestAnswer> ask(Session session, Cluster cluster, MemberRecord member) {
    Duration patience = Duration.ofSeconds(2 * Math.max(10, cluster.loopWait())).plus(MARGIN);
    try {
      RestAnswer answer =
          session.rest().send(member, "POST", action, Optional.of(body()), patience);
      // Very old servers know only one of the two words.
      return Optional.of(
          answer.status() == NOT_BUILT && action.equals("switchover")
              ? session.rest().send(member, "POST", "failover", Optional.of(body()), patience)
              : answer);
    } catch (RestException silent) {
      session
          .terminal()
          .error(
              "%s Could not %s using the REST API (%s), falling back to the store"
                  .formatted(Moments.fine(session.clock()), action, silent.getMessage()));
      return Optional.empty();
    }
  }

  private void leaveInStore(Session session, Cluster cluster) {
    FailoverRequest request =
        new FailoverRequest(
            leader.map(NodeName::of), candidate.map(NodeName::of), at.map(Timestamps::text));
    String text = FailoverCodec.encode(Optional.of(request));
    if (!session.clusters().write(cluster, new StoreDocument.Failover(text), Expected.ANY)) {
      throw new CtlException("the request could not be written into the store");
    }
    session
        .terminal()
        .line(
            "%s Initialized %s%s"
                .formatted(
                    Moments.fine(session.clock()),
                    action,
                    leader.map(name -> " from leader " + name).orElse("")));
  }

  private void refused(Session session, RestAnswer answer) {
    String title = action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1);
    boolean unknown = answer.body().toLowerCase(Locale.ROOT).contains("status unknown");
    session
        .terminal()
        .line(
            "%s %s, details: %d, %s"
                .formatted(
                    title, unknown ? "result unknown" : "failed", answer.status(), answer.body()));
  }

  private Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    leader.ifPresent(name -> body.put("leader", name));
    candidate.ifPresent(name -> body.put("candidate", name));
    at.ifPresent(time -> body.put("scheduled_at", Timestamps.text(time)));
    return body;
  }
}
