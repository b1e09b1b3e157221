package io.matriarch.examples.quickstart.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {

  @Test
  void allStoresAreMeasuredUnlessToldOtherwise() {
    assertThat(parse("--report", "x.md").stores())
        .containsExactly(StoreKind.ZOOKEEPER, StoreKind.ETCD);
    assertThat(parse("--report", "x.md", "--dcs", "both")).isEqualTo(parse("--report", "x.md"));
    assertThat(parse("--dcs", "etcd", "--report", "x.md").stores()).containsExactly(StoreKind.ETCD);
  }

  @Test
  void theCommandOfTheReportAsksForTheSame() {
    assertThat(parse("--report", "x.md").dcs()).isEmpty();
    assertThat(parse("--report", "x.md", "--dcs", "zookeeper").dcs()).isEqualTo(" --dcs zookeeper");
  }

  @Test
  void nonsenseIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> parse("--dcs", "consul"))
        .hasMessage("--dcs 'consul' is not known: write zookeeper, etcd or both");
    assertThatThrownBy(() -> parse("--dcs")).hasMessage("--dcs needs a value");
    assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option '--fast'");
    assertThatThrownBy(() -> parse()).hasMessage("--report FILE is missing");
  }

  private static BenchOptions parse(String... words) {
    return BenchOptions.parse(List.of(words));
  }
}
