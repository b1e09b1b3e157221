package io.matriarch.core.internal.recording;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Masks what may be a secret in any text. A recording should hold none: settings have none, and the
 * dynamic configuration can be read by anybody. But people write strange things into it. What is
 * masked once stays as it is, so that a recording can be compared with what is made of it.
 */
final class Secrets {
  private static final String MASK = "***";
  private static final String WORD = "passw|secret|token|credential";
  private static final String NAME = "[\\w.-]*(?:" + WORD + ")[\\w.-]*";

  /** Most texts have nothing of the kind, and are let through at once. */
  private static final Pattern SUSPICIOUS = Pattern.compile(WORD + "|@", Pattern.CASE_INSENSITIVE);

  private static final List<Pattern> BEFORE_AND_AFTER =
      List.of(
          // A document in a text: "replication_password": "…"
          Pattern.compile(
              "(\"" + NAME + "\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*(\")", Pattern.CASE_INSENSITIVE),
          // A connection string: password='…', password=…
          Pattern.compile(
              "(\\b" + NAME + "\\s*=\\s*')(?:[^'\\\\]|\\\\.)*(')", Pattern.CASE_INSENSITIVE),
          Pattern.compile("(\\b" + NAME + "\\s*=\\s*)[^\\s'\"&,;]+()", Pattern.CASE_INSENSITIVE),
          // A URL: scheme://user:…@host
          Pattern.compile("(\\w://[^\\s:/@\"]*:)[^\\s/@\"]+(@)", Pattern.CASE_INSENSITIVE));

  private Secrets() {}

  static String masked(String text) {
    if (!SUSPICIOUS.matcher(text).find()) {
      return text;
    }
    String masked = text;
    for (Pattern pattern : BEFORE_AND_AFTER) {
      masked = pattern.matcher(masked).replaceAll("$1" + MASK + "$2");
    }
    return masked;
  }
}
