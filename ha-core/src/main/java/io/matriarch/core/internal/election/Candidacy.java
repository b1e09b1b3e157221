package io.matriarch.core.internal.election;

import io.matriarch.core.internal.machine.SurveyState;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.Position;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Is this node the best of those that answered? Members that do not answer, must not lead, or are
 * too far behind the last leader to do so, do not count: else one that is ahead only by its
 * timeline and may not lead itself would keep everybody from it. The own position is one taken
 * after the answers came in: otherwise two replicas that still receive from a dying primary would
 * each see the other ahead. Equals may both claim: the store lets one of them win.
 */
public final class Candidacy {
  private Candidacy() {}

  public static Verdict judge(Situation s) {
    List<String> objections = new ArrayList<>();
    Position own = s.report().flatMap(ResourceReport::position).orElse(new Position(0, 0));
    SurveyState survey = s.survey();
    for (PeerStatus peer : survey.answers().values()) {
      if (counts(peer) && (peer.primary() || Successors.closeEnough(s, peer))) {
        objection(peer, own, objections);
      }
    }
    return Verdict.of(objections);
  }

  static boolean counts(PeerStatus peer) {
    return peer.reachable() && !peer.tags().nofailover() && !peer.watchdogFailed();
  }

  private static void objection(PeerStatus peer, Position own, List<String> objections) {
    if (peer.primary()) {
      objections.add(peer.name() + " is still alive as primary");
      return;
    }
    Position theirs = peer.position().map(p -> comparable(p, own)).orElse(new Position(0, 0));
    if (theirs.compareTo(own) > 0) {
      objections.add("Wal position of " + peer.name() + " is ahead of my wal position");
    }
  }

  /** A peer that does not tell its timeline is compared by offset alone. */
  static Position comparable(Position theirs, Position own) {
    return theirs.epoch() == 0 ? new Position(own.epoch(), theirs.offset()) : theirs;
  }
}
