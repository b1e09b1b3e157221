package io.matriarch.core.model;

/**
 * Name of a node, unique inside its cluster.
 *
 * @param value the name exactly as it stands in the store
 */
public record NodeName(String value) implements Comparable<NodeName> {
  public NodeName {
    if (value == null || value.isBlank() || value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "node name '" + value + "' must not be empty or contain '/'");
    }
  }

  public static NodeName of(String value) {
    return new NodeName(value);
  }

  @Override
  public int compareTo(NodeName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
