package io.matriarch.postgres.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares what is wanted with what the server runs with, with the units and types of each. */
final class SettingsComparison {
  private static final String SQL =
      """
      SELECT name, vartype, COALESCE(unit, ''), reset_val, context, source
           , COALESCE(sourcefile, '')
        FROM pg_settings WHERE name = ANY (?) ORDER BY name
      """;

  private SettingsComparison() {}

  static List<Difference> differences(Connection connection, Map<String, String> wanted)
      throws SQLException {
    Map<String, String> byName = new TreeMap<>();
    wanted.forEach((name, value) -> byName.put(name.toLowerCase(Locale.ROOT), value));
    List<Difference> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(SQL)) {
      statement.setArray(1, connection.createArrayOf("text", byName.keySet().toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String type = row.getString(2);
          String unit = row.getString(3);
          String running = row.getString(4) == null ? "" : row.getString(4);
          Difference difference =
              new Difference(
                  row.getString(1),
                  GucValue.of(type, unit, byName.get(row.getString(1))),
                  new RunningValue(
                      GucValue.of(type, unit, running),
                      type,
                      row.getString(5),
                      row.getString(6),
                      row.getString(7)));
          if (!difference.wanted().same(difference.row().value())) {
            found.add(difference);
          }
        }
      }
    }
    return found;
  }
}
