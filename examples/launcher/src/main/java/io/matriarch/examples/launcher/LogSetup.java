package io.matriarch.examples.launcher;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Logging to standard error, in the line format that operators' tools know. Done in code: reading
 * an XML file would cost a tenth of the whole start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String LINE =
      "%d{\"yyyy-MM-dd HH:mm:ss,SSS\"} %replace(%level){'^WARN$','WARNING'}: %msg%n";
  private static final String CONSOLE = "console";

  /** They report every attempt to connect; the node says once what that means for it. */
  private static final List<String> NOISY = List.of("org.apache.zookeeper", "org.apache.curator");

  private static final List<String> QUIET = List.of("io.netty", "jdk", "sun", "org.postgresql");

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName(CONSOLE);
    appender.setTarget("System.err");
    appender.setEncoder(encoder(context, LINE + "%nopex"));
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(appender);
    NOISY.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Sets the level of everything. Stack traces are for those who ask for {@code DEBUG}.
   *
   * @param level {@code DEBUG}, {@code INFO}, {@code WARN} or {@code ERROR}
   */
  static void level(String level) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.toLevel(level));
    if (root.getLevel() == Level.DEBUG
        && root.getAppender(CONSOLE) instanceof ConsoleAppender<ILoggingEvent> console) {
      console.setEncoder(encoder(context, LINE + "%ex"));
    }
  }

  private static PatternLayoutEncoder encoder(LoggerContext context, String pattern) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(pattern);
    encoder.start();
    return encoder;
  }
}
