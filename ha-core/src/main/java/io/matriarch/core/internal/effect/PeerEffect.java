package io.matriarch.core.internal.effect;

import io.matriarch.core.model.MemberRecord;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.peer.FailsafePing;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;

/** For the peer lane. */
public sealed interface PeerEffect extends Effect {

  /** Ask each of these; one completion per question. */
  record Survey(long id, List<Question> questions) implements PeerEffect {}

  /**
   * Ask each of these whether this leader may go on without the store; one completion per member.
   *
   * @param voters their addresses by name
   */
  record AskFailsafe(
      long id, SortedMap<NodeName, String> voters, FailsafePing ping, Duration timeout)
      implements PeerEffect {}

  /**
   * @param timeout how long this member's answer is worth waiting for
   */
  record Question(MemberRecord member, Duration timeout) {}
}
