package io.matriarch.postgres.live;

import java.util.Locale;

/**
 * A parameter that the server runs with another value than it should.
 *
 * @param name the parameter
 * @param wanted value as configured
 * @param row what {@code pg_settings} says
 */
record Difference(String name, GucValue wanted, RunningValue row) {

  /** It counts only after a restart. */
  boolean needsRestart() {
    return row.context().equals("postmaster");
  }

  /**
   * A reload would settle it: nothing but our own file, or no file, has set it. The server has its
   * own spelling of some texts, so that no reload settles those.
   */
  boolean settledByReload() {
    return !needsRestart()
        && !row.type().equals("string")
        && !row.context().equals("internal")
        && (row.source().equals("default") || row.source().equals("configuration file"))
        && !row.file().endsWith("postgresql.auto.conf");
  }

  /** For the log; texts may hold secrets and are not shown. */
  @Override
  public String toString() {
    String change =
        row.type().equals("string")
            ? name
            : String.format(Locale.ROOT, "%s %s -> %s", name, row.value().human(), wanted.human());
    return needsRestart() ? change + " (after a restart)" : change;
  }
}
