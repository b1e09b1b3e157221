package io.matriarch.examples.quickstart.cluster;

import java.util.Map;
import java.util.Optional;

/**
 * What one node says of itself.
 *
 * @param position what it has written, or received if it is a replica
 */
public record MemberStatus(
    String role,
    String state,
    Optional<Long> timeline,
    Optional<Long> position,
    Optional<Long> replayed) {

  /** Reads the answer of {@code /patroni}. */
  static MemberStatus of(Map<String, Object> document) {
    String state = String.valueOf(document.get("state"));
    Map<?, ?> xlog = document.get("xlog") instanceof Map<?, ?> map ? map : Map.of();
    Object shown =
        state.equals("running") ? document.getOrDefault("replication_state", state) : state;
    return new MemberStatus(
        String.valueOf(document.get("role")),
        String.valueOf(shown),
        number(document.get("timeline")),
        number(xlog.get("location")).or(() -> number(xlog.get("received_location"))),
        number(xlog.get("replayed_location")));
  }

  /** A replica that receives what the primary writes. */
  public boolean isStreaming() {
    return role.equals("replica") && state.equals("streaming");
  }

  /** A primary that runs. */
  public boolean isPrimary() {
    return role.equals("primary") && state.equals("running");
  }

  private static Optional<Long> number(Object value) {
    return value instanceof Number number ? Optional.of(number.longValue()) : Optional.empty();
  }
}
