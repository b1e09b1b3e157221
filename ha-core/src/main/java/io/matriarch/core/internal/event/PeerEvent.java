package io.matriarch.core.internal.event;

import io.matriarch.core.peer.PeerStatus;

/** From asking other members. */
public sealed interface PeerEvent extends Event {

  /** One member of the survey answered, or definitely will not. */
  record Answered(long surveyId, PeerStatus status) implements PeerEvent {}
}
