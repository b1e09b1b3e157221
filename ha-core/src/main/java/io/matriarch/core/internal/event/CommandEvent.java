package io.matriarch.core.internal.event;

import io.matriarch.core.model.NodeName;

/** From people and other programs. */
public sealed interface CommandEvent extends Event {

  /** End in an orderly way. */
  record Shutdown() implements CommandEvent {}

  /** A leader without store asks whether it may go on; answered with a reply effect. */
  record FailsafePing(long replyId, NodeName leader) implements CommandEvent {}
}
