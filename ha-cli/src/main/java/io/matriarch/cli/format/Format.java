package io.matriarch.cli.format;

import java.util.Locale;

/** How a table is written. */
public enum Format {
  PRETTY,
  TOPOLOGY,
  TSV,
  JSON,
  YAML,
  YML;

  /** True where people read it and lines for people may stand around it. */
  public boolean isForPeople() {
    return this == PRETTY || this == TOPOLOGY;
  }

  /** True where structure survives, so that cells need not be flattened. */
  public boolean isStructured() {
    return this == JSON || this == YAML || this == YML;
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
