package io.matriarch.postgres.parameters;

import io.matriarch.postgres.PostgresConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a node's own configuration says in vain, one line each. Pure. */
public final class LocalNotes {
  private LocalNotes() {}

  public static List<String> of(PostgresConfig config) {
    List<String> notes = new ArrayList<>();
    note(notes, "postgresql.parameters", config.parameters());
    config
        .files()
        .variants()
        .parameters()
        .forEach(
            (role, parameters) ->
                note(notes, "postgresql.parameters_" + role.suffix(), parameters));
    return List.copyOf(notes);
  }

  private static void note(List<String> notes, String path, Map<String, String> parameters) {
    for (String name : parameters.keySet()) {
      if (ControlledParameters.NAMES.contains(name)) {
        notes.add(
            path
                + "."
                + name
                + ": is ignored, since it must be the same on all members; "
                + (ControlledParameters.PER_NODE.contains(name)
                    ? "it follows from scope and postgresql.listen"
                    : "set it in the cluster's dynamic configuration"));
      }
    }
  }
}
