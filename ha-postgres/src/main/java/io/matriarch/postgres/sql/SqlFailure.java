package io.matriarch.postgres.sql;

import java.sql.SQLException;

/** What a failed statement or connection says about the server. */
public enum SqlFailure {
  /** It runs but lets nobody in yet, or any more. */
  REJECTING,
  /** All connections are taken, the reserved ones as well. */
  NO_CONNECTION_LEFT,
  /** It refuses us: role, password, or {@code pg_hba.conf}. */
  NOT_ALLOWED,
  /** No answer, or none that we understand. */
  UNREACHABLE;

  /** Judged by the SQL state alone, since messages are translated. */
  public static SqlFailure of(SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    if (state.equals("57P03")) {
      return REJECTING;
    }
    if (state.equals("53300")) {
      return NO_CONNECTION_LEFT;
    }
    return state.startsWith("28") ? NOT_ALLOWED : UNREACHABLE;
  }
}
