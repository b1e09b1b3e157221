package io.matriarch.postgres.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.postgres.control.WorkMark.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkMarkTest {
  @TempDir Path folder;
  private WorkMark mark;

  @BeforeEach
  void beside() {
    mark = new WorkMark(folder.resolve("data"));
  }

  @Test
  void whatWasSetIsReadByTheNextOne() throws Exception {
    var entry = new WorkMark.Entry(Work.REPLACING, Optional.of(folder.resolve("old = x")), true);
    mark.set(entry);

    assertThat(new WorkMark(folder.resolve("data")).read()).contains(entry);
    assertThat(mark.forbidsUse()).isTrue();

    mark.remove();
    assertThat(mark.read()).isEmpty();
    assertThat(mark.forbidsUse()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"RECOVERING", "CREATING"})
  void onlyWhatMayBeDamagedMustBeCopiedAfresh(Work harmless) throws Exception {
    mark.set(harmless);

    assertThat(mark.read().orElseThrow().work()).isEqualTo(harmless);
    assertThat(mark.forbidsUse()).isFalse();
  }

  @Test
  void oneThatCannotBeUnderstoodSaysTheWorst() throws Exception {
    for (String text : new String[] {"", "work=", "work=DREAMING\n", "half a li"}) {
      Files.writeString(folder.resolve("data.realigning"), text);

      assertThat(mark.read().orElseThrow().work()).isEqualTo(Work.CHANGING);
      assertThat(mark.forbidsUse()).isTrue();
    }
  }
}
