package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

  @Test
  void nothingIsKeptUnlessAskedFor() throws Exception {
    assertThat(Options.parse(List.of()).keep()).isFalse();
    assertThat(Options.parse(List.of("--keep")).keep()).isTrue();
  }

  @Test
  void theTtlIsTaken() throws Exception {
    assertThat(Options.parse(List.of("--ttl", "30")).ttl()).isEqualTo(30);
  }

  @Test
  void theStoreNeedsNoProgramUnlessAskedFor() throws Exception {
    assertThat(Options.parse(List.of()).store()).isEqualTo(StoreKind.ZOOKEEPER);
    assertThat(Options.parse(List.of("--dcs", "zookeeper")).store()).isEqualTo(StoreKind.ZOOKEEPER);
  }

  @ParameterizedTest
  @CsvSource({
    "--ttl 19,19",
    "--ttl ten,ten",
    "--ttl,--ttl",
    "--what,--what",
    "--bin-dir /,/",
    "--dcs consul,zookeeper or etcd"
  })
  void aWrongOptionIsNamed(String line, String named) {
    assertThatThrownBy(() -> Options.parse(List.of(line.split(" "))))
        .isInstanceOf(Options.BadOption.class)
        .hasMessageContaining(named)
        .hasMessageNotContaining("\n");
  }
}
