package io.matriarch.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is published can be found, named and combined. */
class ModulesTest {
  private static final Pom PARENT = Pom.read(Path.of("../pom.xml"));

  @Test
  void everyModuleSaysWhatItIs() {
    assertThat(Module.published())
        .allSatisfy(
            module -> {
              assertThat(module.pom().text("name")).as(module.artifact()).isNotEmpty();
              assertThat(module.pom().text("description")).as(module.artifact()).isNotEmpty();
            });
  }

  @Test
  void anExampleIsNotPublished() {
    assertThat(Module.all().stream().filter(Module::isExample))
        .allSatisfy(
            module ->
                assertThat(module.pom().text("properties/maven.deploy.skip"))
                    .as(module.artifact())
                    .isEqualTo("true"));
  }

  /** A parent's managed versions would become those of whoever imports it. */
  @Test
  void theBillOfMaterialsBringsOurModulesAndNothingElse() {
    Pom bom = bom().pom();

    assertThat(bom.texts("parent")).isEmpty();
    assertThat(bom.texts("dependencies")).isEmpty();
    assertThat(bom.text("version")).isEqualTo(PARENT.text("version"));
    assertThat(managed(bom, "artifactId"))
        .containsExactlyInAnyOrderElementsOf(
            Module.libraries().stream().map(Module::artifact).toList());
    assertThat(managed(bom, "groupId")).containsOnly(PARENT.text("groupId"));
    assertThat(managed(bom, "version")).containsOnly("${project.version}");
    assertThat(managed(bom, "scope")).isEmpty();
  }

  @Test
  void theBillOfMaterialsSaysTheSameOfItselfAsTheOthers() {
    Pom bom = bom().pom();

    for (String what : List.of("inceptionYear", "licenses", "developers")) {
      assertThat(bom.text(what)).as(what).isNotEmpty().isEqualTo(PARENT.text(what));
    }
    assertThat(bom.texts("build/pluginManagement/plugins/plugin")).isNotEmpty();
    assertThat(PARENT.texts("build/pluginManagement/plugins/plugin"))
        .containsAll(bom.texts("build/pluginManagement/plugins/plugin"));
  }

  @Test
  void everyLibraryHasAModuleNameOfItsOwn() {
    assertThat(Module.libraries())
        .extracting(Module::name)
        .doesNotHaveDuplicates()
        .hasSize(Module.libraries().size());
  }

  @Test
  void aModuleNameIsTheRootOfItsPackages() {
    assertThat(Module.libraries())
        .allSatisfy(
            module ->
                assertThat(module.packages())
                    .as(module.name())
                    .isNotEmpty()
                    .allMatch(name -> (name + ".").startsWith(module.name() + ".")));
  }

  /** Two modules with a package in common cannot be on one module path. */
  @Test
  void noPackageIsInTwoModules() {
    assertThat(Module.all().stream().flatMap(module -> packages(module))).doesNotHaveDuplicates();
  }

  private static Stream<String> packages(Module module) {
    return module.sources().toFile().exists() ? module.packages().stream() : Stream.empty();
  }

  private static Module bom() {
    return Module.published().stream()
        .filter(module -> module.artifact().endsWith("-bom"))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> managed(Pom bom, String what) {
    return bom.texts("dependencyManagement/dependencies/dependency/" + what);
  }
}
