package io.matriarch.core.internal.recording;

import io.matriarch.core.internal.machine.TaskSpec;
import io.matriarch.core.internal.policy.Fact;
import io.matriarch.core.internal.policy.FactSet;
import io.matriarch.core.internal.policy.Rule;
import io.matriarch.core.internal.policy.rules.RuleTable;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.module.SimpleModule;

/** What stands in a recording otherwise than by its components. All of it is one text. */
final class OwnTypes {
  private OwnTypes() {}

  @SuppressWarnings("rawtypes") // of a class the class is raw
  static SimpleModule module() {
    SimpleModule module = new SimpleModule("recording");
    module.addSerializer(String.class, new Writer<>(Secrets::masked));
    add(module, Rule.class, Rule::id, OwnTypes::rule);
    add(module, FactSet.class, OwnTypes::names, OwnTypes::facts);
    // The only classes that a state holds.
    add(module, Class.class, Class::getSimpleName, OwnTypes::task);
    return module;
  }

  private static <T> void add(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(type, new Writer<>(write));
    module.addDeserializer(type, new Reader<>(read));
  }

  private static Rule rule(String id) {
    return Stream.concat(Stream.of(RuleTable.FENCING), RuleTable.SECTIONS.stream())
        .flatMap(section -> section.rows().stream())
        .filter(row -> row.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no row " + id));
  }

  private static String names(FactSet facts) {
    return String.join(" ", facts.toList().stream().map(Enum::name).toList());
  }

  private static FactSet facts(String names) {
    return FactSet.of(
        Arrays.stream(names.split(" "))
            .filter(name -> !name.isEmpty())
            .map(Fact::valueOf)
            .toArray(Fact[]::new));
  }

  private static Class<?> task(String name) {
    return Arrays.stream(TaskSpec.class.getPermittedSubclasses())
        .filter(kind -> kind.getSimpleName().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no task " + name));
  }

  private static final class Writer<T> extends ValueSerializer<T> {
    private final Function<T, String> text;

    Writer(Function<T, String> text) {
      this.text = text;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
      json.writeString(text.apply(value));
    }
  }

  private static final class Reader<T> extends ValueDeserializer<T> {
    private final Function<String, T> value;

    Reader(Function<String, T> value) {
      this.value = value;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
      return value.apply(json.getString());
    }
  }
}
