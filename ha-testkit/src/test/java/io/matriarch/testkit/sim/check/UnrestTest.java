package io.matriarch.testkit.sim.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.testkit.sim.world.Trace;
import io.matriarch.testkit.sim.world.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class UnrestTest {
  private enum Kind {
    FIRST,
    SECOND
  }

  private final World world = new World(1, new Trace(false));
  private final Unrest unrest = new Unrest(world, Kind.values().length, Duration.ofSeconds(30));

  private long feltAt(int second) {
    world.runUntil(Duration.ofSeconds(second));
    return unrest.bits();
  }

  @Test
  void aFaultIsFeltWhileItLastsAndAWhileLonger() {
    assertThat(feltAt(1)).isZero();
    unrest.began(Kind.SECOND);
    assertThat(feltAt(100)).isEqualTo(0b10);
    unrest.ended(Kind.SECOND);
    assertThat(feltAt(129)).isEqualTo(0b10);
    assertThat(feltAt(130)).isZero();
  }

  @Test
  void twoOfAKindAreFeltUntilTheLastIsOver() {
    unrest.began(Kind.FIRST);
    unrest.began(Kind.FIRST);
    unrest.ended(Kind.FIRST);
    assertThat(feltAt(60)).isEqualTo(0b1);
    unrest.ended(Kind.FIRST);
    assertThat(feltAt(89)).isEqualTo(0b1);
    assertThat(feltAt(91)).isZero();
  }

  @Test
  void kindsFadeOneAfterAnother() {
    unrest.began(Kind.FIRST);
    unrest.began(Kind.SECOND);
    unrest.ended(Kind.FIRST);
    assertThat(feltAt(10)).isEqualTo(0b11);
    unrest.ended(Kind.SECOND);
    assertThat(feltAt(35)).isEqualTo(0b10);
    assertThat(feltAt(40)).isZero();
  }
}
