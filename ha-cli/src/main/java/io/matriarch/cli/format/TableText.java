package io.matriarch.cli.format;

import io.matriarch.agent.rest.SpacedJson;
import java.util.stream.Collectors;

/** A table in any format, without the last line break. */
public final class TableText {
  private TableText() {}

  /**
   * @param title stands over a grid; a table with one leaves empty cells out of JSON and YAML
   * @param delimiter between the cells of TSV
   */
  public static String render(Table table, Format format, String title, String delimiter) {
    return switch (format) {
      case PRETTY, TOPOLOGY -> PrettyTable.render(table, title);
      case TSV -> separated(table, delimiter);
      case JSON -> SpacedJson.text(table.records(title.isEmpty()));
      case YAML, YML -> YamlText.block(table.records(title.isEmpty()));
    };
  }

  private static String separated(Table table, String delimiter) {
    String heading =
        table.columns().stream().map(Column::name).collect(Collectors.joining(delimiter));
    String rows =
        table.rows().stream()
            .map(row -> row.stream().map(Table::text).collect(Collectors.joining(delimiter)))
            .collect(Collectors.joining("\n"));
    return table.columns().isEmpty() ? rows : rows.isEmpty() ? heading : heading + "\n" + rows;
  }
}
