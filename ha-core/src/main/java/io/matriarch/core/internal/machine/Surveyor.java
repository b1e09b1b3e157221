package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.internal.policy.FailsafeFacts;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    Optional<NodeName> formerLeader =
        draft.memory.lastViewWithLeader().flatMap(ClusterView::leader).map(LeaderRecord::holder);
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
    SurveyState round = SurveyState.begun(id, asked, draft.now, deadline);
    draft.survey = handingOver(draft) ? round.handingOverAfter(last, draft.now) : round;
    if (!questions.isEmpty()) {
      draft.emit(new PeerEffect.Survey(id, questions));
    }
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
    if (FailsafeFacts.mayBeOn(draft.freeze())) {
      // Among them may be a leader that goes on without the store.
      draft
          .store
          .documents()
          .failsafe()
          .forEach((name, url) -> members.put(name, MemberRecord.addressOnly(name, url)));
    }
    draft.memory.lastViewWithLeader().ifPresent(view -> members.putAll(view.members()));
    draft.store.view().ifPresent(view -> members.putAll(view.members()));
    members.remove(draft.settings.name());
    members
        .values()
        .removeIf(m -> m.apiUrl().isEmpty() || m.tags().nofailover() && m.role() != Role.PRIMARY);
    return members;
  }
}
