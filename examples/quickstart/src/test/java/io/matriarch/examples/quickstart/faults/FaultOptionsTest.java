package io.matriarch.examples.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.matriarch.examples.quickstart.cluster.StoreKind;
import io.matriarch.examples.quickstart.cluster.TrialException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultOptionsTest {

  @Test
  void withoutAReportTheTellingOnesAreTried() {
    List<Fault> chosen = parse().choose(FaultsMain.catalogue());

    assertThat(chosen)
        .isNotEmpty()
        .allMatch(fault -> fault.telling().contains(StoreKind.ZOOKEEPER));
  }

  @Test
  void everyStoreHasTellingOnesOfItsOwn() {
    assertThat(parse("--dcs", "etcd").choose(FaultsMain.catalogue()))
        .extracting(Fault::name)
        .containsExactly("agent-frozen", "node-killed", "store-leader-frozen");
  }

  @Test
  void everyFaultIsTriedOnEveryStore() {
    assertThat(parse("--dcs", "etcd", "--report", "faults.md").choose(FaultsMain.catalogue()))
        .isEqualTo(FaultsMain.catalogue());
  }

  @Test
  void aReportIsAboutAll() {
    assertThat(parse("--report", "faults.md").choose(FaultsMain.catalogue()))
        .isEqualTo(FaultsMain.catalogue());
  }

  @Test
  void namesChooseInTheOrderOfTheCatalogue() {
    assertThat(
            parse("--only", "node-killed,agent-killed", "--only", "disk-full")
                .choose(FaultsMain.catalogue()))
        .extracting(Fault::name)
        .containsExactly("agent-killed", "node-killed", "disk-full");
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    FaultOptions options = parse("--only", "earthquake");

    assertThatThrownBy(() -> options.choose(FaultsMain.catalogue()))
        .isInstanceOf(TrialException.class)
        .hasMessageContaining("--only 'earthquake' is no fault; there are: agent-killed, ");
  }

  @Test
  void theStoreIsAsFastAsTheTtlWantsUnlessToldOtherwise() {
    assertThat(parse().tick()).isEqualTo(2000);
    assertThat(parse("--ttl", "10").tick()).isEqualTo(2000);
    assertThat(parse("--ttl", "3").tick()).isEqualTo(500);
    assertThat(parse("--tick", "1000", "--ttl", "5").tick()).isEqualTo(1000);
  }

  @Test
  void aLeashThatIsOffPromisesNothing() {
    assertThat(parse().isLeashed()).isTrue();
    assertThat(parse("--leash", "off").isLeashed()).isFalse();
    assertThat(parse("--leash", "required").isLeashed()).isTrue();
  }

  @Test
  void nonsenseIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> parse("--repeat", "0"))
        .hasMessage("--repeat '0' is not usable: write a number from 1 to 1000");
    assertThatThrownBy(() -> parse("--leash", "maybe"))
        .hasMessage("--leash 'maybe' is not usable: write on, off or required");
    assertThatThrownBy(() -> parse("--dcs", "consul"))
        .hasMessage("--dcs 'consul' is not known: write zookeeper or etcd");
    assertThatThrownBy(() -> parse("--dcs", "etcd", "--tick", "500"))
        .hasMessage("--tick is about ZooKeeper's servers: leave it out with --dcs etcd");
    assertThatThrownBy(() -> parse("--seed")).hasMessage("--seed needs a value");
    assertThatThrownBy(() -> parse("--fast")).hasMessage("unknown option '--fast'");
  }

  @Test
  void namesAreUnique() {
    assertThat(FaultsMain.catalogue()).extracting(Fault::name).doesNotHaveDuplicates();
  }

  private static FaultOptions parse(String... words) {
    return FaultOptions.parse(List.of(words));
  }
}
