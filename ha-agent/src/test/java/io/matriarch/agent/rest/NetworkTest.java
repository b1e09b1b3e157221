package io.matriarch.agent.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterView;
import io.matriarch.core.model.NodeName;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.1.4/30, 192.168.1.7, true",
    "192.168.1.4/30, 192.168.1.8, false",
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.1, 127.0.0.2, false",
    "0.0.0.0/0, 8.8.8.8, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 8.8.8.8, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "::1, ::1, true",
    "::ffff:10.0.0.1, 10.0.0.1, true"
  })
  void aNetworkHoldsTheAddressesThatShareItsBits(String network, String address, boolean holds)
      throws Exception {
    assertThat(Network.parse(network).orElseThrow().contains(InetAddress.getByName(address)))
        .isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "10.0.0.0/33",
        "fd00::/129",
        "1.2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "a:b",
        "10.0.0.0/x",
        ""
      })
  void whatIsNoAddressIsNone(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }

  @Test
  void hostNamesAreLookedUp() throws Exception {
    Allowlist list = Allowlist.of(List.of("localhost", "no-such-host.invalid"), false);

    assertThat(list.allows(InetAddress.getByName("127.0.0.1"), Optional.empty())).isTrue();
    assertThat(list.allows(InetAddress.getByName("10.0.0.1"), Optional.empty())).isFalse();
  }

  @Test
  void anEmptyListAllowsAllUnlessMembersAreWhatItMeans() throws Exception {
    InetAddress anybody = InetAddress.getByName("10.0.0.1");

    assertThat(Allowlist.of(List.of(), false).allows(anybody, Optional.empty())).isTrue();
    assertThat(Allowlist.of(List.of(), true).allows(anybody, Optional.empty())).isFalse();
    assertThat(Allowlist.of(List.of(), true).allowsWithoutMembers(anybody)).isTrue();
    assertThat(Allowlist.of(List.of("10.0.0.2"), true).allowsWithoutMembers(anybody)).isFalse();
  }

  @Test
  void membersAreKnownByTheirAddresses() throws Exception {
    Statuses status = Statuses.primary();
    Recorded.member(status, "a", "{\"api_url\":\"http://10.0.0.1:8008/patroni\"}");
    Recorded.member(status, "b", "{\"api_url\":\"http://[::1]:8008/patroni\"}");
    Recorded.member(status, "c", "{\"api_url\":\"not a url\"}");
    Optional<ClusterView> view = status.build().view();
    Allowlist list = Allowlist.of(List.of(), true);

    assertThat(view.orElseThrow().members()).containsKey(NodeName.of("c"));
    assertThat(list.allows(InetAddress.getByName("10.0.0.1"), view)).isTrue();
    assertThat(list.allows(InetAddress.getByName("::1"), view)).isTrue();
    assertThat(list.allows(InetAddress.getByName("10.0.0.2"), view)).isFalse();
  }
}
