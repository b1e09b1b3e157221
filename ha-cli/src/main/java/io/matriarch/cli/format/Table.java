package io.matriarch.cli.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows under columns. A cell is text, a number, a boolean or a map; {@code null} or an empty text
 * is an empty cell.
 *
 * @param columns none: rows of a single cell, without a heading
 * @param rows each as long as there are columns
 */
public record Table(List<Column> columns, List<List<Object>> rows) {

  /** The rows as maps, for JSON and YAML. */
  public List<Map<String, Object>> records(boolean withEmptyCells) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (List<Object> row : rows) {
      Map<String, Object> record = new LinkedHashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        if (withEmptyCells || !text(row.get(i)).isEmpty()) {
          record.put(columns.get(i).name(), row.get(i));
        }
      }
      records.add(record);
    }
    return records;
  }

  /** Booleans as other tools of this kind write them. */
  static String text(Object cell) {
    if (cell instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    return cell == null ? "" : cell.toString();
  }
}
