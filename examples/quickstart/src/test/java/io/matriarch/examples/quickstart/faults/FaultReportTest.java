package io.matriarch.examples.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FaultReportTest {
  private final Tally tally =
      new Tally(Fault.of("storm", "a storm", Promise.ONE_WRITER, scene -> {}));

  @Test
  void theStoreThatItIsAboutIsNamed() {
    assertThat(lines("ZooKeeper 3.9.5", "--repeat", "3", "--seed", "5"))
        .startsWith("# Faults, on ZooKeeper", "")
        .contains(
            "Made by `./verify --faults 3 --seed 5 --leash on` on 2026-11-26; seeds 5 to 7.",
            "a machine.",
            "The store is an ensemble of three servers of ZooKeeper 3.9.5 with a tick of 2000 ms."
                + " Replication is asynchronous; ttl 20, loop_wait 10, retry_timeout 5; leash: on.");
    assertThat(lines("etcd 3.5.16", "--dcs", "etcd"))
        .startsWith("# Faults, on etcd", "")
        .contains(
            "Made by `./verify --faults 1 --seed 1 --dcs etcd --leash on` on 2026-11-26; seeds 1 to 1.",
            "The store is an ensemble of three servers of etcd 3.5.16."
                + " Replication is asynchronous; ttl 20, loop_wait 10, retry_timeout 5; leash: on.");
  }

  @Test
  void theCommandBringsBackWhatIsUnusual() {
    assertThat(lines("ZooKeeper 3.9.5", "--only", "storm", "--ttl", "3", "--tick", "750"))
        .contains(
            "Made by `./verify --faults 1 --only storm --seed 1 --ttl 3 --tick 750 --leash on` on 2026-11-26;"
                + " seeds 1 to 1.");
  }

  @Test
  void whatWasNotKeptIsSaid() {
    tally.add(
        new Outcome(
            Duration.ZERO, Duration.ZERO, 0, 0, 0, Optional.of(Duration.ofSeconds(1)), true),
        List.of("the nodes do not hold the same rows"));

    assertThat(lines("etcd 3.5.16", "--dcs", "etcd"))
        .contains("- `storm`: a storm.")
        .containsSubsequence(
            "## What was not kept", "- `storm`: the nodes do not hold the same rows.");
    assertThat(lines("etcd 3.5.16")).anyMatch(line -> line.startsWith("| `storm` | 1 | "));
  }

  private List<String> lines(String store, String... words) {
    return new FaultReport(FaultOptions.parse(List.of(words)), store, "a machine")
        .lines(LocalDate.of(2026, 11, 26), List.of(tally));
  }
}
