package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.DeadlineRules.GRANTED;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked of stores whose clients have connections: one goes silent, and nobody ended it. */
interface SilenceRules {
  Duration OUTLASTED = Duration.ofSeconds(20);

  @Test
  @DisplayName(
      "W09 A watch whose connection has gone silent tells of changes again within 20 seconds, where"
          + " its client is in use.")
  default void aSilentWatchIsReplaced(Trial trial) throws Exception {
    trial.needs(Capability.SILENCE);
    ClusterStore a = trial.client("a");
    Hints hints = Hints.of(trial, a);
    trial.fixture().silence(a);
    int[] changes = {0};

    trial.within(
        OUTLASTED,
        "a hint",
        () -> {
          trial.fixture().write(trial.keys().config(), "{\"ttl\":" + ++changes[0] + "}");
          trial.eventually(() -> a.read(trial.call(Duration.ofSeconds(1), trial.ttl())));
          return hints.count() > 0;
        });
  }

  @Test
  @DisplayName("T10 A connection that goes silent does not cost its holder a lease of 20 seconds.")
  default void aSilentConnectionIsReplaced(Trial trial) throws Exception {
    trial.needs(Capability.SILENCE);
    ClusterStore a = trial.client("a");
    Duration ttl = OUTLASTED;
    LeaseResult.Held held = held(a.acquire(trial.claim("a"), trial.call(GRANTED.plus(ttl), ttl)));
    trial.fixture().silence(a);

    LeaseResult[] answer = new LeaseResult[1];
    trial.within(
        ttl,
        "a renewal is answered",
        () -> {
          try {
            Call call = trial.call(Duration.ofSeconds(1), ttl);
            answer[0] = a.renew(held.token(), LeaderBeacon.EMPTY, call);
            return true;
          } catch (StoreException notYet) {
            return false;
          }
        });

    assertThat(held(answer[0]).token()).isEqualTo(held.token());
  }
}
