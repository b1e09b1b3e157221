package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.event.PeerEvent;
import io.matriarch.core.internal.policy.FailsafeFacts;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import io.matriarch.core.peer.PeerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks the other members where they are. */
final class Surveyor {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration PATIENCE_WITH_FORMER_LEADER = Duration.ofMillis(300);
  private static final Duration GRACE = Duration.ofMillis(100);
  private static final Duration GAP = Duration.ofMillis(20);
  private static final Duration LONG_GAP = Duration.ofMillis(200);
  private static final Duration SOON = Duration.ofSeconds(1);

  private Surveyor() {}

  static void ask(Draft draft) {
    SurveyState last = draft.survey;
    if (last.running() || (last.id() != 0 && draft.now.isBefore(again(draft)))) {
      return;
    }
    Optional<NodeName> formerLeader = formerLeader(draft);
    heed(draft);
    List<PeerEffect.Question> questions = new ArrayList<>();
    TreeSet<NodeName> asked = new TreeSet<>();
    MonoTime deadline = draft.now;
    for (MemberRecord member : worthAsking(draft).values()) {
      // Its lease is over, so it cannot be a legitimate primary: its silence is not waited for.
      boolean former = formerLeader.filter(member.name()::equals).isPresent();
      Duration patience = former ? PATIENCE_WITH_FORMER_LEADER : PATIENCE;
      questions.add(new PeerEffect.Question(member, patience));
      asked.add(member.name());
      deadline = MonoTime.later(deadline, draft.now.plus(patience).plus(GRACE));
    }
    long id = draft.newId();
    SurveyState round = SurveyState.begun(id, asked, draft.now, deadline).following(last);
    draft.survey = handingOver(draft) ? round.handingOverAfter(last, draft.now) : round;
    if (!questions.isEmpty()) {
      draft.emit(new PeerEffect.Survey(id, questions));
    }
  }

  /** Takes in what a member says to the last round. */
  static void answered(Draft draft, PeerEvent.Answered event) {
    if (event.surveyId() == draft.survey.id()) {
      draft.survey = draft.survey.answered(event.status(), draft.now);
      heed(draft);
    }
  }

  /**
   * Nobody leads by the store, and a listed member says that it does: it cannot have heard that the
   * mode is off, and may ask for its right anew until it is found silent. So the round that follows
   * tells when that was.
   */
  private static void heed(Draft draft) {
    boolean oneLeads =
        draft.survey.answers().values().stream()
            .filter(PeerStatus::primary)
            .map(PeerStatus::name)
            .anyMatch(mayGoOn(draft)::containsKey);
    if (oneLeads && draft.situation().leader().isEmpty()) {
      draft.memory = draft.memory.failsafeOffAt(draft.now);
    }
  }

  /**
   * The listed members, with their addresses, one of which may lead without the store: once the
   * mode has been off for long, only the last that was seen to lead. A process that has seen nobody
   * cannot tell, however long it took to be ready.
   */
  private static SortedMap<NodeName, String> mayGoOn(Draft draft) {
    SortedMap<NodeName, String> listed = new TreeMap<>(draft.store.documents().failsafe());
    if (!FailsafeFacts.mayBeOn(draft.freeze())) {
      formerLeader(draft).ifPresent(last -> listed.keySet().retainAll(Set.of(last)));
    }
    return listed;
  }

  private static Optional<NodeName> formerLeader(Draft draft) {
    return draft.memory.lastViewWithLeader().flatMap(ClusterView::leader).map(LeaderRecord::holder);
  }

  /**
   * When to ask again at the earliest: there is time while the primary still takes writes, and
   * whoever has not come along within a second may need minutes, as long as a stop goes on.
   */
  static MonoTime again(Draft draft) {
    boolean writable =
        draft.memory.moveDueSince().isPresent()
            && draft.tasks.running().isEmpty()
            && draft.situation().running(Role.PRIMARY);
    boolean late =
        draft
            .survey
            .handingOverSince()
            .filter(since -> draft.survey.doneAt().isAfter(since.plus(SOON)))
            .isPresent();
    return draft.survey.doneAt().plus(writable || late ? LONG_GAP : GAP);
  }

  private static boolean handingOver(Draft draft) {
    return draft.tasks.running().isPresent() || draft.memory.returning().isPresent();
  }

  /**
   * Also those whose records have expired: they may be alive and ahead. Who must not lead is asked
   * only if it was primary: it may have been told so while it led, and lead still.
   */
  private static SortedMap<NodeName, MemberRecord> worthAsking(Draft draft) {
    SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
    // A leader's own record may have expired before its lease did.
    mayGoOn(draft).forEach((name, url) -> members.put(name, MemberRecord.addressOnly(name, url)));
    draft.memory.lastViewWithLeader().ifPresent(view -> members.putAll(view.members()));
    draft.store.view().ifPresent(view -> members.putAll(view.members()));
    members.remove(draft.settings.name());
    members
        .values()
        .removeIf(m -> m.apiUrl().isEmpty() || m.tags().nofailover() && m.role() != Role.PRIMARY);
    return members;
  }
}
