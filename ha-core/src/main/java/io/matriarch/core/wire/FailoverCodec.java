package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import io.matriarch.core.model.FailoverRequest;
import io.matriarch.core.model.NodeName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request to move leadership, in the failover key. */
public final class FailoverCodec {
  private FailoverCodec() {}

  /**
   * Empty if nothing is requested.
   *
   * <p>A request that names something no node can be called is empty as well: without the name it
   * would mean another thing.
   *
   * @param text value of the key
   * @return the request
   */
  public static Optional<FailoverRequest> decode(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    if (!Json.isJson(text)) {
      String[] parts = text.split(":", -1);
      return request(parts[0].strip(), parts.length > 1 ? parts[1].strip() : "", "");
    }
    Map<String, Object> fields = Json.object(text).orElse(Map.of());
    return request(fields.get("leader"), fields.get("member"), fields.get("scheduled_at"));
  }

  /**
   * Fields without a value are left out; no request at all is an empty object.
   *
   * @param request absent: none
   * @return value of the key
   */
  public static String encode(Optional<FailoverRequest> request) {
    Map<String, Object> fields = new LinkedHashMap<>();
    request.ifPresent(
        move -> {
          move.leader().ifPresent(name -> fields.put("leader", name.value()));
          move.candidate().ifPresent(name -> fields.put("member", name.value()));
          move.scheduledAt().ifPresent(at -> fields.put("scheduled_at", at));
        });
    return Json.compact(fields);
  }

  private static Optional<FailoverRequest> request(
      Object leader, Object candidate, Object scheduledAt) {
    Optional<NodeName> leaderName = name(leader);
    Optional<NodeName> candidateName = name(candidate);
    boolean nothing = leaderName.isEmpty() && candidateName.isEmpty();
    boolean misread =
        isGiven(leader) && leaderName.isEmpty() || isGiven(candidate) && candidateName.isEmpty();
    return nothing || misread
        ? Optional.empty()
        : Optional.of(
            new FailoverRequest(
                leaderName,
                candidateName,
                Optional.of(Fields.text(scheduledAt)).filter(s -> !s.isEmpty())));
  }

  private static boolean isGiven(Object field) {
    return field != null && !field.equals("");
  }

  private static Optional<NodeName> name(Object field) {
    return Fields.name(Fields.text(field));
  }
}
