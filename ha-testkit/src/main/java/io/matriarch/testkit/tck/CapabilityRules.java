package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.StoreDocument;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** C: a fixture does what it declares, and declares what it does. */
interface CapabilityRules {

  @Test
  @DisplayName("C01 A client can be cut off and healed.")
  default void cuts(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    trial.view(a);
    if (works(trial, Capability.CUT, () -> trial.fixture().cut(a))) {
      Trial.failure(() -> a.read(trial.brief()));
      trial.fixture().heal(a);
      trial.eventually(() -> trial.view(a));
    }
  }

  @Test
  @DisplayName("C02 A client's answers can be lost.")
  default void losesAnswers(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
    if (works(trial, Capability.LOSE_ANSWERS, () -> trial.fixture().loseAnswers(a))) {
      Trial.failure(() -> a.put(new StoreDocument.Config("[]"), Expected.ANY, trial.brief()));
      trial.await(
          "the write arrives",
          () -> trial.fixture().raw(trial.keys().config()).equals(Optional.of("[]")));
      trial.fixture().heal(a);
      trial.eventually(() -> trial.view(a));
    }
  }

  @Test
  @DisplayName("C03 A client's server can be made to hang.")
  default void hangs(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    trial.view(a);
    if (works(trial, Capability.HANG, () -> trial.fixture().hang(a))) {
      MonoTime start = trial.now();
      Trial.failure(() -> a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.brief()));
      assertThat(trial.since(start)).isGreaterThan(Trial.BRIEF.dividedBy(2));
      trial.fixture().heal(a);
      trial.eventually(() -> trial.view(a));
    }
  }

  @Test
  @DisplayName("C04 A client's answers can be late.")
  default void delaysAnswers(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new StoreDocument.Config("[]"), Expected.ANY, trial.call());
    Duration late = Duration.ofMillis(200);
    if (works(trial, Capability.DELAY_ANSWERS, () -> trial.fixture().delayAnswers(a, late))) {
      MonoTime start = trial.now();
      a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
      assertThat(trial.since(start)).isGreaterThanOrEqualTo(late);
      Optional<String> text = trial.view(a).config().map(Versioned::value);
      assertThat(text).contains("{}");
    }
  }

  @Test
  @DisplayName("C05 The session of a key can be ended early.")
  default void expires(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    String key = trial.keys().member(NodeName.of("a"));
    if (works(trial, Capability.EXPIRE, () -> trial.fixture().expire(key))) {
      trial.await("the record is gone", () -> trial.fixture().raw(key).isEmpty());
    }
  }

  @Test
  @DisplayName("C06 A client's connections can go silent.")
  default void silences(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    a.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
    if (works(trial, Capability.SILENCE, () -> trial.fixture().silence(a))) {
      Trial.failure(() -> a.put(new StoreDocument.Config("[]"), Expected.ANY, trial.brief()));
      assertThat(trial.fixture().raw(trial.keys().config())).contains("{}");
    }
  }

  /** Whether it is declared and done; what is not declared must be refused. */
  private static boolean works(Trial trial, Capability capability, ThrowingCallable what)
      throws Exception {
    if (!trial.has(capability)) {
      assertThatThrownBy(what)
          .as(capability + " is not declared")
          .isInstanceOf(UnsupportedOperationException.class);
      return false;
    }
    try {
      what.call();
    } catch (Throwable failed) {
      throw new AssertionError(capability + " is declared and does not work", failed);
    }
    return true;
  }
}
