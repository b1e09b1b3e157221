package io.matriarch.core.internal.machine;

import io.matriarch.core.internal.effect.PeerEffect;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.LeaderRecord;
import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
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
  private static final Duration GAP = Duration.ofMillis(50);

  private Surveyor() {}

  static void ask(Draft draft) {
    SurveyState last = draft.survey;
    if (last.running() || (last.id() != 0 && draft.now.isBefore(last.doneAt().plus(GAP)))) {
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
    draft.survey = SurveyState.begun(id, asked, draft.now, deadline);
    if (!questions.isEmpty()) {
      draft.emit(new PeerEffect.Survey(id, questions));
    }
  }

  /** Also those whose records have expired: they may be alive and ahead. */
  private static SortedMap<NodeName, MemberRecord> worthAsking(Draft draft) {
    SortedMap<NodeName, MemberRecord> members = new TreeMap<>();
    draft.memory.lastViewWithLeader().ifPresent(view -> members.putAll(view.members()));
    draft.store.view().ifPresent(view -> members.putAll(view.members()));
    members.remove(draft.settings.name());
    members.values().removeIf(m -> m.apiUrl().isEmpty() || m.tags().nofailover());
    return members;
  }
}
