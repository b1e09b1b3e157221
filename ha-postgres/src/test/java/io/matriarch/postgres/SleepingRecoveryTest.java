package io.matriarch.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.Role;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A promotion shortly after the stream ended, at the moment when another try to stream fails. */
class SleepingRecoveryTest {
  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final long USR2 = 1L << 11;

  @RegisterExtension final PostgresHarness harness = new PostgresHarness();

  @Test
  void aPromotionDoesNotWaitForTheNextTryToStream() throws Exception {
    TestNode a = harness.node("a").primary();
    TestNode b =
        harness
            .node("b")
            .with(
                c ->
                    c.parameters(
                        TestNode.parameters(
                            Map.of("wal_retrieve_retry_interval", RETRY.toMillis() + "ms"))));
    b.cloneFrom(a);
    await().atMost(Duration.ofSeconds(20)).until(() -> b.look().streaming());
    String startup = b.ask("SELECT pid FROM pg_stat_activity WHERE backend_type = 'startup'");

    a.resource.fence();
    CompletableFuture<Void> promoted;
    long begin;
    // Recovery must find the second failure and the request together when it wakes.
    try (ServerSocket silent = new ServerSocket(a.port, 5, InetAddress.getByName("127.0.0.1"))) {
      silent.setSoTimeout(20_000);
      var receiver = silent.accept();
      signal("STOP", startup);
      receiver.close();
      await().until(() -> b.ask("SELECT count(*) FROM pg_stat_wal_receiver").equals("0"));
      begin = System.nanoTime();
      promoted =
          CompletableFuture.runAsync(
              () -> {
                try {
                  b.promote();
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      await().until(() -> (pendingSignals(startup) & USR2) != 0);
      signal("CONT", startup);
    }

    promoted.get(20, TimeUnit.SECONDS);
    assertThat(Figures.millisSince(begin)).isLessThan(RETRY.toMillis() / 2);
    assertThat(b.look().role()).isEqualTo(Role.PRIMARY);
  }

  private static void signal(String name, String pid) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor()).isZero();
  }

  private static long pendingSignals(String pid) throws Exception {
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(line -> line.startsWith("ShdPnd:"))
        .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
        .findFirst()
        .orElseThrow();
  }
}
