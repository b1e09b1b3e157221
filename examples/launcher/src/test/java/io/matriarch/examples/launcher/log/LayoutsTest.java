package io.matriarch.examples.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import io.matriarch.agent.config.LogSection;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines as the configuration describes them. */
class LayoutsTest {
  private static final long WHEN =
      LocalDateTime.of(2024, 3, 7, 9, 5, 1, 42_000_000)
          .atZone(ZoneId.systemDefault())
          .toInstant()
          .toEpochMilli();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          %(asctime)s %(levelname)s: %(message)s | 2024-03-07 09:05:01,042 WARNING: it's 100% (true)
          [%(levelname)-8s] 100%% %(message)s    | [WARNING ] 100% it's 100% (true)
          %(msecs)03d %(levelno)d %(name)s       | 042 30 a.b.Logger
          %(module)s/%(threadName)s%(foo)s       | Logger/ha-loop
          %(created).1f %(message).4s            | 1709802301.0 it's
          no field at all %(                     | no field at all %(
          """)
  void aFormatIsFollowed(String format, String line) {
    String expected = line.replace("1709802301.0", WHEN / 1000 + ".0");
    assertThat(plain(format, Traces.HIDDEN).doLayout(event(null))).isEqualTo(expected + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          %Y-%m-%dT%H:%M:%S | 2024-03-07T09:05:01
          %d/%b/%y %I o'clock %p %% %q | 07/Mar/24 09 o'clock AM % %q
          """)
  void datesAreWrittenInTheStyleOfStrftime(String format, String text) {
    assertThat(new DateText(Optional.of(format)).of(WHEN)).isEqualTo(text);
  }

  @Test
  void aCauseIsHiddenSummarisedOrShownInFull() {
    ILoggingEvent event = event(new IllegalStateException("one\ntwo"));

    assertThat(plain("%(message)s", Traces.HIDDEN).doLayout(event)).isEqualTo("it's 100% (true)\n");
    assertThat(plain("%(message)s", Traces.DETAIL).doLayout(event))
        .isEqualTo("it's 100% (true), DETAIL: 'java.lang.IllegalStateException: one two'\n");
    assertThat(plain("%(message)s", Traces.FULL).doLayout(event))
        .startsWith("it's 100% (true)\njava.lang.IllegalStateException: one\ntwo\n\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "INFO,  , HIDDEN",
    "DEBUG, , FULL",
    "INFO, DEBUG, DETAIL",
    "DEBUG, DEBUG, FULL",
    "INFO, ERROR, FULL",
    "ERROR, ERROR, FULL",
    "ERROR, WARN, DETAIL",
  })
  void tracesAreShownIfTheirLevelIsLogged(String level, String traces, Traces expected) {
    LogSection section =
        new LogSection(
            level,
            Optional.ofNullable(traces),
            LogSection.Layout.PLAIN,
            1,
            Optional.empty(),
            Map.of());

    assertThat(Traces.of(section)).isEqualTo(expected);
  }

  @Test
  void whatKeepsANodeFromStartingIsCritical() {
    LoggingEvent event = event(null);
    event.addMarker(Severity.CRITICAL);

    assertThat(plain("%(levelname)s %(levelno)d", Traces.HIDDEN).doLayout(event))
        .isEqualTo("CRITICAL 50\n");
  }

  @Test
  void jsonHasTheFieldsOfTheFormat() {
    LogSection.Layout layout =
        new LogSection.Layout(
            true, LogSection.Layout.FORMAT, Map.of(), Optional.empty(), Map.of("app", "demo"));
    JsonLayout json =
        new JsonLayout(layout, new Fields(new DateText(Optional.empty())), Traces.DETAIL);

    assertThat(json.doLayout(event(new IllegalStateException("x"))))
        .isEqualTo(
            "{\"asctime\":\"2024-03-07 09:05:01,042\",\"levelname\":\"WARNING\","
                + "\"message\":\"it's 100% (true)\",\"app\":\"demo\","
                + "\"exc_info\":\"DETAIL: 'java.lang.IllegalStateException: x'\"}\n");
  }

  private static LineLayout plain(String format, Traces traces) {
    return new LineLayout(format, new Fields(new DateText(Optional.empty())), traces);
  }

  private static LoggingEvent event(Throwable cause) {
    LoggingEvent event = new LoggingEvent();
    event.setLoggerName("a.b.Logger");
    event.setLevel(Level.WARN);
    event.setMessage("it's 100% (true)");
    event.setThreadName("ha-loop");
    event.setTimeStamp(WHEN);
    if (cause != null) {
      event.setThrowableProxy(new ThrowableProxy(cause));
    }
    event.setLoggerContext(new LoggerContext());
    return event;
  }
}
