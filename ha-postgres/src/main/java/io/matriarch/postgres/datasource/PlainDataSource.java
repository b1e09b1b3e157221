package io.matriarch.postgres.datasource;

import java.io.PrintWriter;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** What all data sources have to have. Thread safe. */
abstract class PlainDataSource implements DataSource {
  private final Duration byDefault;
  private volatile Duration loginTimeout;

  PlainDataSource(Duration loginTimeout) {
    this.byDefault = loginTimeout;
    this.loginTimeout = loginTimeout;
  }

  final Duration timeout() {
    return loginTimeout;
  }

  @Override
  public final int getLoginTimeout() {
    return (int) loginTimeout.toSeconds();
  }

  @Override
  public final void setLoginTimeout(int seconds) throws SQLException {
    if (seconds < 0) {
      throw new SQLException("loginTimeout: '" + seconds + "' is no bound; give seconds");
    }
    loginTimeout = seconds == 0 ? byDefault : Duration.ofSeconds(seconds);
  }

  /** Nothing is written there: the log goes through SLF4J. */
  @Override
  public final PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public final void setLogWriter(PrintWriter ignored) {
    // Nothing would be written there.
  }

  @Override
  public final Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the log goes through SLF4J");
  }

  @Override
  public final <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("this data source is no " + type.getName());
  }

  @Override
  public final boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
