package io.matriarch.examples.launcher.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.LayoutBase;
import io.matriarch.agent.config.LogSection;
import io.matriarch.core.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** One JSON object for each line; its fields are those that the configuration names. */
final class JsonLayout extends LayoutBase<ILoggingEvent> {
  private static final Pattern FIELD = Pattern.compile("%\\((\\w*)\\)");

  private final Map<String, String> named = new LinkedHashMap<>();
  private final Map<String, String> staticFields;
  private final Fields fields;
  private final Traces traces;

  JsonLayout(LogSection.Layout layout, Fields fields, Traces traces) {
    named.putAll(layout.fields());
    if (named.isEmpty()) {
      FIELD.matcher(layout.format()).results().forEach(f -> named.put(f.group(1), f.group(1)));
    }
    this.staticFields = layout.staticFields();
    this.fields = fields;
    this.traces = traces;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    named.forEach((field, shown) -> line.put(shown, fields.value(field, event)));
    line.putAll(staticFields);
    String trace = traces.of(event);
    if (!trace.isEmpty()) {
      line.put("exc_info", trace.strip().replaceFirst("^, ", ""));
    }
    return Json.compact(line) + System.lineSeparator();
  }
}
