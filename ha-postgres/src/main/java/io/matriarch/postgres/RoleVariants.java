package io.matriarch.postgres;

import io.matriarch.postgres.parameters.ServerRole;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is configured for one role of the server only.
 *
 * @param parameters laid over those for all roles
 * @param pgHba instead of those for all roles, if there are any
 * @param pgIdent likewise
 */
public record RoleVariants(
    Map<ServerRole, Map<String, String>> parameters,
    Map<ServerRole, List<String>> pgHba,
    Map<ServerRole, List<String>> pgIdent) {

  /** The same for all roles. */
  public static final RoleVariants NONE = new RoleVariants(Map.of(), Map.of(), Map.of());

  public RoleVariants {
    parameters = Map.copyOf(parameters);
    pgHba = Map.copyOf(pgHba);
    pgIdent = Map.copyOf(pgIdent);
  }

  /**
   * {@return these where they say something, else the others}
   *
   * @param others what else is configured
   */
  public RoleVariants over(RoleVariants others) {
    Map<ServerRole, Map<String, String>> merged = new EnumMap<>(ServerRole.class);
    for (ServerRole role : ServerRole.values()) {
      Map<String, String> both =
          new java.util.TreeMap<>(others.parameters.getOrDefault(role, Map.of()));
      both.putAll(parameters.getOrDefault(role, Map.of()));
      merged.put(role, both);
    }
    return new RoleVariants(merged, lines(pgHba, others.pgHba), lines(pgIdent, others.pgIdent));
  }

  private static Map<ServerRole, List<String>> lines(
      Map<ServerRole, List<String>> first, Map<ServerRole, List<String>> second) {
    Map<ServerRole, List<String>> lines = new EnumMap<>(ServerRole.class);
    lines.putAll(second);
    first.forEach((role, own) -> lines.put(role, List.copyOf(own)));
    return lines;
  }
}
