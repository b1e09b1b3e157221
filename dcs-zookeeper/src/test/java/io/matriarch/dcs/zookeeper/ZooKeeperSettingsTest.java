package io.matriarch.dcs.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.core.store.ClusterStoreProvider;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZooKeeperSettingsTest {

  @Test
  void hosts_come_as_a_list_or_as_one_text() {
    assertThat(servers(List.of("zk1:2182", "zk2", "[::1]:2183", "::1")))
        .isEqualTo("zk1:2182,zk2:2181,[::1]:2183,[::1]:2181");
    assertThat(servers("zk1:2182, zk2")).isEqualTo("zk1:2182,zk2:2181");
  }

  @ParameterizedTest
  @ValueSource(strings = {"zk1:port", "zk1:", ":2181", "zk1:0", "zk1:70000", "zk1:2181/root"})
  void an_impossible_host_is_named(String host) {
    assertThatThrownBy(() -> servers(host))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zookeeper.hosts: '" + host + "' is not a server: write host:port");
  }

  @Test
  void missing_hosts_are_asked_for() {
    assertThatThrownBy(() -> ZooKeeperSettings.parse(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("zookeeper.hosts is missing");
    assertThatThrownBy(() -> servers(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "use_ssl",
        "cacert",
        "cert",
        "key",
        "key_password",
        "verify",
        "set_acls",
        "auth_data"
      })
  void a_promise_that_is_not_kept_is_refused_without_showing_its_value(String key) {
    assertThatThrownBy(() -> ZooKeeperSettings.parse(Map.of("hosts", "zk1", key, "s3cret")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("zookeeper." + key + " is not supported yet: ")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void a_promise_that_is_switched_off_is_fine() {
    Map<String, Object> section = Map.of("hosts", "zk1", "use_ssl", false, "set_acls", Map.of());

    assertThat(ZooKeeperSettings.parse(section).servers()).hasSize(1);
  }

  @Test
  void the_tick_of_the_servers_comes_in_milliseconds_and_is_the_usual_one_unless_given() {
    assertThat(ZooKeeperSettings.parse(Map.of("hosts", "zk1")).rhythm().tick()).hasSeconds(2);
    assertThat(ZooKeeperSettings.parse(Map.of("hosts", "zk1", "tick_time", "500")).rhythm().tick())
        .hasMillis(500);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.5s", "2s", "99", "60001", "-500", ""})
  void an_impossible_tick_is_named(String tick) {
    assertThatThrownBy(() -> ZooKeeperSettings.parse(Map.of("hosts", "zk1", "tick_time", tick)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "zookeeper.tick_time: '"
                + tick
                + "' is not the tickTime of a server: write milliseconds, from 100 to 60000");
  }

  @Test
  void the_provider_is_found_by_its_section() {
    assertThat(ServiceLoader.load(ClusterStoreProvider.class))
        .anySatisfy(provider -> assertThat(provider.section()).isEqualTo("zookeeper"));
  }

  private static String servers(Object hosts) {
    return new ServerList(ZooKeeperSettings.parse(Map.of("hosts", hosts)).servers()).toString();
  }
}
