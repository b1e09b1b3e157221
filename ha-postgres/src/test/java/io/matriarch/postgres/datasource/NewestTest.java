package io.matriarch.postgres.datasource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A server that is to be written to")
class NewestTest {
  private final Newest newest = new Newest();

  @Test
  @DisplayName("has been promoted")
  void recoveryIsRefused() {
    assertThatThrownBy(() -> newest.refuseOlder(new Dialer.Answer(true, "7", 0, 100)))
        .hasMessage("it has not been promoted yet");
  }

  @Test
  @DisplayName("has the newest history of its cluster that was ever seen")
  void formerPrimariesAreRefused() {
    assertThatCode(() -> newest.refuseOlder(primary("7", 3))).doesNotThrowAnyException();
    assertThatCode(() -> newest.refuseOlder(primary("7", 4))).doesNotThrowAnyException();

    assertThatThrownBy(() -> newest.refuseOlder(primary("7", 3)))
        .hasMessage("it is a former primary, on timeline 3 of 4");
    assertThatCode(() -> newest.refuseOlder(primary("8", 1))).doesNotThrowAnyException();
  }

  private static Dialer.Answer primary(String systemId, long timeline) {
    return new Dialer.Answer(false, systemId, timeline, 0);
  }
}
