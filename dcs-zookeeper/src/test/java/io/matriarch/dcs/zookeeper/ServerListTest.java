package io.matriarch.dcs.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.zookeeper.client.HostProvider;
import org.junit.jupiter.api.Test;

class ServerListTest {
  private static final Duration TTL = Duration.ofSeconds(30);

  private final ServerList servers =
      new ServerList(
          IntStream.of(1, 2, 3)
              .mapToObj(port -> InetSocketAddress.createUnresolved("127.0.0.1", port))
              .toList());

  @Test
  void a_session_tries_every_server_in_turn() {
    HostProvider session = servers.forSession(TTL);

    List<Integer> round = ports(session, 3);

    assertThat(round).containsExactlyInAnyOrder(1, 2, 3);
    assertThat(ports(session, 3)).isEqualTo(round);
  }

  @Test
  void a_new_session_begins_with_the_server_that_answered_last() {
    HostProvider session = servers.forSession(TTL);
    int answered = ports(session, 2).get(1);
    session.onConnected();

    assertThat(ports(servers.forSession(TTL), 1)).containsExactly(answered);
  }

  @Test
  void a_server_that_has_not_answered_yet_is_not_where_the_next_session_begins() {
    int silent = ports(servers.forSession(TTL), 1).get(0);

    assertThat(ports(servers.forSession(TTL), 1)).doesNotContain(silent);
  }

  @Test
  void after_its_server_is_lost_a_session_goes_on_with_another() {
    HostProvider session = servers.forSession(TTL);
    int lost = ports(session, 1).get(0);
    session.onConnected();

    assertThat(ports(session, 2)).doesNotContain(lost);
  }

  @Test
  void one_attempt_takes_three_seconds_at_most() {
    assertThat(TTL.dividedBy(servers.forSession(TTL).size())).isEqualTo(Duration.ofSeconds(3));
    assertThat(servers.forSession(Duration.ofSeconds(3)).size()).isEqualTo(3);
  }

  private static List<Integer> ports(HostProvider session, int count) {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ports.add(session.next(0).getPort());
    }
    return ports;
  }
}
