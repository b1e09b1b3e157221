package io.matriarch.postgres.slots;

import io.matriarch.core.model.NodeName;
import java.util.Locale;

/** Names of members' replication slots. */
public final class SlotNames {
  private static final int LONGEST = 63;

  private SlotNames() {}

  /**
   * The slot name that belongs to a member: lower case, {@code -} and {@code .} as {@code _}, any
   * other character that a slot name cannot hold as {@code u} and its code point. Two members may
   * get the same name and then share the slot.
   */
  public static String of(NodeName member) {
    StringBuilder name = new StringBuilder();
    member
        .value()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            c -> {
              if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_') {
                name.appendCodePoint(c);
              } else if (c == '-' || c == '.') {
                name.append('_');
              } else {
                name.append(String.format(Locale.ROOT, "u%04d", c));
              }
            });
    return name.length() > LONGEST ? name.substring(0, LONGEST) : name.toString();
  }
}
