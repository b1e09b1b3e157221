package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import java.util.ArrayList;
import java.util.IllegalFormatException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lines of text with fields in the style of {@code %(levelname)-8s}. */
final class LineLayout extends LayoutBase<ILoggingEvent> {
  private static final Pattern FIELD =
      Pattern.compile("%\\((\\w*)\\)([-+ #0]*\\d*(?:\\.\\d+)?)([sdfr])|%%");

  private final List<Function<ILoggingEvent, String>> parts = new ArrayList<>();
  private final Traces traces;

  LineLayout(String format, Fields fields, Traces traces) {
    this.traces = traces;
    Matcher matcher = FIELD.matcher(format);
    int end = 0;
    while (matcher.find()) {
      literal(format.substring(end, matcher.start()));
      end = matcher.end();
      if (matcher.group(1) == null) {
        literal("%");
      } else {
        String name = matcher.group(1);
        String flags = matcher.group(2);
        boolean number = !matcher.group(3).equals("s") && !matcher.group(3).equals("r");
        parts.add(event -> text(fields.value(name, event), flags, number));
      }
    }
    literal(format.substring(end));
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    parts.forEach(part -> line.append(part.apply(event)));
    return line.append(traces.of(event)).append(System.lineSeparator()).toString();
  }

  private void literal(String text) {
    if (!text.isEmpty()) {
      parts.add(event -> text);
    }
  }

  /** A width or precision that does not suit the value is passed over. */
  private static String text(Object value, String flags, boolean number) {
    if (flags.isEmpty()) {
      return value.toString();
    }
    try {
      String kind = !number ? "s" : value instanceof Double ? "f" : "d";
      Object shown = number ? value : value.toString();
      return String.format(Locale.ROOT, "%" + flags + kind, shown);
    } catch (IllegalFormatException e) {
      return value.toString();
    }
  }
}
