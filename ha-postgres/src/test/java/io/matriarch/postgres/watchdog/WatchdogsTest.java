package io.matriarch.postgres.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.resource.ResourceException;
import io.matriarch.core.resource.Watchdog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Several watchdogs as one. */
class WatchdogsTest {
  private static final Duration WITHIN = Duration.ofSeconds(1);
  private static final MonoTime END = new MonoTime(5);

  private static final class Fake implements Watchdog {
    private final List<String> told = new ArrayList<>();
    private Optional<String> problem = Optional.empty();
    private Optional<Orders> inherited = Optional.empty();

    private void hear(String word, Duration within) throws ResourceException {
      assertThat(within).isBetween(Duration.ofNanos(1), WITHIN);
      told.add(word);
      if (problem.isPresent()) {
        throw new ResourceException(problem.get());
      }
    }

    @Override
    public void guard(MonoTime fenceAt, MonoTime killAt, Duration within) throws ResourceException {
      hear("guard " + fenceAt.nanos() + " " + killAt.nanos(), within);
    }

    @Override
    public void free(Duration within) throws ResourceException {
      hear("free", within);
    }

    @Override
    public Optional<Orders> inherited(Duration within) throws ResourceException {
      hear("inherited", within);
      return inherited;
    }

    @Override
    public void close() {
      told.add("close");
    }
  }

  private final Fake device = new Fake();
  private final Fake leash = new Fake();

  private Watchdogs both(boolean deviceRequired, boolean leashRequired) {
    return new Watchdogs(
        List.of(
            new Watchdogs.Part("watchdog", device, deviceRequired),
            new Watchdogs.Part("leash", leash, leashRequired)));
  }

  @Test
  void allAreTold() throws Exception {
    Watchdogs all = both(false, false);

    all.guard(END, END.plus(WITHIN), WITHIN);
    all.free(WITHIN);
    all.close();

    assertThat(device.told).containsExactly("guard 5 1000000005", "free", "close");
    assertThat(leash.told).isEqualTo(device.told);
  }

  @Test
  void oneOfTwoSufficesWhereNeitherIsRequired() throws Exception {
    device.problem = Optional.of("gone");

    both(false, false).guard(END, END, WITHIN);
    both(false, true).guard(END, END, WITHIN);

    assertThat(leash.told).hasSize(2);
  }

  @Test
  void whatIsRequiredIsMissed() {
    device.problem = Optional.of("gone");

    assertThatThrownBy(() -> both(true, false).guard(END, END, WITHIN)).hasMessage("gone");
    assertThatThrownBy(() -> both(true, true).free(WITHIN)).hasMessage("gone");
    assertThat(leash.told).as("told all the same").hasSize(2);
  }

  @Test
  void whereNoneAnswersThatIsSaid() {
    device.problem = Optional.of("gone");
    leash.problem = Optional.of("dead");

    assertThatThrownBy(() -> both(false, false).free(WITHIN)).hasMessage("gone; dead");
    assertThatThrownBy(() -> both(false, true).free(WITHIN)).hasMessage("dead");
  }

  @Test
  void oneThatIsRequiredMakesAllRequired() {
    assertThat(both(false, false).required()).isFalse();
    assertThat(both(true, false).required()).isTrue();
    assertThat(both(false, true).required()).isTrue();
    assertThatThrownBy(() -> new Watchdogs(List.of())).hasMessage("no watchdogs");
  }

  @Test
  void theFirstThatKnowsTellsWhatItInherited() throws Exception {
    Watchdog.Orders orders = new Watchdog.Orders(END, END.plus(WITHIN));
    assertThat(both(true, true).inherited(WITHIN)).isEmpty();
    leash.inherited = Optional.of(orders);
    assertThat(both(true, true).inherited(WITHIN)).contains(orders);
  }
}
