package io.matriarch.agent.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Turns a YAML 1.1 file into plain maps, lists, text, numbers and booleans. */
public final class YamlFile {
  private YamlFile() {}

  /**
   * @throws ConfigException the file cannot be read or is not a YAML mapping
   */
  static Map<String, Object> read(Path file) throws ConfigException {
    return parse(file.toString(), text(file));
  }

  static Map<String, Object> parse(String file, String text) throws ConfigException {
    Object document = load(file, text);
    if (document == null) {
      throw new ConfigException(file + ": is empty; it needs at least scope, name and postgresql");
    }
    if (!(document instanceof Map<?, ?> map)) {
      throw new ConfigException(
          file + ": holds no 'key: value' pairs at its top level; is it the right file?");
    }
    return stringKeys(map);
  }

  /**
   * Any value; null if there is none. Pure; any thread.
   *
   * @param place where the text comes from, for messages
   * @throws ConfigException it is not YAML
   */
  public static Object load(String place, String text) throws ConfigException {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    DumperOptions unused = new DumperOptions();
    Yaml yaml =
        new Yaml(
            new SafeConstructor(options),
            new Representer(unused),
            unused,
            options,
            new WithoutTimestamps());
    try {
      return yaml.load(text);
    } catch (MarkedYAMLException e) {
      throw new ConfigException(place + ": " + whereAndWhat(e) + "; correct the YAML there");
    } catch (YAMLException e) {
      throw new ConfigException(
          place + ": is not YAML (" + Shown.oneLine(e.getMessage()) + "); correct it");
    }
  }

  /** In blocks, in the order of the maps. */
  static String write(Map<String, Object> document) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(Integer.MAX_VALUE);
    Representer plain = new Representer(options);
    return new Yaml(new SafeConstructor(new LoaderOptions()), plain, options).dump(document);
  }

  /** Keys such as {@code on} or {@code 1} arrive as other types. */
  static Map<String, Object> stringKeys(Map<?, ?> map) {
    Map<String, Object> result = new LinkedHashMap<>();
    map.forEach((key, value) -> result.put(String.valueOf(key), value));
    return result;
  }

  private static String text(Path file) throws ConfigException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException(file + ": does not exist; name the node's YAML file");
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + ": is not text in UTF-8; convert it");
    } catch (IOException e) {
      throw new ConfigException(file + ": cannot be read; check its permissions");
    }
  }

  /** Never quotes the text of the file: it may be a password. */
  private static String whereAndWhat(MarkedYAMLException e) {
    String what = e.getProblem() == null ? "is not YAML" : Shown.oneLine(e.getProblem());
    return e.getProblemMark() == null
        ? what
        : "line %d, column %d: %s"
            .formatted(e.getProblemMark().getLine() + 1, e.getProblemMark().getColumn() + 1, what);
  }

  /** A date stays the text that it is in the file. */
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
