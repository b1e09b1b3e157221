package io.matriarch.agent.config;

import io.matriarch.core.config.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the text of an environment variable. */
final class VariableValue {
  private VariableValue() {}

  /**
   * @throws ConfigException it has not the form that this variable must have
   */
  static Object read(String variable, String text, VariableNames.Syntax syntax)
      throws ConfigException {
    return switch (syntax) {
      case TEXT -> text;
      case NUMBER -> number(text);
      case FLAG -> Values.bool(text.strip()).<Object>map(flag -> flag).orElse(text);
      case LIST -> list(variable, text);
      case MAP -> map(variable, text);
      case TEXT_OR_LIST -> textOrList(text);
    };
  }

  /** Text that is no number stays as it is: whoever reads it says what is wrong with it. */
  private static Object number(String text) {
    OptionalLong number = Values.integer(text, "");
    return number.isPresent() ? number.getAsLong() : text;
  }

  private static Object list(String variable, String text) throws ConfigException {
    String whole = text.strip();
    boolean complete = whole.startsWith("-") || whole.startsWith("[");
    Optional<Object> list =
        yaml(complete ? whole : "[" + whole + "]").filter(List.class::isInstance);
    if (list.isEmpty() && whole.contains("]:")) {
      // The brackets belong to an IPv6 address.
      list = Optional.of(List.of(whole.split("\\s*,\\s*")));
    }
    return list.orElseThrow(
        () ->
            new ConfigException(
                variable + ": is not a list; write it as a,b or as [a, b] or as '- a' lines"));
  }

  private static Object map(String variable, String text) throws ConfigException {
    String whole = text.strip();
    return yaml(whole.startsWith("{") ? whole : "{" + whole + "}")
        .filter(Map.class::isInstance)
        .orElseThrow(
            () ->
                new ConfigException(
                    variable + ": is not a mapping; write it as {name: value, name: value}"));
  }

  private static Object textOrList(String text) {
    String whole = text.strip();
    return whole.startsWith("-") || whole.startsWith("[")
        ? yaml(whole).filter(List.class::isInstance).orElse(text)
        : text;
  }

  private static Optional<Object> yaml(String text) {
    try {
      return Optional.ofNullable(YamlFile.load("", text));
    } catch (ConfigException notYaml) {
      return Optional.empty();
    }
  }
}
