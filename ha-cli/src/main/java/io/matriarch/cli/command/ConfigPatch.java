package io.matriarch.cli.command;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.cluster.Cluster;
import io.matriarch.cli.rest.RestAnswer;
import io.matriarch.cli.rest.RestClient;
import io.matriarch.cli.rest.RestException;
import io.matriarch.core.model.MemberRecord;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Has a member change one key of the dynamic configuration. */
final class ConfigPatch {
  private ConfigPatch() {}

  /**
   * Asks the leader first, then whoever answers.
   *
   * @param value {@code null} removes the key
   * @throws CtlException nobody answers
   */
  static RestAnswer send(Session session, Cluster cluster, String key, Object value) {
    return send(session, cluster.leaderFirst(), key, value);
  }

  static RestAnswer send(Session session, List<MemberRecord> members, String key, Object value) {
    Map<String, Object> patch = Collections.singletonMap(key, value);
    for (MemberRecord member : members) {
      try {
        return session.rest().send(member, "PATCH", "config", Optional.of(patch), RestClient.SOON);
      } catch (RestException silent) {
        session.terminal().error("Member %s: %s".formatted(member.name(), silent.getMessage()));
      }
    }
    throw new CtlException("Can not find accessible cluster member");
  }
}
