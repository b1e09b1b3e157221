package io.matriarch.testkit.example;

import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Term;
import io.matriarch.core.store.LeaseToken;
import io.matriarch.testkit.example.RevisionFolder.Revision;
import java.time.Duration;
import java.util.Optional;

/**
 * What the leader's file says: name, session, term and ttl, a line each. A file with a name alone
 * is somebody's who does not renew.
 */
record LeaderFile(NodeName holder, String session, Term term, Duration ttl) {

  static Optional<LeaderFile> of(Revision revision) {
    String[] lines = revision.text().orElse("").split("\n");
    if (lines[0].isBlank()) {
      return Optional.empty();
    }
    boolean complete = lines.length == 4;
    return Optional.of(
        new LeaderFile(
            NodeName.of(lines[0]),
            complete ? lines[1] : "",
            new Term(complete ? Long.parseLong(lines[2]) : revision.number()),
            complete ? Duration.ofMillis(Long.parseLong(lines[3])) : Duration.ZERO));
  }

  boolean isHeldUnder(LeaseToken token) {
    return session.equals(token.handle()) && term.equals(token.term());
  }

  LeaderRecord record(Revision revision, String ownSession) {
    return new LeaderRecord(
        holder,
        term,
        session.equals(ownSession),
        Long.toString(revision.number()),
        Optional.of(ttl));
  }

  String text() {
    return String.join("\n", holder.value(), session, term.toString(), ttl.toMillis() + "");
  }
}
