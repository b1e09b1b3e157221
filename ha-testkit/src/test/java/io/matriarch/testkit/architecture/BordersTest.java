package io.matriarch.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;

/** Who may know whom. */
@AnalyzeClasses(packages = "io.matriarch", importOptions = MainClasses.class)
class BordersTest {
  private static final String CORE = "io.matriarch.core.";
  private static final String INTERNAL = CORE + "internal.";

  @ArchTest
  static final ArchRule SPIS_KNOW_THE_MODEL_ONLY =
      noClasses()
          .that()
          .resideInAnyPackage(CORE + "store..", CORE + "resource..", CORE + "peer..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              CORE + "api..", CORE + "config..", CORE + "wire..", CORE + "internal..");

  @ArchTest
  static final ArchRule SPIS_DO_NOT_KNOW_EACH_OTHER =
      noClasses()
          .that()
          .resideInAPackage(CORE + "store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(CORE + "resource..", CORE + "peer..");

  @ArchTest
  static final ArchRule RESOURCES_DO_NOT_KNOW_STORES =
      noClasses()
          .that()
          .resideInAnyPackage(CORE + "resource..", CORE + "peer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CORE + "store..");

  @ArchTest
  static final ArchRule RULES_MAKE_PLANS_AND_NO_EFFECTS =
      noClasses()
          .that()
          .resideInAPackage(INTERNAL + "policy..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "effect..", INTERNAL + "event..");

  @ArchTest
  static final ArchRule ONLY_THE_RUNTIME_KNOWS_THREADS =
      noClasses()
          .that()
          .resideInAPackage("io.matriarch.core..")
          .and()
          .resideOutsideOfPackage(INTERNAL + "runtime..")
          .should()
          .dependOnClassesThat(
              describe(
                  "java.util.concurrent but for what an embedder hands in and gets back",
                  type ->
                      type.getPackageName().startsWith("java.util.concurrent")
                          && !type.isEquivalentTo(CompletionStage.class)
                          && !type.isEquivalentTo(ThreadFactory.class)));

  @ArchTest
  static final ArchRule ONLY_THE_RUNTIME_LOGS =
      noClasses()
          .that()
          .resideInAPackage("io.matriarch.core..")
          .and()
          .resideOutsideOfPackage(INTERNAL + "runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.slf4j..");

  @ArchTest
  static final ArchRule WHAT_IS_INTERNAL_STAYS_INTERNAL =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.matriarch.core..", "io.matriarch.testkit.sim..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CORE + "internal..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class);

  @ArchTest
  static final ArchRule ONLY_THE_RUNTIME_MAKES_THREADS =
      noClasses()
          .that()
          .resideInAPackage("io.matriarch.core..")
          .and()
          .resideOutsideOfPackage(INTERNAL + "runtime..")
          .should()
          .accessClassesThat()
          .areAssignableTo(Thread.class);

  @ArchTest
  static final ArchRule ONLY_PROGRAMS_END_THE_JVM =
      noClasses()
          .that()
          .haveSimpleNameNotEndingWith("Main")
          .should()
          .callMethod(System.class, "exit", int.class);
}
