package io.matriarch.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specifications and the kits that ask for them say the same. */
class SpecificationTest {

  @Test
  void everyRuleOfStoresHasATestOfItsNameOrSaysWhyNot() throws IOException {
    assertThat(asked(Arrays.stream(ConnectedStoreConformanceKit.class.getMethods())))
        .containsExactlyInAnyOrderElementsOf(titles("cluster-store.md"));
  }

  @Test
  void everyRuleOfResourcesHasATestOfItsNameOrSaysWhyNot() throws IOException {
    assertThat(asked(Arrays.stream(ManagedResourceConformanceKit.class.getDeclaredMethods())))
        .containsExactlyInAnyOrderElementsOf(titles("managed-resource.md"));
  }

  @ParameterizedTest
  @CsvSource({"cluster-store.md,90", "managed-resource.md,20"})
  void everyRuleSaysWhatItIsForAndNumbersRunOn(String page, int least) throws IOException {
    List<SpecifiedRule> rules = SpecifiedRule.allOf(page);

    assertThat(rules)
        .hasSizeGreaterThan(least)
        .allSatisfy(rule -> assertThat(rule.why()).isNotBlank());
    for (int i = 1; i < rules.size(); i++) {
      String before = rules.get(i - 1).id();
      String next = before.charAt(0) + "%02d".formatted(Integer.parseInt(before.substring(1)) + 1);
      assertThat(rules.get(i).id()).matches(next + "|[A-Z]01");
    }
  }

  private static List<String> asked(Stream<Method> methods) {
    return methods
        .filter(method -> method.isAnnotationPresent(Test.class))
        .map(method -> method.getAnnotation(DisplayName.class).value())
        .toList();
  }

  private static List<String> titles(String page) throws IOException {
    return SpecifiedRule.allOf(page).stream()
        .filter(SpecifiedRule::isAsked)
        .map(SpecifiedRule::title)
        .toList();
  }
}
