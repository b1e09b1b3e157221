package io.matriarch.core.internal.event;

import io.matriarch.core.peer.FailsafeVote;
import io.matriarch.core.peer.PeerStatus;

/** From asking other members. */
public sealed interface PeerEvent extends Event {

  /** One member of the survey answered, or definitely will not. */
  record Answered(long surveyId, PeerStatus status) implements PeerEvent {}

  /** One member answered a leader without store, or definitely will not. */
  record Voted(long roundId, FailsafeVote vote) implements PeerEvent {}
}
