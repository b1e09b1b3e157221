package io.matriarch.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code VERSIONING.md} tells what may be relied upon, and has a place for everything. */
class VersioningTest {

  @Test
  void whatIsPromisedIsWhatIsDocumented() {
    assertThat(ExportedPackage.all())
        .extracting(ExportedPackage::name)
        .containsExactlyInAnyOrderElementsOf(
            Module.libraries().stream().flatMap(module -> module.documented().stream()).toList());
  }

  @Test
  void promisesAreOfThreeKinds() {
    assertThat(ExportedPackage.all())
        .extracting(ExportedPackage::kind)
        .isSubsetOf(List.of("API", "SPI", "shared"));
  }
}
