package io.matriarch.cli.config;

import io.matriarch.cli.CtlException;
import io.matriarch.cli.format.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Changes single values of a document. No method changes the document it is given. */
public final class ConfigEdit {
  private static final List<String> PARAMETERS = List.of("postgresql", "parameters");

  private ConfigEdit() {}

  /**
   * @param setting {@code key.inner=value}; the value is YAML, and {@code null} removes the key
   * @throws CtlException it is not of that form
   */
  public static Map<String, Object> set(Map<String, Object> document, String setting) {
    int equals = setting.indexOf('=');
    if (equals <= 0) {
      throw new CtlException("Invalid parameter setting " + setting + "; write KEY=VALUE");
    }
    Object value = YamlText.read(setting.substring(0, equals), setting.substring(equals + 1));
    return put(document, path(setting.substring(0, equals)), value);
  }

  /** The same for a parameter of PostgreSQL. */
  public static Map<String, Object> setParameter(Map<String, Object> document, String setting) {
    return set(document, String.join(".", PARAMETERS) + "." + setting);
  }

  /** Names of parameters may have dots themselves. */
  private static List<String> path(String key) {
    String parameters = String.join(".", PARAMETERS) + ".";
    return key.startsWith(parameters)
        ? List.of(PARAMETERS.get(0), PARAMETERS.get(1), key.substring(parameters.length()))
        : List.of(key.split("\\."));
  }

  @SuppressWarnings("unchecked") // keys of documents are text
  private static Map<String, Object> put(
      Map<String, Object> document, List<String> path, Object value) {
    Map<String, Object> result = new LinkedHashMap<>(document);
    String key = path.get(0);
    if (path.size() == 1 && value != null) {
      result.put(key, value);
    } else if (path.size() == 1) {
      result.remove(key);
    } else {
      Map<String, Object> before =
          document.get(key) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
      Map<String, Object> inner = put(before, path.subList(1, path.size()), value);
      if (inner.isEmpty()) {
        result.remove(key);
      } else {
        result.put(key, inner);
      }
    }
    return result;
  }
}
