package io.matriarch.cli.format;

import io.matriarch.agent.config.ConfigException;
import io.matriarch.agent.config.YamlFile;
import io.matriarch.cli.CtlException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** YAML 1.1 as operators' tools write it: sorted keys, block style, lists not indented. */
public final class YamlText {
  private static final int WIDTH = 200;

  private YamlText() {}

  /** A document that ends with a line break. */
  public static String block(Object value) {
    return dump(value, FlowStyle.BLOCK);
  }

  /** On one line, without a line break. */
  public static String flow(Object value) {
    return dump(value, FlowStyle.FLOW).strip();
  }

  /**
   * Reads one document into maps, lists, text, numbers and booleans. A date stays text.
   *
   * @param source name for messages
   * @throws CtlException it is not YAML
   */
  public static Object read(String source, String text) {
    try {
      return withTextKeys(YamlFile.load(source, text));
    } catch (ConfigException e) {
      throw new CtlException(e.getMessage());
    }
  }

  private static String dump(Object value, FlowStyle style) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(style);
    options.setAllowUnicode(true);
    options.setWidth(WIDTH);
    return new Yaml(new Scalars(options), options).dump(sorted(value));
  }

  private static Object sorted(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new TreeMap<>();
      map.forEach((key, item) -> result.put(String.valueOf(key), sorted(item)));
      return result;
    }
    return value instanceof List<?> list ? list.stream().map(YamlText::sorted).toList() : value;
  }

  private static Object withTextKeys(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> result = new LinkedHashMap<>();
      map.forEach((key, item) -> result.put(String.valueOf(key), withTextKeys(item)));
      return result;
    }
    return value instanceof List<?> list
        ? list.stream().map(YamlText::withTextKeys).collect(java.util.stream.Collectors.toList())
        : value;
  }

  /** Several lines of text are quoted, not written as they are. */
  private static final class Scalars extends Representer {
    Scalars(DumperOptions options) {
      super(options);
      representers.put(
          Double.class, number -> representScalar(Tag.FLOAT, FloatText.of((Double) number)));
      representers.put(
          String.class,
          text ->
              representScalar(
                  Tag.STR,
                  text.toString(),
                  text.toString().indexOf('\n') < 0
                      ? ScalarStyle.PLAIN
                      : ScalarStyle.SINGLE_QUOTED));
    }
  }

  private static final class WithoutTimestamps extends Resolver {
    @Override
    protected void addImplicitResolvers() {
      addImplicitResolver(Tag.BOOL, BOOL, "yYnNtTfFoO");
      addImplicitResolver(Tag.INT, INT, "-+0123456789");
      addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
      addImplicitResolver(Tag.MERGE, MERGE, "<");
      addImplicitResolver(Tag.NULL, NULL, "~nN\0");
      addImplicitResolver(Tag.NULL, EMPTY, null);
    }
  }
}
