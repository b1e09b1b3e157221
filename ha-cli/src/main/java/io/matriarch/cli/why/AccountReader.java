package io.matriarch.cli.why;

import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.config.Json;
import io.matriarch.core.model.MemberRecord;
import java.util.Map;

/**
 * Asks members to explain themselves. Blocks; bounded per member.
 *
 * @param rest how they are asked
 */
public record AccountReader(RestClient rest) {

  /** Never fails: a member that says nothing is an answer, too. */
  public NodeAccount read(MemberRecord member) {
    String name = member.name().value();
    if (!member.native_()) {
      return NodeAccount.silent(
          name, "is not one of ours (Patroni " + member.version() + ") and does not tell");
    }
    try {
      Map<String, Object> explain = document(member, "ha/explain");
      if (!explain.containsKey("rule")) {
        return NodeAccount.silent(name, "does not tell; its version is too old");
      }
      return NodeAccount.of(
          name, explain, document(member, "ha/journal"), document(member, "ha/failover"));
    } catch (RestException silent) {
      return NodeAccount.silent(name, "cannot be asked: " + silent.getMessage());
    }
  }

  /** What an older version does not have reads as empty. */
  private Map<String, Object> document(MemberRecord member, String endpoint) throws RestException {
    RestAnswer answer = rest.get(member, endpoint);
    return answer.status() == 200 ? Json.object(answer.body()).orElse(Map.of()) : Map.of();
  }
}
