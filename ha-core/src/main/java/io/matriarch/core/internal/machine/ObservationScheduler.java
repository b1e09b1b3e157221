package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.ResourceEffect;
import io.matriarch.core.internal.effect.StoreEffect;
import io.matriarch.core.internal.policy.ElectionFacts;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Role;
import io.matriarch.core.resource.ResourceReport;
import io.matriarch.core.resource.ResourceReport.RunPhase;
import io.matriarch.core.store.StoreTraits.ExpirySide;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what to look at again: at once after a hint, otherwise when the last look is too old. At
 * most one request of a kind is in flight, and a burst of hints costs one look.
 */
final class ObservationScheduler {
  private static final Duration SMALLEST_GAP = Duration.ofMillis(20);
  private static final Duration IMPATIENT = Duration.ofMillis(200);
  private static final Duration RESIGNED = Duration.ofSeconds(1);

  /** Several looks at the claim within the time for which one is good. */
  private static final Duration CREATING = Duration.ofSeconds(5);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration LONGEST_READ = Duration.ofSeconds(5);

  /** While the store is away, so that its return is soon noticed. */
  private static final Duration LONGEST_TRIAL = Duration.ofSeconds(2);

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(3);

  private ObservationScheduler() {}

  static void schedule(Draft draft) {
    if (draft.store.reading().isEmpty() && draft.now.hasReached(readDue(draft))) {
      Duration longest = draft.store.reachable() ? LONGEST_READ : LONGEST_TRIAL;
      Call call = draft.call(LeaseTimes.shorter(longest, draft.config.timing().retryTimeout()));
      long id = draft.newId();
      draft.store = draft.store.reading(Optional.of(draft.inFlight(id, call)));
      draft.emit(new StoreEffect.Read(id, call));
    }
    if (draft.resource.observing().isEmpty() && draft.now.hasReached(lookDue(draft))) {
      Call call = draft.call(LONGEST_LOOK);
      long id = draft.newId();
      draft.resource = draft.resource.observing(Optional.of(draft.inFlight(id, call)));
      draft.emit(new ResourceEffect.Observe(id, call));
    }
  }

  static MonoTime readDue(Draft draft) {
    StoreState store = draft.store;
    MonoTime gap = store.readAt().plus(SMALLEST_GAP);
    if (store.dirtySince().isPresent()) {
      return gap;
    }
    if (!store.reachable()) {
      return store.readAt().plus(AFTER_FAILURE);
    }
    Duration usual =
        draft.memory.initializing()
            ? LeaseTimes.shorter(CREATING, loopWait(draft))
            : loopWait(draft);
    MonoTime due = store.readAt().plus(waitsForOthers(draft) ? impatience(draft) : usual);
    return MonoTime.later(gap, MonoTime.earlier(due, expiryProofDue(draft)));
  }

  static MonoTime lookDue(Draft draft) {
    ResourceState resource = draft.resource;
    MonoTime gap = resource.endedAt().plus(SMALLEST_GAP);
    if (resource.dirtySince().isPresent()) {
      return gap;
    }
    MonoTime due = resource.endedAt().plus(restless(resource) ? AFTER_FAILURE : loopWait(draft));
    return MonoTime.later(gap, MonoTime.earlier(due, surveyed(draft)));
  }

  private static Duration loopWait(Draft draft) {
    return draft.config.timing().loopWait();
  }

  /**
   * Members do not give hints; whoever waits for a leader to get ready has to look. Whatever else
   * may be waited for gives a hint. Nobody waits during a task, or for the checkpoint of a leader
   * that is streamed from.
   */
  private static boolean waitsForOthers(Draft draft) {
    if (draft.election.isPresent() || draft.tasks.running().isPresent()) {
      return false;
    }
    Situation s = draft.situation();
    boolean leaderNotReady = s.otherLeader().isPresent() && s.source().isEmpty();
    boolean checkpointMissing =
        s.leaderMember().filter(member -> member.checkpointPending()).isPresent()
            && s.report().filter(ResourceReport::streaming).isEmpty();
    return leaderNotReady || checkpointMissing;
  }

  /**
   * The longer a leader has led without being ready, the less a moment matters: a promotion of a
   * minute is not to cost the store five reads a second of every replica.
   */
  private static Duration impatience(Draft draft) {
    Duration waited =
        draft
            .memory
            .lastElection()
            .map(began -> draft.store.readAt().since(began.at()))
            .orElse(Duration.ZERO);
    return LeaseTimes.longer(IMPATIENT, LeaseTimes.shorter(RESIGNED, waited.dividedBy(10)));
  }

  /** Where observers judge expiry, only a read sent after the record's whole ttl can prove it. */
  private static MonoTime expiryProofDue(Draft draft) {
    Optional<ClusterView> view = draft.store.view();
    if (draft.traits.expiry() != ExpirySide.OBSERVER || draft.leader.record().isEmpty()) {
      return MonoTime.MAX;
    }
    MonoTime expires = draft.leader.expiresAt(draft.config.timing().ttl());
    boolean proved = view.filter(v -> v.sentAt().hasReached(expires)).isPresent();
    return proved ? MonoTime.MAX : expires;
  }

  private static boolean restless(ResourceState resource) {
    return resource
        .report()
        .map(ResourceReport::running)
        .filter(phase -> phase == RunPhase.STARTING || phase == RunPhase.UNRESPONSIVE)
        .or(
            () ->
                resource.report().filter(ObservationScheduler::awaitsStream).map(r -> r.running()))
        .isPresent();
  }

  /** Whether the stream has come is worth knowing soon: others judge this member by it. */
  private static boolean awaitsStream(ResourceReport report) {
    return report.running() == RunPhase.RUNNING
        && report.role() == Role.REPLICA
        && report.sourceAddress().isPresent()
        && !report.streaming();
  }

  /** The own position counts in an election only if it was taken after the others' answers. */
  private static MonoTime surveyed(Draft draft) {
    SurveyState survey = draft.survey;
    boolean positionMissing =
        survey.id() != 0
            && !survey.running()
            && draft.resource.askedAt().isBefore(survey.doneAt())
            && draft.now.isBefore(survey.doneAt().plus(ElectionFacts.LONGEST_SURVEY_LIFE));
    return positionMissing ? survey.doneAt() : MonoTime.MAX;
  }
}
