package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafeVote;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A leader's right to go on without the store: every member of the topology has agreed not to race
 * for a ttl.
 *
 * @param id of the last round of questions; 0 if there was none
 * @param askedAt when that round began: the right is counted from there
 * @param deadline the round ends then at the latest
 * @param running the round has not ended
 * @param asked who was asked, with the addresses
 * @param promised for how long those who agree stand still
 * @param votes what they said
 * @param times until when the right of the last successful round holds
 * @param refusal why the last round failed; absent if it succeeded
 */
public record FailsafeState(
    long id,
    MonoTime askedAt,
    MonoTime deadline,
    boolean running,
    SortedMap<NodeName, String> asked,
    Duration promised,
    SortedMap<NodeName, FailsafeVote> votes,
    Optional<LeaseTimes> times,
    Optional<String> refusal) {
  public static final FailsafeState NONE =
      new FailsafeState(
          0,
          MonoTime.MIN,
          MonoTime.MIN,
          false,
          new TreeMap<>(),
          Duration.ZERO,
          new TreeMap<>(),
          Optional.empty(),
          Optional.empty());

  public FailsafeState {
    asked = Collections.unmodifiableSortedMap(new TreeMap<>(asked));
    votes = Collections.unmodifiableSortedMap(new TreeMap<>(votes));
  }

  /** The node may be writable by agreement of the others. */
  public boolean validAt(MonoTime now) {
    return times.filter(t -> now.isBefore(t.validUntil())).isPresent();
  }

  /** And there is time left to ask again. */
  public boolean safeAt(MonoTime now) {
    return times.filter(t -> now.isBefore(t.stepDownAt())).isPresent();
  }

  FailsafeState begun(
      long round,
      SortedMap<NodeName, String> members,
      MonoTime now,
      Duration patience,
      Duration ttl) {
    return new FailsafeState(
        round, now, now.plus(patience), true, members, ttl, new TreeMap<>(), times, refusal);
  }

  FailsafeState refused(String why) {
    return ended(times, Optional.of(why));
  }

  FailsafeState voted(FailsafeVote vote) {
    SortedMap<NodeName, FailsafeVote> all = new TreeMap<>(votes);
    all.put(vote.name(), vote);
    return new FailsafeState(id, askedAt, deadline, running, asked, promised, all, times, refusal);
  }

  /** Everybody has agreed; one that was won earlier never ends sooner for it. */
  FailsafeState granted() {
    return ended(Optional.of(LeaseTimes.of(askedAt, promised)), Optional.empty());
  }

  private FailsafeState ended(Optional<LeaseTimes> right, Optional<String> why) {
    return new FailsafeState(id, askedAt, deadline, false, asked, promised, votes, right, why);
  }
}
