package io.matriarch.core.internal.machine;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The last round of questions to the other members.
 *
 * @param id of the round; 0 if there was none
 * @param asked who was asked
 * @param answers what they said, by name
 * @param handingOverSince when the first round of this hand-over began, if it is for one
 * @param noPrimarySince when the first of those rounds began, each closely after the one before, in
 *     which nobody said that it is primary; this one, if that is not among them
 * @param deadline the round ends then at the latest
 * @param doneAt when it ended; {@link MonoTime#MAX} while it runs
 */
public record SurveyState(
    long id,
    SortedSet<NodeName> asked,
    SortedMap<NodeName, PeerStatus> answers,
    Optional<MonoTime> handingOverSince,
    MonoTime noPrimarySince,
    MonoTime deadline,
    MonoTime doneAt) {
  public static final SurveyState NONE =
      new SurveyState(
          0,
          new TreeSet<>(),
          new TreeMap<>(),
          Optional.empty(),
          MonoTime.MIN,
          MonoTime.MIN,
          MonoTime.MIN);

  /** A process that runs looks at its deadlines in time. */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** Between two rounds that follow each other: who is silent in both was hardly heard between. */
  private static final Duration CLOSE = Duration.ofSeconds(5);

  public SurveyState {
    asked = Collections.unmodifiableSortedSet(new TreeSet<>(asked));
    answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
  }

  static SurveyState begun(long id, SortedSet<NodeName> asked, MonoTime now, MonoTime deadline) {
    return new SurveyState(
        id,
        asked,
        new TreeMap<>(),
        Optional.empty(),
        now,
        deadline,
        asked.isEmpty() ? now : MonoTime.MAX);
  }

  /** A round of the hand-over to which the former one may belong already. */
  SurveyState handingOverAfter(SurveyState former, MonoTime now) {
    Optional<MonoTime> since = former.handingOverSince.or(() -> Optional.of(now));
    return new SurveyState(id, asked, answers, since, noPrimarySince, deadline, doneAt);
  }

  /** A round that begins after another one. */
  SurveyState following(SurveyState former) {
    boolean close =
        former.id != 0 && !former.running() && noPrimarySince.isBefore(former.doneAt.plus(CLOSE));
    return close && !former.tellsOfPrimary()
        ? new SurveyState(
            id, asked, answers, handingOverSince, former.noPrimarySince, deadline, doneAt)
        : this;
  }

  /** Somebody says that it is primary. */
  public boolean tellsOfPrimary() {
    return answers.values().stream().anyMatch(PeerStatus::primary);
  }

  public boolean running() {
    return id != 0 && doneAt.equals(MonoTime.MAX);
  }

  /**
   * Takes an answer in. It counts as well if it comes late: a process that was held up at the
   * deadline may have taken for unreachable who had answered by then.
   */
  SurveyState answered(PeerStatus status, MonoTime now) {
    SortedMap<NodeName, PeerStatus> all = new TreeMap<>(answers);
    all.put(status.name(), status);
    boolean complete = running() && all.size() >= asked.size();
    return new SurveyState(
        id, asked, all, handingOverSince, noPrimarySince, deadline, complete ? now : doneAt);
  }

  /**
   * Its deadline went by and nobody looked: answers may have come that this process has yet to take
   * up, so that nobody is known to be unreachable.
   */
  boolean sleptThroughBy(MonoTime now) {
    return running() && now.isAfter(deadline.plus(LATE));
  }

  /** Closes the round at its deadline: who has not answered is unreachable, until it does. */
  SurveyState at(MonoTime now) {
    return running() && now.hasReached(deadline)
        ? new SurveyState(id, asked, answers, handingOverSince, noPrimarySince, deadline, now)
        : this;
  }
}
