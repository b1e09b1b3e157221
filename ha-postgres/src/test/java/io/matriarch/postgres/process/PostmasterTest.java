package io.matriarch.postgres.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.matriarch.core.model.MonoTime;
import io.matriarch.core.model.Ticker;
import io.matriarch.postgres.Credentials;
import io.matriarch.postgres.PostgresConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A fence and what is launched")
class PostmasterTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final List<String> STUBBORN = List.of("sh", "-c", "trap '' QUIT; sleep 600; :");

  private final StoppedClock clock = new StoppedClock();
  @TempDir private Path folder;
  private Postmaster postmaster;

  @BeforeEach
  void prepare() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    PostgresConfig config =
        PostgresConfig.builder("a", "herd", data)
            .binDir(folder)
            .listen(List.of("127.0.0.1"), 1)
            .superuser(Credentials.of("postgres", "p"))
            .replication(Credentials.of("replicator", "r"))
            .build();
    OsUser user = OsUser.forThisProcess("postgres");
    CommandRunner runner = new CommandRunner(user, clock);
    postmaster = new Postmaster(config, Map::of, runner, user, clock, () -> {});
  }

  @AfterEach
  void end() {
    postmaster.pid().ifPresent(Fence::kill);
  }

  @Test
  @DisplayName("what is launched while a fence is going on waits for its end and outlives it")
  void aLaunchWaitsForTheFence() throws Exception {
    postmaster.launch(STUBBORN, 0);
    long first = postmaster.pid().orElseThrow();

    CompletableFuture<Void> fence = CompletableFuture.runAsync(postmaster::fence);
    await().atMost(SOON).until(() -> postmaster.fences() == 1);
    CompletableFuture<Void> launch = CompletableFuture.runAsync(this::launchAgain);
    await().during(Duration.ofMillis(200)).atMost(SOON).until(() -> !launch.isDone());
    assertThat(postmaster.pid()).hasValue(first);

    clock.advance(Duration.ofMillis(500));

    await().atMost(SOON).until(() -> fence.isDone() && launch.isDone());
    assertThat(ProcessHandle.of(first).filter(ProcessHandle::isAlive)).isEmpty();
    assertThat(postmaster.pid()).isPresent();
  }

  private void launchAgain() {
    try {
      postmaster.launch(STUBBORN, 1);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Time passes only when the test says so. */
  private static final class StoppedClock implements Ticker {
    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration by) {
      nanos.addAndGet(by.toNanos());
    }

    @Override
    public MonoTime now() {
      return new MonoTime(nanos.get());
    }

    @Override
    public Instant wallClock() {
      return Instant.EPOCH;
    }
  }
}
