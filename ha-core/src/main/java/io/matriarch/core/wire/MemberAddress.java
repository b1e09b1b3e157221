package io.matriarch.core.wire;

import io.matriarch.core.config.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ways in which members have published where they can be reached. */
final class MemberAddress {
  private static final Pattern CREDENTIALS = Pattern.compile("^([a-z]+://)[^/?#]*@");
  private static final Pattern API_URL = Pattern.compile("[?&]application_name=([^&#]*)");
  private static final Pattern ESCAPED = Pattern.compile("%([0-7][0-9A-Fa-f])");

  private MemberAddress() {}

  /** Old versions published a bare connection URL with the REST address in its query. */
  static boolean isLegacy(String text) {
    return text.startsWith("postgres");
  }

  static Map<String, Object> legacyFields(String text) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("conn_url", text.replaceFirst("\\?[^#]*", ""));
    Matcher apiUrl = API_URL.matcher(text);
    if (apiUrl.find()) {
      fields.put("api_url", unescaped(apiUrl.group(1)));
    }
    return fields;
  }

  /** The URL, or one made of the separate parts that some members publish in its place. */
  static String connUrl(Map<String, Object> fields) {
    String url = Fields.text(fields.get("conn_url"));
    return url.isEmpty()
        ? Json.asObject(fields.get("conn_kwargs")).map(MemberAddress::fromParts).orElse("")
        : withoutCredentials(url);
  }

  /** A published address never carries them; should one do, they go no further than this. */
  static String withoutCredentials(String url) {
    return CREDENTIALS.matcher(url).replaceFirst("$1");
  }

  private static String fromParts(Map<String, Object> parts) {
    String host = Fields.text(parts.get("host"));
    if (host.isEmpty()) {
      return "";
    }
    String literal = host.contains(":") ? "[" + host + "]" : host;
    long port = Fields.number(parts.get("port"), 1).orElse(5432);
    String database = Fields.text(parts.get("dbname"));
    return "postgres://"
        + literal
        + ":"
        + port
        + "/"
        + (database.isEmpty() ? "postgres" : database);
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(escape.group(1), 16))));
  }
}
