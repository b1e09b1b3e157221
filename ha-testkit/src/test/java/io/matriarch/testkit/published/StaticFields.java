package io.matriarch.testkit.published;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.ParameterizedTypeTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.Tree.Kind;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Static fields of some source files that can change. The files are only read, so a type is judged
 * by its name: ours are values if they are enums, records, or interfaces; others if they are known
 * to be. A collection is one if it was not made by a constructor.
 */
final class StaticFields extends TreePathScanner<Void, Void> {
  private static final Set<Kind> VALUES = Set.of(Kind.ENUM, Kind.RECORD, Kind.INTERFACE);
  private static final Set<String> COLLECTIONS = Set.of("List", "Set", "Map");
  private static final Set<String> KNOWN =
      Set.of(
          "String",
          "Duration",
          "Instant",
          "DateTimeFormatter",
          "Pattern",
          "Path",
          "Logger",
          "ThreadFactory",
          "JsonMapper",
          "ObjectWriter",
          "Separators",
          "Op",
          "Function");

  private final Set<String> ours;
  private final List<String> mutable = new ArrayList<>();

  private StaticFields(Set<String> ours) {
    this.ours = ours;
  }

  static List<String> mutable(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      Values values = new Values();
      values.scan(units, null);
      StaticFields fields = new StaticFields(values.names);
      fields.scan(units, null);
      return fields.mutable;
    }
  }

  @Override
  public Void visitVariable(VariableTree field, Void nothing) {
    if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
        && (type.getKind() == Kind.INTERFACE || has(field, Modifier.STATIC))) {
      boolean isFinal = type.getKind() == Kind.INTERFACE || has(field, Modifier.FINAL);
      if (!isFinal || !isValue(field.getType(), field.getInitializer())) {
        mutable.add(type.getSimpleName() + "." + field.getName() + ": " + field.getType());
      }
    }
    return super.visitVariable(field, nothing);
  }

  private static boolean has(VariableTree field, Modifier modifier) {
    return field.getModifiers().getFlags().contains(modifier);
  }

  private boolean isValue(Tree type, ExpressionTree initializer) {
    if (type.getKind() == Kind.ARRAY_TYPE) {
      return initializer instanceof NewArrayTree array && isEmpty(array);
    }
    if (type instanceof ParameterizedTypeTree generic) {
      boolean elements =
          generic.getTypeArguments().stream().allMatch(element -> isValue(element, initializer));
      return elements && isNamedValue(generic.getType(), initializer);
    }
    return type.getKind() == Kind.PRIMITIVE_TYPE || isNamedValue(type, initializer);
  }

  private boolean isNamedValue(Tree type, ExpressionTree initializer) {
    String name = type.toString().replaceAll(".*\\.", "");
    return COLLECTIONS.contains(name)
        ? initializer != null && initializer.getKind() != Kind.NEW_CLASS
        : KNOWN.contains(name) || ours.contains(name) || isBoxed(name);
  }

  private static boolean isBoxed(String name) {
    return Set.of("Integer", "Long", "Object").contains(name);
  }

  private static boolean isEmpty(NewArrayTree array) {
    boolean noElements = array.getInitializers() != null && array.getInitializers().isEmpty();
    return noElements || array.getDimensions().toString().equals("0");
  }

  /** Finds our types that are values. */
  private static final class Values extends TreePathScanner<Void, Void> {
    private final Set<String> names = new HashSet<>();

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      if (VALUES.contains(type.getKind())) {
        names.add(type.getSimpleName().toString());
      }
      return super.visitClass(type, nothing);
    }
  }
}
