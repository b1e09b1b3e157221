package io.matriarch.core.internal.effect;

import io.matriarch.core.model.MemberRecord;
import java.time.Duration;
import java.util.List;

/** For the peer lane. */
public sealed interface PeerEffect extends Effect {

  /** Ask each of these; one completion per question. */
  record Survey(long id, List<Question> questions) implements PeerEffect {}

  /**
   * @param timeout how long this member's answer is worth waiting for
   */
  record Question(MemberRecord member, Duration timeout) {}
}
