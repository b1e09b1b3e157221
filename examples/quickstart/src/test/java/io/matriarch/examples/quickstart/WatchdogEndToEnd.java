package io.matriarch.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.matriarch.examples.quickstart.cluster.DataOwner;
import io.matriarch.examples.quickstart.cluster.DemoNode;
import io.matriarch.examples.quickstart.cluster.Timing;
import io.matriarch.examples.quickstart.cluster.Wait;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A node that must not lead without its watchdog device; a plain file stands in for it. */
@Timeout(180)
class WatchdogEndToEnd {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration SOON = Duration.ofSeconds(30);

  private RunningCluster running;
  private DemoNode node;
  private Path device;

  @AfterEach
  void stop() throws Exception {
    if (running != null) {
      running.stop();
    }
  }

  @Test
  void aPrimaryFeedsItsWatchdogAndWithoutOneNobodyLeads() throws Exception {
    running = RunningCluster.prepare(Timing.ofTtl(20), 1);
    node = running.cluster().nodes().get(0);
    device = node.spec().home().resolve("watchdog");
    Path file = node.spec().configuration();
    Files.writeString(
        file,
        Files.readString(file)
            + "\nwatchdog: {mode: required, driver: testing, device: %s}\n".formatted(device));
    makeDevice();

    node.start();
    running.cluster().awaitPrimary(START);
    Wait.until("signs of life", SOON, () -> Files.readString(device).matches("1{3,}"));
    node.terminate();
    assertThat(node.awaitExit(SOON)).contains(0);
    assertThat(Files.readString(device)).endsWith("1V");

    Files.delete(device);
    node.start();
    Wait.until("the complaint", SOON, () -> patroni().containsKey("watchdog_failed"));
    Wait.pause(Duration.ofSeconds(5));
    assertThat(node.rest().isOk("/primary")).isFalse();

    makeDevice();
    running.cluster().awaitPrimary(START);
    assertThat(patroni()).doesNotContainKey("watchdog_failed");
    Wait.until("signs of life again", SOON, () -> Files.readString(device).matches("1+"));
  }

  private void makeDevice() throws Exception {
    DataOwner.ofThisProcess().give(Files.createFile(device));
  }

  private Map<String, Object> patroni() throws Exception {
    return node.rest().document("/patroni").orElse(Map.of());
  }
}
