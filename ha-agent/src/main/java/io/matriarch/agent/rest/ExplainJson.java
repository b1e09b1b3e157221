package io.matriarch.agent.rest;

import io.matriarch.core.api.Explanation;
import io.matriarch.core.api.StatusNow;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.wire.RoleNames;
import io.matriarch.core.wire.StateNames;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why the node does what it does, as a document. */
final class ExplainJson {
  private ExplainJson() {}

  static byte[] body(StatusNow at) {
    Explanation why = at.status().why();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("cluster", at.status().cluster().scope());
    json.put("node", at.status().name().value());
    json.put("state", StateNames.text(at.status().state()));
    json.put("role", RoleNames.text(at.status().role()));
    json.put("rule", why.rule());
    json.put("title", why.title());
    json.put("reason", why.reason());
    json.put("facts", why.facts());
    json.put("tried", why.tried());
    json.put("verdict", why.verdict());
    json.put("task", why.task().orElse(null));
    json.put("awaiting", why.awaiting());
    json.put("paused", at.status().config().paused());
    json.put("respected_modes", at.status().config().unbuiltModes());
    json.put("leading", at.leads());
    json.put("lease_valid_for_ms", millisUntil(at, why.permitUntil()));
    json.put("next_wake_ms", millisUntil(at, why.nextWake()));
    json.put("decided_ms_ago", at.now().since(at.status().at()).toMillis());
    return SpacedJson.bytes(json);
  }

  /** Null where there is no such instant, 0 where it has passed. */
  private static Long millisUntil(StatusNow at, MonoTime instant) {
    return instant.isFinite() ? Math.max(0, instant.since(at.now()).toMillis()) : null;
  }
}
