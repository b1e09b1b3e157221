package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.List;
import org.slf4j.Marker;

/**
 * What {@code %(name)s} stands for. Names and levels are those of the configurations that exist;
 * where in the source a line was written is not looked up, since that is slow.
 */
final class Fields {
  private static final long PID = ProcessHandle.current().pid();

  private final DateText dates;

  Fields(DateText dates) {
    this.dates = dates;
  }

  /** Text, a long or a double; empty text for what is not known. */
  Object value(String field, ILoggingEvent event) {
    return switch (field) {
      case "asctime" -> dates.of(event.getTimeStamp());
      case "created" -> event.getTimeStamp() / 1000.0;
      case "msecs" -> event.getTimeStamp() % 1000;
      case "relativeCreated" -> event.getTimeStamp() - event.getLoggerContextVO().getBirthTime();
      case "levelname" -> isCritical(event) ? "CRITICAL" : levelName(event.getLevel());
      case "levelno" -> isCritical(event) ? 50 : levelNumber(event.getLevel());
      case "message" -> event.getFormattedMessage();
      case "name", "pathname" -> event.getLoggerName();
      case "module", "filename" ->
          event.getLoggerName().substring(event.getLoggerName().lastIndexOf('.') + 1);
      case "process" -> PID;
      case "processName" -> "matriarch";
      case "thread", "threadName" -> event.getThreadName();
      case "lineno" -> 0L;
      default -> "";
    };
  }

  private static boolean isCritical(ILoggingEvent event) {
    List<Marker> markers = event.getMarkerList();
    return markers != null && markers.contains(Severity.CRITICAL);
  }

  private static String levelName(Level level) {
    return level.equals(Level.WARN) ? "WARNING" : level.toString();
  }

  private static long levelNumber(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> 40;
      case Level.WARN_INT -> 30;
      case Level.INFO_INT -> 20;
      default -> 10;
    };
  }
}
