package io.matriarch.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tags of a member: a few have a meaning for the cluster, all others are the operator's own.
 *
 * @param values tag name to a {@link Boolean}, {@link Number} or {@link String}, in the order given
 */
public record Tags(Map<String, Object> values) {
  public static final Tags NONE = new Tags(Map.of());

  public Tags {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Never races for leadership; its position neither blocks nor helps another candidate. */
  public boolean nofailover() {
    if (values.containsKey("nofailover")) {
      return flag("nofailover");
    }
    return values.get("failover_priority") instanceof Number n && n.longValue() <= 0;
  }

  /** Not offered to load balancers as a replica. */
  public boolean noloadbalance() {
    return flag("noloadbalance");
  }

  /** Preferred source for new copies. */
  public boolean clonefrom() {
    return flag("clonefrom");
  }

  /** Takes part without streaming; nobody keeps a slot for it. */
  public boolean nostream() {
    return flag("nostream");
  }

  private boolean flag(String name) {
    Object value = values.get(name);
    if (value instanceof Boolean b) {
      return b;
    }
    String text = value == null ? "" : value.toString().toLowerCase(java.util.Locale.ROOT);
    return text.equals("true") || text.equals("on") || text.equals("yes") || text.equals("1");
  }
}
