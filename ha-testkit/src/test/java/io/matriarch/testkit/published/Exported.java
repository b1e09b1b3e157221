package io.matriarch.testkit.published;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Walks over what a source file shows to others. Files are only read, not compiled, so nothing that
 * they use need be there.
 */
abstract class Exported extends TreePathScanner<Void, Void> {
  private static final Set<Tree.Kind> ALL_PUBLIC =
      Set.of(Tree.Kind.INTERFACE, Tree.Kind.ANNOTATION_TYPE);

  final boolean isVisible(ModifiersTree modifiers) {
    Set<Modifier> flags = modifiers.getFlags();
    return flags.contains(Modifier.PUBLIC)
        || flags.contains(Modifier.PROTECTED)
        || ALL_PUBLIC.contains(enclosing().getKind()) && !flags.contains(Modifier.PRIVATE);
  }

  final Tree enclosing() {
    return getCurrentPath().getParentPath().getLeaf();
  }

  static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  /** A record's own constructor, whose parameters are its components. */
  static boolean isCanonical(MethodTree method, Tree enclosing) {
    return method.getName().contentEquals("<init>")
        && enclosing instanceof ClassTree type
        && type.getKind() == Tree.Kind.RECORD
        && names(method.getParameters()).equals(names(components(type)));
  }

  /** A record's components; it has no other fields but static ones. */
  static List<VariableTree> components(ClassTree type) {
    return type.getMembers().stream()
        .filter(VariableTree.class::isInstance)
        .map(VariableTree.class::cast)
        .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
        .toList();
  }

  private static List<String> names(List<? extends VariableTree> variables) {
    return variables.stream().map(variable -> variable.getName().toString()).toList();
  }
}
