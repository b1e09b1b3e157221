package io.matriarch.postgres.datasource;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest history that this program has seen a primary of. A former primary that does not know
 * yet stands on an older one. Thread safe.
 */
final class Newest {
  private static final String NOT_THIS_ONE = "08004";

  private final Map<String, Long> timelines = new ConcurrentHashMap<>();

  void refuseOlder(Dialer.Answer answer) throws SQLException {
    if (answer.recovery()) {
      throw new SQLException("it has not been promoted yet", NOT_THIS_ONE);
    }
    long newest = timelines.merge(answer.systemId(), answer.timeline(), Math::max);
    if (answer.timeline() < newest) {
      throw new SQLException(
          "it is a former primary, on timeline %d of %d".formatted(answer.timeline(), newest),
          NOT_THIS_ONE);
    }
  }
}
