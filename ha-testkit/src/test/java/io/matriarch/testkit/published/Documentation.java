package io.matriarch.testkit.published;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What lacks documentation in some source files. They are only read, not compiled, so nothing that
 * they use need be there. A record's canonical constructor is left out: its parameters are those of
 * the record.
 */
final class Documentation extends Exported {
  private final DocTrees docs;
  private final boolean members;
  private final List<String> lacks = new ArrayList<>();

  private Documentation(DocTrees docs, boolean members) {
    this.docs = docs;
    this.members = members;
  }

  /** Types without a comment. */
  static List<String> lackingForTypes(List<Path> files) throws IOException {
    return lacking(files, false);
  }

  /** Types and members without one, and members whose comment is not complete. */
  static List<String> lackingForMembers(List<Path> files) throws IOException {
    return lacking(files, true);
  }

  private static List<String> lacking(List<Path> files, boolean members) throws IOException {
    List<String> lacks = new ArrayList<>();
    Sources.read(
        files,
        (file, docs) -> {
          Documentation documentation = new Documentation(docs, members);
          documentation.scan(file, null);
          lacks.addAll(documentation.lacks);
        });
    return lacks;
  }

  @Override
  public Void visitClass(ClassTree type, Void nothing) {
    if (!isVisible(type.getModifiers())) {
      return null;
    }
    if (comment() == null) {
      lacks(type.getSimpleName().toString(), "a comment");
    }
    return super.visitClass(type, nothing);
  }

  @Override
  public Void visitVariable(VariableTree field, Void nothing) {
    if (members && isVisible(field.getModifiers()) && comment() == null) {
      lacks(field.getName().toString(), "a comment");
    }
    return null;
  }

  @Override
  public Void visitMethod(MethodTree method, Void nothing) {
    if (members && isVisible(method.getModifiers()) && !isTold(method)) {
      check(method);
    }
    return null;
  }

  private void check(MethodTree method) {
    String name = method.getName().toString();
    DocCommentTree comment = comment();
    if (comment == null) {
      lacks(name, "a comment");
    } else if (!isFluent(method)) {
      check(method, name, comment);
    }
  }

  private void check(MethodTree method, String name, DocCommentTree comment) {
    for (VariableTree parameter : method.getParameters()) {
      if (tags(comment, ParamTree.class)
          .noneMatch(tag -> tag.getName().getName().contentEquals(parameter.getName()))) {
        lacks(name, "@param " + parameter.getName());
      }
    }
    boolean answers =
        method.getReturnType() != null && !method.getReturnType().toString().equals("void");
    if (answers && tags(comment, ReturnTree.class).findAny().isEmpty()) {
      lacks(name, "@return");
    }
    if (!method.getThrows().isEmpty() && tags(comment, ThrowsTree.class).findAny().isEmpty()) {
      lacks(name, "@throws");
    }
  }

  /** A builder's setter: its comment is about the only value, and it returns the builder. */
  private boolean isFluent(MethodTree method) {
    return enclosing() instanceof ClassTree type
        && method.getReturnType() != null
        && type.getSimpleName().contentEquals(method.getReturnType().toString())
        && type.getSimpleName().toString().endsWith("Builder")
        && method.getParameters().size() == 1;
  }

  /** By what it overrides, or by its record. */
  private boolean isTold(MethodTree method) {
    return overrides(method) || isCanonical(method, enclosing());
  }

  private DocCommentTree comment() {
    return docs.getDocCommentTree(getCurrentPath());
  }

  private static <T extends DocTree> Stream<T> tags(DocCommentTree comment, Class<T> kind) {
    return Stream.concat(comment.getFullBody().stream(), comment.getBlockTags().stream())
        .filter(kind::isInstance)
        .map(kind::cast);
  }

  private void lacks(String name, String what) {
    TreePath type = getCurrentPath();
    StringBuilder where = new StringBuilder();
    for (; type != null; type = type.getParentPath()) {
      if (type.getLeaf() instanceof ClassTree enclosing && type != getCurrentPath()) {
        where.insert(0, enclosing.getSimpleName() + ".");
      }
    }
    lacks.add(
        getCurrentPath().getCompilationUnit().getPackageName() + "." + where + name + ": " + what);
  }
}
