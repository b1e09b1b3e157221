package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import io.matriarch.agent.config.LogSection;

/** What follows a line that has a cause: its stack trace, its description, or nothing. */
enum Traces {
  /** Nothing: the line itself says what matters. */
  HIDDEN,
  /** One line, with what the cause says of itself. */
  DETAIL,
  /** All of it. */
  FULL;

  /** A trace is shown if everything of its level, or of a lower one, is logged. */
  static Traces of(LogSection section) {
    Level shownFrom = Level.toLevel(section.tracebackLevel().orElse("DEBUG"));
    boolean shown = shownFrom.isGreaterOrEqual(Level.toLevel(section.level()));
    return shown ? FULL : section.tracebackLevel().isPresent() ? DETAIL : HIDDEN;
  }

  /** Beginning with a line break or a comma; empty if there is nothing to show. */
  String of(ILoggingEvent event) {
    IThrowableProxy cause = event.getThrowableProxy();
    if (cause == null || this == HIDDEN) {
      return "";
    }
    return this == FULL
        ? System.lineSeparator() + ThrowableProxyUtil.asString(cause).stripTrailing()
        : ", DETAIL: '" + oneLine(cause) + "'";
  }

  private static String oneLine(IThrowableProxy cause) {
    String what = cause.getClassName() + ": " + cause.getMessage();
    return what.replaceAll("\\s+", " ");
  }
}
