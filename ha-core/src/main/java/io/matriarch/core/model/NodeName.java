package io.matriarch.core.model;

/**
 * Name of a node, unique inside its cluster.
 *
 * @param value the name exactly as it stands in the store
 */
public record NodeName(String value) implements Comparable<NodeName> {
  /** Refuses a name that cannot be part of a key. */
  public NodeName {
    if (value == null || value.isBlank() || value.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "node name '" + value + "' must not be empty or contain '/'");
    }
  }

  /**
   * {@return the name}
   *
   * @param value neither empty nor with a slash in it
   * @throws IllegalArgumentException if it is not such a text
   */
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
