package io.matriarch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.model.Call;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.OutcomeUnknownException;
import io.matriarch.core.store.StoreException;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest implements Ticker {
  private static final NodeName A = NodeName.of("a");
  private static final NodeName B = NodeName.of("b");
  private static final Duration TTL = Duration.ofSeconds(10);

  private final AtomicLong nanos = new AtomicLong();
  private final InMemoryStore store = new InMemoryStore(this);
  private final ClusterStore a = store.client(A);
  private final ClusterStore b = store.client(B);

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void aLostAnswerLeavesTheKeyTaken() {
    store.loseNextAnswer(A);

    assertThatThrownBy(() -> acquire(a)).isInstanceOf(OutcomeUnknownException.class);
    assertThat(store.leader()).contains(A);
  }

  @Test
  void whoeverIsCutOffChangesNothing() throws Exception {
    LeaseResult.Held held = (LeaseResult.Held) acquire(a);
    store.cut(A, true);

    assertThatThrownBy(() -> a.renew(held.token(), LeaderBeacon.EMPTY, call()))
        .isInstanceOf(StoreUnavailableException.class);
    store.cut(A, false);
    assertThat(a.renew(held.token(), LeaderBeacon.EMPTY, call()))
        .isInstanceOf(LeaseResult.Held.class);
  }

  @Test
  void aStoppedStoreKeepsItsLeasesUntilItIsBack() throws Exception {
    acquire(a);
    store.down(true);

    nanos.addAndGet(TTL.multipliedBy(2).toNanos());

    assertThatThrownBy(() -> b.read(call())).isInstanceOf(StoreUnavailableException.class);
    assertThat(store.leader()).contains(A);
    store.down(false);
    assertThat(store.leader()).isEmpty();
  }

  private LeaseResult acquire(ClusterStore client) throws StoreException {
    NodeName name = client == a ? A : B;
    return client.acquire(new LeaseClaim(name, Optional.empty(), false), call());
  }

  private Call call() {
    return new Call(now().plus(Duration.ofSeconds(5)), TTL);
  }

  @Override
  public MonoTime now() {
    return new MonoTime(nanos.get());
  }

  @Override
  public Instant wallClock() {
    return Instant.EPOCH;
  }
}
