package io.matriarch.core.peer;

import io.matriarch.core.model.NodeName;
import java.util.OptionalLong;

/**
 * What a member answered to a {@link FailsafePing}. A member that could not be asked has not
 * accepted.
 *
 * @param name the member asked
 * @param accepted it stands still for a ttl from the moment it got the question
 * @param position its own last received or replayed offset, if it told
 * @param detail for people: its answer, or why there is none
 */
public record FailsafeVote(NodeName name, boolean accepted, OptionalLong position, String detail) {}
