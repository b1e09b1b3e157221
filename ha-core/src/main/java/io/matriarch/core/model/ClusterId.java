package io.matriarch.core.model;

/**
 * Identifies one cluster in a store.
 *
 * @param namespace first part of the key path, without surrounding slashes; may itself contain some
 * @param scope name of the cluster
 */
public record ClusterId(String namespace, String scope) {
  /** Takes surplus slashes away and refuses an empty scope. */
  public ClusterId {
    namespace = namespace == null ? "service" : namespace.replaceAll("/+", "/");
    namespace = namespace.replaceAll("^/|/$", "");
    if (scope == null || scope.isBlank()) {
      throw new IllegalArgumentException("scope '" + scope + "' must not be empty");
    }
  }

  /** {@return the path below which all keys of this cluster live, e.g. {@code /service/batman}} */
  public String basePath() {
    return (namespace.isEmpty() ? "" : "/" + namespace) + "/" + scope;
  }

  @Override
  public String toString() {
    return scope;
  }
}
