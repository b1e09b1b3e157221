package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks several members one after another; one that does not answer does not keep the others. */
final class MemberRequests {
  private final Session session;
  private final String action;
  private final List<String> silent = new ArrayList<>();

  /**
   * @param action what they shall do, for sentences
   */
  MemberRequests(Session session, String action) {
    this.session = session;
    this.action = action;
  }

  /** Empty if there was no answer, which is said. */
  Optional<RestAnswer> send(
      MemberRecord member,
      String method,
      String endpoint,
      Optional<Map<String, Object>> body,
      Duration patience) {
    try {
      return Optional.of(session.rest().send(member, method, endpoint, body, patience));
    } catch (RestException e) {
      silent.add(member.name().value());
      session
          .terminal()
          .line("Failed: %s for member %s, %s".formatted(action, member.name(), e.getMessage()));
      return Optional.empty();
    }
  }

  /** Says what came of it, where no sentence of its own fits. */
  void report(MemberRecord member, RestAnswer answer) {
    report(session, member, answer, action);
  }

  static void report(Session session, MemberRecord member, RestAnswer answer, String action) {
    session
        .terminal()
        .line(
            answer.isPositive()
                ? "Success: %s for member %s".formatted(action, member.name())
                : "Failed: %s for member %s, status code=%d, (%s)"
                    .formatted(action, member.name(), answer.status(), answer.body()));
  }

  /**
   * @throws CtlException somebody did not answer
   */
  void finish() {
    if (!silent.isEmpty()) {
      throw new CtlException("no answer from " + String.join(", ", silent));
    }
  }
}
