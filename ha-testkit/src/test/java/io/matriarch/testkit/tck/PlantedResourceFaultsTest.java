package io.matriarch.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A resource that breaks one rule makes the kit fail with the name of this rule, and no other. */
class PlantedResourceFaultsTest {
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| ([A-Z]\\d\\d) \\| ([^|]*) \\|$");
  private static Function<NoteResource, ForwardingResource> underTest;

  @Test
  void whatBreaksNoRulePasses() {
    underTest = ForwardingResource::new;

    assertThat(KitRun.failures(Kit.class)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenRuleIsFound(PlantedResourceFault fault) {
    underTest = fault::in;

    assertThat(KitRun.failures(Kit.class)).containsExactly(fault.name());
  }

  @Test
  void whatIsBrokenOnPurposeIsListed() throws IOException {
    String page = Files.readString(Path.of("../docs/spec/managed-resource.md"));

    assertThat(LISTED.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyElementsOf(
            Arrays.stream(PlantedResourceFault.values())
                .map(fault -> fault.name() + " " + fault.text())
                .toList());
  }

  /** Not found by its name: it is to be run by the tests here only. */
  static final class Kit extends ManagedResourceConformanceKit<ForwardingResource> {
    @Override
    protected ResourceFixture<ForwardingResource> open() {
      return new NoteFixture(underTest);
    }
  }
}
