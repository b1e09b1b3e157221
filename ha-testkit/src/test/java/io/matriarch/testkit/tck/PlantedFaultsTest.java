package io.matriarch.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.store.ClusterStore;
import io.matriarch.testkit.store.MemoryFixture;
import io.matriarch.testkit.store.StoreFlavour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A store that breaks one rule makes the kit fail with the name of this rule, and no other. */
class PlantedFaultsTest {
  private static final Pattern LISTED = Pattern.compile("(?m)^\\| ([A-Z]\\d\\d) \\| ([^|]*) \\|$");
  private static StoreFixture underTest;

  @ParameterizedTest
  @EnumSource
  void aBrokenRuleIsFound(PlantedFault fault) {
    assertThat(failures(new MemoryFixture(StoreFlavour.EXACT, fault)))
        .containsExactly(fault.name());
  }

  @Test
  void whatWorksWithoutBeingDeclaredIsFound() {
    MemoryFixture modest =
        new MemoryFixture(StoreFlavour.EXACT, EnumSet.of(Capability.MEMBERS_EXPIRE));

    assertThat(failures(modest))
        .containsExactly("A09", "C01", "C02", "C03", "C04", "C05", "D10", "K03", "R07");
  }

  @Test
  void recordsThatExpireWithoutBeingSaidToAreFound() {
    Set<Capability> declared =
        EnumSet.complementOf(EnumSet.of(Capability.MEMBERS_EXPIRE, Capability.SILENCE));

    assertThat(failures(new MemoryFixture(StoreFlavour.EXACT, declared))).containsExactly("A04");
  }

  @Test
  void whatIsDeclaredAndDoesNotWorkIsFound() {
    StoreFixture boasting =
        new MemoryFixture(StoreFlavour.EXACT) {
          @Override
          public void hang(ClusterStore client) {
            // Nothing happens.
          }
        };

    assertThat(failures(boasting)).contains("C03", "T01").doesNotContain("C01", "C02");
  }

  @Test
  void whatIsBrokenOnPurposeIsListed() throws IOException {
    String page = Files.readString(Path.of("../docs/spec/cluster-store.md"));

    assertThat(LISTED.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)))
        .containsExactlyElementsOf(
            Arrays.stream(PlantedFault.values())
                .map(fault -> fault.name() + " " + fault.text())
                .toList());
  }

  private static Set<String> failures(StoreFixture fixture) {
    underTest = fixture;
    return KitRun.failures(Kit.class);
  }

  /** Not found by its name: it is to be run by the tests here only. */
  static final class Kit extends ClusterStoreConformanceKit {
    @Override
    protected StoreFixture open() {
      return underTest;
    }
  }
}
