package io.matriarch.dcs.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ServersTest {
  private static final Duration AT_ONCE = Duration.ofMillis(50);
  private static final List<Address> OLD = addresses("a", "b", "c");
  private static final List<Address> NEW = addresses("d", "e");

  private final Queue<CompletableFuture<List<Address>>> lookups = new ArrayDeque<>();
  private final Servers servers =
      new Servers(lookups::remove, new Access(Optional.empty(), null), null);

  @Test
  void everybody_stays_with_one_until_it_fails_and_goes_on_to_the_next_then() throws Exception {
    lookups.add(CompletableFuture.completedFuture(OLD));
    List<Server> before = servers.inOrder(AT_ONCE);
    AtomicInteger moves = new AtomicInteger();
    servers.onMove(moves::incrementAndGet);

    assertThat(servers.inOrder(AT_ONCE)).isEqualTo(before);
    servers.failed(before.get(0));
    servers.failed(before.get(0));

    assertThat(servers.inOrder(AT_ONCE))
        .containsExactly(before.get(1), before.get(2), before.get(0));
    assertThat(servers.current().join()).isEqualTo(before.get(1));
    assertThat(moves).hasValue(1);
  }

  @Test
  void when_all_fail_the_old_addresses_stay_until_there_are_new_ones() throws Exception {
    CompletableFuture<List<Address>> slow = new CompletableFuture<>();
    lookups.add(CompletableFuture.completedFuture(OLD));
    lookups.add(CompletableFuture.failedFuture(new IllegalStateException("no name server")));
    lookups.add(slow);
    List<Server> before = servers.inOrder(AT_ONCE);

    servers.allFailed();
    assertThat(servers.inOrder(AT_ONCE)).isEqualTo(before);
    servers.allFailed();
    servers.allFailed();
    assertThat(servers.inOrder(AT_ONCE)).isEqualTo(before);
    slow.complete(NEW);

    assertThat(servers.inOrder(AT_ONCE).stream().map(Server::address))
        .containsExactlyInAnyOrderElementsOf(NEW);
  }

  @Test
  void without_any_addresses_nothing_was_sent_and_the_next_call_looks_anew() throws Exception {
    lookups.add(CompletableFuture.failedFuture(new IllegalStateException("no such domain")));
    lookups.add(CompletableFuture.completedFuture(NEW));

    assertThatThrownBy(() -> servers.inOrder(AT_ONCE))
        .isInstanceOfSatisfying(
            Failure.class, failure -> assertThat(failure.is(Failure.Kind.NOT_CONNECTED)).isTrue())
        .hasMessage("no such domain");
    assertThat(servers.inOrder(AT_ONCE)).hasSize(2);
  }

  private static List<Address> addresses(String... hosts) {
    return List.of(hosts).stream().map(host -> new Address(host, 2379, false)).toList();
  }
}
