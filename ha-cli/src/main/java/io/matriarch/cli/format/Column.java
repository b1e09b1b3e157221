package io.matriarch.cli.format;

/**
 * A column of a table.
 *
 * @param name key in JSON and YAML, and in the first line of TSV
 * @param title what people read above it
 * @param rightAligned true for numbers
 */
public record Column(String name, String title, boolean rightAligned) {

  public static Column left(String name) {
    return new Column(name, name, false);
  }

  public static Column right(String name) {
    return new Column(name, name, true);
  }
}
