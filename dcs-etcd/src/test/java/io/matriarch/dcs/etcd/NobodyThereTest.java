package io.matriarch.dcs.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.etcd.jetcd.Client;
import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.NodeName;
import io.matriarch.core.store.StoreUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NobodyThereTest {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Test
  void a_call_after_a_failed_attempt_to_connect_has_a_client_that_tries_at_once() throws Exception {
    EtcdConnection connection = Given.connection(List.of("127.0.0.1:1"));
    try (EtcdStore store = connection.store(new ClusterId("service", "batman"))) {
      Server server = connection.servers().current().join();
      Client first = server.client();

      assertThatThrownBy(() -> store.read(Given.call()))
          .isInstanceOf(StoreUnavailableException.class);

      assertThat(server.client()).isNotSameAs(first);
    } finally {
      connection.close();
    }
  }

  @Test
  void where_nobody_answers_a_watch_goes_from_server_to_server_at_leisure() {
    EtcdConnection connection =
        Given.connection(List.of("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"));
    AtomicInteger moves = new AtomicInteger();
    connection.servers().onMove(moves::incrementAndGet);
    MonoTime start = Given.TICKER.now();
    try {
      connection.cluster(new ClusterId("service", "batman"), NodeName.of("a")).watch(() -> {});

      await().atMost(Duration.ofSeconds(20)).until(() -> moves.get() >= 3);

      assertThat(Given.since(start)).isGreaterThan(PAUSE.multipliedBy(3));
    } finally {
      connection.close();
    }
  }
}
