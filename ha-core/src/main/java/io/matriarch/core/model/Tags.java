package io.matriarch.core.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Tags of a member: a few have a meaning for the cluster, all others are the operator's own.
 *
 * @param values tag name to a {@link Boolean}, {@link Number} or {@link String}, in the order given
 */
public record Tags(Map<String, Object> values) {
  /** No tags at all. */
  public static final Tags NONE = new Tags(Map.of());

  /** Keeps a copy. */
  public Tags {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * {@return whether it never races for leadership; its position then neither blocks nor helps
   * others}
   */
  public boolean nofailover() {
    if (values.containsKey("nofailover")) {
      return flag("nofailover");
    }
    return number("failover_priority").orElse(1) <= 0;
  }

  /**
   * Breaks ties in an election: the larger one leads. 1 unless something else is said.
   *
   * @return the preference; 0: never
   */
  public long priority() {
    if (nofailover()) {
      return 0;
    }
    return values.containsKey("nofailover") ? 1 : number("failover_priority").orElse(1);
  }

  /** {@return whether load balancers shall not be offered it as a replica} */
  public boolean noloadbalance() {
    return flag("noloadbalance");
  }

  /** {@return whether it is a preferred source for new copies} */
  public boolean clonefrom() {
    return flag("clonefrom");
  }

  /** {@return whether it takes part from the archive alone; nobody keeps a slot for it then} */
  public boolean nostream() {
    return flag("nostream");
  }

  /** {@return the member to stream from, instead of the leader} */
  public Optional<NodeName> replicatefrom() {
    return values.get("replicatefrom") instanceof String name && !name.isBlank()
        ? Optional.of(NodeName.of(name))
        : Optional.empty();
  }

  /** Empty if it is missing or no number. */
  private OptionalLong number(String name) {
    Object value = values.get(name);
    if (value instanceof Number number) {
      return OptionalLong.of(number.longValue());
    }
    if (value == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(String.valueOf(value).strip()));
    } catch (NumberFormatException notOne) {
      return OptionalLong.empty();
    }
  }

  private boolean flag(String name) {
    Object value = values.get(name);
    if (value == null) {
      return false;
    }
    if (value instanceof Boolean b) {
      return b;
    }
    String text = value.toString().toLowerCase(java.util.Locale.ROOT);
    return text.equals("true") || text.equals("on") || text.equals("yes") || text.equals("1");
  }
}
