package io.matriarch.core.internal.event;

import io.matriarch.core.api.Command;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.Expected;
import java.time.Duration;
import java.util.Optional;

/** From people and other programs. */
public sealed interface CommandEvent extends Event {

  /** End in an orderly way. */
  record Shutdown() implements CommandEvent {}

  /** Somebody asks for something; answered with a reply effect. */
  record Asked(long replyId, Command command) implements CommandEvent {}

  /**
   * This node is to give leadership up; answered with a reply effect. For elections without data.
   *
   * @param unfitFor how long it is not to lead again, whoever else is there
   */
  record StepDown(long replyId, Duration unfitFor) implements CommandEvent {}

  /**
   * A configuration that was merged and looked at is to be stored; answered with a reply effect.
   *
   * @param text the whole document
   * @param expected what must stand in the store for it
   */
  record StoreConfig(long replyId, String text, Expected expected) implements CommandEvent {}

  /**
   * A leader without store asks whether it may go on; answered with a reply effect.
   *
   * @param ttl for how long it counts on an acceptance, if it says so
   */
  record FailsafePing(long replyId, NodeName leader, Optional<Duration> ttl)
      implements CommandEvent {}
}
