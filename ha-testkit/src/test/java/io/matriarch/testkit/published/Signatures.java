package io.matriarch.testkit.published;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * What exported types look like to whoever compiles against them, one line each: types under their
 * packages, members under their types in the order of their lines. What a method overrides is told
 * where that is declared.
 */
final class Signatures extends Exported {
  private static final Set<Modifier> TOLD_BY_PLACE = Set.of(Modifier.PUBLIC, Modifier.SYNCHRONIZED);

  /** Annotations that a caller or an implementer relies on. */
  private static final Set<String> PROMISES = Set.of("@Deprecated", "@FunctionalInterface");

  private final List<String> types = new ArrayList<>();

  /** The whole text. */
  static String of(List<Path> files) throws IOException {
    StringBuilder text = new StringBuilder();
    String[] current = {""};
    Sources.read(
        files,
        (file, docs) -> {
          String name = file.getPackageName().toString();
          if (!name.equals(current[0])) {
            text.append('\n').append(name).append("\n\n");
            current[0] = name;
          }
          lines(file).forEach(line -> text.append(line).append('\n'));
        });
    return text.substring(1);
  }

  private static List<String> lines(CompilationUnitTree file) {
    Signatures signatures = new Signatures();
    signatures.scan(file, null);
    return signatures.types;
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    if (isVisible(type.getModifiers())) {
      types.add(header(type));
      types.addAll(members(type));
      super.visitClass(type, nothing);
    }
    return null;
  }

  private String header(ClassTree type) {
    String outer =
        getCurrentPath().getParentPath().getLeaf() instanceof ClassTree enclosing
            ? path(enclosing) + "."
            : "";
    String components = type.getKind() == Tree.Kind.RECORD ? parameters(components(type)) : "";
    return modifiers(type.getModifiers())
        + type.getKind().name().toLowerCase(Locale.ROOT)
        + " "
        + outer
        + type.getSimpleName()
        + list("<", type.getTypeParameters(), ">")
        + components
        + (type.getExtendsClause() == null ? "" : " extends " + type.getExtendsClause())
        + list(interfaceWord(type), type.getImplementsClause(), "")
        + list(" permits ", type.getPermitsClause(), "");
  }

  /** The names of nested types by what they are nested in. */
  private String path(ClassTree type) {
    List<String> names = new ArrayList<>();
    for (var at = getCurrentPath().getParentPath(); at != null; at = at.getParentPath()) {
      if (at.getLeaf() instanceof ClassTree enclosing) {
        names.add(enclosing.getSimpleName().toString());
      }
    }
    Collections.reverse(names);
    return String.join(".", names);
  }

  private static String interfaceWord(ClassTree type) {
    return type.getKind() == Tree.Kind.INTERFACE ? " extends " : " implements ";
  }

  private List<String> members(ClassTree type) {
    return type.getMembers().stream()
        .flatMap(member -> member(member, type))
        .map(line -> "  " + line)
        .sorted()
        .toList();
  }

  private Stream<String> member(Tree member, ClassTree type) {
    boolean all = type.getKind() == Tree.Kind.INTERFACE;
    if (member instanceof MethodTree method) {
      boolean seen = shown(method.getModifiers(), all) && !overrides(method);
      return seen && !isCanonical(method, type) ? Stream.of(method(method, type)) : Stream.empty();
    }
    if (member instanceof VariableTree field && shown(field.getModifiers(), all)) {
      return Stream.of(modifiers(field.getModifiers()) + field.getType() + " " + field.getName());
    }
    return Stream.empty();
  }

  private static boolean shown(ModifiersTree modifiers, boolean all) {
    Set<Modifier> flags = modifiers.getFlags();
    return flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED)
        || all && !flags.contains(Modifier.PRIVATE);
  }

  private static String method(MethodTree method, ClassTree type) {
    boolean constructor = method.getReturnType() == null;
    return modifiers(method.getModifiers())
        + list("<", method.getTypeParameters(), "> ")
        + (constructor ? type.getSimpleName() : method.getReturnType() + " " + method.getName())
        + parameters(method.getParameters())
        + list(" throws ", method.getThrows(), "");
  }

  private static String parameters(List<? extends VariableTree> parameters) {
    return parameters.stream()
        .map(parameter -> type(parameter) + " " + parameter.getName())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  /** A variable number of them is an array, except in the whole declaration. */
  private static String type(VariableTree parameter) {
    String type = parameter.getType().toString();
    return parameter.toString().contains("...") ? type.replaceFirst("\\[]$", "...") : type;
  }

  private static String modifiers(ModifiersTree modifiers) {
    Stream<String> annotations =
        modifiers.getAnnotations().stream()
            .map(annotation -> "@" + annotation.getAnnotationType())
            .filter(PROMISES::contains);
    Stream<String> flags =
        modifiers.getFlags().stream()
            .filter(flag -> !TOLD_BY_PLACE.contains(flag))
            .map(Modifier::toString);
    return Stream.concat(annotations, flags).map(word -> word + " ").collect(Collectors.joining());
  }

  private static String list(String before, List<? extends Tree> trees, String after) {
    return trees.isEmpty()
        ? ""
        : trees.stream().map(Tree::toString).collect(Collectors.joining(", ", before, after));
  }
}
