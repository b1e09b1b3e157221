package io.matriarch.testkit.published;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Source files of exported packages. */
final class Sources {
  private Sources() {}

  /** Those of all modules, in the order of their names. */
  static List<Path> of(Predicate<ExportedPackage> which) {
    List<Path> packages =
        ExportedPackage.all().stream()
            .filter(which)
            .map(exported -> Path.of(exported.name().replace('.', '/')))
            .toList();
    return Module.libraries().stream()
        .flatMap(
            module ->
                module
                    .files()
                    .filter(file -> packages.contains(file.getParent()))
                    .map(module.sources()::resolve))
        .toList();
  }

  /** Hands each of them over, read. */
  static void read(List<Path> files, BiConsumer<CompilationUnitTree, DocTrees> reader)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees docs = DocTrees.instance(task);
      for (CompilationUnitTree file : task.parse()) {
        reader.accept(file, docs);
      }
    }
  }
}
