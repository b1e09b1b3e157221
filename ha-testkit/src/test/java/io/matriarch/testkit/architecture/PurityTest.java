package io.matriarch.testkit.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Random;
import java.util.Set;
import java.util.UUID;

/**
 * Decisions are a function of what is known: the same occurrences give the same effects, on every
 * machine and in every run.
 */
@AnalyzeClasses(packages = "io.matriarch.core", importOptions = MainClasses.class)
class PurityTest {
  private static final String CORE = "io.matriarch.core.";
  private static final String INTERNAL = CORE + "internal.";
  private static final String[] PURE = {
    CORE + "model..",
    CORE + "wire..",
    CORE + "config..",
    INTERNAL + "event..",
    INTERNAL + "effect..",
    INTERNAL + "machine..",
    INTERNAL + "policy..",
    INTERNAL + "election..",
    INTERNAL + "chore.."
  };

  /** Everything of the JDK that has no state, no clock and no outside. */
  private static final DescribedPredicate<JavaClass> HARMLESS =
      describe(
          "harmless parts of the JDK",
          type ->
              Set.of(
                              "java.lang",
                              "java.lang.annotation",
                              "java.lang.invoke",
                              "java.lang.runtime",
                              "java.util",
                              "java.util.function",
                              "java.util.stream",
                              "java.time",
                              "java.time.format",
                              "java.time.temporal",
                              "java.math")
                          .contains(type.getPackageName())
                      && !type.isAssignableTo(Thread.class)
                      && !type.isAssignableTo(ThreadLocal.class)
                      && !type.isAssignableTo(Random.class)
                      && !type.isAssignableTo(Process.class)
                      && !type.isAssignableTo(ProcessBuilder.class)
                  || type.isPrimitive()
                  || type.isArray());

  @ArchTest
  static final ArchRule PURE_CODE_USES_NOTHING_THAT_COULD_SURPRISE =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .and()
          .resideOutsideOfPackages(CORE + "wire..", CORE + "config..", CORE + "model..")
          .should()
          .onlyDependOnClassesThat(HARMLESS.or(resideInAnyPackage("io.matriarch.core..")));

  @ArchTest
  static final ArchRule MODEL_KNOWS_ADDRESSES_BESIDES =
      classes()
          .that()
          .resideInAPackage(CORE + "model..")
          .should()
          .onlyDependOnClassesThat(
              HARMLESS
                  .or(resideInAnyPackage(CORE + "model.."))
                  .or(describe("java.net.URI", type -> type.isEquivalentTo(java.net.URI.class))));

  @ArchTest
  static final ArchRule CODECS_KNOW_JSON_AND_PATTERNS_BESIDES =
      classes()
          .that()
          .resideInAnyPackage(CORE + "wire..", CORE + "config..")
          .should()
          .onlyDependOnClassesThat(
              HARMLESS
                  .or(
                      resideInAnyPackage(
                          CORE + "model..",
                          CORE + "config..",
                          CORE + "wire..",
                          CORE + "resource..",
                          "tools.jackson..",
                          "java.util.regex"))
                  .or(describe("java.net.URI", type -> type.isEquivalentTo(java.net.URI.class))));

  @ArchTest
  static final ArchRule PURE_CODE_DOES_NOT_USE_THE_RUNTIME =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INTERNAL + "runtime..");

  @ArchTest
  static final ArchRule PURE_CODE_READS_NO_CLOCK_AND_DRAWS_NO_LOTS =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethodWhere(
              describe("it reads a clock or draws lots", PurityTest::readsAClockOrDrawsLots));

  @ArchTest
  static final ArchRule PURE_CODE_DOES_NOT_DEPEND_ON_HASH_ORDER =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callConstructorWhere(describe("it makes a hash table", PurityTest::makesAHashTable));

  private static boolean readsAClockOrDrawsLots(JavaMethodCall call) {
    String name = call.getTarget().getName();
    JavaClass owner = call.getTargetOwner();
    boolean clock =
        owner.isEquivalentTo(System.class)
            && Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty").contains(name);
    boolean now =
        name.equals("now")
            && Set.of(
                    Instant.class.getName(),
                    LocalDateTime.class.getName(),
                    OffsetDateTime.class.getName(),
                    ZonedDateTime.class.getName())
                .contains(owner.getName());
    boolean lots =
        owner.isEquivalentTo(UUID.class) && name.equals("randomUUID")
            || owner.isEquivalentTo(Math.class) && name.equals("random");
    return clock || now || lots || owner.isAssignableTo(Clock.class);
  }

  private static boolean makesAHashTable(JavaConstructorCall call) {
    JavaClass type = call.getTargetOwner();
    return type.isEquivalentTo(HashMap.class)
        || type.isEquivalentTo(HashSet.class)
        || type.isEquivalentTo(IdentityHashMap.class);
  }
}
