package io.matriarch.core.resource;

import io.matriarch.core.model.NodeName;
import java.util.OptionalLong;

/**
 * A node for whose sake history is kept.
 *
 * @param name the node
 * @param position how far it is known to have come: what lies before may be let go on a node that
 *     does not serve it; empty if unknown
 */
public record Follower(NodeName name, OptionalLong position) implements Comparable<Follower> {
  @Override
  public int compareTo(Follower other) {
    return name.compareTo(other.name);
  }
}
