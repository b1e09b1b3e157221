package io.matriarch.testkit.tck;

import static io.matriarch.testkit.tck.Records.member;
import static io.matriarch.testkit.tck.Trial.BEACON;
import static io.matriarch.testkit.tck.Trial.held;
import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.Versioned;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.Expected;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreDocument;
import io.matriarch.core.store.WatchHandle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** W: hints, which may be merged and spurious, and may not be missing. */
interface WatchRules {
  Duration SOON = Duration.ofSeconds(2);

  /** Until a client whose server can be reached again is connected. */
  Duration ONCE_CONNECTED = Duration.ofSeconds(10);

  @Test
  @DisplayName(
      "W01 Creation, change and removal of leader, config, failover, sync and initialize each give"
          + " a hint.")
  default void everyChangeGivesAHint(Trial trial) throws Exception {
    Hints hints = Hints.of(trial, trial.client("a"));
    List<String> keys =
        List.of(
            trial.keys().leader(),
            trial.keys().config(),
            trial.keys().failover(),
            trial.keys().sync(),
            trial.keys().initialize());
    for (int round = 0; round < 2; round++) {
      for (String key : keys) {
        trial.fixture().write(key, "x");
        hints.await("creation of " + key, SOON);
        trial.fixture().write(key, "y");
        hints.await("change of " + key, SOON);
        trial.fixture().erase(key);
        hints.await("removal of " + key, SOON);
      }
    }
  }

  @Test
  @DisplayName("W02 Renewals, beacons and member records give none.")
  default void whatChangesEachLoopGivesNone(Trial trial) throws Exception {
    ClusterStore b = trial.client("b");
    LeaseResult.Held held = trial.acquireLasting(b, "b");
    Hints hints = Hints.of(trial, trial.client("a"));
    int changes = 10;

    for (int position = 1; position <= changes; position++) {
      held(b.renew(held.token(), LeaderBeacon.EMPTY.withPosition(position), trial.lasting()));
      b.announce(member("b", position), trial.lasting());
      trial.pass(Duration.ofMillis(20));
    }

    // A hint may be spurious; one for each change is not.
    assertThat(hints.count()).isLessThan(changes / 2);
    b.put(new StoreDocument.Config("{}"), Expected.ANY, trial.call());
    hints.await("the watch is live", SOON);
  }

  @Test
  @DisplayName("W03 A hint comes within two seconds, and a read after it sees the change.")
  default void aReadAfterAHintSeesTheChange(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    ClusterStore b = trial.client("b");
    LeaseResult.Held held = trial.acquireLasting(b, "b");
    Hints hints = Hints.of(trial, a);

    b.release(held.token(), BEACON, trial.call());
    hints.await("the release", SOON);
    boolean stillLed = trial.view(a).leader().isPresent();
    b.put(new StoreDocument.Failover("{}"), Expected.ANY, trial.call());
    hints.await("the request", SOON);

    assertThat(stillLed).isFalse();
    assertThat(trial.view(a).failover().map(Versioned::value)).contains("{}");
  }

  @Test
  @DisplayName(
      "W04 After a gap a hint comes once the watch is live again, also if nothing has changed.")
  default void aGapGivesAHint(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.lasting());
    Hints hints = Hints.of(trial, a);
    for (int round = 0; round < 2; round++) {
      trial.fixture().cut(a);
      Trial.failure(() -> a.read(trial.brief()));
      hints.forget();
      trial.fixture().heal(a);

      hints.await("the gap", ONCE_CONNECTED);
      trial.eventually(() -> trial.view(a));
      trial.fixture().write(trial.keys().config(), "{\"ttl\":" + round + "}");
      hints.await("a change after the gap", SOON);
    }
  }

  @Test
  @DisplayName("W05 After a gap longer than any session the watch still tells of changes.")
  default void aLongGapLeavesTheWatch(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    a.announce(member("a", 1), trial.call());
    Hints hints = Hints.of(trial, a);
    trial.fixture().cut(a);
    trial.pass(trial.ttl().multipliedBy(2));
    trial.fixture().heal(a);
    trial.eventually(() -> trial.view(a));
    trial.becomes(Trial.A_MOMENT, () -> false);
    hints.forget();
    trial.fixture().write(trial.keys().config(), "{}");
    hints.await("a change after the gap", SOON);
  }

  @Test
  @DisplayName("W06 A watch begun without a connection begins with it.")
  default void aWatchBeginsWithItsConnection(Trial trial) throws Exception {
    trial.needs(Capability.CUT);
    ClusterStore a = trial.client("a");
    trial.fixture().cut(a);
    Hints hints = new Hints(trial);
    a.watch(hints);
    Trial.failure(() -> a.read(trial.brief()));
    trial.fixture().heal(a);
    trial.eventually(() -> trial.view(a));
    trial.becomes(Trial.A_MOMENT, () -> false);
    hints.forget();

    trial.fixture().write(trial.keys().config(), "{}");
    hints.await("a change", SOON);
  }

  @Test
  @DisplayName("W07 A watch that was closed is silent.")
  default void aClosedWatchIsSilent(Trial trial) throws Exception {
    ClusterStore a = trial.client("a");
    Hints closed = new Hints(trial);
    WatchHandle handle = a.watch(closed);
    Hints hints = Hints.of(trial, a);
    handle.close();
    handle.close();
    closed.forget();

    trial.fixture().write(trial.keys().config(), "{}");
    hints.await("a change", SOON);

    assertThat(trial.becomes(Trial.A_MOMENT, () -> closed.count() > 0)).isFalse();
  }

  @Test
  @DisplayName("W08 A leader key that is taken away for its holder's silence gives a hint.")
  default void anExpiredLeaseGivesAHint(Trial trial) throws Exception {
    ClusterStore b = trial.client("b");
    if (!trial.serversExpire(b)) {
      return;
    }
    trial.acquire(b, "b");
    Hints hints = Hints.of(trial, trial.client("a"));

    hints.await("the key is gone", trial.ttl().multipliedBy(2));

    assertThat(trial.leader()).isEmpty();
  }
}
