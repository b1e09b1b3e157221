package io.matriarch.testkit.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/**
 * What others may rely on says what it is. Whether that is well-formed is Javadoc's own business.
 */
class DocumentationTest {

  @Test
  void everyExportedTypeHasAComment() throws IOException {
    assertThat(Documentation.lackingForTypes(Sources.of(exported -> true))).isEmpty();
  }

  @Test
  void everyMemberOfApiAndSpiIsDocumentedCompletely() throws IOException {
    assertThat(
            Documentation.lackingForMembers(
                Sources.of(exported -> !exported.kind().equals("shared"))))
        .isEmpty();
  }
}
