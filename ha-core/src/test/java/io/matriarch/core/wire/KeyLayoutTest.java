package io.matriarch.core.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.core.model.ClusterId;
import io.matriarch.core.model.NodeName;
import org.junit.jupiter.api.Test;

class KeyLayoutTest {

  @Test
  void keysStandBelowNamespaceAndScope() {
    KeyLayout keys = new KeyLayout(new ClusterId("service", "batman"));

    assertThat(keys.base()).isEqualTo("/service/batman");
    assertThat(keys.leader()).isEqualTo("/service/batman/leader");
    assertThat(keys.members()).isEqualTo("/service/batman/members");
    assertThat(keys.member(NodeName.of("pg0"))).isEqualTo("/service/batman/members/pg0");
    assertThat(keys.config()).isEqualTo("/service/batman/config");
    assertThat(keys.initialize()).isEqualTo("/service/batman/initialize");
    assertThat(keys.failover()).isEqualTo("/service/batman/failover");
    assertThat(keys.history()).isEqualTo("/service/batman/history");
    assertThat(keys.sync()).isEqualTo("/service/batman/sync");
    assertThat(keys.status()).isEqualTo("/service/batman/status");
    assertThat(keys.failsafe()).isEqualTo("/service/batman/failsafe");
    assertThat(keys.legacyOptime()).isEqualTo("/service/batman/optime/leader");
  }

  @Test
  void slashesOfANamespaceAreCollapsed() {
    assertThat(new KeyLayout(new ClusterId("/db//x/", "scope")).base()).isEqualTo("/db/x/scope");
  }
}
