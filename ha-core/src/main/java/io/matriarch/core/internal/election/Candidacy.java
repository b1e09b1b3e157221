package io.matriarch.core.internal.election;

import io.matriarch.core.internal.machine.SurveyState;
import io.matriarch.core.internal.policy.Situation;
import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.Position;
import io.matriarch.core.peer.PeerStatus;
import io.matriarch.core.resource.ResourceReport;
import java.util.ArrayList;
import java.util.List;

/**
 * Is this node the best of those that answered? Members that do not answer, must not lead, are too
 * far behind the last leader to do so, or are not listed in the failsafe topology, do not count:
 * else one that is ahead and may not lead itself would keep everybody from it. The own position is
 * one taken after the answers came in: otherwise two replicas that still receive from a dying
 * primary would each see the other ahead. Equals may both claim: the store lets one of them win.
 */
public final class Candidacy {
  private Candidacy() {}

  public static Verdict judge(Situation s) {
    List<String> objections = new ArrayList<>();
    Position own = own(s);
    SurveyState survey = s.survey();
    for (PeerStatus peer : survey.answers().values()) {
      if (peer.reachable() && peer.primary() || counts(peer) && couldLead(s, peer)) {
        objection(s, peer, own, objections);
      }
    }
    return Verdict.of(objections);
  }

  /** Who is ahead and does not count, one sentence each that says why. */
  public static List<String> passedOver(Situation s) {
    Position own = own(s);
    return s.survey().answers().values().stream()
        .filter(peer -> peer.reachable() && !peer.primary() && ahead(peer, own))
        .filter(peer -> !(counts(peer) && couldLead(s, peer)))
        .map(peer -> peer.name() + ", which is ahead, " + whyNot(s, peer))
        .toList();
  }

  private static String whyNot(Situation s, PeerStatus peer) {
    return Eligibility.excludedByFailsafe(s, peer.name())
        ? "is not listed in the failsafe topology"
        : MovePreflight.objection(s, peer, true).orElse("cannot lead");
  }

  private static Position own(Situation s) {
    return s.report().flatMap(ResourceReport::position).orElse(new Position(0, 0));
  }

  private static boolean couldLead(Situation s, PeerStatus peer) {
    return Successors.closeEnough(s, peer) && !Eligibility.excludedByFailsafe(s, peer.name());
  }

  static boolean counts(PeerStatus peer) {
    return peer.reachable() && !peer.tags().nofailover() && !peer.watchdogFailed();
  }

  private static void objection(
      Situation s, PeerStatus peer, Position own, List<String> objections) {
    if (peer.primary()) {
      objections.add(peer.name() + " is still alive as primary");
      return;
    }
    if (ahead(peer, own)) {
      objections.add("Wal position of " + peer.name() + " is ahead of my wal position");
    } else if (theirs(peer, own).equals(own)
        && rank(s, peer) > s.state().settings().tags().priority()) {
      objections.add(
          "%s has equally tolerable WAL position and priority %d, while this node has priority %d"
              .formatted(peer.name(), rank(s, peer), s.state().settings().tags().priority()));
    }
  }

  private static boolean ahead(PeerStatus peer, Position own) {
    return theirs(peer, own).compareTo(own) > 0;
  }

  private static Position theirs(PeerStatus peer, Position own) {
    return peer.position().map(p -> comparable(p, own)).orElse(new Position(0, 0));
  }

  /** The former leader's does not count: it is the one that is to be replaced. */
  private static long rank(Situation s, PeerStatus peer) {
    boolean former =
        s.state()
            .memory()
            .lastViewWithLeader()
            .flatMap(ClusterView::leader)
            .filter(leader -> leader.holder().equals(peer.name()))
            .isPresent();
    return former ? 0 : peer.tags().priority();
  }

  /** A peer that does not tell its timeline is compared by offset alone. */
  static Position comparable(Position theirs, Position own) {
    return theirs.epoch() == 0 ? new Position(own.epoch(), theirs.offset()) : theirs;
  }
}
