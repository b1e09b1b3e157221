package io.matriarch.core.internal.recording;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * What a sealed interface permits stands in the JSON with its name. Only these can be read: what a
 * file says names no class.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1;

  @Override
  public JsonTypeInfo.Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated type) {
    return type instanceof AnnotatedClass && type.getRawType().isSealed()
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "is", null, false, true, null)
        : super.findPolymorphicTypeInfo(config, type);
  }

  @Override
  public List<NamedType> findSubtypes(MapperConfig<?> config, Annotated type) {
    return type.getRawType().isSealed()
        ? kinds(type.getRawType()).map(kind -> new NamedType(kind, name(kind))).toList()
        : super.findSubtypes(config, type);
  }

  private static Stream<Class<?>> kinds(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(SealedTypes::kinds)
        : Stream.of(type);
  }

  /** With the type that it is declared in: {@code StoreEvent.Read}. */
  private static String name(Class<?> type) {
    return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
  }
}
