package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.matriarch.agent.config.LogSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * Sets Logback up: first to standard error, in the line format that operators' tools know; then as
 * the configuration says. Done in code: reading an XML file would cost a tenth of the whole start.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String SINK = "sink";

  /** They report every attempt to connect; the node says once what that means for it. */
  private static final List<String> NOISY =
      List.of("org.apache.zookeeper", "org.apache.curator", "io.etcd");

  private static final List<String> QUIET = List.of("io.netty", "jdk", "sun", "org.postgresql");

  /** By these names configurations know what is ours. */
  private static final String OTHER_NAME = "patroni";

  private static final String OUR_NAME = "io.matriarch";

  private static Optional<LogSection> applied = Optional.empty();
  private static final Set<String> namedLoggers = new HashSet<>();

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    Layout<ILoggingEvent> lines =
        new LineLayout(
            LogSection.Layout.FORMAT, new Fields(new DateText(Optional.empty())), Traces.HIDDEN);
    Appender<ILoggingEvent> console = started(context, console(), lines);
    console.setName(SINK);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(console);
    usualLevels(context);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  /**
   * Logs as the section says from now on. Lines are written by a thread of their own, so that a
   * reader that stalls does not stop the node. Nothing happens if the section is the last one.
   *
   * @throws IOException the log file cannot be written; everything is as before
   */
  public static synchronized void apply(LogSection section) throws IOException {
    if (applied.equals(Optional.of(section))) {
      return;
    }
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    if (section.file().isPresent()) {
      checkWritable(section.file().get().directory());
    }
    levels(context, section);
    boolean sameSink =
        applied.isPresent()
            && applied.get().file().equals(section.file())
            && applied.get().layout().equals(section.layout())
            && applied.get().queueSize() == section.queueSize()
            && Traces.of(applied.get()) == Traces.of(section);
    if (!sameSink) {
      replaceSink(context, section);
    }
    applied = Optional.of(section);
  }

  /**
   * Writes what still waits to be written; nothing is logged afterwards. Takes a second at most.
   */
  public static void finish() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  /** The old one ends first, because two must not write the same file. */
  private static void replaceSink(LoggerContext context, LogSection section) {
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    Appender<ILoggingEvent> old = root.getAppender(SINK);
    root.detachAppender(old);
    old.stop();
    OutputStreamAppender<ILoggingEvent> sink =
        section.file().isPresent() ? new RotatedFile(context, section.file().get()) : console();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setName(SINK);
    queue.setQueueSize(section.queueSize());
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.addAppender(started(context, sink, layout(section)));
    queue.start();
    root.addAppender(queue);
  }

  private static Layout<ILoggingEvent> layout(LogSection section) {
    Fields fields = new Fields(new DateText(section.layout().dateformat()));
    Traces traces = Traces.of(section);
    return section.layout().json()
        ? new JsonLayout(section.layout(), fields, traces)
        : new LineLayout(section.layout().format(), fields, traces);
  }

  private static void levels(LoggerContext context, LogSection section) {
    namedLoggers.forEach(name -> context.getLogger(name).setLevel(null));
    namedLoggers.clear();
    usualLevels(context);
    context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.toLevel(section.level()));
    section
        .loggers()
        .forEach(
            (name, level) -> {
              String ours = ours(name);
              namedLoggers.add(ours);
              context.getLogger(ours).setLevel(Level.toLevel(level));
            });
  }

  private static String ours(String name) {
    return name.equals(OTHER_NAME) || name.startsWith(OTHER_NAME + ".")
        ? OUR_NAME + name.substring(OTHER_NAME.length())
        : name;
  }

  private static void usualLevels(LoggerContext context) {
    NOISY.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
  }

  private static ConsoleAppender<ILoggingEvent> console() {
    ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
    console.setTarget("System.err");
    return console;
  }

  private static Appender<ILoggingEvent> started(
      LoggerContext context,
      OutputStreamAppender<ILoggingEvent> appender,
      Layout<ILoggingEvent> layout) {
    layout.setContext(context);
    layout.start();
    LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
    encoder.setContext(context);
    encoder.setLayout(layout);
    encoder.start();
    appender.setContext(context);
    appender.setEncoder(encoder);
    appender.start();
    return appender;
  }

  private static void checkWritable(Path directory) throws IOException {
    Path file = directory.resolve(RotatedFile.NAME);
    boolean usable =
        Files.isDirectory(directory)
            && Files.isWritable(directory)
            && (!Files.exists(file) || Files.isWritable(file));
    if (!usable) {
      throw new IOException(
          ("log.dir: '%s' is not a directory in which user '%s' can write; make it, or choose"
                  + " another one")
              .formatted(directory, System.getProperty("user.name")));
    }
  }
}
