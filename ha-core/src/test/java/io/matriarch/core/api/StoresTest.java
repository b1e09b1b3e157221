package io.matriarch.core.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** There is no store on the class path of this module. */
class StoresTest {

  @Test
  void a_store_whose_module_is_missing_is_told_with_the_artifact_to_add() {
    assertThatThrownBy(() -> Stores.connect("zookeeper", Map.of("hosts", "zk1")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no module for the store 'zookeeper' is on the class path;"
                + " add io.matriarch:dcs-zookeeper");
  }

  @Test
  void a_store_that_nobody_knows_is_told_with_those_that_exist() {
    assertThatThrownBy(() -> Stores.connect("etcd9", Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no module for the store 'etcd9' is on the class path;"
                + " there are modules for etcd, etcd3, memory, zookeeper");
    assertThat(Stores.names()).isEmpty();
  }
}
