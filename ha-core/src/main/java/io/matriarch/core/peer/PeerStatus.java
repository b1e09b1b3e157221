package io.matriarch.core.peer;

import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Position;
import io.matriarch.core.model.Tags;
import java.util.Optional;

/**
 * What a member answered, or that it did not.
 *
 * @param name the member asked
 * @param reachable it answered with something usable; if false all else is meaningless
 * @param primary it runs writable
 * @param position the further of received and replayed, or written on a primary; epoch 0 if the
 *     answer does not tell the timeline
 * @param tags its effective tags; who is tagged never to lead keeps nobody from it
 * @param watchdogFailed it must not lead because its watchdog is required and unusable
 * @param streaming whether a replica's stream is live; empty if it does not tell
 */
public record PeerStatus(
    NodeName name,
    boolean reachable,
    boolean primary,
    Optional<Position> position,
    Tags tags,
    boolean watchdogFailed,
    Optional<Boolean> streaming) {

  /**
   * {@return what is known of a member that did not answer}
   *
   * @param name the member
   */
  public static PeerStatus unreachable(NodeName name) {
    return new PeerStatus(name, false, false, Optional.empty(), Tags.NONE, false, Optional.empty());
  }
}
