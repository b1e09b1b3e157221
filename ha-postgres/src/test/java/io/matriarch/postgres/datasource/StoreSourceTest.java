package io.matriarch.postgres.datasource;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.LeaderBeacon;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.testkit.store.InMemoryConnection;
import io.matriarch.testkit.store.StoreFlavour;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the store tells")
class StoreSourceTest {
  private static final ClusterId ORDERS = new ClusterId("service", "orders");
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private final Ticker ticker = new SystemTicker();

  @Test
  @DisplayName("is news of a leader for as long as the server keeps its key")
  void whatIsThereCounts() throws Exception {
    try (InMemoryConnection store = new InMemoryConnection(ticker, StoreFlavour.EXACT);
        LeaderSource source = source(store)) {
      assertThat(source.ask(WITHIN).confirmed()).isFalse();
      lead(store);

      assertThat(source.ask(WITHIN).confirmed()).isTrue();
      assertThat(source.ask(WITHIN).confirmed()).isTrue();
    }
  }

  @Test
  @DisplayName("is news only of one that renews, where keys of silent leaders stay")
  void whatStandsStillDoesNot() throws Exception {
    try (InMemoryConnection store = new InMemoryConnection(ticker, StoreFlavour.OBSERVED);
        LeaderSource source = source(store)) {
      ClusterStore leader = store.cluster(ORDERS, NodeName.of("node1"));
      LeaseResult.Held held = lead(leader);
      assertThat(source.ask(WITHIN).confirmed()).isTrue();
      assertThat(source.ask(WITHIN).confirmed()).isFalse();

      leader.renew(held.token(), LeaderBeacon.EMPTY, call());

      assertThat(source.ask(WITHIN).confirmed()).isTrue();
      assertThat(source.ask(WITHIN).confirmed()).isFalse();
    }
  }

  private LeaderSource source(InMemoryConnection store) {
    return new StoreSource("orders", store.cluster(ORDERS, NodeName.of("datasource")), ticker);
  }

  private void lead(InMemoryConnection store) throws Exception {
    lead(store.cluster(ORDERS, NodeName.of("node1")));
  }

  private LeaseResult.Held lead(ClusterStore node) throws Exception {
    return (LeaseResult.Held)
        node.acquire(new LeaseClaim(NodeName.of("node1"), Optional.empty(), false), call());
  }

  private Call call() {
    return new Call(ticker.now().plus(WITHIN), Duration.ofSeconds(30));
  }
}
