package io.matriarch.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.api.Stores;
import io.matriarch.core.api.SystemTicker;
import io.matriarch.core.model.Call;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.model.Ticker;
import io.matriarch.core.store.ClusterStore;
import io.matriarch.core.store.LeaseClaim;
import io.matriarch.core.store.LeaseResult;
import io.matriarch.core.store.StoreConnection;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InMemoryConnectionTest {
  private static final Ticker TICKER = new SystemTicker();
  private static final ClusterId ORDERS = new ClusterId("service", "orders");
  private static final ClusterId MAIL = new ClusterId("service", "mail");

  private final StoreConnection connection = Stores.connect("memory", Map.of());

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void nodes_of_one_cluster_meet_and_clusters_do_not() throws Exception {
    ClusterStore a = connection.cluster(ORDERS, NodeName.of("a"));
    ClusterStore b = connection.cluster(ORDERS, NodeName.of("b"));
    ClusterStore mail = connection.cluster(MAIL, NodeName.of("b"));

    assertThat(claim(a, "a")).isInstanceOf(LeaseResult.Held.class);
    assertThat(claim(b, "b")).isEqualTo(new LeaseResult.Refused(Optional.of(NodeName.of("a"))));
    assertThat(claim(mail, "b")).isInstanceOf(LeaseResult.Held.class);
  }

  @Test
  void closing_one_store_leaves_the_others() throws Exception {
    ClusterStore a = connection.cluster(ORDERS, NodeName.of("a"));
    ClusterStore mail = connection.cluster(MAIL, NodeName.of("a"));
    claim(a, "a");
    claim(mail, "a");

    a.close();

    assertThat(connection.cluster(ORDERS, NodeName.of("b")).read(call()).leader()).isEmpty();
    assertThat(mail.read(call()).leader()).isPresent();
    assertThatThrownBy(() -> a.read(call())).isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void a_closed_connection_gives_no_stores_and_closes_those_it_gave() {
    ClusterStore a = connection.cluster(ORDERS, NodeName.of("a"));

    connection.close();
    connection.close();

    assertThatThrownBy(() -> a.read(call())).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> connection.cluster(MAIL, NodeName.of("a")))
        .isInstanceOf(IllegalStateException.class);
  }

  private static LeaseResult claim(ClusterStore store, String node) throws Exception {
    return store.acquire(new LeaseClaim(NodeName.of(node), Optional.empty(), false), call());
  }

  private static Call call() {
    return new Call(TICKER.now().plus(Duration.ofSeconds(1)), Duration.ofSeconds(10));
  }
}
